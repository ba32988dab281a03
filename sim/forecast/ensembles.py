"""An ensemble: many runs of a forecast, counted as they end, and estimates from the counts, with intervals.

All runs end on the same day, and one that has come to no outcome by then is censored there. With every run censored on
one and the same day the estimate of Kaplan and Meier is, until then, one less the share of runs that have come to it;
so no library for survival is needed, and the intervals are those of a share. The tests hold both against SciPy.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from attrs import evolve, frozen

from sim.assess.conduct import by_chance
from sim.executors.executor import Executor, Progress
from sim.forecast.counted_runs import CountedRuns
from sim.forecast.counts import Batch, Comparison, Counts
from sim.forecast.forecast import Forecast
from sim.forecast.intervals import Interval, difference, mean, quantile, wilson
from sim.forecast.measurement import Outcome
from sim.model.errors import InvalidForecastError

LOW: Final = 0.1
HIGH: Final = 0.9
"""The shares of runs below the lower and the upper edge of a band."""

HALF: Final = 0.5


@frozen
class QuantileBand:
    """The median of a number over the runs, and the band of four fifths around it; None is beyond the end."""

    low: int | None
    median: int | None
    high: int | None

    @classmethod
    def of(cls, counts: "Counter[int]", runs: int | None = None) -> "QuantileBand":
        """The band of numbers, given the count of each; runs without a number lie beyond all of them."""
        low, median, high = (quantile(counts, share, runs) for share in (LOW, HALF, HIGH))
        return cls(low, median, high)


@frozen
class Chance:
    """The probability of an outcome, as the share of runs in which it came about; and the number of days until then.

    `of` is the issue, format, event, measure or text that it is about. `time` is the median over all runs, with an
    interval, None beyond the end.
    """

    outcome: str
    of: str
    count: int
    share: Interval
    time: QuantileBand


@frozen
class AnswerRates:
    """The answers of a party: how many moves of the other side had one, how many in kind, and the share by chance."""

    answered: int
    in_kind: int
    by_chance: float

    @property
    def share(self) -> Interval | None:
        """The share answered in kind; None without answers."""
        return wilson(self.in_kind, self.answered) if self.answered else None


@frozen
class Ensemble:
    """The runs of one forecast, counted."""

    forecast: Forecast
    counts: Counts

    @property
    def runs(self) -> int:
        """The number of runs counted so far."""
        return self.counts.runs

    @property
    def is_partial(self) -> bool:
        """Whether fewer runs are counted than were asked for."""
        return self.runs < self.forecast.runs

    @property
    def chances(self) -> tuple[Chance, ...]:
        """The probability of every outcome that is looked for, in order; none before the first run has ended."""
        return tuple(map(self._chance, self.forecast.measurement.outcomes)) if self.runs else ()

    def _chance(self, outcome: Outcome) -> Chance:
        days = self.counts.days.get(outcome, Counter[int]())
        return Chance(*outcome, days.total(), wilson(days.total(), self.runs), self._time(days))

    def _time(self, days: "Counter[int]") -> QuantileBand:
        """The days when the share of runs reached one half: by its upper bound, its estimate, and its lower bound."""
        seen, quantiles = 0, dict[str, int]()
        for day in sorted(days):
            seen += days[day]
            share = wilson(seen, self.runs)
            for name, value in (("low", share.high), ("median", share.value), ("high", share.low)):
                if value >= HALF:
                    quantiles.setdefault(name, day)
        return QuantileBand(quantiles.get("low"), quantiles.get("median"), quantiles.get("high"))

    @property
    def tension(self) -> tuple[tuple[date, QuantileBand], ...]:
        """The day of each step, and the points of tension at its end."""
        days = (when.best for when in self.forecast.setup.days)
        return tuple((day, QuantileBand.of(counts)) for day, counts in zip(days, self.counts.tension, strict=False))

    @property
    def concessions(self) -> dict[str, Interval]:
        """The mean number of concessions of each party in a run."""
        return {party: mean(counts) for party, counts in self.counts.concessions.items()}

    @property
    def reciprocity(self) -> dict[str, AnswerRates]:
        """The answers of each party, over the moves of all runs."""
        return {
            party: AnswerRates(
                tones.total(),
                sum(count for (one, other), count in tones.items() if one == other),
                float(by_chance(tones)),
            )
            for party, tones in self.counts.answers.items()
        }

    @property
    def deadlock(self) -> QuantileBand:
        """The number of days without progress at the end."""
        return QuantileBand.of(self.counts.deadlock, self.runs)

    @property
    def agreed(self) -> QuantileBand:
        """The number of offers and requests that are agreed at the end."""
        return QuantileBand.of(self.counts.agreed)

    def day(self, days: int | None) -> date | None:
        """The day so many days after the beginning."""
        return None if days is None else self.forecast.since + timedelta(days=days)


@frozen
class Difference:
    """The difference in one figure between two forecasts: the second less the first, with an interval.

    The figure is a share of runs, or else a mean over them.
    """

    figure: str
    of: str
    first: float
    second: float
    change: Interval
    is_share: bool


@frozen
class Contrast:
    """Two ensembles compared run by run, with the same chance in both."""

    first: Ensemble
    second: Ensemble
    comparison: Comparison

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The differences in the outcomes of both, then in mean concessions of each party and in final tension."""
        return (*self._of_outcomes(), *self._of_means()) if self.first.runs else ()

    def _of_outcomes(self) -> Iterator[Difference]:
        others = {(chance.outcome, chance.of): chance for chance in self.second.chances}
        for chance in self.first.chances:
            other = others.get((chance.outcome, chance.of))
            if other is not None:
                change = difference(self.comparison.pairs((chance.outcome, chance.of)))
                yield Difference(chance.outcome, chance.of, chance.share.value, other.share.value, change, True)

    def _of_means(self) -> Iterator[Difference]:
        for party, counts in self.comparison.concessions.items():
            first, second = (ensemble.concessions[party].value for ensemble in (self.first, self.second))
            yield Difference("concessions", party, first, second, mean(counts), False)
        first, second = (mean(ensemble.counts.tension[-1]).value for ensemble in (self.first, self.second))
        yield Difference("tension at the end", "", first, second, mean(self.comparison.tension), False)


class Experiment:
    """Forecasts from the same record, run together: each has an ensemble, and the others are compared with the first.

    All have the seed and the number of runs of the first. The counts so far can be had at any time, so that an
    interruption loses nothing.

    Raises: InvalidForecastError if their parties differ; PolicyError if a policy cannot be made.
    """

    def __init__(self, first: Forecast, *others: Forecast) -> None:
        party_ids = first.history.start.setting.party_ids
        if any(other.history.start.setting.party_ids != party_ids for other in others):
            raise InvalidForecastError(
                f"only forecasts with the same parties can be compared, here {' and '.join(party_ids)}"
            )
        self.forecasts = (first, *(evolve(other, seed=first.seed, runs=first.runs) for other in others))
        files = dict.fromkeys(file for forecast in self.forecasts for file in forecast.files)
        self._work = CountedRuns(tuple(forecast.measurement for forecast in self.forecasts), tuple(files))
        self._batch = Batch.of(len(self.forecasts))

    def run(self, executor: Executor | None = None, progress: Progress = lambda runs: None) -> "Experiment":
        """Do as many runs as the first forecast asks for; gives itself.

        Raises: NegsimError if a policy or the executor is at fault.
        """
        for runs, batch in (executor or Executor()).done(self._work, self.forecasts[0].runs):
            self._batch.add(batch)
            progress(runs)
        return self

    @property
    def ensembles(self) -> tuple[Ensemble, ...]:
        """The ensemble of each forecast, as far as it is counted."""
        return tuple(map(Ensemble, self.forecasts, self._batch.counts))

    @property
    def contrasts(self) -> tuple[Contrast, ...]:
        """Each further forecast beside the first."""
        first, *others = self.ensembles
        return tuple(map(Contrast, (first,) * len(others), others, self._batch.comparisons))


def ensemble(forecast: Forecast, jobs: int = 1, dask: str = "") -> Ensemble:
    """All runs of a forecast, counted; the same with any number of jobs.

    Raises: NegsimError if a policy is at fault, or the processes or the cluster that do the runs.
    """
    return Experiment(forecast).run(Executor(jobs, dask)).ensembles[0]


def compare(first: Forecast, second: Forecast, jobs: int = 1, dask: str = "") -> Contrast:
    """Two forecasts, run by run with the same left to chance, as many runs as the first asks for.

    Raises: NegsimError if a policy is at fault, or the processes or the cluster that do the runs.
    """
    return Experiment(first, second).run(Executor(jobs, dask)).contrasts[0]
