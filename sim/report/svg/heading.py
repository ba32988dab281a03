"""The heading of a picture: what it finds, of what it is, and how to read it, each in as many lines as it takes."""

from collections.abc import Iterable, Iterator
from typing import Final

from sim.report.svg.canvas import Canvas
from sim.report.svg.text_width import shortened, width

TITLE: Final = 15.0
SUBTITLE: Final = 11.0
NOTE: Final = 10.0

_LEADING: Final = 1.3
"""The distance of two lines, in the size of the text."""
_MOST_LINES: Final = 3
_LEFT: Final = 6.0


def draw_heading(canvas: Canvas, finding: str, subtitle: str, notes: Iterable[str], right: float) -> float:
    """The bottom of a heading, drawn from the top of the canvas down, between the left edge and the *right*."""
    bottom = draw_paragraph(canvas, finding, 4.0, right, "title", TITLE)
    bottom = draw_paragraph(canvas, subtitle, bottom + 2, right, "grey", SUBTITLE)
    return draw_notes(canvas, notes, bottom + 2, right)


def draw_notes(canvas: Canvas, notes: Iterable[str], top: float, right: float) -> float:
    """The bottom of some notes, drawn from *top* down."""
    for note in notes:
        top = draw_paragraph(canvas, note, top, right, "small", NOTE) + 2
    return top


def draw_paragraph(canvas: Canvas, text: str, top: float, right: float, kind: str, size: float) -> float:
    """The bottom of a text, drawn in lines from *top* down."""
    for line in lines_of(text, right - 2 * _LEFT, size):
        top += _LEADING * size
        canvas.text(_LEFT, top, line, kind, size)
    return top + (_LEADING - 1) * size


def lines_of(text: str, room: float, size: float) -> tuple[str, ...]:
    """The text in lines that are at most so wide; the last of those that there may be is cut."""
    lines = list(_lines(text.split(), room, size))
    kept = [*lines[: _MOST_LINES - 1], " ".join(lines[_MOST_LINES - 1 :])]
    return tuple(shortened(line, room, size) for line in kept if line)


def _lines(words: Iterable[str], room: float, size: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and width(longer, size) > room:
            yield line
            longer = word
        line = longer
    if line:
        yield line
