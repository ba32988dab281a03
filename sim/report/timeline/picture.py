"""The picture of a record: its title, the axis of time, its lanes, tension as a step line, and what the signs mean."""

from collections.abc import Callable, Iterable
from typing import Final

from attrs import frozen

from sim.assess.weights import Weights
from sim.history import LIKELY
from sim.report.timeline.axis import Stand, axis
from sim.report.timeline.lanes import GUTTER, Laid, Scale, draw, laid
from sim.report.timeline.legend import draw_legend
from sim.report.timeline.letters import shortened, width
from sim.report.timeline.scene import LaneKey, Mark, Scene, scene
from sim.report.timeline.sheet import Sheet, number, plain
from sim.report.timeline.signs import MARKERS, PATTERNS, PLAIN, STYLE
from sim.view import AsOf

_SVG: Final = "http://www.w3.org/2000/svg"
_MARGIN: Final = 44.0
_TITLE: Final = 15.0
_AXIS_AT: Final = 62.0
_LANES_AT: Final = 74.0
_LANE_GAP: Final = 5.0
_TENSION: Final = 46.0
_LINE: Final = 16.0
_SMALL: Final = 10.0
_NARROWEST: Final = 620.0
_PAGE_TOP: Final = 28.0
"""What is cut off at the top in a page: the title."""


@frozen
class Picture:
    """A picture: title and SVG, the sheet that it was drawn on, and its size.

    `begins_at` is where time begins, `moves_at` where each move is. For a page `lanes` are the titles of the lanes,
    each with its top, and `lanes_end` is where the last of them ends.
    """

    title: str
    svg: str
    sheet: Sheet
    width: float
    height: float
    begins_at: float
    moves_at: tuple[float, ...]
    lanes: tuple[tuple[float, str], ...]
    lanes_end: float

    @property  # a method would be called on the class as well
    def _repr_svg_(self) -> Callable[[], str]:
        return lambda: self.svg


def picture(title: str, view: AsOf, weights: Weights | None = None, *, alone: bool = True) -> Picture:
    """The timeline of the whole record, with a line at the moment of the view.

    It stands *alone*, as a file does, with its style and with titles; or it is part of a page, which has these itself.
    """
    found = scene(title, view, weights or Weights())
    further = [each.when.best for each in found.due] + ([view.day] if view.day else [])
    scale = Scale(axis(_stands(found), further))
    return _Drawing(found, scale, Sheet(alone=alone)).picture(alone=alone)


class _Drawing:
    """Draws a scene from top to bottom."""

    def __init__(self, found: Scene, scale: Scale, sheet: Sheet) -> None:
        self._scene, self._scale, self._sheet = found, scale, sheet
        self._right = max(scale.right + _MARGIN, _NARROWEST)
        self._laid: dict[LaneKey, Laid] = {}
        self._bottom = _LANES_AT

    def picture(self, *, alone: bool) -> Picture:
        """The picture."""
        for key, lane in self._scene.lanes.items():
            self._laid[key] = laid(lane, self._bottom, self._scale)
            self._bottom = self._laid[key].bottom + _LANE_GAP
        self._ground()
        if alone:
            self._title()
        self._time()
        for found in self._laid.values():
            draw(found, self._sheet, self._scale, self._scene.view.history.start.setting)
        self._arcs()
        self._tension()
        lanes_end = self._bottom
        self._as_of()
        is_broken = bool(self._scale.axis.breaks)
        self._bottom = draw_legend(self._sheet, self._scene, self._bottom + _LINE, self._right, is_broken=is_broken)
        moves_at = tuple(map(self._scale.of_move, range(1, len(self._scene.view.history.moves) + 1)))
        return Picture(
            title=self._scene.title,
            svg=self._alone() if alone else self._in_page(),
            sheet=self._sheet,
            width=self._right,
            height=self._bottom,
            begins_at=self._scale.left,
            moves_at=moves_at,
            lanes=tuple((found.top - _PAGE_TOP, found.lane.title) for found in self._laid.values()),
            lanes_end=lanes_end - _PAGE_TOP,
        )

    def _in_page(self) -> str:
        """The picture as part of a page, which has its title, its style and its definitions."""
        described, elements = plain(_described(self._scene)), "".join(self._sheet.elements)
        return f'<svg {self._size(_PAGE_TOP)} role="img" aria-label="{described}">{elements}</svg>'

    def _size(self, top: float) -> str:
        across, down = number(self._right), number(self._bottom - top)
        return f'width="{across}" height="{down}" viewBox="0 {number(top)} {across} {down}"'

    def _alone(self) -> str:
        """The picture as a file."""
        title, described = plain(self._scene.title), plain(_described(self._scene))
        verbs = {mark.verb for lane in self._scene.lanes.values() for mark in lane.marks}
        return "\n".join(
            (
                f'<svg xmlns="{_SVG}" {self._size(0)} role="img" aria-labelledby="title description">',
                f'<title id="title">{title}</title>',
                f'<desc id="description">{described}</desc>',
                f"<style>{STYLE}</style>",
                f"<defs>{definitions(verbs)}</defs>",
                '<rect class="ground" width="100%" height="100%"/>',
                *self._sheet.elements,
                "</svg>\n",
            )
        )

    def _ground(self) -> None:
        """The lanes, and within them the days on which several moves were made."""
        for found in self._laid.values():
            self._sheet.rect(0, found.top, self._right, found.bottom, "lane")
        for column in self._scale.axis.columns:
            if column.moves > 1:
                begin, end = GUTTER + column.begin, GUTTER + column.end
                self._sheet.rect(begin, _AXIS_AT, end, self._bottom - _LANE_GAP, "day")

    def _title(self) -> None:
        title = shortened(self._scene.title, self._right - 12, _TITLE)
        self._sheet.text(6, 21, title, "title", _TITLE)

    def _time(self) -> None:
        """The axis, with the dates that there is room for; the busiest days come first."""
        left, right = self._scale.left, self._scale.right
        self._sheet.line(f"M{number(left)} {number(_AXIS_AT)}H{number(right)}", "line")
        taken: list[tuple[float, float]] = []
        for column in sorted(self._scale.axis.columns, key=lambda column: -column.moves):
            x = GUTTER + (column.begin + column.end) / 2
            if self._put(column.day.isoformat(), x, "small", taken):
                self._sheet.line(f"M{number(x)} {number(_AXIS_AT)}v-4", "line")
        for each in self._scale.axis.breaks:
            x = GUTTER + (each.begin + each.end) / 2
            self._sheet.line(f"M{number(x - 4)} {number(_AXIS_AT + 4)}l3-8m2 8l3-8", "break")
            self._put(_span_of(each.days), x, "small grey", taken)

    def _put(self, words: str, x: float, kind: str, taken: list[tuple[float, float]]) -> bool:
        """Whether there is room for a label above the axis with its middle at x; if so, it is there now."""
        room = width(words, _SMALL) / 2 + 4
        x = min(max(x, room), self._right - room)
        if any(x - room < end and begin < x + room for begin, end in taken):
            return False
        taken.append((x - room, x + room))
        self._sheet.text(x, _AXIS_AT - 7, words, f"{kind} middle", _SMALL)
        return True

    def _arcs(self) -> None:
        """From each move that is made over another issue to the lane of that issue."""
        seen = set[int]()
        for found in self._laid.values():
            for mark in found.lane.marks:
                if mark.over is not None and mark.number not in seen:
                    seen.add(mark.number)
                    self._sheet.line(self._arc(found, mark, self._laid[mark.over]), f"arc {mark.side}")

    def _arc(self, begin: Laid, mark: Mark, end: Laid) -> str:
        x, y = self._scale.of_move(mark.number), begin.strips[mark.strip].marks_at
        down = end.top > begin.top
        to = end.top if down else end.bottom
        tip = -4 if down else 4
        line = f"M{number(x)} {number(y)}C{number(x + 18)} {number(y)} {number(x + 18)} {number(to)}"
        return f"{line} {number(x + 5)} {number(to)}m3{tip:+}L{number(x + 5)} {number(to)}l4-2"

    def _tension(self) -> None:
        """The step line of tension, with its greatest and its last value."""
        sheet, scale, places = self._sheet, self._scale, self._scene.tension
        top = self._bottom + _LINE + 8
        base, most = top + _TENSION, max(points for _, points in places)
        at = {points: number(base - _TENSION * points / max(most, 1)) for _, points in places}
        sheet.rect(0, self._bottom, self._right, base + 8, "lane")
        sheet.text(6, self._bottom + 12, "Tension, in points", "head", 11.5)
        for points in dict.fromkeys((0, most)):
            y = base - _TENSION * points / max(most, 1)
            sheet.line(f"M{number(scale.left)} {number(y)}H{number(scale.right)}", "thin")
            sheet.text(GUTTER - 8, y + 3.5, str(points), "small end", _SMALL)
        steps = "".join(f"H{number(scale.of(place))}V{at[points]}" for place, points in places)
        sheet.line(f"M{number(scale.left)} {at[places[0][1]]}{steps}H{number(scale.right)}", "tension")
        sheet.text(scale.right + 6, float(at[places[-1][1]]) + 3.5, str(places[-1][1]), "small", _SMALL)
        self._bottom = base + 8

    def _as_of(self) -> None:
        """The line at the moment of the view, unless that is the end of the record."""
        view = self._scene.view
        if view.day == view.history.last_day and len(view.numbers) == len(view.history.moves):
            return
        x, words = self._moment(view)
        self._sheet.line(f"M{number(x)} 30V{number(self._bottom)}", "asof")
        room = width(words, _SMALL)
        at = x + 4 if x + 4 + room < self._right else x - 4 - room
        self._sheet.text(at, 38, words, "small", _SMALL)

    def _moment(self, view: AsOf) -> tuple[float, str]:
        """Where the moment of the view is, and the words for it: the end of its day, or between two moves of a day."""
        count, dates = len(view.numbers), view.history.dates
        if view.day is None:
            return self._scale.left, "before the first move"
        if view.reading == LIKELY and count < len(dates) and dates[count].best == view.day:
            return self._scale.of_move(count) + self._scale.axis.step / 2, f"after move #{count}"
        return GUTTER + self._scale.axis.end_of(view.day), f"as of {view.day} ({view.reading})"


def _stands(found: Scene) -> tuple[Stand, ...]:
    """The moves, each with the strips that have a mark of it."""
    strips: list[tuple[tuple[LaneKey, int], ...]] = [()] * len(found.view.history.moves)
    for key, lane in found.lanes.items():
        for mark in lane.marks:
            strips[mark.number - 1] += ((key, mark.strip),)
    dates = found.view.history.dates
    return tuple(Stand(when.best, where) for when, where in zip(dates, strips, strict=True))


def definitions(verbs: Iterable[str]) -> str:
    """The markers of some verbs and the patterns, for use within SVG."""
    outlines = ((verb, MARKERS.get(verb, PLAIN)) for verb in sorted(verbs))
    markers = "".join(f'<path id="m-{verb}" d="{outline}"/>' for verb, outline in outlines)
    patterns = "".join(
        f'<pattern id="{shade}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="{turn}">'
        f'<path class="hatch" d="{lines}"/></pattern>'
        for shade, (turn, lines) in PATTERNS.items()
    )
    return markers + patterns


def _described(found: Scene) -> str:
    """The picture in words, for those who do not see it."""
    record, titles = found.view.history, ", ".join(lane.title for lane in found.lanes.values())
    moves = f"{len(record.moves)} {'move' if len(record.moves) == 1 else 'moves'}"
    days = f" from {record.dates[0].best} to {record.last_day}" if record.moves else ""
    last = found.tension[-1][1]
    return f"{found.title}: timeline of {moves}{days}, in lanes: {titles or 'none'}. Tension at the end: {last} points."


def _span_of(days: int) -> str:
    """So many days, in the largest unit that they fill twice."""
    for unit, length in (("years", 365), ("months", 30)):
        if days >= 2 * length:
            return f"{round(days / length)} {unit}"
    return f"{days} days"
