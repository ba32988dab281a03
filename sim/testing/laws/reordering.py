"""Another order of a record, in which moves whose subjects are linked keep theirs."""

from collections.abc import Iterator
from graphlib import TopologicalSorter

from sim.history.history import History
from sim.history.links import JOINING, Unit, units_of
from sim.model.components import first_connected
from sim.model.move import Commit, Move
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment


def followed(history: History) -> list[set[int]]:
    """For each move the positions of those that it follows directly: the last ones on what its subjects hang on."""
    end, last, after = history.states[-1], dict[Unit, int](), list[set[int]]()
    deals = _deals(end)
    for position, (move, touched) in enumerate(zip(history.moves, history.touched, strict=True)):
        units = {(deals.get(name, name), part) for name, part in _units(move, touched, end)}
        after.append({last[unit] for unit in units if unit in last})
        last.update(dict.fromkeys(units, position))
    return after


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
    linked: dict[str, set[str]] = {name: set() for name in state.proposals}
    for name, proposal in state.proposals.items():
        for other in proposal.links:
            linked[name].add(other)
            linked[other].add(name)
    return first_connected(linked)


def newest_first(after: list[set[int]]) -> Iterator[int]:
    """The positions of moves, each after those that it follows, of several that may come next the last one."""
    sorter, free = TopologicalSorter(dict(enumerate(after))), list[int]()
    sorter.prepare()
    while sorter:
        free = sorted((*free, *sorter.get_ready()))
        sorter.done(free[-1])
        yield free.pop()
