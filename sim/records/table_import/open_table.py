"""A table opened for an import: its format by the ending of its name, with the map and the setting beside it."""

import io
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from attrs import frozen

from sim.model.errors import InvalidImportError, UnreadableFileError, did_you_mean
from sim.records.files import SETTING_ENDING
from sim.records.table_import.column_map import ColumnMap, read_map
from sim.records.table_import.columns import CASE, KNOWN
from sim.records.table_import.csv_rows import csv_rows
from sim.records.table_import.guards import GuardCount, without_guards
from sim.records.table_import.layout import laid_out
from sim.records.table_import.other_formats import SCENARIO_FILE, json_rows, parquet_rows
from sim.records.table_import.read import TableImport
from sim.records.table_import.row_items import RowReader
from sim.records.table_import.rows import TableRows
from sim.records.table_import.setting_file import read_setting
from sim.records.table_import.spool import Spool
from sim.records.table_import.text_lines import text_lines

_STDIN: Final = "-"
STDIN_NAME: Final = "<stdin>"
"""What complaints call standard input."""

_OTHER: Final = {".json": json_rows, ".parquet": parquet_rows}
"""What reads a table that is no CSV, by the ending of its name."""
_SCENARIO: Final = (".yaml", ".yml")


@frozen
class TableOptions:
    """What a call says of a table: the files of a map and of a setting, the encoding and the separator of its text.

    A table that is `csv_safe` has apostrophes before texts that a spreadsheet would take for formulas.
    """

    map_file: str | None = None
    setting_file: str | None = None
    encoding: str | None = None
    separator: str | None = None
    csv_safe: bool = False


@frozen
class OpenTable:
    """A table that is open: its import, and the file of its setting, which is empty if there is none.

    `size` is the number of its bytes, `position` gives how many of them have been read.
    """

    imported: TableImport
    setting_file: str
    size: int
    position: Callable[[], int]


@contextmanager
def open_table(path: Path, options: TableOptions) -> Iterator[OpenTable]:
    """A table, opened to be read.

    Without a setting that which an export writes beside the table is used, if it is there.

    Raises: UnreadableFileError, InvalidImportError, InvalidScenarioError for a map or a setting, and
    MissingDependencyError.
    """
    file = name_of(path)
    with _opened(path) as stream, Spool() as spool:
        guards = GuardCount()
        table = _table(path, file, stream, options, guards)
        column_map = ColumnMap() if options.map_file is None else read_map(options.map_file, table.columns)
        layout = laid_out(table, column_map)
        setting_file = options.setting_file or _beside(path)
        setting = read_setting(setting_file) if setting_file else None
        name = "table" if str(path) == _STDIN else path.stem
        imported = TableImport(table, layout, RowReader(layout, column_map), setting, name, spool, guards)
        yield OpenTable(imported, setting_file, _size(stream), lambda: _position(stream))


def name_of(path: Path) -> str:
    """The name of a table in complaints."""
    return STDIN_NAME if str(path) == _STDIN else str(path)


def _table(path: Path, file: str, stream: io.BufferedReader, options: TableOptions, guards: GuardCount) -> TableRows:
    if path.suffix.lower() in _OTHER:
        if options.csv_safe:
            reason = "it is no CSV, and no other table has apostrophes before its texts; leave out --csv-safe"
            raise InvalidImportError(file, None, "", reason)
        return _OTHER[path.suffix.lower()](path, file)
    if path.suffix.lower() in _SCENARIO:
        raise InvalidImportError(file, None, "", SCENARIO_FILE)
    lines = text_lines(stream, file, options.encoding)
    table = csv_rows(lines, file, {*KNOWN, CASE}, options.separator)
    return without_guards(table) if options.csv_safe else guards.watched(table)


def _beside(path: Path) -> str:
    """The file of a setting that an export has written beside a table; empty if it is not there."""
    setting = path.with_name(f"{path.stem}{SETTING_ENDING}")
    return str(setting) if str(path) != _STDIN and setting.is_file() else ""


@contextmanager
def _opened(path: Path) -> Iterator[io.BufferedReader]:
    """The bytes of a file, or of standard input. Raises: UnreadableFileError."""
    if str(path) == _STDIN:
        if sys.stdin is None:
            raise UnreadableFileError(STDIN_NAME, "standard input is closed; name a file")
        stdin = sys.stdin.buffer
        yield stdin if isinstance(stdin, io.BufferedReader) else io.BufferedReader(stdin)  # type: ignore[arg-type] # has readinto
        return
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        raise UnreadableFileError(str(path), _why(path, error)) from None
    with stream:
        yield stream


def _why(path: Path, error: OSError | ValueError) -> str:
    """Why a file cannot be opened, with the one that was probably meant."""
    if not isinstance(error, OSError):
        return "no file can have this name"
    if isinstance(error, IsADirectoryError):
        return "this is a folder; name a table in it"
    if isinstance(error, FileNotFoundError):
        folder, endings = path.parent, (".csv", ".tsv", *_OTHER)
        nearby = [str(other) for other in folder.iterdir() if other.suffix in endings] if folder.is_dir() else []
        return f"there is no such file{did_you_mean(str(path), sorted(nearby))}"
    return f"it cannot be read: {(error.strerror or str(error)).lower()}"


def _size(stream: io.BufferedReader) -> int:
    """The number of bytes of a file; 0 for what is none, such as a pipe."""
    try:
        status = os.fstat(stream.fileno())
    except OSError:
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


def _position(stream: io.BufferedReader) -> int:
    """The number of bytes that have been taken from a file so far; 0 for what is none."""
    return stream.tell() if stream.seekable() else 0
