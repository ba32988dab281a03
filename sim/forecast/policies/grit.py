"""Graduated and reciprocated initiatives in tension reduction."""

from datetime import date
from itertools import takewhile
from random import Random

from attrs import frozen

from sim.forecast.context import PolicyContext
from sim.forecast.policy import share, whole
from sim.forecast.sampling import LegalMoves, of_tone
from sim.model.move import Move
from sim.rules.lifecycle import CONCILIATORY, HOSTILE
from sim.rules.subjects.statements import Remark

ANNOUNCED = "a conciliatory step is to follow"


@frozen
class Grit:
    """Announces a conciliatory step, takes it at its next move, and does so again whether it is answered or not.

    A hostile move of the other side it answers in kind at its next turn, or lets pass; and then it goes on. When as
    many of its steps as it has patience for have had no conciliatory answer, it waits for one. It joins in whatever is
    proposed to do together.

    Source: C. E. Osgood, An Alternative to War or Surrender (1962). An announcement is a remark; how large a step is,
    which Osgood lets grow with each answer, the record cannot say.
    """

    patience: int = whole(3, "How many of its steps in a row may go without a conciliatory answer.", low=1, high=1000)
    retaliation: float = share(1.0, "The chance that it answers a hostile move in kind.")

    def __call__(self, state: PolicyContext, party: str, day: date, legal: LegalMoves, random: Random) -> Move | None:
        """A retaliation, an announcement or the step that was announced; or none."""
        if any(made.tone == HOSTILE for made in state.news(party)) and random.random() < self.retaliation:
            return legal.draw(random, of_tone(HOSTILE))
        if self._in_vain(state, party) >= self.patience:
            return None
        last = next(state.by(party), None)
        if last is None or last.move.note != ANNOUNCED:
            return self._announcement(state, party, random)
        return legal.draw(random, of_tone(CONCILIATORY))

    def consents(self, state: PolicyContext, party: str, move: Move, random: Random) -> bool:
        """Always."""
        return True

    @staticmethod
    def _announcement(state: PolicyContext, party: str, random: Random) -> Move | None:
        issues = state.setting.issue_ids
        if not issues:
            return None
        return Remark(subject=random.choice(issues), by=party, date=state.when, kind="hope", note=ANNOUNCED)

    @staticmethod
    def _in_vain(state: PolicyContext, party: str) -> int:
        """The number of its conciliatory steps since the last one of the other side."""
        other = state.setting.other(party)
        since = takewhile(
            lambda made: made.side != other or made.tone != CONCILIATORY,
            reversed(state.made),
        )
        return sum(made.move.by == party and made.tone == CONCILIATORY for made in since)
