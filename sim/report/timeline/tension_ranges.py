"""Tension by period, where it changes too often for each change to be seen: its lowest, its highest and its average."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from attrs import define

from sim.report.timeline.periods import Periods

DatedPoints = Sequence[tuple[date, int]]
"""Points of tension, each with the day from which there are so many, in order."""


@define
class TensionRange:
    """Tension in a period: its lowest and its highest points, and the sum of the points of its days."""

    low: int
    high: int
    sum: int = 0
    days: int = 0

    @property
    def average(self) -> float:
        """The average of its days; of a period without a whole day its highest."""
        return self.sum / self.days if self.days else self.high

    def add(self, points: int, days: int) -> None:
        """Add so many days with so many points."""
        self.low, self.high = min(self.low, points), max(self.high, points)
        self.sum += points * days
        self.days += days


def ranges_of(steps: DatedPoints, periods: Periods, last: date) -> dict[int, TensionRange]:
    """The ranges of tension from the first step to the *last* day, by the index of the period."""
    ranges = dict[int, TensionRange]()
    for index, points, days in _stretches(steps, periods, last):
        ranges.setdefault(index, TensionRange(points, points)).add(points, days)
    return ranges


def _stretches(steps: DatedPoints, periods: Periods, last: date) -> Iterator[tuple[int, int, int]]:
    """The stretches of equal tension within a period: its index, the points, the number of days."""
    for (begin, points), (end, _) in pairwise([*steps, (last, 0)]):
        for index in range(periods.index_of(begin), periods.index_of(max(end, begin)) + 1):
            first, after = periods.bounds(index)
            days = (min(max(end, begin), after) - max(begin, first)).days
            if days or index == periods.index_of(begin):
                yield index, points, days
