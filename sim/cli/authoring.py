"""`negsim new` and `negsim schema`: a scenario to begin with, and its JSON Schema for an editor."""

import json
import os
from pathlib import Path
from typing import Final

import click

from sim.cli import options
from sim.cli.files import delivered, is_special, unwritable_status, written
from sim.cli.printing import say
from sim.cli.process import INVALID, UNWRITTEN
from sim.cli.written_files import say_written, to_replay
from sim.scenario import schema as scenario_schema
from sim.scenario.starter import STARTER

_FOR_EDITORS: Final = "name it to your editor, which then completes and checks scenario files"


@click.command("new")
@click.argument("file", type=click.Path(path_type=Path))
@options.quiet
@click.pass_context
def new(ctx: click.Context, file: Path, quiet: bool) -> None:  # noqa: FBT001 - click passes a flag so
    """Write a commented scenario to begin with.

    It goes to FILE, for you to change; a file that exists is left alone.
    """
    if os.path.lexists(file) and not file.is_dir() and not is_special(file):
        say(f"{file}: there is a file already; choose another name", err=True)
        ctx.exit(INVALID)
    if status := unwritable_status(file):
        ctx.exit(status)
    if not written(file, STARTER):
        ctx.exit(UNWRITTEN)
    if not quiet:
        say_written(file, advice=to_replay(file))


@click.command("schema")
@options.output("Write it to this file, not to standard output.")
@options.quiet
@click.pass_context
def schema(ctx: click.Context, output: Path | None, quiet: bool) -> None:  # noqa: FBT001 - click passes a flag so
    """Print the JSON Schema of scenario files.

    With it an editor completes and checks them.
    """
    if status := unwritable_status(output):
        ctx.exit(status)
    text = json.dumps(scenario_schema.schema(), ensure_ascii=False, indent=2) + "\n"
    if not delivered(output, text, advice=_FOR_EDITORS, quiet=quiet):
        ctx.exit(UNWRITTEN)
