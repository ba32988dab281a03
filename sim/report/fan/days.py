"""The labels of the dates of a calendar in a fan."""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from sim.forecast.calendar import CalendarEvent
from sim.report.prose.dates import day_in_words
from sim.report.svg.day_scale import DayScale
from sim.report.svg.text_width import LABEL, shortened, width

ROW: Final = 14.0
"""The height of a row of labels."""

_OFFSET: Final = 4.0
_MARGIN: Final = 6.0


@frozen
class DateLabel:
    """The label of a date: the x of the line of the date, the text with its ends, and its row from the top."""

    x: float
    text: str
    left: float
    right: float
    row: int

    @property
    def is_before(self) -> bool:
        """Whether the text is to the left of the line."""
        return self.left < self.x

    def overlaps(self, other: "DateLabel") -> bool:
        """Whether the texts overlap."""
        return self.row == other.row and self.left < other.right and other.left < self.right

    def crosses(self, other: "DateLabel") -> bool:
        """Whether the line goes through the text of the other."""
        return self.row <= other.row and other.left < self.x < other.right


def date_labels(calendar: Iterable[CalendarEvent], days: DayScale, edge: float) -> tuple[DateLabel, ...]:
    """The labels of the dates within the scale, in order, no two of which overlap, up to an *edge* at the right.

    Each has the position in which fewest lines cross texts, and of several such positions the highest.
    """
    placed: list[DateLabel] = []
    for event in sorted(calendar, key=lambda event: event.date):
        if days.first < event.date.best <= days.last:
            positions = _positions(event, days, edge, len(placed))
            free = (label for label in positions if not any(map(label.overlaps, placed)))
            placed.append(min(free, key=lambda label: (_crossings(label, placed), label.row)))
    return tuple(placed)


def _positions(event: CalendarEvent, days: DayScale, edge: float, rows: int) -> Iterator[DateLabel]:
    """The positions of a label within the picture: in each row to the right of its line, or to the left."""
    x = days.x_of(event.date.best)
    most = max(x, edge - x) - _OFFSET - _MARGIN - 1
    text = shortened(f"{day_in_words(event.date.best)}: {event.title}", most, LABEL)
    across = width(text, LABEL)
    for row in range(rows + 1):
        for left in (x + _OFFSET, x - _OFFSET - across):
            if left >= _MARGIN and left + across <= edge - _MARGIN:
                yield DateLabel(x, text, left, left + across, row)


def _crossings(label: DateLabel, placed: Iterable[DateLabel]) -> int:
    return sum(label.crosses(other) + other.crosses(label) for other in placed)
