"""`negsim import`: scenario files from a table of moves, or from a data set of the field."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

from sim.cli import options
from sim.cli.files import UnwritableError, unwritable_status, writing
from sim.cli.import_report import ImportReport
from sim.cli.output_folder import filled_folder, unusable_status
from sim.cli.printing import say
from sim.cli.process import INVALID, UNMET
from sim.cli.simulation import progress_bar
from sim.cli.written_files import say_written, to_replay
from sim.model.errors import NegsimError, all_of, counted, one_of
from sim.model.escaping import utf8
from sim.records.imported_case import ImportedCase
from sim.records.importers.lines import watched
from sim.records.importers.registry import IMPORTERS, importer
from sim.records.importing.cases import checked_case
from sim.records.importing.file_names import FileNames
from sim.records.importing.refused import COLUMNS
from sim.records.table_import.csv_rows import SEPARATORS
from sim.records.table_import.open_table import OpenTable, TableOptions, name_of, open_table

REFUSED: Final = "refused.csv"
"""The name of the table of the rows that became no move, in the folder of the cases."""

_ROWS_AT_ONCE: Final = 1_000
"""The rows after which the bar moves on."""


class DyadType(click.ParamType[tuple[str, str]]):
    """Two names with a comma between them."""

    name = "dyad"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The two names."""
        names = [name.strip() for name in str(value).split(",")]
        if len(names) != 2 or not all(names) or names[0] == names[1]:
            self.fail(f"{value!r} names no two sides; write them with a comma between, such as USA,RUS", param, ctx)
        return names[0], names[1]


class SeparatorType(click.ParamType[str]):
    """One character, or the name of one that is hard to type."""

    name = "character"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The character."""
        names = {name: sign for sign, name in SEPARATORS.items()} | {"\\t": "\t"}
        sign = names.get(str(value), str(value))
        if len(sign) != 1 or sign in '"\r\n':
            self.fail(f"{value!r} is no separator; give one character, or {one_of(SEPARATORS.values())}", param, ctx)
        return sign


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "source", type=click.Choice(tuple(IMPORTERS)), help="The format of FILE; default: a table.")
@click.option("--dyad", type=DyadType(), metavar="A,B", help="With --from: the two sides, where FILE holds many.")
@click.option("--map", "map_file", metavar="YAML", help="Your columns and values, by those of `export --table moves`.")
@click.option(
    "--setting",
    "setting_file",
    metavar="YAML",
    help="Parties, issues and so on, as in a scenario file, for all cases or by case; default: FILE's .setting.yaml.",
)
@click.option("--encoding", help="The encoding of a CSV, such as cp1252; default: utf-8.")
@click.option("--separator", type=SeparatorType(), help="The separator of a CSV; default: what the header shows.")
@click.option("--csv-safe", is_flag=True, help="FILE was written with --csv-safe: take the ' before its cells off.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FOLDER", required=True, help="Write the cases here."
)
@click.option(
    "--refused",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help=f"Write the rows that became no move here; default: {REFUSED} in FOLDER.",
)
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    /,
    file: Path,
    source: str | None,
    dyad: tuple[str, str] | None,
    output: Path,
    refused: Path | None,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
    csv_safe: bool,  # noqa: FBT001 - as above
    **of_a_table: str | None,
) -> None:
    """Make scenario files of a table of moves, or of a data set.

    FILE is CSV, JSON or Parquet, with the columns of `negsim export --table moves` or a map from yours; or, with
    --from, a file of that format. Each case becomes a file in FOLDER, which must be new or empty. A row that cannot be
    read, or whose move the law or the dates of other rows refuse, is left out and listed with its reason and the way
    out; the exit status is then 1.
    """
    _check_options(source, dyad, of_a_table | ({"csv_safe": ""} if csv_safe else {}))
    if status := unusable_status(output, _is_left_over) or unwritable_status(refused, (".csv",), str(file)):
        ctx.exit(status)
    try:
        with filled_folder(output, _is_left_over) as folder:
            with (
                writing(refused or folder / REFUSED) as stream,
                _cases(file, source, dyad, TableOptions(**of_a_table, csv_safe=csv_safe), quiet) as (cases, note),
            ):
                report = ImportReport(name_of(file), stream, note)
                _write(cases, report, folder, output)
            if refused is None and not report.has_lines:
                (folder / REFUSED).unlink()
    except NegsimError as error:
        options.complain(error)
        ctx.exit(INVALID)
    report.complain(str(refused or output / REFUSED))
    if not quiet:
        report.show()
    if not report.files:
        say(f"{output}: no scenario file has been made, as no move is left of any case", err=True)
    elif not quiet:
        say_written(output, counted(report.files, "scenario file"), to_replay(output), apart=True)
    ctx.exit(UNMET if report.refused else 0)


def _is_left_over(path: Path) -> bool:
    """Whether a file is the table of refused rows of an import, which can be made anew."""
    if path.name != REFUSED or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.readline().rstrip() == ",".join(COLUMNS).encode()


def _check_options(source: str | None, dyad: tuple[str, str] | None, table: Mapping[str, str | None]) -> None:
    """Refuse options that say nothing of such a file. Raises: click.UsageError."""
    if source is None and dyad is not None:
        raise click.UsageError("--dyad is for a data set; give --from as well, or leave it out")
    given = [f"--{name.removesuffix('_file').replace('_', '-')}" for name, value in table.items() if value is not None]
    if source is not None and given:
        raise click.UsageError(f"{all_of(given)}: for a table alone; leave this out with --from")


@contextmanager
def _cases(
    file: Path,
    source: str | None,
    dyad: tuple[str, str] | None,
    table_options: TableOptions,
    quiet: bool,  # noqa: FBT001 - as the command has it
) -> Iterator[tuple[Iterable[ImportedCase], str]]:
    """The cases in a file, with a bar for how far they have been made; and a note on all of them, which may be empty.

    Raises: NegsimError.
    """
    if source is not None:
        size = _size(file)
        with progress_bar(size, "Reading", quiet=quiet or not size) as advanced, watched(advanced):
            yield importer(source).read(file, dyad), f"read as {importer(source).FORMAT}"
        return
    with open_table(file, table_options) as table:
        _read(table, quiet=quiet)
        with progress_bar(len(table.imported), "Making cases", quiet=quiet) as made:
            yield _each(table.imported.cases(), made), table.setting_file and f"setting from {table.setting_file}"
        for warning in table.imported.warnings:
            say(f"warning: {name_of(file)}: {warning}", err=True)


def _size(file: Path) -> int:
    """The bytes of a file; 0 for what is none, or cannot be looked at."""
    try:
        return file.stat().st_size if file.is_file() else 0
    except OSError:
        return 0


def _read(table: OpenTable, *, quiet: bool) -> None:
    """Read a table, with a bar for the bytes that have been read. Raises: NegsimError."""
    position, count = 0, 0
    with progress_bar(table.size, "Reading", quiet=quiet or not table.size) as advanced:

        def after_row() -> None:
            nonlocal position, count
            count += 1
            if count % _ROWS_AT_ONCE == 0:
                before, position = position, table.position()
                advanced(position - before)

        table.imported.read(after_row)
        advanced(table.size - position)


def _each(cases: Iterable[ImportedCase], made: Callable[[int], object]) -> Iterator[ImportedCase]:
    for case in cases:
        yield case
        made(1)


def _write(cases: Iterable[ImportedCase], report: ImportReport, folder: Path, output: Path) -> None:
    """Write each case to a file in the folder, of which complaints call that of the *output*, and report on it.

    Raises: NegsimError for a source that cannot be read; UnwritableError.
    """
    names = FileNames()
    for case in cases:
        checked = checked_case(case, report.file)
        name = names.name_for(case.name) if checked.text is not None and checked.moves else ""
        try:
            if checked.text is not None and name:
                (folder / f"{name}.yaml").write_bytes(utf8(checked.text))
            report.add(checked, name)
        except OSError as error:
            raise UnwritableError(output, (error.strerror or str(error)).lower()) from None
