"""The panel of a term: the position of each side as a line, a mark with its value for each step, and the ends."""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from sim.assess.position import TermPositions
from sim.assess.position_steps import TEXT, PositionStep
from sim.model.ids import BOTH
from sim.report.dance.room import Box, Room
from sim.report.dance.values import ValueScale
from sim.report.prose.dates import date_in_words
from sim.report.prose.names import Names
from sim.report.svg.canvas import Canvas, number, step_path
from sim.report.svg.day_scale import DayScale
from sim.report.svg.symbols import FIRST, OUTSIDE, SECOND, TOGETHER
from sim.report.svg.text_width import LABEL, shortened, width
from sim.report.table.positions import shown_value

HEAD: Final = 11.5
"""The font size of a heading."""
LINES: Final = ("position first", "position second")
"""The classes of the lines of the first and of the second party."""

_TITLE_HEIGHT: Final = 24.0
_PADDING: Final = 22.0
_REACH: Final = 5.0
"""How far from its middle a mark is kept free of labels."""
_ABOVE, _BELOW, _BESIDE, _MIDDLE = 12.0, 18.0, 11.0, 4.0
"""The distances from the middle of a mark to the baseline of a label above or below it, and to one beside it."""
_LINE: Final = 15.0
"""The distance of two lines of text."""
_LONGEST: Final = 130.0
_LONGEST_NAMED: Final = 200.0
"""The greatest width of a label, and of one that says whose it is."""


@frozen
class Frame:
    """What the panels of a picture have in common: the time scale, the width, and the names of the record."""

    days: DayScale
    across: float
    names: Names

    def side_of(self, step: PositionStep) -> str:
        """The side of a step: that of the party, or of who proposes a text."""
        parties = self.names.state.setting.party_ids
        if step.party in parties:
            return (FIRST, SECOND)[parties.index(step.party)]
        return TOGETHER if step.party == BOTH else OUTSIDE


def term_title(term: TermPositions, issues: dict[str, str]) -> str:
    """The title of a panel: the term, its unit, and its issue."""
    unit = f", in {term.unit}" if term.unit and not term.words else ""
    issue = f" – {issues.get(term.issue, term.issue)}" if term.issue else ""
    return f"{term.term}{unit}{issue}"


@frozen
class Panel:
    """The panel of a term below a *top*."""

    term: TermPositions
    title: str
    frame: Frame
    top: float
    scale: ValueScale

    @property
    def bottom(self) -> float:
        """The bottom of the panel."""
        return self._base + _PADDING

    @property
    def _base(self) -> float:
        return self.top + _TITLE_HEIGHT + _PADDING + self.scale.height

    def draw(self, canvas: Canvas, ticks: Sequence[float]) -> None:
        """Draw the panel, with lines at these *ticks* of time."""
        room, days = Room(), self.frame.days
        canvas.rect(0, self.top, self.frame.across, self.bottom, "lane")
        for x in ticks:
            canvas.line(f"M{number(x)} {number(self.top + _TITLE_HEIGHT)}V{number(self.bottom)}", "thin")
        self._draw_ticks(canvas, room)
        canvas.text(6, self.top + 15, shortened(self.title, self.frame.across - 12, HEAD), "head", HEAD)
        for party, kind in zip(self.frame.names.state.setting.party_ids, LINES, strict=True):
            steps = self.term.positions[party].steps
            points = [(days.x_of(step.move.when.best), self._y_of(step)) for step in steps]
            if points:
                canvas.line(step_path(points[0][0], points, days.right), kind)
        self._draw_ends(canvas, room)
        self._draw_marks(canvas, room)

    def _y_of(self, step: PositionStep) -> float:
        return self._base - self.scale.above(step.amount)

    def _draw_ticks(self, canvas: Canvas, room: Room) -> None:
        """Draw the scale of values, as far as there is room for its labels."""
        days = self.frame.days
        for amount, tick in self.scale.ticks:
            y = self._base - self.scale.above(amount)
            canvas.line(f"M{number(days.left)} {number(y)}H{number(days.right)}", "thin")
            _put(canvas, room, days.left - _BESIDE, y + _MIDDLE, shortened(tick, _LONGEST, LABEL), "small end")

    def _draw_ends(self, canvas: Canvas, room: Room) -> None:
        """Draw at the right the name and the value of each party beside its line, apart where the lines are not."""
        lasts = [position.last for position in self.term.positions.values() if position.last is not None]
        y_before = self.top
        for step in sorted(lasts, key=self._y_of):
            y_before = max(self._y_of(step), y_before + _LINE)
            label = named_value(self._actor(step), shown_value(self.term, step))
            _put(canvas, room, self.frame.days.right + _BESIDE, y_before + _MIDDLE, label, "small")

    def _draw_marks(self, canvas: Canvas, room: Room) -> None:
        """Draw a mark for each step, then their values where there is room."""
        marks = [(step, self.frame.days.x_of(step.move.when.best), self._y_of(step)) for step in self.term.course]
        for step, x, y in marks:
            self._draw_mark(canvas, step, x, y)
            room.take((x - _REACH, y - _REACH, x + _REACH, y + _REACH))
        for step, x, y in marks:
            value = shown_value(self.term, step)
            text = named_value(self._actor(step), value) if step.kind == TEXT else shortened(value, _LONGEST, LABEL)
            for place in _places(x, y, is_upward=self._is_upper(step)):
                if _put(canvas, room, *place[:2], text, place[2]):
                    break

    def _is_upper(self, step: PositionStep) -> bool:
        """Whether a step is above the middle, where there is more room above it."""
        return self.scale.above(step.amount) >= self.scale.height / 2

    def _draw_mark(self, canvas: Canvas, step: PositionStep, x: float, y: float) -> None:
        when, side = step.move.when, self.frame.side_of(step)
        if not when.is_exact:
            begin, end = (self.frame.days.x_of(day) if day else None for day in (when.earliest, when.latest))
            canvas.line(_whisker(x, y, begin, end), f"whisker {side}")
        kind = side if when.is_exact else f"{side} open"
        canvas.marker(step.move.move.verb, x, y, kind, self._tooltip(step), step.move.number)

    def _tooltip(self, step: PositionStep) -> str:
        move = step.move
        what = "a text, nobody's position yet" if step.kind == TEXT else step.kind
        when = date_in_words(move.when)
        return (
            f"#{move.number}, {when}: {move.move.verb} by {self._actor(step)}, {step.value} – {what} ({step.proposal})"
        )

    def _actor(self, step: PositionStep) -> str:
        return self.frame.names.actor(step.party)


def named_value(actor: str, value: str) -> str:
    """The label at the end of the line of a party, or of a text: the value, and whose it is."""
    return shortened(f"{value} – {actor}", _LONGEST_NAMED, LABEL)


def _places(x: float, y: float, *, is_upward: bool) -> Iterator[tuple[float, float, str]]:
    """The places for the label of a mark, the best first: above and below it, then at its right and left."""
    above, below = (x, y - _ABOVE, "label middle"), (x, y + _BELOW, "label middle")
    yield from (above, below) if is_upward else (below, above)
    yield x + _BESIDE, y + _MIDDLE, "label"
    yield x - _BESIDE, y + _MIDDLE, "label end"


def _put(canvas: Canvas, room: Room, x: float, baseline: float, text: str, kind: str) -> bool:
    """Whether there is room for a text; if so, it is drawn."""
    across = width(text, LABEL)
    left = x - across * (1.0 if "end" in kind.split() else 0.5 if "middle" in kind.split() else 0.0)
    box: Box = (left, baseline - 0.8 * LABEL, left + across, baseline + 0.22 * LABEL)
    is_free = room.is_free(box)
    if is_free:
        room.take(box)
        canvas.text(x, baseline, text, kind, LABEL)
    return is_free


def _whisker(x: float, y: float, begin: float | None, end: float | None) -> str:
    """The path of a whisker: to each bound, with an arrow for an open one."""
    left, right = min(x - 12, x if begin is None else begin), max(x + 12, x if end is None else end)
    left_cap = "m4-3l-4 3l4 3m-4-3" if begin is None else "m0-3v6m0-3"
    right_cap = "m-4-3l4 3l-4 3" if end is None else "m0-3v6"
    return f"M{number(left)} {number(y)}{left_cap}H{number(right)}{right_cap}"
