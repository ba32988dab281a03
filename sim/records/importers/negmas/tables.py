"""The tables in which NegMAS saves traces: CSV, compressed CSV, and Parquet."""

import csv
import gzip
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from sim.model.errors import InvalidImportError, MissingDependencyError, UnreadableFileError
from sim.records.importers.lines import lines

ENDINGS: Final = (".csv", ".csv.gz", ".parquet")

Columns = tuple[str, ...]
Row = Mapping[str, str]


@frozen
class TraceTable:
    """A table: its columns, and its rows with their numbers as a spreadsheet counts them, the header being row 1."""

    columns: Columns
    rows: tuple[tuple[int, Row], ...]


def read_table(path: Path, check: Callable[[Columns], object]) -> TraceTable:
    """The table in a file, every cell as text, empty where nothing stands; its columns are checked before its rows.

    Raises: UnreadableFileError if it cannot be opened; InvalidImportError if it is no such table;
    MissingDependencyError for Parquet without pyarrow; and what the *check* raises.
    """
    with opened(path):
        return (_parquet if path.suffix == ".parquet" else _csv)(path, check)


@contextmanager
def opened(path: Path) -> Iterator[None]:
    """Reading a file or a folder meanwhile. Raises: UnreadableFileError if it cannot be opened."""
    try:
        yield
    except OSError as error:
        raise UnreadableFileError(str(path), f"it cannot be read: {(error.strerror or str(error)).lower()}") from None


def _csv(path: Path, check: Callable[[Columns], object]) -> TraceTable:
    with closing(_unpacked(path) if path.suffix == ".gz" else lines(path)) as texts:
        rows = _records(path, csv.reader(texts))
        columns = tuple(next(rows, (1, []))[1])
        check(columns)
        read = ((number, _row(path, number, columns, cells)) for number, cells in rows if cells)
        return TraceTable(columns, tuple(read))


def _records(path: Path, reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = f"this is no row of a CSV file ({error}); save the session anew"
            raise InvalidImportError(str(path), number, "", reason) from None
        yield number, cells


def _row(path: Path, number: int, columns: Columns, cells: list[str]) -> Row:
    if len(cells) != len(columns):
        reason = f"it has {len(cells)} cells, and the header has {len(columns)}; save the session anew"
        raise InvalidImportError(str(path), number, "", reason)
    return dict(zip(columns, cells, strict=True))


def _unpacked(path: Path) -> Generator[str, None, None]:
    """The lines of a compressed file."""
    try:
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
            yield from file
    except UnicodeDecodeError:
        reason = "what is packed in it is not in UTF-8; save the session anew"
    except (gzip.BadGzipFile, EOFError, zlib.error):
        reason = "it is no whole gzip file; save the session anew"
    else:
        return
    raise InvalidImportError(str(path), None, "", reason)


def _parquet(path: Path, check: Callable[[Columns], object]) -> TraceTable:
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")  # an optional library
    except ImportError:
        instead = 'save the sessions with `storage_format="csv"`'
        raise MissingDependencyError("Parquet", "pyarrow", "tables", instead) from None
    try:
        table: Any = parquet.read_table(path)
    except arrow.ArrowException:
        raise InvalidImportError(str(path), None, "", "it is no Parquet file; save the session anew") from None
    columns = tuple(table.column_names)
    check(columns)
    rows = enumerate(table.to_pylist(), 2)
    return TraceTable(columns, tuple((number, {name: _cell(row[name]) for name in columns}) for number, row in rows))


def _cell(value: Any) -> str:
    return "" if value is None or value != value else str(value)  # noqa: PLR0124 - what is not itself is no number
