"""Answers in kind."""

from datetime import date
from random import Random
from typing import Final

from attrs import frozen

from sim.forecast.context import PolicyContext
from sim.forecast.policy import share, whole
from sim.forecast.sampling import LegalMoves, of_tone
from sim.model.move import Move
from sim.rules.lifecycle import CONCILIATORY, HOSTILE

_ACTIONS: Final = (HOSTILE, CONCILIATORY)
"""The tones that stand for the two actions of a round."""


@frozen
class TitForTat:
    """Opens with a conciliatory move, then answers the last unanswered move of the other side in its tone.

    A neutral move asks for no answer and is none. It joins in what the other side proposes to do together unless a
    hostile move of that side awaits its answer.

    Source: R. Axelrod, The Evolution of Cooperation (1984); generosity after M. A. Nowak and K. Sigmund, Tit for tat in
    heterogeneous populations, Nature 355 (1992). There a round has two actions; here these are all legal moves of a
    tone, one of which is drawn, and none if there is none.
    """

    generosity: float = share(0.0, "The chance that it answers a hostile move with a conciliatory one.")
    delay: int = whole(0, "The days after which it answers a move at the earliest.", high=3650)

    def __call__(self, state: PolicyContext, party: str, day: date, legal: LegalMoves, random: Random) -> Move | None:
        """A move of the tone of what it answers, or none."""
        if all(made.side is None or made.tone not in _ACTIONS for made in state.moves_so_far):
            return legal.draw(random, of_tone(CONCILIATORY))
        answered = next(state.unanswered(party, self.delay, _ACTIONS), None)
        if answered is None:
            return None
        forgives = answered.tone == HOSTILE and random.random() < self.generosity
        return legal.draw(random, of_tone(CONCILIATORY if forgives else answered.tone))

    def consents(self, state: PolicyContext, party: str, move: Move, random: Random) -> bool:
        """Whether no hostile move awaits its answer."""
        return all(made.tone != HOSTILE for made in state.unanswered(party, tones=_ACTIONS))
