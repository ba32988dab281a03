"""The panel of tension: a step line with an area below it, and numbers at its turns."""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from sim.report.svg.canvas import Canvas, Label, number, step_path
from sim.report.svg.text_width import LABEL, width
from sim.report.timeline.model import Timeline
from sim.report.timeline.tension_ranges import TensionRange

TITLE: Final = "Tension, in points"
_HEAD: Final = 11.5
_ABOVE: Final = 34.0
_HEIGHT: Final = 110.0
_BELOW: Final = 16.0
_MOST_NUMBERS: Final = 40
HEIGHT: Final = _ABOVE + _HEIGHT + _BELOW
"""The height of the panel."""

Heights = Sequence[tuple[float, int]]
"""Points of tension, each with the x from which there are so many."""


Ranges = Sequence[tuple[float, float, TensionRange]]
"""Periods, each from one x to another, with tension in it."""


@frozen
class TensionPanel:
    """The panel at a *top*, between the ends of an axis, for tension of at most so many points.

    *moment* is the x of the moment of the view, if it has one.
    """

    top: float
    left: float
    right: float
    most: int
    moment: float | None = None
    title: str = TITLE

    def draw(self, canvas: Canvas, steps: Heights, counting: Heights) -> None:
        """Draw tension as it changes; up to the moment that of what counts, and behind it pale by all moves."""
        self._draw_scale(canvas, steps[-1][1])
        if self.moment is None:
            self._draw_line(canvas, steps, self.right, "")
            self._draw_numbers(canvas, steps, self.right)
        else:
            self._draw_line(canvas, steps, self.right, " later")
            self._draw_line(canvas, counting, self.moment, "")
            self._draw_numbers(canvas, counting, self.moment)

    def draw_ranges(self, canvas: Canvas, ranges: Ranges, counting: Ranges, last: int) -> None:
        """Draw tension by period, and how many points it has in the end, as `draw` does."""
        self._draw_scale(canvas, last)
        if self.moment is None:
            self._draw_averages(canvas, ranges, "")
        else:
            self._draw_averages(canvas, ranges, " later")
            self._draw_averages(canvas, counting, "")

    def _draw_scale(self, canvas: Canvas, last: int) -> None:
        """Draw the title, the lines of no tension and of the highest, and the points in the end."""
        canvas.text(6, self.top + 12, self.title, "head title-of-lane", _HEAD)
        for points in dict.fromkeys((0, self.most)):
            canvas.line(f"M{number(self.left)} {number(self._y(points))}H{number(self.right)}", "thin")
            canvas.text(self.left - 8, self._y(points) + 4, str(points), "small end", LABEL)
        canvas.text(self.right + 6, self._y(last) + 4, str(last), "small", LABEL)

    def _draw_line(self, canvas: Canvas, steps: Heights, end: float, later: str) -> None:
        path = step_path(self.left, ((min(x, end), self._y(points)) for x, points in steps), end)
        canvas.line(f"{path}V{number(self._y(0))}H{number(self.left)}Z", f"rise{later}")
        canvas.line(path, f"tension{later}")

    def _draw_averages(self, canvas: Canvas, ranges: Ranges, later: str) -> None:
        for begin, end, each in ranges:
            canvas.rect(begin, self._y(each.high), end, self._y(each.low), f"range{later}")
        points = [(begin, self._y(each.average)) for begin, _, each in ranges]
        canvas.line(step_path(ranges[0][0], points, ranges[-1][1]), f"tension{later}")

    def _draw_numbers(self, canvas: Canvas, steps: Heights, end: float) -> None:
        """Draw the numbers at the turns, the highest and the lowest first, as far as they do not touch."""
        taken = list[Label]()
        ordered = sorted(turns(steps, end), key=lambda turn: (turn.points != self.most, -turn.rise))
        for turn in ordered:
            half = width(str(turn.points), LABEL) / 2 + 2
            y = self._y(turn.points) + (-4 if turn.is_high else 11)
            label = Label("", turn.x - half, y - LABEL, turn.x + half, y + 3)
            is_within = label.left >= self.left and label.right <= self.right
            if is_within and len(taken) < _MOST_NUMBERS and not any(map(label.overlaps, taken)):
                taken.append(label)
                canvas.text(turn.x, y, str(turn.points), "label rate middle", LABEL)

    def _y(self, points: float) -> float:
        return self.top + _ABOVE + _HEIGHT - round(_HEIGHT * points / max(self.most, 1))


def title_of(timeline: Timeline) -> str:
    """The title of the panel; of a part with some issues that it counts the others as well."""
    return "Tension over all issues, in points" if timeline.excerpt.issues else TITLE


def most_points(timeline: Timeline) -> int:
    """The highest points of tension, by all moves and by those that count."""
    return max(points for _, points in (*timeline.tension, *timeline.counting))


@frozen
class Turn:
    """A turn of tension: the middle of where it stays, its points, and how far it rises above what is around it."""

    x: float
    points: int
    rise: int
    is_high: bool


def turns(steps: Heights, end: float) -> Iterator[Turn]:
    """The turns of tension, in order: where it goes up no further, or down no further; the last may be at the *end*."""
    for (_, before), (x, points), (stays_until, after) in zip(steps, steps[1:], steps[2:], strict=False):
        if (points - before) * (points - after) > 0:
            rise = min(abs(points - before), abs(points - after))
            yield Turn((x + min(stays_until, end)) / 2, points, rise, points > before)
