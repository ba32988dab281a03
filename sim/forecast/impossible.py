"""The outcomes that no run of a forecast can come to, and why."""

from collections.abc import Iterable
from typing import Final

from sim.forecast.forecast import Forecast
from sim.forecast.measurement import VOTE_LOST, Outcome
from sim.forecast.registry import PolicySpec

NOBODY_MOVES: Final = "neither party moves, and no vote is outstanding"
NO_VOTE: Final = "nothing is put to a vote"


def reason_against(outcome: Outcome, forecast: Forecast) -> str:
    """The reason why an outcome that no run has come to cannot come about; empty if it could."""
    if _nobody_moves(forecast):
        return NOBODY_MOVES
    return NO_VOTE if outcome == (VOTE_LOST, "") and _has_no_vote(forecast) else ""


def _nobody_moves(forecast: Forecast) -> bool:
    """Whether nothing is left to chance: both parties hold, and nobody votes."""
    policies = forecast.policies.values()
    holds = all(isinstance(policy, PolicySpec) and policy.name == "hold" for policy in policies)
    return holds and not forecast.measurement.texts


def _has_no_vote(forecast: Forecast) -> bool:
    """Whether no vote is outstanding, and none of the policies can put a text to one."""
    specs = [policy for policy in forecast.policies.values() if isinstance(policy, PolicySpec)]
    if len(specs) < len(forecast.policies) or not all(spec.is_offered for spec in specs):
        return False
    return not (forecast.measurement.texts or forecast.setup.context.ratifiers or _names_ratifiers(specs))


def _names_ratifiers(specs: Iterable[PolicySpec]) -> bool:
    return any(getattr(move, "subject_to", ()) for spec in specs for move in spec.scripted)
