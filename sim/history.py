"""The record over time: tightened dates, and the state as of a day or a move.

Every state between two moves is kept; states share what they have in common.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final

from attrs import frozen

from sim.chronology import tightened
from sim.errors import UnknownName, UntimelyMoves, did_you_mean
from sim.fold import replay
from sim.law import Effect, effects
from sim.move import Move
from sim.negotiation import Negotiation, step
from sim.when import When

CERTAIN: Final = "certain"
LIKELY: Final = "likely"
POSSIBLE: Final = "possible"
READINGS: Final = (CERTAIN, LIKELY, POSSIBLE)
"""How a question as of a day selects moves: by their latest, best or earliest date."""


@frozen
class Step:
    """One move of a record: its number in the record (from 1), its date after tightening, and what it did."""

    number: int
    move: Move
    when: When
    effects: tuple[Effect, ...]


@frozen(repr=False)
class History:
    """A legal record: where it starts, its moves, their dates after tightening, and the state after 0, 1, 2 … moves."""

    start: Negotiation
    moves: tuple[Move, ...]
    dates: tuple[When, ...]
    states: tuple[Negotiation, ...]

    def __repr__(self) -> str:
        days = f", {self.dates[0].best} to {self.dates[-1].best}" if self.moves else ""
        return f"<History: {len(self.moves)} {'move' if len(self.moves) == 1 else 'moves'}{days}>"

    @property  # a method would be called on the class as well
    def _repr_pretty_(self) -> Callable[[Any, bool], None]:
        return lambda printer, cycle: printer.text(repr(self))

    @classmethod
    def of(cls, start: Negotiation, moves: Iterable[Move]) -> "History":
        """The history of these moves.

        Raises: IllegalMove at the first that the law refuses; UntimelyMoves if dates contradict each other.
        """
        kept = tuple(moves)
        states = [start]
        for move in kept:
            states.append(step(states[-1], move))
        dates, faults = tightened(kept, states[-1])
        if faults:
            raise UntimelyMoves(faults)
        return cls(start, kept, dates, tuple(states))

    @property
    def last_day(self) -> date | None:
        """The best date of the last move; None if there is no move."""
        return self.dates[-1].best if self.dates else None

    def as_of(self, day: When | date | str | None = None, reading: str = LIKELY) -> "AsOf":
        """The record at the end of *day* (None: of the day of the last move) under a reading.

        Raises: UnknownName if there is no such reading.
        """
        if reading not in READINGS:
            raise UnknownName(f"there is no reading {reading!r}{did_you_mean(reading, READINGS)}")
        end = self.last_day if day is None else When.of(day).best
        return AsOf(self, end, reading, tuple(self._selected(end or date.min, reading)))

    def after(self, number: int) -> "AsOf":
        """The record after so many moves, as of the day of the last of them.

        Raises: UnknownName if there is no such move.
        """
        if not 0 <= number <= len(self.moves):
            raise UnknownName(f"there is no move #{number}; the record has {len(self.moves)}")
        day = self.dates[number - 1].best if number else None
        return AsOf(self, day, LIKELY, tuple(range(1, number + 1)))

    def _selected(self, day: date, reading: str) -> Iterable[int]:
        """The numbers of the moves that a reading selects, in order; for `likely` they are the first ones."""
        if reading == LIKELY:
            return range(1, bisect_right(self.dates, day, key=lambda when: when.best) + 1)
        numbered = enumerate(self.dates, 1)
        if reading == CERTAIN:
            return (number for number, when in numbered if when.latest is not None and when.latest <= day)
        return (number for number, when in numbered if when.earliest is None or when.earliest <= day)


@frozen
class AsOf:
    """A record as of a day (None: it has no move) under a reading: the numbers of the moves that count."""

    history: History
    day: date | None
    reading: str
    numbers: tuple[int, ...]

    @property
    def state(self) -> Negotiation:
        """The state that these moves lead to."""
        if self._is_prefix():
            return self.history.states[len(self.numbers)]
        return replay(self.history.start, (self.history.moves[number - 1] for number in self.numbers))

    def steps(self) -> Iterator[Step]:
        """The moves that count, in order, each with what it did."""
        state = self.history.start
        for number in self.numbers:
            move = self.history.moves[number - 1]
            yield Step(number, move, self.history.dates[number - 1], effects(state, move))
            state = self.history.states[number] if self._is_prefix() else step(state, move)

    def _is_prefix(self) -> bool:
        return not self.numbers or self.numbers[-1] == len(self.numbers)
