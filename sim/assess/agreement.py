"""Agreement: the offers and requests of substance that are agreed, in all and on each issue."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Final

from attrs import frozen

from sim.assess.opposition import is_of_substance
from sim.model.dates import LIKELY
from sim.rules.state import Negotiation
from sim.rules.subject import StateLike
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.participation import FULFILLED, IN_FORCE, LEAVING, PENDING, SUPERSEDED as REPLACED, SUSPENDED
from sim.rules.subjects.proposals import PLAN, SUPERSEDED, Proposal

KEPT: Final = (PENDING, IN_FORCE, SUSPENDED, LEAVING, FULFILLED)
"""How a part in a commitment reads while the deal that it puts into force counts as agreed."""


@frozen
class Agreement:
    """Offers and requests of substance that were made and not superseded, and those of them that are agreed."""

    made: tuple[Proposal, ...]
    accepted: tuple[Proposal, ...]

    def on(self, issue: str) -> "Agreement":
        """The agreement on one issue; a package is on each of its issues."""
        made, accepted = (
            tuple(proposal for proposal in proposals if issue in proposal.made.issue)
            for proposals in (self.made, self.accepted)
        )
        return Agreement(made, accepted)

    def by_issue(self, issues: Iterable[str]) -> "dict[str, Agreement]":
        """The agreement on each of the issues."""
        made, accepted = (_by_issue(proposals) for proposals in (self.made, self.accepted))
        return {issue: Agreement(tuple(made[issue]), tuple(accepted[issue])) for issue in issues}


def _by_issue(proposals: Iterable[Proposal]) -> defaultdict[str, list[Proposal]]:
    by_issue = defaultdict[str, list[Proposal]](list)
    for proposal in proposals:
        for issue in dict.fromkeys(proposal.made.issue):
            by_issue[issue].append(proposal)
    return by_issue


def agreement(state: Negotiation, day: date, reading: str = LIKELY) -> Agreement:
    """The agreement in a state, read on a day under a reading; proposals in order of creation."""
    made = tuple(
        proposal
        for proposal in state.proposals.values()
        if proposal.kind != PLAN and proposal.status != SUPERSEDED and is_of_substance(proposal)
    )
    return Agreement(made, tuple(proposal for proposal in made if is_agreed(proposal, state, day, reading)))


def agreed(state: Negotiation, day: date, reading: str = LIKELY) -> int:
    """The number of offers and requests of substance that are agreed on a day."""
    return len(agreement(state, day, reading).accepted)


def is_agreed(proposal: Proposal, state: StateLike, day: date, reading: str = LIKELY) -> bool:
    """Whether it is accepted or carried out, and one of the commitments that put it into force is kept on a day.

    Third parties do not matter: a commitment in which no party has a part says nothing of what the two agreed.
    """
    if not proposal.is_agreed() or not is_of_substance(proposal):
        return False
    in_force = [state.subjects[name] for name in proposal.in_force_as]
    binding = [each for each in in_force if any(each.part_of(party) for party in state.setting.party_ids)]
    return not binding or any(_is_kept(each, state.setting.party_ids, day, reading) for each in binding)


def _is_kept(commitment: Commitment, parties: Iterable[str], day: date, reading: str) -> bool:
    """Whether each party that it binds is still in it, and nothing has taken its place."""
    parts = (commitment.part_of(party) for party in parties)
    phases = (part.on(day, reading) for part in parts if part is not None)
    return all(phase.reads in KEPT and phase.status != REPLACED for phase in phases)
