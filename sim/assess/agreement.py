"""Agreement: what has been accepted of what was offered and asked, in all and on each issue."""

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
        """Those on one issue; a package is on each of its issues."""
        made, accepted = (
            tuple(each for each in found if issue in each.made.issue) for found in (self.made, self.accepted)
        )
        return Agreement(made, accepted)

    def by_issue(self, issues: Iterable[str]) -> "dict[str, Agreement]":
        """Those on each of the issues, however many there are."""
        made, accepted = (_by_issue(found) for found in (self.made, self.accepted))
        return {issue: Agreement(tuple(made[issue]), tuple(accepted[issue])) for issue in issues}


def _by_issue(found: Iterable[Proposal]) -> defaultdict[str, list[Proposal]]:
    by_issue = defaultdict[str, list[Proposal]](list)
    for each in found:
        for issue in dict.fromkeys(each.made.issue):
            by_issue[issue].append(each)
    return by_issue


def agreement(state: Negotiation) -> Agreement:
    """What was made and what was accepted of it, in order of creation."""
    made = [each for each in state.proposals.values() if each.kind != PLAN and each.status != SUPERSEDED]
    return Agreement(tuple(made), tuple(each for each in made if each.is_agreed()))


def agreed(state: Negotiation) -> int:
    """How many proposals were ever accepted and have not been replaced since."""
    return len(agreement(state).accepted)
