"""Cuts: the days of a record from which it is forecast, such that the record goes on for the whole horizon."""

from collections.abc import Iterator
from datetime import date, timedelta

from sim.history.history import History
from sim.model.dates import When
from sim.model.move import Move


def cut_days(history: History, horizon: int, count: int) -> tuple[date, ...]:
    """At most so many days, evenly spaced from the day of the first move on, oldest first.

    The last of them is at least *horizon* days before the last move. After that the record is silent and nobody knows
    what came, so a question that reaches beyond it has no answer. Fewer days than asked for, or none, come back where
    the record is not long enough.
    """
    if history.last_day is None:
        return ()
    span = (history.last_day - history.first_day).days - horizon
    count = min(count, span + 1)
    if count < 2:
        return tuple(history.first_day for _ in range(count))
    return tuple(history.first_day + timedelta(days=number * span // (count - 1)) for number in range(count))


def rest_of(history: History, day: date, until: date) -> Iterator[tuple[Move, When]]:
    """The moves after the end of a day, to another day, each with its date after tightening; by their best days."""
    known, made = len(history.as_of(When.of(day)).numbers), len(history.as_of(When.of(until)).numbers)
    return zip(history.moves[known:made], history.dates[known:made], strict=True)
