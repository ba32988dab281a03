"""The measurement of a run: its outcomes by day, tension by step, concessions, answers and deadlock."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Final

from attrs import field, frozen

from sim.assess.conduct import answers, concedes
from sim.assess.dialogue import is_progress
from sim.assess.incremental import RunningTension, UpcomingChanges
from sim.assess.weights import Weights
from sim.forecast.calendar import CalendarEvent
from sim.forecast.context import MadeMove, PolicyContext
from sim.forecast.run import Run, RunSetup
from sim.rules.subjects import talks
from sim.rules.subjects.answers import ACCEPTED
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import CARRIED_THROUGH, THREATENED, Measure, Threaten
from sim.rules.subjects.participation import LEFT
from sim.rules.subjects.proposals import Accept, Proposal
from sim.rules.subjects.talks import IN_SESSION, SCHEDULED, Talks

ON_AN_ISSUE: Final = "agreement"
ANY: Final = "any agreement"
BY: Final = "any agreement by"
HELD: Final = "talks held by the due date"
BROKEN_OFF: Final = "break-off"
CARRIED_OUT: Final = "threat carried out"
TREATY_LEFT: Final = "treaty left"

Outcome = tuple[str, str]
"""An outcome and its subject: an issue, a format of talks or an event of the calendar; empty if it has none."""


@frozen
class RunResult:
    """The result of one run.

    `days` is the number of days until each outcome that came about; `tension` the points at the end of each step;
    `concessions` and `moves` are counts; `answers` counts, for each party, pairs of a tone and the tone in answer;
    `deadlock` is the number of days without progress at the end (None: there never was any).
    """

    days: dict[Outcome, int]
    tension: tuple[int, ...]
    concessions: dict[str, int]
    answers: "dict[str, Counter[tuple[str, str]]]"
    deadlock: int | None
    moves: int


@frozen(slots=False)  # for what is worked out once and kept
class Measurement:
    """The measurement made of every run: its setup, the weights of tension, and the calendar of the outcomes."""

    setup: RunSetup
    weights: Weights = field(factory=Weights)
    calendar: tuple[CalendarEvent, ...] = ()

    @cached_property
    def due(self) -> dict[str, date]:
        """The formats of talks whose next round is due before the end, with the day."""
        context = self.setup.context
        due = {
            name: subject.due.best
            for name, subject in context.subjects.items()
            if isinstance(subject, Talks) and subject.status == SCHEDULED and subject.due is not None
        }
        return {name: day for name, day in due.items() if context.since < day <= context.until}

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes that are looked for, in order."""
        issues = tuple((ON_AN_ISSUE, issue) for issue in self.setup.context.setting.issue_ids)
        by = tuple((BY, event.id) for event in self.events)
        held = tuple((HELD, name) for name in self.due)
        return (*issues, (ANY, ""), *by, *held, (BROKEN_OFF, ""), (CARRIED_OUT, ""), (TREATY_LEFT, ""))

    @cached_property
    def events(self) -> tuple[CalendarEvent, ...]:
        """The events of the calendar within the forecast, by which there may be an agreement."""
        context = self.setup.context
        return tuple(event for event in self.calendar if context.since < event.date.best <= context.until)

    @cached_property
    def _tension(self) -> tuple[RunningTension, UpcomingChanges]:
        context, running_tension, upcoming = self.setup.context, RunningTension(self.weights), UpcomingChanges()
        running_tension.look_at(context.subjects, context, context.since)
        upcoming.look_at(context.subjects, context.subjects, context.since)
        return running_tension, upcoming

    @cached_property
    def _accepted(self) -> frozenset[tuple[str, str | None]]:
        """The proposals accepted in the record already, each with the party."""
        moves = (made.move for made in self.setup.context.moves_so_far)
        return frozenset((move.subject, move.by) for move in moves if isinstance(move, Accept))

    @cached_property
    def _last_progress(self) -> date | None:
        """The day of the last progress in the record."""
        context = self.setup.context
        subjects, newest_first = context.subjects, reversed(context.moves_so_far)
        return next(
            (made.when.best for made in newest_first if is_progress(made, subjects.get(made.move.subject))), None
        )

    def result(self, number: int) -> RunResult:
        """The result of the run of that number. Raises: PolicyError if a policy is at fault."""
        running_tension, upcoming = self._tension
        observer = _RunObserver(self, running_tension.copy(), upcoming.copy(), set(self._accepted), self._last_progress)
        run = Run(self.setup, number, observer.observe)
        tension = tuple(observer.tension_on(day, run.context) for day in run.steps())
        return observer.result(run.context, tension)


def _left(subject: object, day: date) -> list[tuple[str, date]]:
    """The parties that have left a commitment by a day, each with the day when it did; none for other subjects."""
    if not isinstance(subject, Commitment):
        return []
    parts = ((party, subject.part_of(party, day)) for party in subject.participation)
    return [(party, part.since.best) for party, part in parts if part and part.since and part.status == LEFT]


class _RunObserver:
    """Measures a run move by move."""

    def __init__(
        self,
        measurement: Measurement,
        running_tension: RunningTension,
        upcoming: UpcomingChanges,
        accepted: set[tuple[str, str | None]],
        last_progress: date | None,
    ) -> None:
        self._measurement, self._running_tension, self._upcoming = measurement, running_tension, upcoming
        self._accepted, self._last_progress = accepted, last_progress
        self._setting = measurement.setup.context.setting
        self._since = measurement.setup.context.since
        self._days: dict[Outcome, int] = {}
        self._concessions = dict.fromkeys(self._setting.party_ids, 0)
        self._seen = len(measurement.setup.context.changed)

    def observe(self, made_move: MadeMove, context: PolicyContext) -> None:
        """Measure a move that has just been made."""
        move = made_move.move
        subject = context.subjects.get(move.subject)
        is_first = isinstance(move, Accept) and (move.subject, move.by) not in self._accepted
        if is_first:
            self._accepted.add((move.subject, move.by))
        if concedes(move, subject, is_first=is_first):
            for party in self._setting.acting(move.by):
                self._concessions[party] += 1
        if is_progress(made_move, subject):
            self._last_progress = context.day
        self._note_move(made_move, subject, (context.day - self._since).days)

    def _note_move(self, made_move: MadeMove, subject: object, day: int) -> None:
        """Note the outcomes of a move by the status to which it brings its subject, *day* days after the beginning."""
        if getattr(subject, "turn", None) is not made_move.move:
            return  # the status is as before
        match subject:
            case Proposal() if subject.status == ACCEPTED:
                self._note_outcomes(((ANY, ""), *((ON_AN_ISSUE, issue) for issue in subject.made.issue)), day)
            case Talks() if subject.status == talks.BROKEN_OFF:
                self._note_outcomes(((BROKEN_OFF, ""),), day)
            case Talks() if subject.status == IN_SESSION and subject.id in self._measurement.due:
                if day <= (self._measurement.due[subject.id] - self._since).days:
                    self._note_outcomes(((HELD, subject.id),), day)
            case Measure() if subject.status in CARRIED_THROUGH and self._was_threatened(subject):
                self._note_outcomes(((CARRIED_OUT, ""),), day)

    def _was_threatened(self, measure: Measure) -> bool:
        """Whether a measure was a threat when the run began, or has become one since."""
        before = self._measurement.setup.context.subjects.get(measure.id)
        was_threatened = before is None or (isinstance(before, Measure) and before.status == THREATENED)
        return was_threatened and isinstance(measure.made, Threaten)

    def _note_outcomes(self, outcomes: Iterable[Outcome], day: int) -> None:
        for outcome in outcomes:
            self._days.setdefault(outcome, day)

    def tension_on(self, day: date, context: PolicyContext) -> int:
        """The points of tension at the end of a day, with the changes of that day without a move."""
        names = context.changed[self._seen :]
        self._seen = len(context.changed)
        for _, turned in self._upcoming.turned(day):
            names += turned
        self._upcoming.look_at(dict.fromkeys(names), context.subjects, day)
        self._running_tension.look_at(dict.fromkeys(names), context, day)
        return self._running_tension.points

    def result(self, context: PolicyContext, tension: tuple[int, ...]) -> RunResult:
        """The result at the end."""
        self._note_treaties_left(context)
        self._note_agreement_by_events()
        done = [made for made in context.made if made.move.by in self._setting.party_ids]
        tones = {party: Counter((a.tone, b.tone) for a, b in answers(party, done)) for party in self._setting.party_ids}
        deadlock = None if self._last_progress is None else max((context.until - self._last_progress).days, 0)
        return RunResult(self._days, tension, self._concessions, tones, deadlock, len(context.made))

    def _note_treaties_left(self, context: PolicyContext) -> None:
        """Note the first treaty that a party has left; a notice of exit counts from the day when it takes effect."""
        before = self._measurement.setup.context.subjects
        days = [
            day
            for name, subject in context.subjects.items()
            if isinstance(subject, Commitment)
            for party, day in _left(subject, context.until)
            if (party, day) not in _left(before.get(name), self._since) and not subject.is_expired(day)
        ]
        if days:
            self._days[TREATY_LEFT, ""] = (min(days) - self._since).days

    def _note_agreement_by_events(self) -> None:
        first = self._days.get((ANY, ""))
        for event in self._measurement.events:
            if first is not None and first <= (event.date.best - self._since).days:
                self._days[BY, event.id] = first
