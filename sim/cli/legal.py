"""`negsim legal`: the legal moves of a party."""

from typing import Final

import click

from sim.cli import options
from sim.cli.output import Report, output_format, print_report, table_or_none
from sim.cli.process import INVALID
from sim.model.dates import When
from sim.model.errors import NegsimError
from sim.report.json.queries import legal_document
from sim.report.table.queries import legal_moves_with_effects, legal_table, legal_table_for_people

CLOCK: Final = "clock"


@click.command("legal")
@options.file
@click.option(
    "--by",
    "party",
    required=True,
    metavar="PARTY",
    help="Who moves: a party (joint moves included), a third party, or `clock`.",
)
@options.moment
@options.branch
@output_format
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
    by = None if party == CLOCK else party
    try:
        scenario = options.scenario_in(file)
        snapshot = options.snapshot(scenario, as_of, reading, branch)
        day = snapshot.day
        if day is None:
            raise click.UsageError("the record has no move yet, so it has no date; give one, --as-of DATE")
        legal = legal_moves_with_effects(snapshot.state, by, day)
    except NegsimError as error:
        options.complain(error)
        ctx.exit(INVALID)
    if quiet:
        return
    lineage = scenario.lineage(branch) if branch else ()
    report = Report(
        document=lambda: legal_document(scenario.title, lineage, snapshot, by, legal),
        table=lambda: legal_table(legal, by, day),
        blocks=lambda: [table_or_none(legal_table_for_people(legal, by, day))],
    )
    print_report(report, form)
