"""How a subject stands on a day: the statuses in which a move meets it, and when it turns next by itself."""

from datetime import date
from functools import cache
from typing import Any, Final

from sim.model.dates import LIKELY, READINGS, When
from sim.model.setting import Setting
from sim.rules.phases import Turn
from sim.rules.subject import Status
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.participation import Participation
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks

Statuses = tuple[tuple[Status | None, bool], ...]
"""The statuses in which a move may meet a part (None: not made yet), each with whether the part's last day is past.

It is one, unless the day on which the part turns is in doubt.
"""


@cache
def _unturned(status: Status | None) -> Statuses:
    """The statuses of a part that no day turns."""
    return ((status, False),)


NOT_MADE: Final = _unturned(None)


def standing(subject: Any, setting: Setting, when: When) -> tuple[tuple[Statuses, Statuses], date | None]:
    """The statuses of a subject for each of the two parties, as a move of that date meets them; and its next turn.

    That is the first day after the date on which the subject turns under some reading, if any does.
    """
    kind = type(subject)
    if kind is Commitment:
        return _commitment(subject, setting, when)
    turning: date | None = None
    if kind is Measure and subject.is_timed:
        statuses, turning = _timed(subject, when)
        if subject.deadline is not None:
            turning = _sooner(turning, Turn(subject.deadline, is_after=True), when)
    else:
        statuses = _unturned(subject.status)
        if kind is Proposal and subject.expires is not None:
            turning = _sooner(None, Turn(subject.expires, is_after=True), when)
        elif kind is Talks and subject.due is not None:
            days = (day for reading in _readings(subject.due) for day in subject.turning_days(reading))
            turning = min((day for day in days if day > when.best), default=None)
    return (statuses, statuses), turning


def _commitment(commitment: Commitment, setting: Setting, when: When) -> tuple[tuple[Statuses, Statuses], date | None]:
    statuses: dict[str, Statuses] = {}
    first: date | None = None
    for whose, part in commitment.participation.items():
        if part.is_timed:
            statuses[whose], turning = _timed(part, when)
            if turning is not None and (first is None or turning < first):
                first = turning
        else:
            statuses[whose] = _unturned(part.status)
    one, other = setting.party_ids
    return (statuses.get(one, NOT_MADE), statuses.get(other, NOT_MADE)), first


def _timed(part: Measure | Participation, when: When) -> tuple[Statuses, date | None]:
    """The statuses of a part that days turn, and its next turn."""
    if part.is_unturned(when):
        turning = None if part.ends.first_turn == date.max else part.ends.first_turn
        if type(part) is Participation and part.begins is not None:
            turning = _sooner(turning, Turn(part.begins), when)
        return _unturned(part.status), turning
    statuses, first = list[tuple[Status | None, bool]](), None
    for phase in part.phases():
        if phase.may_be_met(when):
            statuses.append((phase.status, phase.is_over))
        for turn in phase.ahead:
            first = _sooner(first, turn, when)
    return tuple(statuses), first


def _readings(when: When) -> tuple[str, ...]:
    """The readings under which a date may be different days."""
    return (LIKELY,) if when.is_exact else READINGS


def _sooner(first: date | None, turn: Turn, when: When) -> date | None:
    """The first day after a date on which a turn comes under some reading, if that is sooner than *first*."""
    for reading in _readings(turn.day):
        for day in turn.comes_on(reading):
            if day > when.best and (first is None or day < first):
                first = day
    return first
