"""The result of a backtest: its records, the scores of each forecast with its skill, and its reliability."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from attrs import frozen

from sim.forecast.backtesting.bootstrap import Estimate, resampled
from sim.forecast.backtesting.reliability import Reliability, ReliabilityBin
from sim.forecast.backtesting.scores import ScoreSums, skill
from sim.forecast.backtesting.tallies import ALL, NOTHING_HAPPENS, OTHER_RECORDS, RecordTally, SumsByOutcome, total

Totals = Mapping[str, SumsByOutcome]
"""The sums of scores by forecast and outcome."""

Figure = Callable[[ScoreSums], float]
"""The sum of one of the scores."""


@frozen
class BacktestRecord:
    """A record of a backtest: its title, its days, the cuts from which it was forecast, and its questions."""

    title: str
    first_day: date | None
    last_day: date | None
    cuts: tuple[date, ...]
    questions: int
    happened: int


@frozen
class Score:
    """The mean of a score over questions, and the skill of the forecast over each baseline.

    Less is better. A skill is 1 at best, 0 where the forecast is as good as the baseline, and less where it is worse;
    None where there is no such baseline, or that is perfect.
    """

    mean: Estimate
    over_nothing: Estimate
    over_others: Estimate


@frozen
class ForecastScores:
    """The scores of a forecast over all questions, or over those on one `outcome` (empty: all).

    `happened` is the number of questions whose outcome came about. The logarithmic score is in nats.
    """

    forecast: str
    outcome: str
    questions: int
    happened: int
    brier: Score
    logarithmic: Score


@frozen
class BacktestResult:
    """Forecasts held against what came of some records.

    `forecasts` has the title of each by its id; `horizon` is in days, and `steps` are the lengths of their steps.
    `scores` are over all questions, the baselines first; `by_outcome` has them for each outcome alone. `reliability`
    has the bins of each forecast. `asked_cuts` were to be made of each record, and the result is partial if not all
    that could be made have been.
    """

    forecasts: dict[str, str]
    horizon: int
    steps: tuple[str, ...]
    asked_cuts: int
    runs: int
    seed: int
    records: tuple[BacktestRecord, ...]
    scores: tuple[ForecastScores, ...]
    by_outcome: tuple[ForecastScores, ...]
    reliability: dict[str, tuple[ReliabilityBin, ...]]
    is_partial: bool

    @property
    def questions(self) -> int:
        """The number of questions that each forecast has answered."""
        return sum(record.questions for record in self.records)

    @property
    def happened(self) -> int:
        """The number of questions whose outcome came about."""
        return sum(record.happened for record in self.records)

    @property
    def scored_records(self) -> int:
        """The number of records that have questions."""
        return sum(record.questions > 0 for record in self.records)


def scores_over_all(tallies: Sequence[RecordTally], seed: int) -> Iterator[ForecastScores]:
    """The scores over all questions of some records, with intervals by bootstrap where the records are enough."""
    overall = [tally.overall for tally in tallies]
    totals = total((tally, 1) for tally in overall)
    samples = [
        total((overall[number], times) for number, times in weights.items())
        for weights in resampled(len(tallies), seed)
    ]
    return (_scores(name, ALL, totals, samples) for name in totals)


def scores_by_outcome(tallies: Sequence[RecordTally]) -> Iterator[ForecastScores]:
    """The scores over the questions on each outcome, those of one outcome after the other."""
    totals = total((tally, 1) for tally in tallies)
    outcomes = next(iter(totals.values()), {})
    return (_scores(name, outcome, totals, ()) for outcome in outcomes if outcome != ALL for name in totals)


def _scores(forecast: str, outcome: str, totals: Totals, samples: Sequence[Totals]) -> ForecastScores:
    asked = totals[forecast][outcome]
    brier, logarithmic = (
        _score(figure, forecast, outcome, totals, samples)
        for figure in (lambda sums: sums.brier, lambda sums: sums.logarithmic)
    )
    return ForecastScores(forecast, outcome, asked.questions, asked.happened, brier, logarithmic)


def _score(figure: Figure, forecast: str, outcome: str, totals: Totals, samples: Sequence[Totals]) -> Score:
    def estimate(value: Callable[[Totals], float | None]) -> Estimate:
        return Estimate.of(value(totals), map(value, samples))

    def mean(sums: Totals) -> float | None:
        return _mean(figure, forecast, outcome, sums)

    def over(baseline: str) -> Estimate:
        return estimate(lambda sums: _skill(mean(sums), _mean(figure, baseline, outcome, sums)))

    none = Estimate(None)
    return Score(
        estimate(mean), *(none if forecast == name else over(name) for name in (NOTHING_HAPPENS, OTHER_RECORDS))
    )


def _mean(figure: Figure, forecast: str, outcome: str, totals: Totals) -> float | None:
    """The mean of a score; None if there is no such forecast."""
    return figure(totals[forecast][outcome]) / totals[forecast][outcome].questions if forecast in totals else None


def _skill(mean: float | None, baseline: float | None) -> float | None:
    return None if mean is None or baseline is None else skill(mean, baseline)


def tables_of(reliability: Mapping[str, Reliability]) -> dict[str, tuple[ReliabilityBin, ...]]:
    """The bins of each forecast."""
    return {name: counted.table for name, counted in reliability.items()}
