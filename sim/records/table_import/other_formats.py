"""The rows of a table in JSON or in Parquet, as texts like those of CSV."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from sim.model.errors import InvalidImportError, MissingDependencyError
from sim.records.table_import.rows import TableRow, TableRows

LARGEST_JSON: Final = 256 * 1024 * 1024
"""The largest JSON that is read, as it is read whole."""

SCENARIO_FILE: Final = "it is a scenario file, and no table; `negsim export FILE --table moves` makes a table of one"

_BATCH: Final = 1_000


def json_rows(path: Path, file: str) -> TableRows:
    """The rows of a JSON array of objects, numbered from 1; the columns are the keys of all objects.

    Raises: InvalidImportError for what is no such JSON; OSError.
    """
    if path.stat().st_size > LARGEST_JSON:
        raise InvalidImportError(file, None, "", f"JSON of more than {LARGEST_JSON:,} bytes; give the table as CSV")
    try:
        rows = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise InvalidImportError(file, None, "", f"it is no JSON: {error}; give an array of objects") from None
    if isinstance(rows, dict) and "moves" in rows:
        raise InvalidImportError(file, None, "", SCENARIO_FILE)
    if not isinstance(rows, list):
        raise InvalidImportError(file, None, "", "it is no array; give one with an object for each row")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise InvalidImportError(file, number, "", "it is no object; give the values of a row under their columns")
    columns = tuple(dict.fromkeys(key for row in rows for key in row))
    cells = (tuple(_as_text(row.get(column)) for column in columns) for row in rows)
    return TableRows(file, columns, None, _numbered(cells))


def parquet_rows(path: Path, file: str) -> TableRows:
    """The rows of a Parquet file, numbered from 1.

    Raises: InvalidImportError for what is no Parquet; MissingDependencyError; OSError.
    """
    try:
        pyarrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")  # an extra, and heavy
    except ImportError:
        raise MissingDependencyError("Parquet", "pyarrow", "tables", "give the table as CSV") from None
    try:
        table = parquet.ParquetFile(path)
    except pyarrow.ArrowInvalid as error:
        raise InvalidImportError(file, None, "", f"it is no Parquet: {error}; give the table as CSV") from None
    columns = tuple(table.schema_arrow.names)
    rows = (row for batch in table.iter_batches(_BATCH) for row in batch.to_pylist())
    return TableRows(file, columns, None, _numbered(tuple(_as_text(row[name]) for name in columns) for row in rows))


def _numbered(rows: Iterable[tuple[str, ...]]) -> Iterator[TableRow]:
    return (TableRow(number, cells) for number, cells in enumerate(rows, 1))


def _as_text(value: Any) -> str:
    """The value as a cell of CSV has it: ids of a list with blanks between, a day without its hour 0."""
    match value:
        case None | str():
            return value or ""
        case bool():
            return "true" if value else "false"
        case list() if all(isinstance(item, str) for item in value):
            return " ".join(value)
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)
    return str(value)
