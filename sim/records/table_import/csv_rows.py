"""The rows of comma-separated values, or of values with another separator, which the header tells."""

import csv
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Final

from sim.model.errors import InvalidImportError, counted
from sim.records.table_import.rows import TableRow, TableRows, is_blank

SEPARATORS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
"""The separators that are looked for in a header, with their names."""

_BOM: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""The byte-order mark, which is part of the text in an encoding that does not say so."""

_DECLARED: Final = "sep="
"""The beginning of a first line in which a spreadsheet says which separator follows."""


def csv_rows(lines: Iterator[str], file: str, known: Collection[str], separator: str | None = None) -> TableRows:
    """The header and the rows of a table; rows are numbered as a spreadsheet does it, the header being the first.

    Without a *separator* it is the one that finds most of the *known* columns, else most columns, in the header.

    Raises: InvalidImportError for a table without a header, now; for what is no CSV, when its row comes.
    """
    first = next(lines, "").removeprefix(_BOM)
    skipped = 0
    if separator is None and first.lower().startswith(_DECLARED) and len(first.rstrip("\r\n")) == len(_DECLARED) + 1:
        separator, first, skipped = first[len(_DECLARED)], next(lines, ""), 1
    chosen = separator or max(SEPARATORS, key=lambda each: columns_between(first, each, known))
    records = _records(csv.reader(chain([first], lines), delimiter=chosen, strict=True), file, skipped)
    number, header = next(records, (1, []))
    if is_blank(header):
        reason = "there is no header; let the first row name the columns" if first else "the file is empty"
        raise InvalidImportError(file, None, "", reason)
    return TableRows(file, tuple(header), number, _rows(records, len(header)))


def columns_between(line: str, separator: str, known: Collection[str]) -> tuple[int, int]:
    """The number of known columns in a header, and of all columns."""
    try:
        cells = next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return 0, 0
    return sum(cell.strip().casefold() in known for cell in cells), len(cells)


def _records(reader: Iterable[list[str]], file: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """The records, each with the number of its row."""
    number, records = skipped, iter(reader)
    while True:
        number += 1
        try:
            record = next(records, None)
        except csv.Error as error:
            raise InvalidImportError(file, number, "", _in_words(error)) from None
        if record is None:
            return
        yield number, record


def _in_words(error: csv.Error) -> str:
    if "field larger" in str(error):
        most = f"{csv.field_size_limit():,}"
        return f"a cell of more than {most} characters; is the quotation mark missing that ends it?"
    return f"it is no CSV: {error}; put a text with quotation marks in quotation marks, and double those in it"


def _rows(records: Iterable[tuple[int, list[str]]], width: int) -> Iterator[TableRow]:
    for number, cells in records:
        if is_blank(cells):
            continue
        further, complaint = cells[width:], ""
        if len(cells) < width:
            complaint = f"the row has {counted(len(cells), 'cell')}, the header {width}; give every column a cell"
        elif not is_blank(further):
            complaint = (
                f"the row has {counted(len(cells), 'cell')}, the header {width}; put a text with a separator in "
                "quotation marks"
            )
        yield TableRow(number, tuple(cells[:width]), complaint)
