"""The header of a matrix: for each move its day, how many conclusions hang on it alone, its marker and its number."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Final

from attrs import frozen

from sim.evidence.results import Evidence
from sim.report.evidence.layout import BARS, HEADERS, MARGIN, Layout
from sim.report.evidence.words import importance_in_words, move_in_words
from sim.report.prose.dates import day_in_words
from sim.report.prose.names import Names
from sim.report.svg.canvas import Canvas, number
from sim.report.svg.symbols import FIRST, OUTSIDE, SECOND, TOGETHER, side_of, stands_with
from sim.report.svg.text_width import LABEL, shortened, width

_DAYS_AT: Final = 18.0
_BARS_AT: Final = 70.0
"""The baseline of the days and the bottom of the bars, below the top of the header."""
_BAR: Final = 28.0
"""The height of the longest bar."""
_BAR_WIDTH: Final = 10.0
_TRACK: Final = 17.0
_MARKERS_AT: Final = _BARS_AT + 12.0
_SIDES: Final = (FIRST, TOGETHER, SECOND)
_NUMBERS_AT: Final = _MARKERS_AT + len(_SIDES) * _TRACK + 4.0

HEIGHT: Final = _NUMBERS_AT + 8.0
"""The height of the header."""


def draw_header(canvas: Canvas, result: Evidence, layout: Layout, names: Names) -> None:
    """Draw the header above a layout, and the background of the days down to its end."""
    top = layout.top - HEIGHT
    _draw_days(canvas, tuple(_days(result, layout)), top, layout.bottom)
    _draw_names(canvas, result, layout, top)
    most = max((len(each.alone) for each in result.moves), default=0)
    setting = result.history.start.setting
    for importance, move, when in zip(result.moves, result.history.moves, result.history.dates, strict=True):
        x, alone = layout.x_of(importance.number), len(importance.alone)
        about = f"{move_in_words(importance.number, move, names)} – {importance_in_words(importance, result.up_to)}"
        if alone:
            height = _BAR * alone / most
            base = top + _BARS_AT
            canvas.rect(x - _BAR_WIDTH / 2, base - height, x + _BAR_WIDTH / 2, base, "bar", about)
            canvas.text(x, base - height - 3, str(alone), "small middle", LABEL)
        kind = f"{side_of(move.by, setting)}{'' if when.is_exact else ' open'}"
        canvas.marker(move.verb, x, top + _track_of(stands_with(move.by, setting)), kind, about, importance.number)
    draw_numbers(canvas, layout, top + _NUMBERS_AT)


def draw_numbers(canvas: Canvas, layout: Layout, baseline: float) -> None:
    """Draw the numbers of the moves, and the headers of the columns of text."""
    for each in range(1, layout.moves + 1):
        canvas.text(layout.x_of(each), baseline, str(each), "small middle", LABEL)
    line, *others = HEADERS
    canvas.text(layout.line_ends, baseline, line, "small end grey", LABEL)
    for x, header in zip(layout.text_at, others, strict=True):
        canvas.text(x, baseline, header, "small grey", LABEL)


@frozen
class _Day:
    """A day: where its columns begin and end, and the number of its moves."""

    day: date
    left: float
    right: float
    moves: int


def _days(result: Evidence, layout: Layout) -> Iterator[_Day]:
    """The days of the moves, in order."""
    dated = enumerate((when.best for when in result.history.dates), 1)
    for day, group in groupby(dated, key=lambda numbered: numbered[1]):
        numbers = [place for place, _ in group]
        left, right = layout.x_of(numbers[0]) - layout.pitch / 2, layout.x_of(numbers[-1]) + layout.pitch / 2
        yield _Day(day, left, right, len(numbers))


def _draw_days(canvas: Canvas, days: tuple[_Day, ...], top: float, end: float) -> None:
    """Shade every second day, and draw as many dates as fit: the first and the last, then those of the busiest days."""
    for each in days[1::2]:
        canvas.rect(each.left, top + _DAYS_AT + 3, each.right, end, "day")
    ends, taken = days[:1] + days[-1:], list[tuple[float, float]]()
    for each in sorted(days, key=lambda each: (each not in ends, -each.moves)):
        x, label = (each.left + each.right) / 2, day_in_words(each.day)
        half = width(label, LABEL) / 2 + MARGIN / 2
        if all(x + half <= left or right <= x - half for left, right in taken):
            taken.append((x - half, x + half))
            canvas.text(x, top + _DAYS_AT, label, "small middle", LABEL)
            canvas.line(f"M{number(x)} {number(top + _DAYS_AT + 3)}v4", "line")


def _draw_names(canvas: Canvas, result: Evidence, layout: Layout, top: float) -> None:
    """Draw at the left what the bars count, and whose the markers in each track are."""
    setting = result.history.start.setting
    (_, first), (_, second) = setting.parties
    placed = {stands_with(move.by, setting) for move in result.history.moves}
    others = [name for side, name in ((TOGETHER, "both"), (OUTSIDE, "others")) if side in placed]
    at, room = layout.left - 8, layout.left - 8 - MARGIN
    canvas.text(at, top + _BARS_AT, BARS, "small end grey", LABEL)
    for side, name in ((FIRST, first), (TOGETHER, ", ".join(others)), (SECOND, second)):
        if name:
            canvas.text(at, top + _track_of(side) + 4, shortened(name, room, LABEL), f"small end {side}", LABEL)


def _track_of(side: str) -> float:
    """The middle of the track of a side below the top of the header; others have theirs with both."""
    return _MARKERS_AT + _TRACK * _SIDES.index(TOGETHER if side == OUTSIDE else side)
