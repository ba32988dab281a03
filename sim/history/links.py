"""The links between moves: which follow each other, as they act on the same subject or party's part in it."""

from collections.abc import Iterator, Sequence

from sim.model.move import CarryOut, Extend, Move
from sim.rules.registry import CREATING_MOVES, acted_subjects
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commit, Commitment
from sim.rules.subjects.proposals import Propose

Unit = tuple[str, str]
"""The unit within which moves are ordered: a subject, or for a commitment one party's part in it."""


def followed_by_each(moves: Sequence[Move], end: Negotiation) -> list[set[int]]:
    """For each move the positions (from 0) of the moves that it follows directly."""
    last: dict[Unit, int] = {}
    makers: dict[str, int] = {}
    followed = []
    for position, move in enumerate(moves):
        units = units_of(move, end)
        before = {last[unit] for unit in units if unit in last}
        before |= {makers[name] for name in _made_before(move) if name in makers}
        followed.append(before)
        last.update(dict.fromkeys(units, position))
        if type(move) in CREATING_MOVES and units:
            makers.setdefault(move.subject, position)
    return followed


def units_of(move: Move, end: Negotiation) -> tuple[Unit, ...]:
    """The units on which *move* acts, with those of the subject it replaces or is carried out as."""
    names = acted_subjects(move)
    if isinstance(move, CarryOut) and move.as_ is not None:
        names = (*names, move.as_)
    return tuple(unit for name in names for unit in _units(name, move, end))


def _units(name: str, move: Move, end: Negotiation) -> Iterator[Unit]:
    if not isinstance(end.subjects.get(name), Commitment):
        yield name, ""
    else:
        parties = end.setting.party_ids if _sets_the_end(move) else end.setting.acting(move.by)
        yield from ((name, party) for party in parties)


def _sets_the_end(move: Move) -> bool:
    """Whether it sets the last day of a commitment, for both parties."""
    return isinstance(move, Extend) or (isinstance(move, Commit) and move.until is not None)


def _made_before(move: Move) -> tuple[str, ...]:
    if isinstance(move, Propose):
        return () if move.counters is None else (move.counters,)
    return (move.subject,) if isinstance(move, Commit) else ()
