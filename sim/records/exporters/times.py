"""Days as the times that the formats of others want: the order of the moves of one day is told by seconds."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from sim.history.snapshot import Record

ALWAYS: Final = "1970-01-01T00:00:00Z"
"""The time of what never changes, such as a title.

Source: OCEL 2.0 takes the first second of Unix time for the first value of an attribute.
"""

_SECONDS_OF_A_DAY: Final = 86_400


def midnight(day: date) -> str:
    """The beginning of a day: the time of what the day alone brings about."""
    return f"{day.isoformat()}T00:00:00Z"


def times_of_moves(record: Record) -> tuple[str, ...]:
    """The time of each move: on its best day, the n-th move of the day n seconds after midnight.

    A day with more moves than seconds has them in microseconds. All times are written as UTC, which says nothing of
    where the day was.
    """
    return tuple(_times(record))


def _times(record: Record) -> Iterator[str]:
    of_day = Counter(when.best for when in record.dates)
    before = Counter[date]()
    for when in record.dates:
        before[when.best] += 1
        step = timedelta(seconds=1) if of_day[when.best] < _SECONDS_OF_A_DAY else timedelta(microseconds=1)
        yield f"{(datetime.combine(when.best, time()) + before[when.best] * step).isoformat()}Z"
