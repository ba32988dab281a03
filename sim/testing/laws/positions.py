"""The positions of a record at which the laws try something, and how complaints call them."""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from sim.history.history import History
from sim.model.dates import When
from sim.model.ids import BOTH
from sim.model.move import Move
from sim.rules.registry import MOVES_BY_VERB
from sim.rules.state import Negotiation
from sim.testing.plain import named

AT_ANY_TIME: Final = When.of("2000-01-01")
"""The day of what is tried before the first move."""

_VERBS: Final = tuple(MOVES_BY_VERB.values())


@frozen
class Position:
    """A place in a record: after so many moves; by its turn, others try other things at the next one."""

    history: History
    number: int
    turn: int

    @property
    def state(self) -> Negotiation:
        """The state there."""
        return self.history.states[self.number]

    @property
    def day(self) -> When:
        """The day of the last move before it."""
        return When.of(self.history.dates[self.number - 1].best) if self.number else AT_ANY_TIME

    @property
    def actor(self) -> str | None:
        """The actor who tries something there: a party, a third party or None, the clock."""
        return self._actors[self.turn % len(self._actors)]

    @property
    def _actors(self) -> tuple[str | None, ...]:
        setting = self.state.setting
        return (*setting.party_ids, *sorted(setting.outsiders), None)

    @property
    def by_values(self) -> tuple[str | None, ...]:
        """The values of `by` with which the actor can move: alone, and for a party together with the other."""
        return (self.actor, BOTH) if self.actor in self.state.setting.party_ids else (self.actor,)

    @property
    def verbs(self) -> tuple[type[Move], ...]:
        """A fourth of all verbs; the actor's next turn brings another fourth."""
        return _VERBS[self.turn // len(self._actors) % 4 :: 4]

    @property
    def targets(self) -> tuple[str, ...]:
        """Ids to try something on: what the last move acted on, and one by turn."""
        ids = self.state.ids
        moved = [move.subject for move in self.history.moves[: self.number][-1:] if move.subject in ids]
        return tuple(dict.fromkeys((*moved, ids[self.turn % len(ids)]))) if ids else ()

    def __str__(self) -> str:
        return after(self.history, self.number)


def positions(history: History, most: int = 6) -> Iterator[Position]:
    """Points of a record: all of them or *most*, evenly apart, the first and the last included."""
    for turn, number in enumerate(spread(len(history.states), most), len(history.moves)):
        yield Position(history, number, turn)


def spread(count: int, most: int = 8) -> range | list[int]:
    """As many of the numbers from 0 up to *count* (exclusive) as *most*, evenly apart, the first and the last included.

    >>> spread(100, 4)
    [0, 33, 66, 99]
    """
    return range(count) if count <= most else [number * (count - 1) // (most - 1) for number in range(most)]


def after(history: History, number: int) -> str:
    """The place after so many moves of a record, in words."""
    return f"after {nth(history, number)}" if number else "at the start"


def nth(history: History, number: int) -> str:
    """A move of a record by its number, from 1, and its name, in words."""
    return f"move {number} ({named(history.moves[number - 1])})"
