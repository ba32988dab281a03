"""The tables of a forecast: outcomes, tension, conduct, final state, and the differences from a baseline."""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from sim.forecast.ensembles import AnswerRates, Chance, Contrast, Difference, Ensemble, QuantileBand
from sim.forecast.forecast import Forecast
from sim.forecast.intervals import Interval
from sim.report.table.render import NOTHING, Table

CAVEAT: Final = (
    "The 95 % confidence intervals (CI) show the effect of chance in the runs. They do not show whether the policies "
    "are those of the parties, and say nothing on whether the forecast is right."
)
CI: Final = "95 % CI"
_QUANTILES: Final = ("p10", "median", "p90")


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
        percentage(chance.share.value),
        percentages(chance.share),
        str(median or "not by the end"),
        between,
    )


def percentage(share: float) -> str:
    """A share in percent."""
    return f"{100 * share:.1f} %"


def percentages(interval: Interval) -> str:
    """The bounds of a share in percent."""
    return f"{100 * interval.low:.1f} to {100 * interval.high:.1f} %"


def tension_table(case: Case) -> Table:
    """The table of tension over time, one row for each step."""
    rows = tuple((day.isoformat(), *_band(band)) for day, band in case.ensemble.tension)
    return Table("Tension, in points", ("date", *_QUANTILES), rows)


def quantile(value: int | None) -> str:
    """A quantile; nothing where it lies beyond the end."""
    return NOTHING if value is None else str(value)


def conduct_table(case: Case) -> Table:
    """The table of conduct, one row for each party."""
    headers = ("party", "policy", "concessions per run", CI, "answered in kind", CI, "by chance")
    return Table("Conduct", headers, tuple(_conduct_rows(case)))


def _conduct_rows(case: Case) -> Iterator[tuple[str, ...]]:
    for party, concessions in case.ensemble.concessions.items():
        interval = f"{concessions.low:.2f} to {concessions.high:.2f}"
        in_kind = in_kind_figures(case.ensemble.reciprocity[party])
        yield party, case.forecast.names[party], f"{concessions.value:.2f}", interval, *in_kind


def in_kind_figures(answers: AnswerRates) -> tuple[str, str, str]:
    """The share answered in kind, its interval, and the share by chance; nothing without answers."""
    share = answers.share
    if share is None:
        return NOTHING, NOTHING, NOTHING
    return percentage(share.value), percentages(share), percentage(answers.by_chance)


def final_state_table(case: Case) -> Table:
    """The table of the state at the end of the runs: tension, what is agreed, and deadlock."""
    ensemble = case.ensemble
    rows = [("agreed", *_band(ensemble.agreed)), ("deadlock, in days", *_band(ensemble.deadlock))]
    if ensemble.tension:
        rows.insert(0, ("tension, in points", *_band(ensemble.tension[-1][1])))
    headers = ("figure", *_QUANTILES)
    return Table("Final state", headers, tuple(rows) if ensemble.runs else ())


def _band(band: QuantileBand) -> tuple[str, str, str]:
    return quantile(band.low), quantile(band.median), quantile(band.high)


def differences_table(baseline: Case, other: Case, contrast: Contrast) -> Table:
    """The table of the differences from the baseline to another case, run by run with the same random numbers."""
    headers = ("figure", "of", baseline.id or "baseline", "other" if "=" in other.id else other.id, "difference", CI)
    rows = tuple(map(_difference_row, contrast.differences))
    return Table(f"Difference from baseline: {other.title}", headers, rows)


def _difference_row(difference: Difference) -> tuple[str, ...]:
    return difference.figure, difference.of or NOTHING, *difference_figures(difference)


def difference_figures(difference: Difference) -> tuple[str, str, str, str]:
    """A difference in figures: the first, the second, the change, and its interval."""
    change = difference.change
    if difference.is_share:
        return (
            percentage(difference.first),
            percentage(difference.second),
            f"{100 * change.value:+.1f} points",
            f"{100 * change.low:+.1f} to {100 * change.high:+.1f}",
        )
    return (
        f"{difference.first:.2f}",
        f"{difference.second:.2f}",
        f"{change.value:+.2f}",
        f"{change.low:+.2f} to {change.high:+.2f}",
    )


TABLES: Final = {
    "outcomes": outcomes_table,
    "tension": tension_table,
    "conduct": conduct_table,
    "final-state": final_state_table,
}
"""The tables of a forecast with ids and every figure, by name."""
