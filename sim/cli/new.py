"""`negsim new`: a commented scenario file to begin with."""

import os
from pathlib import Path

import click

from sim.cli import options
from sim.cli.files import is_special, say_written, unfit, written
from sim.cli.printing import say
from sim.scenario.starter import STARTER


@click.command("new")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def command(ctx: click.Context, file: Path) -> None:
    """Write a commented scenario to begin with.

    It goes to FILE, for you to change; a file that exists is left alone.
    """
    if os.path.lexists(file) and not file.is_dir() and not is_special(file):
        say(f"{file}: there is a file already; choose another name", err=True)
        ctx.exit(options.AT_FAULT)
    if status := unfit(file):
        ctx.exit(status)
    if not written(file, STARTER):
        ctx.exit(options.UNWRITTEN)
    say_written(file, f"; `negsim run {file}` replays it")
