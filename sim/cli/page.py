"""`negsim page`: a record to replay in a browser, as one file."""

from pathlib import Path
from typing import Final

import click

from sim.cli import options
from sim.cli.files import delivered, unwritable_status
from sim.cli.process import INVALID, UNWRITTEN
from sim.model.errors import NegsimError, counted
from sim.report.page.page import replay_page

ENDINGS: Final = (".html", ".htm")


@click.command("page")
@options.file
@options.output("Write it to this file, .html; else it goes to standard output.")
@click.option(
    "--branch",
    "branches",
    metavar="ID",
    multiple=True,
    help="Add this branch, beside what it departs from (may be repeated).",
)
@options.private
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    file: str,
    output: Path | None,
    branches: tuple[str, ...],
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Make a web page that replays the record.

    It is one file, needs no network, and has the timeline, the tables and the quotes, move by move. FILE is a scenario
    file, or - for standard input.
    """
    if status := unwritable_status(output, ENDINGS, file):
        ctx.exit(status)
    try:
        scenario = options.scenario_in(file)
        content = replay_page(scenario, branches)
    except NegsimError as error:
        options.complain(error)
        ctx.exit(INVALID)
    if not delivered(output, content, counted(len(scenario.history.moves), "move"), quiet=quiet):
        ctx.exit(UNWRITTEN)
