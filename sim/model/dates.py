"""Dates as records give them: a day, a month, a span, "on or before", "about that day".

Source: the forms are a subset of EDTF, part of ISO 8601-2:2019.
"""

import re
from calendar import month_name, monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from attrs import field, frozen

from sim.model.errors import UnreadableDateError

CERTAIN: Final = "certain"
LIKELY: Final = "likely"
POSSIBLE: Final = "possible"
READINGS: Final = (CERTAIN, LIKELY, POSSIBLE)
"""The readings of uncertain dates in a question as of a day: by their latest, best or earliest day."""

NO_DAY: Final = date.min
"""The day of a record without a move: nothing has ended, and what is declared stands."""

FORMS = "2007-10-12, 2007-10, 2007, ../2007-10-12, 2007-07-13/.., 2007-07-13/2007-10-14 or 2007-10-12?"
_OPEN = ".."
_ON_OR_AFTER = f"/{_OPEN}"
_DIGITS = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_UNHYPHENATED = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_UNPADDED = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)


def _from_open(day: date | None) -> date:
    return day or date.min


def _to_open(day: date | None) -> date:
    return day or date.max


@frozen(order=True)
class When:
    """A date with its doubt: the best estimate, and the first and last day possible (None: open).

    Ordered by best estimate, then by bounds. Two spellings of the same bounds are equal; `text` keeps the spelling.

    >>> When.parse("2007-10").best
    datetime.date(2007, 10, 31)
    >>> When.parse("../2007-10-12").earliest is None
    True
    """

    best: date
    earliest: date | None = field(order=_from_open)
    latest: date | None = field(order=_to_open)
    text: str = field(eq=False, order=False)

    @classmethod
    def parse(cls, text: str) -> "When":
        """The date that *text* means.

        Raises: UnreadableDateError, with the reason, for anything outside the forms of the table in docs/reference.
        """
        return _parsed(text)

    @classmethod
    def of(cls, value: "When | date | str") -> "When":
        """The date itself, one made of a `datetime.date`, or one parsed from a text."""
        if isinstance(value, When):
            return value
        return _on(value) if isinstance(value, date) else _parsed(value)

    def is_past(self, day: date, reading: str = LIKELY) -> bool:
        """Whether *day* is later than it under a reading: than its latest, best or earliest day.

        What is open is never certainly past, and "on or after" is not likely past: nothing says that it was that day.
        """
        own = self._day_under(reading)
        return own is not None and day > own

    def has_come(self, day: date, reading: str = LIKELY) -> bool:
        """Whether *day* is not before it under a reading, as for `is_past`."""
        own = self._day_under(reading)
        return own is not None and day >= own

    def comes_on(self, reading: str = LIKELY) -> tuple[date, ...]:
        """The first day on which it has come under a reading; none if it never does."""
        own = self._day_under(reading)
        return () if own is None else (own,)

    def _day_under(self, reading: str) -> date | None:
        """The day that it is under a reading; None where it is open."""
        if reading == LIKELY:
            return None if self.text.endswith(_ON_OR_AFTER) else self.best
        return self.latest if reading == CERTAIN else _from_open(self.earliest)

    def past_from(self, reading: str = LIKELY) -> tuple[date, ...]:
        """The first day on which it is past under a reading; none if it never is."""
        return tuple(day + timedelta(days=1) for day in self.comes_on(reading) if day != date.max)

    def may_be_by(self, end: "When") -> bool:
        """Whether some day within its bounds is no later than some day of *end*."""
        return self.earliest is None or end.latest is None or self.earliest <= end.latest

    def may_be_before(self, other: "When") -> bool:
        """Whether some day within its bounds is earlier than some day of *other*."""
        return self.earliest is None or other.latest is None or self.earliest < other.latest

    def no_earlier_than(self, other: "When") -> "When":
        """The same date, no earlier than the earliest day of *other*."""
        first = other.earliest
        if first is None or (self.earliest is not None and self.earliest >= first):
            return self
        return self.within(first, self.latest)

    @property
    def is_exact(self) -> bool:
        """Whether it is one day without doubt."""
        return self.earliest == self.latest is not None

    def within(self, earliest: date | None, latest: date | None) -> "When":
        """The same date with these bounds instead of its own, its best date clamped into them."""
        if earliest == self.earliest and latest == self.latest and self._holds_best():
            return self
        best = min(max(self.best, _from_open(earliest)), _to_open(latest))
        return When(best, earliest, latest, self.text)

    def on(self, best: date) -> "When":
        """The same date with another best day, which lies within its bounds."""
        return self if best == self.best else When(best, self.earliest, self.latest, self.text)

    def _holds_best(self) -> bool:
        return _from_open(self.earliest) <= self.best <= _to_open(self.latest)

    def __str__(self) -> str:
        return self.text


def ends_before_it_begins(begin: When | None, end: When | None) -> str:
    """The complaint about an end that no day puts after the beginning; empty if there is nothing to complain of."""
    if begin is None or end is None or begin.may_be_by(end):
        return ""
    return f"it would end on {end}, before it begins on {begin}; give a later end, or an earlier beginning"


@lru_cache(maxsize=65_536)
def _on(day: date) -> When:
    return _parsed(day.isoformat()[:10])


@lru_cache(maxsize=65_536)
def _parsed(text: str) -> When:
    if not isinstance(text, str):
        raise UnreadableDateError(repr(text), f"write a text such as {FORMS}")
    if text.endswith("?"):
        return _inferred(text)
    match text.split("/"):
        case [single]:
            first, last = _span(text, single)
            return When(last, first, last, text)
        case [begin, end]:
            return _range(text, begin, end)
    raise UnreadableDateError(text, f"write {FORMS}")


def _inferred(text: str) -> When:
    first, last = _span(text, text[:-1])
    if first != last:
        raise UnreadableDateError(
            text, "only a day can be inferred; leave the ? out, the month or year is doubt enough"
        )
    return When(first, None, None, text)


def _range(text: str, begin: str, end: str) -> When:
    if begin == end == _OPEN:
        raise UnreadableDateError(text, "a range that is open at both ends says nothing; give one end")
    if begin == _OPEN:
        _, last = _span(text, end)
        return When(last, None, last, text)
    first, _ = _span(text, begin)
    if end == _OPEN:
        return When(first, first, None, text)
    _, last = _span(text, end)
    if last < first:
        raise UnreadableDateError(text, f"the range is reversed; write {end}/{begin}")
    return When(last, first, last, text)


def _span(text: str, part: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    match = _DIGITS.fullmatch(part)
    if match is None:
        raise UnreadableDateError(text, _advice(part))
    year, month, day = (int(digits) if digits else None for digits in match.groups())
    if not year:
        raise UnreadableDateError(text, "years run from 0001 to 9999")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise UnreadableDateError(text, f"there is no month {month}; months run from 01 to 12")
    days = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, days)
    if not 1 <= day <= days:
        raise UnreadableDateError(text, f"{month_name[month]} {year} has {days} days")
    return date(year, month, day), date(year, month, day)


def _advice(part: str) -> str:
    if match := _UNHYPHENATED.fullmatch(part):
        return f"write it with hyphens, {'-'.join(match.groups())}"
    if match := _UNPADDED.fullmatch(part):
        year, *rest = (digits for digits in match.groups() if digits)
        return f"write months and days with two digits, {'-'.join([year, *(digits.zfill(2) for digits in rest)])}"
    return f"write {FORMS}"
