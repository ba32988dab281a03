"""Moves at random."""

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from attrs import Attribute, field, frozen

from sim.forecast.context import PolicyContext
from sim.forecast.policy import WEIGHTS, number, parameter, share
from sim.forecast.sampling import LegalMoves, MoveWeights
from sim.model.errors import InvalidFieldError, did_you_mean
from sim.model.frozen import FrozenDict, frozen_dict
from sim.model.move import Move
from sim.rules.registry import MOVES_BY_VERB


def _check(policy: object, attribute: "Attribute[FrozenDict[str, float]]", weights: Mapping[str, float]) -> None:
    for verb, weight in weights.items():
        if verb not in MOVES_BY_VERB:
            raise InvalidFieldError(f"weights: there is no move {verb!r}{did_you_mean(verb, MOVES_BY_VERB)}")
        if not isinstance(weight, int | float) or isinstance(weight, bool) or not 0 <= weight < float("inf"):
            raise InvalidFieldError(f"weights: {verb} cannot weigh {weight!r}; give a number from 0")


@frozen
class RandomMoves:
    """Makes any legal move, by chance; each row of the law that applies weighs what its move does.

    What makes one of several kinds shares its weight among them. What makes something new, or breaks a treaty, talks or
    an agreement, weighs a tenth of what it would else. With no parameter given it knows nothing of the negotiation but
    its law and what the record speaks against, so that whatever else a policy achieves can be held against it.
    """

    name = "random"

    weights: FrozenDict[str, float] = field(
        default=FrozenDict(),
        converter=frozen_dict,
        validator=_check,
        metadata=parameter(WEIGHTS, "What moves weigh, by verb, such as `{propose: 2, threaten: 0.5}`."),
    )
    otherwise: float = number(1.0, "What a move weighs that `weights` does not name.", high=1e9)
    activity: float = share(1.0, "The chance that it makes a move at a step at all.")
    consent: float = share(0.5, "The chance that it joins in what the other side proposes to do together.")

    _move_weights: MoveWeights = field(init=False, eq=False, repr=False)

    @_move_weights.default
    def _(self) -> MoveWeights:
        return MoveWeights(lambda transition: self.weights.get(transition.move.verb, self.otherwise))

    def __reduce__(self) -> tuple[Any, ...]:
        return RandomMoves, (self.weights, self.otherwise, self.activity, self.consent)

    def __call__(self, state: PolicyContext, party: str, day: date, legal: LegalMoves, random: Random) -> Move | None:
        """A legal move at random, or none."""
        if self.activity < 1 and random.random() >= self.activity:
            return None
        return legal.draw(random, self._move_weights)

    def consents(self, state: PolicyContext, party: str, move: Move, random: Random) -> bool:
        """Whether it joins in, by chance."""
        return random.random() < self.consent
