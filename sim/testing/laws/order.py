"""Laws 7 and 8: it does not matter which of the two parties it is, nor which of two unrelated moves came first."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter

from sim.history.history import History
from sim.history.links import JOINING, Unit, units_of
from sim.model.move import Commit, Move
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment
from sim.testing.laws.positions import Position
from sim.testing.laws.rules import Rules, law
from sim.testing.plain import differences, exchanged, named, opposite, without_order


@law(7)
def exchanging_the_parties_commutes_with_replay(history: History, rules: Rules) -> Iterator[str]:
    """Where each party does what the other did, each stands where the other stood, and may do what the other might."""
    party_ids = history.start.setting.party_ids
    start, end = exchanged(history.start, party_ids), exchanged(history.states[-1], party_ids)
    end_exchanged = rules.replay(start, [exchanged(move, party_ids) for move in history.moves])
    for difference in differences(end, end_exchanged):
        yield f"with the parties exchanged, the record leads to another state: {difference}"
    yield from _other_offers(history, rules)


def _other_offers(history: History, rules: Rules) -> Iterator[str]:
    """The moves offered to one party at the end, but not to the other with the parties exchanged, or the reverse."""
    party_ids, end = history.start.setting.party_ids, Position(history, len(history.moves), 0)
    party = party_ids[end.number % 2]
    offered = Counter(exchanged(move, party_ids) for move in rules.legal_moves(end.state, party, end.day))
    others = Counter(rules.legal_moves(exchanged(end.state, party_ids), opposite(party, party_ids), end.day))
    for move in offered - others:
        yield f"with the parties exchanged, {named(move)} is not offered"
    for move in others - offered:
        yield f"{named(move)} is offered only if the parties are exchanged"


@law(8)
def moves_that_share_no_subject_commute(history: History, rules: Rules) -> Iterator[str]:
    """In another order, in which moves whose subjects are linked keep theirs, the moves lead to the same state."""
    reordered = rules.replay(history.start, [history.moves[position] for position in _newest_first(_followed(history))])
    for difference in differences(without_order(history.states[-1]), without_order(reordered)):
        yield f"with the newest of all free moves always first, the record leads to another state: {difference}"


def _followed(history: History) -> list[set[int]]:
    """For each move the positions of those that it follows directly: the last ones on what its subjects hang on."""
    end, last, followed = history.states[-1], dict[Unit, int](), list[set[int]]()
    deals = _deals(end)
    for position, (move, touched) in enumerate(zip(history.moves, history.touched, strict=True)):
        units = {(deals.get(name, name), part) for name, part in _units(move, touched, end)}
        followed.append({last[unit] for unit in units if unit in last})
        last.update(dict.fromkeys(units, position))
    return followed


def _units(move: Move, touched: tuple[str, ...], end: Negotiation) -> Iterator[Unit]:
    """What a move acts on or names, and all of the further subjects that it acts on, or may when it is joined."""
    yield from units_of(move, end)
    further = [name for name in touched if name not in move.subjects]
    for name in move.subjects if isinstance(move, Commit) else ():
        made = end.subjects.get(name)
        further += made.replaces if isinstance(made, Commitment) else ()
    for name in further:
        subject = end.subjects.get(name)
        parts = (*subject.participation, JOINING) if isinstance(subject, Commitment) else ("",)
        yield from ((name, part) for part in parts)


def _deals(state: Negotiation) -> dict[str, str]:
    """For each proposal the first of those that hang together with it by links in either direction, to the end."""
    proposals, deals = state.proposals, dict[str, str]()
    linked = defaultdict[str, set[str]](set)
    for name, proposal in proposals.items():
        for other in proposal.links:
            linked[name].add(other)
            linked[other].add(name)
    for first in proposals:
        ahead = [first]
        while ahead:
            name = ahead.pop()
            if name not in deals:
                deals[name] = first
                ahead += linked[name]
    return deals


def _newest_first(followed: list[set[int]]) -> Iterator[int]:
    """The positions of moves, each after those that it follows, of several that may come next the last one."""
    sorter, free = TopologicalSorter(dict(enumerate(followed))), list[int]()
    sorter.prepare()
    while sorter:
        free = sorted((*free, *sorter.get_ready()))
        sorter.done(free[-1])
        yield free.pop()
