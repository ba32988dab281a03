"""An ensemble: many runs of a forecast, counted as they end; and what their counts say, with intervals.

All runs end on the same day, and one that has come to no outcome by then is censored there. With every run censored on
one and the same day the estimate of Kaplan and Meier is, until then, one less the share of runs that have come to it;
so no library for survival is needed, and the intervals are those of a share. The tests hold both against SciPy.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from attrs import evolve, field, frozen

from sim.assess.conduct import by_chance
from sim.forecast.cluster import on_dask
from sim.forecast.counts import Batch, Comparison, Counts
from sim.forecast.forecast import Forecast
from sim.forecast.intervals import Interval, difference, mean, quantile, wilson
from sim.forecast.jobs import Done, Payload, alone, in_processes
from sim.forecast.measurement import Asked, Question
from sim.model.errors import InvalidForecastError

LOW: Final = 0.1
HIGH: Final = 0.9
"""The shares of runs below the band of tension, and below its upper edge."""

HALF: Final = 0.5


@frozen
class QuantileBand:
    """Numbers of many runs: the median, and the band in which four fifths of them lie; None beyond the end."""

    low: int | None
    median: int | None
    high: int | None

    @classmethod
    def of(cls, counts: "Counter[int]", runs: int | None = None) -> "QuantileBand":
        """The band of numbers, given how often each came; runs without one lie beyond them all."""
        low, median, high = (quantile(counts, share, runs) for share in (LOW, HALF, HIGH))
        return cls(low, median, high)


@frozen
class Chance:
    """An outcome, and of what; in what share of the runs it came about, and after how many days.

    `time` is the day by which half of all runs had come to it, with an interval, as far as that was before the end.
    """

    outcome: str
    of: str
    count: int
    share: Interval
    time: QuantileBand


@frozen
class Answering:
    """How a party answers: how many moves of the other side had an answer, the share in kind, and that by chance."""

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
    tally: Counts

    @property
    def runs(self) -> int:
        """How many runs have been counted."""
        return self.tally.runs

    @property
    def is_partial(self) -> bool:
        """Whether that is fewer than were asked for."""
        return self.runs < self.forecast.runs

    @property
    def chances(self) -> tuple[Chance, ...]:
        """Every outcome that is asked about, in order; none before the first run has ended."""
        return tuple(map(self._chance, _question(self.forecast).outcomes)) if self.runs else ()

    def _chance(self, asked: Asked) -> Chance:
        days = self.tally.days.get(asked, Counter[int]())
        return Chance(*asked, days.total(), wilson(days.total(), self.runs), self._time(days))

    def _time(self, days: "Counter[int]") -> QuantileBand:
        """When half the runs had come to it, and when the interval of that share first took in a half and last did."""
        seen, found = 0, dict[str, int]()
        for day in sorted(days):
            seen += days[day]
            share = wilson(seen, self.runs)
            for name, value in (("low", share.high), ("median", share.value), ("high", share.low)):
                if value >= HALF:
                    found.setdefault(name, day)
        return QuantileBand(found.get("low"), found.get("median"), found.get("high"))

    @property
    def tension(self) -> tuple[tuple[date, QuantileBand], ...]:
        """For each step its day, and the points of tension at its end."""
        days = (when.best for when in self.forecast.outset.days)
        return tuple((day, QuantileBand.of(counts)) for day, counts in zip(days, self.tally.tension, strict=False))

    @property
    def concessions(self) -> dict[str, Interval]:
        """How many concessions each party made in a run, in the mean."""
        return {party: mean(counts) for party, counts in self.tally.concessions.items()}

    @property
    def reciprocity(self) -> dict[str, Answering]:
        """How each party answers, over the moves of all runs."""
        return {
            party: Answering(
                tones.total(),
                sum(count for (one, other), count in tones.items() if one == other),
                float(by_chance(tones)),
            )
            for party, tones in self.tally.answers.items()
        }

    @property
    def deadlock(self) -> QuantileBand:
        """For how many days nothing had moved at the end."""
        return QuantileBand.of(self.tally.deadlock, self.runs)

    def day(self, days: int | None) -> date | None:
        """The day so many days after the beginning."""
        return None if days is None else self.forecast.since + timedelta(days=days)


@frozen
class Difference:
    """How a second forecast differs from a first in one figure: the second less the first, with an interval.

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
    """Two ensembles that left the same to chance, run by run."""

    first: Ensemble
    second: Ensemble
    comparison: Comparison

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The outcomes that both ask about, then in the mean the concessions of each party and tension at the end."""
        return (*self._of_outcomes(), *self._of_means()) if self.first.runs else ()

    def _of_outcomes(self) -> Iterator[Difference]:
        others = {(each.outcome, each.of): each for each in self.second.chances}
        for chance in self.first.chances:
            other = others.get((chance.outcome, chance.of))
            if other is not None:
                change = difference(self.comparison.pairs((chance.outcome, chance.of)))
                yield Difference(chance.outcome, chance.of, chance.share.value, other.share.value, change, True)

    def _of_means(self) -> Iterator[Difference]:
        for party, counts in self.comparison.concessions.items():
            first, second = (each.concessions[party].value for each in (self.first, self.second))
            yield Difference("concessions", party, first, second, mean(counts), False)
        first, second = (mean(each.tally.tension[-1]).value for each in (self.first, self.second))
        yield Difference("tension at the end", "", first, second, mean(self.comparison.tension), False)


def _at_least_one(crew: object, attribute: object, jobs: int) -> None:
    if type(jobs) is not int or jobs < 1:
        raise InvalidForecastError(f"jobs cannot be {jobs!r}; give a whole number from 1")


@frozen
class Executor:
    """Who does the runs: so many processes of this machine, or the Dask cluster at an address.

    Raises: InvalidForecastError if there are no jobs.
    """

    jobs: int = field(default=1, validator=_at_least_one)
    dask: str = ""

    def done(self, forecasts: Sequence[Forecast], questions: tuple[Question, ...], runs: int) -> Iterator[Done]:
        """The runs as they get done. Raises: NegsimError if a policy or the crew is at fault."""
        if self.jobs == 1 and not self.dask:
            return alone(questions, runs)
        payload = Payload.of(questions, (each.policies for each in forecasts))
        return on_dask(payload, runs, self.dask) if self.dask else in_processes(payload, runs, self.jobs)


Progress = Callable[[int], object]
"""Is told how many more runs have been done."""


class Experiment:
    """Forecasts from the same record, run together: each has an ensemble, and the others are compared with the first.

    All have the seed and the number of runs of the first. What has been counted so far can be asked for at any time, so
    that nothing is lost where it is interrupted.

    Raises: InvalidForecastError if their parties differ; PolicyError if a policy cannot be made.
    """

    def __init__(self, first: Forecast, *others: Forecast) -> None:
        party_ids = first.history.start.setting.party_ids
        if any(other.history.start.setting.party_ids != party_ids for other in others):
            raise InvalidForecastError(
                f"only forecasts with the same parties can be compared, here {' and '.join(party_ids)}"
            )
        self.forecasts = (first, *(evolve(other, seed=first.seed, runs=first.runs) for other in others))
        self._questions = tuple(map(_question, self.forecasts))
        self._batch = Batch.of(len(self.forecasts))

    def run(self, crew: Executor | None = None, progress: Progress = lambda runs: None) -> "Experiment":
        """Do as many runs as the first forecast asks for; gives itself.

        Raises: NegsimError if a policy or the crew is at fault.
        """
        for runs, batch in (crew or Executor()).done(self.forecasts, self._questions, self.forecasts[0].runs):
            self._batch.add(batch)
            progress(runs)
        return self

    @property
    def ensembles(self) -> tuple[Ensemble, ...]:
        """What has been counted so far of each forecast."""
        return tuple(map(Ensemble, self.forecasts, self._batch.tallies))

    @property
    def contrasts(self) -> tuple[Contrast, ...]:
        """Each further forecast beside the first."""
        first, *others = self.ensembles
        return tuple(map(Contrast, (first,) * len(others), others, self._batch.comparisons))


def _question(forecast: Forecast) -> Question:
    return Question(forecast.outset, forecast.weights, forecast.calendar)


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
