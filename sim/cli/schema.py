"""`negsim schema`: the JSON Schema of scenario files."""

import json
from pathlib import Path

import click

from sim.cli import options
from sim.cli.files import delivered, unfit
from sim.scenario.schema import schema


@click.command("schema")
@options.output("Write it to this file, not to standard output.")
@click.pass_context
def command(ctx: click.Context, output: Path | None) -> None:
    """Print the JSON Schema of scenario files.

    With it an editor completes and checks them.
    """
    if status := unfit(output):
        ctx.exit(status)
    text = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    if not delivered(output, text, quiet=True):
        ctx.exit(options.UNWRITTEN)
