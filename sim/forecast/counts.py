"""Counts over runs, in whole numbers only: their sum does not depend on who counts what, nor their size on the runs."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from attrs import define, field

from sim.forecast.intervals import Pairs

if TYPE_CHECKING:
    from sim.forecast.measurement import Measurement, Outcome, RunResult

Key = TypeVar("Key")
Value = TypeVar("Value")


@define
class Counts:
    """The results of many runs, counted: of outcomes by day, of tension by step, and so on."""

    runs: int = 0
    moves: int = 0
    days: "dict[Outcome, Counter[int]]" = field(factory=dict)
    tension: "list[Counter[int]]" = field(factory=list)
    concessions: "dict[str, Counter[int]]" = field(factory=dict)
    answers: "dict[str, Counter[tuple[str, str]]]" = field(factory=dict)
    deadlock: "Counter[int]" = field(factory=Counter)
    agreed: "Counter[int]" = field(factory=Counter)

    def count(self, result: "RunResult") -> None:
        """Count one run."""
        self.runs += 1
        self.moves += result.moves
        self.agreed[result.agreed] += 1
        for outcome, day in result.days.items():
            self.days.setdefault(outcome, Counter())[day] += 1
        self._reach(len(result.tension))
        for counter, points in zip(self.tension, result.tension, strict=True):
            counter[points] += 1
        for party, number in result.concessions.items():
            self.concessions.setdefault(party, Counter())[number] += 1
        for party, tones in result.answers.items():
            self.answers.setdefault(party, Counter()).update(tones)
        if result.deadlock is not None:
            self.deadlock[result.deadlock] += 1

    def add(self, other: "Counts") -> None:
        """Add the counts of another."""
        self.runs += other.runs
        self.moves += other.moves
        self._reach(len(other.tension))
        for counter, more_points in zip(self.tension, other.tension, strict=False):
            counter.update(more_points)
        _add_counters(self.days, other.days)
        _add_counters(self.concessions, other.concessions)
        _add_counters(self.answers, other.answers)
        self.deadlock.update(other.deadlock)
        self.agreed.update(other.agreed)

    def _reach(self, steps: int) -> None:
        self.tension += [Counter() for _ in range(steps - len(self.tension))]


def _add_counters(mine: dict[Key, Counter[Value]], others: dict[Key, Counter[Value]]) -> None:
    for key, counter in others.items():
        mine.setdefault(key, Counter()).update(counter)


@define
class Comparison:
    """Two forecasts compared run by run: the outcomes of both, and the differences in the other figures."""

    happened: "dict[Outcome, Counter[tuple[bool, bool]]]" = field(factory=dict)
    concessions: "dict[str, Counter[int]]" = field(factory=dict)
    tension: "Counter[int]" = field(factory=Counter)

    def count(self, outcomes: "Iterable[Outcome]", first: "RunResult", second: "RunResult") -> None:
        """Count one run of both."""
        for outcome in outcomes:
            self.happened.setdefault(outcome, Counter())[outcome in first.days, outcome in second.days] += 1
        for party, number in first.concessions.items():
            self.concessions.setdefault(party, Counter())[second.concessions[party] - number] += 1
        self.tension[second.tension[-1] - first.tension[-1]] += 1

    def add(self, other: "Comparison") -> None:
        """Add the counts of another."""
        _add_counters(self.happened, other.happened)
        _add_counters(self.concessions, other.concessions)
        self.tension.update(other.tension)

    def pairs(self, outcome: "Outcome") -> Pairs:
        """The runs in which both, only the first, only the second or neither had an outcome."""
        happened = self.happened.get(outcome, Counter())
        return Pairs(happened[True, True], happened[True, False], happened[False, True], happened[False, False])


@define
class Batch:
    """The counts of several forecasts, and the comparison of each further one with the first."""

    counts: list[Counts]
    comparisons: list[Comparison]

    @classmethod
    def of(cls, count: int) -> "Batch":
        """An empty batch for so many forecasts."""
        return cls([Counts() for _ in range(count)], [Comparison() for _ in range(count - 1)])

    def add(self, other: "Batch") -> None:
        """Add the counts of another."""
        for counts, more_counts in zip(self.counts, other.counts, strict=True):
            counts.add(more_counts)
        for comparison, more_comparisons in zip(self.comparisons, other.comparisons, strict=True):
            comparison.add(more_comparisons)


def count_runs(measurements: "tuple[Measurement, ...]", numbers: Iterable[int]) -> Batch:
    """The runs of these numbers of every forecast, counted. Raises: PolicyError if a policy is at fault."""
    batch = Batch.of(len(measurements))
    for number in numbers:
        results = [measurement.result(number) for measurement in measurements]
        for counts, result in zip(batch.counts, results, strict=True):
            counts.count(result)
        for comparison, result in zip(batch.comparisons, results[1:], strict=True):
            comparison.count(measurements[0].outcomes, results[0], result)
    return batch
