"""The dates of a calendar as flags: each has a line with its title beside the upper end, where it meets no other."""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from sim.forecast.context import CalendarEvent
from sim.report.fan.days import Days
from sim.report.svg.text_width import shortened, width
from sim.report.timeline.strips import LABEL

ROW: Final = 14.0
"""How high the row of a flag is."""
_BESIDE: Final = 4.0
_MARGIN: Final = 6.0


@frozen
class Flag:
    """A date on the scale: where its line is, its label and from where to where that goes, and the row from the top."""

    at: float
    label: str
    left: float
    right: float
    row: int

    @property
    def is_before(self) -> bool:
        """Whether the label is to the left of the line."""
        return self.left < self.at

    def covers(self, other: "Flag") -> bool:
        """Whether the labels lie upon each other."""
        return self.row == other.row and self.left < other.right and other.left < self.right

    def crosses(self, other: "Flag") -> bool:
        """Whether the line goes through the other's label."""
        return self.row <= other.row and other.left < self.at < other.right


def flags(calendar: Iterable[CalendarEvent], days: Days, edge: float) -> tuple[Flag, ...]:
    """The dates that lie on the scale, in order, none covered by another, between the left end and an *edge*.

    Of the places that are left a flag takes the one where fewest lines go through labels, and of these the highest.
    """
    placed: list[Flag] = []
    for each in sorted(calendar, key=lambda dated: dated.date):
        if days.first < each.date.best <= days.last:
            free = (flag for flag in _places(each, days, edge, len(placed)) if not any(map(flag.covers, placed)))
            placed.append(min(free, key=lambda flag: (_crossings(flag, placed), flag.row)))
    return tuple(placed)


def _places(dated: CalendarEvent, days: Days, edge: float, rows: int) -> Iterator[Flag]:
    """Where a flag may be, so that it stays on the sheet: in each row to the right of its line, or to the left."""
    at = days.at(dated.date.best)
    most = max(at, edge - at) - _BESIDE - _MARGIN - 1
    label = shortened(f"{dated.date} {dated.title}", most, LABEL)
    room = width(label, LABEL)
    for row in range(rows + 1):
        for left in (at + _BESIDE, at - _BESIDE - room):
            if left >= _MARGIN and left + room <= edge - _MARGIN:
                yield Flag(at, label, left, left + room, row)


def _crossings(flag: Flag, placed: Iterable[Flag]) -> int:
    return sum(flag.crosses(other) + other.crosses(flag) for other in placed)
