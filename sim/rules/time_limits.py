"""Time limits: the dates that a move has to meet, and on which days within its bounds it can have been made."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from attrs import frozen

from sim.model.dates import When
from sim.model.errors import Violation


@frozen
class TimeLimit:
    """A date that a move must not be later than; `is_start`: must not be earlier than; `is_strict`: nor on that day.

    `of` gives it, for a subject (None: not made yet) and the move; None where the `field` of the move does. `reason`
    says why no day within the bounds of a move will do, `because` why the bounds of a legal one are narrower for it;
    both may hold {id} for the subject, {limit} and {date}, that of the move. `against` says what else speaks against
    such a date, of the subject and the move; empty if nothing does, and None where nothing ever does.
    """

    of: Callable[[Any, Any], When | None] | None
    reason: str
    because: str
    field: str = ""
    is_start: bool = False
    is_strict: bool = False
    against: Callable[[Any, Any], str] | None = None

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

    def violations(self, subject: Any, move: Any) -> Iterator[Violation]:
        """The violation by a move that no day within its bounds will do for."""
        limit = self.day(subject, move)
        if limit is not None and not self.is_kept(limit, move.date):
            name = move.subject if subject is None else subject.id
            reason = self.reason.format(id=name, limit=limit, date=move.date)
            yield Violation(reason, self.field or None, str(limit) if self.field else None)
        if limit is not None and self.against is not None and (reason := self.against(subject, move)):
            yield Violation(reason, self.field or None, str(limit) if self.field else None)


Limits = tuple[TimeLimit, ...]
