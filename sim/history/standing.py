"""How a measure, or a party's part in a commitment, stands on the day of a snapshot: since when, until when, what next.

How it reads comes from `sim.history.status_on_day`; this tells the days that go with it.
"""

from datetime import date
from typing import Any

from attrs import frozen

from sim.history.status_on_day import Announced, announced
from sim.model.dates import When
from sim.rules.phases import Phase, Turn, phase_on
from sim.rules.subjects.measures import DEFERRED, Measure
from sim.rules.subjects.participation import PENDING, SUPERSEDED, SUSPENDED, Participation


@frozen
class Standing:
    """The measure or part `of` which it is, as it stands on a day, and the days that go with how it reads.

    `since`: when it began to read so (None: before the record; that is so of a declared measure before its own day).
    `until`: its last day, and `suspended_until` that of its suspension or deferral. `announced`: what is to become of
    it on a later day.
    """

    of: Any
    since: When | None
    until: When | None
    suspended_until: When | None
    announced: Announced | None


def standing(part: Measure | Participation, day: date, reading: str) -> Standing:
    """How a measure or a part stands on a day under a reading."""
    phases = part.phases()
    phase = phase_on(phases, day, reading)
    ends, ahead = phase.of.ends, announced(phases, phase)
    until = part.ends.until if ends.until is None and ahead is not None else ends.until
    suspended_until = ends.paused_until if phase.status in (SUSPENDED, DEFERRED) else None
    return Standing(phase.of, _since(phase, day, reading), until, suspended_until, ahead)


def _since(phase: Phase, day: date, reading: str) -> When | None:
    """The day from which it reads as in a phase: the last turn that changed it, or the last move if that is later."""
    moved = _moved(phase, day)
    if phase.reads == PENDING:
        return None if phase.of.turn is None else moved
    is_replaced = isinstance(phase.of, Participation) and phase.status == SUPERSEDED
    replaced: When | None = phase.of.ends.superseded if is_replaced else None
    if phase.reads == SUPERSEDED and replaced is not None:
        return replaced
    past = tuple(turn for turn in phase.past if replaced is None or turn.day is not replaced)
    if not past:
        return moved
    turned = _begin(past[-1], reading)
    return turned if moved is None or moved.best < turned.best else moved


def _moved(phase: Phase, day: date) -> When | None:
    """The day of the last move, or else the declared one, unless it lies ahead: a declared measure stands before it."""
    moved: When | None = phase.of.since
    is_ahead = moved is not None and phase.of.turn is None and not moved.may_be_by(When.of(day))
    return None if is_ahead else moved


def _begin(turn: Turn, reading: str) -> When:
    """The day of a turn that has come; the day after a last day."""
    days = turn.comes_on(reading) if turn.is_after else ()
    return When.of(days[0]) if days else turn.day
