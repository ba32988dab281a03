"""`negsim diff`: what has become of the subjects, between two days, in a branch, or in another file."""

from typing import Any

import click

from sim.cli import options
from sim.history.snapshot import Snapshot
from sim.model.dates import LIKELY, READINGS
from sim.model.errors import NegsimError
from sim.model.escaping import visible
from sim.report.json.answers import diff_document
from sim.report.table.changes import difference_table, left_out_tables
from sim.report.table.render import CSVS, JSON, Table
from sim.scenario import Alternative, Scenario

Pair = tuple[Snapshot, Snapshot, str]
"""Two views to compare, and what the comparison is called."""


@click.command("diff")
@click.argument("files", nargs=-1, required=True, metavar="FILE [OTHER]")
@click.option(
    "--as-of",
    "moments",
    nargs=2,
    type=options.MomentType(),
    metavar="DATE|#N DATE|#N",
    help="Compare the record at these two moments.",
)
@click.option(
    "--reading", type=click.Choice(READINGS), default=LIKELY, show_default=True, help="Which moves count by a day."
)
@options.branch
@options.output_format
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    moments: tuple[Any, Any] | None,
    reading: str,
    branch: str | None,
    form: str,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """List the subjects that appeared, changed or ended.

    With --branch the end of the branch is compared with that of the record, with --as-of two moments of the record (or
    of the branch), and with a second file the ends of both. FILE is a scenario file, or - for standard input.
    """
    _check(files, moments)
    try:
        scenarios = [options.scenario_in(file) for file in files]
        before, after, title = _compared(scenarios, files, moments, reading, branch)
    except NegsimError as error:
        options.complain(error)
        ctx.exit(options.AT_FAULT)
    if quiet:
        return
    lineage = scenarios[0].lineage(branch) if branch else ()
    if form == JSON:
        options.print_json(diff_document(before, after, lineage))
    else:
        table = difference_table(before.difference(after), after, title)
        _print(table, lineage if form not in CSVS else (), form)


def _print(table: Table, lineage: tuple[Alternative, ...], form: str) -> None:
    """The differences, and what of the record is not in the branch."""
    if table.rows or form in CSVS:
        options.print_table(table, form)
    else:
        options.print_text(options.paragraph(f"{table.title}: none", form), form)
    for each in (missing for missing in left_out_tables(lineage) if missing.rows):
        options.print_text("\n", form)
        options.print_table(each, form)


def _check(files: tuple[str, ...], moments: tuple[Any, Any] | None) -> None:
    """See to it that the files can be compared."""
    if len(files) > 2:
        raise click.UsageError(f"two files can be compared, here are {len(files)}")
    if len(files) == 2 and moments:
        raise click.UsageError("--as-of compares two moments of one file; leave the other file out")
    if files == (options.STDIN, options.STDIN):
        raise click.UsageError("standard input can be read but once; name a file for one of the two")


def _compared(
    scenarios: list[Scenario],
    files: tuple[str, ...],
    moments: tuple[Any, Any] | None,
    reading: str,
    branch: str | None,
) -> Pair:
    first = scenarios[0]
    if moments:
        before, after = (options.view_of(first, moment, reading, branch) for moment in moments)
        return before, after, f"Changes from {_named(moments[0])} to {_named(moments[1])}"
    if len(files) == 2:
        histories = [each.history_of(branch or "") for each in scenarios]
        title = f"Changes from {visible(files[0])} to {visible(files[1])}"
    elif branch:
        histories = [first.history, first.history_of(branch)]
        title = f"Changes from the record to the branch {branch}"
    else:
        raise click.UsageError("nothing to compare with; give --branch ID, --as-of DATE DATE or a second file")
    days = [each.last_day for each in histories if each.last_day is not None]
    before, after = (each.as_of(max(days, default=None), reading) for each in histories)
    return before, after, title


def _named(moment: Any) -> str:
    return f"#{moment}" if isinstance(moment, int) else str(moment)
