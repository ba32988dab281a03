"""The series of a fan: ensembles with what tells them apart, and their tension and outcomes in words."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from string import ascii_uppercase
from typing import Final

from attrs import frozen

from sim.assess.tension import tension
from sim.forecast.ensembles import Ensemble
from sim.report.outcomes.caveat import NO_PREDICTION, runs_in_words, span_in_words
from sim.report.outcomes.finding import percent
from sim.report.outcomes.ordered import OrderedOutcomes, OutcomeRow
from sim.report.prose.titles import capitalised
from sim.report.svg.symbols import BROKEN, FIRST, OPPOSED, OUTSIDE, PARTLY, SECOND, TOGETHER

INTERVALS: Final = "a 95 % interval says what chance does in the runs, not whether the assumptions hold"

_COLOURS: Final = (FIRST, SECOND, OUTSIDE, TOGETHER)
_TEXTURES: Final = ("bare", OPPOSED, PARTLY, BROKEN)


@frozen
class TensionQuantiles:
    """The 10th, 50th and 90th percentile of the points of tension, from a day on."""

    day: date
    low: int
    median: int
    high: int

    def __str__(self) -> str:
        return f"{self.median} ({self.low}–{self.high})"


@frozen
class Series:
    """An ensemble with its label, and the letter (empty if it is the only one), colour and texture that mark it."""

    label: str
    letter: str
    colour: str
    texture: str
    ensemble: Ensemble

    @property
    def title(self) -> str:
        """The letter and the label."""
        return f"{self.letter}: {self.label}" if self.letter else self.label

    @property
    def tension(self) -> tuple[TensionQuantiles, ...]:
        """Tension on the day on which the forecast begins, and at the end of each step; none without runs."""
        forecast = self.ensemble.forecast
        if not self.ensemble.runs:
            return ()
        now = tension(forecast.record, forecast.weights).points
        steps = (
            TensionQuantiles(day, band.low or 0, band.median or 0, band.high or 0)
            for day, band in self.ensemble.tension
        )
        return (TensionQuantiles(forecast.since, now, now, now), *steps)


def series_of(ensembles: Sequence[tuple[str, Ensemble]]) -> tuple[Series, ...]:
    """The series of some ensembles, each with its label, in their order."""
    is_single, letters = len(ensembles) == 1, len(ascii_uppercase)
    return tuple(
        Series(
            label=label,
            letter="" if is_single else ascii_uppercase[number % letters] * (1 + number // letters),
            colour=_COLOURS[number % len(_COLOURS)],
            texture=_TEXTURES[(number + number // len(_COLOURS)) % len(_TEXTURES)],
            ensemble=ensemble,
        )
        for number, (label, ensemble) in enumerate(ensembles)
    )


# IN WORDS


def notes(all_series: Sequence[Series]) -> Iterator[str]:
    """What a forecast is and is not, the number of runs, once if it is the same for all, and what intervals say."""
    yield NO_PREDICTION
    counts = {runs_in_words(series.ensemble) for series in all_series}
    if len(counts) > 1:
        yield "; ".join(f"{series.title}: {runs_in_words(series.ensemble)}" for series in all_series)
        yield capitalised(f"{INTERVALS}.")
    else:
        yield capitalised(f"{counts.pop()}{' each' if len(all_series) > 1 else ''}; {INTERVALS}.")


def description(title: str, all_series: Sequence[Series]) -> str:
    """The picture in words, for screen readers."""
    outcomes = OrderedOutcomes.of([series.ensemble for series in all_series])
    parts = (f"{title}: outcomes as bars, and a fan of tension.", *notes(all_series))
    return " ".join((*parts, *(_in_words(series, outcomes.rows, at) for at, series in enumerate(all_series))))


def _in_words(series: Series, rows: Iterable[OutcomeRow], at: int) -> str:
    """A series in words: its runs, the last tension, and the probability of each outcome."""
    parts = [f"{series.title}, {runs_in_words(series.ensemble)} {span_in_words([series.ensemble.forecast])}"]
    if series.tension:
        last = series.tension[-1]
        parts.append(f"tension at the end {last.median}, from {last.low} to {last.high}")
    chances = ((row.words.clause, row.chances[at].share.value) for row in rows if at in row.chances)
    parts.extend(f"{clause}: {percent(share)} %" for clause, share in chances)
    return f"{'; '.join(parts)}."
