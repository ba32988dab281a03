"""What the turns of a history may be, and the step that each of them comes to."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Final

from attrs import field, frozen

from sim.model.move import Move
from sim.rules.state import Negotiation
from sim.rules.verdict import is_legal
from sim.testing.actions import OpenMoves
from sim.testing.arguments.checks import refuse
from sim.testing.arguments.values import day_in
from sim.testing.near_misses import NEAR_MISSES
from sim.testing.turns import MAKE, MISS, WAIT, MoveGenerator, Slots, Turn, basic_move, day_of, plain_move, whole_move

# STEPS


def as_day(day: date | str) -> date:
    """A day, or its ISO text, as a date. Raises: InvalidArgument for anything else."""
    if not isinstance(day, str):
        return day_in("until", day)
    try:
        return date.fromisoformat(day)
    except ValueError:
        refuse(f"until is {day!r}, no day; write it as 2013-03-01")


@frozen
class NearMiss:
    """A move that the law refuses, to be tried."""

    move: Move


@frozen
class Wait:
    """Days that pass without a move, until a day."""

    until: date = field(converter=as_day, repr=lambda day: repr(str(day)))


Step = Move | NearMiss | Wait
"""What a turn comes to: a move to be made, one to be tried in vain, or days that pass."""

# AIMS

FAULTS: Final = tuple(NEAR_MISSES)
"""The faults of near misses in the order of their numbers, from 1 on; 0 is an action that is illegal as it is."""
VARIANTS: Final = 1024
"""By this a fault is told apart from which of the moves it is that it makes of a legal one."""


@frozen
class Aims:
    """The moves that are made: by a generator, such as a system supports.

    With `tries`, illegal ones are tried as well, those that are spoilt with one of the `faults`. With `waits`, all is
    done on the very day that it is, and days pass in between; a move on another day comes to nothing.
    """

    generator: MoveGenerator
    supports: Callable[[Move], bool] = lambda move: True
    tries: bool = False
    faults: Collection[str] = FAULTS
    waits: bool = False

    def step(self, open_moves: OpenMoves, slots: Slots, turn: Turn, last: date) -> Step | None:
        """The step of a turn, on the day *last* or later; None where it comes to none."""
        if turn.kind == WAIT:
            return self.wait(open_moves.state, slots, turn, last)
        if self.waits and turn.date:
            return None
        if turn.kind == MISS:
            return self.near_miss(open_moves, slots, turn, last)
        move = whole_move(self.generator, open_moves, slots, turn, last) if turn.kind == MAKE else None
        return move if move is not None and self.supports(move) else None

    def wait(self, state: Negotiation, slots: Slots, turn: Turn, last: date) -> Wait | None:
        """The days of a turn, if there are any."""
        when = day_of(state, slots.name(turn.slot), turn.date, last)
        return Wait(when.best) if self.waits and when is not None and when.best > last else None

    def near_miss(self, open_moves: OpenMoves, slots: Slots, turn: Turn, last: date) -> NearMiss | None:
        """The illegal move of a turn, if it is one, and one that the system has a word for."""
        if not self.tries:
            return None
        fault, variant = divmod(turn.override, VARIANTS)
        moves = self.attempts(open_moves, slots, turn, last, fault)
        move = moves[variant] if variant < len(moves) else None
        return NearMiss(move) if move is not None and self.is_miss(open_moves.state, move) else None

    def attempts(self, open_moves: OpenMoves, slots: Slots, turn: Turn, last: date, fault: int) -> tuple[Move, ...]:
        """The moves of a turn that have a fault, by its number; for 0 the move itself, where it is not legal."""
        legal = basic_move(open_moves, slots, turn, last)
        if not fault:
            plain = plain_move(open_moves, slots, turn, last) if legal is None else None
            return () if plain is None else (plain,)
        if legal is None or fault > len(FAULTS) or FAULTS[fault - 1] not in self.faults:
            return ()
        return tuple(NEAR_MISSES[FAULTS[fault - 1]](self.generator, open_moves.state, slots.names(), legal))

    def is_miss(self, state: Negotiation, move: Move) -> bool:
        """Whether a move may be tried in vain: the law refuses it, and the system has a word for it."""
        return self.supports(move) and not is_legal(state, move)
