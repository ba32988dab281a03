"""The tables of a backtest: its records, both scores with the skill, those of each outcome, and reliability."""

from collections.abc import Callable, Iterator
from typing import Final

from sim.forecast.backtesting.bootstrap import FEWEST, Estimate
from sim.forecast.backtesting.results import BacktestRecord, BacktestResult, ForecastScores, Score
from sim.model.errors import counted, one_of
from sim.report.table.render import NOTHING, Table

CI: Final = "95 % CI"
_SKILLS: Final = ("skill over nothing", "skill over others")


def records_table(result: BacktestResult) -> Table:
    """The table of records, one row each: its days, its cuts, and its questions."""
    headers = ("record", "from", "to", "cuts", "questions", "came about")
    return Table("Records", headers, tuple(map(_record_row, result.records)))


def _record_row(record: BacktestRecord) -> tuple[str, ...]:
    first, last = (NOTHING if day is None else day.isoformat() for day in (record.first_day, record.last_day))
    return record.title, first, last, str(len(record.cuts)), str(record.questions), str(record.happened)


def brier_table(result: BacktestResult) -> Table:
    """The table of Brier scores over all questions, one row for each forecast, the baselines first."""
    return _score_table("Brier score", result, lambda scores: scores.brier)


def logarithmic_table(result: BacktestResult) -> Table:
    """The table of logarithmic scores over all questions, one row for each forecast, the baselines first."""
    return _score_table("Logarithmic score, in nats", result, lambda scores: scores.logarithmic)


def _score_table(title: str, result: BacktestResult, score: Callable[[ForecastScores], Score]) -> Table:
    over_nothing, over_others = _SKILLS
    headers = ("forecast", "score", CI, over_nothing, CI, over_others, CI)
    rows = tuple((scores.forecast, *_cells(score(scores))) for scores in result.scores)
    return Table(title, headers, rows, optional=(CI,))


def _cells(score: Score) -> Iterator[str]:
    yield from (_score(score.mean.value), _between(score.mean, _score))
    for estimate in (score.over_nothing, score.over_others):
        yield from (_percent(estimate.value), _between(estimate, _percent))


def _score(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.3f}"


def _percent(value: float | None) -> str:
    return NOTHING if value is None else f"{round(100 * value, 1) + 0.0:+.1f} %"  # no minus before a nought


def _between(estimate: Estimate, written: Callable[[float | None], str]) -> str:
    if estimate.low is None:
        return NOTHING
    return f"{written(estimate.low).removesuffix(' %')} to {written(estimate.high)}"


def outcomes_table(result: BacktestResult) -> Table:
    """The table of scores by outcome, one row for each forecast of each outcome."""
    headers = ("outcome", "came about", "forecast", "Brier score", *_SKILLS, "logarithmic score", *_SKILLS)
    return Table("Scores by outcome", headers, tuple(map(_outcome_row, result.by_outcome)))


def _outcome_row(scores: ForecastScores) -> tuple[str, ...]:
    came = f"{scores.happened} of {scores.questions}"
    return scores.outcome, came, scores.forecast, *_without_ci(scores.brier), *_without_ci(scores.logarithmic)


def _without_ci(score: Score) -> tuple[str, ...]:
    return _score(score.mean.value), _percent(score.over_nothing.value), _percent(score.over_others.value)


def reliability_table(result: BacktestResult) -> Table:
    """The table of reliability, one row for each bin of each forecast that has questions."""
    headers = ("forecast", "probability", "questions", "mean forecast", "came about")
    rows = tuple(
        (
            forecast,
            f"{100 * each.low:.0f} to {100 * each.high:.0f} %",
            str(each.questions),
            f"{100 * each.forecast:.1f} %",
            f"{100 * each.observed:.1f} %",
        )
        for forecast, bins in result.reliability.items()
        for each in bins
    )
    return Table("Reliability", headers, rows)


TABLES: Final[dict[str, Callable[[BacktestResult], Table]]] = {
    "records": records_table,
    "brier": brier_table,
    "logarithmic": logarithmic_table,
    "outcomes": outcomes_table,
    "reliability": reliability_table,
}
"""The tables of a backtest by name, in the order in which they are printed."""


# IN WORDS

LEGEND: Final = (
    "Scores: less is better, 0 is perfect. Skill: the part of a baseline's score that a forecast does away with, 100 % "
    "at best; below 0 it is worse than the baseline. Nothing: no outcome ever comes about. Others: each comes about as "
    "often as in the other records."
)


def notes(result: BacktestResult) -> Iterator[str]:
    """What the figures rest on and what they cannot show, as sentences."""
    if result.is_partial:
        done = sum(len(record.cuts) for record in result.records)
        yield f"Partial: {done:,} {_plural(done, 'cut has', 'cuts have')} been done, and not all."
    steps = one_of([f"a {step}" for step in result.steps])
    yield (
        f"Each forecast is of the {result.horizon} {_plural(result.horizon, 'day', 'days')} after a cut, in steps of "
        f"{steps}; {result.runs:,} {_plural(result.runs, 'run', 'runs')}, seed {result.seed}."
    )
    if result.questions:
        yield f"{counted(result.questions, 'question')}, of which {result.happened:,} came about."
    if not result.is_partial:
        yield from short_records(result)
    records = result.scored_records
    if not records and not result.is_partial:
        yield "Without a question there is no score; take a shorter horizon, or longer records."
    if records == 1:
        yield "One record alone has questions; so there are no others whose share could be a baseline."
    if 0 < records < FEWEST:
        yield (
            f"There are no intervals: {counted(records, 'record')} cannot show how much others would differ; it takes "
            f"{FEWEST}. So these scores describe what is here, and say little of other negotiations."
        )


def short_records(result: BacktestResult) -> Iterator[str]:
    """The reasons why records have fewer cuts than were asked for, as sentences."""
    return (_short(record, result) for record in result.records if len(record.cuts) < result.asked_cuts)


def _short(record: BacktestRecord, result: BacktestResult) -> str:
    """The reason why a record has fewer cuts than were asked for."""
    cuts = len(record.cuts)
    cuts_in_words = counted(cuts, "cut")
    few = f"{record.title} has {f'only {cuts_in_words}' if cuts else 'no cut'}"
    if record.first_day is None or record.last_day is None:
        return f"{few}: it has no moves."
    days = (record.last_day - record.first_day).days
    return f"{few}: its moves span {counted(days, 'day')}, and the horizon after a cut is to lie within them."


def _plural(number: int, one: str, many: str) -> str:
    return one if number == 1 else many
