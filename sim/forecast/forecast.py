"""A forecast: from which day of a record until when, in which steps, and by which policies the parties act."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

from attrs import field, frozen

from sim.assess.weights import Weights
from sim.forecast.calendar import STEPS, WEEK, CalendarEvent, Vote, days, invalid_span, unknown_event
from sim.forecast.context import MadeMove, PolicyContext
from sim.forecast.measurement import Measurement
from sim.forecast.plan import RATIFICATION_PROBABILITY, RUNS, Plan
from sim.forecast.policy import Policy, call_foreign, name_of
from sim.forecast.registry import PolicyFile, PolicySpec, event_names
from sim.forecast.run import Run, RunSetup
from sim.history.conditions_met import conditions_until
from sim.history.history import Branch, History
from sim.history.running_conditions import RunningConditions
from sim.history.snapshot import Snapshot
from sim.history.triggers import conditions_of
from sim.model.dates import When
from sim.model.errors import InvalidForecastError, PolicyError, all_of, did_you_mean, no_party
from sim.model.frozen import FrozenDict
from sim.rules.lifecycle import spoken
from sim.rules.phases import EXPIRED, phase_on
from sim.rules.subject import Part, Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks


def _to_date(day: When | date | str) -> date:
    return When.of(day).best


def _to_specs(policies: Mapping[str, Any]) -> FrozenDict[str, Any]:
    """The policies by party, with a spec for each name."""
    return FrozenDict(
        {party: PolicySpec(policy) if isinstance(policy, str) else policy for party, policy in policies.items()}
    )


@frozen(slots=False)  # for what is worked out once and kept
class Forecast:
    """A forecast of a record: the span, the steps, and the assumptions under which it runs.

    Each party acts by a policy, given by its name or itself. `ratification_probability` is the chance that who has to
    ratify something votes yes, where no vote among the `votes` has odds for it. The same seed gives the same runs.

    Raises: InvalidForecastError unless both parties have a policy, a step fits between its days, and its numbers are
    possible.
    """

    history: History
    since: date = field(converter=_to_date)
    until: date = field(converter=_to_date)
    policies: FrozenDict[str, PolicySpec | Policy] = field(converter=_to_specs)
    step: str = WEEK
    calendar: tuple[CalendarEvent, ...] = ()
    ratification_probability: float = RATIFICATION_PROBABILITY
    runs: int = RUNS
    seed: int = 0
    weights: Weights = field(factory=Weights)
    votes: tuple[Vote, ...] = ()

    @classmethod
    def planned(cls, plan: Plan, history: History, weights: Weights) -> "Forecast":
        """The forecast of a record that a plan asks for."""
        return cls(
            history,
            plan.since.best,
            plan.until.best,
            plan.policies,
            plan.step,
            plan.calendar,
            plan.ratification_probability,
            plan.runs,
            plan.seed,
            weights,
            plan.votes,
        )

    def __attrs_post_init__(self) -> None:
        for reason in self._faults():
            raise InvalidForecastError(reason)

    def _faults(self) -> Iterable[str]:
        """The reasons why it cannot be run."""
        party_ids = self.history.start.setting.party_ids
        yield from (
            f"{party} has no policy; name one, such as 'hold'" for party in party_ids if party not in self.policies
        )
        for party, policy in self.policies.items():
            if isinstance(policy, type) or not (callable(policy) or isinstance(policy, PolicySpec)):
                yield f"the policy of {party} is {policy!r}; give a name, a function or an instance of a class"
            if party not in party_ids:
                yield no_party(party, party_ids)
        if self.step not in STEPS:
            yield f"step cannot be {self.step!r}{did_you_mean(str(self.step), STEPS)}"
        elif fault := invalid_span(self.since, self.until, self.step):
            yield fault
        if not 0 <= self.ratification_probability <= 1:
            yield f"ratification_probability cannot be {self.ratification_probability!r}; give a number from 0 to 1"
        if type(self.runs) is not int or self.runs < 1:
            yield f"runs cannot be {self.runs!r}; give a whole number from 1"
        yield from self._unknown_events()

    def _unknown_events(self) -> Iterable[str]:
        """The complaints about events that parameters name and nobody knows."""
        for policy in self.policies.values():
            for name, value in policy.event_names if isinstance(policy, PolicySpec) else ():
                if fault := unknown_event(value, self.events):
                    yield f"{name}: {fault}"

    @cached_property
    def record(self) -> Snapshot:
        """The record as it is known on the day on which the forecast begins."""
        return self.history.as_of(When.of(self.since))

    @cached_property
    def events(self) -> tuple[CalendarEvent, ...]:
        """The events that both parties know, by date: the calendar, and what the record dates ahead."""
        return tuple(sorted((*self.calendar, *events_of(self.record)), key=lambda event: event.date))

    @cached_property
    def setup(self) -> RunSetup:
        """The setup that all its runs share. Raises: PolicyError if a policy cannot be made."""
        side_of = self.record.state.setting.side_of
        steps = self.record.steps()
        moves_so_far = (MadeMove(step.move, step.tone, step.when, side_of(step.move.by)) for step in steps)
        return RunSetup(
            context=PolicyContext(
                self.record.state, moves_so_far, self.since, self.until, self.events, self._conditions
            ),
            days=tuple(map(When.of, self._days)),
            policies={party: policy for party, (policy, _) in self._policies_and_warnings.items()},
            names=self.names,
            ratification_probability=self.ratification_probability,
            seed=self.seed,
            votes=self.votes,
        )

    @property
    def _days(self) -> list[date]:
        """The days of its steps, with a further one on each deadline of its policies that falls between two."""
        dates = {event.id: event.date.best for event in self.events}
        policies = (policy for policy, _ in self._policies_and_warnings.values())
        named = (dates.get(name, self.until) for policy in policies for name in event_names(policy))
        deadlines = {day for day in named if self.since < day < self.until}
        return sorted(deadlines.union(days(self.since, self.until, self.step)))

    @property
    def _conditions(self) -> RunningConditions | None:
        """What has come of the threats by the day on which it begins; None if none has a condition on the record."""
        moves = (self.history.moves[number - 1] for number in self.record.numbers)
        if not any(map(conditions_of, moves)):
            return None
        return conditions_until(self.since, self.record.history, self.record.reading, self.record.numbers)

    @cached_property
    def measurement(self) -> Measurement:
        """The measurement that is made of each of its runs. Raises: PolicyError if a policy cannot be made."""
        return Measurement.after(self.record, self.setup, self.weights, self.calendar)

    @property
    def names(self) -> dict[str, str]:
        """The name of the policy of each party."""
        return {party: name_of(self.policies[party]) for party in self.history.start.setting.party_ids}

    @property
    def described(self) -> dict[str, str]:
        """The policy of each party with its parameters, where they are known."""
        policies = {party: self.policies[party] for party in self.names}
        return {
            party: policy.described if isinstance(policy, PolicySpec) else name_of(policy)
            for party, policy in policies.items()
        }

    @property
    def warnings(self) -> tuple[str, ...]:
        """The warnings of policies that could not learn well. Raises: PolicyError if a policy cannot be made."""
        return tuple(warning for _, warnings in self._policies_and_warnings.values() for warning in warnings)

    @cached_property
    def _policies_and_warnings(self) -> dict[str, tuple[Policy, tuple[str, ...]]]:
        return {party: self._built(party, self.policies[party]) for party in self.history.start.setting.party_ids}

    def _built(self, party: str, spec: PolicySpec | Policy) -> tuple[Policy, tuple[str, ...]]:
        """A policy after it has learnt from the record, and its warnings."""
        policy = spec.made() if isinstance(spec, PolicySpec) else spec
        learn = getattr(policy, "fitted", None)
        if learn is None:
            return policy, ()
        name = self.names[party]
        learnt = call_foreign(f"the policy {name!r} of {party} cannot learn from the record", learn, self.record, party)
        if not (
            isinstance(learnt, tuple) and len(learnt) == 2 and callable(learnt[0]) and isinstance(learnt[1], tuple)
        ):
            raise PolicyError(f"the policy {name!r} of {party}: `fitted` gives a policy and a tuple of warnings")
        return learnt[0], learnt[1]

    @property
    def files(self) -> tuple[PolicyFile, ...]:
        """The files whose code its runs need."""
        specs = (policy for policy in self.policies.values() if isinstance(policy, PolicySpec))
        return tuple(dict.fromkeys(file for spec in specs for file in spec.files))

    def run(self, number: int) -> Run:
        """One run to its end, the same every time. Raises: PolicyError if a policy is at fault."""
        return Run(self.setup, number).finished()

    def branch(self, number: int) -> Branch:
        """One run as a branch of the record. Raises: PolicyError if a policy is at fault."""
        return self.history.branch(When.of(self.since), moves=self.run(number).moves)


def events_of(record: Snapshot) -> Iterable[CalendarEvent]:
    """The events that follow from a record itself: of each subject the next day that changes something on it."""
    for name, subject in record.state.subjects.items():
        for when, title in sorted(_dated(subject, record.read_on))[:1]:
            yield CalendarEvent(name, when, title)


def _dated(subject: Subject, day: date) -> Iterator[tuple[When, str]]:
    """The dates that change something on a subject after a day, or that talks are due, each with words for it."""
    match subject:
        case Proposal() if subject.is_open and subject.expires is not None:
            yield subject.expires, f"{subject.id} expires"
        case Talks() if subject.due is not None:
            yield subject.due, f"{subject.title}: the next round is due"
        case Measure():
            deadline = subject.on(day).of.ends.deadline
            if deadline is not None:
                yield deadline, f"{subject.title} is due"
            yield from ((when, f"{subject.title} {words}") for when, words in _turning(subject, day))
        case Commitment():
            turning = {whose: tuple(_turning(part, day)) for whose, part in subject.parts.items()}
            for each in dict.fromkeys(chain.from_iterable(turning.values())):
                bound = [whose for whose, turns in turning.items() if each in turns]
                whose = "" if len(bound) == len(turning) else f" for {all_of(bound)}"
                yield each[0], f"{subject.title} {each[1]}{whose}"


def _turning(part: Part, day: date) -> Iterator[tuple[When, str]]:
    """The dates on which a part turns after a day, though nobody moves, with words for each."""
    phase = phase_on(part.phases(), day)
    for turn in phase.ahead:
        for comes in turn.comes_on():
            reads = phase_on(part.phases(), comes).reads
            is_as_before = reads == phase.reads
            yield turn.day, "changes" if is_as_before else "ends" if reads == EXPIRED else f"is {spoken(reads)}"
