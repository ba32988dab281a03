"""Agreement: the offers and requests that were accepted, in all and on each issue."""

from collections import defaultdict
from collections.abc import Iterable

from attrs import frozen

from sim.rules.state import Negotiation
from sim.rules.subjects.proposals import PLAN, SUPERSEDED, Proposal


@frozen
class Agreement:
    """Offers and requests that were made and not superseded, and those of them that were accepted."""

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


def agreement(state: Negotiation) -> Agreement:
    """The agreement in a state, proposals in order of creation."""
    made = tuple(
        proposal for proposal in state.proposals.values() if proposal.kind != PLAN and proposal.status != SUPERSEDED
    )
    return Agreement(made, tuple(proposal for proposal in made if proposal.is_agreed()))


def agreed(state: Negotiation) -> int:
    """The number of proposals that were accepted and have not been replaced since."""
    return len(agreement(state).accepted)
