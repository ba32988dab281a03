"""Objections that several subjects raise beside their tables: moves out of time, fields out of place."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from attrs import frozen

from sim.errors import Violation
from sim.move import CarryOut, Extend, Move, key_of
from sim.when import When

ENDS: Final = ("expires", "deadline", "until")
"""The fields of `extend`; each kind of subject takes one."""
_OTHERS: Final = {name: tuple(other for other in ENDS if other != name) for name in ENDS}


@frozen
class TimeLimit:
    """A date that a move must not be later than; `is_start`: must not be earlier than; `is_strict`: nor on that day.

    `reason` says why no day within the bounds of a move will do, with {limit} for the date and {date} for that of the
    move; `because` why the bounds of a move that is legal are narrower for it. `field` is the one that gives the date.
    """

    limit: When
    reason: str
    because: str
    field: str | None = None
    is_start: bool = False
    is_strict: bool = False

    def is_kept_by(self, when: When) -> bool:
        """Whether some day within the bounds of *when* will do."""
        if self.is_start:
            return self.limit.may_be_by(when)
        return when.may_be_before(self.limit) if self.is_strict else when.may_be_by(self.limit)

    @property
    def earliest(self) -> date | None:
        """The first day on which the move can have been made; None where it sets no such day."""
        return self.limit.earliest if self.is_start else None

    @property
    def latest(self) -> date | None:
        """The last day on which the move can have been made; None where it sets no such day."""
        if self.is_start or self.limit.latest is None or not self.is_strict:
            return None if self.is_start else self.limit.latest
        return max(self.limit.latest, date.min + timedelta(days=1)) - timedelta(days=1)


Limits = tuple[TimeLimit, ...]

LimitsOf = Callable[[Any, Any], Limits]
"""The dates that a move has to meet: given the subject (None: not made yet) and the move."""


def exceeded(limits: Limits, move: Move) -> Iterable[Violation]:
    """The objections to a move that no day within its bounds will do for."""
    for each in limits:
        if not each.is_kept_by(move.date):
            value = None if each.field is None else str(each.limit)
            yield Violation(each.reason.format(limit=each.limit, date=move.date), each.field, value)


def sets(name: str) -> LimitsOf:
    """What gives the end that a move sets in the field of that name: it cannot be later than that."""
    key = key_of(name)
    reason, because = f"{key} {{limit}} is past already on {{date}}; give a later day", f", the {key} that it sets"

    def limits(subject: Any, move: Any) -> Limits:
        end = getattr(move, name)
        return () if end is None else (TimeLimit(end, reason, because, name),)

    return limits


def end_set_by(move: Move, end: When | None) -> When | None:
    """An end, no earlier than the move that sets it."""
    return None if end is None else end.no_earlier_than(move.date)


def extension(move: Extend, name: str, present: When | None) -> tuple[Violation, ...]:
    """The objections to an extension unless it sets just the field *name*, to a later day than at *present*."""
    return _out_of_place(move, name) + _no_later(move, name, getattr(move, name), present)


def _out_of_place(move: Extend, name: str) -> tuple[Violation, ...]:
    first, second = _OTHERS[name]
    if getattr(move, first) is None and getattr(move, second) is None:
        return ()
    given = (other for other in (first, second) if getattr(move, other) is not None)
    return tuple(Violation(f"{other} is not for this subject; give {name}, its new last day", other) for other in given)


def _no_later(move: Extend, name: str, end: When | None, present: When | None) -> tuple[Violation, ...]:
    if end is None:
        return (Violation(f"it takes {name}, the new last day"),)
    if present is not None and not present.may_be_before(end):
        return (Violation(f"it runs until {present} already; give a later {name}", name, str(end)),)
    return ()


def lapses_by(end: When | None) -> Limits:
    """The stated end, if there is one: nothing lapses before it."""
    if end is None:
        return ()
    return (TimeLimit(end, "it stands until {limit}", ", as it stood until then", is_start=True),)


def a_later_day(present: When | None, day: date) -> When:
    """A day thirty days after *day*, or after the present end if that is later."""
    return _thirty_days_after(day if present is None else max(day, present.best))


@lru_cache(maxsize=65_536)
def _thirty_days_after(day: date) -> When:
    return When.of(day + min(timedelta(days=30), date.max - day))


def no_threat_to_record(move: CarryOut) -> tuple[Violation, ...]:
    """The objection to `as` where nothing was threatened."""
    if move.as_ is None:
        return ()
    return (Violation("`as` is for a threat that is carried out; leave it out here", "as_", move.as_),)
