"""The timeline with counts of moves: to scale, a lane for each issue with what is open and with moves by period."""

from calendar import month_abbr
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from sim.report.svg import legend
from sim.report.svg.canvas import Canvas, number
from sim.report.svg.day_scale import DayScale
from sim.report.svg.legend import draw_groups
from sim.report.svg.symbols import FIRST, OUTSIDE, SECOND, TOGETHER
from sim.report.svg.text_width import LABEL, shortened, width
from sim.report.timeline import tension
from sim.report.timeline.counts import SIDES, counts_of, open_at_ends
from sim.report.timeline.header import (
    AXIS_AT,
    LANE_GAP,
    LANES_AT,
    LEGEND_GAP,
    MARGIN,
    draw_moment,
    draw_title,
)
from sim.report.timeline.model import TensionSteps, Timeline
from sim.report.timeline.periods import periods_of
from sim.report.timeline.scale import day_in_short
from sim.report.timeline.summary_lane import LaneCounts, SummaryLane
from sim.report.timeline.tension import TensionPanel, most_points
from sim.report.timeline.tension_ranges import TensionRange, ranges_of

_LABELS: Final = 0.22
"""The part of the width that the labels of what is open at the end have."""
_PERIOD_WIDTH: Final = 7.0
"""The least width of a period."""
_STEP_WIDTH: Final = 3.0
"""The least width that a change of tension has on average, where each is drawn."""
_TICK_DISTANCE: Final = 90.0


class SummaryDrawing:
    """A timeline with counts of its moves, drawn on a canvas; it has what a detailed drawing has.

    `counted_by` is the period by which moves are counted.
    """

    def __init__(self, timeline: Timeline, canvas: Canvas, across: float, names: float, detailed_at: float) -> None:
        self._timeline, self._canvas, self.width, self.detailed_at = timeline, canvas, across, detailed_at
        self.begins_at, self._right = names, round(across * (1 - _LABELS)) - MARGIN
        first, last = _days(timeline)
        self._scale = DayScale(first, last, self.begins_at, self._right)
        self._periods = periods_of(first, last, max(int((self._right - self.begins_at) / _PERIOD_WIDTH), 1))
        self.counted_by, self.ends_at, self.bands = self._periods.name, self._right, ()
        dates = timeline.view.history.dates
        self.moves_at = tuple(round(self._scale.x_of(when.best)) for when in dates)
        lanes = [
            LaneCounts(lane, counts_of(lane.markers, self._periods), open_at_ends(lane, self._periods))
            for lane in timeline.lanes.values()
            if lane.markers or lane.bands
        ]
        most = max((lane.most for lane in lanes), default=1)
        self._lanes, self._bottom = list[SummaryLane](), LANES_AT
        for lane in lanes:
            self._lanes.append(SummaryLane(lane, self._bottom, self._scale, self._periods, most, across))
            self._bottom = self._lanes[-1].bottom + LANE_GAP
        self.lane_titles = [(lane.top, lane.title) for lane in self._lanes]
        self._draw()
        self.lanes_end = self._bottom
        self.height = draw_groups(canvas, self._legend(), self._bottom + LEGEND_GAP, across)

    def _draw(self) -> None:
        canvas, moment = self._canvas, self._moment()
        for lane in self._lanes:
            canvas.rect(0, lane.top, self.width, lane.bottom, "lane")
        canvas.rect(0, self._bottom, self.width, self._bottom + tension.HEIGHT, "lane")
        draw_title(canvas, self._timeline, self.width)
        self._draw_axis()
        for lane in self._lanes:
            lane.draw(canvas)
        self.lane_titles.append((self._bottom, tension.title_of(self._timeline)))
        self._draw_tension(moment and moment[0])
        draw_moment(canvas, moment, self._bottom, self.width)

    def _draw_axis(self) -> None:
        """Draw the axis, with days that are far enough apart."""
        canvas, scale = self._canvas, self._scale
        canvas.line(f"M{number(scale.left)} {number(AXIS_AT)}H{number(scale.right)}", "line")
        for day in scale.ticks(_TICK_DISTANCE):
            x, label = scale.x_of(day), _tick(day, ends=(scale.first, scale.last))
            canvas.line(f"M{number(x)} {number(AXIS_AT)}v-4", "line")
            canvas.line(f"M{number(x)} {number(LANES_AT)}V{number(self._bottom + tension.HEIGHT)}", "grid")
            canvas.text(max(x, width(label, LABEL) / 2 + 2), AXIS_AT - 7, label, "small middle", LABEL)
        counted = shortened(f"by {self.counted_by}", self.begins_at - 10, LABEL)
        canvas.text(self.begins_at - 8, AXIS_AT + 4, counted, "small grey end", LABEL)

    def _moment(self) -> tuple[float, str] | None:
        """The x and the label of the moment of the view; None if it is the end of the record."""
        view = self._timeline.view
        history = view.history
        if view.day == history.last_day and len(view.numbers) == len(history.moves):
            return None
        if view.day is None:
            return self.begins_at, "before the first move"
        return self._scale.x_of(view.day), f"as of {day_in_short(view.day)} ({view.reading})"

    def _draw_tension(self, moment: float | None) -> None:
        """Draw tension as it changes or, where it changes more often than can be seen, by period."""
        timeline, canvas = self._timeline, self._canvas
        title, most = tension.title_of(timeline), most_points(timeline)
        panel = TensionPanel(self._bottom, self.begins_at, self._right, most, moment, title)
        if self._has_ranges:
            ranges, counting = self._ranges(timeline.tension), self._ranges(timeline.counting)
            panel.draw_ranges(canvas, ranges, counting, timeline.tension[-1][1])
        else:
            panel.draw(canvas, self._heights(timeline.tension), self._heights(timeline.counting))
        self._bottom += tension.HEIGHT

    @property
    def _has_ranges(self) -> bool:
        return len(self._timeline.tension) > (self._right - self.begins_at) / _STEP_WIDTH

    def _heights(self, steps: TensionSteps) -> list[tuple[float, int]]:
        return [(self._scale.x_of(max(point.day, self._scale.first)), points) for point, points in steps]

    def _ranges(self, steps: TensionSteps) -> list[tuple[float, float, TensionRange]]:
        """Tension by period up to the moment of the view, or to the end of what is drawn."""
        first, last = self._scale.first, self._scale.last
        end = last if steps is self._timeline.tension else min(last, max(self._timeline.view.read_on, first))
        ranges = ranges_of([(max(point.day, first), points) for point, points in steps], self._periods, end)
        bounds = {index: [self._scale.x_of(day) for day in self._periods.bounds(index)] for index in ranges}
        return [(bounds[index][0], bounds[index][1], each) for index, each in ranges.items()]

    def _legend(self) -> Iterator[tuple[str, list[legend.Entry]]]:
        """The sides, and what is counted how."""
        (_, first), (_, second) = self._timeline.view.history.start.setting.parties
        titles = {FIRST: first, SECOND: second, TOGETHER: "both", OUTSIDE: "others"}
        used = {side for lane in self._lanes for side in lane.sides}
        yield "Who", [(legend.side_symbol(side), titles[side]) for side in SIDES if side in used]
        yield (
            "Moves",
            [
                (legend.moves_symbol("conciliatory"), "conciliatory, above the line"),
                (legend.moves_symbol("hostile"), "hostile, below it"),
                (legend.moves_symbol("neutral"), "neutral, on it"),
            ],
        )
        if self._has_ranges:
            meaning = f"its average in {self._period}, from the lowest to the highest"
            yield "Tension", [(legend.tension_range, meaning)]
        yield "Subjects", [(legend.open_subjects, f"how many are open at the end of {self._period}")]

    @property
    def _period(self) -> str:
        return f"each period of {self.counted_by}" if self.counted_by.endswith("s") else f"each {self.counted_by}"


def _days(timeline: Timeline) -> tuple[date, date]:
    """The first and the last day: those of the part of the record that is drawn, within the record."""
    history, excerpt = timeline.view.history, timeline.excerpt
    first, last = history.first_day, history.last_day or history.first_day
    begin = max(first, excerpt.since) if excerpt.since else first
    end = min(last, excerpt.until) if excerpt.until else last
    return begin, max(end, begin + timedelta(1)) if begin < date.max else end


def _tick(day: date, ends: tuple[date, date]) -> str:
    """The label of a day: the first of a year or of a month by that alone, save at the ends."""
    if day in ends or day.day > 1:
        return day_in_short(day)
    return str(day.year) if day.month == 1 else f"{month_abbr[day.month]} {day.year}"
