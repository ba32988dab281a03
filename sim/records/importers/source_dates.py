"""The dates of data sets, which may lack a part, or name a day that does not exist."""

import re
from calendar import month_name
from datetime import date
from typing import Final

from attrs import frozen

_DAY: Final = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?\s*", re.ASCII | re.DOTALL)


@frozen
class SourceDate:
    """A date as a scenario file has it, empty where there is none; and what is wrong with it in the source."""

    text: str
    problem: str = ""


def source_date(year: int | None, month: int | None = None, day: int | None = None) -> SourceDate:
    """The date of these parts, as exact as they are: where a day or a month does not exist, what holds it.

    >>> source_date(1990, 6, 31)
    SourceDate(text='1990-06', problem='31 June 1990 does not exist, so the date is the month')
    """
    if year is None or not date.min.year <= year <= date.max.year:
        return SourceDate("", "the date is missing" if year is None else f"there is no year {year}")
    if month is None:
        problem = "" if day is None else "the month of the day is missing, so the date is the year"
        return SourceDate(f"{year:04}", problem)
    if not 1 <= month <= 12:
        return SourceDate(f"{year:04}", f"there is no month {month}, so the date is the year")
    if day is None:
        return SourceDate(f"{year:04}-{month:02}")
    try:
        return SourceDate(date(year, month, day).isoformat())
    except (ValueError, OverflowError):
        problem = f"{day} {month_name[month]} {year} does not exist, so the date is the month"
        return SourceDate(f"{year:04}-{month:02}", problem)


def source_day(text: str) -> SourceDate:
    """The date of a text such as 2018-06-01 or 20180601, a time of day left out."""
    parts = _DAY.fullmatch(text)
    if parts is None:
        return SourceDate("", f"{text[:40]!r} is no date; write one such as 2018-06-01")
    return source_date(*map(int, parts.groups()))
