"""A time scale on which all days are equally wide."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import frozen

_TICK_MONTHS: Final = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000, 60_000)
"""Steps from one label to the next, in months."""
_DAYS_OF_MONTH: Final = 28
"""The days of the shortest month."""


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
        """The days with a label, at least so far apart: the ends, and first days of months at equal steps."""
        ends = (self.first, self.last) if self._apart(self.first, self.last) >= distance else (self.first,)
        months = self._firsts_of_months(distance)
        between = (day for day in months if all(self._apart(day, end) >= distance for end in ends))
        return tuple(sorted((*ends, *between)))

    def _apart(self, day: date, other: date) -> float:
        return abs(self.x_of(day) - self.x_of(other))

    def _firsts_of_months(self, distance: float) -> Iterator[date]:
        """The first days of months, at the shortest step that is as wide as that; it begins with a round year."""
        month = (self.right - self.left) / max((self.last - self.first).days, 1) * _DAYS_OF_MONTH
        step = next((months for months in _TICK_MONTHS if months * month >= distance), _TICK_MONTHS[-1])
        for months in range((_months(self.first) // step + 1) * step, _months(self.last) + 1, step):
            yield date(months // 12, months % 12 + 1, 1)


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1
