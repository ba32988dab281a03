"""Another course of a record: some of its moves left out, others made. What this makes impossible falls as well."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import define, field, frozen

from sim.chronology import units_of
from sim.errors import IllegalMove, Violation
from sim.law import MAKERS, named_subjects
from sim.move import Move
from sim.negotiation import Negotiation, step


@frozen
class Fall:
    """A move of the trunk that the law refuses in a branch: its number there, and every reason.

    It hangs on the first of the moves in `because`, each of these on the next, and the last was left out; there are
    none where it is what happens instead that stands in its way. They are numbers of the trunk.
    """

    number: int
    move: Move
    reasons: tuple[Violation, ...]
    because: tuple[int, ...]


@frozen
class Refusal:
    """A move that was to happen instead and may not: its position among these (from 0), and why.

    `because` are the moves of the trunk on which it hangs, as for a fall.
    """

    position: int
    error: IllegalMove
    because: tuple[int, ...]


Turn = tuple[int | None, Move]
"""A move of a branch, and its number in the trunk; None for what happens instead."""


@define
class Course:
    """What the law makes of a branch: the turns that stand with the states around them, the falls, what it refuses."""

    turns: list[Turn]
    states: list[Negotiation]
    falls: list[Fall] = field(factory=list)
    refusals: list[Refusal] = field(factory=list)


def course(start: Negotiation, trunk_end: Negotiation, turns: Iterable[Turn], left_out: Mapping[int, Move]) -> Course:
    """The course that the *turns* take when the moves *left_out*, by their numbers, are not made."""
    found, gone, own = Course([], [start]), dict(left_out), 0
    for number, move in turns:
        try:
            found.states.append(step(found.states[-1], move))
            found.turns.append((number, move))
        except IllegalMove as refused:
            before = {other: made for other, made in gone.items() if number is None or other < number}
            because = tuple(_chain(move, found.states[-1], trunk_end, before, found.falls))
            if number is None:
                found.refusals.append(Refusal(own, refused, because))
            else:
                found.falls.append(Fall(number, move, refused.violations, because))
                if because:
                    gone[number] = move
        own += number is None
    return found


def _chain(
    move: Move, state: Negotiation, trunk_end: Negotiation, gone: Mapping[int, Move], falls: Iterable[Fall]
) -> Iterator[int]:
    """The numbers of the moves on which a refused one hangs, the nearest first."""
    cause = _cause(move, state, trunk_end, gone)
    if cause is not None:
        yield cause
        yield from next((fall.because for fall in falls if fall.number == cause), ())


def _cause(move: Move, state: Negotiation, trunk_end: Negotiation, gone: Mapping[int, Move]) -> int | None:
    """The move whose absence keeps this one from being made: what made its subject, or else acted on it last."""
    missing = {name for name in named_subjects(move) if name not in state.subjects}
    for number, other in gone.items():
        if type(other) in MAKERS and other.subject in missing:
            return number
    units = set(units_of(move, trunk_end))
    return max((number for number, other in gone.items() if units & {*units_of(other, trunk_end)}), default=None)
