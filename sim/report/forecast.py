"""The tables and the JSON of a forecast: outcomes, tension, conduct, and how others differ from the first."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil
from typing import Any, Final

from attrs import evolve, frozen

from sim.forecast.ensemble import Band, Chance, Contrast, Difference, Ensemble
from sim.forecast.forecast import Forecast
from sim.forecast.intervals import LEVEL, Interval
from sim.forecast.registry import Choice
from sim.move import Move
from sim.report.tables import Table
from sim.scenario import Scenario
from sim.scenario.planned import policy_as_mapping
from sim.scenario.write import move_as_mapping
from sim.when import When

FORMAT: Final = "negsim-forecast/1"

CAVEAT: Final = (
    "Intervals of 95 % show what chance in the runs does. They do not show whether the policies are those of the "
    "parties, and say nothing on whether the forecast is right."
)
_NOTHING: Final = "–"
_FEW: Final = 14
"""How many steps a table for readers shows."""

Json = dict[str, Any]


@frozen
class Case:
    """One forecast of several: what it is called (empty: the first), its title, and what its runs came to."""

    id: str
    title: str
    ensemble: Ensemble

    @property
    def forecast(self) -> Forecast:
        """The forecast."""
        return self.ensemble.forecast


# TABLES


def outcomes_table(case: Case) -> Table:
    """The outcomes, one row each: in what share of runs, and by when half of the runs had come to it."""
    headers = ("outcome", "of", "share of runs", "95 %", "half of the runs by", "95 %")
    return Table("What may come", headers, tuple(_outcome_row(each, case) for each in case.ensemble.chances))


def _outcome_row(chance: Chance, case: Case) -> tuple[str, ...]:
    low, median, high = (case.ensemble.day(days) for days in (chance.time.low, chance.time.median, chance.time.high))
    between = _NOTHING if low is None else f"{low} to {high or 'after the end'}"
    return (
        chance.outcome,
        chance.of or _NOTHING,
        _percent(chance.share.value),
        _between(chance.share),
        str(median or "not by the end"),
        between,
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _between(interval: Interval) -> str:
    return f"{100 * interval.low:.1f} to {100 * interval.high:.1f} %"


def tension_table(case: Case, *, whole: bool) -> Table:
    """The tension step by step, one row each: the median and the band of four runs in five; a few steps or all."""
    steps = case.ensemble.tension
    every = 1 if whole else max(ceil(len(steps) / _FEW), 1)
    shown = [step for number, step in enumerate(steps, 1) if number % every == 0 or number == len(steps)]
    rows = tuple((day.isoformat(), *map(_number, (band.low, band.median, band.high))) for day, band in shown)
    return Table("Tension, in points", ("on", "10 % up to", "median", "90 % up to"), rows)


def _number(value: int | None) -> str:
    return _NOTHING if value is None else str(value)


def conduct_table(case: Case) -> Table:
    """The conduct of each party: its policy, concessions in a run, and how often it answers in kind."""
    headers = ("party", "policy", "concessions a run", "95 %", "answers in kind", "95 %", "by chance")
    return Table("Conduct", headers, tuple(_conduct_rows(case)))


def _conduct_rows(case: Case) -> Iterator[tuple[str, ...]]:
    for party, conceded in case.ensemble.concessions.items():
        answering = case.ensemble.reciprocity[party]
        share = answering.share
        kind = (_percent(share.value), _between(share), _percent(answering.by_chance)) if share else (_NOTHING,) * 3
        interval = f"{conceded.low:.2f} to {conceded.high:.2f}"
        yield party, case.forecast.names[party], f"{conceded.value:.2f}", interval, *kind


def end_table(case: Case) -> Table:
    """How the runs ended: tension, for how long nothing had moved, and how many moves they had."""
    ensemble = case.ensemble
    rows = [("days in which nothing has moved", *_band(ensemble.deadlock))]
    if ensemble.tension:
        rows.insert(0, ("tension, in points", *_band(ensemble.tension[-1][1])))
    headers = ("at the end", "10 % up to", "median", "90 % up to")
    return Table("How the runs end", headers, tuple(rows) if ensemble.runs else ())


def _band(band: Band) -> tuple[str, str, str]:
    return _number(band.low), _number(band.median), _number(band.high)


def differences_table(first: Case, second: Case, contrast: Contrast) -> Table:
    """What is different in the second, with the same left to chance in each run."""
    headers = ("figure", "of", first.id or "first", "other" if "=" in second.id else second.id, "difference", "95 %")
    rows = tuple(map(_difference_row, contrast.differences))
    return Table(f"How it differs: {second.title}", headers, rows)


def _difference_row(each: Difference) -> tuple[str, ...]:
    if each.is_share:
        change = f"{100 * each.change.value:+.1f} points"
        interval = f"{100 * each.change.low:+.1f} to {100 * each.change.high:+.1f}"
        return each.figure, each.of or _NOTHING, _percent(each.first), _percent(each.second), change, interval
    change, interval = f"{each.change.value:+.2f}", f"{each.change.low:+.2f} to {each.change.high:+.2f}"
    return each.figure, each.of or _NOTHING, f"{each.first:.2f}", f"{each.second:.2f}", change, interval


TABLES: Final = {
    "outcomes": outcomes_table,
    "conduct": conduct_table,
    "end": end_table,
}
"""What is printed of each forecast beside its tension, by name."""


def heading(case: Case) -> str:
    """In a sentence: from when until when, in which steps, by which policies."""
    forecast = case.forecast
    return f"From {forecast.since} until {forecast.until}, in steps of a {forecast.step}: {who_acts(forecast)}."


def who_acts(forecast: Forecast) -> str:
    """Which party acts by which policy."""
    parties = forecast.history.start.setting.parties
    return ", ".join(f"{title} by {forecast.names[party]}" for party, title in parties)


def counted(ensemble: Ensemble) -> str:
    """In a sentence: how many runs, with which seed; and whether that is all of them."""
    asked, runs = ensemble.forecast.runs, ensemble.runs
    done = f"Partial: {runs:,} of {asked:,} runs" if ensemble.is_partial else f"{runs:,} runs"
    return f"{done}, seed {ensemble.forecast.seed}."


# JSON


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
    return policy_as_mapping(given, move_as_mapping) if isinstance(given, Choice) else forecast.names[party]


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


def _bounds(band: Band) -> dict[str, int | None]:
    return {"low": band.low, "median": band.median, "high": band.high}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


# ONE RUN


def one_run(scenario: Scenario, forecast: Forecast, number: int) -> Scenario:
    """One run as a scenario: the record to the day on which the forecast begins, then the moves of the run.

    Raises: PolicyFault if a policy is at fault.
    """
    moves = tuple(_marked(move, forecast) for move in forecast.run(number).moves)
    history = forecast.history.branch(When.of(forecast.since), moves=moves).history
    who = ", ".join(f"{party} by {name}" for party, name in forecast.names.items())
    summary = (
        f"What follows {forecast.since} has been simulated and has not happened: {who}, in steps of a {forecast.step} "
        f"until {forecast.until}; seed {forecast.seed}, run {number}."
    )
    title = f"{scenario.title} – run {number} of a forecast"
    return Scenario(scenario.file, title, summary, history, weights=scenario.weights)


def _marked(move: Move, forecast: Forecast) -> Move:
    """The move with a note that it is simulated, after its own if it has one."""
    by = forecast.names.get(move.by or "")
    words = f"Simulated, by the policy {by}." if by else "Simulated."
    return evolve(move, note=f"{move.note}. {words}" if move.note else words)
