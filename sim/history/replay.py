"""Moves folded into a state: a replay stops at the first that the law refuses, an audit passes over it."""

from collections.abc import Iterable

from attrs import frozen

from sim.model.errors import IllegalMoveError
from sim.model.move import Move
from sim.rules.state import Draft, Negotiation


def replay(start: Negotiation, moves: Iterable[Move]) -> Negotiation:
    """The state after all *moves*. Raises: IllegalMoveError at the first that the law refuses."""
    draft = Draft(start)
    draft.replay(moves)
    return draft.frozen()


@frozen
class Audit:
    """A record that may break the rules: the moves that stand, the state they lead to, and every refusal."""

    moves: tuple[Move, ...]
    state: Negotiation
    refusals: tuple[IllegalMoveError, ...]


def audit(start: Negotiation, moves: Iterable[Move]) -> Audit:
    """What is left of *moves* when each one that the law refuses is passed over."""
    draft, kept, refusals = Draft(start), [], []
    for move in moves:
        try:
            draft.step(move)
        except IllegalMoveError as refused:
            refusals.append(refused)
        else:
            kept.append(move)
    return Audit(tuple(kept), draft.frozen(), tuple(refusals))
