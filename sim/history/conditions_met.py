"""When the conditions of threats on the record were first met, in one pass over the moves and the days between."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, Protocol

from sim.history.readings import counts_from, in_order
from sim.history.replay import Trace, touched_by
from sim.history.running_conditions import RunningConditions
from sim.model.dates import NO_DAY, When
from sim.model.move import Move
from sim.rules.state import Negotiation
from sim.rules.subjects.measures import Threaten


class RecordLike(Protocol):
    """A record whose moves have dates; `sim.history.snapshot.Record` is the instance."""

    @property
    def start(self) -> Negotiation: ...  # noqa: D102 - the name says it
    @property
    def moves(self) -> tuple[Move, ...]: ...  # noqa: D102 - the name says it
    @property
    def dates(self) -> tuple[When, ...]: ...  # noqa: D102 - the name says it
    @property
    def states(self) -> tuple[Negotiation, ...]: ...  # noqa: D102 - the name says it
    @property
    def touched(self) -> tuple[tuple[str, ...], ...]: ...  # noqa: D102 - the name says it


def conditions_met(record: RecordLike, reading: str) -> RunningConditions:
    """What comes of the threats in the whole of a record, in the order in which its moves count under a reading."""
    return conditions_until(date.max, record, reading, in_order(record.dates, reading))


def conditions_until(day: date, record: RecordLike, reading: str, numbers: Sequence[int]) -> RunningConditions:
    """What has come of the threats by a day, after the moves of these *numbers*, in the order in which they count."""
    running = RunningConditions(reading, {id(move): number for number, move in enumerate(record.moves, 1)})
    if not any(isinstance(record.moves[number - 1], Threaten) for number in numbers):
        return running
    states, touched = _replayed(record, numbers)
    for position, number in enumerate(numbers):
        moved_on = max(counts_from(record.dates[number - 1], reading), _FIRST_DAY)
        running.turn_to(moved_on, states[position].subjects)
        running.look_at(touched[position], states[position + 1].subjects, moved_on, number)
    running.turn_to(day, states[len(numbers)].subjects)
    return running


_FIRST_DAY: Final = NO_DAY + timedelta(days=1)
"""The first day on which days turn what is announced."""


def _replayed(record: RecordLike, numbers: Sequence[int]) -> tuple[Sequence[Negotiation], Sequence[tuple[str, ...]]]:
    """The states before the first of these moves and after each, and the ids of the subjects that each touches."""
    if isinstance(numbers, range):
        return record.states, record.touched
    trace = Trace.of(record.start, (record.moves[number - 1] for number in numbers))
    return trace.states, tuple(map(touched_by, trace.rulings))
