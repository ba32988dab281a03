"""Doing nothing."""

from datetime import date
from random import Random

from attrs import frozen

from sim.forecast.context import PolicyContext
from sim.forecast.sampling import LegalMoves
from sim.model.move import Move


@frozen
class Hold:
    """Makes no move, and joins in none: what happens if nothing is done, to compare others with."""

    def __call__(self, state: PolicyContext, party: str, day: date, legal: LegalMoves, random: Random) -> Move | None:
        """No move."""
        return None

    def consents(self, state: PolicyContext, party: str, move: Move, random: Random) -> bool:
        """Never."""
        return False
