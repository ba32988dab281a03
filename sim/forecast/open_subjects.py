"""The subjects that a move may still be about, each with the state in which the tables find it."""

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
    """The state of a subject as far as transitions depend on it: class, kind, author, and its status for each party.

    `author` is the index of the party that made it, None for a third party or nobody. Subjects in the same state share
    one key object.
    """

    entity: type[Subject] | None
    kind: str
    author: int | None
    statuses: tuple[Status | None, Status | None]
    is_open: bool = field(init=False)

    @is_open.default
    def _(self) -> bool:
        """Whether any transition starts there."""
        return bool(self.transitions(0) or self.transitions(1))

    @classmethod
    def of(cls, subject: Subject, setting: Setting) -> "StateKey":
        """The state key of a subject, whatever day it is."""
        author, (first, second) = setting.party_index.get(subject.author), _statuses(subject, setting)
        return _state_key(type(subject), subject.kind, author, first, second)  # type: ignore[arg-type] # a class can be hashed

    def after(self, subject: Subject, setting: Setting) -> "StateKey":
        """The state key of a subject after a move has changed it; its class, kind and author are as before."""
        first, second = _statuses(subject, setting)
        return _state_key(self.entity, self.kind, self.author, first, second)  # type: ignore[arg-type] # as above

    def transitions(self, side: int) -> tuple[AnyTransition, ...]:
        """The transitions of such a subject from its status for the first or the second party."""
        if self.entity is None:
            return tuple(transition for law in LIFECYCLES.values() for transition in law.transitions_from(None))
        transitions = LIFECYCLES[self.entity].transitions_from(self.statuses[side])
        return tuple(transition for transition in transitions if not transition.kinds or self.kind in transition.kinds)

    @property
    def shared_transitions(self) -> tuple[AnyTransition, ...]:
        """The transitions for the first party whose move also has a transition for the second.

        Only a commitment can have a different status for each party.
        """
        moves = {transition.move for transition in self.transitions(1)}
        return tuple(transition for transition in self.transitions(0) if transition.move in moves)

    def __reduce__(self) -> tuple[Any, ...]:
        return _state_key, (self.entity, self.kind, self.author, *self.statuses)


def _statuses(subject: Any, setting: Setting) -> tuple[Status | None, Status | None]:
    """The status of a subject for each of the two parties."""
    if isinstance(subject, Commitment):
        first, second = setting.party_ids
        return subject.statused(first), subject.statused(second)
    status = subject.status
    return status, status


@cache
def _state_key(
    entity: type[Subject] | None, kind: str, author: int | None, first: Status | None, second: Status | None
) -> StateKey:
    return StateKey(entity, kind, author, (first, second))


UNMADE: Final = _state_key(None, "", None, None, None)
"""The state key of a subject that is yet to be made."""


class OpenSubjects:
    """The subjects from whose state some transition starts, in no order, and the state key of each.

    The first is None, for subjects yet to be made.
    """

    def __init__(self, subjects: Iterable[Subject], setting: Setting) -> None:
        self.subjects: list[Subject | None] = [None]
        self.state_keys = [UNMADE]
        self._positions: dict[str, int] = {}
        self._setting = setting
        for subject in subjects:
            self.update(subject.id, subject)

    def copy(self) -> "OpenSubjects":
        """An independent copy."""
        other = OpenSubjects((), self._setting)
        other.subjects, other.state_keys = list(self.subjects), list(self.state_keys)
        other._positions = dict(self._positions)
        return other

    def update(self, name: str, subject: Subject) -> None:
        """Add, replace or remove a subject that is new or has changed."""
        position, setting = self._positions.get(name), self._setting
        state_key = (
            StateKey.of(subject, setting) if position is None else self.state_keys[position].after(subject, setting)
        )
        if not state_key.is_open:
            self._remove(name)
        elif position is None:
            self._positions[name] = len(self.subjects)
            self.subjects.append(subject)
            self.state_keys.append(state_key)
        else:
            self.subjects[position], self.state_keys[position] = subject, state_key

    def _remove(self, name: str) -> None:
        """Remove a subject if it is here; the last one takes its place."""
        position = self._positions.pop(name, None)
        if position is None:
            return
        last, state_key = self.subjects.pop(), self.state_keys.pop()
        if last is not None and position < len(self.subjects):
            self.subjects[position], self.state_keys[position] = last, state_key
            self._positions[last.id] = position
