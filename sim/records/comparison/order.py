"""The order of the moves of two codings together."""

from collections.abc import Iterable, Sequence

from sim.history.readings import earliest, latest
from sim.model.dates import When
from sim.records.comparison.comparison import Comparison

Place = tuple[int | None, int | None]
"""The number of a move in the first coding and in the second; None where one does not have it."""


def places(comparison: Comparison) -> list[Place]:
    """All moves of both, in the order of the first."""
    paired: list[Place] = [(pair.first, pair.second) for pair in comparison.pairs]
    ours: list[Place] = [(number, None) for number in comparison.first_only]
    theirs: list[Place] = [(None, number) for number in comparison.second_only]
    return in_order_of(0, [*paired, *ours, *theirs])


def is_one_order(comparison: Comparison) -> bool:
    """Whether the moves of both stand in one order in both."""
    numbers = [pair.second for pair in comparison.pairs]
    return numbers == sorted(numbers)


def in_order_of(coder: int, moves: Iterable[Place]) -> list[Place]:
    """The moves in the order of one coding, 0 or 1; what it does not have follows what it follows in the other."""
    every = list(moves)
    order = sorted((place for place in every if place[coder] is not None), key=lambda place: place[coder] or 0)
    other = 1 - coder
    for place in sorted((place for place in every if place[coder] is None), key=lambda place: place[other] or 0):
        before = [at for at, each in enumerate(order) if (each[other] or 0) < (place[other] or 0) and each[other]]
        last = max(before, key=lambda at: order[at][other] or 0, default=-1)
        order.insert(last + 1, place)
    return order


def by_certain_days(dates: Sequence[When | None]) -> list[int]:
    """The positions of moves with these dates so that none comes after one that is later for certain.

    Otherwise they stay in order. A date that cannot be read is None.
    """
    order = list[int]()
    for position, when in enumerate(dates):
        later = (at for at, other in enumerate(order) if _is_later(dates[other], when))
        order.insert(next(later, len(order)), position)
    return order


def _is_later(one: When | None, other: When | None) -> bool:
    """Whether one date is later than another for certain."""
    return one is not None and other is not None and earliest(one) > latest(other)
