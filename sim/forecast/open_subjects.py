"""The subjects that a move may still be about, each with the state in which the tables find it."""

from datetime import date
from functools import cache
from heapq import heappop, heappush
from typing import Any, Final

from attrs import field, frozen

from sim.forecast.standing import NOT_MADE, Statuses, standing
from sim.model.dates import When
from sim.model.move import Extend
from sim.model.setting import Setting
from sim.rules.lifecycle import AnyTransition
from sim.rules.registry import CREATING_MOVES, LIFECYCLES
from sim.rules.subject import Subject, Subjects
from sim.rules.subjects.participation import LEAVING


@frozen(eq=False)
class StateKey:
    """The state of a subject as far as transitions depend on it: class, kind, author, and its statuses for each party.

    `author` is the index of who made it, None for a third party or nobody. Subjects in the same state share one key
    object.
    """

    entity: type[Subject] | None
    kind: str
    author: int | None
    statuses: tuple[Statuses, Statuses]
    is_open: bool = field(init=False)

    @is_open.default
    def _(self) -> bool:
        """Whether any transition starts there."""
        return bool(self.transitions(0) or self.transitions(1))

    def transitions(self, side: int) -> tuple[AnyTransition, ...]:
        """The transitions of such a subject from its status for the first or the second party.

        Those by moves on other subjects are left out, unless the move makes the other subject.
        """
        if self.entity is None:
            return tuple(transition for law in LIFECYCLES.values() for transition in law.transitions_from(None))
        lifecycle = LIFECYCLES[self.entity]
        return tuple(
            transition
            for status, is_over in self.statuses[side]
            for transition in lifecycle.transitions_from(status)
            if (not transition.kinds or self.kind in transition.kinds)
            and (transition.target == "subject" or transition.move in CREATING_MOVES)
            and (transition.is_late or not is_over)
        )

    @property
    def shared_transitions(self) -> tuple[AnyTransition, ...]:
        """The transitions of a joint move: those for the first party whose move also has one for the second.

        Only a commitment can have a different status for each party. Both may replace it, or put off a notice of exit,
        though only the part of one changes by that.
        """
        first, second = self.transitions(0), self.transitions(1)
        for_second = {transition.move for transition in second if transition.target == "subject"}
        shared = [each for each in first if each.target == "subject" and each.move in for_second]
        put_off = (each for each in (*first, *second) if each.start == LEAVING and each.move is Extend)
        further = {(each.move, each.target): each for each in (*second, *first) if each.target != "subject"}
        return tuple(dict.fromkeys((*shared, *put_off, *further.values())))

    def turned(self, statuses: tuple[Statuses, Statuses]) -> "StateKey":
        """The state key of the same subject in other statuses."""
        return state_key_of(self.entity, self.kind, self.author, statuses)  # type: ignore[arg-type] # a class can be hashed

    def __reduce__(self) -> tuple[Any, ...]:
        return state_key_of, (self.entity, self.kind, self.author, self.statuses)


@cache
def state_key_of(
    entity: type[Subject] | None, kind: str, author: int | None, statuses: tuple[Statuses, Statuses]
) -> StateKey:
    """The one state key of all subjects in that state."""
    return StateKey(entity, kind, author, statuses)


UNMADE: Final = state_key_of(None, "", None, (NOT_MADE, NOT_MADE))
"""The state key of a subject that is yet to be made."""


class OpenSubjects:
    """The subjects from whose state some transition starts, in no order, and the state key of each.

    The first is None, for subjects yet to be made. It knows the next day on which each subject turns, open or not.
    """

    def __init__(self, setting: Setting) -> None:
        self.subjects: list[Subject | None] = [None]
        self.state_keys = [UNMADE]
        self._positions: dict[str, int] = {}
        self._setting = setting
        self._turning: list[tuple[date, str]] = []
        self._next: dict[str, date] = {}

    def copy(self) -> "OpenSubjects":
        """An independent copy."""
        other = OpenSubjects(self._setting)
        other.subjects, other.state_keys = list(self.subjects), list(self.state_keys)
        other._positions = dict(self._positions)
        other._turning, other._next = list(self._turning), dict(self._next)
        return other

    def update(self, name: str, subject: Subject, when: When) -> None:
        """Add, replace or remove a subject that is new or has changed, as a move of that date meets it."""
        statuses, turning = standing(subject, self._setting, when)
        if turning is not None and self._next.get(name) != turning:
            self._next[name] = turning
            heappush(self._turning, (turning, name))
        position = self._positions.get(name)
        if position is None:
            author = self._setting.party_index.get(subject.author)
            state_key = state_key_of(type(subject), subject.kind, author, statuses)  # type: ignore[arg-type] # a class can be hashed
            if state_key.is_open:
                self._positions[name] = len(self.subjects)
                self.subjects.append(subject)
                self.state_keys.append(state_key)
            return
        state_key = self.state_keys[position]
        if state_key.statuses != statuses:
            state_key = state_key.turned(statuses)
            if not state_key.is_open:
                self._remove(name, position)
                return
            self.state_keys[position] = state_key
        self.subjects[position] = subject

    def turn_to(self, when: When, subjects: Subjects) -> list[tuple[date, str]]:
        """The days up to a date on which subjects may have turned, in order, each with the id of the subject."""
        if not self._turning or self._turning[0][0] > when.best:
            return []
        turned = list[tuple[date, str]]()
        while self._turning and self._turning[0][0] <= when.best:
            turned.append(heappop(self._turning))
            name = turned[-1][1]
            self.update(name, subjects[name], When.of(turned[-1][0]))
        for name in dict.fromkeys(name for _, name in turned):
            self.update(name, subjects[name], when)
        return turned

    def _remove(self, name: str, position: int) -> None:
        """Remove a subject; the last one takes its place."""
        del self._positions[name]
        last, state_key = self.subjects.pop(), self.state_keys.pop()
        if last is not None and position < len(self.subjects):
            self.subjects[position], self.state_keys[position] = last, state_key
            self._positions[last.id] = position
