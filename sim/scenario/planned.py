"""The section `forecast` of a scenario as its file has it."""

from collections.abc import Callable
from typing import Any

from attrs import fields

from sim.forecast.plan import NUMBERS, Plan, PolicyPair
from sim.forecast.registry import PolicySpec
from sim.model.frozen import FrozenDict
from sim.model.move import Move

Part = dict[str, Any]
Written = Callable[[Move], Part]


def plan_as_mapping(plan: Plan, written: Written) -> Part:
    """The section, without what is as usual; *written* puts a move into the form of a file."""
    usual = {each.name: each.default for each in fields(Plan)}
    numbers = {name: getattr(plan, name) for name in NUMBERS}
    part = {
        "from": str(plan.since),
        "until": str(plan.until),
        "step": plan.step,
        "policies": {party: policy_as_mapping(choice, written) for party, choice in plan.policies.items()},
        "pairs": {each.id: _pair(each, written) for each in plan.pairs},
        "calendar": {each.id: {"date": str(each.date), "title": each.title} for each in plan.calendar},
        **{name: str(number) for name, number in numbers.items() if number != usual[name]},
        "policy-file": plan.source.name if plan.source else "",
    }
    return {key: value for key, value in part.items() if value}


def _pair(pair: PolicyPair, written: Written) -> Part:
    return {
        "title": pair.title,
        "policies": {party: policy_as_mapping(choice, written) for party, choice in pair.policies.items()},
    }


def policy_as_mapping(choice: PolicySpec, written: Written) -> str | Part:
    """A policy as a file has it: its name, with its parameters if any are given."""
    given = {name: _parameter(value, written) for name, value in choice.parameters.items()}
    return {"policy": choice.name, **given} if given else choice.name


def _parameter(value: Any, written: Written) -> Any:
    if isinstance(value, PolicySpec):
        return policy_as_mapping(value, written)
    if isinstance(value, tuple):
        return [written(move) for move in value]
    return {verb: str(weight) for verb, weight in value.items()} if isinstance(value, FrozenDict) else str(value)
