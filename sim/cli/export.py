"""`negsim export`: many records as one long table, for pandas, R or a database, or in the format of another tool."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Final

import click
from attrs import evolve, frozen
from click.core import ParameterSource

from sim.cli import options
from sim.cli.cases import Cases, NothingReadError
from sim.cli.export_to import ADVICE, Target, check_options, write_to
from sim.cli.files import ending, is_special, unwritable_status, writing
from sim.cli.output import format_option
from sim.cli.printing import StandardOutput
from sim.cli.process import GAVE_UP, INVALID
from sim.cli.simulation import progress_bar
from sim.cli.written_files import say_written
from sim.executors.executor import Executor
from sim.model.dates import When
from sim.model.errors import (
    ClusterUnavailableError,
    ExecutorError,
    MissingDependencyError,
    UnknownNameError,
    UnreadableFileError,
)
from sim.model.escaping import utf8
from sim.records.corpus import CaseFile
from sim.records.exporters.named import ENDINGS
from sim.records.files import SETTING_ENDING, scenario_files
from sim.records.tables.arrow import require_parquet
from sim.records.tables.columns import LongTable, Row
from sim.records.tables.moves import MOVES
from sim.records.tables.named import TABLES, long_table
from sim.records.tables.periods import PERIODS
from sim.records.tables.writers import WRITERS, Stream, Writer, write_safe_csv
from sim.report.table.render import CSV, CSVS, JSON, SAFE_CSV
from sim.scenario.scenario import Scenario
from sim.scenario.write import setting_as_yaml

_PARQUET: Final = ".parquet"


@click.command("export")
@options.files
@click.option("--table", "name", type=click.Choice(tuple(TABLES)), help="The table to write.")
@click.option("--to", type=click.Choice(tuple(ENDINGS)), help="Write for another tool instead, in its format.")
@click.option("--by", type=click.Choice(PERIODS), help="The periods of the panel; default: month.")
@options.moment
@options.executor
@options.output("Write to this file. Of a table its ending decides on the format: .csv, .json or .parquet.")
@format_option((CSV, JSON), "The format on standard output.", CSV)
@options.private
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    name: str | None,
    to: str | None,
    by: str | None,
    as_of: When | int | None,
    reading: str,
    jobs: int,
    dask: str,
    output: Path | None,
    form: str,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Write records as one long table, or for another tool.

    A table has one line of headers, and a row for each move, effect, subject or period; its first column says which
    file a row is from. Beside a file of moves, x.csv, stands x.setting.yaml with what the files say of the parties,
    issues and so on.

    --to writes an object-centric event log (ocel), an event for each move (cloudevents), a timeline (timelinejs), or
    the options of each side as of a day (gmcr).

    FILE is a scenario file, a folder of them, or - for standard input. Files with faults are complained of and left
    out.
    """
    if (name is None) == (to is None):
        raise click.UsageError("give either --table, for a table, or --to, for the format of another tool")
    check_options(ctx, to)
    try:
        cases = Cases(scenario_files(files))
        if to is None:
            is_hidden = quiet or output is None or len(cases.files) == 1
            with progress_bar(len(cases.files), "Files", quiet=is_hidden) as cases.progress:
                paths = _write_table(ctx, cases, _TableOf(name or "", by), Executor(jobs, dask), output, form)
        else:
            paths = write_to(ctx, cases, Target(to, as_of, reading), output)
    except (MissingDependencyError, UnreadableFileError, ExecutorError) as error:
        options.complain(error)
        is_cut_short = isinstance(error, ExecutorError) and not isinstance(error, ClusterUnavailableError)
        ctx.exit(GAVE_UP if is_cut_short else INVALID)
    except NothingReadError:
        ctx.exit(INVALID)
    for path in () if quiet else paths:
        say_written(path, advice=_advice(path, to))
    ctx.exit(INVALID if cases.faulty else 0)


def _advice(path: Path, to: str | None) -> str:
    """The way to look at a file; empty where its ending says it."""
    if path.name.endswith(SETTING_ENDING):
        return "`negsim import` reads it beside the table"
    return "" if to is None else ADVICE[to]


@frozen(slots=False)  # for the table, which is found once
class _TableOf:
    """The question for the rows of a case in a table; `has_settings` asks for the text of its settings, too."""

    name: str
    by: str | None
    has_settings: bool = False

    @cached_property
    def table(self) -> LongTable:
        """The table. Raises: click.UsageError where it has no such periods."""
        try:
            return long_table(self.name, self.by)
        except UnknownNameError as error:
            raise click.UsageError(str(error)) from None

    def __call__(self, file: CaseFile) -> tuple[str, tuple[Row, ...]]:
        """The text of the settings, and the rows. Raises: NegsimError."""
        scenario = file.scenario()
        settings = setting_as_yaml(file.case, scenario) if self.has_settings else ""
        return settings, tuple(self.table.rows(file.case, scenario))


def _write_table(
    ctx: click.Context, cases: Cases, of: _TableOf, executor: Executor, output: Path | None, form: str
) -> tuple[Path, ...]:
    """The files that the table has been written to, with the settings that belong to one of moves.

    Raises: click.UsageError; UnwritableError; MissingDependencyError; NothingReadError; ExecutorError.
    """
    beside = _setting_beside(output) if of.table is MOVES else None
    status = unwritable_status(output, WRITERS, *cases.files) or unwritable_status(beside, (), *cases.files)
    if status:
        ctx.exit(status)
    writer = _writer(ctx, form, output)
    with ExitStack() as stack:
        stream = StandardOutput() if output is None else stack.enter_context(writing(output))
        settings = None if beside is None else stack.enter_context(writing(beside))
        try:
            writer(stream, of.table.columns, _rows(cases, of, executor, settings))
        finally:
            cases.say_faulty()
    return tuple(path for path in (output, beside) if path is not None)


def _rows(cases: Cases, of: _TableOf, executor: Executor, settings: Stream | None) -> Iterator[Row]:
    """The rows of the cases, each after its settings have been written.

    In this process the rows of a case are made one by one; others send all of a case at once.
    """

    def rows_of(name: str, scenario: Scenario) -> Iterator[Row]:
        if settings is not None:
            settings.write(utf8(setting_as_yaml(name, scenario)))
        yield from of.table.rows(name, scenario)

    if executor == Executor():
        yield from cases.parts(rows_of)
        return
    for text, rows in cases.answers(evolve(of, has_settings=settings is not None), executor):
        if settings is not None:
            settings.write(utf8(text))
        yield from rows


def _setting_beside(output: Path | None) -> Path | None:
    """The file with the settings that belongs to a table; None for one that goes to no plain file."""
    return None if output is None or is_special(output) else output.with_name(f"{output.stem}{SETTING_ENDING}")


def _writer(ctx: click.Context, form: str, output: Path | None) -> Writer:
    """What writes the table. Raises: click.UsageError where the format and the name of the output contradict."""
    of_name, of_format = ending(output, ""), f".{CSV if form in CSVS else form}"
    is_asked_for = form == SAFE_CSV or ctx.get_parameter_source("form") is not ParameterSource.DEFAULT
    if of_name and is_asked_for and of_name != of_format:
        option = "--csv-safe" if form == SAFE_CSV else "--format"
        raise click.UsageError(f"{output} does not end in {of_format}; leave out {option}, or change the name")
    if of_name == _PARQUET:
        require_parquet()
    return write_safe_csv if form == SAFE_CSV else WRITERS[of_name or of_format]
