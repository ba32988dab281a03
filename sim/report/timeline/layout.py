"""The layout of lanes: each has a track for either party and, where needed, one for both and for others.

A track has a row of markers next to the middle of the lane, and rows of bands beyond it. Bands, with their labels, are
packed into as few rows as keep them from touching.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from math import inf
from typing import Final

from attrs import evolve, frozen

from sim.report.timeline.bands import Item, ItemLayout, item_layout
from sim.report.timeline.model import LOWER, MIDDLE, UPPER, Lane, MoveMarker, StatusBand
from sim.report.timeline.scale import TimeScale

__all__ = ["MIN_GAP", "ROW", "WHISKER_OFFSETS", "FirstFitRows", "LaneLayout", "TrackLayout", "lane_layout"]

ROW: Final = 16.0
"""The height of a row of bands."""
WHISKER_OFFSETS: Final = (0.0, 3.0, -3.0, 5.0)
"""The distances of whiskers from the middle of their markers, which keep them apart."""
MIN_GAP: Final = 7.0
"""The least distance between two items of a row."""

_TITLE_HEIGHT: Final = 17.0
_MARKER_ROW: Final = 18.0
_PADDING: Final = 4.0


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


def band_boxes(lane: LaneLayout) -> Iterator[tuple[float, float, float, tuple[str, str, str]]]:
    """The left, the right and the middle of each band of a lane, with its subject, its party and its title."""
    for track in lane.tracks.values():
        for item in track.items:
            if isinstance(item.item, StatusBand):
                yield item.begin, item.end, track.y_of(item.row), (item.item.subject, item.item.party, item.item.title)


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
    for layout in sorted((item_layout(item, scale) for item in items), key=lambda layout: layout.left):
        yield evolve(layout, row=rows.first_free(layout.left, layout.right))


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
