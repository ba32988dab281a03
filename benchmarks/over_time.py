"""Questions over time: how soon any version of a long history is there, and what a difference costs."""

from collections.abc import Callable
from statistics import median
from time import perf_counter

from benchmarks import record
from benchmarks.figures import MICROSECONDS, TIMES, Figure, best_seconds
from sim.history.history import History
from sim.model.dates import READINGS
from sim.rules.state import Negotiation

MOVES, SUBJECTS = 100_000, 1_000
VERSIONS = 400
FEW, MANY = 10, 100_000
APART = 10
BUDGET = 2  # seconds for each contestant


def figures() -> list[Figure]:
    """The slowest of many versions of a long history, and a difference among few and many subjects."""
    what, slowest = f"The slowest of {VERSIONS} versions of {MOVES:,} moves", _slowest_version()
    best = best_seconds({subjects: _differences(subjects) for subjects in (FEW, MANY)}, BUDGET)
    told = f"A difference over {APART} moves among {{:,}} subjects"
    return [
        Figure(what=what, value=slowest * 1e3, form="{:.2f} ms", at_most=2),
        *(Figure(what=told.format(n), value=time / len(_STARTS) * 1e6, form=MICROSECONDS) for n, time in best.items()),
        Figure(what=f"– {MANY:,} : {FEW} subjects", value=best[MANY] / best[FEW], form=TIMES, at_most=2.5),
    ]


def _slowest_version() -> float:
    """The seconds until the state as of a move, or as of a day under each reading, is there; after one pass over all.

    Each is the median of three looks, as what else goes on may make a single one longer.
    """
    history = History.of(record.start(SUBJECTS), record.moves(MOVES, SUBJECTS))
    for reading in READINGS:
        _state(history, 0, reading)
    numbers = range(0, MOVES, MOVES // (VERSIONS // 4))
    looks = [(number, None) for number in numbers] + [(number, each) for number in numbers for each in READINGS]
    return max(median(_seconds(history, number, reading) for _ in range(3)) for number, reading in looks)


def _seconds(history: History, number: int, reading: str | None) -> float:
    begin = perf_counter()
    _state(history, number, reading)
    return perf_counter() - begin


def _state(history: History, number: int, reading: str | None) -> Negotiation:
    """The state after a move, or under a reading as of its day."""
    return history.as_of(number).state if reading is None else history.as_of(history.dates[number], reading).state


_STARTS = range(0, 1_000, APART)


def _differences(subjects: int) -> Callable[[], object]:
    start, moves = record.underway(1_000 + APART, subjects)
    history = History.of(start, sorted(moves, key=lambda move: move.date.best))
    history.difference(0, APART)
    return lambda: [history.difference(begin, begin + APART) for begin in _STARTS]
