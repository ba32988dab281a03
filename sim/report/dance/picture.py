"""The picture of positions: a panel for each term on one scale of time, a legend, and the course in words."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Final

from sim.assess.position import Position, TermPositions, positions
from sim.assess.position_steps import KINDS, OPENING, TEXT
from sim.history.snapshot import Snapshot
from sim.model.dates import NO_DAY
from sim.model.errors import UnknownNameError
from sim.model.escaping import one_line
from sim.model.quantity import written
from sim.report.dance.finding import finding_of
from sim.report.dance.panel import LINES, Frame, Panel, named_value, term_title
from sim.report.dance.values import ValueScale
from sim.report.prose.dates import day_in_words
from sim.report.prose.names import Names
from sim.report.svg import legend
from sim.report.svg.canvas import Canvas, Picture, number, size_attributes, svg_file
from sim.report.svg.day_scale import DayScale
from sim.report.svg.heading import draw_heading
from sim.report.svg.symbols import OUTSIDE, TOGETHER, minified
from sim.report.svg.text_width import LABEL, shortened, width
from sim.report.table.positions import counted, percentage, shown_value

_STYLE: Final = minified(files(__package__).joinpath("style.css").read_text("utf-8"))
_WIDTH: Final = 1000.0
_GAP: Final = 5.0
_LEGEND_GAP: Final = 34.0
_FOOT: Final = 4.0
_TICK_DISTANCE: Final = 120.0
_LONGEST: Final = 130.0
_MARGIN: Final = 24.0


def positions_picture(title: str, view: Snapshot) -> Picture:
    """The picture of the positions in a snapshot: a panel for each term, which are its lanes.

    Raises: UnknownNameError if no term has a value that is measured.
    """
    terms = positions(view)
    if not terms:
        reason = "no proposal has a term with a value by then; write one, such as `terms: {wage: 5 %}`"
        raise UnknownNameError(reason)
    found, canvas, names = one_line(finding_of(terms)), Canvas(), Names(view.state)
    frame = Frame(_day_scale(terms, view, names), _WIDTH, names)
    top = draw_heading(canvas, found, f"{one_line(title)}: positions over time{_as_of(view)}", (), _WIDTH)
    panels = _panels(terms, frame, dict(view.state.setting.issues), top + _GAP)
    days, ticks = frame.days, frame.days.ticks(_TICK_DISTANCE)
    for panel in panels:
        panel.draw(canvas, [days.x_of(day) for day in ticks])
    end = panels[-1].bottom
    for day in ticks:
        label = day_in_words(day)
        x = min(max(days.x_of(day), width(label, LABEL) / 2 + 2), _WIDTH - width(label, LABEL) / 2 - 2)
        canvas.line(f"M{number(days.x_of(day))} {number(end)}v4", "line")
        canvas.text(x, end + 14, label, "small middle", LABEL)
    words = description(f"{found}. {title}", terms, names)
    height = legend.draw_legend(canvas, _legend_entries(terms, frame), end + _LEGEND_GAP, _WIDTH) + _FOOT
    return Picture(
        title=found,
        svg=svg_file(found, words, canvas, size_attributes(_WIDTH, height), _STYLE),
        canvas=canvas,
        width=_WIDTH,
        height=height,
        begins_at=days.left,
        moves_at=(),
        lanes=tuple((panel.top, panel.title) for panel in panels),
        lanes_end=end,
    )


def _as_of(view: Snapshot) -> str:
    """The day of the view, where the record goes on after it."""
    is_whole = len(view.numbers) == len(view.history.moves)
    return "" if is_whole or view.day is None else f", as of {day_in_words(view.day)} ({view.reading})"


def _panels(terms: Sequence[TermPositions], frame: Frame, issues: dict[str, str], top: float) -> list[Panel]:
    panels = list[Panel]()
    for term in terms:
        panels.append(Panel(term, one_line(term_title(term, issues)), frame, top, ValueScale.of(term)))
        top = panels[-1].bottom + _GAP
    return panels


def _day_scale(terms: Sequence[TermPositions], view: Snapshot, names: Names) -> DayScale:
    """The scale from the first step to the last day, with room for the labels of all panels at both sides."""
    days = [step.move.when.best for term in terms for step in term.course]
    ticks = [width(shortened(tick, _LONGEST, LABEL), LABEL) for term in terms for _, tick in ValueScale.of(term).ticks]
    ends = [
        width(named_value(names.actor(party), shown_value(term, position.last)), LABEL)
        for term in terms
        for party, position in term.positions.items()
        if position.last is not None
    ]
    last = max((*days, view.day or NO_DAY))
    return DayScale(min(days), last, max(ticks) + _MARGIN, _WIDTH - max(ends, default=0) - _MARGIN)


# LEGEND


def _legend_entries(terms: Sequence[TermPositions], frame: Frame) -> Iterator[legend.Entry]:
    """The symbols of the picture with their meaning, and no others."""
    for party, kind in zip(frame.names.state.setting.party_ids, LINES, strict=True):
        yield _line_symbol(kind), frame.names.actor(party)
    steps = [step for term in terms for step in term.course]
    sides = {frame.side_of(step) for step in steps if step.kind == TEXT}
    meanings = {TOGETHER: "a joint text", OUTSIDE: "a third party's text"}
    yield from ((_text_symbol(side), meaning) for side, meaning in meanings.items() if side in sides)
    verbs = dict.fromkeys(step.move.move.verb for step in sorted(steps, key=lambda step: step.move.number))
    yield from ((_step_symbol(verb), _VERBS[verb]) for verb in verbs)
    if not all(step.move.when.is_exact for step in steps):
        yield legend.uncertain_day, "day not known, from earliest to latest"


_VERBS: Final = {"propose": "an offer", "accept": "a yes", "ratify": "a yes of ratifiers"}


def _line_symbol(kind: str) -> legend.Symbol:
    return lambda canvas, x, y: canvas.line(f"M{number(x)} {number(y)}h20", kind)


def _step_symbol(verb: str) -> legend.Symbol:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.line(f"M{number(x)} {number(y)}h20", "position both")
        canvas.marker(verb, x + 10, y, "both")

    return draw


def _text_symbol(side: str) -> legend.Symbol:
    return lambda canvas, x, y: canvas.marker("propose", x + 10, y, side)


# IN WORDS


def description(title: str, terms: Sequence[TermPositions], names: Names) -> str:
    """The picture in words, for screen readers."""
    return " ".join((f"{title}: positions over time, term by term.", *(_in_words(term, names) for term in terms)))


def _in_words(term: TermPositions, names: Names) -> str:
    unit = f", in {term.unit}" if term.unit and not term.words else ""
    parts = [_position_in_words(term, position, names.actor(position.party)) for position in term.positions.values()]
    left = "" if term.left is None else f"; left {written(term.left)}"
    return f"{term.term}{unit}: {'; '.join(parts)}{left}."


def _position_in_words(term: TermPositions, position: Position, party: str) -> str:
    if position.first is None or position.last is None:
        return f"{party} has named no value"
    counts = {kind: position.counts[kind] for kind in KINDS if kind != OPENING}
    steps = [f"{count} {counted(kind, count)}" for kind, count in counts.items() if count]
    closed = [] if position.closed is None else [f"{percentage(position.closed)} % of the first gap"]
    way = f"{party} from {shown_value(term, position.first)} to {shown_value(term, position.last)}"
    return f"{way} ({', '.join((*closed, *steps))})" if closed or steps else way
