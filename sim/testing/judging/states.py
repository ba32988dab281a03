"""The states that the law leads to from a start, numbered: those that it cannot tell apart have one number.

Many orders of the same moves lead to one state. A number stands for it, and what a move makes of it is asked once.
"""

from collections.abc import Hashable
from datetime import date
from typing import Any, Final, cast

from attrs import fields, has

from sim.history.replay import after, illegal_move
from sim.model.dates import When
from sim.model.frozen import FrozenDict
from sim.model.move import Move
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.verdict import Refusal, judge
from sim.testing.judging.log import Operation, Read, Seen

NOWHERE: Final = -1
"""The number of the state to which a refused move leads: none."""

Value = int
"""A number for all that the law looks at in a subject."""

Values = tuple[Value | None, ...]
"""What the law looks at in some subjects, as numbers; None for what nobody has made."""


class LawStates:
    """The states that moves lead to from a start, by number; the start is 0."""

    def __init__(self, start: Negotiation) -> None:
        self.states = [start]
        self._values = dict[Hashable, Value]()
        self._subjects = [{name: self._value(subject) for name, subject in start.subjects.items()}]
        self._numbers: dict[Hashable, int] = {frozenset(self._subjects[0].items()): 0}
        self._steps = dict[tuple[int, int], int]()
        self._shown = dict[tuple[int, int], bool]()

    def after(self, number: int, operation: Operation) -> int:
        """The state after the move of an operation; `NOWHERE` if the law refuses it."""
        asked = number, id(operation)
        if asked not in self._steps:
            self._steps[asked] = self._step(number, operation.move)
        return self._steps[asked]

    def shows(self, number: int, read: Read) -> bool:
        """Whether a state shows what a client has read."""
        asked = number, id(read)
        if asked not in self._shown:
            state, statuses = self.states[number], read.statuses.items()
            self._shown[asked] = all(seen == status_in(state, name, read.day) for name, seen in statuses)
        return self._shown[asked]

    def values(self, number: int, names: tuple[str, ...]) -> Values:
        """What the law looks at in these subjects in a state; None for what nobody has made."""
        subjects = self._subjects[number]
        return tuple([subjects.get(name) for name in names])

    def refusal(self, number: int, move: Move) -> str:
        """What the law says against a move in a state, in a sentence; empty if nothing."""
        verdict = judge(self.states[number], move)
        return illegal_move(verdict).sentence if isinstance(verdict, Refusal) else ""

    def _step(self, number: int, move: Move) -> int:
        before = self.states[number]
        verdict = judge(before, move)
        if isinstance(verdict, Refusal):
            return NOWHERE
        changed = {name: self._value(subject) for name, _, subject, _ in verdict if subject is not None}
        subjects = self._subjects[number] | changed
        key = frozenset(subjects.items())
        if key not in self._numbers:
            self._numbers[key] = len(self.states)
            self.states.append(after(before, move, verdict))
            self._subjects.append(subjects)
        return self._numbers[key]

    def _value(self, subject: Subject) -> Value:
        """The number for all that the law looks at in a subject."""
        return self._values.setdefault(_essence(subject), len(self._values))


_REPORTED: Final = frozenset(("trail", "title", "met", "mandate", "place", "declared"))
"""The attributes of subjects and their parts that the law does not look at: they are for reports."""


def _essence(value: Any) -> Hashable:
    """A value without what the law does not look at: of the move that turned a subject it asks by whom it was.

    Only where that was announced for a later day, the move may be made once more, with all that it says.
    """
    if isinstance(value, FrozenDict):
        return frozenset((key, _essence(part)) for key, part in value.items())
    if isinstance(value, (Move, When)) or not has(type(value)):
        return cast("Hashable", value)
    parts = {each.name: getattr(value, each.name) for each in fields(type(value)) if each.name not in _REPORTED}
    turn = parts.get("turn")
    if turn is not None and getattr(parts.get("ends"), "effective", None) is None:
        parts["turn"] = turn.by
    return (type(value), *map(_essence, parts.values()))


def status_in(state: Negotiation, name: str, day: date) -> Seen:
    """The status of a subject as it reads on a day; for a commitment that of each party; None if nobody has made it."""
    subject = state.subjects.get(name)
    if subject is None:
        return None
    statuses = subject.statuses(day)
    return statuses.get("", statuses)
