"""The drawing of a lane: its title, the names of the parties, bands, whiskers and markers."""

from typing import Final

from sim.model.setting import Setting
from sim.report.svg.canvas import Canvas, number
from sim.report.svg.symbols import ASKED, FIRST, OUTSIDE, PATTERNS, RINGS, SECOND, TOGETHER
from sim.report.svg.text_width import LABEL, shortened
from sim.report.timeline.bands import DUE_GAP, span_end
from sim.report.timeline.layout import ROW, WHISKER_OFFSETS, LaneLayout
from sim.report.timeline.model import LOWER, MIDDLE, UPPER, DueRound, MoveMarker, StatusBand, StatusSpan
from sim.report.timeline.scale import TimeScale

_BAND: Final = 12.0
_CAP: Final = 7.0
_MIN_LENGTH: Final = 5.0
"""The least length of a band of what counts, even if its best day is after the moment."""

_TITLE: Final = 11.5
_TITLE_DISTANCE: Final = 1000.0


def draw_lane(layout: LaneLayout, canvas: Canvas, scale: TimeScale, setting: Setting, moment: float | None) -> None:
    """Draw a lane; *moment* is the x of the moment of the view, None for the end of the record."""
    _draw_title(layout, canvas, scale)
    _draw_party_names(layout, canvas, scale, setting)
    _draw_stems(layout, canvas, scale)
    rows = [(item, track.y_of(item.row)) for track in layout.tracks.values() for item in track.items]
    for item, y in rows:
        if isinstance(item.item, DueRound):
            canvas.rect(item.begin, y - 3, item.end, y + 3, "due", item.label)
        else:
            _draw_band(item.item, y, canvas, scale, moment)
            if not item.item.stands:
                canvas.line(f"M{number(item.end)} {number(y - _CAP)}v{number(2 * _CAP)}", f"cap {item.item.side}")
    for item, y in rows:
        is_before = item.label_at < item.begin
        kind, x = ("label end", item.begin - DUE_GAP) if is_before else ("label", item.label_at)
        canvas.text(x, y + 4, item.label, kind, LABEL)
    for marker in layout.lane.markers:
        _draw_whisker(marker, layout, canvas, scale)
    for marker in layout.lane.markers:
        if marker.load:
            x, y = scale.x_of_move(marker.number), layout.tracks[marker.track].markers_at
            canvas.circle(x, y, RINGS[marker.load], f"ring {marker.load} {classes(marker)}")
    for marker in layout.lane.markers:
        x, y = scale.x_of_move(marker.number), layout.tracks[marker.track].markers_at
        kind = f"{classes(marker)}{'' if marker.when.is_exact else ' open'}"
        canvas.marker(marker.verb, x, y, kind, marker.tooltip, marker.number)


def _draw_title(layout: LaneLayout, canvas: Canvas, scale: TimeScale) -> None:
    """Draw the title of a lane, repeatedly where the lane is wide."""
    for repetition in range(max(1, round(scale.right / _TITLE_DISTANCE))):
        title = shortened(layout.lane.title, min(scale.right, _TITLE_DISTANCE) - 12, _TITLE)
        canvas.text(6 + repetition * _TITLE_DISTANCE, layout.top + 12, title, "head title-of-lane", _TITLE)


def _draw_party_names(layout: LaneLayout, canvas: Canvas, scale: TimeScale, setting: Setting) -> None:
    """Draw the names of the parties beside their tracks, and the lines between the tracks."""
    (_, first), (_, second) = setting.parties
    sides = {marker.beside for marker in layout.lane.markers} | {band.beside for band in layout.lane.bands}
    others = "both" if OUTSIDE not in sides else "both, others" if TOGETHER in sides else "others"
    names = {UPPER: (FIRST, first), MIDDLE: (TOGETHER, others), LOWER: (SECOND, second)}
    for position, track in layout.tracks.items():
        side, name = names[position]
        if position != UPPER:
            canvas.line(f"M{number(scale.left)} {number(track.top)}H{number(scale.right)}", "thin")
        if track.bottom - track.top >= ROW:
            label = shortened(name, scale.left - 14, LABEL)
            canvas.text(scale.left - 8, track.markers_at + 4, label, f"small end {side}", LABEL)


def classes(marker: MoveMarker) -> str:
    """The style classes of all that belongs to a move: its side, and `later` if it does not count as of the view."""
    return f"{marker.side}{'' if marker.counts else ' later'}"


def _draw_stems(layout: LaneLayout, canvas: Canvas, scale: TimeScale) -> None:
    """Draw lines from each marker to the bands that the move begins or changes."""
    bands = {
        (item.item.subject, item.item.party): track.y_of(item.row)
        for track in layout.tracks.values()
        for item in track.items
        if isinstance(item.item, StatusBand)
    }
    for marker in layout.lane.markers:
        start = f"M{number(scale.x_of_move(marker.number))} {number(layout.tracks[marker.track].markers_at)}"
        for changed in marker.changes:
            if changed in bands:
                canvas.line(f"{start}V{number(bands[changed])}", f"stem {classes(marker)}")


def _draw_band(band: StatusBand, y: float, canvas: Canvas, scale: TimeScale, moment: float | None) -> None:
    """Draw a band: by the moves that count up to the moment of the view, and pale after it by all moves."""
    if moment is None:
        for span in band.spans:
            _draw_span(span, *_ends(band, span, scale), band.side, "", y, canvas)
        return
    for span in band.counting:
        begin, end = _ends(band, span, scale)
        _draw_span(span, min(begin, moment - _MIN_LENGTH), min(end, moment), band.side, "", y, canvas)
    for span in band.spans:
        begin, end = _ends(band, span, scale)
        if end > moment:
            _draw_span(span, max(begin, moment), end, band.side, " later", y, canvas)


def _ends(band: StatusBand, span: StatusSpan, scale: TimeScale) -> tuple[float, float]:
    """The ends of a span of a band."""
    return scale.x_of(span.begin), span_end(band, span, scale)


def _draw_span(span: StatusSpan, begin: float, end: float, side: str, later: str, y: float, canvas: Canvas) -> None:
    """Draw a span in its shade; if that is hatched, on a tint."""
    is_hatched = span.shade in PATTERNS
    tint = f"{side} {ASKED if is_hatched else span.shade}{later}"
    canvas.rect(begin, y - _BAND / 2, end, y + _BAND / 2, tint, span.tooltip)
    if is_hatched:
        canvas.rect(begin, y - _BAND / 2, end, y + _BAND / 2, f"{span.shade}{later}", span.tooltip)


def _draw_whisker(marker: MoveMarker, layout: LaneLayout, canvas: Canvas, scale: TimeScale) -> None:
    """Draw the range of the day of a move, if that is not known: to a bar at a bound, to an arrow where it is open."""
    track = layout.tracks[marker.track]
    if marker.number in track.whiskers:
        y, (begin, end) = track.markers_at + WHISKER_OFFSETS[track.whiskers[marker.number]], scale.whisker_of(marker)
        first, last = scale.bounds_of(marker.when)
        left_cap = "m2-2l-2 2l2 2m-2-2" if first is None else "m0-2v4m0-2"
        right_cap = "m-2-2l2 2l-2 2" if last is None else "m0-2v4"
        canvas.line(f"M{number(begin)} {number(y)}{left_cap}H{number(end)}{right_cap}", f"whisker {classes(marker)}")
