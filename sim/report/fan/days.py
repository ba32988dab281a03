"""The days of a fan: a scale on which each is as wide as any other, with the dates that there is room for."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import frozen

_ROUND: Final = (1200, 600, 120, 60, 12, 6, 3, 1)
"""Spans of months, the roundest first."""


@frozen
class Days:
    """The days from the first to the last, and from where to where they are drawn."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Where a day is; one beyond the scale at that end of it."""
        whole = max((self.last - self.first).days, 1)
        passed = min(max((day - self.first).days, 0), whole)
        return self.left + (self.right - self.left) * passed / whole

    def ticks(self, apart: float) -> tuple[date, ...]:
        """The days to name, so far apart at least: the first, the last, then the first days of months by roundness."""
        taken = dict[date, float]()
        for day in (self.first, self.last, *sorted(self._firsts(), key=_roundness)):
            if all(abs(self.at(day) - other) >= apart for other in taken.values()):
                taken[day] = self.at(day)
        return tuple(sorted(taken))

    def _firsts(self) -> Iterator[date]:
        """The first days of the months between."""
        for months in range(_months(self.first) + 1, _months(self.last) + 1):
            yield date(months // 12, months % 12 + 1, 1)


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _roundness(day: date) -> int:
    """The place of the roundest span of months that a first day of a month ends."""
    return next(place for place, span in enumerate(_ROUND) if _months(day) % span == 0)
