"""The finding of positions in one sentence: on which terms the sides are still apart, or where they have met."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from sim.assess.position import TermPositions
from sim.assess.position_steps import PositionStep
from sim.report.table.positions import shown_value

ONE_SIDE: Final = "On no term have both sides named a value"

_MOST_NAMED: Final = 3


def finding_of(terms: Sequence[TermPositions]) -> str:
    """The finding of the positions on some terms."""
    compared = [term for term in terms if term.left is not None]
    apart = [term for term in compared if term.left is not None and term.left > 0]
    if not compared:
        return ONE_SIDE
    if not apart:
        met = ", ".join(_met(term) for term in compared[:_MOST_NAMED])
        more = f" and {len(compared) - _MOST_NAMED} more" if len(compared) > _MOST_NAMED else ""
        return f"The sides have met on {_of(len(compared), len(terms))}: {met}{more}"
    widest = max(apart, key=_left_share)
    most = ", most on" if len(apart) > 1 else ":"
    first, second = (_value(widest, position.last) for position in widest.positions.values())
    return f"The sides are apart on {_of(len(apart), len(terms))}{most} {widest.term}, {first} against {second}"


def _of(some: int, every: int) -> str:
    if every == 1:
        return "the one term"
    return f"{'all' if some == every else f'{some} of'} {every} terms"


def _met(term: TermPositions) -> str:
    """The term with the value on which the sides have met; without one where they have passed each other."""
    last = next(iter(term.positions.values())).last
    return term.term if term.left else f"{term.term} {_value(term, last)}"


def _value(term: TermPositions, step: PositionStep | None) -> str:
    value = "" if step is None else shown_value(term, step)
    return value if term.is_in_words else f"{value} {term.unit}".strip()


def _left_share(term: TermPositions) -> Fraction:
    """The share of the first gap that is left; all of it where there was none at first."""
    return Fraction(1) if term.left_share is None else term.left_share
