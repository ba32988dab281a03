"""A time scale on which all days are equally wide."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import frozen

_TICK_MONTHS: Final = (1200, 600, 120, 60, 12, 6, 3, 1)
"""Spans of months, the roundest first."""


@frozen
class DayScale:
    """The x of the days from the first to the last."""

    first: date
    last: date
    left: float
    right: float

    def x_of(self, day: date) -> float:
        """The x of a day; of one beyond the scale, that end of the scale."""
        whole = max((self.last - self.first).days, 1)
        passed = min(max((day - self.first).days, 0), whole)
        return self.left + (self.right - self.left) * passed / whole

    def ticks(self, distance: float) -> tuple[date, ...]:
        """The days with a label, at least so far apart: the first, the last, then first days of months by roundness."""
        taken = dict[date, float]()
        for day in (self.first, self.last, *sorted(self._firsts_of_months(), key=_roundness)):
            if all(abs(self.x_of(day) - other) >= distance for other in taken.values()):
                taken[day] = self.x_of(day)
        return tuple(sorted(taken))

    def _firsts_of_months(self) -> Iterator[date]:
        for months in range(_months(self.first) + 1, _months(self.last) + 1):
            yield date(months // 12, months % 12 + 1, 1)


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _roundness(day: date) -> int:
    """The index of the roundest span of months that begins with the first day of a month."""
    return next(index for index, span in enumerate(_TICK_MONTHS) if _months(day) % span == 0)
