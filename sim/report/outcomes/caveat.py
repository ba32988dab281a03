"""The sentences that say what a forecast is and is not, which stand where its figures are read."""

from collections.abc import Sequence
from typing import Final

from sim.forecast.ensembles import Ensemble
from sim.forecast.forecast import Forecast
from sim.report.prose.dates import day_in_words

NO_PREDICTION: Final = (
    "This is no prediction: it says what comes about if the parties act by these policies, and nobody knows whether "
    "they will."
)


def span_in_words(forecasts: Sequence[Forecast]) -> str:
    """The first day on which a forecast begins and the last on which one ends."""
    first, last = min(forecast.since for forecast in forecasts), max(forecast.until for forecast in forecasts)
    return f"from {day_in_words(first)} until {day_in_words(last)}"


def runs_in_words(ensemble: Ensemble) -> str:
    """The number of runs, and of how many where they are not complete."""
    runs, asked = ensemble.runs, ensemble.forecast.runs
    counted = f"{runs:,} of {asked:,}" if ensemble.is_partial else f"{runs:,}"
    return f"{'partial: ' if ensemble.is_partial else ''}{counted} {'run' if asked == 1 else 'runs'}"
