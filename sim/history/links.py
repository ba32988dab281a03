"""The links between moves: which follow each other, as one may depend on what the other has done.

Moves follow each other that act on the same subject, or on the same part in a commitment; that name it in another
field or in a condition; and that act on it as a consequence, or would if it stood otherwise. Others commute.
"""

from collections.abc import Iterator

from sim.history.replay import Trace, touched_by
from sim.model.condition import Condition
from sim.model.ids import ids
from sim.model.move import Commit, Extend, Move, fields_of, holding
from sim.rules.names import NAME_FIELDS
from sim.rules.settlement import linked
from sim.rules.state import Negotiation
from sim.rules.subjects.answers import ACCEPTED
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.proposals import Accept, Proposal, Propose, Ratify, has_links
from sim.rules.subjects.statements import Remark
from sim.rules.verdict import Rulings

Unit = tuple[str, str]
"""The unit within which moves are ordered: a subject, or for a commitment the part of one party in it."""

JOINING = "*"
"""The part of a commitment that all share: who has joined it, and until when it binds those who join."""


def followed_by_each(trace: Trace) -> list[set[int]]:
    """For each move of a replay the positions (from 0) of the moves that it follows directly."""
    end = trace.states[-1]
    last: dict[Unit, int] = {}
    followed = []
    for position, (move, rulings, before) in enumerate(zip(trace.moves, trace.rulings, trace.states, strict=False)):
        units = units_of(move, end)
        if len(rulings) > len(move.subjects) or type(move) in _WITH_CONSEQUENCES:
            units += _units_of_consequences(move, rulings, before, end)
        earlier = {last.get(unit, position) for unit in units}
        earlier.discard(position)
        followed.append(earlier)
        for unit in units:
            last[unit] = position
    return followed


def units_of(move: Move, end: Negotiation) -> list[Unit]:
    """The units that *move* acts on or names.

    *end* is the state at the end of the record, in which a commitment has all its parts.
    """
    verb, units = type(move), list[Unit]()
    if verb is Remark:
        return units
    for name in move.subjects:
        if isinstance(end.subjects.get(name), Commitment):
            units += _parts_acted_on(name, move, end)
        else:
            units.append((name, ""))
    names, conditions = _NAMING[verb]
    for field in names:
        for name in ids(getattr(move, field)):
            units += _whole(name, end)
    for field in conditions:
        if isinstance(condition := getattr(move, field), Condition):
            units += _in_condition(condition, end)
    return units


class _Naming(dict[type[Move], tuple[tuple[str, ...], tuple[str, ...]]]):
    """The fields of each move, beside its own subject, that name subjects, and those that hold conditions.

    Filled as it is asked.
    """

    def __missing__(self, verb: type[Move]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        names = tuple(name for name, namespace in NAME_FIELDS[verb] if namespace == "subject")
        conditions = (field for field in fields_of(verb) if holding(field).form == "condition")
        self[verb] = names, tuple(field.name for field in conditions)
        return self[verb]


_NAMING = _Naming()
_WITH_CONSEQUENCES = (Accept, Ratify, Commit)
"""The moves on whose standing further subjects depend though they do not name them."""


def _parts_acted_on(name: str, move: Move, end: Negotiation) -> Iterator[Unit]:
    yield from ((name, party) for party in end.setting.acting_as(move.by))
    if isinstance(move, Commit) or (isinstance(move, Extend) and move.effective is None):
        yield name, JOINING


def _in_condition(condition: Condition, end: Negotiation) -> Iterator[Unit]:
    """The units that a condition on the record names."""
    for name, party, _ in condition.stands:
        yield from ((name, party), (name, JOINING)) if party else _whole(name, end)


def _whole(name: str, end: Negotiation) -> Iterator[Unit]:
    """The units of a subject with all parts in it."""
    subject = end.subjects.get(name)
    if not isinstance(subject, Commitment):
        yield name, ""
    else:
        yield from ((name, party) for party in (*subject.participation, JOINING))


def _units_of_consequences(move: Move, rulings: Rulings, before: Negotiation, end: Negotiation) -> Iterator[Unit]:
    """The units of the further subjects on which a move acts, or on whose standing it depends that it does not."""
    own = rulings[: len(move.subjects)]
    for name in touched_by(rulings[len(own) :]):
        yield from _whole(name, end)
    if isinstance(move, Commit):
        joined = (commitment for _, _, commitment, _ in own if isinstance(commitment, Commitment))
        yield from ((old, JOINING) for commitment in joined for old in commitment.replaces)
    for name in linked(before, _agreed_or_settled(move, own, before)):
        yield name, ""


def _agreed_or_settled(move: Move, own: Rulings, before: Negotiation) -> tuple[str, ...]:
    """The proposals with which others hang together that a move settles, or would if they were open.

    Several proposals are answered at once only if they do not hang together.
    """
    if isinstance(move, Accept | Ratify):
        is_one = len(own) == 1
        return tuple(
            name
            for name, proposal, _, transitions in own
            if isinstance(proposal, Proposal)
            and has_links(before, proposal)
            and not (is_one and transitions[0].to != ACCEPTED)
        )
    names: tuple[str, ...] = () if isinstance(move, Propose) else getattr(move, "settles", ())
    return names
