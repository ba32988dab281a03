"""The tables that a notebook shows, as HTML: all rows of a short one, the first and the last of a long one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

from attrs import frozen

from sim.history.snapshot import Snapshot
from sim.records.tables.columns import DATE, INTEGER, NUMBER, Cell
from sim.records.tables.table import RecordTable
from sim.report.svg.canvas import escaped
from sim.report.table.record import TABLES, moves_table
from sim.report.table.render import NOTHING, Table

MOST_SHOWN: Final = 60
"""The most moves, subjects or rows of a table that are shown."""

MOST_CHARACTERS: Final = 300
"""The most characters of a cell that are shown."""

_NUMBER: Final = "negsim-number"
_DAY: Final = "negsim-day"
_KINDS: Final = {INTEGER: _NUMBER, NUMBER: _NUMBER, DATE: _DAY}
"""The classes of the cells in long tables, by the kind of their column."""
_KINDS_BY_HEADER: Final = {"#": _NUMBER, "date": _DAY, "since": _DAY}
"""The classes of the cells in other tables, by header."""

T = TypeVar("T")


@frozen
class _LeftOut:
    """What is left out of a table, in words, and after how many of the rows that are shown."""

    words: str
    after: int


def record_tables(snapshot: Snapshot) -> Iterator[str]:
    """The tables of the moves that count in a snapshot, and of its subjects, kind by kind, where there are any."""
    first, last = _ends(snapshot.numbers)
    left_out = _left_out(len(snapshot.numbers) - len(first) - len(last), "moves", len(first))
    yield _html(moves_table(snapshot, (*first, *last)), left_out, _KINDS_BY_HEADER)
    for name, section in TABLES.items():
        subjects = section.subjects(snapshot)
        first_of_kind, last_of_kind = _ends(subjects)
        before = len(section.table(snapshot, first_of_kind).rows)
        left_out = _left_out(len(subjects) - len(first_of_kind) - len(last_of_kind), name, before)
        if subjects:
            yield _html(section.table(snapshot, (*first_of_kind, *last_of_kind)), left_out, _KINDS_BY_HEADER)


def long_table(table: RecordTable) -> str:
    """The long table of a record without its empty columns; what stands in a column is to be read on its header."""
    first, last = _ends(table.rows)
    columns = [
        at for at in range(len(table.columns)) if not table.rows or any(row[at] is not None for row in table.rows)
    ]
    empty = len(table.columns) - len(columns)
    counted = f"{_counted(len(table.rows), 'rows')}, {_counted(len(table.columns), 'columns')}"
    shown = Table(
        f"{table.name}: {counted}{f', of which {empty} are empty' if empty else ''}",
        tuple(table.columns[at].name for at in columns),
        tuple(tuple(_text(row[at]) for at in columns) for row in (*first, *last)),
    )
    left_out = _left_out(len(table.rows) - len(first) - len(last), "rows", len(first))
    kinds = {column.name: _KINDS[column.kind] for column in table.columns if column.kind in _KINDS}
    hints = {column.name: column.description for column in table.columns}
    return _html(shown, left_out, _KINDS_BY_HEADER | kinds, hints)


def _text(value: Cell) -> str:
    return NOTHING if value is None else str(value)


def _ends(items: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    """The first and the last of many; all and none of few."""
    half = MOST_SHOWN // 2
    return (items, ()) if len(items) <= MOST_SHOWN else (items[:half], items[len(items) - half :])


def _left_out(count: int, of_what: str, after: int) -> _LeftOut | None:
    return _LeftOut(f"{_counted(count, of_what)} left out", after) if count else None


def _counted(count: int, plural: str) -> str:
    return f"{count:,} {plural.removesuffix('s') if count == 1 else plural}"


def _html(
    table: Table, left_out: _LeftOut | None, kinds_by_header: Mapping[str, str], hints: Mapping[str, str] | None = None
) -> str:
    """A table as HTML; the kind of a column is the class of its cells, a hint says what stands in it."""
    table = table.for_people
    kinds = [_attribute("class", kinds_by_header.get(header)) for header in table.headers]
    titles = [_attribute("title", (hints or {}).get(header)) for header in table.headers]
    heads = "".join(
        f'<th scope="col"{kind}{title}>{escaped(header)}</th>'
        for header, kind, title in zip(table.headers, kinds, titles, strict=True)
    )
    rows = [_row(row, kinds) for row in table.rows]
    if left_out is not None:
        note = f'<td colspan="{len(kinds)}">{left_out.words}</td>'
        rows.insert(left_out.after, f'<tr class="negsim-left-out">{note}</tr>')
    caption = f"<caption>{escaped(table.title)}</caption>"
    return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _attribute(name: str, value: str | None) -> str:
    return "" if value is None else f' {name}="{escaped(value)}"'


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"


def _row(row: Sequence[str], kinds: Sequence[str]) -> str:
    cells = (f"<td{kind}>{escaped(_shortened(cell))}</td>" for cell, kind in zip(row, kinds, strict=True))
    return f"<tr>{''.join(cells)}</tr>"
