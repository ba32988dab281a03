"""`negsim diff`: the subjects that differ between two moments, in a branch, or in another file."""

from collections.abc import Iterator, Sequence

import click
from attrs import frozen

from sim.cli import options
from sim.cli.files import STDIN
from sim.cli.output import Block, Report, output_format, print_report, table_or_none
from sim.cli.process import INVALID
from sim.history.snapshot import Snapshot
from sim.model.dates import LIKELY, READINGS, When
from sim.model.errors import NegsimError
from sim.model.escaping import visible
from sim.report.json.queries import diff_document
from sim.report.table.queries import difference_table, left_out_tables
from sim.report.table.render import Table
from sim.scenario import Alternative, Scenario

Moments = tuple[When | int, When | int]


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
@output_format
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    moments: Moments | None,
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
        comparison = _comparison(scenarios, files, moments, reading, branch)
    except NegsimError as error:
        options.complain(error)
        ctx.exit(INVALID)
    if not quiet:
        print_report(comparison.report, form)


@frozen
class _Comparison:
    """Two snapshots, the title of their comparison, and the lineage of the compared branch."""

    title: str
    scenario: Scenario
    before: Snapshot
    after: Snapshot
    lineage: tuple[Alternative, ...]

    @property
    def report(self) -> Report:
        return Report(document=self._document, table=self._table, blocks=self._blocks)

    def _document(self) -> dict[str, object]:
        return diff_document(self.scenario.title, self.lineage, self.before, self.after)

    def _table(self) -> Table:
        return difference_table(self.before.difference(self.after), self.after, self.title)

    def _blocks(self) -> Iterator[Block]:
        yield table_or_none(self._table())
        yield from left_out_tables(self.lineage)


def _check(files: tuple[str, ...], moments: Moments | None) -> None:
    """Refuse files that cannot be compared. Raises: click.UsageError."""
    if len(files) > 2:
        raise click.UsageError(f"two files can be compared, here are {len(files)}")
    if len(files) == 2 and moments:
        raise click.UsageError("--as-of compares two moments of one file; leave the other file out")
    if files == (STDIN, STDIN):
        raise click.UsageError("standard input can be read but once; name a file for one of the two")


def _comparison(
    scenarios: Sequence[Scenario], files: tuple[str, ...], moments: Moments | None, reading: str, branch: str | None
) -> _Comparison:
    first = scenarios[0]
    lineage = first.lineage(branch) if branch else ()
    if moments:
        before, after = (options.snapshot(first, moment, reading, branch) for moment in moments)
        title = f"Changes from {_moment(moments[0])} to {_moment(moments[1])}"
        return _Comparison(title, first, before, after, lineage)
    if len(files) == 2:
        histories = [scenario.history_of(branch or "") for scenario in scenarios]
        title = f"Changes from {visible(files[0])} to {visible(files[1])}"
    elif branch:
        histories = [first.history, first.history_of(branch)]
        title = f"Changes from the record to the branch {branch}"
    else:
        raise click.UsageError("nothing to compare with; give --branch ID, --as-of DATE DATE or a second file")
    days = [history.last_day for history in histories if history.last_day is not None]
    before, after = (history.as_of(max(days, default=None), reading) for history in histories)
    return _Comparison(title, first, before, after, lineage)


def _moment(moment: When | int) -> str:
    return f"#{moment}" if isinstance(moment, int) else str(moment)
