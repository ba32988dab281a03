"""Comma-separated values: the text of a record, and cells that no spreadsheet takes for a formula."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

_FORMULA: Final = re.compile("[=+\\-@\t\r\n＝＋－＠]")


def csv_record(cells: Sequence[str]) -> str:
    """The cells as a line; a cell with any kind of line break is quoted."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n") + "\n"


def guarded(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text
