"""What a run comes to: outcomes and after how many days, tension step by step, concessions, answers, deadlock."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, Final

from attrs import field, frozen

from sim.assess.conduct import answers, concedes
from sim.assess.dialogue import moves_on
from sim.assess.incremental import RunningTension, UpcomingChanges
from sim.assess.weights import Weights
from sim.forecast.context import CalendarEvent, MadeMove, PolicyContext
from sim.forecast.run import Run, RunSetup
from sim.model.move import CarryOut
from sim.rules.subjects.commitments import LEFT, Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Accept, Proposal
from sim.rules.subjects.talks import SCHEDULED, BreakOff, Convene, Talks

ON_AN_ISSUE: Final = "agreement"
ANY: Final = "any agreement"
BY: Final = "any agreement by"
HELD: Final = "talks held by the due date"
BROKEN_OFF: Final = "break-off"
CARRIED_OUT: Final = "threat carried out"
TREATY_LEFT: Final = "treaty left"

Asked = tuple[str, str]
"""An outcome, and of what: an issue, a format of talks, a date of the calendar; empty where it is of the whole."""


@frozen
class Result:
    """What one run comes to.

    `days` has for each outcome that came about after how many days; `tension` the points at the end of each step;
    `concessions` how many each party made; `answers` for each party how often it answered which tone in which;
    `deadlock` for how many days nothing has moved at the end (None: nothing ever has); `moves` how many were made.
    """

    days: dict[Asked, int]
    tension: tuple[int, ...]
    concessions: dict[str, int]
    answers: "dict[str, Counter[tuple[str, str]]]"
    deadlock: int | None
    moves: int


@frozen(slots=False)  # for what is worked out once and kept
class Question:
    """What is looked at in every run: the outset, the weights of what stands, and the calendar that is asked about."""

    outset: RunSetup
    weights: Weights = field(factory=Weights)
    calendar: tuple[CalendarEvent, ...] = ()

    @cached_property
    def due(self) -> dict[str, date]:
        """The formats whose next round is due before the end, with the day."""
        situation = self.outset.situation
        dated = {
            name: each.due.best
            for name, each in situation.subjects.items()
            if isinstance(each, Talks) and each.status == SCHEDULED and each.due is not None
        }
        return {name: day for name, day in dated.items() if situation.since < day <= situation.until}

    @cached_property
    def outcomes(self) -> tuple[Asked, ...]:
        """The outcomes that are asked about, in order."""
        issues = tuple((ON_AN_ISSUE, issue) for issue in self.outset.situation.setting.issue_ids)
        by = tuple((BY, each.id) for each in self.dates)
        held = tuple((HELD, name) for name in self.due)
        return (*issues, (ANY, ""), *by, *held, (BROKEN_OFF, ""), (CARRIED_OUT, ""), (TREATY_LEFT, ""))

    @cached_property
    def dates(self) -> tuple[CalendarEvent, ...]:
        """The dates of the calendar by which there may be an agreement: those within the forecast."""
        situation = self.outset.situation
        return tuple(each for each in self.calendar if situation.since < each.date.best <= situation.until)

    @cached_property
    def _tension(self) -> tuple[RunningTension, UpcomingChanges]:
        situation, running, ahead = self.outset.situation, RunningTension(self.weights), UpcomingChanges()
        running.look_at(situation.subjects, situation, situation.since)
        ahead.look_at(situation.subjects, situation.subjects, situation.since)
        return running, ahead

    @cached_property
    def _accepted(self) -> frozenset[tuple[str, str | None]]:
        """Who has accepted what in the record already."""
        moves = (each.move for each in self.outset.situation.played)
        return frozenset((move.subject, move.by) for move in moves if isinstance(move, Accept))

    @cached_property
    def _moved(self) -> date | None:
        """When something moved in the record last."""
        situation = self.outset.situation
        moved = [each for each in situation.played if moves_on(each, situation.subjects.get(each.move.subject))]
        return moved[-1].when.best if moved else None

    def answered(self, number: int) -> Result:
        """What the run of that number comes to. Raises: PolicyError if a policy is at fault."""
        running, ahead = self._tension
        watch = _Watch(self, running.copy(), ahead.copy(), set(self._accepted), self._moved)
        run = Run(self.outset, number, watch.see)
        tension = tuple(watch.tension_on(day, run.situation) for day in run.steps())
        return watch.result(run.situation, tension)


def _left(subject: Any, day: date) -> list[tuple[str, date]]:
    """The parties that have left a commitment by a day, each with the day on which it did; none of anything else."""
    if not isinstance(subject, Commitment):
        return []
    parts = ((party, subject.part_of(party, day)) for party in subject.participation)
    return [(party, part.since.best) for party, part in parts if part and part.since and part.status == LEFT]


class _Watch:
    """Follows a run move by move."""

    def __init__(
        self,
        question: Question,
        running: RunningTension,
        ahead: UpcomingChanges,
        accepted: set[tuple[str, str | None]],
        moved: date | None,
    ) -> None:
        self._question, self._running, self._ahead = question, running, ahead
        self._accepted, self._moved = accepted, moved
        self._setting = question.outset.situation.setting
        self._since = question.outset.situation.since
        self._days: dict[Asked, int] = {}
        self._concessions = dict.fromkeys(self._setting.party_ids, 0)
        self._seen = len(question.outset.situation.changed)

    def see(self, played: MadeMove, situation: PolicyContext) -> None:
        """Take in a move that has just been made."""
        move = played.move
        subject = situation.subjects.get(move.subject)
        is_first = isinstance(move, Accept) and (move.subject, move.by) not in self._accepted
        if is_first:
            self._accepted.add((move.subject, move.by))
        if concedes(move, subject, is_first=is_first):
            for party in self._setting.acting(move.by):
                self._concessions[party] += 1
        if moves_on(played, subject):
            self._moved = situation.day
        self._note(played, subject, (situation.day - self._since).days)

    def _note(self, played: MadeMove, subject: object, day: int) -> None:
        """Note the outcomes that a move on a subject brings about."""
        match played.move:
            case Accept() if isinstance(subject, Proposal) and subject.is_agreed():
                self._came(((ANY, ""), *((ON_AN_ISSUE, issue) for issue in subject.made.issue)), day)
            case BreakOff():
                self._came(((BROKEN_OFF, ""),), day)
            case CarryOut() if isinstance(subject, Measure):
                self._came(((CARRIED_OUT, ""),), day)
            case Convene(subject=name) if name in self._question.due:
                if day <= (self._question.due[name] - self._since).days:
                    self._came(((HELD, name),), day)

    def _came(self, outcomes: Iterable[Asked], day: int) -> None:
        for outcome in outcomes:
            self._days.setdefault(outcome, day)

    def tension_on(self, day: date, situation: PolicyContext) -> int:
        """The points at the end of a day, with what it has turned though nobody moved."""
        names = situation.changed[self._seen :]
        self._seen = len(situation.changed)
        for _, turned in self._ahead.turned(day):
            names += turned
        self._ahead.look_at(dict.fromkeys(names), situation.subjects, day)
        self._running.look_at(dict.fromkeys(names), situation, day)
        return self._running.points

    def result(self, situation: PolicyContext, tension: tuple[int, ...]) -> Result:
        """What it has all come to at the end."""
        self._note_what_was_left(situation)
        self._note_by_the_calendar()
        done = [each for each in situation.made if each.move.by in self._setting.party_ids]
        tones = {party: Counter((a.tone, b.tone) for a, b in answers(party, done)) for party in self._setting.party_ids}
        deadlock = None if self._moved is None else max((situation.until - self._moved).days, 0)
        return Result(self._days, tension, self._concessions, tones, deadlock, len(situation.made))

    def _note_what_was_left(self, situation: PolicyContext) -> None:
        """Note the first treaty that a party has left; notice of exit counts from the day on which it takes effect."""
        before = self._question.outset.situation.subjects
        days = [
            day
            for name, subject in situation.subjects.items()
            if isinstance(subject, Commitment)
            for party, day in _left(subject, situation.until)
            if (party, day) not in _left(before.get(name), self._since) and not subject.is_expired(day)
        ]
        if days:
            self._days[TREATY_LEFT, ""] = (min(days) - self._since).days

    def _note_by_the_calendar(self) -> None:
        first = self._days.get((ANY, ""))
        for each in self._question.dates:
            if first is not None and first <= (each.date.best - self._since).days:
                self._days[BY, each.id] = first
