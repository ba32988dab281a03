"""`negsim export`: many records as one long table, for pandas, R or a database."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import click
from attrs import define
from click.core import ParameterSource

from sim.cli import options
from sim.cli.files import ending, is_special, say_written, unwritable_status, writing
from sim.cli.output import format_option
from sim.cli.printing import StandardOutput, say
from sim.cli.process import INVALID
from sim.model.errors import MissingDependencyError, NegsimError, UnknownNameError, UnreadableFileError
from sim.model.escaping import utf8
from sim.records.files import SETTING_ENDING, case_names, scenario_files
from sim.records.tables.arrow import require_parquet
from sim.records.tables.columns import LongTable, Row
from sim.records.tables.moves import MOVES
from sim.records.tables.named import TABLES, long_table
from sim.records.tables.periods import PERIODS
from sim.records.tables.writers import WRITERS, Stream, Writer, write_safe_csv
from sim.report.table.render import CSV, CSVS, JSON, SAFE_CSV
from sim.scenario.write import setting_as_yaml

_PARQUET: Final = ".parquet"


@click.command("export")
@options.files
@click.option("--table", "name", type=click.Choice(tuple(TABLES)), required=True, help="The table to write.")
@click.option("--by", type=click.Choice(PERIODS), help="The periods of the panel; default: month.")
@options.output("Write to this file. Its ending decides on the format: .csv, .json or .parquet.")
@format_option((CSV, JSON), "The format on standard output.", CSV)
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    name: str,
    by: str | None,
    output: Path | None,
    form: str,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Write records as one long table.

    It has one line of headers, and a row for each move, effect, subject or period; its first column says which file a
    row is from. Beside a file of moves, x.csv, stands x.setting.yaml with what the files say of the parties, issues and
    so on. FILE is a scenario file, a folder of them, or - for standard input. Files with faults are complained of and
    left out.
    """
    try:
        table, names = long_table(name, by), scenario_files(files)
    except UnknownNameError as error:
        raise click.UsageError(str(error)) from None
    except UnreadableFileError as error:
        options.complain(error)
        ctx.exit(INVALID)
    setting = _setting_beside(output) if table is MOVES else None
    status = unwritable_status(output, WRITERS, *names) or unwritable_status(setting, (), *names)
    if status:
        ctx.exit(status)
    cases = _Cases(table, names)
    try:
        _write(cases, _writer(ctx, form, output), output, setting)
    except MissingDependencyError as error:
        options.complain(error)
        ctx.exit(INVALID)
    except _NothingReadError:
        ctx.exit(INVALID)
    for path in (output, setting):
        if path is not None and not quiet:
            say_written(path)
    ctx.exit(INVALID if cases.faulty else 0)


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


def _write(cases: "_Cases", writer: Writer, output: Path | None, setting: Path | None) -> None:
    """Write all cases, each before the next is read. Raises: UnwritableError; _NothingReadError."""
    with ExitStack() as stack:
        stream = StandardOutput() if output is None else stack.enter_context(writing(output))
        cases.settings = None if setting is None else stack.enter_context(writing(setting))
        try:
            writer(stream, cases.table.columns, cases.rows())
        finally:
            cases.say_faulty()


class _NothingReadError(Exception):
    """No file could be read, so that there is no table to write."""


@define
class _Cases:
    """The cases of some files: their rows, of which those with faults have none, and how many have faults."""

    table: LongTable
    files: Sequence[str]
    settings: Stream | None = None
    faulty: int = 0

    def rows(self) -> Iterator[Row]:
        """The rows of all cases, those of one before the next is read. Raises: _NothingReadError if none can be."""
        for name, file in zip(case_names(self.files), self.files, strict=True):
            yield from self._rows_of(name, file)
        if self.faulty == len(self.files):
            raise _NothingReadError

    def _rows_of(self, name: str, file: str) -> Iterator[Row]:
        try:
            scenario = options.scenario_in(file)
            if self.settings is not None:
                self.settings.write(utf8(setting_as_yaml(name, scenario)))
            yield from self.table.rows(name, scenario)
        except NegsimError as error:
            options.complain(error)
            self.faulty += 1

    def say_faulty(self) -> None:
        """Say how many of several files could not be read."""
        if self.faulty and len(self.files) > 1:
            say(f"{self.faulty} of {len(self.files)} files could not be read", err=True)
