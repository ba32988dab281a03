"""The cells of a table as values of a scenario file, and what a spreadsheet makes of them that cannot be read."""

import json
import re
from datetime import date
from typing import Any, Final

from sim.records.imported_case import UnreadableValue
from sim.records.table_import.columns import IN_WORDS_OR_JSON
from sim.records.tables.cells import JSON_BEGINS

_ERROR: Final = re.compile(r"#(N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|#+)", re.IGNORECASE)
_BETWEEN_IDS: Final = re.compile(r"[\s,;]+")
_SLASHED: Final = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})\b", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"\d{4}([./-])\d{1,2}\1\d{1,2}\b")
_NAMED: Final = re.compile(r"\d{1,2}[ .-]*[^\W\d_]{3,}\.?[ .,-]*\d{2,4}|[^\W\d_]{3,}\.? \d{1,2}(st|nd|rd|th)?,? \d{4}")
_SERIAL: Final = re.compile(r"\d{5}([.,]\d+)?")
_WITH_TIME: Final = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d.*")
_FORMAT: Final = "or in a spreadsheet give the column the format yyyy-mm-dd"
_WRITE: Final = f"write 2007-10-12, {_FORMAT}"

_FOUR_DIGITS: Final = 1_000
"""The first year of four digits."""

_IN_WORDS: Final = ("text", "condition", "terms")
"""The forms of fields whose cells may be any words."""


def value(key: str, form: str, cell: str) -> Any:
    """The value of a cell in the column of a *key*, whose field has this form.

    It is a text, ids, or what JSON says; or an `UnreadableValue`.
    """
    if form in _IN_WORDS:
        said = _words_or_json(cell) if key in IN_WORDS_OR_JSON else cell
        return cell if form == "text" and isinstance(said, dict) else said
    stripped = cell.strip()
    if complaint := spoilt(stripped) or (_undated(stripped) if form == "date" else ""):
        return UnreadableValue(stripped, complaint)
    if form in ("ids", "choices"):
        ids = _BETWEEN_IDS.split(stripped)
        return ids if len(ids) > 1 else stripped
    return stripped


def spoilt(cell: str) -> str:
    """Why a cell is what a spreadsheet works out or failed to, and no name; empty if it is not."""
    if _ERROR.fullmatch(cell):
        return f"{cell!r} is an error of the spreadsheet; correct the formula, or type the value"
    if cell[:1] in ("=", "+", "@"):
        return f"{cell!r} is a formula, not its result; in the spreadsheet, copy the cells and paste their values"
    return ""


def _words_or_json(cell: str) -> Any:
    """Words as they are; what an object of JSON says, and words that stand as a text of JSON."""
    if not cell.startswith(JSON_BEGINS):
        return cell
    try:
        said = json.loads(cell)
    except ValueError:
        return cell
    return said if isinstance(said, dict | str) else cell


def _undated(cell: str) -> str:
    """Why a date of a spreadsheet cannot be read, which is never guessed; empty if it may be one of ours."""
    if match := _SLASHED.match(cell):
        if _YEAR_FIRST.match(cell) is None:
            return _year_last(cell, *map(int, match.group(1, 3, 4)))
        if match[2] != "-":
            return f"{cell!r} is not written with hyphens; {_WRITE}"
    if _WITH_TIME.fullmatch(cell):
        return f"{cell!r} has a time of day, and a date is a day; {_WRITE}"
    if _SERIAL.fullmatch(cell):
        return f"{cell!r} is the number by which a spreadsheet counts days; {_WRITE}"
    return f"{cell!r} is no date that can be read; {_WRITE}" if _NAMED.fullmatch(cell) else ""


def _year_last(cell: str, first: int, second: int, year: int) -> str:
    """Why a date cannot be read that has its year last: only a number above 12 tells the day from the month."""
    days = {day for day in (_day(year, first, second), _day(year, second, first)) if day is not None}
    if not days:
        return f"{cell!r} is no date that there is; {_WRITE}"
    if len(days) > 1:
        return f"{cell!r} does not say which number is the day and which the month; {_WRITE}"
    if year < _FOUR_DIGITS:
        return f"{cell!r} does not have its year in full; {_WRITE}"
    return f"{cell!r} does not have its year first; write {days.pop()}, {_FORMAT}"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year or _FOUR_DIGITS, month, day)
    except ValueError:
        return None
