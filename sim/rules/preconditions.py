"""Preconditions that several subjects share: the dates that a move has to meet, the fields that it may have."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from attrs import frozen

from sim.model.dates import When, ends_before_it_begins
from sim.model.errors import Violation, one_of
from sim.model.move import CarryOut, Extend, Move, key_of

ENDS: Final = ("expires", "deadline", "until", "effective")
"""The fields of `extend` for the end that it moves; a subject takes the one of what it stands in."""


@frozen
class TimeLimit:
    """A date that a move must not be later than; `is_start`: must not be earlier than; `is_strict`: nor on that day.

    `of` gives it, for a subject (None: not made yet) and the move; None where the `field` of the move does. `reason`
    says why no day within the bounds of a move will do, `because` why the bounds of a legal one are narrower for it;
    both may hold {id} for the subject, {limit} and {date}, that of the move. `against` says what else speaks against
    such a date, of the subject and the move; empty if nothing does.
    """

    of: Callable[[Any, Any], When | None] | None
    reason: str
    because: str
    field: str = ""
    is_start: bool = False
    is_strict: bool = False
    against: "Callable[[Any, Any], str]" = lambda subject, move: ""

    def day(self, subject: Any, move: Any) -> When | None:
        """The date that the move must keep; None where there is none."""
        day: When | None = getattr(move, self.field) if self.of is None else self.of(subject, move)
        return day

    def is_kept(self, limit: When, when: When) -> bool:
        """Whether some day within the bounds of *when* will do."""
        first, second = (limit, when) if self.is_start else (when, limit)
        return first.may_be_before(second) if self.is_strict else first.may_be_by(second)

    def earliest(self, limit: When) -> date | None:
        """The first day on which the move can have been made; None where it sets no such day."""
        if not self.is_start or limit.earliest is None:
            return None
        return limit.earliest + timedelta(days=self.is_strict and limit.earliest < date.max)

    def latest(self, limit: When) -> date | None:
        """The last day on which the move can have been made; None where it sets no such day."""
        if self.is_start or limit.latest is None:
            return None
        return limit.latest - timedelta(days=self.is_strict and limit.latest > date.min)

    def violations(self, subject: Any, move: Move) -> Iterator[Violation]:
        """The violation by a move that no day within its bounds will do for."""
        limit = self.day(subject, move)
        if limit is not None and not self.is_kept(limit, move.date):
            name = move.subject if subject is None else subject.id
            reason = self.reason.format(id=name, limit=limit, date=move.date)
            yield Violation(reason, self.field or None, str(limit) if self.field else None)
        if limit is not None and (reason := self.against(subject, move)):
            yield Violation(reason, self.field or None, str(limit) if self.field else None)


Limits = tuple[TimeLimit, ...]


def nothing_against(subject: object, move: object) -> str:
    """Nothing."""
    return ""


def sets(name: str, against: Callable[[Any, Any], str] = nothing_against) -> TimeLimit:
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
