"""The plan of a forecast: the assumptions of the section `forecast` of a file, and ways to change them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import evolve, field, frozen

from sim.forecast.calendar import STEPS, WEEK, CalendarEvent, Vote, invalid_span
from sim.forecast.policy import NUMBER, SHARE, WEIGHTS, WHOLE, Parameter, parsed_value
from sim.forecast.registry import PolicyFile, PolicySpec, check_name
from sim.model.dates import When
from sim.model.errors import PolicyError, UnreadableDateError, Where, by_id, did_you_mean, no_party
from sim.model.frozen import FrozenDict, frozen_dict

RUNS: Final = 1000
"""The number of runs of a forecast that does not say."""
RATIFICATION_PROBABILITY: Final = 0.5
"""The ratification probability of a forecast that does not say; `ratification` in scenario files."""

NUMBERS: Final = {
    "ratification": Parameter(SHARE, "The chance that who has to ratify something votes yes.", high=1),
    "runs": Parameter(WHOLE, "How many runs there are.", low=1, high=999_999_999),
    "seed": Parameter(WHOLE, "What decides on all that is left to chance.", high=999_999_999),
}
"""The keys that hold numbers."""

ODDS: Final = "odds"
ODDS_OF_A_VOTE: Final = Parameter(SHARE, "The chance that a vote is a yes.", high=1)

ATTRIBUTES: Final = {"ratification": "ratification_probability"}
"""The attributes of a plan that have another name than their key."""


@frozen
class PolicyPair:
    """Further assumptions: a title, and other policies for one party or both."""

    id: str
    title: str
    policies: FrozenDict[str, PolicySpec] = field(converter=frozen_dict)


@frozen
class PolicyReference:
    """A policy that a scenario names and its policy file may have, with the place where it is named."""

    name: str
    concerns: str
    where: Where


@frozen
class PolicySource:
    """The policy file that a scenario names, with the place; `references` are the policies that may be in it."""

    name: str
    where: Where = field(eq=False)
    references: tuple[PolicyReference, ...] = field(default=(), eq=False)


@frozen
class Plan:
    """A forecast as a scenario file plans it.

    `source` is the policy file that it names, and `file` that file once it has been opened. `votes` are those of the
    calendar; one that has a date is an event of the calendar, too.
    """

    since: When
    until: When
    policies: FrozenDict[str, PolicySpec] = field(converter=frozen_dict)
    step: str = WEEK
    pairs: tuple[PolicyPair, ...] = ()
    calendar: tuple[CalendarEvent, ...] = ()
    ratification_probability: float = RATIFICATION_PROBABILITY
    runs: int = RUNS
    seed: int = 0
    file: PolicyFile | None = None
    source: PolicySource | None = None
    votes: tuple[Vote, ...] = ()

    def pair(self, name: str) -> PolicyPair:
        """The pair of that id. Raises: UnknownNameError if there is none."""
        return by_id(self.pairs, name, "the forecast has no pair", "it has no `pairs`")

    def under(self, pair: str) -> "Plan":
        """The same plan with the policies of a pair. Raises: UnknownNameError if there is none of that id."""
        return evolve(self, policies={**self.policies, **self.pair(pair).policies})

    def with_file(self, file: PolicyFile) -> "Plan":
        """The same plan with the file in which policies are looked up."""
        pairs = tuple(evolve(pair, policies=_with_file(pair.policies, file)) for pair in self.pairs)
        return evolve(self, file=file, policies=_with_file(self.policies, file), pairs=pairs)

    def changed(self, settings: Iterable[tuple[str, str]]) -> "Plan":
        """The plan with other settings: of a key such as `until`, or of a parameter such as `russia.generosity`.

        Policies are set before their parameters, whatever the order of the settings.

        Raises: PolicyError, with the way out, if there is no such key or it cannot have this value.
        """
        plan = self
        for key, text in sorted(settings, key=lambda setting: not setting[0].endswith(".policy")):
            plan = plan._changed_by(key, text)
        fault = invalid_span(plan.since.best, plan.until.best, plan.step)
        if fault:
            raise PolicyError(fault)
        return plan

    def _changed_by(self, key: str, text: str) -> "Plan":
        """The plan with one other setting."""
        party, _, name = key.partition(".")
        if name and party not in self.policies and self.votes:
            return self._with_vote(party, name, text)
        if name:
            return self._with_policy(party, name, text)
        if key in ("from", "until"):
            return self._with_day(key, text)
        if key == "step":
            return evolve(self, step=_one_of(key, text, STEPS))
        if key in NUMBERS:
            return evolve(self, **{ATTRIBUTES.get(key, key): parsed_value(key, NUMBERS[key], text)})
        known = ("from", "until", "step", *NUMBERS, *(f"{party}.policy" for party in self.policies))
        raise PolicyError(f"{key!r} cannot be set{did_you_mean(key, known)}")

    def _with_day(self, key: str, text: str) -> "Plan":
        try:
            when = When.parse(text)
        except UnreadableDateError as error:
            raise PolicyError(str(error)) from None
        return evolve(self, since=when) if key == "from" else evolve(self, until=when)

    def _with_vote(self, vote_id: str, name: str, text: str) -> "Plan":
        """The plan with other odds of a vote, given what is no party."""
        vote_ids = [vote.id for vote in self.votes]
        if vote_id not in vote_ids:
            known = did_you_mean(vote_id, (*self.policies, *vote_ids))
            raise PolicyError(f"{vote_id!r} is neither a party nor a vote{known}")
        if name != ODDS:
            raise PolicyError(f"{vote_id}.{name} cannot be set; a vote has only {ODDS}, as in {vote_id}.{ODDS}")
        odds = parsed_value(f"{vote_id}.{ODDS}", ODDS_OF_A_VOTE, text)
        return evolve(self, votes=tuple(evolve(vote, odds=odds) if vote.id == vote_id else vote for vote in self.votes))

    def _with_policy(self, party: str, name: str, text: str) -> "Plan":
        if party not in self.policies:
            raise PolicyError(no_party(party, self.policies))
        if name == "policy":
            check_name(text, self.file)
            spec = PolicySpec(text, FrozenDict(), self.file)
        else:
            spec = self.policies[party]
            spec = evolve(spec, parameters=_changed_by(spec, name, text))
        return evolve(self, policies={**self.policies, party: spec})


def _with_file(policies: Mapping[str, PolicySpec], file: PolicyFile) -> dict[str, PolicySpec]:
    return {party: spec.with_file(file) for party, spec in policies.items()}


def _changed_by(spec: PolicySpec, name: str, text: str) -> Mapping[str, Any]:
    """The parameters of a choice with one more; `weights.propose` is one of the weights."""
    name, _, verb = name.partition(".")
    about = spec.known.get(name)
    if verb and (about is None or about.form != WEIGHTS):
        raise PolicyError(f"{name}.{verb} cannot be set; only `weights` has parts, such as weights.propose")
    if verb:
        weights = {**spec.parameters.get(name, {}), verb: parsed_value(f"{name}.{verb}", Parameter(NUMBER, ""), text)}
        return {**spec.parameters, name: FrozenDict(weights)}
    return {**spec.parameters, name: parsed_value(name, about, text)}


def _one_of(key: str, text: str, choices: tuple[str, ...]) -> str:
    if text not in choices:
        raise PolicyError(f"{key} cannot be {text!r}{did_you_mean(text, choices)}")
    return text
