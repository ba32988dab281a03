"""The links between moves: which follow each other, as they act on the same subject or part of it, or name it."""

from collections.abc import Iterable, Iterator

from sim.history.replay import Trace, touched_by
from sim.model.condition import Condition
from sim.model.move import Move
from sim.rules.registry import named_subjects
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commit, Commitment
from sim.rules.subjects.statements import Remark

Unit = tuple[str, str]
"""The unit within which moves are ordered: a subject, or for a commitment the part of one party in it."""

JOINING = "*"
"""The unit of a commitment in which the moves follow each other that make and join it."""


def followed_by_each(trace: Trace) -> list[set[int]]:
    """For each move of a replay the positions (from 0) of the moves that it follows directly."""
    last: dict[Unit, int] = {}
    followed = []
    for position, (move, rulings) in enumerate(zip(trace.moves, trace.rulings, strict=True)):
        units = set(units_of(move, trace.states[-1], touched_by(rulings)))
        followed.append({last[unit] for unit in units if unit in last})
        last.update(dict.fromkeys(units, position))
    return followed


def units_of(move: Move, end: Negotiation, touched: Iterable[str] = ()) -> Iterator[Unit]:
    """The units that *move* touches: those that it acts on, those it names, and the further subjects *touched* by it.

    *end* is the state at the end of the record, in which a commitment has all its parts.
    """
    if type(move) is not Remark:
        for name in move.subjects:
            yield from _acted_on(name, move, end)
    for name in (*touched, *named_subjects(move), *_in_conditions(move)):
        if name not in move.subjects:
            yield from _whole(name, end)


def _acted_on(name: str, move: Move, end: Negotiation) -> Iterator[Unit]:
    subject = end.subjects.get(name)
    if not isinstance(subject, Commitment):
        yield name, ""
        return
    yield from ((name, party) for party in subject.acting(move, end.setting))
    if isinstance(move, Commit):
        yield name, JOINING


def _whole(name: str, end: Negotiation) -> Iterator[Unit]:
    """The units of a subject with all parts in it."""
    subject = end.subjects.get(name)
    if not isinstance(subject, Commitment):
        yield name, ""
    else:
        yield from ((name, party) for party in (*subject.participation, JOINING))


def _in_conditions(move: Move) -> Iterator[str]:
    """The subjects that the conditions of a move on the record name."""
    for condition in (getattr(move, "unless", None), getattr(move, "if_", None)):
        if isinstance(condition, Condition):
            yield from condition.subjects
