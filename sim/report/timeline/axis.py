"""The time axis: a day is as wide as its moves, and the time between two days is drawn to scale or as a break."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, pairwise
from statistics import median
from typing import Final

from attrs import evolve, frozen

_MARGIN_BEFORE, _MARGIN_AFTER = 16.0, 40.0
_MIN_WIDTH: Final = 440.0
_MAX_STEP, _USUAL_STEP, _MIN_STEP = 17.0, 9.0, 4.0
_MARKER_GAP: Final = 14.0
"""The least distance of two markers in a track; the step from move to move is less where there are many."""
_MAX_STRETCH: Final = 170.0
_OUTLIER: Final = 4
"""A stretch so many times as long as the median may be cut short."""


@frozen
class Column:
    """A day with a column of its own: from where to where it is drawn, and the number of its moves."""

    day: date
    begin: float
    end: float
    moves: int


@frozen
class Break:
    """A stretch of time that is cut short: from where to where it is drawn, and its length in days."""

    begin: float
    end: float
    days: int


@frozen
class Axis:
    """The positions, from 0 on, of the columns, of the moves in order, and of the breaks.

    `step` is the least distance from one move to the next. The `end` is some way after the last day, so that open bands
    are seen to go on.
    """

    columns: tuple[Column, ...]
    moves: tuple[float, ...]
    breaks: tuple[Break, ...]
    step: float
    end: float
    is_to_scale: bool

    def of_move(self, number: int) -> float:
        """The position of the move of a number (from 1)."""
        return self.moves[number - 1]

    def begin_of(self, day: date) -> float:
        """The beginning of a day; of one beyond the axis, that end of the axis."""
        return self._position(day, 0)

    def end_of(self, day: date) -> float:
        """The end of a day; of one beyond the axis, that end of the axis."""
        return self._position(day, 1)

    def _position(self, day: date, side: int) -> float:
        index = bisect_right(self.columns, day, key=lambda column: column.day)
        if index == 0:
            return 0.0
        before = self.columns[index - 1]
        if day == before.day:
            return (before.begin, before.end)[side]
        if index == len(self.columns):
            return self.end
        after = self.columns[index]
        passed = ((day - before.day).days - 1 + side) / ((after.day - before.day).days - 1)
        return before.end + passed * (after.begin - before.end)


@frozen
class DatedMove:
    """A move on the axis: its day, and the tracks in which its marker must not touch another; none without one."""

    day: date
    tracks: tuple[Hashable, ...]


def axis_of(
    moves: Sequence[DatedMove], extra_days: Iterable[date] = (), width: float = 1000.0, *, fill: bool = False
) -> Axis:
    """The axis for these moves, in the order of their days, with columns for *extra_days* as well.

    It is wider than *width* where its moves need more, and narrower where they need no more unless it is to *fill* it.
    """
    by_day = defaultdict[date, list[DatedMove]](list)
    shown = [move for move in moves if move.tracks]
    for move in shown:
        by_day[move.day].append(move)
    for day in extra_days:
        by_day[day] += []
    days, step = sorted(by_day.items()), max(_MIN_STEP, min(_MAX_STEP, width // max(len(shown), 1)))
    if fill:
        laid_out, step = _fitted(days, width, step, _MIN_STEP, width / 3)
    else:
        laid_out, step = _fitted(days, width, step, min(step, _USUAL_STEP), _MAX_STRETCH)
    columns, positions, breaks, is_to_scale = laid_out
    axis = Axis(columns, (), breaks, step, max(_end(columns), width if fill else _MIN_WIDTH), is_to_scale)
    return evolve(axis, moves=tuple(_all_positions(moves, iter(positions), axis)))


def _end(columns: Sequence[Column]) -> float:
    """The end of an axis with these columns."""
    return (columns[-1].end if columns else _MARGIN_BEFORE) + _MARGIN_AFTER


Days = Sequence[tuple[date, Sequence[DatedMove]]]
"""Days in order, each with its moves."""

LaidOut = tuple[tuple[Column, ...], tuple[float, ...], tuple[Break, ...], bool]
"""The columns, the positions of the moves and the breaks of an axis, and whether it is to scale between the days."""


def _fitted(days: Days, width: float, step: float, least: float, widest: float) -> tuple[LaidOut, float]:
    """What is laid out in a width, if that can be with at *least* such a step from one move to the next; and the step.

    No stretch between two days is wider than the *widest*.
    """
    room = width
    laid_out = _laid_out(days, room, step, widest)
    while (excess := _end(laid_out[0]) - width) > 0 and (step > least or room > 0):
        if step > least:
            step -= 1
        else:
            room -= excess
        laid_out = _laid_out(days, room, step, widest)
    return laid_out, step


def _laid_out(days: Days, width: float, step: float, widest: float) -> LaidOut:
    """The columns, the positions of the moves and the breaks of an axis."""
    lengths = [(later - earlier).days - 1 for (earlier, _), (later, _) in pairwise(days)]
    narrow_columns, _ = _placed(days, [_MARKER_GAP] * len(lengths), step)
    room = width - _MARGIN_BEFORE - _MARGIN_AFTER - sum(column.end - column.begin for column in narrow_columns)
    widths, scale = _stretches(lengths, room, step, widest)
    columns, positions = _placed(days, widths, step)
    breaks = tuple(
        Break(before.end, after.begin, length)
        for (before, after), length, drawn in zip(pairwise(columns), lengths, widths, strict=True)
        if length * scale > drawn + 1
    )
    is_to_scale = all(abs(length * scale - drawn) <= 1 for length, drawn in zip(lengths, widths, strict=True))
    return columns, positions, breaks, is_to_scale


def _all_positions(moves: Iterable[DatedMove], positions: Iterator[float], axis: Axis) -> Iterator[float]:
    """The positions of all moves: those that have no marker are where their day is, after the move before them."""
    last_day, last = None, 0.0
    for move in moves:
        if move.tracks:
            last = next(positions)
        elif move.day != last_day:
            last = axis.begin_of(move.day)
        last_day = move.day
        yield last


def _placed(
    days: Iterable[tuple[date, Sequence[DatedMove]]], widths: Iterable[float], step: float
) -> tuple[tuple[Column, ...], tuple[float, ...]]:
    """The columns of the days, with stretches of these widths between them, and the positions of the moves.

    A move is a step after the one before it, and more if their markers would touch. Positions are whole numbers, which
    keeps long pictures small.
    """
    columns, positions, last_in, padding = list[Column](), list[float](), dict[Hashable, float](), step // 4
    end = 0.0
    for (day, moves), width in zip(days, chain([_MARGIN_BEFORE], widths), strict=False):
        begin = end + round(width)
        last = begin + padding - step // 2
        for move in moves:
            last = max([last + step, *(last_in[track] + _MARKER_GAP for track in move.tracks if track in last_in)])
            positions.append(last)
            last_in.update(dict.fromkeys(move.tracks, last))
        end = last + step // 2 + padding
        columns.append(Column(day, begin, end, len(moves)))
    return tuple(columns), tuple(positions)


def _stretches(lengths: Sequence[int], room: float, step: float, widest: float) -> tuple[list[float], float]:
    """The widths of the stretches between the columns, and their scale, in units per day.

    The scale is the largest at which they fit the room and none but the outliers is wider than the *widest*; those are
    cut short.
    """
    usual = _OUTLIER * median([days for days in lengths if days] or [1])
    narrowest = step / 2
    low, high = 0.0, widest / max([days for days in lengths if 0 < days <= usual], default=1)
    for _ in range(50):
        scale = (low + high) / 2
        if sum(_stretch(days, scale, narrowest, widest) for days in lengths) > room:
            high = scale
        else:
            low = scale
    return [_stretch(days, low, narrowest, widest) for days in lengths], low


def _stretch(days: int, scale: float, narrowest: float, widest: float) -> float:
    return 0.0 if days == 0 else min(max(days * scale, narrowest), widest)
