"""Tables in four formats: for a terminal, as Markdown, as CSV, as JSON."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Final

from attrs import frozen
from tabulate import MIN_PADDING, tabulate
from wcwidth import wcswidth

TABLE: Final = "table"
JSON: Final = "json"
CSV: Final = "csv"
MARKDOWN: Final = "markdown"
FORMATS: Final = (TABLE, JSON, CSV, MARKDOWN)

NOTHING: Final = "–"
"""What stands in a cell where there is nothing to say."""

_GAP: Final = 2
_NARROW: Final = 8
_NARROWEST: Final = MIN_PADDING + 1


@frozen
class Table:
    """A titled table: its headers, and rows of as many texts."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def for_terminal(table: Table, width: int) -> str:
    """The table under its title, its texts wrapped so that no line is wider than *width* columns."""
    widths = _fitted(table, width)
    body = tabulate(
        table.rows,
        headers=table.headers,
        tablefmt="simple",
        maxcolwidths=widths,
        maxheadercolwidths=[max(width - MIN_PADDING, 1) for width in widths],
        disable_numparse=True,
        break_on_hyphens=False,
    )
    return f"{table.title}\n\n{body}\n"


def as_markdown(table: Table) -> str:
    """The table in Markdown, under its title as a heading."""
    rows = [[_in_a_markdown_cell(text) for text in row] for row in table.rows]
    body = tabulate(rows, headers=table.headers, tablefmt="github", disable_numparse=True)
    return f"## {table.title}\n\n{body}\n"


def as_csv(table: Table) -> str:
    """The table as comma-separated values, the headers first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.headers)
    writer.writerows(table.rows)
    return text.getvalue()


def as_json(table: Table) -> str:
    """The rows as a JSON list of objects, their keys the headers."""
    rows = [dict(zip(table.headers, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def rendered(table: Table, form: str, width: int) -> str:
    """The table in one of the `FORMATS`; the width counts for a terminal only."""
    if form == TABLE:
        return for_terminal(table, width)
    return {JSON: as_json, CSV: as_csv, MARKDOWN: as_markdown}[form](table)


def _in_a_markdown_cell(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")


def _width(text: str) -> int:
    return max(wcswidth(text), 0)


def _natural_widths(table: Table) -> list[int]:
    """How wide each column would be without wrapping."""
    return [max(map(_width, texts)) for texts in _columns(table)]


def _narrowest_widths(table: Table) -> list[int]:
    """How narrow each column can be without a break inside a word."""
    return [
        max(_longest_word(header) + MIN_PADDING, *map(_longest_word, texts), 0)
        for header, *texts in zip(table.headers, *table.rows, strict=True)
    ]


def _longest_word(text: str) -> int:
    return max(map(_width, text.split()), default=0)


def _columns(table: Table) -> Iterator[tuple[str, ...]]:
    """The texts of each column; the header counts with the padding that is put around it."""
    for header, *texts in zip(table.headers, *table.rows, strict=True):
        yield header + " " * MIN_PADDING, *texts


def _fitted(table: Table, total: int) -> list[int]:
    """Column widths that make a table at most *total* wide: who has most to spare gives first."""
    widths = _natural_widths(table)
    room = total - _GAP * (len(widths) - 1)
    for floors in (_narrowest_widths(table), [_NARROW] * len(widths), [_NARROWEST] * len(widths)):
        while sum(widths) > room:
            spare = [width - floor for width, floor in zip(widths, floors, strict=True)]
            if max(spare) <= 0:
                break
            widths[spare.index(max(spare))] -= 1
    return widths
