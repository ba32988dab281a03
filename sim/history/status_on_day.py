"""The status of a subject as it reads on a day, and what the day adds to it: expired, overdue, due, triggered."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from sim.history.triggers import Triggers
from sim.rules.lifecycle import spoken
from sim.rules.subject import Status, Subject
from sim.rules.subjects.commitments import PENDING, Commitment, Participation
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks

EXPIRED: Final = "expired"
OVERDUE: Final = "overdue"
DECLARED: Final = "declared"
"""The word for a change that was announced for a later day and is not in effect yet."""


@frozen
class StatusOnDay:
    """A status as it reads on a day, the words that qualify it there, and all of it in words.

    `moves` has the numbers of the moves that have brought a word about; where it has none, it was the day.
    """

    status: Status
    words: tuple[str, ...] = ()
    detail: str = field(default="", eq=False)
    moves: tuple[int, ...] = field(default=(), eq=False)

    def __str__(self) -> str:
        return f"{spoken(self.status)}{self.detail}"


def statuses_on_day(subject: Subject, day: date, reading: str, triggers: Triggers) -> dict[str, StatusOnDay]:
    """The status of a subject on a day under a reading, under the empty name; of a commitment one for each party."""
    match subject:
        case Proposal():
            return {"": _with(subject.status, *_expired(subject, subject.expires, day, reading))}
        case Measure():
            return {"": _of_measure(subject, day, reading, triggers)}
        case Commitment():
            return dict(_of_parts(subject, day, reading))
        case Talks():
            overdue = ((OVERDUE, f", {OVERDUE}"),) if subject.is_overdue(day, reading) else ()
            return {"": _with(subject.status, *overdue)}
    return {whose: StatusOnDay(status) for whose, status in subject.statuses(day, reading).items()}


_Word = tuple[str, str]
"""A word that qualifies a status, and how it follows the status in a sentence."""


def _with(status: Status, *qualified: _Word, moves: tuple[int, ...] = ()) -> StatusOnDay:
    return StatusOnDay(status, tuple(word for word, _ in qualified), "".join(said for _, said in qualified), moves)


def _expired(subject: Proposal | Commitment, end: Any, day: date, reading: str) -> tuple[_Word, ...]:
    return ((EXPIRED, f", {EXPIRED} {end}"),) if subject.is_expired(day, reading) else ()


def _declared(standing: Measure | Participation, day: date, reading: str) -> tuple[_Word, ...]:
    """The word for a change that is declared for a later day, and the phrase that shows it; empty once in effect."""
    if standing.is_in_effect(day, reading):
        return ()
    return ((DECLARED, f" ({DECLARED}, in effect from {standing.effective})"),)


def _of_measure(measure: Measure, day: date, reading: str, triggers: Triggers) -> StatusOnDay:
    trigger = triggers.of(measure)
    triggered = () if trigger is None else ((trigger.verdict, f", {trigger}"),)
    moves = () if trigger is None or trigger.since is None else (trigger.since,)
    return _with(measure.status, *_declared(measure, day, reading), *triggered, moves=moves)


def _of_parts(commitment: Commitment, day: date, reading: str) -> Iterator[tuple[str, StatusOnDay]]:
    expired = _expired(commitment, commitment.until, day, reading)
    for party, standing in commitment.participation.items():
        part = standing.on(day, reading)
        if part.status == PENDING:
            yield party, StatusOnDay(PENDING, detail=f", in force from {part.effective}")
        else:
            yield party, _with(part.status, *_declared(part, day, reading), *expired)
