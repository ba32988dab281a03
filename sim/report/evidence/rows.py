"""The rows of a matrix: a conclusion each, with a cell for every move in one of its cut sets, and a verdict."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from sim.evidence.results import ConclusionEvidence, Evidence
from sim.report.evidence.layout import MARGIN, ROW, Layout
from sim.report.evidence.words import conclusion_in_words, falls_without, line_in_words, move_in_words, told
from sim.report.prose.names import Names
from sim.report.svg.canvas import Canvas, number
from sim.report.svg.symbols import side_of
from sim.report.svg.text_width import LABEL
from sim.scenario.expectations import Expectation

Cut = tuple[int, ...]
"""A cut set: the numbers of its moves."""

_CELL: Final = 12.0


def draw_background(canvas: Canvas, layout: Layout) -> None:
    """Shade every second row, and draw lines between the moves."""
    for row in range(0, len(layout.rows), 2):
        canvas.rect(0, layout.y_of(row) - ROW / 2, layout.across, layout.y_of(row) + ROW / 2, "lane")
    for column in range(layout.moves + 1):
        x = layout.left + column * layout.pitch
        canvas.line(f"M{number(x)} {number(layout.top)}V{number(layout.bottom)}", "grid")


def draw_rows(canvas: Canvas, result: Evidence, layout: Layout, names: Names) -> None:
    """Draw the rows: first all cells, then the texts, then what says in words what it lies on."""
    setting, moves, cells = result.history.start.setting, result.history.moves, tuple(_cells(layout))
    for cell in cells:
        draw_cell(canvas, cell.x, cell.y, len(cell.cuts[0]), side_of(moves[cell.number - 1].by, setting))
    for row, (each, texts) in enumerate(layout.rows):
        _draw_texts(canvas, conclusion_in_words(each, names), each, texts, layout, layout.y_of(row))
    for cell in cells:
        about = f"{line_in_words(cell.expectation)}: {told(cell.expectation, names)}"
        move = move_in_words(cell.number, moves[cell.number - 1], names)
        tip = f"{move} – {about} {falls_without(cell.number, cell.cuts)}"
        canvas.rect(cell.x - _CELL / 2, cell.y - _CELL / 2, cell.x + _CELL / 2, cell.y + _CELL / 2, "tip", tip)


@frozen
class _Cell:
    """A cell that is filled: its conclusion, the number of its move, the cut sets that have it, and its middle."""

    expectation: Expectation
    number: int
    cuts: tuple[Cut, ...]
    x: float
    y: float


def _cells(layout: Layout) -> Iterator[_Cell]:
    """The cells that are filled, row by row."""
    for row, (each, _) in enumerate(layout.rows):
        for move, cuts in sorted(cuts_by_move(each).items()):
            yield _Cell(each.expectation, move, tuple(cuts), layout.x_of(move), layout.y_of(row))


def cuts_by_move(each: ConclusionEvidence) -> dict[int, list[Cut]]:
    """The cut sets of a conclusion by the numbers of their moves, the smallest first."""
    cuts = defaultdict[int, list[Cut]](list)
    for cut in each.moves:
        for move in cut:
            cuts[move].append(cut)
    return cuts


def draw_cell(canvas: Canvas, x: float, y: float, size: int, side: str) -> None:
    """Draw a cell around a point, for a move in a cut set of a *size*: full, half full, or to a third.

    Source: H. Chockler, J. Y. Halpern, Responsibility and blame, Journal of Artificial Intelligence Research 22
    (2004), on the degree of responsibility, 1 by the number of causes that must change together.
    """
    left, right, bottom = x - _CELL / 2, x + _CELL / 2, y + _CELL / 2
    canvas.rect(left, y - _CELL / 2, right, bottom, f"{side} box")
    canvas.rect(left, bottom - _CELL / size, right, bottom, f"{side} cut size{size}")


def draw_cross(canvas: Canvas, x: float, y: float) -> None:
    """Draw the sign of a conclusion that does not hold."""
    canvas.line(f"M{number(x - 4)} {number(y - 4)}l8 8m0-8l-8 8", "fails")


def _draw_texts(
    canvas: Canvas, about: str, each: ConclusionEvidence, texts: tuple[str, ...], layout: Layout, y: float
) -> None:
    line, *others = texts
    shade = "" if each.holds else " grey"
    if not each.holds:
        draw_cross(canvas, MARGIN + 5, y)
    canvas.text(layout.line_ends, y + 4, line, f"small end{shade}", LABEL)
    for x, text in zip(layout.text_at, others, strict=True):
        canvas.text(x, y + 4, text, f"small{shade}", LABEL)
    canvas.rect(0, y - ROW / 2, layout.left - 4, y + ROW / 2, "tip", about)
    canvas.rect(layout.right + 4, y - ROW / 2, layout.across, y + ROW / 2, "tip", each.verdict)
