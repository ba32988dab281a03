"""`negsim diff`: the subjects that differ between two moments, in a branch, or in another file."""

from collections.abc import Iterator, Sequence

import click
from attrs import evolve, frozen

from sim.cli import options
from sim.cli.files import STDIN
from sim.cli.output import Block, Report, output_format, print_report, table_or_none
from sim.cli.process import INVALID
from sim.history.history import History
from sim.history.snapshot import Snapshot
from sim.model.dates import LIKELY, READINGS, When
from sim.model.errors import NegsimError
from sim.model.escaping import visible
from sim.records.journal.entries import Entry
from sim.records.journal.moments import KnownOn, as_named
from sim.records.journal.recorded import entries_between
from sim.report.json.journal import entry_as_json
from sim.report.json.queries import diff_document
from sim.report.table.journal import entries_table
from sim.report.table.queries import difference_table, left_out_tables
from sim.report.table.render import Table
from sim.scenario import Alternative, Scenario

Moments = tuple[When | int, When | int]
Known = tuple[KnownOn, KnownOn]


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
    "--known-on",
    "known",
    nargs=2,
    type=options.KnownOnType(),
    metavar="DATE|@N DATE|@N",
    help="Compare the record of a journal as it was known then: what was learnt between, and by which entries.",
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
    known: Known | None,
    reading: str,
    branch: str | None,
    form: str,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """List the subjects that appeared, changed or ended.

    With --branch the end of the branch is compared with that of the record, with --as-of two moments of the record (or
    of the branch), with --known-on the record of a journal as it was known at two times, and with a second file the
    ends of both. FILE is a scenario file or a journal, or - for standard input.
    """
    _check(files, moments, known)
    try:
        comparison = _learnt(files[0], known, reading, branch) if known else _compared(files, moments, reading, branch)
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
    entries: tuple[Entry, ...] | None = None

    @property
    def report(self) -> Report:
        return Report(document=self._document, table=self._table, blocks=self._blocks)

    def _document(self) -> dict[str, object]:
        document = diff_document(self.scenario.title, self.lineage, self.before, self.after)
        if self.entries is None:
            return document
        return document | {"entries": [entry_as_json(entry) for entry in self.entries]}

    def _table(self) -> Table:
        return difference_table(self.before.difference(self.after), self.after, self.title)

    def _blocks(self) -> Iterator[Block]:
        yield table_or_none(self._table())
        yield from left_out_tables(self.lineage)
        if self.entries is not None:
            yield table_or_none(entries_table(self.entries, "Entries"))


def _check(files: tuple[str, ...], moments: Moments | None, known: Known | None) -> None:
    """Refuse files that cannot be compared. Raises: click.UsageError."""
    if len(files) > 2:
        raise click.UsageError(f"two files can be compared, here are {len(files)}")
    if len(files) == 2 and moments:
        raise click.UsageError("--as-of compares two moments of one file; leave the other file out")
    if known and (moments or len(files) == 2):
        what = "--as-of" if moments else "the other file"
        raise click.UsageError(f"--known-on compares what was known of one journal at two times; leave {what} out")
    if files == (STDIN, STDIN):
        raise click.UsageError("standard input can be read but once; name a file for one of the two")


def _learnt(file: str, known: Known, reading: str, branch: str | None) -> _Comparison:
    """What was learnt of a record between two times. Raises: NegsimError."""
    case = options.case_file(file)
    scenarios = [evolve(case, known_on=moment).scenario() for moment in known]
    before, after = _ends([scenario.history_of(branch or "") for scenario in scenarios], reading)
    title = f"Learnt from {as_named(known[0])} to {as_named(known[1])}"
    lineage = scenarios[1].lineage(branch) if branch else ()
    return _Comparison(title, scenarios[1], before, after, lineage, entries_between(file, *known))


def _compared(files: tuple[str, ...], moments: Moments | None, reading: str, branch: str | None) -> _Comparison:
    """Two moments of a record, its branch with it, or two records. Raises: NegsimError."""
    scenarios = [options.scenario_in(file) for file in files]
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
    return _Comparison(title, first, *_ends(histories, reading), lineage)


def _ends(histories: Sequence[History], reading: str) -> tuple[Snapshot, Snapshot]:
    """Two records at the end of the later one."""
    days = [history.last_day for history in histories if history.last_day is not None]
    before, after = (history.as_of(max(days, default=None), reading) for history in histories)
    return before, after


def _moment(moment: When | int) -> str:
    return f"#{moment}" if isinstance(moment, int) else str(moment)
