"""Comma-separated values: the text of a record, and cells that no spreadsheet takes for a formula."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

_GUARD: Final = "'"
_FORMULA: Final = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
"""The beginning of a formula, or of one with guards before it, of which the text would else lose one."""


def csv_record(cells: Sequence[str]) -> str:
    """The cells as a line; a cell with any kind of line break is quoted."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n") + "\n"


def guarded(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would take it for a formula; `unguarded` takes it off.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("'tis")
    ("'=1+1", "''=1+1", "'tis")
    """
    return f"{_GUARD}{text}" if _FORMULA.match(text) else text


def is_guarded(cell: str) -> bool:
    """Whether a cell begins with an apostrophe that `guarded` may have put before a text."""
    return cell.startswith(_GUARD) and _FORMULA.match(cell) is not None


def unguarded(cell: str) -> str:
    """The text that `guarded` has made a cell of."""
    return cell.removeprefix(_GUARD) if is_guarded(cell) else cell
