"""The JSON of a forecast, documented in docs/reference/forecast.md."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sim.forecast.calendar import Vote
from sim.forecast.ensembles import AnswerRates, Chance, Contrast, Difference, Ensemble, QuantileBand
from sim.forecast.forecast import Forecast
from sim.forecast.intervals import LEVEL, Interval
from sim.forecast.registry import PolicySpec
from sim.model.setting import Setting
from sim.records.json_values import Json
from sim.report.json.values import date_as_json, unmade_move_as_json
from sim.report.table.forecast import CAVEAT, Case

FORMAT: Final = "negsim-forecast/4"


def forecast_document(title: str, cases: Sequence[Case], contrasts: Sequence[Contrast]) -> Json:
    """The document of some forecasts, the baseline first, and of the differences of the others from it."""
    first = cases[0]
    return {
        "format": FORMAT,
        "scenario": title,
        "from": first.forecast.since.isoformat(),
        "until": first.forecast.until.isoformat(),
        "step": first.forecast.step,
        "seed": first.forecast.seed,
        "runs": first.ensemble.runs,
        "runs_asked_for": first.forecast.runs,
        "partial": first.ensemble.is_partial,
        "interval": {"level": LEVEL, "note": CAVEAT},
        "forecasts": [_case(case) for case in cases],
        "differences": [
            {"pair": case.id, "differences": [_difference(difference) for difference in contrast.differences]}
            for case, contrast in zip(cases[1:], contrasts, strict=True)
        ],
    }


def _case(case: Case) -> Json:
    ensemble, forecast = case.ensemble, case.forecast
    return {
        "pair": case.id or None,
        "title": case.title,
        "from": forecast.since.isoformat(),
        "until": forecast.until.isoformat(),
        "step": forecast.step,
        "policies": {party: _policy(forecast, party) for party in forecast.names},
        "ratification_probability": forecast.ratification_probability,
        "calendar": [
            {"id": event.id, "date": date_as_json(event.date), "title": event.title} for event in forecast.calendar
        ],
        "votes": [_vote(vote, forecast) for vote in forecast.votes],
        "warnings": list(forecast.warnings),
        "outcomes": [_chance(chance, ensemble) for chance in ensemble.chances],
        "tension": [{"date": day.isoformat(), **_quantiles(band)} for day, band in ensemble.tension],
        "concessions": {party: _interval("mean", mean) for party, mean in ensemble.concessions.items()},
        "reciprocity": {party: _reciprocity(answers) for party, answers in ensemble.reciprocity.items()},
        "deadlock": _quantiles(ensemble.deadlock),
        "agreed": _quantiles(ensemble.agreed),
        "moves": ensemble.counts.moves,
    }


def _vote(vote: Vote, forecast: Forecast) -> Json:
    return {
        "id": vote.id,
        "ratifies": vote.ratifies,
        "by": vote.by or None,
        "odds": forecast.ratification_probability if vote.odds is None else vote.odds,
        "date": None if vote.date is None else date_as_json(vote.date),
        "title": vote.title,
    }


def _reciprocity(answers: AnswerRates) -> Json:
    share = _interval("share", answers.share) if answers.share else {"share": None, "low": None, "high": None}
    counts = {"answered": answers.answered, "in_kind": answers.in_kind, "by_chance": answers.by_chance}
    return {**counts, **share}


def _policy(forecast: Forecast, party: str) -> Json:
    """The policy of a party: its name, and the parameters that are given."""
    policy = forecast.policies[party]
    if isinstance(policy, PolicySpec):
        return _specification(policy, forecast.history.start.setting)
    return {"policy": forecast.names[party], "parameters": {}}


def _specification(policy: PolicySpec, setting: Setting) -> Json:
    parameters = {name: _parameter(value, setting) for name, value in policy.parameters.items()}
    return {"policy": policy.name, "parameters": parameters}


def _parameter(value: object, setting: Setting) -> object:
    if isinstance(value, PolicySpec):
        return _specification(value, setting)
    if isinstance(value, tuple):
        return [unmade_move_as_json(move, setting) for move in value]
    if isinstance(value, Mapping):
        return dict(value)
    return value if isinstance(value, int | float) else str(value)


def _chance(chance: Chance, ensemble: Ensemble) -> Json:
    low, median, high = (_iso(ensemble.day(days)) for days in (chance.time.low, chance.time.median, chance.time.high))
    return {
        "outcome": chance.outcome,
        "of": chance.of or None,
        "runs": chance.count,
        **_interval("probability", chance.share),
        "median_date": {"date": median, "low": low, "high": high},
    }


def _difference(difference: Difference) -> Json:
    return {
        "figure": difference.figure,
        "of": difference.of or None,
        "baseline": difference.first,
        "other": difference.second,
        **_interval("difference", difference.change),
    }


def _interval(name: str, interval: Interval) -> Json:
    return {name: interval.value, "low": interval.low, "high": interval.high}


def _quantiles(band: QuantileBand) -> dict[str, int | None]:
    return {"p10": band.low, "median": band.median, "p90": band.high}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
