"""`python -m sim.testing.fuzz FILE...`: files, as they are, held to every check."""

import sys
from pathlib import Path

import click

from sim.testing.fuzz.checks import held


@click.command("fuzz")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(files: tuple[Path, ...]) -> None:
    """Hold files to every check of the mutation fuzz. Exit status: 1 if one finds a fault."""
    findings = [(file, finding) for file in files for finding in held(file.read_bytes()).findings]
    for file, finding in findings:
        click.echo(f"{file}: {finding.kind} ({finding.check})\n  {finding.detail}")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    command()
