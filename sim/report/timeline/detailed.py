"""The timeline with all its moves: the time axis, the lanes, arcs between them, tension and the legend."""

from typing import Final

from attrs import evolve

from sim.report.svg.canvas import Canvas, number
from sim.report.svg.legend import draw_groups
from sim.report.svg.text_width import LABEL, width
from sim.report.timeline import tension
from sim.report.timeline.header import (
    AXIS_AT,
    LANE_GAP,
    LANES_AT,
    LEGEND_GAP,
    MARGIN,
    draw_moment,
    draw_title,
)
from sim.report.timeline.lanes import classes, draw_lane
from sim.report.timeline.layout import LaneLayout, band_boxes, lane_layout
from sim.report.timeline.legend import legend_groups
from sim.report.timeline.model import LaneKey, MoveMarker, TensionSteps, Timeline
from sim.report.timeline.scale import TimeScale, day_in_short, moment_of
from sim.report.timeline.tension import TensionPanel, most_points

_NOT_TO_SCALE: Final = "not to scale"


class DetailedDrawing:
    """A timeline with all its moves, drawn on a canvas: its width, its height, and where its last lane ends.

    `lane_titles` are those of all lanes, tension included, each with its top. `begins_at` is the x of the beginning of
    time, `ends_at` that of its end, `moves_at` that of each move. `bands` are the boxes of subjects.
    """

    counted_by, detailed_at = "", 0.0

    def __init__(self, timeline: Timeline, scale: TimeScale, canvas: Canvas) -> None:
        self._timeline, self._scale, self._canvas = timeline, scale, canvas
        last_points = width(str(timeline.tension[-1][1]), LABEL)
        self.width = max(scale.sheet_end + MARGIN, scale.right + last_points + 12)
        self.begins_at, self.ends_at = scale.left, scale.right
        self.moves_at = tuple(map(scale.x_of_move, range(1, len(timeline.view.history.moves) + 1)))
        self._lanes: dict[LaneKey, LaneLayout] = {}
        self._moment = moment_of(timeline.view, scale)
        if self._moment is not None:
            self._scale = scale = evolve(scale, moment=self._moment[0])
        self._bottom = LANES_AT
        for key, lane in timeline.lanes.items():
            self._lanes[key] = lane_layout(lane, self._bottom, scale)
            self._bottom = self._lanes[key].bottom + LANE_GAP
        self.lane_titles = [(layout.top, layout.lane.title) for layout in self._lanes.values()]
        self.bands = tuple(box for layout in self._lanes.values() for box in band_boxes(layout))
        self._draw_background()
        if canvas.standalone:
            draw_title(canvas, timeline, self.width)
        self._draw_axis()
        self._draw_arcs()
        draw_moment(canvas, self._moment, self._bottom + tension.HEIGHT, self.width)
        for layout in self._lanes.values():
            draw_lane(layout, canvas, scale, timeline.view.history.start.setting, self._moment and self._moment[0])
        self._draw_tension()
        self.lanes_end = self._bottom
        self.height = draw_groups(canvas, legend_groups(timeline, scale), self._bottom + LEGEND_GAP, self.width)

    def _draw_background(self) -> None:
        """Draw the lanes, and in them the days with several moves."""
        for layout in self._lanes.values():
            self._canvas.rect(0, layout.top, self.width, layout.bottom, "lane")
        self._canvas.rect(0, self._bottom, self.width, self._bottom + tension.HEIGHT, "lane")
        for column in self._scale.axis.columns:
            if column.moves > 1:
                begin, end = self._scale.left + column.begin, self._scale.left + column.end
                self._canvas.rect(begin, AXIS_AT, end, self._bottom - LANE_GAP, "day")

    def _draw_axis(self) -> None:
        """Draw the axis, and as many dates as fit: the first and the last, then those of the busiest days."""
        left, right = self._scale.left, self._scale.right
        self._canvas.line(f"M{number(left)} {number(AXIS_AT)}H{number(right)}", "line")
        taken = [] if self._moment is None else [(self._moment[0] - 2, self._moment[0] + 2)]
        columns = self._scale.axis.columns
        ends = {columns[0].day, columns[-1].day} if columns else set()
        by_rank = sorted(columns, key=lambda column: (column.day not in ends, -column.moves))
        places = ((column.day, left + (column.begin + column.end) / 2) for column in by_rank)
        ticks = [x for day, x in places if self._label_axis(day_in_short(day), x, "small", taken)]
        for x in ticks:
            self._canvas.line(f"M{number(x)} {number(AXIS_AT)}v-4", "line")
        for gap in self._scale.axis.breaks:
            x = self._scale.left + (gap.begin + gap.end) / 2
            self._canvas.line(f"M{number(x - 4)} {number(AXIS_AT + 4)}l3-8m2 8l3-8", "break")
            self._label_axis(_duration(gap.days), x, "small grey", taken)
        if not self._scale.axis.is_to_scale:
            self._canvas.text(left - 8, AXIS_AT + 4, _NOT_TO_SCALE, "small grey end", LABEL)

    def _label_axis(self, label: str, x: float, kind: str, taken: list[tuple[float, float]]) -> bool:
        """Whether a label fits above the axis around x; if so, it is drawn."""
        half = width(label, LABEL) / 2 + 4
        x = min(max(x, half), self.width - half)
        if any(x - half < end and begin < x + half for begin, end in taken):
            return False
        taken.append((x - half, x + half))
        self._canvas.text(x, AXIS_AT - 7, label, f"{kind} middle", LABEL)
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
        title = tension.title_of(timeline)
        self.lane_titles.append((self._bottom, title))
        panel = TensionPanel(self._bottom, self._scale.left, self._scale.right, most_points(timeline), moment, title)
        panel.draw(self._canvas, self._heights(timeline.tension), self._heights(timeline.counting))
        self._bottom += tension.HEIGHT

    def _heights(self, steps: TensionSteps) -> list[tuple[float, int]]:
        return [(self._scale.x_of(point), points) for point, points in steps]


def _duration(days: int) -> str:
    """A number of days in the largest unit of which there are at least two."""
    for unit, length in (("years", 365), ("months", 30)):
        if days >= 2 * length:
            return f"{round(days / length)} {unit}"
    return f"{days} days"
