"""The picture of reliability: for each forecast a panel with a point for each bin, the larger the more questions.

Source: A. H. Murphy, R. L. Winkler, Reliability of subjective probability forecasts of precipitation and temperature,
Applied Statistics 26 (1977), on the diagram.
"""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from math import sqrt
from typing import Final

from sim.forecast.backtesting.reliability import ReliabilityBin
from sim.forecast.backtesting.results import BacktestResult
from sim.report.reliability.finding import finding_of
from sim.report.svg.canvas import Canvas, Picture, number, size_attributes, svg_file
from sim.report.svg.heading import draw_heading, draw_notes
from sim.report.svg.legend import Entry, Symbol, draw_legend
from sim.report.svg.symbols import minified
from sim.report.svg.text_width import LABEL, shortened, width
from sim.report.table.backtest import notes, short_records

_STYLE: Final = minified(files(__package__).joinpath("style.css").read_text("utf-8"))
_WIDTH: Final = 1000.0
_HEAD: Final = 11.5
_LINE: Final = 15.0
_FOOT: Final = 8.0
_MARGIN: Final = 6.0
_COLUMNS: Final = 4
_GAP: Final = 8.0
_ABOVE: Final = 44.0
_BELOW: Final = 38.0
_AT_LEFT: Final = 40.0
_AT_RIGHT: Final = 14.0
_PANEL: Final = (_WIDTH - 2 * _MARGIN - (_COLUMNS - 1) * _GAP) / _COLUMNS
_SIDE: Final = _PANEL - _AT_LEFT - _AT_RIGHT
_QUARTERS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_SMALLEST, _LARGEST = 2.0, 8.5
"""The radius of a point for one question, and of the one for most questions."""
SUBTITLE: Final = "Backtest: what was forecast, and how often it came about; points on the diagonal are as forecast"


def reliability_diagram(result: BacktestResult) -> Picture:
    """The reliability diagram of a backtest, a panel for each forecast; its title is the finding."""
    canvas, found, short = Canvas(), finding_of(result), tuple(short_records(result))
    caveats = [note for note in notes(result) if note not in short]
    bottom = draw_heading(canvas, found, SUBTITLE, caveats, _WIDTH)
    bottom = _draw_panels(canvas, result, bottom + _GAP) + _LINE
    bottom = draw_legend(canvas, _legend_entries(result), bottom, _WIDTH)
    height = draw_notes(canvas, short, bottom, _WIDTH) + _FOOT
    return Picture(
        title=found,
        svg=svg_file(found, _description(result), canvas, size_attributes(_WIDTH, height), _STYLE),
        canvas=canvas,
        width=_WIDTH,
        height=height,
        begins_at=_MARGIN,
        moves_at=(),
        lanes=(),
        lanes_end=height,
    )


def _draw_panels(canvas: Canvas, result: BacktestResult, first: float) -> float:
    """The bottom of the panels, which are drawn from left to right below a *first* top, in as many rows as it takes."""
    most = _most(result)
    base_rate = result.happened / result.questions if result.questions else None
    height = _ABOVE + _SIDE + _BELOW
    bottom = first
    for place, (forecast, bins) in enumerate(result.reliability.items()):
        row, column = divmod(place, _COLUMNS)
        left, top = _MARGIN + column * (_PANEL + _GAP), first + row * (height + _GAP)
        _Panel(canvas, left, top, most).draw(forecast, _mean(forecast, result), bins, base_rate)
        bottom = top + height
    return bottom


def _mean(forecast: str, result: BacktestResult) -> str:
    """The mean Brier score of a forecast in words; empty without questions."""
    means = (scores.brier.mean.value for scores in result.scores if scores.forecast == forecast)
    return next((f"Brier score {mean:.3f}" for mean in means if mean is not None), "")


def _most(result: BacktestResult) -> int:
    """The most questions of a bin."""
    return max((each.questions for bins in result.reliability.values() for each in bins), default=1)


def _radius(questions: int, most: int) -> float:
    """The radius of a point, such that its area grows with the number of questions."""
    return max(_LARGEST * sqrt(questions / most), _SMALLEST)


class _Panel:
    """A panel at a place on the canvas."""

    def __init__(self, canvas: Canvas, left: float, top: float, most: int) -> None:
        self._canvas, self._left, self._top, self._most = canvas, left, top, most
        self._origin = left + _AT_LEFT, top + _ABOVE + _SIDE

    def draw(self, forecast: str, mean: str, bins: Sequence[ReliabilityBin], base_rate: float | None) -> None:
        """Draw the scales, the lines that a forecast is compared with, and a point for each bin."""
        canvas, (left, bottom) = self._canvas, self._origin
        canvas.rect(self._left, self._top, self._left + _PANEL, bottom + _BELOW, "lane")
        canvas.rect(left, bottom - _SIDE, left + _SIDE, bottom, "frame")
        room = _PANEL - 18 - width(mean, LABEL)
        canvas.text(self._left + 6, self._top + 15, shortened(forecast, room, _HEAD), "head", _HEAD)
        canvas.text(self._left + _PANEL - 6, self._top + 15, mean, "small grey end", LABEL)
        self._draw_scales()
        canvas.line(f"M{number(left)} {number(bottom)}L{number(left + _SIDE)} {number(bottom - _SIDE)}", "perfect")
        if base_rate is not None:
            canvas.line(f"M{number(left)} {number(self._y_of(base_rate))}h{number(_SIDE)}", "base")
        points = [(number(self._x_of(each.forecast)), number(self._y_of(each.observed))) for each in bins]
        if len(points) > 1:
            canvas.line(f"M{'L'.join(f'{x} {y}' for x, y in points)}", "first curve")
        for each in bins:
            x, y, radius = self._x_of(each.forecast), self._y_of(each.observed), _radius(each.questions, self._most)
            canvas.circle(x, y, radius, "first point", f"{forecast}: {_in_words(each)}")

    def _draw_scales(self) -> None:
        canvas, (left, bottom) = self._canvas, self._origin
        for share in _QUARTERS:
            x, y = self._x_of(share), self._y_of(share)
            canvas.line(f"M{number(x)} {number(bottom)}v4M{number(left)} {number(y)}h-4", "line")
            canvas.text(x, bottom + 14, f"{100 * share:.0f}", "small middle", LABEL)
            canvas.text(left - 7, y + 3.5, f"{100 * share:.0f}", "small end", LABEL)
        canvas.text(left + _SIDE / 2, bottom + 29, "forecast, in %", "small middle grey", LABEL)
        canvas.text(self._left + 6, self._top + 32, "came about, in %", "small grey", LABEL)

    def _x_of(self, share: float) -> float:
        return self._origin[0] + _SIDE * share

    def _y_of(self, share: float) -> float:
        return self._origin[1] - _SIDE * share


def _in_words(each: ReliabilityBin) -> str:
    """A bin in words."""
    return (
        f"forecast {100 * each.forecast:.0f} %, came about {100 * each.observed:.0f} % of {each.questions} "
        f"{'question' if each.questions == 1 else 'questions'}"
    )


def _description(result: BacktestResult) -> str:
    """The picture in words, for screen readers."""
    panels = (
        f"{forecast}: {'; '.join(map(_in_words, bins)) or 'no question'}."
        for forecast, bins in result.reliability.items()
    )
    return " ".join((f"{SUBTITLE}.", *notes(result), *panels))


# LEGEND


def _legend_entries(result: BacktestResult) -> Iterator[Entry]:
    """The symbols with their meaning."""
    yield _line_symbol("perfect"), "where a point belongs: as often as forecast"
    yield _line_symbol("base"), "the share of all questions that came about"
    most = _most(result)
    for questions in sorted({1, max(most // 10, 1), most}):
        yield _point_symbol(_radius(questions, most)), f"{questions} {'question' if questions == 1 else 'questions'}"


def _line_symbol(kind: str) -> Symbol:
    return lambda canvas, x, y: canvas.line(f"M{number(x)} {number(y)}h20", kind)


def _point_symbol(radius: float) -> Symbol:
    return lambda canvas, x, y: canvas.circle(x + 10, y, radius, "first point")
