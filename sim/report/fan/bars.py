"""The bars of a fan: the probability of each uncertain outcome by group, of several series together."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import astuple

from sim.forecast.ensembles import Chance
from sim.report.fan.panels import HEAD, NO_RUNS
from sim.report.fan.series import Series
from sim.report.outcomes.finding import percent
from sim.report.outcomes.ordered import OrderedOutcomes, OutcomeRow, by_group
from sim.report.outcomes.words import GROUPS
from sim.report.svg.canvas import Canvas, number
from sim.report.svg.heading import draw_notes
from sim.report.svg.legend import Entry, Symbol, draw_legend
from sim.report.svg.text_width import LABEL, shortened, width

HEADING: Final = "Outcomes: the share of runs that come to them, in %, with its 95 % interval"

_LINE: Final = 17.0
_SCALE: Final = 20.0
_BAR: Final = 10.0
_BAR_STEP: Final = 15.0
_GROUP_GAP: Final = 5.0
_MARGIN: Final = 6.0
_COLUMN_GAP: Final = 12.0
_LETTER_GAP: Final = 8.0
_MOST: Final = 430.0
"""The greatest width of the labels."""
_QUARTERS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


class Bars:
    """The bars drawn on a canvas below a *top*, and where they end."""

    def __init__(self, canvas: Canvas, all_series: Sequence[Series], top: float, across: float) -> None:
        outcomes = OrderedOutcomes.of([series.ensemble for series in all_series])
        self._canvas, self._across, self._series, self._rows = canvas, across, all_series, outcomes.uncertain
        letters = [series.letter for series in all_series]
        numbers = [_numbers(chance) for row in self._rows for chance in row.possible.values()]
        self._labels_at = _MARGIN + _widest(GROUPS) + _COLUMN_GAP
        self._room = min(_widest([row.words.label for row in self._rows]), _MOST)
        self._letters_at = self._labels_at + self._room + _COLUMN_GAP
        self._left = self._letters_at + _widest(letters) + _LETTER_GAP
        self._right = across - _widest(numbers) - _MARGIN - _COLUMN_GAP
        self.bottom = self._draw(top, has_runs=bool(outcomes.rows))
        sentences = outcomes.sentences(list(filter(None, letters)))
        self.bottom = draw_notes(canvas, sentences, self.bottom + 4, across)

    def _draw(self, top: float, *, has_runs: bool) -> float:
        canvas, y = self._canvas, top + _LINE
        bars = sum(len(row.possible) for row in self._rows)
        height = _SCALE + _BAR_STEP * bars + _GROUP_GAP * (len(self._rows) + 1) if bars else _SCALE
        entries = tuple(_series_entries(self._series))
        legend_end = y + (_LINE * len(entries) if entries else 0)
        canvas.rect(0, top, self._across, legend_end + height, "lane")
        canvas.text(_MARGIN, top + 14, HEADING, "head", HEAD)
        for entry in entries:
            y = draw_legend(canvas, [entry], y + _LINE / 2, self._across) - _LINE / 2
        if not has_runs:
            canvas.text(self._across / 2, y + 14, NO_RUNS, "middle")
        elif self._rows:
            self._draw_scale(y + _SCALE, y + height)
            self._draw_rows(y + _SCALE)
        return y + height

    def _draw_rows(self, y: float) -> None:
        for group, row in by_group(self._rows):
            if group:
                self._canvas.text(_MARGIN, y + _BAR - 1, group, "small bold", LABEL)
            label = shortened(row.words.label, self._room, LABEL)
            self._canvas.text(self._labels_at, y + _BAR - 1, label, "small", LABEL)
            for number_of_series, chance in row.possible.items():
                self._draw_bar(self._series[number_of_series], chance, row, y)
                y += _BAR_STEP
            y += _GROUP_GAP

    def _draw_scale(self, top: float, bottom: float) -> None:
        """Draw lines at the quarters, with their numbers above."""
        for share in _QUARTERS:
            self._canvas.line(f"M{number(self._x_of(share))} {number(top - 4)}V{number(bottom - _GROUP_GAP)}", "thin")
        for share in _QUARTERS:
            self._canvas.text(self._x_of(share), top - 8, percent(share), "small middle", LABEL)

    def _draw_bar(self, series: Series, chance: Chance, row: OutcomeRow, top: float) -> None:
        """Draw a bar with its whisker, the letter of its series before it and its numbers after it."""
        canvas, (value, low, high) = self._canvas, map(self._x_of, astuple(chance.share))
        tooltip = f"{series.title}: {row.words.clause}: {chance.count} of {series.ensemble.runs} runs"
        canvas.rect(self._left, top, value, top + _BAR, f"bar {series.colour}", tooltip)
        canvas.rect(self._left, top, value, top + _BAR, series.texture)
        middle = number(top + _BAR / 2)
        caps = "".join(f"M{number(x)} {number(top + 2)}v{number(_BAR - 4)}" for x in (low, high))
        canvas.line(f"M{number(low)} {middle}H{number(high)}{caps}", "interval")
        if series.letter:
            canvas.text(self._letters_at, top + _BAR - 1, series.letter, "small", LABEL)
        canvas.text(self._right + _COLUMN_GAP, top + _BAR - 1, _numbers(chance), "small", LABEL)

    def _x_of(self, share: float) -> float:
        return self._left + share * (self._right - self._left)


def _widest(texts: Iterable[str]) -> float:
    return max((width(text, LABEL) for text in texts), default=0.0)


def _numbers(chance: Chance) -> str:
    """A probability with its interval, in percent."""
    share = chance.share
    return f"{percent(share.value)} % ({100 * share.low:.0f}–{100 * share.high:.0f})"


def _series_entries(all_series: Sequence[Series]) -> Iterator[Entry]:
    """The symbols of several series with their titles."""
    yield from ((_series_symbol(series), series.title) for series in all_series if series.letter)


def _series_symbol(series: Series) -> Symbol:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.rect(x, y - 5, x + 20, y + 5, f"bar {series.colour}")
        canvas.rect(x, y - 5, x + 20, y + 5, series.texture)

    return draw
