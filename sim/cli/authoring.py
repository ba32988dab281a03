"""`negsim new` and `negsim schema`: a scenario to begin with, and its JSON Schema for an editor."""

import json
import os
from pathlib import Path

import click

from sim.cli import options
from sim.cli.files import delivered, is_special, say_written, unwritable_status, written
from sim.cli.printing import say
from sim.cli.process import INVALID, UNWRITTEN
from sim.scenario import schema as scenario_schema
from sim.scenario.starter import STARTER


@click.command("new")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def new(ctx: click.Context, file: Path) -> None:
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
    say_written(file, f"; `negsim run {file}` replays it")


@click.command("schema")
@options.output("Write it to this file, not to standard output.")
@click.pass_context
def schema(ctx: click.Context, output: Path | None) -> None:
    """Print the JSON Schema of scenario files.

    With it an editor completes and checks them.
    """
    if status := unwritable_status(output):
        ctx.exit(status)
    text = json.dumps(scenario_schema.schema(), ensure_ascii=False, indent=2) + "\n"
    if not delivered(output, text, quiet=True):
        ctx.exit(UNWRITTEN)
