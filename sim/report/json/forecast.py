"""The JSON of a forecast. Its form is a contract, named by `FORMAT`, and documented in docs/reference/forecast.md."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sim.forecast.ensembles import Chance, Contrast, Difference, Ensemble, QuantileBand
from sim.forecast.forecast import Forecast
from sim.forecast.intervals import LEVEL, Interval
from sim.forecast.registry import PolicySpec
from sim.report.table.forecast import CAVEAT, Case
from sim.scenario.planned import policy_as_mapping
from sim.scenario.write import move_as_mapping

FORMAT: Final = "negsim-forecast/1"

Json = dict[str, Any]


def forecast_document(title: str, cases: Sequence[Case], contrasts: Sequence[Contrast]) -> Json:
    """The forecasts as one object that JSON can hold. Its form is a contract, named by `format`."""
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
        "interval": {"level": LEVEL, "shows": CAVEAT},
        "forecasts": [_case(case) for case in cases],
        "differences": [
            {"pair": case.id, "differences": [_difference(each) for each in contrast.differences]}
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
        "reservations": forecast.reservations,
        "calendar": [{"id": each.id, "date": each.date.text, "title": each.title} for each in forecast.calendar],
        "warnings": list(forecast.warnings),
        "outcomes": [_chance(each, ensemble) for each in ensemble.chances],
        "tension": [{"date": day.isoformat(), **_bounds(band)} for day, band in ensemble.tension],
        "concessions": {party: _interval("mean", each) for party, each in ensemble.concessions.items()},
        "reciprocity": {
            party: {
                "answered": each.answered,
                "in_kind": each.in_kind,
                "by_chance": each.by_chance,
                **(_interval("share", each.share) if each.share else {"share": None, "low": None, "high": None}),
            }
            for party, each in ensemble.reciprocity.items()
        },
        "deadlock": _bounds(ensemble.deadlock),
        "moves": ensemble.tally.moves,
    }


def _policy(forecast: Forecast, party: str) -> Any:
    given = forecast.policies[party]
    return policy_as_mapping(given, move_as_mapping) if isinstance(given, PolicySpec) else forecast.names[party]


def _chance(chance: Chance, ensemble: Ensemble) -> Json:
    times = {name: _iso(ensemble.day(days)) for name, days in _bounds(chance.time).items()}
    return {
        "outcome": chance.outcome,
        "of": chance.of or None,
        "runs": chance.count,
        **_interval("share", chance.share),
        "half_of_the_runs_by": {"date": times["median"], "low": times["low"], "high": times["high"]},
    }


def _difference(each: Difference) -> Json:
    return {
        "figure": each.figure,
        "of": each.of or None,
        "first": each.first,
        "second": each.second,
        **_interval("difference", each.change),
    }


def _interval(name: str, interval: Interval) -> Json:
    return {name: interval.value, "low": interval.low, "high": interval.high}


def _bounds(band: QuantileBand) -> dict[str, int | None]:
    return {"low": band.low, "median": band.median, "high": band.high}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
