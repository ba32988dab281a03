"""A list of moves, then another policy."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from random import Random
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from sim.forecast.context import PolicyContext
from sim.forecast.policies.hold import Hold
from sim.forecast.policy import MOVES, POLICY, Policy, parameter
from sim.forecast.sampling import LegalMoves
from sim.model.move import Move
from sim.rules.verdict import is_legal

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot


def _several(moves: Iterable[Move]) -> tuple[Move, ...]:
    return tuple(moves)


@frozen
class Scripted:
    """Makes the moves of a list, and when the last date in it has passed follows another policy.

    Each is made at the first step on or after its date at which the law allows it, and is passed over if it never
    does. It joins in what the other side proposes if that is on its list and due.
    """

    moves: tuple[Move, ...] = field(
        default=(), converter=_several, metadata=parameter(MOVES, "The moves, as in the section `moves`.")
    )
    then: Policy = field(factory=Hold, metadata=parameter(POLICY, "What it follows when the last date has passed."))

    def __call__(self, state: PolicyContext, party: str, day: date, legal: LegalMoves, random: Random) -> Move | None:
        """The first move that is due and may be made."""
        for move in self._due(state):
            today = evolve(move, date=state.when)
            if is_legal(state, today):
                return today
        return self.then(state, party, day, legal, random) if self._is_over(day) else None

    def consents(self, state: PolicyContext, party: str, move: Move, random: Random) -> bool:
        """Whether the move is on its list and due; after the last date, the answer of the other policy."""
        if any((due.verb, due.subjects) == (move.verb, move.subjects) for due in self._due(state)):
            return True
        joins = getattr(self.then, "consents", None)
        return self._is_over(state.day) and (joins is None or bool(joins(state, party, move, random)))

    def _is_over(self, day: date) -> bool:
        return all(move.date.best < day for move in self.moves)

    def fitted(self, record: "Snapshot", party: str) -> "tuple[Scripted, tuple[str, ...]]":
        """The policy, with what the other policy learns from a record, and its warnings."""
        learn = getattr(self.then, "fitted", None)
        if learn is None:
            return self, ()
        then, warnings = learn(record, party)
        return Scripted(self.moves, then), warnings

    def _due(self, state: PolicyContext) -> list[Move]:
        """The moves whose date has come and that have not been made since the forecast began, as often as listed."""
        done = Counter((made.move.verb, made.move.subjects, made.move.by) for made in state.made)
        due = list[Move]()
        for move in self.moves:
            key = (move.verb, move.subjects, move.by)
            if done[key]:
                done[key] -= 1
            elif move.date.best <= state.day:
                due.append(move)
        return due
