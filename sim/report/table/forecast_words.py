"""The tables of a forecast as people read them: titles and dates in words, and no rows for what is certain."""

from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from math import ceil
from typing import Final

from sim.forecast.ensembles import Chance, Contrast, Difference, Ensemble, QuantileBand
from sim.forecast.forecast import Forecast
from sim.report.outcomes.caveat import NO_PREDICTION, runs_in_words, span_in_words
from sim.report.outcomes.finding import finding
from sim.report.outcomes.ordered import OrderedOutcomes, OutcomeRow, by_group
from sim.report.prose.dates import day_in_words
from sim.report.prose.titles import capitalised
from sim.report.table.forecast import (
    CAVEAT,
    CI,
    Case,
    difference_figures,
    in_kind_figures,
    percentage,
    percentages,
    quantile,
)
from sim.report.table.render import NOTHING, Table

_BAND: Final = "in 4 of 5 runs"
_BASELINE: Final = "baseline"
_FEW: Final = 14
"""The most steps of tension that are shown."""


# THE HEAD


def finding_of(cases: Sequence[Case]) -> str:
    """The finding of some cases, the baseline first."""
    return finding([(case.id or _BASELINE, case.ensemble) for case in cases])


def head(title: str, cases: Sequence[Case]) -> Iterator[str]:
    """The paragraphs under the finding: of which scenario, what a forecast is and is not, and what is assumed."""
    baseline, *others = cases
    yield title
    yield NO_PREDICTION
    yield assumptions(baseline.forecast)
    yield from (f"Compared with {case.title}: {assumptions(case.forecast)}" for case in others)
    yield f"{capitalised(runs_in_words(baseline.ensemble))}, seed {baseline.forecast.seed}. {CAVEAT}"


def assumptions(forecast: Forecast) -> str:
    """The span, the step and the policies of a forecast, as a sentence."""
    span = span_in_words([forecast])
    return f"{capitalised(span)}, in steps of a {forecast.step}: {policies_in_words(forecast)}."


def policies_in_words(forecast: Forecast) -> str:
    """The policies of the parties, in words."""
    parties = forecast.history.start.setting.parties
    return ", ".join(f"{title} by {forecast.described[party]}" for party, title in parties)


# TABLES


def outcomes_blocks(case: Case) -> Iterator[Table | str]:
    """The table of the outcomes that some runs came to and others did not, then sentences on all others."""
    outcomes = OrderedOutcomes.of([case.ensemble])
    headers = ("about", "outcome", "probability", CI, "half of the runs by")
    rows = tuple((group, *_outcome_row(row, case)) for group, row in by_group(outcomes.uncertain))
    yield Table(f"Outcomes until {day_in_words(case.forecast.until)}", headers, rows)
    yield from outcomes.sentences()


def _outcome_row(row: OutcomeRow, case: Case) -> tuple[str, ...]:
    chance: Chance = row.chances[0]
    median = case.ensemble.day(chance.time.median)
    by = NOTHING if median is None else day_in_words(median)
    return row.words.label, percentage(chance.share.value), percentages(chance.share), by


def tension_blocks(case: Case) -> Iterator[Table]:
    """The table of tension over time, with a row for each of a few steps."""
    steps = case.ensemble.tension
    every = max(ceil(len(steps) / _FEW), 1)
    shown = [step for number, step in enumerate(steps, 1) if number % every == 0 or number == len(steps)]
    yield Table(
        "Tension, in points", ("date", "median", _BAND), tuple((day_in_words(day), *_band(band)) for day, band in shown)
    )


def conduct_blocks(case: Case) -> Iterator[Table]:
    """The table of conduct, one row for each party."""
    headers = ("party", "concessions per run", CI, "answered in kind", CI, "by chance")
    yield Table("Conduct", headers, tuple(_conduct_rows(case)))


def _conduct_rows(case: Case) -> Iterator[tuple[str, ...]]:
    titles = dict(case.forecast.history.start.setting.parties)
    for party, mean in case.ensemble.concessions.items():
        in_kind = in_kind_figures(case.ensemble.reciprocity[party])
        yield titles[party], f"{mean.value:.2f}", f"{mean.low:.2f} to {mean.high:.2f}", *in_kind


def final_state_blocks(case: Case) -> Iterator[Table]:
    """The table of the state at the end of the runs: tension, what is agreed, and deadlock."""
    ensemble = case.ensemble
    bands = {
        "tension, in points": ensemble.tension[-1][1] if ensemble.tension else None,
        "proposals agreed": ensemble.agreed,
        "days without progress": ensemble.deadlock,
    }
    rows = tuple((figure, *_band(band)) for figure, band in bands.items() if band is not None and ensemble.runs)
    yield Table("Final state", ("figure", "median", _BAND), rows)


def _band(band: QuantileBand) -> tuple[str, str]:
    between = NOTHING if band.low is None else f"{band.low} to {'more' if band.high is None else band.high}"
    return quantile(band.median), between


def differences_blocks(baseline: Case, other: Case, contrast: Contrast) -> Iterator[Table]:
    """The table of the differences from the baseline to another case, without outcomes that are certain in both."""
    headers = ("about", "figure", baseline.id or _BASELINE, "other" if "=" in other.id else other.id, "difference", CI)
    rows = tuple(_difference_rows(contrast, [baseline.ensemble, other.ensemble]))
    yield Table(f"Difference from the baseline: {other.title}", headers, rows)


def _difference_rows(contrast: Contrast, ensembles: Sequence[Ensemble]) -> Iterator[tuple[str, ...]]:
    differences = {(difference.figure, difference.of): difference for difference in contrast.differences}
    uncertain = [row for row in OrderedOutcomes.of(ensembles).uncertain if row.outcome in differences]
    for group, row in by_group(uncertain):
        yield group, row.words.label, *difference_figures(differences.pop(row.outcome))
    means = [difference for difference in contrast.differences if not difference.is_share]
    for group, difference in zip(chain(["per run"], repeat("")), means, strict=False):
        yield group, _mean_in_words(difference, ensembles[0].forecast), *difference_figures(difference)


def _mean_in_words(difference: Difference, forecast: Forecast) -> str:
    titles = dict(forecast.history.start.setting.parties)
    return f"{difference.figure} of {titles[difference.of]}" if difference.of else difference.figure


BLOCKS: Final = {
    "outcomes": outcomes_blocks,
    "tension": tension_blocks,
    "conduct": conduct_blocks,
    "final-state": final_state_blocks,
}
"""The tables of a forecast for people, apart from that of differences, by name."""
