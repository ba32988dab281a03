"""The matrix of evidence: a row for each conclusion, a column for each move, a cell where one hangs on the other."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from attrs import evolve

from sim.evidence.results import Evidence
from sim.model.escaping import one_line
from sim.report.evidence.finding import CAVEAT, finding_of
from sim.report.evidence.header import HEIGHT, draw_header, draw_numbers
from sim.report.evidence.layout import layout_of
from sim.report.evidence.rows import cuts_by_move, draw_background, draw_cell, draw_cross, draw_rows
from sim.report.evidence.words import conclusion_in_words, importance_in_words, move_in_words, notes
from sim.report.prose.names import Names
from sim.report.svg import legend
from sim.report.svg.canvas import Canvas, Picture, size_attributes, svg_file
from sim.report.svg.heading import draw_heading
from sim.report.svg.symbols import TOGETHER, minified

_STYLE: Final = minified(files(__package__).joinpath("style.css").read_text("utf-8"))
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
    names, canvas = Names(result.history.as_of().state), Canvas()
    found, layout = one_line(finding_of(result, names)), layout_of(result, names)
    subtitle = f"{one_line(result.title)}. {_heading(result)}"
    bottom = draw_heading(canvas, found, subtitle, (CAVEAT, *notes(result)), layout.across)
    layout = evolve(layout, top=bottom + HEIGHT)
    draw_background(canvas, layout)
    draw_header(canvas, result, layout, names)
    draw_rows(canvas, result, layout, names)
    bottom = layout.bottom
    if len(layout.rows) > _MANY_ROWS:
        bottom += _NUMBERS
        draw_numbers(canvas, layout, bottom)
    bottom = legend.draw_legend(canvas, _legend_entries(result), bottom + _LEGEND_GAP, layout.across)
    height, words = bottom + _FOOT, _description(f"{found}. {result.title}", result, names)
    return Picture(
        title=found,
        svg=svg_file(found, words, canvas, size_attributes(layout.across, height), _STYLE),
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


def _description(title: str, result: Evidence, names: Names) -> str:
    """The picture in words, for screen readers."""
    moves, conclusions = result.history.moves, result.on_history
    counts = f"{len(conclusions)} conclusions by {len(moves)} moves"
    rows = (
        f"{conclusion_in_words(each, names)}{f' – {each.verdict}' if each.verdict else ''}." for each in conclusions
    )
    bearing = (
        f"{move_in_words(each.number, moves[each.number - 1], names)} – {importance_in_words(each, result.up_to)}."
        for each in result.moves
        if each.alone
    )
    return " ".join((f"{title}: {_heading(result).lower()}, {counts}.", *rows, *bearing, *notes(result)))
