"""Long tables for pyarrow, from the extra `tables`: as a table of Arrow, and as a file of Parquet."""

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from typing import Any, Final

from sim.model.errors import MissingDependencyError
from sim.records.tables.columns import DATE, FLAG, INTEGER, NUMBER, TEXT, Column, Row

TYPES: Final = {TEXT: "string", INTEGER: "int64", NUMBER: "float64", DATE: "date32", FLAG: "bool_"}
"""The types of Arrow by the kinds of columns."""

ROWS_OF_A_GROUP: Final = 10_000
"""The most rows of a row group of Parquet, all of which are kept in memory at once."""


def arrow_table(columns: Sequence[Column], rows: Iterable[Row]) -> Any:
    """The rows as a `pyarrow.Table`. Raises: MissingDependencyError."""
    pyarrow = _pyarrow("an Arrow table", "take the rows as they are")
    return _table(pyarrow, _schema(pyarrow, columns), tuple(rows))


def write_parquet(stream: object, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """Write the rows to a stream as Parquet, some at a time. Raises: MissingDependencyError."""
    pyarrow = require_parquet()
    schema = _schema(pyarrow, columns)
    with import_module("pyarrow.parquet").ParquetWriter(stream, schema) as writer:
        for group in _groups(rows):
            writer.write_table(_table(pyarrow, schema, group))


def require_parquet() -> Any:
    """The module pyarrow, without which there is no Parquet. Raises: MissingDependencyError."""
    return _pyarrow("a Parquet file", "write a .csv, which needs nothing further")


def _pyarrow(what: str, instead: str) -> Any:
    try:
        return import_module("pyarrow")  # by name: an optional library, and a heavy one
    except ImportError:
        raise MissingDependencyError(what, "pyarrow", "tables", instead) from None


def _schema(pyarrow: Any, columns: Sequence[Column]) -> Any:
    return pyarrow.schema([(column.name, getattr(pyarrow, TYPES[column.kind])()) for column in columns])


def _table(pyarrow: Any, schema: Any, rows: Sequence[Row]) -> Any:
    by_column = zip(*rows, strict=True) if rows else ((),) * len(schema)
    arrays = [pyarrow.array(cells, kind) for cells, kind in zip(by_column, schema.types, strict=True)]
    return pyarrow.table(arrays, schema=schema)


def _groups(rows: Iterable[Row]) -> Iterator[Sequence[Row]]:
    left = iter(rows)
    while group := list(islice(left, ROWS_OF_A_GROUP)):
        yield group
