"""The questions that are asked at a cut: for each outcome of a forecast, whether it comes about within the horizon."""

from collections.abc import Iterator

from attrs import frozen

from sim.forecast.ensembles import Ensemble
from sim.forecast.measurement import BROKEN_OFF, Outcome, RunResult
from sim.rules.state import Negotiation
from sim.rules.subjects import talks


@frozen
class Answer:
    """The answer of a forecast to one question: the runs in which the outcome came about; and whether it did."""

    outcome: Outcome
    count: int
    happened: bool


def answers_of(ensemble: Ensemble, observed: RunResult) -> Iterator[Answer]:
    """The answers of an ensemble, in the order of its outcomes, held against what the record says.

    An outcome that is so already and cannot come about is no question.
    """
    for chance in ensemble.chances:
        outcome = (chance.outcome, chance.of)
        if is_open(outcome, ensemble.forecast.record.state):
            yield Answer(outcome, chance.count, outcome in observed.days)


def is_open(outcome: Outcome, state: Negotiation) -> bool:
    """Whether an outcome can still come about.

    Every outcome is a new one: a further agreement, a further breach. So all of them can, but for a break-off where no
    talks are left that are not broken off. (A round that is no longer due, and a vote where nobody votes, are no
    outcomes of a forecast to begin with.)
    """
    return outcome[0] != BROKEN_OFF or any(each.status != talks.BROKEN_OFF for each in state.talks.values())
