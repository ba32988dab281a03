"""What a conclusion hangs on, in one sentence."""

from collections.abc import Iterable, Sequence
from typing import Final

from sim.evidence.divided_record import Conclusion
from sim.evidence.reduced_records import LeftOut
from sim.evidence.results import OtherDay
from sim.history.history import History
from sim.model.dates import When
from sim.model.errors import all_of
from sim.model.ids import NONE

NUMBERS: Final = ("no", "one", "two", "three")
"""The first numbers in words."""

_MOST_NAMED: Final = 3
"""The cut sets that a sentence names where there are many; one more is named in place of its count."""


def verdict(conclusion: Conclusion, cuts: Sequence[LeftOut], days: Sequence[OtherDay], up_to: int) -> str:
    """What a conclusion hangs on, given its minimal cut sets and the other days that overturn it.

    The reports that it speaks of are the moves that count on the later of the days that it looks at.
    """
    if not conclusion.holds:
        return f"does not hold: {conclusion.found or NONE} is found"
    history, scope = conclusion.record.history, conclusion.scope
    count = len(history.as_of(conclusion.last_day, scope.reading).numbers)
    sentence = _on_moves(history, cuts, up_to, count)
    moved = [(each.number,) for each in days]
    return f"{sentence}; does not hold on other days of {_named(moved)}" if days else sentence


def _on_moves(history: History, cuts: Sequence[LeftOut], up_to: int, count: int) -> str:
    if not count:
        return "holds before any report"
    if not cuts:
        return _without_any(min(up_to, count), count)
    alone = [cut for cut in cuts if len(cut) == 1]
    if len(alone) == 1:
        return f"hangs on #{alone[0][0]} alone{_described(history, alone[0][0])}{_further(cuts[1:])}"
    if alone:
        return f"hangs on {_named(alone)}, on each alone{_further(cuts[len(alone) :])}"
    return f"{_without_any(len(cuts[0]) - 1, count)}, but not without {_named(cuts)}"


def _without_any(size: int, count: int) -> str:
    return "holds without the report" if count == 1 else f"holds without any {NUMBERS[size]} of the {count} reports"


def _further(cuts: Sequence[LeftOut]) -> str:
    return f"; nor does it hold without {_named(cuts)}" if cuts else ""


def _named(cuts: Sequence[LeftOut]) -> str:
    """These sets, or if they are many the first ones, and how many more there are."""
    shown = cuts if len(cuts) <= _MOST_NAMED + 1 else cuts[:_MOST_NAMED]
    more = [f"{len(cuts) - len(shown)} more"] if len(cuts) > len(shown) else []
    return all_of((*(" with ".join(f"#{number}" for number in cut) for cut in shown), *more))


def _described(history: History, number: int) -> str:
    """What a move is, and what it is known from."""
    move = history.moves[number - 1]
    by = "" if move.by is None else f" by {move.by}"
    return f": {move.verb} {move.names}{by}, {_day(move.date)}, {_sources(move.source)}"


def _day(when: When) -> str:
    """How well the day of a move is known."""
    if when.is_exact:
        return "on a day that is known"
    return "of an inferred day" if str(when).endswith("?") else "of a day within bounds"


def _sources(sources: Iterable[str]) -> str:
    count = len(tuple(sources))
    if not count:
        return "without a source"
    return "in one source" if count == 1 else f"in {count} sources"
