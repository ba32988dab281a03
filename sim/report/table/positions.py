"""The tables of positions: how far each side has come on each term, and the course step by step."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from sim.assess.position import Position, TermPositions
from sim.assess.position_steps import KINDS, OPENING, RENEGING, PositionStep
from sim.model.quantity import written
from sim.report.table.render import NOTHING, Table


def positions_table(terms: Sequence[TermPositions]) -> Table:
    """The table of positions, one row for each term and party."""
    headers = ("term", "issue", "party", "first", "now", "moved", "% closed", "first gap", "left", "unit", "steps")
    rows = (_position_row(term, position) for term in terms for position in term.positions.values())
    return Table("Positions", headers, tuple(rows), optional=("unit",))


def _position_row(term: TermPositions, position: Position) -> tuple[str, ...]:
    first, last = position.first, position.last
    return (
        term.term,
        term.issue or NOTHING,
        position.party,
        shown_value(term, first) if first else NOTHING,
        shown_value(term, last) if last else NOTHING,
        _number(position.moved),
        NOTHING if position.closed is None else percentage(position.closed),
        _number(term.gap),
        _number(term.left),
        term.unit or NOTHING,
        _steps_in_words(position) or NOTHING,
    )


def _steps_in_words(position: Position) -> str:
    """The number of steps of each kind that there are, after the opening."""
    counts = {kind: position.counts[kind] for kind in KINDS if kind != OPENING}
    return ", ".join(f"{count} {counted(kind, count)}" for kind, count in counts.items() if count)


def counted(kind: str, count: int) -> str:
    """The word for so many steps of a kind."""
    return kind if count == 1 or kind == RENEGING else f"{kind}s"


def course_table(terms: Sequence[TermPositions]) -> Table:
    """The table of the course, one row for each step, term by term."""
    headers = ("term", "issue", "#", "date", "by", "move", "proposal", "value", "step")
    return Table("Course of positions", headers, tuple(_course_rows(terms)))


def _course_rows(terms: Sequence[TermPositions]) -> Iterator[tuple[str, ...]]:
    for term in terms:
        for step in term.course:
            move = step.move
            names = (step.party, move.move.verb, step.proposal, step.value, step.kind)
            yield (term.term, term.issue or NOTHING, str(move.number), str(move.when), *names)


TABLES: Final[dict[str, Callable[[Sequence[TermPositions]], Table]]] = {
    "positions": positions_table,
    "course": course_table,
}
"""The tables by name."""


def shown_value(term: TermPositions, step: PositionStep) -> str:
    """The value of a step without its unit: a number in digits, or a word."""
    return step.value if term.is_in_words else written(step.amount)


def percentage(share: Fraction) -> str:
    """A share as a whole percentage, halves away from 0."""
    whole = int(abs(share) * 100 + Fraction(1, 2))
    return str(-whole if share < 0 and whole else whole)


def _number(amount: Decimal | None) -> str:
    return NOTHING if amount is None else written(amount)
