"""Moves that the law allows and the record speaks against, such as threats carried out before their time."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from sim.model.move import CarryOut, Commit, Move
from sim.rules.subjects.answers import ACCEPTED, PROVISIONAL, TABLED
from sim.rules.subjects.measures import Comply, Measure
from sim.rules.subjects.proposals import CARRIED_OUT, Accept, Oppose, Proposal

if TYPE_CHECKING:
    from sim.forecast.context import PolicyContext


def has_answered(proposal: Proposal, party: str, context: "PolicyContext") -> bool:
    """Whether a party has answered a proposal for good: by a yes, be it that its ratifiers said no, or by a counter.

    A counter-proposal answers what it counters while it awaits an answer itself. A no may still become a yes.
    """
    if proposal.given.get(party) == ACCEPTED or (proposal.votes and proposal.answers.is_lost_for(party)):
        return True
    countered_by = context.countered_by.get(proposal.made.subject)
    if not countered_by:
        return False
    counters = (context.subjects[name] for name in countered_by)
    return any(counter.author == party and _awaits_an_answer(counter, context) for counter in counters)


def _awaits_an_answer(counter: object, context: "PolicyContext") -> bool:
    if not isinstance(counter, Proposal) or counter.status not in (TABLED, PROVISIONAL):
        return False
    return not counter.is_expired(context.day)


def _is_answered(subject: Any, party: str, context: "PolicyContext") -> bool:
    return has_answered(subject, party, context)


def _is_early(subject: Any, party: str, context: "PolicyContext") -> bool:
    return isinstance(subject, Measure) and not context.may_carry_out(subject)


def _is_met(subject: Any, party: str, context: "PolicyContext") -> bool:
    return context.is_discharged(subject)


def _is_in_force(subject: Any, party: str, context: "PolicyContext") -> bool:
    return isinstance(subject, Proposal) and subject.status == CARRIED_OUT


OUT_OF_PLACE: Final[dict[type[Move], Callable[[Any, str, "PolicyContext"], bool]]] = {
    Accept: _is_answered,
    Oppose: _is_answered,
    CarryOut: _is_early,
    Comply: _is_met,
    Commit: _is_in_force,
}
"""By verb, whether the record speaks against such a move of a party on a subject, though the law allows it."""
