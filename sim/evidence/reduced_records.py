"""A part of a record without some of its moves, and without what the law refuses then."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from typing import Final

from attrs import frozen

from sim.history.branching import judged_within
from sim.history.history import History
from sim.history.replay import Trace
from sim.model.dates import LIKELY, When
from sim.model.errors import InconsistentDatesError
from sim.model.move import Move
from sim.rules.verdict import Refusal

LeftOut = tuple[int, ...]
"""The numbers of the moves that are left out, in order."""

_FEW: Final = 3
"""So many moves at most are left out one after the other, so that records with the first of them share its replay."""


@frozen(slots=False)  # for what is worked out once and kept
class ReducedRecord:
    """The moves that stand when some are left out, or one more is made: their replay, and their dates.

    `numbers` are those that they have in the whole record, as far as they are in it.
    """

    numbers: tuple[int, ...]
    trace: Trace
    dates: tuple[When, ...]

    def history(self, reading: str) -> History:
        """Their history; under other readings than the likely one dates are tightened by what follows what now."""
        return (None if reading == LIKELY else self._tightened) or self._dated

    @property
    def is_consistent(self) -> bool:
        """Whether the dates do not contradict each other."""
        return self._tightened is not None

    @cached_property
    def _dated(self) -> History:
        return History.dated(self.trace, self.dates)

    @cached_property
    def _tightened(self) -> History | None:
        with suppress(InconsistentDatesError):
            return History.of_trace(self.trace, self.dates)
        return None


class ReducedRecords:
    """The moves of these *numbers* of a record, and what stands of them when some are left out. Each is replayed once.

    The moves must not depend on any others of the record.
    """

    def __init__(self, whole: History, numbers: Iterable[int]) -> None:
        self.whole, self.numbers = whole, tuple(numbers)
        self._records = dict[LeftOut, ReducedRecord]()

    def without(self, left_out: LeftOut) -> ReducedRecord:
        """What stands without these moves; the very record without fewer of them, where the others fall anyway."""
        record = self._records.get(left_out)
        if record is None:
            record = self._records[left_out] = self._replayed(left_out)
        return record

    def _replayed(self, left_out: LeftOut) -> ReducedRecord:
        if not left_out:
            return self._continued(Trace.of(self.whole.start), (), self.numbers, left_out)
        fewer, number = (left_out[:-1], left_out[-1]) if len(left_out) <= _FEW else ((), left_out[0])
        shared = self.without(fewer)
        count = bisect_left(shared.numbers, number)
        if shared.numbers[count : count + 1] != (number,):
            return shared
        later = self.numbers[bisect_right(self.numbers, number) :]
        return self._continued(shared.trace.before(count), shared.numbers[:count], later, left_out)

    def _continued(
        self, trace: Trace, numbers: tuple[int, ...], later: Iterable[int], left_out: LeftOut
    ) -> ReducedRecord:
        """What stands after these moves and of the *later* ones that are not left out."""
        gone = {*left_out}
        kept = (*numbers, *self._standing(trace, (number for number in later if number not in gone)))
        return ReducedRecord(kept, trace, tuple(self.whole.dates[number - 1] for number in kept))

    def with_one_more(self, move: Move, after: int) -> ReducedRecord | None:
        """What stands with one more move, made after that of a number; None if the law refuses it there."""
        base = self.without(())
        count = bisect_right(base.numbers, after)
        trace = base.trace.before(count)
        if not stands(trace, move, move.date):
            return None
        later = tuple(self._standing(trace, base.numbers[count:]))
        dates = [self.whole.dates[number - 1] for number in (*base.numbers[:count], *later)]
        dates.insert(count, move.date)
        return ReducedRecord((*base.numbers[:count], *later), trace, tuple(dates))

    def _standing(self, trace: Trace, numbers: Iterable[int]) -> Iterator[int]:
        """Those of these moves that stand, one after the other; they have been made then."""
        for number in numbers:
            if stands(trace, self.whole.moves[number - 1], self.whole.known_dates[number]):
                yield number


def stands(trace: Trace, move: Move, when: When) -> bool:
    """Whether the law allows a move next of which no more than *when* is left; if so, it has been made."""
    verdict = judged_within(when, trace.states[-1], move)
    if isinstance(verdict, Refusal):
        return False
    trace.take(move, verdict)
    return True
