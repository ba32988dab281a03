"""Preconditions that several subjects share: the dates that a move has to meet, the fields that it may have."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from sim.model.dates import When, ends_before_it_begins
from sim.model.errors import Violation, one_of
from sim.model.move import CarryOut, Extend, Move, key_of
from sim.rules.time_limits import Limits, TimeLimit

ENDS: Final = ("expires", "deadline", "until", "effective")
"""The fields of `extend` for the end that it moves; a subject takes the one of what it stands in."""


def sets(name: str, against: Callable[[Any, Any], str] | None = None) -> TimeLimit:
    """The time limit that a move sets itself in the field of that name, and what else may speak *against* the date."""
    key = key_of(name)
    reason, because = f"{key} {{limit}} is past already on {{date}}; give a later day", f", the {key} that it sets"
    return TimeLimit(None, reason, because, name, against=against)


def sets_a_term() -> Limits:
    """The time limits of a move that sets a first and a last day, `effective` and `until`."""
    return sets("effective"), sets("until", lambda subject, move: ends_before_it_begins(move.effective, move.until))


def end_set_by(move: Move, end: When | None) -> When | None:
    """An end, no earlier than the move that sets it."""
    return None if end is None else end.no_earlier_than(move.date)


def no_extension(move: Extend, ends: Mapping[str, When | None]) -> Iterator[Violation]:
    """The violations by an extension that does not move one of these *ends*, by field, to a later day or to none."""
    given = tuple(name for name in ENDS if getattr(move, name) is not None)
    for name in given:
        if name not in ends:
            yield Violation(f"{name} is not for it as it stands; give {one_of(ends)}, its new last day", name)
        elif (present := ends[name]) is not None and not present.may_be_before(getattr(move, name)):
            yield Violation(f"it runs until {present} already; give a later {name}", name, str(getattr(move, name)))
    if len(given) > 1:
        yield Violation("one end is put off at a time; write one move for each", given[1])
    if not given and not any(ends.values()):
        yield Violation(f"it has no end that could be put off; give {one_of(ends)}, its new last day")


def stands_until(name: str) -> TimeLimit:
    """The end of a subject that its attribute of that name holds: it does not lapse before."""
    reason, because = "it stands until {limit}", ", as it stood until then"
    return TimeLimit(lambda subject, move: getattr(subject, name), reason, because, is_start=True)


def a_later_day(present: When | None, day: date) -> When:
    """A day thirty days after *day*, or after the present end if that is later."""
    return _thirty_days_after(day if present is None else max(day, present.best))


@lru_cache(maxsize=65_536)
def _thirty_days_after(day: date) -> When:
    return When.of(day + min(timedelta(days=30), date.max - day))


_OF_THREATS: Final = ("as_", "level", "effective", "until")


def no_threat(subject: object, move: CarryOut, state: object) -> Iterator[Violation]:
    """The violations by the fields of a threat where something else is carried out."""
    for name in _OF_THREATS:
        if (value := getattr(move, name)) is not None:
            reason = f"`{key_of(name)}` is for a threat that is carried out; leave it out here"
            yield Violation(reason, name, str(value))
