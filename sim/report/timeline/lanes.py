"""The lanes on the sheet: titles, the names of the parties, bands, whiskers and marks."""

from typing import Final

from sim.model.setting import Setting
from sim.report.svg.canvas import Sheet, number
from sim.report.svg.symbols import ASKED, FIRST, OUTSIDE, PATTERNS, SECOND, TOGETHER
from sim.report.svg.text_width import shortened
from sim.report.timeline.model import LOWER, MIDDLE, UPPER, Due, Mark, Span, StatusBand
from sim.report.timeline.strips import BAND, LABEL, WHISKERS, Laid, Scale, Strip, whisker

_BAR: Final = 12.0
_LEAST: Final = 5.0
"""How long the band of what counts is at least, though its best day lies behind the moment."""

_TITLE: Final = 11.5
_TITLES_APART: Final = 1000.0


def draw(found: Laid, sheet: Sheet, scale: Scale, setting: Setting, moment: float | None) -> None:
    """Draw a lane: its title, the names of the parties, and what is in its strips; *moment* is that of the view."""
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
            _draw_band(each.item, y, sheet, scale, moment)
    for each, y in placed:
        sheet.text(each.label_at, y + 4, each.label, "label", LABEL)
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
        sheet.text(6 + turn * _TITLES_APART, found.top + 12, title, "head title-of-lane", _TITLE)


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
        if strip.bottom - strip.top >= BAND:
            label = shortened(name, scale.left - 14, LABEL)
            sheet.text(scale.left - 8, strip.marks_at + 4, label, f"small end {side}", LABEL)


def _kind(mark: Mark) -> str:
    """The classes of a mark: whose it is, whether it counts as of the view, whether its day is known."""
    return f"{whose(mark)}{'' if mark.is_exact else ' open'}"


def whose(mark: Mark) -> str:
    """The classes of all that belongs to a move: whose it is, and whether it counts as of the view."""
    return f"{mark.side}{'' if mark.counts else ' later'}"


def _draw_stems(found: Laid, sheet: Sheet, scale: Scale) -> None:
    """From each mark to the bands that it begins or changes."""
    bands = {
        (each.item.subject, each.item.whose): found.strips[position].of_row(each.row)
        for position, items in found.packed.items()
        for each in items
        if isinstance(each.item, StatusBand)
    }
    for mark in found.lane.marks:
        place = f"M{number(scale.of_move(mark.number))} {number(found.strips[mark.strip].marks_at)}"
        for unit in mark.units:
            if unit in bands:
                sheet.line(f"{place}V{number(bands[unit])}", f"stem {whose(mark)}")


def _draw_band(band: StatusBand, y: float, sheet: Sheet, scale: Scale, moment: float | None) -> None:
    """A band: up to the moment of the view how it reads then, and pale behind it how the whole record goes on."""
    if moment is None:
        for span in band.spans:
            _draw_span(span, *_ends(span, scale), band.side, "", y, sheet)
        return
    for span in band.counting:
        begin, end = _ends(span, scale)
        _draw_span(span, min(begin, moment - _LEAST), min(end, moment), band.side, "", y, sheet)
    for span in band.spans:
        begin, end = _ends(span, scale)
        if end > moment:
            _draw_span(span, max(begin, moment), end, band.side, " later", y, sheet)


def _ends(span: Span, scale: Scale) -> tuple[float, float]:
    """From where to where a span goes; one without an end goes to that of the axis."""
    return scale.of(span.begin), scale.right if span.end is None else scale.of(span.end)


def _draw_span(span: Span, begin: float, end: float, side: str, later: str, y: float, sheet: Sheet) -> None:
    """A stretch of a band in its shade; a hatched shade lies upon a tint."""
    hatched = span.shade in PATTERNS
    tint = f"{side} {ASKED if hatched else span.shade}{later}"
    sheet.rect(begin, y - _BAR / 2, end, y + _BAR / 2, tint, span.title)
    if hatched:
        sheet.rect(begin, y - _BAR / 2, end, y + _BAR / 2, f"{span.shade}{later}", span.title)


def _draw_whisker(mark: Mark, row: int, strip: Strip, sheet: Sheet, scale: Scale) -> None:
    """How far the day of a move may lie off: to a bar where a bound is known, to an arrow where it is open."""
    y, (begin, end) = strip.marks_at + WHISKERS[row], whisker(mark, scale)
    first, last = scale.bounds(mark.when)
    before = "m2-2l-2 2l2 2m-2-2" if first is None else "m0-2v4m0-2"
    behind = "m-2-2l2 2l-2 2" if last is None else "m0-2v4"
    sheet.line(f"M{number(begin)} {number(y)}{before}H{number(end)}{behind}", f"whisker {whose(mark)}")
