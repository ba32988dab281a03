"""The timeline of a record as a picture: the time axis, the lanes, arcs between them, tension and the legend."""

from importlib.resources import files
from typing import Final

from sim.assess.weights import Weights
from sim.evidence.results import Evidence
from sim.history.snapshot import Snapshot
from sim.model.errors import InvalidFieldError
from sim.model.escaping import one_line
from sim.report.svg.canvas import Canvas, Picture, number, size_attributes, svg_file, svg_fragment
from sim.report.svg.legend import draw_groups
from sim.report.svg.symbols import minified
from sim.report.svg.text_width import shortened, width
from sim.report.timeline import tension
from sim.report.timeline.axis import DatedMove, axis_of
from sim.report.timeline.bands import label_column
from sim.report.timeline.build import timeline_of
from sim.report.timeline.finding import finding
from sim.report.timeline.lanes import classes, draw_lane
from sim.report.timeline.layout import LaneLayout, band_boxes, lane_layout
from sim.report.timeline.legend import legend_groups
from sim.report.timeline.model import LaneKey, MoveMarker, TensionSteps, Timeline
from sim.report.timeline.scale import LABEL, TimeScale, moment_of, name_width
from sim.report.timeline.tension import TensionPanel

_EVIDENCE: Final = minified(files(__package__).joinpath("evidence.css").read_text("utf-8"))
_MARGIN: Final = 8.0
_TITLE: Final = 15.0
_SUBTITLE: Final = 12.0
_MOMENT_AT: Final = 55.0
_AXIS_AT: Final = 80.0
_LANES_AT: Final = 92.0
_LANE_GAP: Final = 5.0
_LINE: Final = 20.0
_WIDTH: Final = 1200.0
"""The width of a picture whose moves need no more."""
_MIN_WIDTH: Final = 620.0
_PAGE_AXIS_AT: Final = 34.0
"""The y of the axis within a page, which has the title itself."""
_NOT_TO_SCALE: Final = "not to scale"


def picture(
    title: str,
    view: Snapshot,
    weights: Weights | None = None,
    evidence: Evidence | None = None,
    *,
    standalone: bool = True,
    ids: bool = False,
) -> Picture:
    """The timeline of the whole record, with a line at the moment of the view.

    With *evidence* the moves on which conclusions hang have rings; it must be that of the history of the view.
    A *standalone* picture is a file, with its style and its title; any other is part of a page, which has these itself.

    Raises: InvalidFieldError if the evidence is that of another history.
    """
    if evidence and evidence.history.moves != view.history.moves:
        raise InvalidFieldError("evidence cannot be that of another history; ask for that of the record, or the branch")
    title, canvas = one_line(title), Canvas(standalone=standalone)
    timeline = timeline_of(title, view, weights or Weights(), evidence, ids=ids)
    extra_days = [agreed.when.best for agreed in timeline.due] + ([view.day] if view.day else [])
    names, labels = name_width(view.history.start.setting), label_column(timeline)
    axis = axis_of(_dated_moves(timeline), extra_days, _WIDTH - names - labels - _MARGIN)
    scale = TimeScale(axis, names, labels)
    drawing = _Drawing(timeline, scale, canvas)
    top = 0.0 if standalone else _AXIS_AT - _PAGE_AXIS_AT
    size, description = size_attributes(drawing.width, drawing.height - top, top), _description(timeline)
    return Picture(
        title=title,
        svg=svg_file(title, description, canvas, size, _EVIDENCE if evidence else "")
        if standalone
        else svg_fragment(description, canvas, size),
        canvas=canvas,
        width=drawing.width,
        height=drawing.height,
        begins_at=scale.left,
        ends_at=scale.right,
        moves_at=tuple(map(scale.x_of_move, range(1, len(view.history.moves) + 1))),
        bands=drawing.bands,
        lanes=tuple((y - top, lane_title) for y, lane_title in drawing.lane_titles),
        lanes_end=drawing.lanes_end - top,
    )


def _dated_moves(timeline: Timeline) -> tuple[DatedMove, ...]:
    """The moves in order, each with the tracks that have a marker of it."""
    dates = timeline.view.history.dates
    tracks: list[tuple[tuple[LaneKey, int], ...]] = [()] * len(dates)
    for key, lane in timeline.lanes.items():
        for marker in lane.markers:
            tracks[marker.number - 1] += ((key, marker.track),)
    return tuple(DatedMove(when.best, of_move) for when, of_move in zip(dates, tracks, strict=True))


def _description(timeline: Timeline) -> str:
    """The picture in words, for screen readers."""
    record, titles = timeline.view.history, ", ".join(one_line(lane.title) for lane in timeline.lanes.values())
    moves = f"{len(record.moves)} {'move' if len(record.moves) == 1 else 'moves'}"
    days = f" from {record.dates[0].best} to {record.last_day}" if record.moves else ""
    last = timeline.tension[-1][1]
    points = f"{last} {'point' if last == 1 else 'points'}"
    return (
        f"{timeline.title}: timeline of {moves}{days}, in lanes: {titles or 'none'}. Tension at the end: {points}."
        f"{_load_bearing(timeline)}"
    )


def _load_bearing(timeline: Timeline) -> str:
    """The moves on which a conclusion hangs alone, in a sentence to follow others; empty without evidence."""
    if timeline.evidence is None:
        return ""
    alone = ", ".join(f"#{each.number}" for each in timeline.evidence.moves if each.alone)
    return f" Moves on which alone a conclusion hangs: {alone or 'none'}."


class _Drawing:
    """A timeline drawn on a canvas: its width, its height, and where its last lane ends.

    `lane_titles` are those of all lanes, tension included, each with its top; `bands` are the boxes of subjects.
    """

    def __init__(self, timeline: Timeline, scale: TimeScale, canvas: Canvas) -> None:
        self._timeline, self._scale, self._canvas = timeline, scale, canvas
        last_points = width(str(timeline.tension[-1][1]), LABEL)
        self.width = max(scale.sheet_end + _MARGIN, scale.right + last_points + 12, _MIN_WIDTH)
        self._lanes: dict[LaneKey, LaneLayout] = {}
        self._moment = moment_of(timeline.view, scale)
        self._bottom = _LANES_AT
        for key, lane in timeline.lanes.items():
            self._lanes[key] = lane_layout(lane, self._bottom, scale)
            self._bottom = self._lanes[key].bottom + _LANE_GAP
        self.lane_titles = [(layout.top, layout.lane.title) for layout in self._lanes.values()]
        self.bands = tuple(box for layout in self._lanes.values() for box in band_boxes(layout))
        self._draw_background()
        if canvas.standalone:
            self._draw_title()
        self._draw_axis()
        self._draw_arcs()
        self._draw_moment()
        for layout in self._lanes.values():
            draw_lane(layout, canvas, scale, timeline.view.history.start.setting, self._moment and self._moment[0])
        self._draw_tension()
        self.lanes_end = self._bottom
        self.height = draw_groups(canvas, legend_groups(timeline, scale), self._bottom + _LINE, self.width)

    def _draw_title(self) -> None:
        """Draw the finding over the title of the record; without a finding the title alone."""
        timeline, room = self._timeline, self.width - 12
        title, subtitle = finding(timeline), timeline.title
        if not title:
            title, subtitle = subtitle, ""
        self._canvas.text(6, 21, shortened(title, room, _TITLE), "title", _TITLE)
        self._canvas.text(6, 40, shortened(subtitle, room, _SUBTITLE), "sub", _SUBTITLE)

    def _draw_background(self) -> None:
        """Draw the lanes, and in them the days with several moves."""
        for layout in self._lanes.values():
            self._canvas.rect(0, layout.top, self.width, layout.bottom, "lane")
        self._canvas.rect(0, self._bottom, self.width, self._bottom + tension.HEIGHT, "lane")
        for column in self._scale.axis.columns:
            if column.moves > 1:
                begin, end = self._scale.left + column.begin, self._scale.left + column.end
                self._canvas.rect(begin, _AXIS_AT, end, self._bottom - _LANE_GAP, "day")

    def _draw_axis(self) -> None:
        """Draw the axis, and as many dates as fit: the first and the last, then those of the busiest days."""
        left, right = self._scale.left, self._scale.right
        self._canvas.line(f"M{number(left)} {number(_AXIS_AT)}H{number(right)}", "line")
        taken = [] if self._moment is None else [(self._moment[0] - 2, self._moment[0] + 2)]
        columns = self._scale.axis.columns
        ends = {columns[0].day, columns[-1].day} if columns else set()
        for column in sorted(columns, key=lambda column: (column.day not in ends, -column.moves)):
            x = self._scale.left + (column.begin + column.end) / 2
            if self._label_axis(column.day.isoformat(), x, "small", taken):
                self._canvas.line(f"M{number(x)} {number(_AXIS_AT)}v-4", "line")
        for gap in self._scale.axis.breaks:
            x = self._scale.left + (gap.begin + gap.end) / 2
            self._canvas.line(f"M{number(x - 4)} {number(_AXIS_AT + 4)}l3-8m2 8l3-8", "break")
            self._label_axis(_duration(gap.days), x, "small grey", taken)
        if self._scale.axis.breaks:
            self._canvas.text(left - 8, _AXIS_AT + 4, _NOT_TO_SCALE, "small grey end", LABEL)

    def _label_axis(self, label: str, x: float, kind: str, taken: list[tuple[float, float]]) -> bool:
        """Whether a label fits above the axis around x; if so, it is drawn."""
        half = width(label, LABEL) / 2 + 4
        x = min(max(x, half), self.width - half)
        if any(x - half < end and begin < x + half for begin, end in taken):
            return False
        taken.append((x - half, x + half))
        self._canvas.text(x, _AXIS_AT - 7, label, f"{kind} middle", LABEL)
        return True

    def _draw_arcs(self) -> None:
        """Draw an arc from each move that is made over another issue to the lane of that issue."""
        drawn = set[int]()
        for layout in self._lanes.values():
            for marker in layout.lane.markers:
                if marker.over is not None and marker.number not in drawn:
                    drawn.add(marker.number)
                    self._canvas.line(self._arc(layout, marker, self._lanes[marker.over]), f"arc {classes(marker)}")

    def _arc(self, begin: LaneLayout, marker: MoveMarker, end: LaneLayout) -> str:
        x, y = self._scale.x_of_move(marker.number), begin.tracks[marker.track].markers_at
        is_downward = end.top > begin.top
        target, tip = (end.top, -4) if is_downward else (end.bottom, 4)
        curve = f"M{number(x)} {number(y)}C{number(x + 18)} {number(y)} {number(x + 18)} {number(target)}"
        return f"{curve} {number(x + 5)} {number(target)}m3{tip:+}L{number(x + 5)} {number(target)}l4-2"

    def _draw_tension(self) -> None:
        """Draw tension below the lanes."""
        timeline, moment = self._timeline, None if self._moment is None else self._moment[0]
        self.lane_titles.append((self._bottom, tension.TITLE))
        panel = TensionPanel(self._bottom, self._scale.left, self._scale.right, moment)
        panel.draw(self._canvas, self._heights(timeline.tension), self._heights(timeline.counting))
        self._bottom += tension.HEIGHT

    def _heights(self, steps: TensionSteps) -> list[tuple[float, int]]:
        return [(self._scale.x_of(point), points) for point, points in steps]

    def _draw_moment(self) -> None:
        """Draw the line at the moment of the view."""
        if self._moment is None:
            return
        x, label = self._moment
        self._canvas.line(f"M{number(x)} {number(_AXIS_AT - 18)}V{number(self._bottom + tension.HEIGHT)}", "asof")
        across = width(label, LABEL)
        left = x + 4 if x + 4 + across < self.width else x - 4 - across
        self._canvas.text(left, _MOMENT_AT, label, "small", LABEL)


def _duration(days: int) -> str:
    """A number of days in the largest unit of which there are at least two."""
    for unit, length in (("years", 365), ("months", 30)):
        if days >= 2 * length:
            return f"{round(days / length)} {unit}"
    return f"{days} days"
