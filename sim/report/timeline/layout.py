"""The layout of lanes: each has a track for either party and, where needed, one for both and for others.

A track has a row of markers next to the middle of the lane, and rows of bands beyond it. Bands, with their labels, are
packed into as few rows as keep them from touching.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from math import ceil, inf
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from sim.model.dates import LIKELY, When
from sim.model.setting import Setting
from sim.report.svg.text_width import shortened, width
from sim.report.timeline.axis import Axis
from sim.report.timeline.model import LOWER, MIDDLE, UPPER, DueRound, Lane, MoveMarker, StatusBand, TimePoint

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot

ROW: Final = 16.0
"""The height of a row of bands."""
LABEL: Final = 10.0
"""The font size of a label."""
WHISKER_OFFSETS: Final = (0.0, 3.0, -3.0, 5.0)
"""The distances of whiskers from the middle of their markers, which keep them apart."""
MIN_GAP: Final = 7.0
"""The least distance between two items of a row."""

_TITLE_HEIGHT: Final = 17.0
_MARKER_ROW: Final = 18.0
_STUB: Final = 9.0
_PADDING: Final = 4.0
_MIN_NAME_WIDTH, _MAX_NAME_WIDTH = 80, 170


@frozen
class TimeScale:
    """The x of points in time: an axis that begins at *left*, to the right of the names."""

    axis: Axis
    left: float

    @property
    def right(self) -> float:
        """The end of the axis."""
        return self.left + self.axis.end

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
    return scale.left + scale.axis.end_of(view.day), f"as of {view.day} ({view.reading})"


Item = StatusBand | DueRound
"""An item in a row of a track."""


@frozen
class ItemLayout:
    """The layout of an item: from where to where it goes, its label and the left of that, and its row."""

    item: Item
    begin: float
    end: float
    label: str
    label_at: float
    row: int = 0

    @property
    def left(self) -> float:
        """The left end, label included."""
        return min(self.begin, self.label_at)

    @property
    def right(self) -> float:
        """The right end, label included."""
        return max(self.end, self.label_at + width(self.label, LABEL))


@frozen
class TrackLayout:
    """The layout of a track: the y of its markers and of its rows, and its items.

    `whiskers` are the rows of the whiskers, by the number of the move.
    """

    top: float
    bottom: float
    markers_at: float
    first_row_at: float
    row_step: float
    items: tuple[ItemLayout, ...]
    whiskers: dict[int, int]

    def y_of(self, row: int) -> float:
        """The middle of a row."""
        return self.first_row_at + row * self.row_step


@frozen
class LaneLayout:
    """The layout of a lane: its top, its bottom, and its tracks."""

    lane: Lane
    top: float
    bottom: float
    tracks: dict[int, TrackLayout]


def lane_layout(lane: Lane, top: float, scale: TimeScale) -> LaneLayout:
    """The layout of a lane that begins at *top*."""
    y, tracks = top + _TITLE_HEIGHT, {}
    for position in (UPPER, MIDDLE, LOWER):
        markers = [marker for marker in lane.markers if marker.track == position]
        every_item: tuple[Item, ...] = (*lane.due, *lane.bands)
        items = [item for item in every_item if item.track == position]
        if markers or items or position != MIDDLE:
            tracks[position] = _track_layout(position, y, markers, items, scale)
            y = tracks[position].bottom
    return LaneLayout(lane, top, y + _PADDING, tracks)


def _track_layout(
    position: int, top: float, markers: list[MoveMarker], items: list[Item], scale: TimeScale
) -> TrackLayout:
    """The layout of a track; above the middle of the lane its markers come last, else first."""
    packed, whiskers = tuple(_packed(items, scale)), _whisker_rows(markers, scale)
    rows = 1 + max((item.row for item in packed), default=-1)
    marker_row = _MARKER_ROW if markers else _PADDING
    bottom = top + marker_row + rows * ROW + _PADDING
    if position == UPPER:
        at, first_row_at, step = bottom - _MARKER_ROW / 2, bottom - marker_row - ROW / 2, -ROW
    else:
        at, first_row_at, step = top + _MARKER_ROW / 2, top + marker_row + ROW / 2, ROW
    return TrackLayout(top, bottom, at, first_row_at, step, packed, whiskers)


def _packed(items: Iterable[Item], scale: TimeScale) -> Iterator[ItemLayout]:
    """The items, in order of their beginning, each in the first row that is free there."""
    rows = FirstFitRows()
    for layout in sorted((_item_layout(item, scale) for item in items), key=lambda layout: layout.left):
        yield evolve(layout, row=rows.first_free(layout.left, layout.right))


def _item_layout(item: Item, scale: TimeScale) -> ItemLayout:
    """The layout of an item in no row yet; its label is where it begins, or left of the end of the picture."""
    if isinstance(item, DueRound):
        label = shortened(f"{item.talks} due {item.when}", scale.axis.end, LABEL)
        begin = scale.left + scale.axis.begin_of(item.when.earliest or item.when.best)
        end, room = scale.left + scale.axis.end_of(item.when.best), width(label, LABEL)
        before, behind = begin - 8 - room, min(end + 14, scale.right - room)
        return ItemLayout(item, begin, end + 6, label, before if before >= scale.left else behind)
    spans = (*item.spans, *item.counting)
    begin = min(scale.x_of(span.begin) for span in spans)
    end = max(scale.right if span.end is None else scale.x_of(span.end) for span in spans)
    label = shortened(item.subject, scale.right - scale.left - 8, LABEL)
    return ItemLayout(item, begin, end, label, min(begin + 7, scale.right - width(label, LABEL) - 2))


def _whisker_rows(markers: Iterable[MoveMarker], scale: TimeScale) -> dict[int, int]:
    """The row of the whisker of each move without a known day, by its number; few of them overlap."""
    rows = FirstFitRows()
    uncertain = (marker for marker in markers if not marker.when.is_exact)
    return {marker.number: rows.first_free(*scale.whisker_of(marker)) % len(WHISKER_OFFSETS) for marker in uncertain}


class FirstFitRows:
    """Rows that are filled from the left, each item in the first row that is free.

    The ends of the rows are the leaves of a tree, the second half of `_ends`; each node above them is the least end
    below it, so that a free row is found without looking at all of them.
    """

    def __init__(self) -> None:
        self._ends = [-inf, -inf]

    def first_free(self, begin: float, end: float) -> int:
        """The first row that is free from *begin* on; it is taken up to *end*."""
        if self._ends[1] > begin:
            self._grow()
        count, node = len(self._ends) // 2, 1
        while node < count:
            node = 2 * node if self._ends[2 * node] <= begin else 2 * node + 1
        row = node - count
        self._ends[node] = end + MIN_GAP
        while node > 1:
            node //= 2
            self._ends[node] = min(self._ends[2 * node], self._ends[2 * node + 1])
        return row

    def _grow(self) -> None:
        """Double the number of rows."""
        leaves = self._ends[len(self._ends) // 2 :]
        levels = [[*leaves, *([-inf] * len(leaves))]]
        while len(levels[-1]) > 1:
            level = levels[-1]
            levels.append([min(level[at], level[at + 1]) for at in range(0, len(level), 2)])
        self._ends = [-inf, *chain.from_iterable(reversed(levels))]
