"""Preconditions that several subjects share: the dates that a move has to meet, the fields that it may have."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from attrs import frozen

from sim.model.dates import When
from sim.model.errors import Violation
from sim.model.move import CarryOut, Extend, Move, key_of

ENDS: Final = ("expires", "deadline", "until")
"""The fields of `extend`; each kind of subject takes one."""
_OTHERS: Final = {name: tuple(other for other in ENDS if other != name) for name in ENDS}


@frozen
class TimeLimit:
    """A date that a move must not be later than; `is_start`: must not be earlier than; `is_strict`: nor on that day.

    `of` gives it, for a subject (None: not made yet) and the move; None where there is none. `reason` says why no day
    within the bounds of a move will do, `because` why the bounds of a legal one are narrower for it; both may hold {id}
    for the subject, {limit} and {date}, that of the move. `field` is the field of the move that gives it.
    """

    of: Callable[[Any, Any], When | None]
    reason: str
    because: str
    field: str | None = None
    is_start: bool = False
    is_strict: bool = False

    def is_kept(self, limit: When, when: When) -> bool:
        """Whether some day within the bounds of *when* will do."""
        first, second = (limit, when) if self.is_start else (when, limit)
        return first.may_be_before(second) if self.is_strict else first.may_be_by(second)

    def earliest(self, limit: When) -> date | None:
        """The first day on which the move can have been made; None where it sets no such day."""
        return limit.earliest if self.is_start else None

    def latest(self, limit: When) -> date | None:
        """The last day on which the move can have been made; None where it sets no such day."""
        if self.is_start or limit.latest is None:
            return None
        return limit.latest - timedelta(days=self.is_strict and limit.latest > date.min)

    def violations(self, subject: Any, move: Move) -> Iterator[Violation]:
        """The violation by a move that no day within its bounds will do for."""
        limit = self.of(subject, move)
        if limit is not None and not self.is_kept(limit, move.date):
            name = move.subject if subject is None else subject.id
            reason = self.reason.format(id=name, limit=limit, date=move.date)
            yield Violation(reason, self.field, None if self.field is None else str(limit))


Limits = tuple[TimeLimit, ...]


def sets(name: str) -> TimeLimit:
    """The time limit that a move sets itself in the field of that name."""
    key = key_of(name)
    reason, because = f"{key} {{limit}} is past already on {{date}}; give a later day", f", the {key} that it sets"
    return TimeLimit(lambda subject, move: getattr(move, name), reason, because, name)


def end_set_by(move: Move, end: When | None) -> When | None:
    """An end, no earlier than the move that sets it."""
    return None if end is None else end.no_earlier_than(move.date)


def extends(name: str) -> "Callable[[Any, Extend, Any], tuple[Violation, ...]]":
    """The violations by an extension that does not set just the field *name*, to a later day than the subject has."""
    return lambda subject, move, subjects: (
        _out_of_place(move, name) + _no_later(move, name, getattr(move, name), getattr(subject, name))
    )


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


def no_threat_to_record(subject: object, move: CarryOut, subjects: object) -> tuple[Violation, ...]:
    """The violation by an `as` where nothing was threatened."""
    if move.as_ is None:
        return ()
    return (Violation("`as` is for a threat that is carried out; leave it out here", "as_", move.as_),)
