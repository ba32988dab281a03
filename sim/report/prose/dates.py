"""Dates in words: "12 October 2007", "in October 2007", "on or before 12 October 2007", "the end of October 2007"."""

from calendar import month_name
from datetime import date
from typing import Final

from sim.model.dates import When

_OPEN: Final = ".."


def day_in_words(day: date) -> str:
    """A day as it is spoken: "12 October 2007"."""
    return _spoken(day.isoformat())


def date_in_words(when: When) -> str:
    """The date as it is spoken: "12 October 2007", "October 2007", "on or before 12 October 2007".

    Where the record narrows its bounds, these are told: "between 13 July 2007 and 12 October 2007".
    """
    own = When.parse(when.text)
    if (when.earliest, when.latest) != (own.earliest, own.latest):
        return _within_bounds(when)
    begin, slash, end = when.text.removesuffix("?").partition("/")
    if not slash:
        return f"about {_spoken(begin)}" if _is_inferred(when) else _spoken(begin)
    return _between("" if begin == _OPEN else _spoken(begin), "" if end == _OPEN else _spoken(end))


def when_in_words(when: When) -> str:
    """The date with its preposition: "on 12 October 2007", "in October 2007", "in 2007", "about 12 October 2007"."""
    told = date_in_words(when)
    if _is_day(told):
        return f"on {told}"
    is_month_or_year = told[0].isdigit() or told.split(" ")[0] in month_name
    return f"in {told}" if is_month_or_year else told


def end_in_words(when: When) -> str:
    """The date as the end of something, after "by" or "until": "12 October 2007", "the end of October 2007"."""
    told = date_in_words(when)
    if when_in_words(when) == f"in {told}":
        return f"the end of {told}"
    for opening, addition in ((" or before ", " or earlier"), (" or after ", " or later")):
        if told[2:].startswith(opening):
            return f"{told[2:].removeprefix(opening)}{addition}"
    return f"some day {told}" if told.startswith("between ") else told


def since_in_words(when: When) -> str:
    """The date as the beginning of something, after "since" or "from": "October 2007", "12 October 2007 or earlier"."""
    told = date_in_words(when)
    return told if when_in_words(when) == f"in {told}" else end_in_words(when)


def _within_bounds(when: When) -> str:
    """The date by the bounds that the record leaves it."""
    first, last = (day and day_in_words(day) for day in (when.earliest, when.latest))
    if first == last:
        return day_in_words(when.best)
    if not _is_inferred(when):
        return _between(first or "", last or "")
    limits = (f"not {word} {day}" for word, day in (("before", first), ("after", last)) if day)
    return f"about {day_in_words(when.best)}, {' and '.join(limits)}"


def _between(first: str, last: str) -> str:
    """The span between two days, each of which may be open."""
    if first and last:
        return f"between {first} and {last}"
    word = "on" if _is_day(first or last) else "in"
    return f"{word} or after {first}" if first else f"{word} or before {last}"


def _is_day(told: str) -> bool:
    return told[0].isdigit() and " " in told


def _is_inferred(when: When) -> bool:
    return when.text.endswith("?")


def _spoken(text: str) -> str:
    year, *rest = text.split("-")
    month = month_name[int(rest[0])] if rest else ""
    day = str(int(rest[1])) if len(rest) > 1 else ""
    return " ".join(filter(None, (day, month, year.lstrip("0"))))
