"""Dates in words: "12 October 2007", "on or before 12 October 2007"."""

from calendar import month_name
from typing import Final

from sim.model.dates import When

_OPEN: Final = ".."


def date_in_words(when: When) -> str:
    """The date as it is spoken: "12 October 2007", "October 2007", "on or before 12 October 2007"."""
    begin, slash, end = when.text.removesuffix("?").partition("/")
    if not slash:
        return f"about {_spoken(begin)}" if when.text.endswith("?") else _spoken(begin)
    if begin == _OPEN:
        return f"on or before {_spoken(end)}"
    if end == _OPEN:
        return f"on or after {_spoken(begin)}"
    return f"between {_spoken(begin)} and {_spoken(end)}"


def _spoken(text: str) -> str:
    year, *rest = text.split("-")
    month = month_name[int(rest[0])] if rest else ""
    day = str(int(rest[1])) if len(rest) > 1 else ""
    return " ".join(filter(None, (day, month, year)))
