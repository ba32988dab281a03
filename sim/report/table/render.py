"""Tables in three formats: for a terminal, as Markdown, as CSV."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from attrs import evolve, frozen
from tabulate import tabulate

from sim.model.escaping import encodable, one_line, visible
from sim.records.tables.csv_text import csv_record, guarded
from sim.report.table.layout import is_roomy, laid_out
from sim.report.table.marked import TITLE, Marked, Paint, marked_as, painted
from sim.report.table.wrapping import wrapped

TABLE: Final = "table"
JSON: Final = "json"
CSV: Final = "csv"
SAFE_CSV: Final = "csv-safe"
MARKDOWN: Final = "markdown"
FORMATS: Final = (TABLE, JSON, CSV, MARKDOWN)
CSVS: Final = (CSV, SAFE_CSV)
"""The formats of a single table; in the second no cell is a formula."""


class _Nothing(str):
    """A dash that no text of a record is, even where it says the same."""

    __slots__ = ()

    def __str__(self) -> str:
        return self

    def __reduce__(self) -> str:
        return "NOTHING"  # there is one, also where another process has made the table


NOTHING: Final = _Nothing("–")
"""The content of a cell without a value; in CSV the cell is empty."""

_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#!|~&$]")
_LISTED: Final = re.compile(r"([-+=:]|[0-9]+(?=[.)]))")


@frozen
class LeftOut:
    """So many items that a table does not list, and how that is said."""

    count: int
    said: Callable[[int], str]


@frozen
class Table:
    """A titled table: its headers, and rows of as many cells.

    The columns with the headers in `optional` are left out where people read it and no row has a value in them, those
    in `spare` on a terminal that has no room for them. `left_out` is what it does not list. One that is too long to
    look over if each row had lines of its own `breaks_ids` where room is short.
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    optional: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    breaks_ids: bool = False

    @property
    def for_people(self) -> "Table":
        """The table without the optional columns in which no row has a value."""
        columns = range(len(self.headers))
        return self._with([at for at in columns if self.headers[at] not in self.optional or self._has_value(at)])

    @property
    def for_little_room(self) -> "Table":
        """The table without its spare columns."""
        return self._with([at for at, header in enumerate(self.headers) if header not in self.spare])

    @property
    def note(self) -> str:
        """A line on what the table does not list; empty if it lists all."""
        said = " and ".join(each.said(each.count) for each in self.left_out)
        return f"and {said}" if said and self.rows else said

    def _with(self, columns: Sequence[int]) -> "Table":
        rows = tuple(tuple(row[at] for at in columns) for row in self.rows)
        return evolve(self, headers=tuple(self.headers[at] for at in columns), rows=rows)

    def _has_value(self, column: int) -> bool:
        return any(row[column] is not NOTHING for row in self.rows)


def stacked(tables: Iterable[tuple[str, Table]], header: str) -> Table:
    """Tables of one kind as one table, with the name of its table before each row, under this *header*.

    There is at least one.
    """
    named_tables = list(tables)
    rows = tuple((name, *row) for name, table in named_tables for row in table.rows)
    first = named_tables[0][1]
    counts = Counter[Callable[[int], str]]()
    for _, table in named_tables:
        counts.update({each.said: each.count for each in table.left_out})
    left_out = tuple(LeftOut(count, said) for said, count in counts.items())
    return evolve(first, headers=(header, *first.headers), rows=rows, left_out=left_out)


def for_terminal(table: Table, width: int, encoding: str = "utf-8", paint: Paint | None = None) -> str:
    """The table under its title, its texts wrapped so that no line is wider than *width* columns.

    Signs that the *encoding* lacks are written as escapes, and find room as such. What has a meaning is shown in colour
    if there is something to *paint* it.
    """
    table = table.for_people
    if table.spare and not is_roomy(*_shown(table, encoding), width):
        table = table.for_little_room
    title, note = titled(table.title, width, encoding, paint), "\n".join(wrapped(table.note, width))
    is_shown = table.rows or not note
    body = laid_out(*_shown(table, encoding), width, paint, breaks_ids=table.breaks_ids) if is_shown else ""
    return "\n\n".join(filter(None, (title, body, note))) + "\n"


def _shown(table: Table, encoding: str) -> tuple[list[str], list[list[str]]]:
    """The headers and the cells of a table as a terminal may show them."""
    nothing = NOTHING if encodable(NOTHING, encoding) == NOTHING else "-"
    shown = {cell: for_people(cell, encoding) for row in table.rows for cell in row}
    rows = [[nothing if cell is NOTHING else marked_as(shown[cell], cell) for cell in row] for row in table.rows]
    return [for_people(header, encoding) for header in table.headers], rows


def titled(title: str, width: int, encoding: str, paint: Paint | None) -> str:
    """A title, wrapped for a terminal."""
    return painted(wrapped(for_people(title, encoding), width), Marked(title, TITLE), paint)


def for_people(text: str, encoding: str) -> str:
    """The text on one line, with escapes for signs that a terminal would obey, and for those that it cannot show."""
    return encodable(visible(one_line(text)), encoding)


def as_markdown(table: Table) -> str:
    """The table in Markdown, under its title as a heading."""
    table = table.for_people
    rows = [[in_markdown(cell) for cell in row] for row in table.rows]
    headers = [in_markdown(header) for header in table.headers]
    body = tabulate(rows, headers=headers, tablefmt="github", disable_numparse=True)
    return f"## {in_markdown(table.title)}\n\n{body}\n"


def in_markdown(text: str) -> str:
    """The text on one line, with a backslash before each sign of Markdown."""
    return _MARKUP.sub(r"\\\g<0>", visible(one_line(text)))


def paragraph_in_markdown(text: str) -> str:
    """The same as a paragraph, which does not begin as a list does."""
    line = in_markdown(text)
    begins = _LISTED.match(line)
    if begins is None:
        return line
    return f"{begins[0]}\\{line[begins.end() :]}" if begins[0].isdigit() else f"\\{line}"


def as_csv(table: Table) -> str:
    """The table as comma-separated values: one line of headers, no two of them alike, then one record for each row.

    A cell without a value is empty, and no cell ends with a line break.
    """
    return "".join(map(_record, [_unique(table.headers), *table.rows]))


def as_safe_csv(table: Table) -> str:
    """The same, with an apostrophe before each text that a spreadsheet would take for a formula."""
    headers = tuple(guarded(header) for header in table.headers)
    rows = tuple(tuple(guarded(_in_csv(cell)) for cell in row) for row in table.rows)
    return as_csv(Table(table.title, headers, rows))


def _in_csv(cell: str) -> str:
    """The cell without the line break that ends a block of text; empty if it has no value."""
    return "" if cell is NOTHING else cell.rstrip("\r\n")


def _unique(headers: tuple[str, ...]) -> tuple[str, ...]:
    """The headers, those that occur twice with the header before them in front."""
    twice = {header for header in headers if headers.count(header) > 1}
    before = ("", *headers[:-1])
    return tuple(
        f"{other} {header}" if header in twice else header for other, header in zip(before, headers, strict=True)
    )


def _record(cells: tuple[str, ...]) -> str:
    """The cells as a line; a cell with any kind of line break is quoted."""
    return csv_record([_in_csv(cell) for cell in cells])


def rendered(table: Table, form: str, width: int, encoding: str = "utf-8", paint: Paint | None = None) -> str:
    """The table in one of the formats; the width, the encoding and colours count for a terminal only."""
    if form == TABLE:
        return for_terminal(table, width, encoding, paint)
    return {CSV: as_csv, SAFE_CSV: as_safe_csv, MARKDOWN: as_markdown}[form](table)
