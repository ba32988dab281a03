"""The tables of a forecast: outcomes, tension, conduct, final state, and the differences from a baseline."""

from collections.abc import Iterator
from math import ceil
from typing import Final

from attrs import frozen

from sim.forecast.ensembles import Chance, Contrast, Difference, Ensemble, QuantileBand
from sim.forecast.forecast import Forecast
from sim.forecast.intervals import Interval
from sim.report.table.render import NOTHING, Table

CAVEAT: Final = (
    "The 95 % confidence intervals (CI) show the effect of chance in the runs. They do not show whether the policies "
    "are those of the parties, and say nothing on whether the forecast is right."
)
CI: Final = "95 % CI"
_QUANTILES: Final = ("p10", "median", "p90")
_FEW: Final = 14
"""The most steps that a table for people shows."""


@frozen
class Case:
    """One forecast of several: its id (empty: the baseline), its title, and the ensemble of its runs."""

    id: str
    title: str
    ensemble: Ensemble

    @property
    def forecast(self) -> Forecast:
        """The forecast."""
        return self.ensemble.forecast


def outcomes_table(case: Case) -> Table:
    """The table of outcomes, one row each: its probability, and the median date on which it comes about."""
    headers = ("outcome", "of", "probability", CI, "median date", CI)
    return Table("Outcomes", headers, tuple(_outcome_row(chance, case) for chance in case.ensemble.chances))


def _outcome_row(chance: Chance, case: Case) -> tuple[str, ...]:
    low, median, high = (case.ensemble.day(days) for days in (chance.time.low, chance.time.median, chance.time.high))
    between = NOTHING if low is None else f"{low} to {high or 'after the end'}"
    return (
        chance.outcome,
        chance.of or NOTHING,
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
    """The table of tension over time, one row for each step: all of them if *whole*, else a few."""
    steps = case.ensemble.tension
    every = 1 if whole else max(ceil(len(steps) / _FEW), 1)
    shown = [step for number, step in enumerate(steps, 1) if number % every == 0 or number == len(steps)]
    rows = tuple((day.isoformat(), *map(_number, (band.low, band.median, band.high))) for day, band in shown)
    return Table("Tension, in points", ("date", *_QUANTILES), rows)


def _number(value: int | None) -> str:
    return NOTHING if value is None else str(value)


def conduct_table(case: Case) -> Table:
    """The table of conduct, one row for each party."""
    headers = ("party", "policy", "concessions per run", CI, "answered in kind", CI, "by chance")
    return Table("Conduct", headers, tuple(_conduct_rows(case)))


def _conduct_rows(case: Case) -> Iterator[tuple[str, ...]]:
    for party, concessions in case.ensemble.concessions.items():
        reciprocity = case.ensemble.reciprocity[party]
        share = reciprocity.share
        in_kind = (_percent(share.value), _between(share), _percent(reciprocity.by_chance)) if share else (NOTHING,) * 3
        interval = f"{concessions.low:.2f} to {concessions.high:.2f}"
        yield party, case.forecast.names[party], f"{concessions.value:.2f}", interval, *in_kind


def final_state_table(case: Case) -> Table:
    """The table of the state at the end of the runs: tension, what is agreed, and deadlock."""
    ensemble = case.ensemble
    rows = [("agreed", *_band(ensemble.agreed)), ("deadlock, in days", *_band(ensemble.deadlock))]
    if ensemble.tension:
        rows.insert(0, ("tension, in points", *_band(ensemble.tension[-1][1])))
    headers = ("figure", *_QUANTILES)
    return Table("Final state", headers, tuple(rows) if ensemble.runs else ())


def _band(band: QuantileBand) -> tuple[str, str, str]:
    return _number(band.low), _number(band.median), _number(band.high)


def differences_table(baseline: Case, other: Case, contrast: Contrast) -> Table:
    """The table of the differences from the baseline to another case, run by run with the same random numbers."""
    headers = ("figure", "of", baseline.id or "baseline", "other" if "=" in other.id else other.id, "difference", CI)
    rows = tuple(map(_difference_row, contrast.differences))
    return Table(f"Difference from baseline: {other.title}", headers, rows)


def _difference_row(difference: Difference) -> tuple[str, ...]:
    if difference.is_share:
        change = f"{100 * difference.change.value:+.1f} points"
        interval = f"{100 * difference.change.low:+.1f} to {100 * difference.change.high:+.1f}"
        return (
            difference.figure,
            difference.of or NOTHING,
            _percent(difference.first),
            _percent(difference.second),
            change,
            interval,
        )
    change, interval = (
        f"{difference.change.value:+.2f}",
        f"{difference.change.low:+.2f} to {difference.change.high:+.2f}",
    )
    return (
        difference.figure,
        difference.of or NOTHING,
        f"{difference.first:.2f}",
        f"{difference.second:.2f}",
        change,
        interval,
    )


TABLES: Final = {
    "outcomes": outcomes_table,
    "conduct": conduct_table,
    "final-state": final_state_table,
}
"""The tables of a forecast, apart from that of tension, by name."""


def assumptions(case: Case) -> str:
    """The span, the step and the policies of a forecast, as a sentence."""
    forecast = case.forecast
    return (
        f"From {forecast.since} until {forecast.until}, in steps of a {forecast.step}: {policies_in_words(forecast)}."
    )


def policies_in_words(forecast: Forecast) -> str:
    """The policies of the parties, in words."""
    parties = forecast.history.start.setting.parties
    return ", ".join(f"{title} by {forecast.described[party]}" for party, title in parties)


def runs_in_words(ensemble: Ensemble) -> str:
    """The number of runs and the seed, as a sentence that says so if the runs are not complete."""
    asked, runs = ensemble.forecast.runs, ensemble.runs
    done = f"Partial: {runs:,} of {asked:,} runs" if ensemble.is_partial else f"{runs:,} runs"
    return f"{done}, seed {ensemble.forecast.seed}."
