"""Periods of equal length by the calendar, few enough that each can be seen."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from attrs import frozen

_DAYS: Final = (("day", 1), ("week", 7))
_MONTHS: Final = (("month", 1), ("quarter", 3), ("year", 12), ("five years", 60), ("decade", 120), ("century", 1200))
_WEEK: Final = 7
_LAST_MONTH: Final = date.max.year * 12 + 11


@frozen
class Periods:
    """Periods without a gap: the name of one, and the first day of each; the last ends with *last*."""

    name: str
    begins: tuple[date, ...]
    last: date

    def index_of(self, day: date) -> int:
        """The index of the period of a day."""
        return bisect_right(self.begins, day) - 1

    def bounds(self, index: int) -> tuple[date, date]:
        """The first day of a period, and the first after it."""
        if index + 1 < len(self.begins):
            return self.begins[index], self.begins[index + 1]
        return self.begins[index], min(self.last, date.max - timedelta(1)) + timedelta(1)


def periods_of(first: date, last: date, most: int) -> Periods:
    """The shortest periods by the calendar of which there are at most so many from one day to another."""
    for name, days in _DAYS:
        if (last - first).days < days * (most - 1):
            return Periods(name, tuple(_by_days(first, last, days)), last)
    name, months = next(
        ((name, months) for name, months in _MONTHS if _count(first, last, months) <= most), _MONTHS[-1]
    )
    return Periods(name, tuple(_by_months(first, last, months)), last)


def _by_days(first: date, last: date, days: int) -> Iterator[date]:
    """The first days of periods of so many days; weeks begin on Mondays."""
    begin = first - timedelta(min(first.weekday() if days == _WEEK else 0, (first - date.min).days))
    return (begin + timedelta(number * days) for number in range((last - begin).days // days + 1))


def _count(first: date, last: date, months: int) -> int:
    return _month(last) // months - _month(first) // months + 1


def _by_months(first: date, last: date, months: int) -> Iterator[date]:
    """The first days of periods of so many months."""
    for begin in range(_month(first) // months * months, min(_month(last), _LAST_MONTH) + 1, months):
        yield date(begin // 12, begin % 12 + 1, 1) if begin >= 12 else date.min


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
