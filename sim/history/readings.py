"""The order in which the moves of a record come to count under a reading."""

from collections.abc import Sequence
from datetime import date

from sim.model.dates import CERTAIN, LIKELY, When


def latest(when: When) -> date:
    """The last day on which it can have been; that of the calendar where it is open."""
    return when.latest or date.max


def earliest(when: When) -> date:
    """The first day on which it can have been; that of the calendar where it is open."""
    return when.earliest or date.min


def counts_from(when: When, reading: str) -> date:
    """The day from which a move of that date counts under a reading."""
    if reading == LIKELY:
        return when.best
    return latest(when) if reading == CERTAIN else earliest(when)


def in_order(dates: Sequence[When], reading: str) -> Sequence[int]:
    """The numbers of the moves with these tightened dates, in the order in which they come to count.

    No move comes before one that it follows, so by law 8 they can be made in this order as well. The likely order is
    that of the record.
    """
    numbers = range(1, len(dates) + 1)
    if reading == LIKELY:
        return numbers
    return sorted(numbers, key=lambda number: (counts_from(dates[number - 1], reading), number))
