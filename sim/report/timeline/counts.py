"""The moves of a lane counted by period, by tone and by side, and the subjects that are open at the end of each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate
from typing import Final

from attrs import frozen

from sim.report.svg.symbols import FIRST, OUTSIDE, SECOND, TOGETHER
from sim.report.timeline.model import Lane, MoveMarker, StatusBand
from sim.report.timeline.periods import Periods
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, NEUTRAL

SIDES: Final = (FIRST, SECOND, TOGETHER, OUTSIDE)
"""The sides in the order in which they are stacked."""


@frozen
class PeriodCounts:
    """The moves of a period: conciliatory and hostile ones by side, and the number of neutral ones."""

    conciliatory: tuple[tuple[str, int], ...] = ()
    hostile: tuple[tuple[str, int], ...] = ()
    neutral: int = 0

    @property
    def all(self) -> int:
        """The number of all of them."""
        return self.neutral + sum(count for _, count in (*self.conciliatory, *self.hostile))

    @property
    def above(self) -> float:
        """How far they reach above the line, on which neutral ones have their middle."""
        return self.neutral / 2 + sum(count for _, count in self.conciliatory)

    @property
    def below(self) -> float:
        """How far they reach below the line."""
        return self.neutral / 2 + sum(count for _, count in self.hostile)


def counts_of(markers: Iterable[MoveMarker], periods: Periods) -> dict[int, PeriodCounts]:
    """The counts of the periods that have moves, by the index of the period."""
    counted = defaultdict[int, Counter[tuple[str, str]]](Counter)
    for marker in markers:
        counted[periods.index_of(marker.when.best)][marker.tone, marker.side] += 1
    return {index: _period_counts(counter) for index, counter in sorted(counted.items())}


def _period_counts(counter: Counter[tuple[str, str]]) -> PeriodCounts:
    by_side = {
        tone: tuple((side, counter[tone, side]) for side in SIDES if counter[tone, side])
        for tone in (CONCILIATORY, HOSTILE)
    }
    neutral = sum(counter[NEUTRAL, side] for side in SIDES)
    return PeriodCounts(by_side[CONCILIATORY], by_side[HOSTILE], neutral)


def open_at_ends(lane: Lane, periods: Periods) -> list[int]:
    """The number of subjects of a lane that are open at the end of each period."""
    changes = Counter[int]()
    by_subject = defaultdict[str, list[StatusBand]](list)
    for band in lane.bands:
        by_subject[band.subject].append(band)
    for bands in by_subject.values():
        for begin, end in _merged(sorted(_open_times(bands, periods))):
            changes[begin] += 1
            changes[end] -= 1
    return list(accumulate(changes[index] for index in range(len(periods.begins))))


def _open_times(bands: Iterable[StatusBand], periods: Periods) -> Iterator[tuple[int, int]]:
    """The periods from which on a band is open at the end, each with the first by whose end it is so no longer."""
    for band in bands:
        for span in band.spans:
            if not span.concluded:
                end = len(periods.begins) if span.end is None else _index(span.end.day, periods)
                yield _index(span.begin.day, periods), end


def _index(day: date, periods: Periods) -> int:
    return max(periods.index_of(day), 0)


def _merged(times: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The times in order, those that meet as one."""
    first, last = 0, 0
    for begin, end in times:
        if begin > last:
            yield first, last
            first, last = begin, end
        last = max(last, end)
    yield first, last
