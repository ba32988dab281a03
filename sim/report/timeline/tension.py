"""The panel of tension: a step line with an area below it, and numbers at its turns."""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from sim.report.svg.canvas import Canvas, Label, number, step_path
from sim.report.svg.text_width import width
from sim.report.timeline.scale import LABEL

TITLE: Final = "Tension, in points"
_HEAD: Final = 11.5
_ABOVE: Final = 34.0
_HEIGHT: Final = 110.0
_BELOW: Final = 16.0
HEIGHT: Final = _ABOVE + _HEIGHT + _BELOW
"""The height of the panel."""

Heights = Sequence[tuple[float, int]]
"""Points of tension, each with the x from which there are so many."""


@frozen
class TensionPanel:
    """The panel at a *top*, between the ends of an axis; *moment* is the x of the moment of the view, if it has one."""

    top: float
    left: float
    right: float
    moment: float | None = None

    def draw(self, canvas: Canvas, steps: Heights, counting: Heights) -> None:
        """Draw tension; up to the moment that of what counts, and behind it pale by all moves."""
        most = max(points for _, points in (*steps, *counting))
        canvas.text(6, self.top + 12, TITLE, "head title-of-lane", _HEAD)
        for points in dict.fromkeys((0, most)):
            canvas.line(f"M{number(self.left)} {number(self._y(points, most))}H{number(self.right)}", "thin")
            canvas.text(self.left - 8, self._y(points, most) + 4, str(points), "small end", LABEL)
        if self.moment is None:
            self._draw_line(canvas, steps, most, self.right, "")
            self._draw_numbers(canvas, steps, most, self.right)
        else:
            self._draw_line(canvas, steps, most, self.right, " later")
            self._draw_line(canvas, counting, most, self.moment, "")
            self._draw_numbers(canvas, counting, most, self.moment)
        last = steps[-1][1]
        canvas.text(self.right + 6, self._y(last, most) + 4, str(last), "small", LABEL)

    def _draw_line(self, canvas: Canvas, steps: Heights, most: int, end: float, later: str) -> None:
        path = step_path(self.left, ((min(x, end), self._y(points, most)) for x, points in steps), end)
        base = number(self._y(0, most))
        canvas.line(f"{path}V{base}H{number(self.left)}Z", f"rise{later}")
        canvas.line(path, f"tension{later}")

    def _draw_numbers(self, canvas: Canvas, steps: Heights, most: int, end: float) -> None:
        """Draw the numbers at the turns, the highest and the lowest first, as far as they do not touch."""
        taken = list[Label]()
        for turn in sorted(turns(steps, end), key=lambda turn: (turn.points != most, -turn.rise)):
            half = width(str(turn.points), LABEL) / 2 + 2
            y = self._y(turn.points, most) + (-4 if turn.is_high else 11)
            label = Label("", turn.x - half, y - LABEL, turn.x + half, y + 3)
            if label.left >= self.left and label.right <= self.right and not any(map(label.overlaps, taken)):
                taken.append(label)
                canvas.text(turn.x, y, str(turn.points), "small rate middle", LABEL)

    def _y(self, points: int, most: int) -> float:
        return self.top + _ABOVE + _HEIGHT - round(_HEIGHT * points / max(most, 1))


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
