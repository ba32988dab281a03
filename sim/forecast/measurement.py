"""The measurement of a run: its outcomes by day, tension by step, concessions, answers and deadlock."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Final, TypeGuard

from attrs import frozen

from sim.assess.agreement import is_agreed
from sim.assess.concessions import Concessions
from sim.assess.conduct import answers
from sim.assess.dialogue import is_progress
from sim.assess.incremental import RunningTension
from sim.assess.opposition import is_of_substance
from sim.assess.tension import discharged
from sim.assess.weights import Weights
from sim.forecast.calendar import CalendarEvent
from sim.forecast.context import MadeMove, PolicyContext
from sim.forecast.recorded_run import RecordedRun
from sim.forecast.run import Run, RunSetup
from sim.history.snapshot import Snapshot
from sim.history.triggers import TRIGGERED
from sim.model.dates import When
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.phases import EXPIRED
from sim.rules.subject import Subject
from sim.rules.subjects import measures, talks
from sim.rules.subjects.answers import ACCEPTED, AWAITED
from sim.rules.subjects.commitments import Breach, Commitment
from sim.rules.subjects.measures import Measure, Threaten
from sim.rules.subjects.participation import LEFT
from sim.rules.subjects.proposals import Proposal, Reject, Repudiate
from sim.rules.subjects.talks import IN_SESSION, SCHEDULED, Talks

ON_AN_ISSUE: Final = "agreement"
ANY: Final = "any agreement"
BY: Final = "any agreement by"
HELD: Final = "talks held by the due date"
MEASURE_ENDS: Final = "measure ends"
RATIFIED: Final = "ratified"
VOTE_LOST: Final = "vote lost"
REPUDIATED: Final = "agreement repudiated"
BROKEN_OFF: Final = "break-off"
CARRIED_OUT: Final = "threat carried out"
TREATY_BROKEN: Final = "treaty broken"
TREATY_LEFT: Final = "treaty left"

_ONCE_CARRIED_OUT: Final = (
    measures.IN_PLACE,
    measures.CARRIED_OUT,
    measures.SUSPENDED,
    measures.LIFTED,
    EXPIRED,
)
"""The statuses that a threat reads only after it has been carried out."""

_ENDED: Final = (
    measures.LIFTED,
    measures.WITHDRAWN,
    measures.COMPLIED,
    measures.SUPERSEDED,
    measures.LAPSED,
    EXPIRED,
)
"""The statuses that a measure reads once it has ended."""

Outcome = tuple[str, str]
"""An outcome and what it is of: an issue, a format of talks, an event, a measure or a text; empty if it has none."""


@frozen
class RunResult:
    """The result of one run.

    `days` is the number of days until each outcome that came about; `tension` the points at the end of each step;
    `concessions` and `moves` are counts; `answers` counts, for each party, pairs of a tone and the tone in answer;
    `deadlock` is the number of days without progress at the end (None: there never was any), `agreed` the number of
    offers and requests that are agreed then.
    """

    days: dict[Outcome, int]
    tension: tuple[int, ...]
    concessions: dict[str, int]
    answers: "dict[str, Counter[tuple[str, str]]]"
    deadlock: int | None
    moves: int
    agreed: int = 0


@frozen(slots=False)  # for what is worked out once and kept
class Measurement:
    """The measurement made of every run: its setup, the weights of tension, and the calendar of the outcomes.

    Of the record before the runs it has the concessions, and the ids of the threats that are discharged.
    """

    setup: RunSetup
    weights: Weights
    calendar: tuple[CalendarEvent, ...]
    concessions: Concessions
    discharged: frozenset[str]

    @classmethod
    def after(
        cls, record: Snapshot, setup: RunSetup, weights: Weights, calendar: tuple[CalendarEvent, ...]
    ) -> "Measurement":
        """The measurement of runs that begin where a record ends."""
        return cls(setup, weights, calendar, _concessions(record), discharged(record))

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
    def standing(self) -> tuple[str, ...]:
        """The measures that are in place, suspended or announced when a run begins."""
        context = self.setup.context
        made = ((name, subject) for name, subject in context.subjects.items() if _is_made(subject))
        return tuple(name for name, measure in made if measure.on(context.since).reads not in _ENDED)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The open texts on which a vote is outstanding when a run begins, or declared."""
        subjects, voted_on = self.setup.context.subjects, {vote.ratifies for vote in self.setup.votes}
        open_texts = ((name, each) for name, each in subjects.items() if isinstance(each, Proposal) and each.is_open)
        return tuple(name for name, text in open_texts if name in voted_on or AWAITED in text.votes.values())

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes that are looked for, in order."""
        issues = tuple((ON_AN_ISSUE, issue) for issue in self.setup.context.setting.issue_ids)
        by = tuple((BY, event.id) for event in self.events)
        held = tuple((HELD, name) for name in self.due)
        ends = tuple((MEASURE_ENDS, name) for name in self.standing)
        ratified = tuple((RATIFIED, name) for name in self.texts)
        votes = (VOTE_LOST,) if self.setup.context.setting.third_parties else ()
        others = (*votes, REPUDIATED, BROKEN_OFF, CARRIED_OUT, TREATY_BROKEN, TREATY_LEFT)
        return (*issues, (ANY, ""), *by, *held, *ends, *ratified, *((outcome, "") for outcome in others))

    @cached_property
    def events(self) -> tuple[CalendarEvent, ...]:
        """The events of the calendar within the forecast, by which there may be an agreement."""
        context = self.setup.context
        return tuple(event for event in self.calendar if context.since < event.date.best <= context.until)

    @cached_property
    def _tension(self) -> RunningTension:
        context = self.setup.context
        days = {made.move: made.when.best for made in context.moves_so_far}
        met = {} if context.conditions is None else context.conditions.met
        triggered = frozenset(name for name, trigger in met.items() if trigger.verdict == TRIGGERED)
        running_tension = RunningTension(self.weights, self.discharged, _BestDay(days), triggered)
        running_tension.look_at(context.subjects, context, context.since)
        return running_tension

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
        observer = self._observer()
        return observer.result_of(Run(self.setup, number, observer))

    def observed(self, moves: Iterable[tuple[Move, When]]) -> RunResult:
        """The result of what the record says came afterwards: these moves, each with its date after tightening."""
        observer = self._observer()
        return observer.result_of(RecordedRun(self.setup, moves, observer))

    def _observer(self) -> "_RunObserver":
        return _RunObserver(self, self._tension.copy(), self.concessions.copy(), self._last_progress)


def _concessions(record: Snapshot) -> Concessions:
    """The concessions of a record so far."""
    concessions = Concessions(record.state.setting)
    for step, state in zip(record.steps(), islice(record.states(), 1, None), strict=True):
        concessions.made_by(step.move, state.subjects)
    return concessions


@frozen
class _BestDay:
    """The best day of a move, that of the record with its bounds tightened."""

    days: dict[Move, date]

    def __call__(self, move: Move) -> date:
        return self.days.get(move) or move.date.best


def _left_by(subject: object, setting: Setting, day: date) -> set[str]:
    """The parties that have left a commitment by a day, and third parties with a side; none for other subjects."""
    parts = subject.participation.items() if isinstance(subject, Commitment) else ()
    return {whose for whose, part in parts if setting.side_of(whose) is not None and part.on(day).status == LEFT}


def _is_made(subject: object) -> TypeGuard[Measure]:
    """Whether a subject is a measure that was made true or announced, and not only threatened."""
    return isinstance(subject, Measure) and subject.status not in (*measures.THREATS, measures.CARRIED_OUT)


def _is_threat_carried_out(subject: object, day: date) -> bool:
    """Whether a subject is a measure that was threatened first, and the threat has been made true by a day."""
    if not isinstance(subject, Measure) or not isinstance(subject.made, Threaten):
        return False
    return subject.on(day).reads in _ONCE_CARRIED_OUT


class _RunObserver:
    """Measures a run change by change."""

    def __init__(
        self,
        measurement: Measurement,
        running_tension: RunningTension,
        concessions: Concessions,
        last_progress: date | None,
    ) -> None:
        self._measurement, self._running_tension = measurement, running_tension
        self._made, self._last_progress = concessions, last_progress
        self._start = measurement.setup.context
        self._setting, self._since = self._start.setting, self._start.since
        self._days: dict[Outcome, int] = {}
        self._left: dict[str, set[str]] = {}
        self._concessions = dict.fromkeys(self._setting.party_ids, 0)
        self._seen = len(self._start.changed)

    @property
    def points(self) -> int:
        """The points of tension now."""
        return self._running_tension.points

    def turned(self, name: str, day: date, context: PolicyContext) -> None:
        """Measure a subject that a day may have turned."""
        self._running_tension.look_at((name,), context, day)
        self._note_harm(context.subjects[name], day)
        self._note_end(context.subjects[name], day)

    def moved(self, made_move: MadeMove, context: PolicyContext) -> None:
        """Measure a move that has just been made."""
        names, self._seen = context.changed[self._seen :], len(context.changed)
        self._running_tension.look_at(names, context, context.day)
        for party in self._made.made_by(made_move.move, context.subjects):
            self._concessions[party] += 1
        if is_progress(made_move, context.subjects.get(made_move.move.subject)):
            self._last_progress = context.day
        if isinstance(made_move.move, Reject):
            self._note((VOTE_LOST, ""), day=context.day)
        if isinstance(made_move.move, Breach):
            self._note((TREATY_BROKEN, ""), day=context.day)
        for name in names:
            subject = context.subjects[name]
            self._note_change(made_move.move, subject, context)
            self._note_harm(subject, context.day)
            self._note_end(subject, context.day)

    def _note_change(self, move: Move, subject: object, context: PolicyContext) -> None:
        """Note the outcomes of a move by the status to which it brings a subject."""
        day = context.day
        if getattr(subject, "turn", None) is not move:
            return  # the status is as before
        match subject:
            case Proposal() if subject.status == ACCEPTED:
                if subject.id in self._measurement.texts and subject.votes:
                    self._note((RATIFIED, subject.id), day=day)
                if is_agreed(subject, context, day):
                    issues = ((ON_AN_ISSUE, issue) for issue in subject.made.issue)
                    self._note((ANY, ""), *issues, day=day)
            case Proposal() if isinstance(move, Repudiate) and is_of_substance(subject):
                self._note((REPUDIATED, ""), day=day)
            case Talks() if subject.status == talks.BROKEN_OFF:
                self._note((BROKEN_OFF, ""), day=day)
            case Talks() if subject.status == IN_SESSION and subject.id in self._measurement.due:
                if day <= self._measurement.due[subject.id]:
                    self._note((HELD, subject.id), day=day)

    def _note_harm(self, subject: Subject, day: date) -> None:
        """Note a threat made true and a treaty left by a day, unless that was so before."""
        is_new = not _is_threat_carried_out(self._before(subject), self._since)
        if is_new and _is_threat_carried_out(subject, day):
            self._note((CARRIED_OUT, ""), day=day)
        if (TREATY_LEFT, "") not in self._days and isinstance(subject, Commitment):
            left = _left_by(subject, self._setting, day)
            before = self._left.get(subject.id)
            if before is None:
                before = _left_by(self._before(subject), self._setting, self._since)
            if left - before:
                self._note((TREATY_LEFT, ""), day=day)
            self._left[subject.id] = left

    def _note_end(self, subject: Subject, day: date) -> None:
        """Note that a measure which stood at the beginning has ended by a day."""
        is_standing = isinstance(subject, Measure) and subject.id in self._measurement.standing
        if is_standing and subject.statuses(day)[""] in _ENDED:
            self._note((MEASURE_ENDS, subject.id), day=day)

    def _before(self, subject: Subject) -> object:
        """A subject as it stood when the run began; None if it had not been made."""
        return self._start.subjects.get(subject.id)

    def _note(self, *outcomes: Outcome, day: date) -> None:
        for outcome in outcomes:
            self._days.setdefault(outcome, (day - self._since).days)

    def result_of(self, run: Run | RecordedRun) -> RunResult:
        """The result of a run that tells this observer of its changes; it is made here, to its end."""
        tension = tuple(self.points for _ in run.steps())
        context = run.context
        self._note_agreement_by_events()
        done = [made for made in context.made if made.move.by in self._setting.party_ids]
        tones = {party: Counter((a.tone, b.tone) for a, b in answers(party, done)) for party in self._setting.party_ids}
        deadlock = None if self._last_progress is None else max((context.until - self._last_progress).days, 0)
        agreed = sum(
            isinstance(subject, Proposal) and is_agreed(subject, context, context.until)
            for subject in context.subjects.values()
        )
        return RunResult(self._days, tension, self._concessions, tones, deadlock, len(context.made), agreed)

    def _note_agreement_by_events(self) -> None:
        first = self._days.get((ANY, ""))
        for event in self._measurement.events:
            if first is not None and first <= (event.date.best - self._since).days:
                self._days[BY, event.id] = first
