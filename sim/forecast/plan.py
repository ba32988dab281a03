"""What a scenario file asks of the future: the assumptions of its section `forecast`, and how they can be changed."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import evolve, field, frozen

from sim.assess.weights import Weights
from sim.forecast.context import CalendarEvent
from sim.forecast.forecast import RESERVATIONS, RUNS, Forecast
from sim.forecast.policy import NUMBER, SHARE, WEIGHTS, WHOLE, Parameter, value_of
from sim.forecast.registry import PolicyFile, PolicySpec, check_name
from sim.forecast.run import STEPS, WEEK, unfit_span
from sim.history.history import History
from sim.model.dates import When
from sim.model.errors import PolicyError, UnreadableDateError, Where, by_id, did_you_mean, no_party
from sim.model.frozen import FrozenDict, frozen_dict

NUMBERS: Final = {
    "reservations": Parameter(SHARE, "The chance that a reservation is lifted; else it becomes a no.", high=1),
    "runs": Parameter(WHOLE, "How many runs there are.", low=1, high=999_999_999),
    "seed": Parameter(WHOLE, "What decides on all that is left to chance.", high=999_999_999),
}
"""The keys that hold numbers."""


@frozen
class PolicyPair:
    """Further assumptions: a title, and other policies for one party or both."""

    id: str
    title: str
    policies: FrozenDict[str, PolicySpec] = field(converter=frozen_dict)


@frozen
class PolicyReference:
    """A policy that is looked for in a file: its name, what in the scenario asks for it, and where."""

    name: str
    concerns: str
    where: Where


@frozen
class PolicySource:
    """The file with policies that a scenario names, and where it does; `wanted` are those that may be in it."""

    name: str
    where: Where = field(eq=False)
    wanted: tuple[PolicyReference, ...] = field(default=(), eq=False)


@frozen
class Plan:
    """A forecast as a scenario file asks for it.

    `source` is the file with policies that it names, and `file` that file once it has been opened.
    """

    since: When
    until: When
    policies: FrozenDict[str, PolicySpec] = field(converter=frozen_dict)
    step: str = WEEK
    pairs: tuple[PolicyPair, ...] = ()
    calendar: tuple[CalendarEvent, ...] = ()
    reservations: float = RESERVATIONS
    runs: int = RUNS
    seed: int = 0
    file: PolicyFile | None = None
    source: PolicySource | None = None

    def pair(self, name: str) -> PolicyPair:
        """The pair of that id. Raises: UnknownNameError if there is none."""
        return by_id(self.pairs, name, "the forecast has no pair", "it has no `pairs`")

    def under(self, pair: str) -> "Plan":
        """The same plan with the policies of a pair. Raises: UnknownNameError if there is none of that id."""
        return evolve(self, policies={**self.policies, **self.pair(pair).policies})

    def with_file(self, file: PolicyFile) -> "Plan":
        """The same plan with the file in which policies are looked for."""
        pairs = tuple(evolve(pair, policies=_bound(pair.policies, file)) for pair in self.pairs)
        return evolve(self, file=file, policies=_bound(self.policies, file), pairs=pairs)

    def forecast(self, history: History, weights: Weights) -> Forecast:
        """The forecast of a record that it asks for."""
        return Forecast(
            history,
            self.since.best,
            self.until.best,
            self.policies,
            self.step,
            self.calendar,
            self.reservations,
            self.runs,
            self.seed,
            weights,
        )

    def changed(self, settings: Iterable[tuple[str, str]]) -> "Plan":
        """The plan with things set: `until`, or a party and what of its policy, such as `russia.generosity`.

        Policies are set before their parameters, in whatever order they come.

        Raises: PolicyError, with the way out, if there is no such thing or it cannot be so.
        """
        plan = self
        for key, text in sorted(settings, key=lambda setting: not setting[0].endswith(".policy")):
            plan = plan._with(key, text)
        wrong = unfit_span(plan.since.best, plan.until.best, plan.step)
        if wrong:
            raise PolicyError(wrong)
        return plan

    def _with(self, key: str, text: str) -> "Plan":
        """The plan with one thing set."""
        party, _, name = key.partition(".")
        if name:
            return self._with_policy(party, name, text)
        if key in ("from", "until"):
            return self._on(key, text)
        if key == "step":
            return evolve(self, step=_one_of(key, text, STEPS))
        if key in NUMBERS:
            return evolve(self, **{key: value_of(key, NUMBERS[key], text)})
        known = ("from", "until", "step", *NUMBERS, *(f"{party}.policy" for party in self.policies))
        raise PolicyError(f"{key!r} cannot be set{did_you_mean(key, known)}")

    def _on(self, key: str, text: str) -> "Plan":
        try:
            when = When.parse(text)
        except UnreadableDateError as error:
            raise PolicyError(str(error)) from None
        return evolve(self, since=when) if key == "from" else evolve(self, until=when)

    def _with_policy(self, party: str, name: str, text: str) -> "Plan":
        if party not in self.policies:
            raise PolicyError(no_party(party, self.policies))
        if name == "policy":
            check_name(text, self.file)
            choice = PolicySpec(text, FrozenDict(), self.file)
        else:
            choice = self.policies[party]
            choice = evolve(choice, parameters=_with(choice, name, text))
        return evolve(self, policies={**self.policies, party: choice})


def _bound(policies: Mapping[str, PolicySpec], file: PolicyFile) -> dict[str, PolicySpec]:
    return {party: choice.looked_for_in(file) for party, choice in policies.items()}


def _with(choice: PolicySpec, name: str, text: str) -> Mapping[str, Any]:
    """The parameters of a choice with one more; `weights.propose` is one of the weights."""
    name, _, verb = name.partition(".")
    about = choice.known.get(name)
    if verb and (about is None or about.form != WEIGHTS):
        raise PolicyError(f"{name}.{verb} cannot be set; only `weights` has parts, such as weights.propose")
    if verb:
        weights = {**choice.parameters.get(name, {}), verb: value_of(f"{name}.{verb}", Parameter(NUMBER, ""), text)}
        return {**choice.parameters, name: FrozenDict(weights)}
    return {**choice.parameters, name: value_of(name, about, text)}


def _one_of(key: str, text: str, choices: tuple[str, ...]) -> str:
    if text not in choices:
        raise PolicyError(f"{key} cannot be {text!r}{did_you_mean(text, choices)}")
    return text
