"""The whole sheet, drawn from top to bottom: the axis of time, the lanes, arcs between them, tension, the legend."""

from typing import Final

from sim.history.snapshot import Snapshot
from sim.model.dates import LIKELY
from sim.report.svg.canvas import Sheet, number, stairs
from sim.report.svg.legend import draw_legend
from sim.report.svg.text_width import shortened, width
from sim.report.timeline.lanes import draw, whose
from sim.report.timeline.model import LaneKey, Mark, Scene, TensionLine
from sim.report.timeline.strips import LABEL, Laid, Scale, laid

_TENSION_TITLE: Final = "Tension, in points"
_MARGIN: Final = 44.0
_TITLE: Final = 15.0
_AXIS_AT: Final = 62.0
_LANES_AT: Final = 74.0
_LANE_GAP: Final = 5.0
_TENSION: Final = 46.0
_LINE: Final = 16.0
_TENSION_LANE: Final = _TENSION + _LINE + 16.0
_NARROWEST: Final = 620.0


class Drawing:
    """A scene on a sheet: how wide and how high it is, its lanes in their places, and where the last of them ends.

    `titles` are those of all lanes, that of tension too, each with its top.
    """

    def __init__(self, found: Scene, scale: Scale, sheet: Sheet) -> None:
        self._scene, self._scale, self._sheet = found, scale, sheet
        last = width(str(found.tension[-1][1]), LABEL)
        self.width = max(scale.right + _MARGIN, scale.right + last + 12, _NARROWEST)
        self.lanes: dict[LaneKey, Laid] = {}
        self._moment = _moment(found.view, scale)
        self._bottom = _LANES_AT
        for key, lane in found.lanes.items():
            self.lanes[key] = laid(lane, self._bottom, scale)
            self._bottom = self.lanes[key].bottom + _LANE_GAP
        self.titles = [(each.top, each.lane.title) for each in self.lanes.values()]
        self._ground()
        if sheet.alone:
            self._title()
        self._time()
        self._arcs()
        self._as_of()
        for each in self.lanes.values():
            draw(each, sheet, scale, found.view.history.start.setting, self._moment and self._moment[0])
        self._tension()
        self.lanes_end = self._bottom
        self.height = draw_legend(sheet, found, scale.axis, self._bottom + _LINE, self.width)

    def _ground(self) -> None:
        """The lanes, and within them the days on which several moves were made."""
        for found in self.lanes.values():
            self._sheet.rect(0, found.top, self.width, found.bottom, "lane")
        self._sheet.rect(0, self._bottom, self.width, self._bottom + _TENSION_LANE, "lane")
        for column in self._scale.axis.columns:
            if column.moves > 1:
                begin, end = self._scale.left + column.begin, self._scale.left + column.end
                self._sheet.rect(begin, _AXIS_AT, end, self._bottom - _LANE_GAP, "day")

    def _title(self) -> None:
        title = shortened(self._scene.title, self.width - 12, _TITLE)
        self._sheet.text(6, 21, title, "title", _TITLE)

    def _time(self) -> None:
        """The axis, with the dates that there is room for: the first and the last, then those of the busiest days."""
        left, right = self._scale.left, self._scale.right
        self._sheet.line(f"M{number(left)} {number(_AXIS_AT)}H{number(right)}", "line")
        taken = [] if self._moment is None else [(self._moment[0] - 2, self._moment[0] + 2)]
        columns = self._scale.axis.columns
        ends = {columns[0].day, columns[-1].day} if columns else set()
        for column in sorted(columns, key=lambda column: (column.day not in ends, -column.moves)):
            x = self._scale.left + (column.begin + column.end) / 2
            if self._put(column.day.isoformat(), x, "small", taken):
                self._sheet.line(f"M{number(x)} {number(_AXIS_AT)}v-4", "line")
        for each in self._scale.axis.breaks:
            x = self._scale.left + (each.begin + each.end) / 2
            self._sheet.line(f"M{number(x - 4)} {number(_AXIS_AT + 4)}l3-8m2 8l3-8", "break")
            self._put(_span_of(each.days), x, "small grey", taken)

    def _put(self, words: str, x: float, kind: str, taken: list[tuple[float, float]]) -> bool:
        """Whether there is room for a label above the axis with its middle at x; if so, it is there now."""
        room = width(words, LABEL) / 2 + 4
        x = min(max(x, room), self.width - room)
        if any(x - room < end and begin < x + room for begin, end in taken):
            return False
        taken.append((x - room, x + room))
        self._sheet.text(x, _AXIS_AT - 7, words, f"{kind} middle", LABEL)
        return True

    def _arcs(self) -> None:
        """From each move that is made over another issue to the lane of that issue."""
        seen = set[int]()
        for found in self.lanes.values():
            for mark in found.lane.marks:
                if mark.over is not None and mark.number not in seen:
                    seen.add(mark.number)
                    self._sheet.line(self._arc(found, mark, self.lanes[mark.over]), f"arc {whose(mark)}")

    def _arc(self, begin: Laid, mark: Mark, end: Laid) -> str:
        x, y = self._scale.of_move(mark.number), begin.strips[mark.strip].marks_at
        down = end.top > begin.top
        to = end.top if down else end.bottom
        tip = -4 if down else 4
        line = f"M{number(x)} {number(y)}C{number(x + 18)} {number(y)} {number(x + 18)} {number(to)}"
        return f"{line} {number(x + 5)} {number(to)}m3{tip:+}L{number(x + 5)} {number(to)}l4-2"

    def _tension(self) -> None:
        """Tension as a step line, with its greatest and its last value; up to the moment, that of what counts then."""
        sheet, scale, found = self._sheet, self._scale, self._scene
        base = self._bottom + _TENSION_LANE - 8
        most = max(points for _, points in (*found.tension, *found.counting))
        self.titles.append((self._bottom, _TENSION_TITLE))
        sheet.text(6, self._bottom + 12, _TENSION_TITLE, "head title-of-lane", 11.5)
        for points in dict.fromkeys((0, most)):
            y = base - _height(points, most)
            sheet.line(f"M{number(scale.left)} {number(y)}H{number(scale.right)}", "thin")
            sheet.text(scale.left - 8, y + 4, str(points), "small end", LABEL)
        if self._moment is None:
            sheet.line(self._steps(found.tension, base, most, scale.right), "tension")
        else:
            sheet.line(self._steps(found.tension, base, most, scale.right), "tension later")
            sheet.line(self._steps(found.counting, base, most, self._moment[0]), "tension")
        last = found.tension[-1][1]
        sheet.text(scale.right + 6, base - _height(last, most) + 4, str(last), "small", LABEL)
        self._bottom += _TENSION_LANE

    def _steps(self, course: TensionLine, base: float, most: int, end: float) -> str:
        """The steps of tension, from the left to an end."""
        at = ((min(self._scale.of(place), end), base - _height(points, most)) for place, points in course)
        return stairs(self._scale.left, at, end)

    def _as_of(self) -> None:
        """The line at the moment of the view."""
        if self._moment is None:
            return
        x, words = self._moment
        self._sheet.line(f"M{number(x)} {number(_AXIS_AT - 18)}V{number(self._bottom + _TENSION_LANE)}", "asof")
        room = width(words, LABEL)
        at = x + 4 if x + 4 + room < self.width else x - 4 - room
        self._sheet.text(at, 38, words, "small", LABEL)


def _moment(view: Snapshot, scale: Scale) -> tuple[float, str] | None:
    """Where the moment of a view is, and the words for it: the end of its day, or between two moves of a day.

    None if it is the end of the record.
    """
    count, dates = len(view.numbers), view.history.dates
    if view.day == view.history.last_day and count == len(dates):
        return None
    if view.day is None:
        return scale.left, "before the first move"
    if view.reading == LIKELY and count < len(dates) and dates[count].best == view.day:
        return scale.of_move(count) + scale.axis.step / 2, f"after move #{count}"
    return scale.left + scale.axis.end_of(view.day), f"as of {view.day} ({view.reading})"


def _height(points: int, most: int) -> int:
    return round(_TENSION * points / max(most, 1))


def _span_of(days: int) -> str:
    """So many days, in the largest unit that they fill twice."""
    for unit, length in (("years", 365), ("months", 30)):
        if days >= 2 * length:
            return f"{round(days / length)} {unit}"
    return f"{days} days"
