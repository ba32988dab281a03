"""The axis of time: a day is as wide as its moves, and what lies between two days is drawn to scale or cut short."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from itertools import chain, pairwise
from statistics import median
from typing import Final

from attrs import frozen

WIDTH: Final = 1000.0
"""How wide the axis is where the moves leave room for it."""

_LEAD, _TAIL = 16.0, 64.0
"""What is left free before the first day, and after the last."""
_SHORTEST: Final = 440.0
"""How long the axis is at least."""

_WIDEST_STEP, _NARROWEST_STEP = 17.0, 4.0
_SLOT: Final = 14.0
"""The room of a mark: how far from each other those of one strip are at least; a step from one move to the next is less
where there are many."""
_WIDEST_GAP: Final = 170.0
_OUTLYING: Final = 4
"""How many times the median a stretch has to be, at least, to count as far longer than the others."""


@frozen
class Column:
    """A day that has a place of its own: from where to where it is drawn, and how many moves were made on it."""

    day: date
    begin: float
    end: float
    moves: int


@frozen
class Break:
    """A stretch of time that is cut short: from where to where it is drawn, and how many days it stands for."""

    begin: float
    end: float
    days: int


@frozen
class Axis:
    """Places along the axis, in its own unit from 0: of the columns, of the move of each number, of the breaks.

    `step` is how far it is from a move to the next at least.
    """

    columns: tuple[Column, ...]
    slots: tuple[float, ...]
    breaks: tuple[Break, ...]
    step: float

    @property
    def end(self) -> float:
        """Where the axis ends: some way after the last day, as what stands then goes on."""
        last = self.columns[-1].end if self.columns else _LEAD
        return max(last + _TAIL, _SHORTEST)

    def of_move(self, number: int) -> float:
        """Where the move of a number is (from 1)."""
        return self.slots[number - 1]

    def begin_of(self, day: date) -> float:
        """Where a day begins; one beyond the axis at that end of it."""
        return self._between(day, 0)

    def end_of(self, day: date) -> float:
        """Where a day ends; one beyond the axis at that end of it."""
        return self._between(day, 1)

    def _between(self, day: date, side: int) -> float:
        position = bisect_right(self.columns, day, key=lambda column: column.day)
        if position == 0:
            return 0.0
        before = self.columns[position - 1]
        if day == before.day:
            return (before.begin, before.end)[side]
        if position == len(self.columns):
            return self.end
        after = self.columns[position]
        passed = ((day - before.day).days - 1 + side) / ((after.day - before.day).days - 1)
        return before.end + passed * (after.begin - before.end)


@frozen
class Stand:
    """A move that wants a place: its day, and the strips in which its mark is; in none may it touch another."""

    day: date
    strips: tuple[Hashable, ...]


def axis(moves: Sequence[Stand], further: Iterable[date] = ()) -> Axis:
    """The axis for these moves, in the order of their days, with *further* days that have a place on it."""
    by_day = defaultdict[date, list[Stand]](list)
    for move in moves:
        by_day[move.day].append(move)
    for day in further:
        by_day[day] += []
    shown = sorted(by_day)
    days = [(day, by_day[day]) for day in shown]
    apart = max(_NARROWEST_STEP, min(_WIDEST_STEP, WIDTH // max(len(moves), 1)))
    between = [(later - earlier).days - 1 for earlier, later in pairwise(shown)]
    closest, _ = _placed(days, [_SLOT] * len(between), apart)
    room = WIDTH - _LEAD - _TAIL - sum(column.end - column.begin for column in closest)
    gaps, scale = _gaps(between, room, apart)
    columns, slots = _placed(days, gaps, apart)
    breaks = tuple(
        Break(before.end, after.begin, length)
        for (before, after), length, gap in zip(pairwise(columns), between, gaps, strict=True)
        if length * scale > gap + 1
    )
    return Axis(columns, slots, breaks, apart)


def _placed(
    days: Iterable[tuple[date, Sequence[Stand]]], gaps: Iterable[float], apart: float
) -> tuple[tuple[Column, ...], tuple[float, ...]]:
    """The columns of the days with these gaps between them, and the places of the moves.

    A move is a step behind the one before it, and further if their marks would touch. Places are whole numbers, so that
    a long picture is written in little.
    """
    columns, slots, taken, padding = list[Column](), list[float](), dict[Hashable, float](), apart // 4
    end = 0.0
    for (day, moves), gap in zip(days, chain([_LEAD], gaps), strict=False):
        begin = end + round(gap)
        last = begin + padding - apart // 2
        for move in moves:
            last = max([last + apart, *(taken[strip] + _SLOT for strip in move.strips if strip in taken)])
            slots.append(last)
            taken.update(dict.fromkeys(move.strips, last))
        end = last + apart // 2 + padding
        columns.append(Column(day, begin, end, len(moves)))
    return tuple(columns), tuple(slots)


def _gaps(between: Sequence[int], room: float, apart: float) -> tuple[list[float], float]:
    """The widths of the stretches between the columns, and the scale, in units per day, that they are drawn to.

    The scale is the largest at which they fit the room and no stretch but the far longest is wider than a set measure;
    those are cut short.
    """
    usual = _OUTLYING * median([days for days in between if days] or [1])
    narrowest = apart / 2
    low, high = 0.0, _WIDEST_GAP / max([days for days in between if 0 < days <= usual], default=1)
    for _ in range(50):
        scale = (low + high) / 2
        if sum(_gap(days, scale, narrowest) for days in between) > room:
            high = scale
        else:
            low = scale
    return [_gap(days, low, narrowest) for days in between], low


def _gap(days: int, scale: float, narrowest: float) -> float:
    return 0.0 if days == 0 else min(max(days * scale, narrowest), _WIDEST_GAP)
