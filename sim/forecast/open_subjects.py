"""The subjects that a move may still be about, and how each of them stands."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from attrs import field, frozen

from sim.model.setting import Setting
from sim.rules.lifecycle import AnyTransition
from sim.rules.registry import LIFECYCLES
from sim.rules.subject import Status, Subject
from sim.rules.subjects.commitments import Commitment


@frozen(eq=False)
class StateKey:
    """How a subject stands, as far as the tables look: its class, its kind, and in what status each side finds it.

    `author` is the seat of its author, None for a third party or nobody. There is one object for all subjects that
    stand alike.
    """

    entity: type[Subject] | None
    kind: str
    author: int | None
    statuses: tuple[Status | None, Status | None]
    is_open: bool = field(init=False)

    @is_open.default
    def _(self) -> bool:
        """Whether some row leads on from there."""
        return bool(self.rows(0) or self.rows(1))

    @classmethod
    def of(cls, subject: Any, setting: Setting) -> "StateKey":
        """The footing of a subject, whatever the day makes of it."""
        author, (first, second) = setting.party_index.get(subject.author), _statuses(subject, setting)
        return _footing(type(subject), subject.kind, author, first, second)  # type: ignore[arg-type] # a class can be hashed

    def after(self, subject: Any, setting: Setting) -> "StateKey":
        """The footing of a subject that stood like this until a move changed it: what it is and who made it stay."""
        first, second = _statuses(subject, setting)
        return _footing(self.entity, self.kind, self.author, first, second)  # type: ignore[arg-type] # as above

    def rows(self, side: int) -> tuple[AnyTransition, ...]:
        """The rows that lead out of the status in which the first or the second side finds such a subject."""
        if self.entity is None:
            return tuple(row for law in LIFECYCLES.values() for row in law.transitions_from(None))
        rows = LIFECYCLES[self.entity].transitions_from(self.statuses[side])
        return tuple(row for row in rows if not row.kinds or self.kind in row.kinds)

    @property
    def shared_rows(self) -> tuple[AnyTransition, ...]:
        """Those that lead out of the first side's status, where another of the same move leads out of the second's.

        Only in a commitment can the two sides stand differently.
        """
        moves = {row.move for row in self.rows(1)}
        return tuple(row for row in self.rows(0) if row.move in moves)

    def __reduce__(self) -> tuple[Any, ...]:
        return _footing, (self.entity, self.kind, self.author, *self.statuses)


def _statuses(subject: Any, setting: Setting) -> tuple[Status | None, Status | None]:
    """In what status each of the two sides finds a subject."""
    if isinstance(subject, Commitment):
        first, second = setting.party_ids
        return subject.statused(first), subject.statused(second)
    status = subject.status
    return status, status


@cache
def _footing(
    entity: type[Any] | None, kind: str, author: int | None, first: Status | None, second: Status | None
) -> StateKey:
    return StateKey(entity, kind, author, (first, second))


UNMADE: Final = _footing(None, "", None, None, None)
"""The footing of what is yet to be made."""


class OpenSubjects:
    """The subjects that some row leads on from, in no order, and the footing of each.

    The first is none, for what is yet to be made.
    """

    def __init__(self, subjects: Iterable[Any], setting: Setting) -> None:
        self.subjects: list[Any] = [None]
        self.footings = [UNMADE]
        self._places: dict[str, int] = {}
        self._setting = setting
        for subject in subjects:
            self.take_in(subject.id, subject)

    def copy(self) -> "OpenSubjects":
        """One that goes on from here by itself."""
        other = OpenSubjects((), self._setting)
        other.subjects, other.footings = list(self.subjects), list(self.footings)
        other._places = dict(self._places)
        return other

    def take_in(self, name: str, subject: Any) -> None:
        """Take in a subject that is new or has changed."""
        place, setting = self._places.get(name), self._setting
        footing = StateKey.of(subject, setting) if place is None else self.footings[place].after(subject, setting)
        if not footing.is_open:
            self._let_go(name)
        elif place is None:
            self._places[name] = len(self.subjects)
            self.subjects.append(subject)
            self.footings.append(footing)
        else:
            self.subjects[place], self.footings[place] = subject, footing

    def _let_go(self, name: str) -> None:
        """Take a subject out, if it was in; the last one takes its place."""
        place = self._places.pop(name, None)
        if place is None:
            return
        last, footing = self.subjects.pop(), self.footings.pop()
        if place < len(self.subjects):
            self.subjects[place], self.footings[place] = last, footing
            self._places[last.id] = place
