"""The legend of a picture: symbols, each with its meaning, in lines that are as full as the width allows."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from sim.report.svg.canvas import Canvas, number
from sim.report.svg.symbols import ASKED, PATTERNS, RINGS
from sim.report.svg.text_width import shortened, width

_LINE: Final = 17.0
_SYMBOL_WIDTH: Final = 24.0
_GAP: Final = 14.0
_SIZE: Final = 10.0
_INDENT: Final = 6.0
_GROUP_GAP: Final = 3.0

Symbol = Callable[[Canvas, float, float], None]
"""Draws a symbol on a canvas, to the right of a point."""

Entry = tuple[Symbol, str]
"""A symbol and its meaning."""


def draw_legend(canvas: Canvas, entries: Iterable[Entry], top: float, right: float, left: float = _INDENT) -> float:
    """The bottom of a legend, drawn from *top* down between the *left* and the *right*."""
    x, y = left, top
    for symbol, meaning in entries:
        text = shortened(meaning, right - left - _INDENT - _SYMBOL_WIDTH, _SIZE)
        room = _SYMBOL_WIDTH + width(text, _SIZE)
        if x > left and x + room > right - _INDENT:
            x, y = left, y + _LINE
        symbol(canvas, x, y)
        canvas.text(x + _SYMBOL_WIDTH, y + 4, text, "small", _SIZE)
        x += room + _GAP
    return y + _LINE


def draw_groups(canvas: Canvas, groups: Iterable[tuple[str, Sequence[Entry]]], top: float, right: float) -> float:
    """The bottom of a legend in groups, each with its heading at the left; those without an entry are left out."""
    shown = [(heading, entries) for heading, entries in groups if entries]
    indent = _INDENT + max(width(heading, _SIZE) for heading, _ in shown) + _GAP
    for heading, entries in shown:
        canvas.text(_INDENT, top + 4, heading, "small strong", _SIZE)
        top = draw_legend(canvas, entries, top, right, indent) + _GROUP_GAP
    return top


# SYMBOLS


def side_symbol(side: str) -> Symbol:
    """The symbol of a side."""
    return lambda canvas, x, y: canvas.rect(x + 4, y - 5, x + 18, y + 5, f"{side} stands")


def verb_symbol(verb: str) -> Symbol:
    """The symbol of a verb."""
    return lambda canvas, x, y: canvas.marker(verb, x + 14, y, "both")


def shade_symbol(shade: str) -> Symbol:
    """The symbol of a shade."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.rect(x, y - 5, x + 20, y + 5, f"both {ASKED if shade in PATTERNS else shade}")
        if shade in PATTERNS:
            canvas.rect(x, y - 5, x + 20, y + 5, shade)

    return draw


def load_symbol(load: str) -> Symbol:
    """The symbol of a load; without one (empty), a marker without a ring."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        if load:
            canvas.circle(x + 12, y, RINGS[load] - 1, f"ring {load} both")
        canvas.marker("remark", x + 12, y, "both")

    return draw


def uncertain_day(canvas: Canvas, x: float, y: float) -> None:
    """Draw a marker with a whisker."""
    left, middle = number(x), number(y)
    canvas.line(f"M{left} {middle}h20m-18-2l-2 2l2 2m18-4v4", "whisker both")
    canvas.marker("remark", x + 10, y, "both open")


def linkage(canvas: Canvas, x: float, y: float) -> None:
    """Draw an arc to another lane."""
    canvas.line(f"M{number(x + 4)} {number(y - 6)}c18 0 18 12 5 12m3-4l-3 4l4 2", "arc both")


def not_counting(canvas: Canvas, x: float, y: float) -> None:
    """Draw a pale marker."""
    canvas.marker("propose", x + 12, y, "both later")


def busy_day(canvas: Canvas, x: float, y: float) -> None:
    """Draw the background of a day with several moves."""
    for kind in ("lane", "day"):
        canvas.rect(x, y - 7, x + 20, y + 7, kind)


def band_end(canvas: Canvas, x: float, y: float) -> None:
    """Draw the end of a band."""
    canvas.rect(x, y - 5, x + 14, y + 5, f"both {ASKED}")
    canvas.line(f"M{number(x + 14)} {number(y - 7)}v14", "cap both")


def moves_symbol(tone: str) -> Symbol:
    """The symbol of the moves of a tone, counted."""
    return lambda canvas, x, y: canvas.rect(x + 4, y - 5, x + 18, y + 5, f"both bar {tone}")


def tension_range(canvas: Canvas, x: float, y: float) -> None:
    """Draw a range of tension with its average."""
    canvas.rect(x, y - 6, x + 20, y + 6, "range")
    canvas.line(f"M{number(x)} {number(y)}h20", "tension")


def open_subjects(canvas: Canvas, x: float, y: float) -> None:
    """Draw an area of open subjects."""
    canvas.line(f"M{number(x)} {number(y + 5)}v-6h10v-4h10v10z", "open-area")


def axis_break(canvas: Canvas, x: float, y: float) -> None:
    """Draw a break of an axis."""
    canvas.line(f"M{number(x)} {number(y)}h20", "line")
    canvas.line(f"M{number(x + 6)} {number(y + 4)}l3-8m2 8l3-8", "break")
