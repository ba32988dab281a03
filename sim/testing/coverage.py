"""Coverage of the law: the transitions, refusals and boundaries that were reached by what the kit drew.

    with coverage.recorded() as seen:
        test_my_code()
    print(seen.table())

In pytest `--negsim-coverage` does it for a whole run. What is drawn or made is counted, by strategies, machines and the
plain player, also what shrinking tries. Without a recording nothing is looked at.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, Protocol

from attrs import Factory, define

from sim.model.move import Move
from sim.rules.state import Negotiation
from sim.rules.verdict import Refusal, Rulings, judge, transitions_of
from sim.testing.boundaries import boundaries_met
from sim.testing.coverage_table import MADE, REFUSED, table
from sim.testing.law_items import BOUNDARIES, ITEMS_OF_REFUSALS, ITEMS_OF_ROWS, NOUNS, Item, items
from sim.testing.refusals import kind_of


class Record(Protocol):
    """What moves have led to: the states before the first and after each, and the moves."""

    @property
    def states(self) -> Sequence[Negotiation]: ...  # noqa: D102 - the name says it
    @property
    def moves(self) -> Sequence[Move]: ...  # noqa: D102 - the name says it


@define
class Seen:
    """What was reached, and by how many moves; and how many moves were made and refused.

    A part is `transitions`, `boundaries` or `refusals`; what it is about is a kind of subject, or a group of refusals.
    """

    counts: Counter[Item] = Factory(Counter)
    moves: Counter[str] = Factory(Counter)

    def reached(self, part: str, about: str | None = None) -> tuple[Item, ...]:
        """The items of a part, about one kind or about all, that were reached."""
        return tuple(item for item in items(part, about) if self.counts[item])

    def missing(self, part: str, about: str | None = None) -> tuple[Item, ...]:
        """The items of a part, about one kind or about all, that were not reached."""
        return tuple(item for item in items(part, about) if not self.counts[item])

    def add(self, other: "Seen") -> None:
        """Count what another recording has seen as well."""
        self.counts.update(other.counts)
        self.moves.update(other.moves)

    def table(self, names: int | None = 3) -> str:
        """How many were reached of all, and so many names of those that were not; with None each name and its count."""
        return table(self.counts, self.moves, names)


# RECORDING

_recordings: Final[list[Seen]] = []
"""The recordings that are on."""


@contextmanager
def recorded() -> Iterator[Seen]:
    """What is reached from now on, until the block ends."""
    seen = Seen()
    _recordings.append(seen)
    try:
        yield seen
    finally:
        _recordings[:] = [recording for recording in _recordings if recording is not seen]


def record(made: Record) -> None:
    """Count what the moves of a history reach; nothing unless a recording is on."""
    if _recordings:
        for state, move in zip(made.states, made.moves, strict=False):
            record_move(state, move)


def record_move(state: Negotiation, move: Move) -> None:
    """Count what a move in a state reaches, legal or not; nothing unless a recording is on."""
    if _recordings:
        verdict = judge(state, move)
        _count(REFUSED if isinstance(verdict, Refusal) else MADE, _reached(state, move, verdict))


def _reached(state: Negotiation, move: Move, verdict: Rulings | Refusal) -> Iterator[Item]:
    if isinstance(verdict, Refusal):
        kinds = map(kind_of, verdict.violations)
        yield from (ITEMS_OF_REFUSALS[kind] for kind in kinds if kind is not None)
    else:
        yield from (ITEMS_OF_ROWS[id(row)] for row in transitions_of(verdict))
    yield from (Item(BOUNDARIES, NOUNS[kind], name) for kind, name in boundaries_met(state, move))


def _count(outcome: str, reached: Iterable[Item]) -> None:
    by_the_move = frozenset(reached)
    for seen in _recordings:
        seen.moves[outcome] += 1
        seen.counts.update(by_the_move)
    hypothesis: Any = sys.modules.get("hypothesis")  # the plain player does without it
    if hypothesis is not None and hypothesis.currently_in_test_context():
        for item in sorted(by_the_move):
            hypothesis.event(f"negsim: {item.part}: {item}")
