"""Long tables as files: CSV, JSON and Parquet, each written while the rows come, so that no table is kept in memory."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, Protocol

from sim.model.escaping import utf8, visible_in_json
from sim.records.tables.arrow import write_parquet
from sim.records.tables.columns import Cell, Column, Row
from sim.records.tables.csv_text import csv_record, guarded


class Stream(Protocol):
    """What bytes can be written to."""

    def write(self, data: bytes, /) -> object: ...  # noqa: D102 - the name says it


Writer = Callable[[Stream, Sequence[Column], Iterable[Row]], None]
"""Writes a table of these columns and rows to a stream."""

_CHUNK: Final = 65_536
"""The number of characters that are collected before they are written."""


def write_csv(stream: Stream, columns: Sequence[Column], rows: Iterable[Row], *, safe: bool = False) -> None:
    """Write a table as CSV: one line of headers, days as ISO 8601, `true` and `false`, a cell without a value empty.

    In *safe* CSV no text is one that a spreadsheet would take for a formula.
    """
    header = csv_record([column.name for column in columns])
    cell = _safe_in_csv if safe else _in_csv
    write_texts(stream, chain([header], (csv_record([cell(each) for each in row]) for row in rows)))


def write_safe_csv(stream: Stream, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """The same without formulas."""
    write_csv(stream, columns, rows, safe=True)


def write_json(stream: Stream, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """Write a table as JSON: an array with an object for each row, one on a line, days as ISO 8601."""
    names = [column.name for column in columns]
    objects = (dict(zip(names, map(_in_json, row), strict=True)) for row in rows)
    write_texts(stream, _json_lines(json.dumps(each, ensure_ascii=False) for each in objects))


WRITERS: Final[dict[str, Writer]] = {".csv": write_csv, ".json": write_json, ".parquet": write_parquet}
"""What writes a table, by the ending of the file."""


def write_texts(stream: Stream, texts: Iterable[str]) -> None:
    """Write texts to a stream as UTF-8, many at once."""
    chunk, size = list[str](), 0
    for text in texts:
        chunk.append(text)
        size += len(text)
        if size >= _CHUNK:
            stream.write(utf8("".join(chunk)))
            chunk, size = [], 0
    stream.write(utf8("".join(chunk)))


def _in_csv(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            return "true" if cell else "false"
        case int() | float():
            return repr(cell)
    return cell.isoformat()


def _safe_in_csv(cell: Cell) -> str:
    return guarded(cell) if isinstance(cell, str) else _in_csv(cell)


def _in_json(cell: Cell) -> object:
    return cell if cell is None or isinstance(cell, str | int | float) else cell.isoformat()


def _json_lines(objects: Iterable[str]) -> Iterator[str]:
    """The text of an array of these objects, piece by piece."""
    before = "[\n"
    for text in objects:
        yield f"{before}{visible_in_json(text)}"
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
