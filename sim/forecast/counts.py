"""Runs counted, in whole numbers only: the sum is the same whoever counts what, and does not grow with the runs."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from attrs import define, field

from sim.forecast.intervals import Pairs

if TYPE_CHECKING:
    from sim.forecast.measurement import Asked, Question, Result


@define
class Counts:
    """What so many runs came to: how many runs had which outcome after how many days, which tension at which step."""

    runs: int = 0
    moves: int = 0
    days: "dict[Asked, Counter[int]]" = field(factory=dict)
    tension: "list[Counter[int]]" = field(factory=list)
    concessions: "dict[str, Counter[int]]" = field(factory=dict)
    answers: "dict[str, Counter[tuple[str, str]]]" = field(factory=dict)
    deadlock: "Counter[int]" = field(factory=Counter)

    def count(self, result: "Result") -> None:
        """Count one run."""
        self.runs += 1
        self.moves += result.moves
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
        """Count what another has counted."""
        self.runs += other.runs
        self.moves += other.moves
        self._reach(len(other.tension))
        for counter, counted in zip(self.tension, other.tension, strict=False):
            counter.update(counted)
        for own, others in (
            (self.days, other.days),
            (self.concessions, other.concessions),
            (self.answers, other.answers),
        ):
            _add(own, others)
        self.deadlock.update(other.deadlock)

    def _reach(self, steps: int) -> None:
        self.tension += [Counter() for _ in range(steps - len(self.tension))]


def _add(own: dict[Any, Counter[Any]], others: dict[Any, Counter[Any]]) -> None:
    for key, counter in others.items():
        own.setdefault(key, Counter()).update(counter)


@define
class Comparison:
    """Two forecasts in the same runs: which outcomes each of them had, and how much more of the rest the second."""

    happened: "dict[Asked, Counter[tuple[bool, bool]]]" = field(factory=dict)
    concessions: "dict[str, Counter[int]]" = field(factory=dict)
    tension: "Counter[int]" = field(factory=Counter)

    def count(self, outcomes: "Iterable[Asked]", first: "Result", second: "Result") -> None:
        """Count one run of both."""
        for outcome in outcomes:
            self.happened.setdefault(outcome, Counter())[outcome in first.days, outcome in second.days] += 1
        for party, number in first.concessions.items():
            self.concessions.setdefault(party, Counter())[second.concessions[party] - number] += 1
        self.tension[second.tension[-1] - first.tension[-1]] += 1

    def add(self, other: "Comparison") -> None:
        """Count what another has counted."""
        _add(self.happened, other.happened)
        _add(self.concessions, other.concessions)
        self.tension.update(other.tension)

    def pairs(self, outcome: "Asked") -> Pairs:
        """How often the first and the second had an outcome."""
        found = self.happened.get(outcome, Counter())
        return Pairs(found[True, True], found[True, False], found[False, True], found[False, False])


@define
class Batch:
    """A tally for each of several forecasts, and the comparison of each with the first."""

    tallies: list[Counts]
    comparisons: list[Comparison]

    @classmethod
    def of(cls, count: int) -> "Batch":
        """An empty batch for so many forecasts."""
        return cls([Counts() for _ in range(count)], [Comparison() for _ in range(count - 1)])

    def add(self, other: "Batch") -> None:
        """Count what another has counted."""
        for own, others in zip(self.tallies, other.tallies, strict=True):
            own.add(others)
        for mine, theirs in zip(self.comparisons, other.comparisons, strict=True):
            mine.add(theirs)


def counted(questions: "tuple[Question, ...]", numbers: Iterable[int]) -> Batch:
    """The runs of these numbers, of every forecast, counted. Raises: PolicyError if a policy is at fault."""
    batch = Batch.of(len(questions))
    for number in numbers:
        results = [question.answered(number) for question in questions]
        for tally, result in zip(batch.tallies, results, strict=True):
            tally.count(result)
        for comparison, result in zip(batch.comparisons, results[1:], strict=True):
            comparison.count(questions[0].outcomes, results[0], result)
    return batch
