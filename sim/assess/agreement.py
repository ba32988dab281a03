"""Agreement: what has been accepted of what was offered and asked, in all and on each issue."""

from attrs import frozen

from sim.negotiation import Negotiation
from sim.subjects.proposals import PLAN, SUPERSEDED, Proposal


@frozen
class Agreement:
    """Offers and requests that were made and not superseded, and those of them that were accepted."""

    made: tuple[Proposal, ...]
    accepted: tuple[Proposal, ...]

    def on(self, issue: str) -> "Agreement":
        """Those on one issue; a package is on each of its issues."""
        made, accepted = (
            tuple(each for each in found if issue in each.made.issue) for found in (self.made, self.accepted)
        )
        return Agreement(made, accepted)


def agreement(state: Negotiation) -> Agreement:
    """What was made and what was accepted of it, in order of creation."""
    made = [each for each in state.proposals.values() if each.kind != PLAN and each.status != SUPERSEDED]
    return Agreement(tuple(made), tuple(each for each in made if each.is_agreed()))


def agreed(state: Negotiation) -> int:
    """How many proposals were ever accepted and have not been replaced since."""
    return len(agreement(state).accepted)
