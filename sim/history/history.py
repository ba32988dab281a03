"""The record over time: tightened dates, the state as of a day or a move, explanations, and branches.

Every state between two moves is kept; states share what they have in common.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import Any

from attrs import frozen

from sim.history.branching import BranchResult, InvalidatedMove, NumberedMove, branch_result
from sim.history.date_bounds import tighten_bounds
from sim.history.diff import Change
from sim.history.readings import earliest, latest
from sim.history.replay import Trace, TraceEffects, touched_by
from sim.history.snapshot import Explanation, Record, Snapshot, Step
from sim.model.dates import CERTAIN, LIKELY, READINGS, When
from sim.model.errors import InconsistentDatesError, UnknownNameError, did_you_mean
from sim.model.move import Move
from sim.model.notebook import ShownInNotebooks
from sim.rules.registry import CREATING_MOVES, named_subjects
from sim.rules.state import Negotiation
from sim.rules.subjects.statements import Remark

Moment = When | date | str | int | None
"""When to look: at the end of a day, after so many moves, or (None) at the end of the record."""


@frozen(repr=False, slots=False)
class History(Record, ShownInNotebooks):
    """A record, and the questions to it: as of, between, why, difference, what if."""

    def __repr__(self) -> str:
        days = f", {self.dates[0].best} to {self.dates[-1].best}" if self.moves else ""
        return f"<History: {len(self.moves)} {'move' if len(self.moves) == 1 else 'moves'}{days}>"

    @property  # a method would be called on the class as well
    def _repr_pretty_(self) -> Callable[[Any, bool], None]:
        return lambda printer, cycle: printer.text(repr(self))

    @classmethod
    def of(cls, start: Negotiation, moves: Iterable[Move]) -> "History":
        """The history of these moves.

        Raises: IllegalMoveError at the first that the law refuses; InconsistentDatesError if dates contradict each
        other.
        """
        return cls.of_trace(Trace.of(start, moves))

    @classmethod
    def of_trace(cls, trace: Trace, known: Sequence[When] | None = None) -> "History":
        """The history of a replay, in which *known* are the dates of the moves (None: as written).

        Raises: InconsistentDatesError if dates contradict each other.
        """
        dates, faults = tighten_bounds(trace, known)
        if faults:
            raise InconsistentDatesError(faults)
        return cls.dated(trace, dates)

    @classmethod
    def dated(cls, trace: Trace, dates: tuple[When, ...]) -> "History":
        """The history of a replay whose dates are tightened; nothing is checked again."""
        touched = tuple(touched_by(rulings) for rulings in trace.rulings)
        return cls(trace.states[0], tuple(trace.moves), dates, tuple(trace.states), TraceEffects(trace), touched)

    # AS OF

    def as_of(self, moment: Moment = None, reading: str = LIKELY) -> Snapshot:
        """The record at the end of a day (None: of the day of the last move) under a reading, or after so many moves.

        After so many moves it is as of the day of the last of them, whatever the reading.

        Raises: UnknownNameError if there is no such move or reading.
        """
        if reading not in READINGS:
            raise UnknownNameError(f"there is no reading {reading!r}{did_you_mean(reading, READINGS)}")
        if isinstance(moment, int):
            return self._after(moment)
        end = self.last_day if moment is None else When.of(moment).best
        return Snapshot(self, end, reading, self._selected(end or date.min, reading))

    def _after(self, number: int) -> Snapshot:
        """The record after so many moves, as of the day of the last of them."""
        if not 0 <= number <= len(self.moves):
            raise UnknownNameError(f"there is no move #{number}; the record has {len(self.moves)}")
        day = self.dates[number - 1].best if number else None
        return Snapshot(self, day, LIKELY, range(1, number + 1))

    def _selected(self, day: date, reading: str) -> Sequence[int]:
        """The numbers of the moves that a reading selects, in order; for `likely` they are the first ones.

        Certain moves are likely too, and likely moves possible; so only the moves that the running extremes of the days
        leave open are looked at one by one.
        """
        likely = bisect_right(self.dates, day, key=lambda when: when.best)
        if reading == LIKELY:
            return range(1, likely + 1)
        if reading == CERTAIN:
            first = bisect_right(self._latest_so_far, day)
            further = [number for number in range(first + 1, likely + 1) if latest(self.dates[number - 1]) <= day]
        else:
            first, last = likely, bisect_right(self._earliest_to_come, day)
            further = [number for number in range(first + 1, last + 1) if earliest(self.dates[number - 1]) <= day]
        return (*range(1, first + 1), *further) if further else range(1, first + 1)

    @cached_property
    def _latest_so_far(self) -> tuple[date, ...]:
        """The latest day of each move and all before it."""
        return tuple(accumulate(map(latest, self.dates), max))

    @cached_property
    def _earliest_to_come(self) -> tuple[date, ...]:
        """The earliest day of each move and all after it."""
        return tuple(accumulate(map(earliest, reversed(self.dates)), min))[::-1]

    # QUESTIONS

    def between(self, since: Moment, until: Moment = None, reading: str = LIKELY) -> tuple[Step, ...]:
        """The moves that count at *until* and do not at *since*, in order.

        Raises: UnknownNameError if there is no such move or reading.
        """
        return self.as_of(until, reading).since(self.as_of(since, reading))

    def why(self, subject: str, moment: Moment = None, reading: str = LIKELY) -> Explanation:
        """The explanation of a subject's status at a moment: its moves, and how it was declared.

        Raises: UnknownNameError if nobody has made it by then.
        """
        return self.as_of(moment, reading).why(subject)

    def difference(self, before: Moment, after: Moment, reading: str = LIKELY) -> tuple[Change, ...]:
        """The changes of status from one moment to another, in the order in which moves reach the subjects."""
        return self.as_of(before, reading).difference(self.as_of(after, reading))

    # WHAT IF

    def branch(self, fork: Moment = None, without: Iterable[int] = (), moves: Iterable[Move] = ()) -> "Branch":
        """Another course: the record up to *fork*, *without* the moves of these numbers, and these *moves* instead.

        Where no fork is given the whole record goes on, and each of the *moves* is made when its date says. What the
        law refuses of the record then falls; dates stay within what the record says of them.

        Raises: UnknownNameError if there is no such move; IllegalMoveError at the first of the *moves* that the law
        refuses; InconsistentDatesError if dates contradict each other.
        """
        found = self.branch_result(fork, without, moves)
        for refusal in found.refusals:
            raise refusal.error
        return self.branched(found)

    def branch_result(
        self, fork: Moment = None, without: Iterable[int] = (), moves: Iterable[Move] = ()
    ) -> BranchResult:
        """The result of such a branch, with its invalidated and refused moves, be it possible or not.

        Raises: UnknownNameError if there is no such move.
        """
        kept, gone = self.as_of(fork).numbers, set[int]()
        for number in without:
            if number not in kept:
                raise UnknownNameError(f"there is no move #{number}; the branch has {len(kept)} of the record")
            gone.add(int(number))
        own = [(None, move) for move in moves]
        turns = [(number, self.moves[number - 1]) for number in kept]
        everything = self._interleaved(turns, own) if fork is None else [*turns, *own]
        return branch_result(self.start, self.states[-1], everything, gone, self.known_dates)

    @cached_property
    def known_dates(self) -> dict[int, When]:
        """The days that are left to each move, by number, where it comes after those above and before those below."""
        floors = accumulate(map(earliest, self.dates), max)
        ceilings = reversed(tuple(accumulate(map(latest, reversed(self.dates)), min)))
        return {
            number: when if when.is_exact else when.within(floor, ceiling)
            for number, (when, floor, ceiling) in enumerate(zip(self.dates, floors, ceilings, strict=True), 1)
        }

    def branched(self, found: BranchResult) -> "Branch":
        """The branch that takes a course. Raises: InconsistentDatesError if dates contradict each other."""
        numbers = tuple(number for number, _ in found.turns)
        known = tuple(move.date if number is None else self.dates[number - 1] for number, move in found.turns)
        history = History.of_trace(found.trace, known)
        return Branch(self, history, numbers, found.left_out, tuple(found.invalidated))

    def _interleaved(self, turns: Sequence[NumberedMove], own: Sequence[NumberedMove]) -> Iterator[NumberedMove]:
        """The turns, each of one's own after all those of the base record whose best date is not later.

        Where its date leaves that open, it comes after the moves that make its subjects.
        """
        position = 0
        for turn in own:
            end = self._place(turns, turn[1])
            yield from turns[position:end]
            position = max(position, end)
            yield turn
        yield from turns[position:]

    def _place(self, turns: Sequence[NumberedMove], move: Move) -> int:
        """The number of turns before a move of one's own."""
        names, last = set(named_subjects(move)), 0
        for position, (number, other) in enumerate(turns, 1):
            when = other.date if number is None else self.dates[number - 1]
            makes_it = (
                type(other) in CREATING_MOVES and not names.isdisjoint(other.subjects) and type(other) is not Remark
            )
            if when.best <= move.date.best or (makes_it and earliest(when) <= latest(move.date)):
                last = position
        return last


@frozen
class Branch:
    """Another course of a record: its base record, its own history, and what of the base record is not in it.

    `numbers` has for each move of the branch its number in the base record, None for what happens instead. Falls are
    in the order of the base record.
    """

    base: History
    history: History
    numbers: tuple[int | None, ...]
    left_out: tuple[int, ...]
    invalidated: tuple[InvalidatedMove, ...]
