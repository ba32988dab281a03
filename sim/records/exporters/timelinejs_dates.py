"""Dates as TimelineJS has them: year, month and day as far as they are known, and in words what it cannot say."""

import re
from datetime import date
from typing import Final

from sim.model.dates import When

TimelineDate = dict[str, int]
"""A year, with a month and a day where they are known."""

_OPEN: Final = ".."
_PARTS: Final = ("year", "month", "day")
_DIGITS: Final = re.compile("[0-9]+", re.ASCII)


def dates_of(when: When) -> dict[str, object]:
    """The keys of a slide that say when: `start_date`, for a span `end_date`, for what is in doubt `display_date`.

    Years, months and days are as the record has them. Of a date that is open at one end it is the end that is known.
    """
    text = when.text
    if text.endswith("?"):
        return _slide(_date(text[:-1]), display=f"{text[:-1]}, inferred")
    begin, _, end = text.partition("/")
    if not end:
        return _slide(_date(begin))
    if begin == _OPEN:
        return _slide(_date(end), display=f"on or before {end}")
    if end == _OPEN:
        return _slide(_date(begin), display=f"on or after {begin}")
    return _slide(_date(begin), _date(end), f"between {begin} and {end}")


def on_day(day: date) -> TimelineDate:
    """A day."""
    return {"year": day.year, "month": day.month, "day": day.day}


def _slide(start: TimelineDate, end: TimelineDate | None = None, display: str = "") -> dict[str, object]:
    given = {"start_date": start, "end_date": end if end != start else None, "display_date": display}
    return {key: value for key, value in given.items() if value}


def _date(text: str) -> TimelineDate:
    return dict(zip(_PARTS, map(int, _DIGITS.findall(text)), strict=False))
