"""Conditions on the record that a threat may be made on: what can avert it, and what stands already."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.errors import Violation, one_of
from sim.model.move import Move
from sim.rules.lifecycle import HOSTILE, Lifecycle
from sim.rules.registry import LIFECYCLES, lifecycle_of
from sim.rules.subject import StateLike, Status
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Threaten
from sim.rules.subjects.participation import PENDING


def unfit_unless(state: StateLike, move: Move) -> Iterator[Violation]:
    """The violations by an `unless` that only harm would bring about, or that is met before the threat is made."""
    condition = move.unless if isinstance(move, Threaten) else None
    if not isinstance(condition, Condition):
        return
    for name, _, status in condition.stands:
        subject = state.subjects.get(name)
        averting = averting_statuses(None if subject is None else lifecycle_of(subject))
        if status not in averting and any(status in table.statuses for table in LIFECYCLES.values()):
            reason = f"no threat is averted by harm, and harm can bring {name} to be {status}"
            advice = f"; give {one_of(averting)}" if averting else "; name what can still come about"
            yield Violation(f"{reason}{advice}", "unless", name)
    if all(condition.is_met(state.subjects, day, "likely") for day in _days_of(move.date)):
        yield Violation(f"{condition} already, so the threat would be averted as it is made", "unless")


def _days_of(when: When) -> tuple[date, ...]:
    """The best day of a date, and its first and last where there are such days."""
    return tuple(day for day in (when.best, when.earliest, when.latest) if day is not None)


@cache
def averting_statuses(lifecycle: Lifecycle | None) -> tuple[Status, ...]:
    """The statuses that avert a threat: those to which no hostile transition leads, in a table or (None) in any."""
    if lifecycle is None:
        tables = LIFECYCLES.values()
        averting = dict.fromkeys(status for table in tables for status in averting_statuses(table))
        barred = {status for table in tables for status in {*table.statuses} - {*averting_statuses(table)}}
        return tuple(status for status in averting if status not in barred)
    reached = {each.to for each in lifecycle.transitions if each.tone != HOSTILE and each.start != each.to and each.to}
    hostile = {each.to for each in lifecycle.transitions if each.tone == HOSTILE}
    also = (PENDING,) if lifecycle.entity is Commitment else ()
    return (*(status for status in lifecycle.statuses if status in reached - hostile), *also)
