"""A forecast: from which day of a record until when, in which steps, and by which policies the parties act."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Final

from attrs import field, frozen

from sim.assess.weights import Weights
from sim.forecast.context import CalendarEvent, MadeMove, PolicyContext, nothing_dated
from sim.forecast.policy import Policy, foreign, name_of
from sim.forecast.registry import PolicyFile, PolicySpec
from sim.forecast.run import STEPS, WEEK, Run, RunSetup, days, unfit_span
from sim.history.history import Branch, History
from sim.history.snapshot import Snapshot
from sim.model.dates import When
from sim.model.errors import InvalidForecastError, PolicyError, did_you_mean, no_party
from sim.model.frozen import FrozenDict
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.talks import Talks

RUNS: Final = 1000
"""How many runs a forecast has that does not say."""
RESERVATIONS: Final = 0.5
"""The chance that a reservation is lifted in a forecast that does not say."""


def _a_date(day: When | date | str) -> date:
    return When.of(day).best


def _chosen(policies: Mapping[str, Any]) -> FrozenDict[str, Any]:
    """The policies by party, each name a choice."""
    return FrozenDict({party: PolicySpec(each) if isinstance(each, str) else each for party, each in policies.items()})


@frozen(slots=False)  # for what is worked out once and kept
class Forecast:
    """What is asked of a record's future, and under which assumptions.

    Each party acts by a policy: by its name, or the policy itself. `reservations` is the chance that a reservation is
    lifted and not turned into a no. The same seed gives the same runs.

    Raises: InvalidForecastError unless both parties have a policy, a step fits between its days, and its numbers are
    possible.
    """

    history: History
    since: date = field(converter=_a_date)
    until: date = field(converter=_a_date)
    policies: FrozenDict[str, PolicySpec | Policy] = field(converter=_chosen)
    step: str = WEEK
    calendar: tuple[CalendarEvent, ...] = ()
    reservations: float = RESERVATIONS
    runs: int = RUNS
    seed: int = 0
    weights: Weights = field(factory=Weights)

    def __attrs_post_init__(self) -> None:
        for reason in self._unfit():
            raise InvalidForecastError(reason)

    def _unfit(self) -> Iterable[str]:
        """What keeps it from being run."""
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
        elif wrong := unfit_span(self.since, self.until, self.step):
            yield wrong
        if not 0 <= self.reservations <= 1:
            yield f"reservations cannot be {self.reservations!r}; give a number from 0 to 1"
        if type(self.runs) is not int or self.runs < 1:
            yield f"runs cannot be {self.runs!r}; give a whole number from 1"
        yield from self._undated()

    def _undated(self) -> Iterable[str]:
        """What parameters name as if it were dated, and is not."""
        for policy in self.policies.values():
            for name, value in policy.dated if isinstance(policy, PolicySpec) else ():
                if wrong := nothing_dated(value, self.known):
                    yield f"{name}: {wrong}"

    @cached_property
    def record(self) -> Snapshot:
        """The record as it is known on the day on which the forecast begins."""
        return self.history.as_of(When.of(self.since))

    @cached_property
    def known(self) -> tuple[CalendarEvent, ...]:
        """What both sides know, by date: the calendar, the ends of commitments, the days on which talks are due."""
        return tuple(sorted((*self.calendar, *dated(self.record)), key=lambda each: each.date))

    @cached_property
    def outset(self) -> RunSetup:
        """What all its runs have in common. Raises: PolicyError if a policy cannot be made."""
        played = (MadeMove(step.move, step.tone, step.when) for step in self.record.steps())
        return RunSetup(
            situation=PolicyContext(self.record.state, played, self.since, self.until, self.known),
            days=tuple(When.of(day) for day in days(self.since, self.until, self.step)),
            policies={party: policy for party, (policy, _) in self._made.items()},
            names=self.names,
            lifted=self.reservations,
            seed=self.seed,
        )

    @property
    def names(self) -> dict[str, str]:
        """What the policy of each party is called."""
        return {party: name_of(self.policies[party]) for party in self.history.start.setting.party_ids}

    @property
    def described(self) -> dict[str, str]:
        """The policy of each party with its parameters, where they are known."""
        given = {party: self.policies[party] for party in self.names}
        return {
            party: each.described if isinstance(each, PolicySpec) else name_of(each) for party, each in given.items()
        }

    @property
    def warnings(self) -> tuple[str, ...]:
        """What policies could not learn well from the record. Raises: PolicyError if a policy cannot be made."""
        return tuple(words for _, warned in self._made.values() for words in warned)

    @cached_property
    def _made(self) -> dict[str, tuple[Policy, tuple[str, ...]]]:
        return {party: self._fitted(party, self.policies[party]) for party in self.history.start.setting.party_ids}

    def _fitted(self, party: str, given: PolicySpec | Policy) -> tuple[Policy, tuple[str, ...]]:
        policy = given.made() if isinstance(given, PolicySpec) else given
        learn = getattr(policy, "fitted", None)
        if learn is None:
            return policy, ()
        name = self.names[party]
        learnt = foreign(f"the policy {name!r} of {party} cannot learn from the record", learn, self.record, party)
        if not (
            isinstance(learnt, tuple) and len(learnt) == 2 and callable(learnt[0]) and isinstance(learnt[1], tuple)
        ):
            raise PolicyError(f"the policy {name!r} of {party}: `fitted` gives a policy and a tuple of warnings")
        return learnt[0], learnt[1]

    @property
    def files(self) -> tuple[PolicyFile, ...]:
        """The files whose code its runs need."""
        given = (each for each in self.policies.values() if isinstance(each, PolicySpec))
        return tuple(dict.fromkeys(file for each in given for file in each.files))

    def run(self, number: int) -> Run:
        """One run to its end, the same whoever asks for it. Raises: PolicyError if a policy is at fault."""
        return Run(self.outset, number).finished()

    def branch(self, number: int) -> Branch:
        """One run as a branch of the record. Raises: PolicyError if a policy is at fault."""
        return self.history.branch(When.of(self.since), moves=self.run(number).moves)


def dated(record: Snapshot) -> Iterable[CalendarEvent]:
    """The dated things that follow from a record itself: ends of commitments, and days on which talks are due."""
    for name, subject in record.state.subjects.items():
        if isinstance(subject, Commitment) and subject.until is not None:
            yield CalendarEvent(name, subject.until, f"{subject.title} ends")
        elif isinstance(subject, Talks) and subject.due is not None:
            yield CalendarEvent(name, subject.due, f"{subject.title}: the next round is due")
