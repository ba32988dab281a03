"""A check of the log of a system with concurrent clients: whether some legal order of its moves explains it.

    judgement = judge(log)
    assert judgement.is_explained, judgement

An order explains a log if each move takes effect at one point between its start and its end, the law lets pass what was
accepted and refuses what was refused, and each read shows what stands at one such point (the log is linearizable). A
lost answer may be either: what was asked took effect at any time from its start on, or never did. A move is judged on
its own day, as by `sim.step`; that clients date their moves in the order of their clocks is not asked.

Source: M. Herlihy and J. Wing, Linearizability: a correctness condition for concurrent objects (1990).
"""

from collections.abc import Callable, Iterable
from math import inf
from operator import itemgetter
from time import monotonic
from typing import Final

from attrs import field, frozen

from sim.model.errors import InvalidFieldError
from sim.testing.judging.log import Entry, Log
from sim.testing.judging.partitions import partitions
from sim.testing.judging.shortening import Contradiction, Part, Shortening
from sim.testing.judging.states import LawStates
from sim.testing.judging.task import Placed

EXPLAINED: Final = "explained"
UNEXPLAINED: Final = "unexplained"
UNDECIDED: Final = "undecided"


@frozen
class Judgement:
    """What a check of a log comes to: `explained`, `unexplained` or `undecided`; as a text it says why.

    `order`: where it is explained, its operations and reads in one legal order; what never happened is left out, and so
    is what a request that was sent several times has not done once more. `part`: where it is unexplained, a part of the
    log that no order explains, as short as there was time to make it; `is_minimal` if no answer can be left out of it.
    `checked` entries have been put in order, of `entries` in all.
    """

    verdict: str
    order: tuple[Entry, ...] = field(default=(), repr=False)
    part: tuple[Contradiction, ...] = ()
    is_minimal: bool = True
    checked: int = 0
    entries: int = 0

    @property
    def is_explained(self) -> bool:
        """Whether some legal order explains the log."""
        return self.verdict == EXPLAINED

    def __str__(self) -> str:
        if self.verdict == EXPLAINED:
            return f"explained: there is a legal order of all {self.entries} entries"
        if self.verdict == UNDECIDED:
            return (
                f"undecided: {self.checked} of {self.entries} entries have a legal order, then the time was up; "
                "give more `seconds`, or judge a shorter log"
            )
        least = "" if self.is_minimal else ", though fewer might do (the time was up)"
        return "\n".join((f"unexplained: no legal order explains these{least}", *map(str, self.part)))


def judge(log: Log, *, seconds: float = 10) -> Judgement:
    """Whether some legal order explains a log; undecided if that has not turned out after so many *seconds*.

    Raises: InvalidFieldError if it is no log, or the seconds are not above 0.
    """
    if not isinstance(log, Log):
        raise InvalidFieldError(f"judge takes a Log(start, operations, reads), not {type(log).__name__}")
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not seconds > 0:
        raise InvalidFieldError(f"seconds is a number above 0, not {seconds!r}; 10 is the default")
    return _judged(log, _timer(seconds))


def _timer(seconds: float) -> Callable[[], bool]:
    end = monotonic() + seconds
    return lambda: monotonic() > end


def _judged(log: Log, is_over: Callable[[], bool]) -> Judgement:
    """The judgement of each part of a log in turn, small ones first, until one cannot be explained."""
    orders, undecided, count = list[tuple[Placed, ...]](), 0, len(log.entries)
    for entries in sorted(partitions(log.start, log.entries), key=len):
        part = Part(entries, LawStates(log.start), is_over)
        found = part.search(part.all, part.all)
        if found.order is not None:
            orders.append(found.order)
        elif found.is_complete:
            contradictions = Shortening(part, found).contradictions()
            return Judgement(UNEXPLAINED, (), contradictions, not is_over(), count - undecided, count)
        else:
            undecided += sum(entry.latest >= found.reached for entry in entries)
    if undecided:
        return Judgement(UNDECIDED, checked=count - undecided, entries=count)
    return Judgement(EXPLAINED, _merged(orders), checked=count, entries=count)


def _merged(orders: Iterable[tuple[Placed, ...]]) -> tuple[Entry, ...]:
    """Orders of parts that have nothing to do with each other as one, each entry at the earliest time for it."""
    timed = list[tuple[float, Entry]]()
    for order in orders:
        time = -inf
        for placed in order:
            time = max(time, placed.task.start)
            timed.append((time, placed.task.entry))
    return tuple(entry for _, entry in sorted(timed, key=itemgetter(0)))
