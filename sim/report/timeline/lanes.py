"""The lanes on the sheet: each has a strip for either party and, where it is needed, one for both and for others.

A strip has a row of marks beside the middle of the lane and rows of bands beyond it. Bands, with their labels, are
packed into as few rows as keep them from touching.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from sim.report.timeline.axis import Axis
from sim.report.timeline.letters import shortened, width
from sim.report.timeline.scene import LOWER, MIDDLE, UPPER, Band, Due, Lane, Mark, Place
from sim.report.timeline.sheet import Sheet, number
from sim.report.timeline.signs import ASKED, FIRST, OUTSIDE, PATTERNS, SECOND, TOGETHER
from sim.setting import Setting
from sim.when import When

GUTTER: Final = 104.0
"""The room at the left, for the names of the parties."""

_HEADER: Final = 17.0
_MARKS: Final = 17.0
_WHISKERS: Final = (0.0, 3.0, -3.0, 5.0)
"""How far beside the middle of its mark a whisker may lie, so that it is told from others."""

_BAND: Final = 16.0
_BAR: Final = 12.0
_LABEL: Final = 10.0
_TITLE: Final = 11.5
_TITLES_APART: Final = 1000.0
_APART: Final = 7.0
_STUB: Final = 9.0
_PADDING: Final = 4.0


@frozen
class Scale:
    """Where places in time are on the sheet: along an axis that begins right of the gutter."""

    axis: Axis

    @property
    def left(self) -> float:
        """Where the axis begins."""
        return GUTTER

    @property
    def right(self) -> float:
        """Where it ends."""
        return GUTTER + self.axis.end

    def of_move(self, number: int) -> float:
        """Where the move of a number is."""
        return GUTTER + self.axis.of_move(number)

    def of(self, place: Place) -> float:
        """Where a place is; what is before the first move is at the left end."""
        if place.turned or not place.number:
            return GUTTER + self.axis.begin_of(place.day)
        return self.of_move(place.number)

    def bounds(self, when: When) -> tuple[float | None, float | None]:
        """Where the first and the last possible day begin and end; None where they are open or beyond the axis."""
        axis = self.axis
        first = GUTTER + axis.begin_of(when.earliest) if when.earliest and axis.holds(when.earliest) else None
        last = GUTTER + axis.end_of(when.latest) if when.latest and axis.holds(when.latest) else None
        return first, last


Item = Band | Due


@frozen
class Packed:
    """Something in a row of a strip: the row, from where to where, and where its label begins."""

    item: Item
    row: int
    begin: float
    end: float
    label: str
    label_at: float


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


# PLACES


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
    bottom = top + of_marks + rows * _BAND + _PADDING
    if position == UPPER:
        return Strip(top, bottom, bottom - _MARKS / 2, bottom - of_marks - _BAND / 2, -_BAND)
    return Strip(top, bottom, top + _MARKS / 2, top + of_marks + _BAND / 2, _BAND)


def _packed(items: Iterable[Item], scale: Scale) -> Iterator[Packed]:
    """The items in rows, each in the first in which nothing is in its way, in order of their beginning."""
    placed = sorted((_unpacked(item, scale) for item in items), key=lambda each: min(each[1], each[4]))
    rows = _Rows()
    for item, begin, end, label, label_at in placed:
        row = rows.first_free(min(begin, label_at), max(end, label_at + width(label, _LABEL)))
        yield Packed(item, row, begin, end, label, label_at)


def _unpacked(item: Item, scale: Scale) -> tuple[Item, float, float, str, float]:
    """An item, from where to where it is, its label, and where that begins: behind it, unless that is off the sheet."""
    if isinstance(item, Due):
        label, begin = (
            f"{item.talks} due {item.when}",
            GUTTER + scale.axis.begin_of(item.when.earliest or item.when.best),
        )
        end = GUTTER + scale.axis.end_of(item.when.best)
        at = begin - 8 - width(label, _LABEL)
        return item, begin, end + 6, label, at if at >= scale.left else end + 8
    last = item.spans[-1].end
    begin, end = scale.of(item.spans[0].begin), scale.right if last is None else scale.of(last)
    label = shortened(item.subject, scale.right - scale.left - 8, _LABEL)
    return item, begin, end, label, min(begin + 7, scale.right - width(label, _LABEL) - 2)


class _Rows:
    """Rows that are filled from the left: where each of them ends."""

    def __init__(self) -> None:
        self._ends: list[float] = []

    def first_free(self, begin: float, end: float) -> int:
        """The first row that is free from there on; it is taken up to *end*."""
        row = next((row for row, taken in enumerate(self._ends) if taken <= begin), len(self._ends))
        self._ends[row : row + 1] = [end + _APART]
        return row


def _whisker_rows(marks: Iterable[Mark], scale: Scale) -> dict[int, int]:
    """For each move without a known day, by its number, the row of its whisker; so that few lie upon each other."""
    rows, found = _Rows(), {}
    for mark in marks:
        if not mark.is_exact:
            begin, end = _whisker(mark, scale)
            found[mark.number] = rows.first_free(begin, end) % len(_WHISKERS)
    return found


def _whisker(mark: Mark, scale: Scale) -> tuple[float, float]:
    """From where to where the whisker of a mark goes: a stub where the bound is open or beyond the axis."""
    first, last = scale.bounds(mark.when)
    x = scale.of_move(mark.number)
    return min(x if first is None else first, x - _STUB), max(x if last is None else last, x + _STUB)


# DRAWING


def draw(found: Laid, sheet: Sheet, scale: Scale, setting: Setting) -> None:
    """Draw a lane: its title, the names of the parties, and what is in its strips."""
    if sheet.alone:
        _draw_title(found, sheet, scale)
    _draw_names(found, sheet, scale, setting)
    _draw_stems(found, sheet, scale)
    placed = [
        (each, found.strips[position].of_row(each.row)) for position, items in found.packed.items() for each in items
    ]
    for each, y in placed:
        if isinstance(each.item, Due):
            sheet.rect(each.begin, y - 3, each.end, y + 3, "due", each.label)
        else:
            _draw_band(each.item, y, sheet, scale)
    for each, y in placed:
        sheet.text(each.label_at, y + 3.5, each.label, "label", _LABEL)
    for mark in found.lane.marks:
        strip, row = found.strips[mark.strip], found.whiskers[mark.strip].get(mark.number)
        if row is not None:
            _draw_whisker(mark, row, strip, sheet, scale)
    for mark in found.lane.marks:
        y = found.strips[mark.strip].marks_at
        sheet.marker(mark.verb, scale.of_move(mark.number), y, _kind(mark), mark.title, mark.number)


def _draw_title(found: Laid, sheet: Sheet, scale: Scale) -> None:
    """The title of a lane, time and again where it is wide."""
    for turn in range(max(1, round(scale.right / _TITLES_APART))):
        title = shortened(found.lane.title, min(scale.right, _TITLES_APART) - 12, _TITLE)
        sheet.text(6 + turn * _TITLES_APART, found.top + 12, title, "head", _TITLE)


def _draw_names(found: Laid, sheet: Sheet, scale: Scale, setting: Setting) -> None:
    """The names of the parties beside their strips, and the lines between these."""
    (_, first), (_, second) = setting.parties
    there = {mark.side for mark in found.lane.marks} | {band.side for band in found.lane.bands}
    others = "both" if OUTSIDE not in there else "both, others" if TOGETHER in there else "others"
    names = {UPPER: (FIRST, first), MIDDLE: (TOGETHER, others), LOWER: (SECOND, second)}
    for position, strip in found.strips.items():
        side, name = names[position]
        if position != UPPER:
            sheet.line(f"M{number(scale.left)} {number(strip.top)}H{number(scale.right)}", "thin")
        if strip.bottom - strip.top >= _BAND:
            label = shortened(name, GUTTER - 14, _LABEL)
            sheet.text(GUTTER - 8, strip.marks_at + 3.5, label, f"small end {side}", _LABEL)


def _kind(mark: Mark) -> str:
    """The classes of a mark: whose it is, whether its day is known, whether it counts as of the view."""
    return f"{mark.side}{'' if mark.is_exact else ' open'}{'' if mark.counts else ' later'}"


def _draw_stems(found: Laid, sheet: Sheet, scale: Scale) -> None:
    """From each mark to the bands that it begins or changes."""
    bands = {
        (each.item.subject, each.item.whose): found.strips[position].of_row(each.row)
        for position, items in found.packed.items()
        for each in items
        if isinstance(each.item, Band)
    }
    for mark in found.lane.marks:
        place = f"M{number(scale.of_move(mark.number))} {number(found.strips[mark.strip].marks_at)}"
        for unit in mark.units:
            if unit in bands:
                sheet.line(f"{place}V{number(bands[unit])}", f"stem {mark.side}")


def _draw_band(band: Band, y: float, sheet: Sheet, scale: Scale) -> None:
    """The spans of a band, each in its shade; a hatched shade lies upon a tint."""
    for span in band.spans:
        begin, end = scale.of(span.begin), scale.right if span.end is None else scale.of(span.end)
        hatched = span.shade in PATTERNS
        tint = f"{band.side} {ASKED if hatched else span.shade}"
        sheet.rect(begin, y - _BAR / 2, end, y + _BAR / 2, tint, span.title)
        if hatched:
            sheet.rect(begin, y - _BAR / 2, end, y + _BAR / 2, span.shade, span.title)


def _draw_whisker(mark: Mark, row: int, strip: Strip, sheet: Sheet, scale: Scale) -> None:
    """How far the day of a move may lie off: to a bar where a bound is known, to an arrow where it is open."""
    y, (begin, end) = strip.marks_at + _WHISKERS[row], _whisker(mark, scale)
    first, last = scale.bounds(mark.when)
    before = "m2-2l-2 2l2 2m-2-2" if first is None else "m0-2v4m0-2"
    behind = "m-2-2l2 2l-2 2" if last is None else "m0-2v4"
    sheet.line(f"M{number(begin)} {number(y)}{before}H{number(end)}{behind}", f"whisker {mark.side}")
