"""The JSON of a backtest, documented in docs/reference/json.md."""

from typing import Final

from sim.forecast.backtesting.bootstrap import FEWEST, SAMPLES, Estimate
from sim.forecast.backtesting.reliability import ReliabilityBin
from sim.forecast.backtesting.results import BacktestRecord, BacktestResult, ForecastScores, Score
from sim.forecast.intervals import LEVEL
from sim.records.json_values import Json
from sim.report.table.backtest import notes

FORMAT: Final = "negsim-backtest/1"


def backtest_document(result: BacktestResult) -> Json:
    """The document of a backtest."""
    return {
        "format": FORMAT,
        "horizon": result.horizon,
        "steps": list(result.steps),
        "cuts_asked_for": result.asked_cuts,
        "runs": result.runs,
        "seed": result.seed,
        "partial": result.is_partial,
        "interval": {"level": LEVEL, "samples": SAMPLES, "fewest_records": FEWEST},
        "notes": list(notes(result)),
        "questions": result.questions,
        "happened": result.happened,
        "records": [_record(record) for record in result.records],
        "forecasts": result.forecasts,
        "scores": [_scores(scores) for scores in (*result.scores, *result.by_outcome)],
        "reliability": {name: [_bin(each) for each in bins] for name, bins in result.reliability.items()},
    }


def _record(record: BacktestRecord) -> Json:
    first, last = (None if day is None else day.isoformat() for day in (record.first_day, record.last_day))
    return {
        "scenario": record.title,
        "from": first,
        "until": last,
        "cuts": [day.isoformat() for day in record.cuts],
        "questions": record.questions,
        "happened": record.happened,
    }


def _scores(scores: ForecastScores) -> Json:
    return {
        "forecast": scores.forecast,
        "outcome": scores.outcome or None,
        "questions": scores.questions,
        "happened": scores.happened,
        "brier": _score(scores.brier),
        "logarithmic": _score(scores.logarithmic),
    }


def _score(score: Score) -> Json:
    return {
        "mean": _estimate(score.mean),
        "skill_over_nothing": _estimate(score.over_nothing),
        "skill_over_others": _estimate(score.over_others),
    }


def _estimate(estimate: Estimate) -> Json:
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high}


def _bin(each: ReliabilityBin) -> Json:
    return {
        "low": each.low,
        "high": each.high,
        "questions": each.questions,
        "mean_forecast": each.forecast,
        "observed_share": each.observed,
    }
