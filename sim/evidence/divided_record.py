"""A record divided into its independent parts, and the conclusions on it without some of its moves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from typing import Any

from attrs import frozen

from sim.assess.durations import LASTING
from sim.assess.weights import Weights
from sim.evidence.independent_parts import independent_parts
from sim.evidence.reduced_records import LeftOut, ReducedRecords
from sim.evidence.summed_figures import Sums, less, of_key, total
from sim.history.history import History
from sim.model.dates import LIKELY, When
from sim.scenario.expectations import (
    ABOUT_SUBJECTS,
    NEXT_TALKS,
    POSITIONS,
    AssessedSnapshot,
    Expectation,
    actual_value,
)

Share = Any
"""What a part has to do with a conclusion, which can be hashed: the value itself, or what the part adds to sums."""


@frozen
class Scope:
    """The day that is asked about, the earlier one that it is compared with, and the reading."""

    as_of: When
    since: When | None
    reading: str


class DividedRecord:
    """A record, its independent parts, and what stands of each without some of its moves.

    What is asked as of the end is asked on the last day of the whole record, whatever is left out.
    """

    def __init__(self, history: History, weights: Weights) -> None:
        self.history, self.weights = history, weights
        self.partition = independent_parts(history)
        everything = range(1, len(history.moves) + 1)
        self.records = tuple(ReducedRecords(history, numbers) for numbers in (*self.partition.parts, everything))
        self.whole = len(self.partition.parts)
        self._shares = dict[tuple[Scope, str], dict[tuple[int, LeftOut], Share]]()
        self.assessed = cache(self._assessed)

    @cached_property
    def part_of(self) -> dict[int, int]:
        """The part of each move, by its number."""
        return {number: part for part, numbers in enumerate(self.partition.parts) for number in numbers}

    def scope(self, expectation: Expectation) -> Scope:
        """The days and the reading of a conclusion."""
        last_day = self.history.last_day or date.min
        return Scope(expectation.as_of or When.of(last_day), expectation.since, expectation.reading)

    def _assessed(self, scope: Scope) -> AssessedSnapshot:
        """The whole record, assessed."""
        return self.assess(self.history, scope)

    def assess(self, history: History, scope: Scope) -> AssessedSnapshot:
        """Another history, assessed in its place."""
        return AssessedSnapshot.of(history, scope.as_of, scope.since, scope.reading, self.weights)

    def shares(self, scope: Scope, key: str) -> dict[tuple[int, LeftOut], Share]:
        """The shares that are known for all that is asked in the same words: by part, and by what is left out."""
        return self._shares.setdefault((scope, key), {})


class Conclusion:
    """A conclusion on a record, and what is found for it without some of the moves.

    `parts` are the parts of the record that it depends on.
    """

    def __init__(self, record: DividedRecord, expectation: Expectation) -> None:
        self.record, self.expectation, self.scope = record, expectation, record.scope(expectation)
        self.figure = of_key(expectation.key, expectation.subject)
        self.parts = self._parts()
        own = expectation.key if self.figure else f"{expectation.key}: {expectation.subject}, {expectation.expected}"
        self._shares = record.shares(self.scope, own)
        self._changes = dict[Share, int]()
        self._known = list[Any]()
        self._values = dict[tuple[int, ...], str]()

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The ids of the subjects that it is about; of none if it is a figure, or a position."""
        key, end = self.expectation.key, self.record.history.states[-1]
        if key == NEXT_TALKS:
            return frozenset(end.talks)
        return frozenset((self.expectation.subject.partition("/")[0],)) if key in ABOUT_SUBJECTS else frozenset()

    def _parts(self) -> tuple[int, ...]:
        """The parts that the conclusion depends on, by position."""
        key, partition = self.expectation.key, self.record.partition
        if self.figure is not None:
            return tuple(range(self.record.whole))
        if key in LASTING and not self.subjects.isdisjoint(self.record.history.start.subjects):
            return (self.record.whole,)
        if key == POSITIONS:
            term = self.expectation.subject.rpartition("/")[0].rpartition("/")[2]
            return (partition.of_term[term],) if term in partition.of_term else ()
        return partition.of(self.subjects)

    @cached_property
    def found(self) -> str:
        """What is found in the whole record."""
        return actual_value(self.expectation, self.record.assessed(self.scope))

    @property
    def holds(self) -> bool:
        """Whether it holds in the whole record."""
        return self.expectation.is_met_by(self.found)

    @property
    def is_of_whole(self) -> bool:
        """Whether it depends on the whole record, undivided."""
        return self.record.whole in self.parts

    def is_about(self, part: int) -> bool:
        """Whether it depends on a part."""
        return self.is_of_whole or part in self.parts

    def depends_on(self, number: int) -> bool:
        """Whether it depends on the part of the move of a number."""
        return self.is_about(self.record.part_of[number])

    @property
    def last_day(self) -> When:
        """The later of the day that is asked about and the one that is compared with."""
        return max(when for when in (self.scope.as_of, self.scope.since) if when is not None)

    def candidates(self, part: int) -> tuple[int, ...]:
        """The moves of a part without which the conclusion may not hold, by number."""
        numbers = self.record.records[part].numbers
        if self.scope.reading != LIKELY:
            return numbers
        last = len(self.record.history.as_of(self.last_day).numbers)
        return tuple(number for number in numbers if number <= last)

    def without(self, numbers: Iterable[int]) -> str:
        """What is found without the moves of these numbers."""
        left_out = defaultdict[int, list[int]](list)
        for number in filter(self.depends_on, sorted(numbers)):
            left_out[self.record.part_of[number] if self.figure else self.parts[0]].append(number)
        return self.found_without({part: tuple(of_part) for part, of_part in left_out.items()})

    def found_without(self, left_out: Mapping[int, LeftOut]) -> str:
        """What is found without these moves of each part."""
        return self.found_with(self.change(part, of_part) for part, of_part in left_out.items())

    def found_with(self, changes: Iterable[int]) -> str:
        """What is found when several parts change so, given the positions of these changes."""
        key = tuple(sorted(changes))
        if key not in self._values:
            self._values[key] = self._value_of([self._known[change] for change in key])
        return self._values[key]

    def _value_of(self, changes: Sequence[Any]) -> str:
        if self.figure is None:
            return str(changes[0]) if changes else self.found
        return self._value_with(changes)

    def found_from(self, share: Share, instead_of: Share) -> str:
        """What is found for a figure when one share of its sums takes the place of another."""
        return self._value_with((less(dict(share), dict(instead_of)),))

    def _value_with(self, changes: Iterable[Sums]) -> str:
        """The value of the figure when its sums change so."""
        assert self.figure is not None
        assessed = self.record.assessed(self.scope)
        return self.figure.value(total((self.sums, *changes)), assessed)

    @cached_property
    def sums(self) -> Sums:
        """The sums from which the figure of the whole record is worked out."""
        assert self.figure is not None
        return self.figure.summand(self.record.assessed(self.scope))

    def share(self, part: int, left_out: LeftOut) -> Share:
        """What a part has to do with the conclusion without some of its moves."""
        if (part, left_out) not in self._shares:
            record = self.record.records[part].without(left_out)
            self._shares[part, left_out] = self.share_in(record.history(self.scope.reading))
        return self._shares[part, left_out]

    def share_in(self, history: History) -> Share:
        """What another history of a part has to do with the conclusion."""
        assessed = self.record.assess(history, self.scope)
        if self.figure is None:
            return actual_value(self.expectation, assessed)
        return frozenset(total((self.figure.summand(assessed),)).items())

    def change(self, part: int, left_out: LeftOut) -> int:
        """What changes without some moves of a part, as its position among all the changes that were met.

        It is the new value, or how the sums of a figure change.
        """
        share = self.share(part, left_out)
        change = share if self.figure is None else less(dict(share), dict(self.share(part, ())))
        known = share if self.figure is None else frozenset(change.items())
        if known not in self._changes:
            self._changes[known] = len(self._known)
            self._known.append(change)
        return self._changes[known]
