"""A record from change to change: after each move, and on the days that change a status though nobody moves.

Each change names the subjects that it may concern, so that drawing or replaying a record need not look at all of them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from sim.assess.incremental import UpcomingChanges
from sim.history.triggers import conditions
from sim.model.dates import LIKELY
from sim.rules.subject import Subject, Subjects
from sim.rules.subjects.measures import THREATS, Measure

if TYPE_CHECKING:
    from sim.history.snapshot import Record
    from sim.rules.state import Negotiation


@frozen
class StateChange:
    """The ids of the subjects whose status may have changed, as of so many moves and a day.

    `by_day_alone` tells a change that the day has made, without a move.
    """

    number: int
    day: date
    names: tuple[str, ...]
    by_day_alone: bool = False


def state_changes(
    record: "Record", until: date | None = None, reading: str = LIKELY, kinds: Collection[type[Subject]] = ()
) -> Iterator[StateChange]:
    """The changes of a record in order, from the state before its first move to the day *until*.

    Of *kinds* of subjects alone, if any are named, and of those that conditions of threats name.

    None is later than that day: a move that counts by then though its best day is later is read on it. Without such a
    day the last change is that by the last move.
    """
    upcoming, conditional = UpcomingChanges(reading=reading), _ConditionalThreats()
    declared = _of_kinds(record.start.ids, record.start.subjects, kinds, record)
    first = record.first_day if record.moves or until is None else until
    start = first if until is None else min(first, until)
    upcoming.look_at(declared, record.start.subjects, start)
    yield StateChange(0, start, declared)
    for number, (touched, when) in enumerate(zip(record.touched, record.dates, strict=True), 1):
        day = when.best if until is None else min(when.best, until)
        yield from map(conditional.added_to, _changes_by_day(upcoming, day, number - 1))
        state = record.states[number]
        names = _of_kinds(touched, state.subjects, kinds, record)
        conditional.look_at(names, state)
        upcoming.look_at(names, state.subjects, day)
        yield conditional.added_to(StateChange(number, day, names))
    if until is not None:
        yield from map(conditional.added_to, _changes_by_day(upcoming, until, len(record.moves)))


def _of_kinds(
    names: tuple[str, ...], subjects: Subjects, kinds: Collection[type[Subject]], record: "Record"
) -> tuple[str, ...]:
    """Those of the *names* that are of one of the kinds, if there are any, or that a condition of a threat names."""
    if not kinds:
        return names
    named = record.threats_on
    return tuple(name for name in names if type(subjects[name]) in kinds or name in named)


def _changes_by_day(upcoming: UpcomingChanges, day: date, number: int) -> Iterator[StateChange]:
    """The changes that days alone make, up to this one."""
    return (StateChange(number, turning, names, by_day_alone=True) for turning, names in upcoming.turned(day))


class _ConditionalThreats:
    """The threats with a condition on the record, by the subjects that it mentions."""

    def __init__(self) -> None:
        self._by_subject = defaultdict[str, dict[str, None]](dict)

    def look_at(self, names: Iterable[str], state: "Negotiation") -> None:
        """Add the threats among these subjects that stand, and drop those that stand no longer."""
        for name in names:
            subject = state.subjects[name]
            if isinstance(subject, Measure):
                is_over = subject.status not in THREATS and subject.ends.before is None
                for condition in conditions(subject):
                    for mentioned in condition.subjects:
                        if is_over:
                            self._by_subject[mentioned].pop(name, None)
                        else:
                            self._by_subject[mentioned][name] = None

    def added_to(self, change: StateChange) -> StateChange:
        """The change, with the threats whose conditions mention one of its subjects."""
        if not self._by_subject:
            return change
        threats = (threat for name in change.names for threat in self._by_subject.get(name, ()))
        return evolve(change, names=tuple(dict.fromkeys((*change.names, *threats))))
