"""The x of points in time in a timeline, between the names of the parties and the labels of what stands at the end."""

from calendar import month_abbr
from datetime import date
from math import ceil, inf
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sim.model.dates import LIKELY, When
from sim.model.setting import Setting
from sim.report.svg.text_width import LABEL, width
from sim.report.timeline.axis import Axis
from sim.report.timeline.model import MoveMarker, TimePoint

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot

MOST_DRAWN: Final = 120
"""The most moves that have a mark each in a picture whose width is not asked for."""

MOST_IN_PAGE: Final = 400
"""The same in a page, where a picture scrolls and can be made smaller."""

MIN_WIDTH: Final = 600
"""The least width that may be asked for."""

_STUB: Final = 9.0
_MIN_NAME_WIDTH, _MAX_NAME_WIDTH = 80, 170


@frozen
class TimeScale:
    """The x of points in time: an axis that begins at *left*, to the right of the names.

    `labels` is the width of the column of labels to its right, `moment` the x up to which what counts is drawn.
    """

    axis: Axis
    left: float
    labels: float = 0.0
    moment: float = inf

    @property
    def right(self) -> float:
        """The end of the axis."""
        return self.left + self.axis.end

    @property
    def sheet_end(self) -> float:
        """The end of the column of labels."""
        return self.right + self.labels

    def x_of_move(self, number: int) -> float:
        """The x of the move of a number."""
        return self.left + self.axis.of_move(number)

    def x_of(self, point: TimePoint) -> float:
        """The x of a point in time; before the first move it is the left end."""
        if point.is_day_start or not point.number:
            return self.left + self.axis.begin_of(point.day)
        return self.x_of_move(point.number)

    def bounds_of(self, when: When) -> tuple[float | None, float | None]:
        """The beginning of the first possible day and the end of the last, within the axis; None for an open bound."""
        first = None if when.earliest is None else self.left + self.axis.begin_of(when.earliest)
        last = None if when.latest is None else self.left + self.axis.end_of(when.latest)
        return first, last

    def whisker_of(self, marker: MoveMarker) -> tuple[float, float]:
        """The ends of the whisker of a marker; on the side of an open bound it is a stub."""
        first, last = self.bounds_of(marker.when)
        x = self.x_of_move(marker.number)
        return min(x if first is None else first, x - _STUB), max(x if last is None else last, x + _STUB)


def name_width(setting: Setting) -> float:
    """The width of the column with the names of the parties."""
    longest = max(width(title, LABEL) for _, title in setting.parties)
    return ceil(min(max(longest + 16, _MIN_NAME_WIDTH), _MAX_NAME_WIDTH))


def day_in_short(day: date) -> str:
    """A day as it stands at an axis: "12 Oct 2007"."""
    return f"{day.day} {month_abbr[day.month]} {day.year}"


def moment_of(view: "Snapshot", scale: TimeScale) -> tuple[float, str] | None:
    """The x and the label of the moment of a view: the end of its day, or between two moves of that day.

    None if it is the end of the record.
    """
    count, dates = len(view.numbers), view.history.dates
    if view.day == view.history.last_day and count == len(dates):
        return None
    if view.day is None:
        return scale.left, "before the first move"
    if view.reading == LIKELY and count < len(dates) and dates[count].best == view.day:
        return scale.x_of_move(count) + scale.axis.step / 2, f"after move #{count}"
    return scale.left + scale.axis.end_of(view.day), f"as of {day_in_short(view.day)} ({view.reading})"
