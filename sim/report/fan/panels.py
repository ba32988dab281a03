"""The panels of a fan, one for each series on the same scales: median tension, its band, and dates of the calendar."""

from collections.abc import Iterator, Sequence
from itertools import chain, count
from typing import Final

from sim.report.fan.days import ROW, DateLabel, date_labels
from sim.report.fan.series import Series, TensionQuantiles
from sim.report.prose.dates import day_in_words
from sim.report.svg.canvas import Canvas, number, step_path
from sim.report.svg.day_scale import DayScale
from sim.report.svg.legend import Entry
from sim.report.svg.text_width import LABEL, shortened, width

NO_RUNS: Final = "no run has ended yet"
HEAD: Final = 11.5
"""The font size of a heading."""

_TITLE_HEIGHT: Final = 26.0
_NO_TITLE_HEIGHT: Final = 10.0
_HEIGHT: Final = 84.0
_FOOT: Final = 8.0
_GAP: Final = 5.0
_TICK_LABELS: Final = 17.0
_TICK_DISTANCE: Final = 120.0
_MAX_STEPS: Final = 4
_MARGIN_RIGHT: Final = 44.0


class Panels:
    """The panels drawn on a canvas: their scale of days, the top and the title of each, and the bottom of all."""

    def __init__(self, canvas: Canvas, all_series: Sequence[Series], top: float, across: float) -> None:
        tensions = [series.tension for series in all_series]
        self._canvas, self._across = canvas, across
        self._most = max((quantiles.high for quantiles in chain(*tensions)), default=0) or 1
        at_right = max(width(_last(tension), LABEL) + 12 for tension in tensions)
        left, right = 18 + width(str(self._most), LABEL), across - max(at_right, _MARGIN_RIGHT)
        self.days = _day_scale(all_series, left, right)
        self._ticks = self.days.ticks(_TICK_DISTANCE)
        self._date_labels: tuple[DateLabel, ...] = ()
        self._has_dates = False
        self.titles: list[tuple[float, str]] = []
        self.lanes_end = top - _GAP
        for series, tension in zip(all_series, tensions, strict=True):
            self._draw_panel(series, tension)
        self.bottom = self._draw_tick_labels()

    @property
    def legend_entries(self) -> Iterator[Entry]:
        """The symbols of the panels with their meaning."""
        yield _median_symbol, "median of the runs"
        yield _band_symbol, "4 of 5 runs lie in the band; at the right the values at the end"
        if self._has_dates:
            yield _date_symbol, "a date of the calendar"

    def _draw_panel(self, series: Series, tension: Sequence[TensionQuantiles]) -> None:
        """Draw a panel below the last one."""
        above, labels = self.lanes_end, date_labels(series.ensemble.forecast.calendar, self.days, self._across)
        is_new = labels != self._date_labels
        top = above + _GAP + (ROW * (1 + max((label.row for label in labels), default=-1)) if is_new else 0)
        base = top + (_TITLE_HEIGHT if series.letter else _NO_TITLE_HEIGHT) + _HEIGHT
        self.titles.append((top, series.label))
        self._date_labels, self._has_dates = labels, self._has_dates or bool(labels)
        self.lanes_end = base + _FOOT
        self._canvas.rect(0, top, self._across, self.lanes_end, "lane")
        self._draw_grid(base)
        for label in labels:
            begin = above + _GAP + ROW * label.row if is_new else above
            self._canvas.line(f"M{number(label.x)} {number(begin)}V{number(self.lanes_end)}", "dated")
        self._draw_tension(series, tension, base)
        if series.letter:
            self._canvas.text(6, top + 14, shortened(series.title, self._across - 12, HEAD), "head", HEAD)
        for label in labels if is_new else ():
            x, kind = (label.right, "label end") if label.is_before else (label.left, "label")
            self._canvas.text(x, above + _GAP + ROW * label.row + 9, label.text, kind, LABEL)

    def _draw_grid(self, base: float) -> None:
        """Draw the ticks of both scales."""
        for day in self._ticks:
            x = number(self.days.x_of(day))
            self._canvas.line(f"M{x} {number(base)}V{number(base - _HEIGHT)}", "thin")
        for points in range(0, self._most + 1, _tick_step(self._most)):
            y = self._y_of(points, base)
            self._canvas.line(f"M{number(self.days.left)} {number(y)}H{number(self.days.right)}", "thin")
            self._canvas.text(self.days.left - 6, y + 4, str(points), "small end", LABEL)

    def _draw_tension(self, series: Series, tension: Sequence[TensionQuantiles], base: float) -> None:
        """Draw the band as an area, the median on top of it, and the last numbers; without runs, say so."""
        days = self.days
        if not tension:
            self._canvas.text((days.left + days.right) / 2, base - _HEIGHT / 2 + 4, NO_RUNS, "middle")
            return
        low, median, high = (
            [
                (days.x_of(quantiles.day), self._y_of(points, base))
                for quantiles, points in zip(tension, line, strict=True)
            ]
            for line in zip(*((quantiles.low, quantiles.median, quantiles.high) for quantiles in tension), strict=True)
        )
        begin, end = low[0][0], days.x_of(series.ensemble.forecast.until)
        back = "".join(f"V{number(y)}H{number(x)}" for x, y in reversed(low))
        self._canvas.line(f"{step_path(begin, high, end)}{back}z", f"spread {series.colour}")
        self._canvas.line(step_path(begin, median, end), f"median {series.colour}")
        self._canvas.text(days.right + 6, median[-1][1] + 4, _last(tension), "small", LABEL)

    def _y_of(self, points: int, base: float) -> float:
        return base - _HEIGHT * points / self._most

    def _draw_tick_labels(self) -> float:
        """The bottom of the labels of days, which are drawn below the last panel."""
        for day in self._ticks:
            label = day_in_words(day)
            x = max(self.days.x_of(day), width(label, LABEL) / 2 + 2)
            self._canvas.line(f"M{number(self.days.x_of(day))} {number(self.lanes_end)}v4", "line")
            self._canvas.text(x, self.lanes_end + 14, label, "small middle", LABEL)
        return self.lanes_end + _TICK_LABELS


def _day_scale(all_series: Sequence[Series], left: float, right: float) -> DayScale:
    """The scale from the first day on which a forecast begins to the last on which one ends."""
    forecasts = [series.ensemble.forecast for series in all_series]
    first, last = min(forecast.since for forecast in forecasts), max(forecast.until for forecast in forecasts)
    return DayScale(first, last, left, right)


def _last(tension: Sequence[TensionQuantiles]) -> str:
    """The last numbers of tension; empty without runs."""
    return str(tension[-1]) if tension else ""


def _tick_step(most: int) -> int:
    """The least round number of points between ticks of which there are few."""
    steps = (digit * int(10**power) for power in count() for digit in (1, 2, 5))
    return next(step for step in steps if most <= _MAX_STEPS * step)


# SYMBOLS


def _median_symbol(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(f"M{number(x)} {number(y)}h20", "median both")


def _band_symbol(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y - 5, x + 20, y + 5, "spread both")


def _date_symbol(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(f"M{number(x + 10)} {number(y - 8)}v16", "dated")
