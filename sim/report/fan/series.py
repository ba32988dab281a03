"""Ensembles as they are shown: each with what tells it from the others, and their outcomes in words."""

from collections.abc import Iterable, Sequence
from datetime import date
from string import ascii_uppercase
from typing import Final

from attrs import frozen

from sim.assess.tension import tension
from sim.forecast.ensembles import Chance, Ensemble
from sim.forecast.forecast import Forecast
from sim.forecast.measurement import BY, HELD, ON_AN_ISSUE, Asked
from sim.report.svg.symbols import BROKEN, FIRST, OPPOSED, OUTSIDE, PARTLY, SECOND, TOGETHER

_COLOURS: Final = (FIRST, SECOND, OUTSIDE, TOGETHER)
_TEXTURES: Final = ("bare", OPPOSED, PARTLY, BROKEN)


@frozen
class Points:
    """The points of tension from a day on: the median of the runs, and the bounds of four fifths of them."""

    day: date
    low: int
    median: int
    high: int


@frozen
class Shown:
    """An ensemble with its label, and the letter, the colour and the texture that tell it from others.

    The letter is empty where there are no others.
    """

    label: str
    letter: str
    colour: str
    texture: str
    ensemble: Ensemble

    @property
    def title(self) -> str:
        """The label, with the letter before it."""
        return f"{self.letter}: {self.label}" if self.letter else self.label

    @property
    def runs(self) -> str:
        """How many runs there are, in words."""
        runs, asked = self.ensemble.runs, self.ensemble.forecast.runs
        return f"partial: {runs} of {asked} runs" if self.ensemble.is_partial else _counted(runs)

    @property
    def course(self) -> tuple[Points, ...]:
        """Tension on the day on which the forecast begins, and at the end of each step; none without runs."""
        forecast = self.ensemble.forecast
        if not self.ensemble.runs:
            return ()
        recorded = tension(forecast.record, forecast.weights).points
        steps = (Points(day, band.low or 0, band.median or 0, band.high or 0) for day, band in self.ensemble.tension)
        return (Points(forecast.since, recorded, recorded, recorded), *steps)

    @property
    def chances(self) -> dict[Asked, Chance]:
        """The outcomes that are asked about, in order."""
        return {(chance.outcome, chance.of): chance for chance in self.ensemble.chances}


def _counted(runs: int) -> str:
    return f"{runs} {'run' if runs == 1 else 'runs'}"


def shown(ensembles: Sequence[tuple[str, Ensemble]]) -> tuple[Shown, ...]:
    """The ensembles as they are shown, in their order."""
    alone, count = len(ensembles) == 1, len(ascii_uppercase)
    return tuple(
        Shown(
            label=label,
            letter="" if alone else ascii_uppercase[number % count] * (1 + number // count),
            colour=_COLOURS[number % len(_COLOURS)],
            texture=_TEXTURES[(number + number // len(_COLOURS)) % len(_TEXTURES)],
            ensemble=ensemble,
        )
        for number, (label, ensemble) in enumerate(ensembles)
    )


def outcomes(ensembles: Iterable[Shown]) -> dict[Asked, tuple[str, str]]:
    """All outcomes that they ask about, each with its own words and with those for what it is an outcome of."""
    found: dict[Asked, tuple[str, str]] = {}
    for each in ensembles:
        titles = _titles(each.ensemble.forecast)
        for outcome, of in each.chances:
            found.setdefault((outcome, of), (outcome, titles.get((outcome, of), of)))
    return found


def _titles(forecast: Forecast) -> dict[Asked, str]:
    """The titles of what outcomes are of."""
    issues = forecast.history.start.setting.issues
    talks = forecast.record.state.talks
    return {
        **{(ON_AN_ISSUE, name): title for name, title in issues},
        **{(BY, each.id): f"{each.date} {each.title}" for each in forecast.calendar},
        **{(HELD, name): each.title for name, each in talks.items()},
    }


def percent(share: float) -> str:
    """A share in whole percents; what is not quite none or all does not look as if it were."""
    if 0 < share < 0.01:
        return "<1"
    return ">99" if 0.99 < share < 1 else f"{100 * share:.0f}"
