"""The status of a subject as it reads on a day, and what the day adds to it: expired, overdue, due, triggered."""

from datetime import date
from typing import Final

from attrs import field, frozen

from sim.history.triggers import Triggers
from sim.model.dates import When
from sim.rules.lifecycle import spoken
from sim.rules.phases import EXPIRED, Phase, Phases, phase_on
from sim.rules.subject import Status, Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import AS_IMPOSED, EASED, RAISED, Measure
from sim.rules.subjects.participation import PENDING, Participation
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks

OVERDUE: Final = "overdue"
DECLARED: Final = "declared"
"""The word for a change that was announced for a later day and is not in effect yet."""


@frozen
class StatusOnDay:
    """A status as it reads on a day, the words that qualify it there, and all of it in words.

    Of a measure `step` and `level` tell how far it goes. `moves` has the numbers of the moves that have brought a word
    about; where it has none, it was the day.
    """

    status: Status
    words: tuple[str, ...] = ()
    step: int | None = None
    level: str | None = None
    detail: str = field(default="", eq=False)
    moves: tuple[int, ...] = field(default=(), eq=False)

    def __str__(self) -> str:
        return f"{spoken(self.status)}{self.detail}"


def statuses_on_day(subject: Subject, day: date, reading: str, triggers: Triggers) -> dict[str, StatusOnDay]:
    """The status of a subject on a day under a reading, under the empty name; of a commitment that of each part.

    It is the one place where statuses are read by day: tables, pages, pictures, expectations and figures ask here.
    """
    match subject:
        case Proposal():
            return {"": _of_proposal(subject, day, reading)}
        case Measure():
            return {"": _of_measure(subject, day, reading, triggers)}
        case Commitment():
            parts = subject.participation.items()
            return {party: _of_part(part, day, reading) for party, part in parts}
        case Talks():
            overdue = ((OVERDUE, f", {OVERDUE}"),) if subject.is_overdue(day, reading) else ()
            return {"": _with(subject.status, *overdue)}
    return {whose: StatusOnDay(status) for whose, status in subject.statuses(day, reading).items()}


_Word = tuple[str, str]
"""A word that qualifies a status, and how it follows the status in a sentence."""


def _with(status: Status, *qualified: _Word) -> StatusOnDay:
    if not qualified:
        return StatusOnDay(status)
    detail = "".join(said for _, said in qualified)
    return StatusOnDay(status, tuple(word for word, _ in qualified), detail=detail)


def _of_proposal(proposal: Proposal, day: date, reading: str) -> StatusOnDay:
    expired = ((EXPIRED, f", {EXPIRED} {proposal.expires}"),) if proposal.is_expired(day, reading) else ()
    return _with(proposal.status, *expired)


def _of_measure(measure: Measure, day: date, reading: str, triggers: Triggers) -> StatusOnDay:
    phase, words = _phase_in_words(measure, day, reading)
    trigger, stands = triggers.of(measure), phase.of
    triggered = () if trigger is None else ((trigger.verdict, f", {trigger}"),)
    moves = () if trigger is None or trigger.since is None else (trigger.since,)
    reads = _with(phase.reads, *words, *triggered)
    return StatusOnDay(reads.status, reads.words, stands.step, stands.level, reads.detail, moves)


def _of_part(part: Participation, day: date, reading: str) -> StatusOnDay:
    phase, words = _phase_in_words(part, day, reading)
    return _with(phase.reads, *words)


def _phase_in_words(part: Measure | Participation, day: date, reading: str) -> tuple[Phase, tuple[_Word, ...]]:
    """The phase of a day, and the word for what is announced or over."""
    phases = part.phases()
    if len(phases) == 1:
        return phases[0], ()
    phase = phase_on(phases, day, reading)
    return phase, _turning(phases, phase)


def _turning(phases: Phases, phase: Phase) -> tuple[_Word, ...]:
    """The word for what is announced or over, with the day on which it takes effect or has ended; empty otherwise."""
    if phase.reads == EXPIRED:
        end = next(turn.day for turn in reversed(phase.past) if turn.is_after)
        return ((EXPIRED, f" since its end on {end}"),)
    ahead = announced(phases, phase)
    if ahead is None:
        return ()
    then = LEVELS[ahead.step] if ahead.status == phase.reads and ahead.step is not None else ahead.status
    return ((PENDING if phase.reads == PENDING else DECLARED, f", {spoken(then)} from {ahead.effective}"),)


LEVELS: Final = {EASED: "eased", AS_IMPOSED.step: "as-imposed", RAISED: "raised"}
"""The words for the level of a measure against that at which it was imposed."""


@frozen
class Announced:
    """What is announced for a later day: the status as it is to read, the level (None: not of a measure), and when."""

    status: Status
    step: int | None
    effective: When


def announced(phases: Phases, phase: Phase) -> Announced | None:
    """What comes after a phase on a day that was announced; None if nothing is to read otherwise then."""
    turn = next((turn for turn in phase.ahead if not turn.is_after), None)
    if turn is None:
        return None
    following = min((other for other in phases if turn in other.past), key=lambda other: len(other.past))
    step, step_then = (_step(each.of) for each in (phase, following))
    is_same = (following.reads, step_then) == (phase.reads, step)
    return None if is_same else Announced(following.reads, step_then, turn.day)


def _step(part: Measure | Participation) -> int | None:
    return part.step if isinstance(part, Measure) else None
