"""The answers to the questions of one record, summed up as they come; and beside them what the baselines say."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from attrs import define, evolve, field

from sim.forecast.backtesting.scores import ScoreSums, brier, logarithmic

NOTHING_HAPPENS: Final = "nothing happens"
OTHER_RECORDS: Final = "share over the other records"
"""The baselines: no outcome ever comes about; each comes about as often as in the other records."""

ALL: Final = ""
"""The name for all outcomes together."""

SumsByOutcome = dict[str, ScoreSums]


@define
class RecordTally:
    """The sums of scores of one record, by forecast and by outcome, with the cuts that have been done."""

    title: str
    runs: int
    cuts: list[date] = field(factory=list)
    sums: dict[str, SumsByOutcome] = field(factory=dict)

    def count(self, forecast: str, outcome: str, count: int, *, happened: bool) -> None:
        """Count one answer of a forecast: the number of runs in which the outcome came about, and whether it did."""
        scores = (brier(count, self.runs, happened=happened), logarithmic(count, self.runs, happened=happened))
        for name in (ALL, outcome):
            self._sums(forecast, name).add(ScoreSums(1, int(happened), *scores))

    def _sums(self, forecast: str, outcome: str) -> ScoreSums:
        return self.sums.setdefault(forecast, {}).setdefault(outcome, ScoreSums())

    @property
    def asked(self) -> SumsByOutcome:
        """The questions, by outcome, and in all; every forecast has the same."""
        return next(iter(self.sums.values()), {})

    @property
    def questions(self) -> int:
        """The number of questions."""
        return self.asked[ALL].questions if self.asked else 0

    @property
    def happened(self) -> int:
        """The number of questions whose outcome came about."""
        return self.asked[ALL].happened if self.asked else 0

    @property
    def overall(self) -> "RecordTally":
        """The same with the sums over all outcomes alone."""
        return evolve(self, sums={name: {ALL: by_outcome[ALL]} for name, by_outcome in self.sums.items()})

    def with_baselines(self, others: "Sequence[RecordTally]") -> "RecordTally":
        """The same, with the scores of the baselines; no share over the other records if these have no question."""
        shares = {NOTHING_HAPPENS: dict.fromkeys(self.asked, 0.0)}
        if any(other.questions for other in others):
            shares[OTHER_RECORDS] = {name: _share(name, others) for name in self.asked}
        return evolve(self, sums={name: self._scored(by_outcome) for name, by_outcome in shares.items()} | self.sums)

    def _scored(self, shares: dict[str, float]) -> SumsByOutcome:
        """The sums of a baseline, which gives every question on an outcome the same probability."""
        scored, whole = {}, ScoreSums()
        for name, asked in self.asked.items():
            if name != ALL:
                scored[name] = ScoreSums.of(asked.questions, asked.happened, shares[name] * self.runs, self.runs)
                whole.add(scored[name])
        return {ALL: whole, **scored}


def _share(outcome: str, tallies: "Sequence[RecordTally]") -> float:
    """The share of questions on an outcome that came about; that of all questions where none was on this one."""
    name = outcome if any(outcome in tally.asked for tally in tallies) else ALL
    asked = [tally.asked[name] for tally in tallies if name in tally.asked]
    return sum(sums.happened for sums in asked) / sum(sums.questions for sums in asked)


def completed(tallies: Sequence[RecordTally]) -> list[RecordTally]:
    """The tallies of records that have questions, each with its baselines."""
    asked = [tally for tally in tallies if tally.questions]
    return [tally.with_baselines([other for other in asked if other is not tally]) for tally in asked]


def total(tallies: Iterable[tuple[RecordTally, int]]) -> dict[str, SumsByOutcome]:
    """The sums over records, each counted so many times, by forecast and outcome."""
    totals: dict[str, SumsByOutcome] = {}
    for tally, times in tallies:
        for forecast, by_outcome in tally.sums.items():
            sums = totals.setdefault(forecast, {})
            for outcome, added in by_outcome.items():
                sums.setdefault(outcome, ScoreSums()).add(added, times)
    return totals
