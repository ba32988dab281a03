"""A record stage by stage: after each move, and on the days on which something turns though nobody moves.

Each stage names the subjects that may have come to read otherwise, so that whoever draws or replays a record need not
look at all of them every time.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from sim.assess.incremental import UpcomingChanges
from sim.history.snapshot import Record
from sim.history.triggers import conditions
from sim.model.dates import LIKELY
from sim.rules.registry import acted_subjects
from sim.rules.state import Negotiation
from sim.rules.subjects.measures import Measure


@frozen
class StateChange:
    """After so many moves, read on a day: which subjects may read otherwise than at the stage before.

    `turned` tells a stage at which nobody moves; it is the day that has turned them.
    """

    number: int
    day: date
    names: tuple[str, ...]
    turned: bool = False


def state_changes(record: Record, until: date | None = None, reading: str = LIKELY) -> Iterator[StateChange]:
    """The stages of a record, in order, from that before the first move; the last are on the days up to *until*.

    No stage is later: a move that counts by then though its best day is later is read on the day *until*.
    """
    ahead, watchers = UpcomingChanges(reading=reading), _Watchers()
    first = record.start.ids
    start = record.first_day if until is None else min(record.first_day, until)
    ahead.look_at(first, record.start.subjects, start)
    yield StateChange(0, start, first)
    for number, (move, when) in enumerate(zip(record.moves, record.dates, strict=True), 1):
        day = when.best if until is None else min(when.best, until)
        yield from (watchers.added_to(each) for each in _turned(ahead, day, number - 1))
        names, state = acted_subjects(move), record.states[number]
        watchers.look_at(names, state)
        ahead.look_at(names, state.subjects, day)
        yield watchers.added_to(StateChange(number, day, names))
    if until is not None:
        yield from (watchers.added_to(each) for each in _turned(ahead, until, len(record.moves)))


def _turned(ahead: UpcomingChanges, day: date, number: int) -> Iterator[StateChange]:
    """A stage for each of the days up to this one."""
    return (StateChange(number, turning, names, turned=True) for turning, names in ahead.turned(day))


class _Watchers:
    """The threats whose condition is on the record, by the subjects that it is about."""

    def __init__(self) -> None:
        self._of = defaultdict[str, dict[str, None]](dict)

    def look_at(self, names: Iterable[str], state: Negotiation) -> None:
        """Take in the threats among these subjects."""
        for name in names:
            subject = state.subjects[name]
            if isinstance(subject, Measure):
                for condition in conditions(subject):
                    for other in condition.subjects:
                        self._of[other][name] = None

    def added_to(self, stage: StateChange) -> StateChange:
        """The stage with the threats that what it names may trigger."""
        watching = (name for other in stage.names for name in self._of.get(other, ()))
        return StateChange(stage.number, stage.day, tuple(dict.fromkeys((*stage.names, *watching))), stage.turned)
