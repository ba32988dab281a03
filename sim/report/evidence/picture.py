"""The matrix of evidence: a row for each conclusion, a column for each move, a cell where one hangs on the other."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from sim.evidence.results import Evidence
from sim.model.escaping import one_line
from sim.report.evidence.header import HEIGHT, draw_header, draw_numbers
from sim.report.evidence.layout import MARGIN, layout_of
from sim.report.evidence.rows import cuts_by_move, draw_background, draw_cell, draw_cross, draw_rows
from sim.report.evidence.words import conclusion_in_words, importance_in_words, move_in_words, notes
from sim.report.svg import legend
from sim.report.svg.canvas import Canvas, Picture, size_attributes, svg_file
from sim.report.svg.symbols import TOGETHER, minified
from sim.report.svg.text_width import shortened
from sim.report.timeline.layout import LABEL

_STYLE: Final = minified(files(__package__).joinpath("style.css").read_text("utf-8"))
_TITLE, _HEAD = 15.0, 11.5
_LINE: Final = 15.0
_NUMBERS: Final = 14.0
_LEGEND_GAP: Final = 22.0
_FOOT: Final = 8.0
_MANY_ROWS: Final = 25
"""With more rows than this the numbers of the moves stand below them as well."""
_MEANINGS: Final = {
    1: "the conclusion falls without this move alone",
    2: "without it and one other",
    3: "without it and two others",
}


def evidence_matrix(result: Evidence) -> Picture:
    """The matrix of conclusions and moves; its lanes are none.

    Conclusions on other histories, the branches of a record, are left out, and a note says how many.
    """
    title, canvas, layout = one_line(result.title), Canvas(), layout_of(result, HEIGHT)
    draw_background(canvas, layout)
    draw_header(canvas, result, layout, layout.bottom)
    canvas.text(MARGIN, 21, shortened(title, layout.across - 2 * MARGIN, _TITLE), "title", _TITLE)
    canvas.text(MARGIN, 42, shortened(_heading(result), layout.across - 2 * MARGIN, _HEAD), "head", _HEAD)
    draw_rows(canvas, result, layout)
    bottom = layout.bottom
    if len(layout.rows) > _MANY_ROWS:
        bottom += _NUMBERS
        draw_numbers(canvas, layout, bottom)
    bottom = legend.draw_legend(canvas, _legend_entries(result), bottom + _LEGEND_GAP, layout.across)
    for note in notes(result):
        bottom += _LINE
        canvas.text(MARGIN, bottom, shortened(note, layout.across - 2 * MARGIN, LABEL), "small", LABEL)
    height = bottom + _FOOT
    return Picture(
        title=title,
        svg=svg_file(title, _description(title, result), canvas, size_attributes(layout.across, height), _STYLE),
        canvas=canvas,
        width=layout.across,
        height=height,
        begins_at=layout.left,
        moves_at=tuple(map(layout.x_of, range(1, layout.moves + 1))),
        lanes=(),
        lanes_end=layout.bottom,
    )


def _heading(result: Evidence) -> str:
    sets = "single moves" if result.up_to == 1 else f"sets of up to {result.up_to} moves"
    where = f" in the branch {result.branch}" if result.branch else ""
    return f"What each conclusion hangs on{where}: {sets} without which it does not hold"


def _legend_entries(result: Evidence) -> Iterator[legend.Entry]:
    """The symbols of the matrix with their meaning, and no others."""
    conclusions = result.on_history
    sizes = {len(cuts[0]) for each in conclusions for cuts in cuts_by_move(each).values()}
    yield from ((_cell_symbol(size), _MEANINGS[size]) for size in sorted(sizes))
    if not all(each.holds for each in conclusions):
        yield (lambda canvas, x, y: draw_cross(canvas, x + 10, y)), "does not hold"
    if len({when.best for when in result.history.dates}) > 1:
        yield legend.busy_day, "every second day"
    verbs = dict.fromkeys(move.verb for move in result.history.moves)
    yield from ((legend.verb_symbol(verb), verb) for verb in verbs)
    if not all(when.is_exact for when in result.history.dates):
        yield (lambda canvas, x, y: canvas.marker("remark", x + 14, y, f"{TOGETHER} open")), "day not known"


def _cell_symbol(size: int) -> legend.Symbol:
    return lambda canvas, x, y: draw_cell(canvas, x + 12, y, size, TOGETHER)


def _description(title: str, result: Evidence) -> str:
    """The picture in words, for screen readers."""
    moves, conclusions = result.history.moves, result.on_history
    counts = f"{len(conclusions)} conclusions by {len(moves)} moves"
    rows = (f"{conclusion_in_words(each)}{f' – {each.verdict}' if each.verdict else ''}." for each in conclusions)
    bearing = (
        f"{move_in_words(each.number, moves[each.number - 1])} – {importance_in_words(each, result.up_to)}."
        for each in result.moves
        if each.alone
    )
    return " ".join((f"{title}: {_heading(result).lower()}, {counts}.", *rows, *bearing, *notes(result)))
