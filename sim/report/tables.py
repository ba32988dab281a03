"""Tables in four formats: for a terminal, as Markdown, as CSV, as JSON."""

import csv
import io
import json
import re
from typing import Final

from attrs import frozen
from tabulate import tabulate

from sim.legible import one_line, visible
from sim.report.layout import drawn
from sim.report.wrapping import wrapped

TABLE: Final = "table"
JSON: Final = "json"
CSV: Final = "csv"
MARKDOWN: Final = "markdown"
FORMATS: Final = (TABLE, JSON, CSV, MARKDOWN)

NOTHING: Final = "–"
"""What stands in a cell where there is nothing to say."""

_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#!|~&$]")
_LISTED: Final = re.compile(r"([-+=:]|[0-9]+(?=[.)]))")


@frozen
class Table:
    """A titled table: its headers, and rows of as many texts."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def for_terminal(table: Table, width: int) -> str:
    """The table under its title, its texts wrapped so that no line is wider than *width* columns."""
    rows = [[for_people(cell) for cell in row] for row in table.rows]
    title = "\n".join(wrapped(for_people(table.title), width))
    return f"{title}\n\n{drawn([*map(for_people, table.headers)], rows, width)}\n"


def for_people(text: str) -> str:
    """The text on one line, with escapes for signs that a terminal would obey."""
    return visible(one_line(text))


def as_markdown(table: Table) -> str:
    """The table in Markdown, under its title as a heading."""
    rows = [[in_markdown(cell) for cell in row] for row in table.rows]
    headers = [in_markdown(header) for header in table.headers]
    body = tabulate(rows, headers=headers, tablefmt="github", disable_numparse=True)
    return f"## {in_markdown(table.title)}\n\n{body}\n"


def in_markdown(text: str) -> str:
    """The text on one line, so that Markdown shows it as it is."""
    return _MARKUP.sub(r"\\\g<0>", visible(one_line(text)))


def paragraph_in_markdown(text: str) -> str:
    """The same as a paragraph, which must not begin as a list does."""
    line = in_markdown(text)
    begins = _LISTED.match(line)
    if begins is None:
        return line
    return f"{begins[0]}\\{line[begins.end() :]}" if begins[0].isdigit() else f"\\{line}"


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
