"""The picture of forecasts: panels of tension, below them a bar for the probability of each outcome, and notes."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Final

from attrs import astuple

from sim.forecast.ensembles import Chance, Ensemble
from sim.model.escaping import one_line
from sim.report.fan.panels import HEAD, NO_RUNS, Panels
from sim.report.fan.series import Series, description, notes, outcome_labels, percent, series_of
from sim.report.svg.canvas import Canvas, Picture, number, size_attributes, svg_file
from sim.report.svg.legend import Entry, Symbol, draw_legend
from sim.report.svg.symbols import minified
from sim.report.svg.text_width import shortened, width
from sim.report.timeline.layout import LABEL

_STYLE: Final = minified(files(__package__).joinpath("style.css").read_text("utf-8"))
_WIDTH: Final = 1000.0
_TITLE: Final = 15.0
_LINE: Final = 15.0
_TOP: Final = 56.0
_FOOT: Final = 8.0


def fan(title: str, ensembles: Sequence[tuple[str, Ensemble]]) -> Picture:
    """The picture of one ensemble or several, each with a label, from top to bottom in their order.

    Its lanes are the panels of tension.
    """
    title, canvas = one_line(title), Canvas()
    all_series = series_of([(one_line(label), ensemble) for label, ensemble in ensembles])
    canvas.text(6, 21, shortened(title, _WIDTH - 12, _TITLE), "title", _TITLE)
    canvas.text(6, 43, "Tension, in points", "head", HEAD)
    panels = Panels(canvas, all_series, _TOP, _WIDTH)
    entries = (*panels.legend_entries, *_legend_entries(all_series))
    bottom = draw_legend(canvas, entries, panels.bottom + _LINE, _WIDTH)
    bottom = _Bars(canvas, all_series, bottom, _WIDTH).bottom
    for note in notes(all_series):
        bottom += _LINE
        canvas.text(6, bottom, shortened(note, _WIDTH - 12, LABEL), "small", LABEL)
    height = bottom + _FOOT
    return Picture(
        title=title,
        svg=svg_file(title, description(title, all_series), canvas, size_attributes(_WIDTH, height), _STYLE),
        canvas=canvas,
        width=_WIDTH,
        height=height,
        begins_at=panels.days.left,
        moves_at=(),
        lanes=tuple(panels.titles),
        lanes_end=panels.lanes_end,
    )


# OUTCOMES

_HEADING: Final = "Outcomes until the end: probability, in %"
_HEADER: Final = 40.0
_BAR: Final = 10.0
_BAR_STEP: Final = 15.0
_GROUP_GAP: Final = 5.0
_MARGIN: Final = 6.0
_COLUMN_GAP: Final = 12.0
_MAX_WIDTHS: Final = (190.0, 300.0)
"""The greatest widths of the two columns of labels."""
_QUARTERS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


class _Bars:
    """The bars drawn on a canvas, those of several series in groups, and where they end."""

    def __init__(self, canvas: Canvas, all_series: Sequence[Series], top: float, across: float) -> None:
        self._canvas, self._across = canvas, across
        self._labels = outcome_labels(all_series)
        self._chances = [(series, series.chances) for series in all_series]
        self._widths = [
            min(max((width(label[column], LABEL) for label in self._labels.values()), default=0.0), most)
            for column, most in enumerate(_MAX_WIDTHS)
        ]
        numbers = (_numbers(chance) for _, chances in self._chances for chance in chances.values())
        at_right = max((width(text, LABEL) for text in numbers), default=0)
        letters = max(width(series.letter, LABEL) for series in all_series)
        self._letters_at = _MARGIN + sum(self._widths) + 2 * _COLUMN_GAP
        self._left, self._right = self._letters_at + letters + 8, across - at_right - _MARGIN - _COLUMN_GAP
        bars = sum(outcome in chances for outcome in self._labels for _, chances in self._chances)
        self.bottom = top + _HEADER + _BAR_STEP * max(bars, 1) + _GROUP_GAP * (len(self._labels) + 1)
        self._draw(top)

    def _draw(self, top: float) -> None:
        canvas, y = self._canvas, top + _HEADER
        canvas.rect(0, top, self._across, self.bottom, "lane")
        if not self._labels:
            canvas.text(self._across / 2, y + 9, NO_RUNS, "middle")
        else:
            self._draw_scale(y)
        canvas.text(_MARGIN, top + 14, _HEADING, "head", HEAD)
        for outcome, label in self._labels.items():
            self._draw_label(label, y + _BAR)
            for series, chances in self._chances:
                if outcome in chances:
                    self._draw_bar(series, chances[outcome], label, y)
                    y += _BAR_STEP
            y += _GROUP_GAP

    def _draw_scale(self, top: float) -> None:
        """Draw lines at the quarters, with their numbers above."""
        for share in _QUARTERS:
            self._canvas.line(
                f"M{number(self._x_of(share))} {number(top - 4)}V{number(self.bottom - _GROUP_GAP)}", "thin"
            )
        for share in _QUARTERS:
            self._canvas.text(self._x_of(share), top - 8, percent(share), "small middle", LABEL)

    def _draw_label(self, label: tuple[str, str], baseline: float) -> None:
        """Draw the label of an outcome, in two columns."""
        x = _MARGIN
        for text, kind, across in zip(label, ("small", "small grey"), self._widths, strict=True):
            self._canvas.text(x, baseline - 1, shortened(text, across, LABEL), kind, LABEL)
            x += across + _COLUMN_GAP

    def _draw_bar(self, series: Series, chance: Chance, label: tuple[str, str], top: float) -> None:
        """Draw a bar with its whisker, the letter of its series before it and its numbers after it."""
        canvas, (value, low, high) = self._canvas, map(self._x_of, astuple(chance.share))
        runs = f"{chance.count} of {series.ensemble.runs} runs"
        tooltip = f"{series.title}: {' – '.join(filter(None, label))}: {runs}"
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


def _numbers(chance: Chance) -> str:
    """A probability with its interval, in percent."""
    share = chance.share
    return f"{percent(share.value)} % ({100 * share.low:.0f}–{100 * share.high:.0f})"


# LEGEND


def _legend_entries(all_series: Sequence[Series]) -> Iterator[Entry]:
    """The symbols of the bars with their meaning."""
    yield _bar_symbol, "probability, with its 95 % CI"
    yield from ((_series_symbol(series), series.title) for series in all_series if series.letter)


def _series_symbol(series: Series) -> Symbol:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.rect(x, y - 5, x + 20, y + 5, f"bar {series.colour}")
        canvas.rect(x, y - 5, x + 20, y + 5, series.texture)

    return draw


def _bar_symbol(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y - 5, x + 14, y + 5, "bar both")
    canvas.line(f"M{number(x + 8)} {number(y)}h12m0-3v6m-12-6v6", "interval")
