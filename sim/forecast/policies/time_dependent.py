"""Readiness to give way that grows as time runs out."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any, Final

from attrs import field, frozen

from sim.forecast.calendar import unknown_event
from sim.forecast.context import PolicyContext
from sim.forecast.policy import CHOICE, EVENT, check, number, parameter, share
from sim.forecast.relevance import has_answered
from sim.forecast.sampling import LegalMoves
from sim.model.errors import InvalidFieldError
from sim.model.move import Move, Withdraw
from sim.rules.subjects.measures import THREATS, WITHDRAWN, Measure
from sim.rules.subjects.proposals import CARRIED_OUT, OFFER, PLAN, REPUDIATED, Accept, Proposal

TACTICS: Final = {"boulware": 0.2, "linear": 1.0, "conceder": 5.0}
"""The exponents that go by a name."""

_ROUNDING: Final = 1e-9


@frozen
class TimeDependent:
    """Gives way as time runs out: at the time t it is ready to have met the share α(t) of what is asked of it.

    α(t) = k + (1 − k) (t / t_max)^(1/β), from k on the day on which the forecast begins to 1 on that of its deadline.
    What is asked of it are the proposals that await its answer, its own threats, and its own requests and plans, those
    included that it has carried out over opposition. Of n of them it is ready to have met α(t) n: where that is no
    whole number, it meets one more with a chance that makes up for the fraction. So a single offer has been accepted by
    the day t of a step with the chance α(t), whatever the length of a step. It meets at most one at a step. So of
    several some may be left where α(t) is 1, the more the fewer steps there are and the later it gives way; a longer
    horizon, or shorter steps, may give it the time for one more. Which it accepts or takes back is left to chance. A no
    of its own may become a yes. What it has answered by a counter-proposal that stands is not asked of it, nor what its
    ratifiers have turned down. It joins in what the other side proposes to do together with the chance α(t).

    Source: P. Faratin, C. Sierra and N. R. Jennings, Negotiation decision functions for autonomous agents, Robotics and
    Autonomous Systems 24 (1998). There α(t) places an offer between the best and the worst value of each issue; a
    record has no values, so here it is the share of what is asked that is met.
    """

    tactic: str = field(
        default="linear",
        validator=check,
        metadata=parameter(
            CHOICE, "Late (boulware, β = 0.2), evenly (linear, 1) or soon (conceder, 5).", choices=tuple(TACTICS)
        ),
    )
    beta: float = number(0.0, "The exponent β; 0 for that of the tactic.", high=100)
    k: float = share(0.0, "The share that it is ready for at the start.")
    deadline: str = field(default="", metadata=parameter(EVENT, "By when it has given way; by the end if left out."))

    def __call__(self, state: PolicyContext, party: str, day: date, legal: LegalMoves, random: Random) -> Move | None:
        """An acceptance or a withdrawal, or no move."""
        asked = list(_asked(state, party))
        met = sum(is_met for _, is_met in asked)
        if met == len(asked) or random.random() >= self._chance(state, party, asked, met):
            return None
        moves = [move for subject, is_met in asked if not is_met for move in _yielding(subject, legal)]
        return random.choice(moves) if moves else None

    def _chance(self, state: PolicyContext, party: str, asked: "list[tuple[Any, bool]]", met: int) -> float:
        """The chance of meeting one more now, given that it did not at the last turn, with what was asked then."""
        ready, last, new = self.readiness(state) * len(asked) + _ROUNDING, state.last_turn(party), state.new_to(party)
        if ready >= met + 1:
            return 1.0
        known = sum(subject.id not in new for subject, _ in asked)
        before = 0.0 if last is None else self._readiness_on(last, state) * known
        low = max(before, met)
        return max((ready - low) / (met + 1 - low), 0.0)

    def consents(self, state: PolicyContext, party: str, move: Move, random: Random) -> bool:
        """With the chance of its readiness."""
        return random.random() < self.readiness(state)

    def readiness(self, state: PolicyContext) -> float:
        """α(t): the share of the demands that it is ready to have met today, from 0 to 1."""
        return self._readiness_on(state.day, state)

    def _readiness_on(self, day: date, state: PolicyContext) -> float:
        span = max((self._last_day(state) - state.since).days, 1)
        gone = min((day - state.since).days / span, 1.0)
        return self.k + (1 - self.k) * float(gone ** (1 / (self.beta or TACTICS[self.tactic])))

    def _last_day(self, state: PolicyContext) -> date:
        if not self.deadline:
            return state.until
        if fault := unknown_event(self.deadline, state.calendar):
            raise InvalidFieldError(fault)
        return {event.id: event.date.best for event in state.calendar}[self.deadline]


def _asked(state: PolicyContext, party: str) -> Iterator[tuple[Any, bool]]:
    """The subjects on which something is asked of a party, and whether it has met it."""
    for subject in state.subjects.values():
        is_its_own = subject.author == party
        if isinstance(subject, Measure) and is_its_own:
            if subject.on(state.day).status in (*THREATS, WITHDRAWN):
                yield subject, subject.status == WITHDRAWN
        elif isinstance(subject, Proposal) and is_its_own and subject.kind != OFFER:
            if subject.is_open or subject.status == WITHDRAWN or _is_done_over_opposition(subject):
                yield subject, subject.status == WITHDRAWN
        elif isinstance(subject, Proposal) and subject.kind != PLAN and party in subject.answers.given:
            is_met, is_lost = subject.answers.has_accepted(party), subject.answers.is_lost_for(party)
            awaits = subject.is_open and not subject.is_expired(state.day) and not has_answered(subject, party, state)
            if subject.status != REPUDIATED and not is_lost and (is_met or awaits):
                yield subject, is_met


def _is_done_over_opposition(plan: Proposal) -> bool:
    """Whether it is a plan that was carried out though the other side opposes it."""
    return plan.kind == PLAN and plan.status == CARRIED_OUT and bool(plan.answers.opponents)


def _yielding(subject: Any, legal: LegalMoves) -> Iterator[Move]:
    """The moves by which the party gives way on a subject."""
    for move in legal.on(subject.id):
        is_whole = isinstance(move, Accept) and not move.subject_to
        if (is_whole or isinstance(move, Withdraw)) and move.by == legal.party:
            yield move
