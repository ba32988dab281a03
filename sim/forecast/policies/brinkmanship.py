"""Threats that leave something to chance."""

from collections.abc import Iterator
from datetime import date
from random import Random

from attrs import frozen

from sim.forecast.context import PolicyContext
from sim.forecast.policy import share
from sim.forecast.sampling import NEW, LegalMoves
from sim.model.move import CarryOut, Move, Withdraw
from sim.rules.legal_moves import fresh_id
from sim.rules.subjects.measures import (
    CARRIED_THROUGH,
    LAPSED,
    THREATENED,
    WITHDRAWN,
    Comply,
    Measure,
    Threaten,
)


@frozen
class Brinkmanship:
    """Threatens, and at each step gives way to a threat of the other side, carries its own out, or backs down.

    Whether it complies with a threat depends on what *it* believes of the other side, not on what that intends: with
    the chance belief × (1 − resolve). A measure that is announced for a later day is a threat like any other, and so is
    one by a third party that stands with the other side. The belief that the other carries its threats out begins with
    `credibility` and is corrected by what the record shows of them, as if it had seen two cases before.

    A threat of its own is carried out no sooner than it says: on its deadline or after it, or once its `if` on the
    record is met; one that has neither, on any day. An `if` in words is never met here, so without a deadline such a
    threat only stands. One that is discharged, as its `unless` on the record is met, counts no more for either side. It
    is carried out by itself, not `as` another harm. When its time has come the threat goes off by itself with the
    chance `slip`. Else it is carried out with the chance resolve². While it stands it is taken back with the chance (1
    − resolve)² × (1 − audience cost): who is made to pay at home for backing down, does so less. With no threat
    standing it makes one with a tenth of the chance of its resolve. It joins in what the other side proposes to do
    together with the chance 1 − resolve.

    Source: T. C. Schelling, Arms and Influence (1966), on the threat that leaves something to chance; J. D. Fearon,
    Domestic political audiences and the escalation of international disputes (1994), on audience costs. The chances are
    not theirs: they name what works which way.
    """

    resolve: float = share(0.5, "How much it wants its way: 0 gives way at once, 1 never.")
    audience_cost: float = share(0.5, "What backing down costs it at home.")
    slip: float = share(0.02, "The chance, at each step, that a threat of its own that is due goes off by itself.")
    credibility: float = share(0.5, "Its belief, at first, that the other side carries out what it threatens.")

    def __call__(self, state: PolicyContext, party: str, day: date, legal: LegalMoves, random: Random) -> Move | None:
        """A move on a standing threat, oldest first; where none is its own, perhaps a new threat."""
        threats = list(_own_threats(state, party))
        due = [threat for threat in threats if state.may_carry_out(threat)]
        if due and random.random() < self.slip:
            return _carry_out(legal, due[0])
        for threat in _standing(state, state.setting.other(party)):
            if random.random() < self.belief(state, party) * (1 - self.resolve):
                return _first(legal, threat, Comply)
        if not threats:
            return self._threat(state, party, random) if random.random() < self.resolve * NEW else None
        if due and random.random() < self.resolve**2:
            return _carry_out(legal, due[0])
        if random.random() < (1 - self.resolve) ** 2 * (1 - self.audience_cost):
            return _first(legal, threats[0], Withdraw)
        return None

    def consents(self, state: PolicyContext, party: str, move: Move, random: Random) -> bool:
        """With the chance that it does not insist."""
        return random.random() >= self.resolve

    def belief(self, state: PolicyContext, party: str) -> float:
        """The probability, in its belief, that the other side carries out a threat.

        Threats that worked are no evidence: they were never put to the test.
        """
        others = _measures(state, state.setting.other(party))
        threats = [measure for measure in others if isinstance(measure.made, Threaten)]
        carried_out = sum(any(isinstance(move, CarryOut) for move in threat.trail) for threat in threats)
        not_carried_out = sum(threat.status in (WITHDRAWN, LAPSED) for threat in threats)
        return (2 * self.credibility + carried_out) / (2 + carried_out + not_carried_out)

    @staticmethod
    def _threat(state: PolicyContext, party: str, random: Random) -> Move | None:
        issues = state.setting.issue_ids
        if not issues:
            return None
        name, issue = fresh_id(state, "threat"), random.choice(issues)
        action = state.vocabulary.action(party, (issue,), random)
        return Threaten(subject=name, by=party, date=state.when, issue=issue, action=action)


def _measures(state: PolicyContext, party: str) -> Iterator[Measure]:
    """The measures of a party and of third parties that stand with it, oldest first."""
    for subject in state.subjects.values():
        if isinstance(subject, Measure) and state.setting.side_of(subject.author) == party:
            yield subject


def _standing(state: PolicyContext, party: str) -> Iterator[Measure]:
    """Those of these measures that stand as threats today, be they announced for a later day, and not discharged."""
    standing = (measure for measure in _measures(state, party) if measure.on(state.day).status == THREATENED)
    return (measure for measure in standing if not state.is_discharged(measure))


def _own_threats(state: PolicyContext, party: str) -> Iterator[Measure]:
    """The standing threats of a party itself, without those that it has carried out from a later day on."""
    standing = _standing(state, party)
    return (threat for threat in standing if threat.author == party and threat.status not in CARRIED_THROUGH)


def _carry_out(legal: LegalMoves, threat: Measure) -> Move | None:
    """The legal move that carries a threat out by itself, not `as` another harm; None if there is none."""
    carried_out = (move for move in legal.on(threat.id) if isinstance(move, CarryOut))
    return next((move for move in carried_out if move.as_ is None), None)


def _first(legal: LegalMoves, threat: Measure, verb: type[Move]) -> Move | None:
    """The first legal move of that verb on a threat; None if there is none."""
    return next((move for move in legal.on(threat.id) if isinstance(move, verb)), None)
