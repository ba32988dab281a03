"""`negsim legal`: what a party may do now."""

from typing import Final

import click

from sim.cli import options
from sim.model.dates import When
from sim.model.errors import NegsimError
from sim.report.table.legal import legal_table
from sim.rules.legal_moves import legal_moves

CLOCK: Final = "clock"


@click.command("legal")
@click.argument("file")
@click.option(
    "--by",
    "party",
    required=True,
    metavar="PARTY",
    help="Who moves: a party (joint moves included), a third party, or `clock`.",
)
@options.moment
@options.branch
@options.output_format
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    file: str,
    party: str,
    as_of: When | int | None,
    reading: str,
    branch: str | None,
    form: str,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """List the legal moves of a party.

    Each comes with the status that it leads to, and with example values for the fields that it needs. FILE is a
    scenario file, or - for standard input.
    """
    try:
        scenario = options.scenario_in(file)
        view = options.view_of(scenario, as_of, reading, branch)
        if view.day is None:
            raise click.UsageError("the record has no move yet, so it has no date; give one, --as-of DATE")
        by = None if party == CLOCK else party
        table = legal_table(view.state, legal_moves(view.state, by, view.day), by or "the clock", view.day)
    except NegsimError as error:
        options.complain(error)
        ctx.exit(options.AT_FAULT)
    if not quiet:
        options.print_table(table, form)
