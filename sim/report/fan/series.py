"""The series of a fan: ensembles with what tells them apart, and their tension and outcomes in words."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from string import ascii_uppercase
from typing import Final

from attrs import frozen

from sim.assess.tension import tension
from sim.forecast.ensembles import Chance, Ensemble
from sim.forecast.forecast import Forecast
from sim.forecast.measurement import BY, HELD, ON_AN_ISSUE, Outcome
from sim.report.svg.symbols import BROKEN, FIRST, OPPOSED, OUTSIDE, PARTLY, SECOND, TOGETHER

CAVEAT: Final = "a 95 % CI says what chance does in the runs, not whether the assumptions hold"

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
    def runs(self) -> str:
        """The number of runs, in words."""
        runs, planned = self.ensemble.runs, self.ensemble.forecast.runs
        return f"partial: {runs} of {planned} runs" if self.ensemble.is_partial else _counted(runs)

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

    @property
    def chances(self) -> dict[Outcome, Chance]:
        """The chance of each outcome, in order."""
        return {(chance.outcome, chance.of): chance for chance in self.ensemble.chances}


def _counted(runs: int) -> str:
    return f"{runs} {'run' if runs == 1 else 'runs'}"


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


def outcome_labels(all_series: Iterable[Series]) -> dict[Outcome, tuple[str, str]]:
    """The labels of all outcomes: the outcome, and the title of its issue, date or talks (empty if it has none)."""
    labels: dict[Outcome, tuple[str, str]] = {}
    for series in all_series:
        titles = _titles(series.ensemble.forecast)
        for outcome, of in series.chances:
            labels.setdefault((outcome, of), (outcome, titles.get((outcome, of), of)))
    return labels


def _titles(forecast: Forecast) -> dict[Outcome, str]:
    """The titles of issues, dates and talks, by the outcomes that are about them."""
    issues = forecast.history.start.setting.issues
    talks = forecast.record.state.talks
    return {
        **{(ON_AN_ISSUE, name): title for name, title in issues},
        **{(BY, event.id): f"{event.date} {event.title}" for event in forecast.calendar},
        **{(HELD, name): declared.title for name, declared in talks.items()},
    }


def percent(share: float) -> str:
    """A share as a whole percentage; one just above 0 or below 1 is not rounded to it."""
    if 0 < share < 0.01:
        return "<1"
    return ">99" if 0.99 < share < 1 else f"{100 * share:.0f}"


# IN WORDS


def notes(all_series: Sequence[Series]) -> Iterator[str]:
    """The number of runs, once if it is the same for all series, and the caveat."""
    counts = {series.runs for series in all_series}
    if len(counts) > 1:
        yield from (f"{series.title}: {series.runs}" for series in all_series)
        yield CAVEAT
    else:
        of_each = " each" if len(all_series) > 1 else ""
        yield f"{counts.pop()}{of_each}; {CAVEAT}"


def description(title: str, all_series: Sequence[Series]) -> str:
    """The picture in words, for screen readers."""
    return " ".join((f"{title}: fan of tension, and outcomes as bars.", *map(_in_words, all_series)))


def _in_words(series: Series) -> str:
    """A series in words: its runs, the last tension, and the probability of each outcome."""
    forecast, labels = series.ensemble.forecast, outcome_labels([series])
    parts = [f"{series.title}, {series.runs} from {forecast.since} to {forecast.until}"]
    if series.tension:
        last = series.tension[-1]
        parts.append(f"tension at the end {last.median}, from {last.low} to {last.high}")
    for outcome, chance in series.chances.items():
        parts.append(f"{' – '.join(filter(None, labels[outcome]))}: {percent(chance.share.value)} %")
    return f"{'; '.join(parts)}."
