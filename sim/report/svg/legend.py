"""What the signs of a picture mean: those that it has, and no others."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from sim.report.svg.canvas import Sheet, number
from sim.report.svg.symbols import ASKED, PATTERNS, SHADE_WORDS
from sim.report.svg.text_width import shortened, width
from sim.report.timeline.axis import Axis
from sim.report.timeline.model import Scene

_LINE: Final = 17.0
_SIGN: Final = 24.0
_APART: Final = 14.0
_SIZE: Final = 10.0
_INDENT: Final = 6.0

Sign = Callable[[Sheet, float, float], None]
"""Draws a sign on a sheet, from a place to the right."""


def draw_legend(sheet: Sheet, found: Scene, axis: Axis, top: float, right: float) -> float:
    """Draw what the signs of a scene mean; where the last line ends."""
    return draw_signs(sheet, (*_signs(found), *_signs_of_time(axis)), top, right)


def draw_signs(sheet: Sheet, signs: Iterable[tuple[Sign, str]], top: float, right: float) -> float:
    """Draw signs and what they mean, line by line between the left and the right end; where the last line ends."""
    x, y = _INDENT, top
    for sign, words in signs:
        text = shortened(words, right - 2 * _INDENT - _SIGN, _SIZE)
        room = _SIGN + width(text, _SIZE)
        if x > _INDENT and x + room > right - _INDENT:
            x, y = _INDENT, y + _LINE
        sign(sheet, x, y)
        sheet.text(x + _SIGN, y + 4, text, "small", _SIZE)
        x += room + _APART
    return y + _LINE


def _signs(found: Scene) -> Iterator[tuple[Sign, str]]:
    """The signs of the scene with what they mean: sides, moves, statuses, and what tells doubt and links."""
    setting, lanes = found.view.history.start.setting, tuple(found.lanes.values())
    marks = [mark for lane in lanes for mark in lane.marks]
    spans = [(band, span) for lane in lanes for band in lane.bands for span in band.spans]
    (_, first), (_, second) = setting.parties
    party_ids = {
        "first": f"{first}, above the line",
        "second": f"{second}, below it",
        "both": "both",
        "other": "others",
    }
    used = {mark.side for mark in marks} | {band.side for band, _ in spans} | {"first", "second"}
    yield from ((_side(side), words) for side, words in party_ids.items() if side in used)
    verbs = dict.fromkeys(mark.verb for mark in sorted(marks, key=lambda mark: mark.number))
    yield from ((_move(verb), verb) for verb in verbs)
    shades = {span.shade for _, span in spans}
    yield from ((_shade(shade), words) for shade, words in SHADE_WORDS.items() if shade in shades)
    if any(not mark.is_exact for mark in marks):
        yield _doubt, "day not known, as early and as late as this"
    if any(mark.over for mark in marks):
        yield _over, "made over the issue that it points to"
    if any(not mark.counts for mark in marks):
        yield _later, "does not count yet"


def _signs_of_time(axis: Axis) -> Iterator[tuple[Sign, str]]:
    """The signs of the axis with what they mean."""
    if any(column.moves > 1 for column in axis.columns):
        yield _day, "one day, as wide as its moves"
    if axis.breaks:
        yield _break, "the axis is cut short"


def _side(side: str) -> Sign:
    return lambda sheet, x, y: sheet.rect(x + 4, y - 5, x + 18, y + 5, f"{side} stands")


def _move(verb: str) -> Sign:
    return lambda sheet, x, y: sheet.marker(verb, x + 14, y, "both")


def _shade(shade: str) -> Sign:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.rect(x, y - 5, x + 20, y + 5, f"both {ASKED if shade in PATTERNS else shade}")
        if shade in PATTERNS:
            sheet.rect(x, y - 5, x + 20, y + 5, shade)

    return draw


def _doubt(sheet: Sheet, x: float, y: float) -> None:
    left, at = number(x), number(y)
    sheet.line(f"M{left} {at}h20m-18-2l-2 2l2 2m18-4v4", "whisker both")
    sheet.marker("remark", x + 10, y, "both open")


def _over(sheet: Sheet, x: float, y: float) -> None:
    sheet.line(f"M{number(x + 4)} {number(y - 6)}c18 0 18 12 5 12m3-4l-3 4l4 2", "arc both")


def _later(sheet: Sheet, x: float, y: float) -> None:
    sheet.marker("propose", x + 12, y, "both later")


def _day(sheet: Sheet, x: float, y: float) -> None:
    for kind in ("lane", "day"):
        sheet.rect(x, y - 7, x + 20, y + 7, kind)


def _break(sheet: Sheet, x: float, y: float) -> None:
    sheet.line(f"M{number(x)} {number(y)}h20", "line")
    sheet.line(f"M{number(x + 6)} {number(y + 4)}l3-8m2 8l3-8", "break")
