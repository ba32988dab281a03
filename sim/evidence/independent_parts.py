"""The parts of a record that do not depend on each other: moves are in one part if their subjects hang together.

Subjects hang together that one move names or acts on, in its conditions as well. So do all formats of talks, as the two
meet in any of them, and all proposals with a value for the same term. What happens to a subject depends on the moves of
its part alone, whichever of these are left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import frozen

from sim.history.history import History
from sim.history.triggers import conditions_of
from sim.model.components import first_connected
from sim.model.move import Move
from sim.rules.registry import named_subjects
from sim.rules.subjects.proposals import Propose
from sim.rules.subjects.talks import Talks

_Node = tuple[str, str]
"""A subject, a term, the talks, or a move that has none of these: a kind, and an id."""

_TALKS: Final = "talks", ""


@frozen
class IndependentParts:
    """The parts of a record, each as the numbers of its moves in order, and the part of each subject, by position."""

    parts: tuple[tuple[int, ...], ...]
    of_subject: Mapping[str, int]
    of_term: Mapping[str, int]

    def of(self, subjects: Iterable[str]) -> tuple[int, ...]:
        """The parts of these subjects, by position; a subject that no move names is in none."""
        return tuple(sorted({self.of_subject[name] for name in subjects if name in self.of_subject}))


def independent_parts(history: History) -> IndependentParts:
    """The parts of a record, in the order of their first moves."""
    nodes = [tuple(_nodes(history, number)) for number in range(1, len(history.moves) + 1)]
    root_of = _roots(nodes)
    numbers = defaultdict[_Node, list[int]](list)
    for number, of_move in enumerate(nodes, 1):
        numbers[root_of[of_move[0]]].append(number)
    position = {root: place for place, root in enumerate(numbers)}
    of_node = {node: position[root] for node, root in root_of.items()}
    if _TALKS in of_node:
        of_node |= {("subject", name): of_node[_TALKS] for name in history.states[-1].talks}
    return IndependentParts(
        tuple(map(tuple, numbers.values())),
        {name: place for (kind, name), place in of_node.items() if kind == "subject"},
        {name: place for (kind, name), place in of_node.items() if kind == "term"},
    )


def subjects_of(move: Move) -> tuple[str, ...]:
    """The ids of all subjects that a move names, in its conditions as well."""
    in_conditions = (name for condition in conditions_of(move) for name in condition.subjects)
    return tuple(dict.fromkeys((*named_subjects(move), *in_conditions)))


def _nodes(history: History, number: int) -> Iterator[_Node]:
    """What the move of a number has in common with others; at least one thing."""
    move, end = history.moves[number - 1], history.states[-1]
    names = dict.fromkeys((*subjects_of(move), *history.touched[number - 1]))
    if not names:
        yield "move", str(number)
    for name in names:
        yield "subject", name
        if isinstance(end.subjects.get(name), Talks):
            yield _TALKS
    if isinstance(move, Propose) and isinstance(move.terms, Mapping):
        yield from (("term", term) for term in move.terms)


def _roots(groups: Iterable[tuple[_Node, ...]]) -> dict[_Node, _Node]:
    """For each node the first one of those that hang together with it; the nodes of a group do."""
    linked = defaultdict[_Node, list[_Node]](list)
    for first, *others in groups:
        linked[first] += others
        for other in others:
            linked[other].append(first)
    return first_connected(linked)
