"""Tension in panels, one ensemble below the other on the same scales: median, band, and the dates of the calendar."""

from collections.abc import Iterator, Sequence
from itertools import chain, count
from operator import attrgetter
from typing import Final

from sim.report.fan.days import Days
from sim.report.fan.flags import ROW, Flag, flags
from sim.report.fan.series import Points, Shown
from sim.report.svg.canvas import Sheet, number, stairs
from sim.report.svg.legend import Sign
from sim.report.svg.text_width import shortened, width
from sim.report.timeline.strips import LABEL

NONE_YET: Final = "no run has ended yet"
HEAD: Final = 11.5
"""The size of a heading."""

_HEADER: Final = 26.0
_HEIGHT: Final = 84.0
_FOOT: Final = 8.0
_APART: Final = 5.0
_DATES: Final = 17.0
_BETWEEN_DATES: Final = 110.0
_MOST_STEPS: Final = 4
_ROOM_AT_RIGHT: Final = 44.0


class Panels:
    """Panels on a sheet: the scale of days, the top and the title of each, and where the last and all of it end."""

    def __init__(self, sheet: Sheet, ensembles: Sequence[Shown], top: float, across: float) -> None:
        courses = [each.course for each in ensembles]
        self._sheet, self._across = sheet, across
        self._most = max((points.high for points in chain(*courses)), default=0) or 1
        at_right = max(width(_last(course), LABEL) + 12 for course in courses)
        self.days = _days(ensembles, 18 + width(str(self._most), LABEL), across - max(at_right, _ROOM_AT_RIGHT))
        self._dates = self.days.ticks(_BETWEEN_DATES)
        self._flags: tuple[Flag, ...] = ()
        self._has_flags = False
        self.titles: list[tuple[float, str]] = []
        self.lanes_end = top - _APART
        for each, course in zip(ensembles, courses, strict=True):
            self._panel(each, course)
        self.bottom = self._name_dates()

    @property
    def signs(self) -> Iterator[tuple[Sign, str]]:
        """The signs of the panels with what they mean."""
        yield _median, "median of the runs"
        yield _spread, "10 to 90 % of the runs; at the right where both end"
        if self._has_flags:
            yield _dated, "a date of the calendar"

    def _panel(self, shown: Shown, course: Sequence[Points]) -> None:
        """Draw a panel below the last one."""
        above, found = self.lanes_end, flags(shown.ensemble.forecast.calendar, self.days, self._across)
        is_new = found != self._flags
        top = above + _APART + (ROW * (1 + max((flag.row for flag in found), default=-1)) if is_new else 0)
        base = top + _HEADER + _HEIGHT
        self.titles.append((top, shown.label))
        self._flags, self._has_flags = found, self._has_flags or bool(found)
        self.lanes_end = base + _FOOT
        self._sheet.rect(0, top, self._across, self.lanes_end, "lane")
        self._grid(base)
        for flag in found:
            begin = above + _APART + ROW * flag.row if is_new else above
            self._sheet.line(f"M{number(flag.at)} {number(begin)}V{number(self.lanes_end)}", "dated")
        self._tension(shown, course, base)
        self._sheet.text(6, top + 14, shortened(shown.title, self._across - 12, HEAD), "head", HEAD)
        for flag in found if is_new else ():
            x, kind = (flag.right, "label end") if flag.is_before else (flag.left, "label")
            self._sheet.text(x, above + _APART + ROW * flag.row + 9, flag.label, kind, LABEL)

    def _grid(self, base: float) -> None:
        """The scale of points, and the days that are named."""
        for day in self._dates:
            x = number(self.days.at(day))
            self._sheet.line(f"M{x} {number(base)}V{number(base - _HEIGHT)}", "thin")
        for points in range(0, self._most + 1, _step(self._most)):
            y = self._height(points, base)
            self._sheet.line(f"M{number(self.days.left)} {number(y)}H{number(self.days.right)}", "thin")
            self._sheet.text(self.days.left - 6, y + 4, str(points), "small end", LABEL)

    def _tension(self, shown: Shown, course: Sequence[Points], base: float) -> None:
        """The band as an area, and upon it the median, with the last of their numbers; or that there are none yet."""
        days = self.days
        if not course:
            middle = (days.left + days.right) / 2
            self._sheet.text(middle, base - _HEIGHT / 2 + 4, NONE_YET, "middle")
            return
        low, median, high = (
            [(days.at(points.day), self._height(edge(points), base)) for points in course]
            for edge in map(attrgetter, ("low", "median", "high"))
        )
        begin, end = low[0][0], days.at(shown.ensemble.forecast.until)
        back = "".join(f"V{number(y)}H{number(x)}" for x, y in reversed(low))
        self._sheet.line(f"{stairs(begin, high, end)}{back}z", f"spread {shown.colour}")
        self._sheet.line(stairs(begin, median, end), f"median {shown.colour}")
        self._sheet.text(days.right + 6, median[-1][1] + 4, _last(course), "small", LABEL)

    def _height(self, points: int, base: float) -> float:
        return base - _HEIGHT * points / self._most

    def _name_dates(self) -> float:
        """Draw the days that are named below the last panel; where that ends."""
        for day in self._dates:
            x = max(self.days.at(day), width(str(day), LABEL) / 2 + 2)
            self._sheet.line(f"M{number(self.days.at(day))} {number(self.lanes_end)}v4", "line")
            self._sheet.text(x, self.lanes_end + 14, str(day), "small middle", LABEL)
        return self.lanes_end + _DATES


def _days(ensembles: Sequence[Shown], left: float, right: float) -> Days:
    """The scale from the first day on which a forecast begins to the last on which one ends."""
    forecasts = [each.ensemble.forecast for each in ensembles]
    first, last = min(each.since for each in forecasts), max(each.until for each in forecasts)
    return Days(first, last, left, right)


def _last(course: Sequence[Points]) -> str:
    """The last numbers of tension, in words."""
    if not course:
        return ""
    last = course[-1]
    return f"{last.median} ({last.low}–{last.high})"


def _step(most: int) -> int:
    """The least round number of points that leads to the most in few steps."""
    steps = (digit * int(10**power) for power in count() for digit in (1, 2, 5))
    return next(step for step in steps if most <= _MOST_STEPS * step)


# SIGNS


def _median(sheet: Sheet, x: float, y: float) -> None:
    sheet.line(f"M{number(x)} {number(y)}h20", "median both")


def _spread(sheet: Sheet, x: float, y: float) -> None:
    sheet.rect(x, y - 5, x + 20, y + 5, "spread both")


def _dated(sheet: Sheet, x: float, y: float) -> None:
    sheet.line(f"M{number(x + 10)} {number(y - 8)}v16", "dated")
