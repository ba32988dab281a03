"""The lanes in their places: each has a strip for either party and, where it is needed, one for both and for others.

A strip has a row of marks beside the middle of the lane and rows of bands beyond it. Bands, with their labels, are
packed into as few rows as keep them from touching.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from math import inf
from typing import Final

from attrs import evolve, frozen

from sim.model.dates import When
from sim.report.svg.text_width import shortened, width
from sim.report.timeline.axis import Axis
from sim.report.timeline.model import LOWER, MIDDLE, UPPER, Due, Lane, Mark, Place, StatusBand

BAND: Final = 16.0
"""How high the row of a band is."""
LABEL: Final = 10.0
"""The size of a label."""
WHISKERS: Final = (0.0, 3.0, -3.0, 5.0)
"""How far beside the middle of its mark a whisker may lie, so that it is told from others."""

_HEADER: Final = 17.0
_MARKS: Final = 18.0
_APART: Final = 7.0
_STUB: Final = 9.0
_PADDING: Final = 4.0


@frozen
class Scale:
    """Where places in time are on the sheet: along an axis that begins at the left, right of the names."""

    axis: Axis
    left: float

    @property
    def right(self) -> float:
        """Where the axis ends."""
        return self.left + self.axis.end

    def of_move(self, number: int) -> float:
        """Where the move of a number is."""
        return self.left + self.axis.of_move(number)

    def of(self, place: Place) -> float:
        """Where a place is; what is before the first move is at the left end."""
        if place.turned or not place.number:
            return self.left + self.axis.begin_of(place.day)
        return self.of_move(place.number)

    def bounds(self, when: When) -> tuple[float | None, float | None]:
        """Where the first possible day begins and the last ends, at most at the ends of the axis; None for open."""
        first = None if when.earliest is None else self.left + self.axis.begin_of(when.earliest)
        last = None if when.latest is None else self.left + self.axis.end_of(when.latest)
        return first, last


Item = StatusBand | Due


@frozen
class Packed:
    """Something in a row of a strip: from where to where, its label and where that begins, and the row."""

    item: Item
    begin: float
    end: float
    label: str
    label_at: float
    row: int = 0

    @property
    def left(self) -> float:
        """Where it begins, with its label."""
        return min(self.begin, self.label_at)

    @property
    def right(self) -> float:
        """Where it ends, with its label."""
        return max(self.end, self.label_at + width(self.label, LABEL))


@frozen
class Strip:
    """A strip on the sheet: where its marks and its rows of bands are."""

    top: float
    bottom: float
    marks_at: float
    first_row_at: float
    row_step: float

    def of_row(self, row: int) -> float:
        """The middle of a row of bands."""
        return self.first_row_at + row * self.row_step


@frozen
class Laid:
    """A lane that has its place: where it begins and ends, and its strips."""

    lane: Lane
    top: float
    bottom: float
    strips: dict[int, Strip]
    packed: dict[int, tuple[Packed, ...]]
    whiskers: dict[int, dict[int, int]]


def laid(lane: Lane, top: float, scale: Scale) -> Laid:
    """The lane with its place on the sheet, beginning at *top*."""
    y, strips, packed, whiskers = top + _HEADER, {}, {}, {}
    for position in (UPPER, MIDDLE, LOWER):
        marks = [mark for mark in lane.marks if mark.strip == position]
        items = [item for item in _items(lane) if _strip_of(item) == position]
        if not (marks or items) and position == MIDDLE:
            continue
        packed[position] = tuple(_packed(items, scale))
        whiskers[position] = _whisker_rows(marks, scale)
        rows = 1 + max((each.row for each in packed[position]), default=-1)
        strips[position] = _strip(position, y, _MARKS if marks else _PADDING, rows)
        y = strips[position].bottom
    return Laid(lane, top, y + _PADDING, strips, packed, whiskers)


def _items(lane: Lane) -> Iterator[Item]:
    yield from lane.due
    yield from lane.bands


def _strip_of(item: Item) -> int:
    return MIDDLE if isinstance(item, Due) else item.strip


def _strip(position: int, top: float, of_marks: float, rows: int) -> Strip:
    """The strip at its place: above the middle of the lane the marks come last, else first."""
    bottom = top + of_marks + rows * BAND + _PADDING
    if position == UPPER:
        return Strip(top, bottom, bottom - _MARKS / 2, bottom - of_marks - BAND / 2, -BAND)
    return Strip(top, bottom, top + _MARKS / 2, top + of_marks + BAND / 2, BAND)


def _packed(items: Iterable[Item], scale: Scale) -> Iterator[Packed]:
    """The items in rows, each in the first in which nothing is in its way, in order of their beginning."""
    rows = _Rows()
    for each in sorted((_unpacked(item, scale) for item in items), key=lambda each: each.left):
        yield evolve(each, row=rows.first_free(each.left, each.right))


def _unpacked(item: Item, scale: Scale) -> Packed:
    """An item with its label, that of a band at its beginning, unless that is off the sheet; in no row yet."""
    if isinstance(item, Due):
        label = shortened(f"{item.talks} due {item.when}", scale.axis.end, LABEL)
        begin = scale.left + scale.axis.begin_of(item.when.earliest or item.when.best)
        end, room = scale.left + scale.axis.end_of(item.when.best), width(label, LABEL)
        before, behind = begin - 8 - room, min(end + 14, scale.right - room)
        return Packed(item, begin, end + 6, label, before if before >= scale.left else behind)
    spans = (*item.spans, *item.counting)
    begin = min(scale.of(span.begin) for span in spans)
    end = max(scale.right if span.end is None else scale.of(span.end) for span in spans)
    label = shortened(item.subject, scale.right - scale.left - 8, LABEL)
    return Packed(item, begin, end, label, min(begin + 7, scale.right - width(label, LABEL) - 2))


class _Rows:
    """Rows that are filled from the left: where each of them ends.

    They are the leaves of a tree, the second half of `_ends`; every node above knows the least of those below it, so
    that a free row is found without looking at all.
    """

    def __init__(self) -> None:
        self._ends = [-inf, -inf]

    def first_free(self, begin: float, end: float) -> int:
        """The first row that is free from there on; it is taken up to *end*."""
        if self._ends[1] > begin:
            self._grow()
        count, node = len(self._ends) // 2, 1
        while node < count:
            node = 2 * node if self._ends[2 * node] <= begin else 2 * node + 1
        row = node - count
        self._ends[node] = end + _APART
        while node > 1:
            node //= 2
            self._ends[node] = min(self._ends[2 * node], self._ends[2 * node + 1])
        return row

    def _grow(self) -> None:
        """Add as many free rows as there are."""
        leaves = self._ends[len(self._ends) // 2 :]
        levels = [[*leaves, *([-inf] * len(leaves))]]
        while len(levels[-1]) > 1:
            level = levels[-1]
            levels.append([min(level[at], level[at + 1]) for at in range(0, len(level), 2)])
        self._ends = [-inf, *chain.from_iterable(reversed(levels))]


def _whisker_rows(marks: Iterable[Mark], scale: Scale) -> dict[int, int]:
    """For each move without a known day, by its number, the row of its whisker; so that few lie upon each other."""
    rows, found = _Rows(), {}
    for mark in marks:
        if not mark.is_exact:
            begin, end = whisker(mark, scale)
            found[mark.number] = rows.first_free(begin, end) % len(WHISKERS)
    return found


def whisker(mark: Mark, scale: Scale) -> tuple[float, float]:
    """From where to where the whisker of a mark goes: a stub where the bound is open."""
    first, last = scale.bounds(mark.when)
    x = scale.of_move(mark.number)
    return min(x if first is None else first, x - _STUB), max(x if last is None else last, x + _STUB)
