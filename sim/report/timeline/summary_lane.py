"""A lane with counts: what is open as an area, moves by period as bars, and what is open at the end in words."""

from functools import cached_property
from typing import Final

from attrs import frozen

from sim.report.svg.canvas import Canvas, number, step_path
from sim.report.svg.day_scale import DayScale
from sim.report.svg.text_width import LABEL, shortened, width
from sim.report.timeline.bands import status_in_words
from sim.report.timeline.counts import PeriodCounts
from sim.report.timeline.model import Lane, StatusBand
from sim.report.timeline.periods import Periods
from sim.rules.lifecycle import CONCILIATORY, HOSTILE

_TITLE: Final = 11.5
_TITLE_HEIGHT: Final = 30.0
_AREA: Final = 26.0
_GAP: Final = 18.0
_BARS: Final = 80.0
_MIN_BAR: Final = 4.0
_PADDING: Final = 6.0
_LABEL_LINE: Final = 13.0
_HEAD: Final = 12.0


@frozen(slots=False)  # for what is worked out once and kept
class LaneCounts:
    """A lane, its moves by period, and the number of its subjects that are open at the end of each."""

    lane: Lane
    moves: dict[int, PeriodCounts]
    open_subjects: list[int]

    @property
    def most(self) -> float:
        """The most moves of a period, from the highest above the line of all to the lowest below it."""
        return self.above + self.below

    @cached_property
    def above(self) -> float:
        """How far the highest bar is above the line."""
        return max((counts.above for counts in self.moves.values()), default=0)

    @cached_property
    def below(self) -> float:
        """How far the lowest bar is below the line."""
        return max((counts.below for counts in self.moves.values()), default=0)


@frozen
class SummaryLane:
    """A lane at its *top*; a bar of the *most* moves of all lanes is as high as there is room."""

    counts: LaneCounts
    top: float
    scale: DayScale
    periods: Periods
    most: float
    across: float

    @property
    def title(self) -> str:
        """The title of the lane."""
        return self.counts.lane.title

    @property
    def bottom(self) -> float:
        """The bottom of the lane."""
        return self._line_at + self.counts.below * self._unit + _PADDING

    @property
    def sides(self) -> set[str]:
        """The sides that have moves with a tone in it."""
        return {side for each in self.counts.moves.values() for side, _ in (*each.conciliatory, *each.hostile)}

    @property
    def _unit(self) -> float:
        """The height of a move."""
        return _BARS / max(self.most, 4)

    @property
    def _area_base(self) -> float:
        """The bottom of the area of open subjects, which a lane without any has not."""
        return self.top + (_TITLE_HEIGHT + _AREA if any(self.counts.open_subjects) else _TITLE_HEIGHT - _GAP)

    @property
    def _line_at(self) -> float:
        """The y of the line between conciliatory and hostile moves."""
        return self._area_base + _GAP + max(self.counts.above * self._unit, LABEL)

    def draw(self, canvas: Canvas) -> None:
        """Draw the lane."""
        title = shortened(self.title, self.scale.right - 12, _TITLE)
        canvas.text(6, self.top + 12, title, "head title-of-lane", _TITLE)
        self._draw_area(canvas)
        self._draw_bars(canvas)
        self._draw_labels(canvas)

    def _draw_area(self, canvas: Canvas) -> None:
        """Draw the number of open subjects, with the highest."""
        counts, base = self.counts.open_subjects, self._area_base
        most = max(counts)
        if not most:
            return
        height = _AREA / max(most, 1)
        points = [
            (self.scale.x_of(self.periods.bounds(at)[0]), base - count * height)
            for at, count in enumerate(counts)
            if not at or count != counts[at - 1]
        ]
        path = step_path(self.scale.left, points, self.scale.right)
        canvas.line(f"{path}V{number(base)}H{number(self.scale.left)}Z", "open-area")
        canvas.text(self.scale.left - 8, base, "open", "small end", LABEL)
        half = width(str(most), LABEL) / 2
        x = self.scale.x_of(self.periods.bounds(counts.index(most))[0]) + half
        x = min(max(x, self.scale.left + half), self.scale.right - half)
        canvas.text(x, base - _AREA - 2, str(most), "label rate middle", LABEL)

    def _draw_bars(self, canvas: Canvas) -> None:
        """Draw the moves of each period: conciliatory ones up from the line, hostile ones down, neutral ones on it."""
        canvas.text(self.scale.left - 8, self._line_at + 3, "moves", "small end", LABEL)
        for index, counts in self.counts.moves.items():
            begin, end = (self.scale.x_of(day) for day in self.periods.bounds(index))
            begin, right = min(begin, end - _MIN_BAR), max(end - 1, begin + 1)
            half = counts.neutral / 2 * self._unit
            if half:
                canvas.rect(begin, self._line_at - half, right, self._line_at + half, "bar neutral")
            for tone, stack, way in ((CONCILIATORY, counts.conciliatory, -1), (HOSTILE, counts.hostile, 1)):
                y = self._line_at + way * half
                for side, count in stack:
                    reached = y + way * count * self._unit
                    canvas.rect(begin, min(y, reached), right, max(y, reached), f"{side} bar {tone}")
                    y = reached
        canvas.line(f"M{number(self.scale.left)} {number(self._line_at)}H{number(self.scale.right)}", "line")
        self._draw_most(canvas)

    def _draw_most(self, canvas: Canvas) -> None:
        """Draw the number of moves of the fullest period, which the others are as high as, over its bar."""
        index, counts = max(self.counts.moves.items(), key=lambda item: item[1].all, default=(0, None))
        if counts is not None:
            x = sum(self.scale.x_of(day) for day in self.periods.bounds(index)) / 2
            half = width(str(counts.all), LABEL) / 2
            x = min(max(x, self.scale.left + half), self.scale.right - half)
            canvas.text(x, self._line_at - counts.above * self._unit - 3, str(counts.all), "label rate middle", LABEL)

    def _draw_labels(self, canvas: Canvas) -> None:
        """Draw what is open at the end, the latest first, as far as there is room."""
        left = self.scale.right + 12
        room = self.across - left - 6
        bands = {band.subject: band for band in reversed(self.counts.lane.bands) if band.stands}
        lines = int((self.bottom - self.top - _HEAD - 4) / _LABEL_LINE)
        shown = list(bands.values())[: lines if len(bands) <= lines else lines - 1]
        heading = f"open at the end: {len(bands)}" if bands else "nothing is open at the end"
        canvas.text(left, self.top + _HEAD, shortened(heading, room, LABEL), "small strong", LABEL)
        labels = [_label(band, room) for band in shown]
        if len(shown) < len(bands):
            labels.append(f"and {len(bands) - len(shown):,} more")
        for line, label in enumerate(labels, 1):
            canvas.text(left, self.top + _HEAD + line * _LABEL_LINE, label, "small", LABEL)


def _label(band: StatusBand, room: float) -> str:
    status = f": {status_in_words(band)}"
    return f"{shortened(band.title, room - width(status, LABEL), LABEL)}{status}"
