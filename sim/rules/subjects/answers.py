"""The answers to a proposal: those of the parties that it asks, and the votes of those who have to ratify them.

The status follows from all of them, in this order: opposed if a party opposes; rejected if a vote was lost; accepted if
no answer and no vote is outstanding; tabled if no party has answered; else provisional (agreed ad referendum).
"""

from collections.abc import Iterable
from typing import Final

from attrs import frozen

from sim.model.frozen import FrozenDict
from sim.rules.subject import Status

TABLED: Final = "tabled"
OPPOSED: Final = "opposed"
REJECTED: Final = "rejected"
PROVISIONAL: Final = "provisional"
ACCEPTED: Final = "accepted"

AWAITED: Final = "awaited"
"""The answer of a party that has not answered yet, and the vote of a ratifier that has not voted yet."""
YES: Final = "yes"
NO: Final = "no"

Votes = FrozenDict[tuple[str, str], str]
"""The vote of each ratifier (second) on the answer of each party (first): awaited, yes or no."""

NO_VOTES: Final[Votes] = FrozenDict()


def status_of(given: Iterable[str]) -> Status:
    """The status that follows from the answers of the parties alone."""
    answers = frozenset(given)
    if OPPOSED in answers:
        return OPPOSED
    if AWAITED not in answers:
        return ACCEPTED
    return PROVISIONAL if ACCEPTED in answers else TABLED


@frozen
class Answers:
    """The answer of each party that is asked (awaited, opposed or accepted), and the votes on answers.

    The author of a proposal may have votes, too: on what it proposes. A no that was referred to ratifiers stands until
    all of them say yes; then their yes is the party's.
    """

    given: FrozenDict[str, str]
    votes: Votes = NO_VOTES

    def opposes(self, party: str) -> bool:
        """Whether *party* opposes: it has said no, and no ratifiers of it have said yes in its place."""
        return self.given.get(party) == OPPOSED and not self._is_overruled(party)

    def has_accepted(self, party: str) -> bool:
        """Whether *party* has said yes, or those to whom it referred have."""
        answer = self.given.get(party)
        return answer == ACCEPTED or (answer == OPPOSED and self._is_overruled(party))

    def _is_overruled(self, party: str) -> bool:
        votes = [vote for (whose, _), vote in self.votes.items() if whose == party]
        return bool(votes) and all(vote == YES for vote in votes)

    def is_lost_for(self, party: str) -> bool:
        """Whether a ratifier of *party* has voted no."""
        return any(whose == party and vote == NO for (whose, _), vote in self.votes.items())

    @property
    def opponents(self) -> tuple[str, ...]:
        """The parties that oppose."""
        return tuple(party for party in self.given if self.opposes(party))

    @property
    def ratifiers(self) -> tuple[str, ...]:
        """Those whose vote is asked for, each once."""
        return tuple(dict.fromkeys(ratifier for _, ratifier in self.votes))

    @property
    def is_lost(self) -> bool:
        """Whether a vote was lost, and not put again."""
        return NO in self.votes.values()

    @property
    def awaits_only_votes(self) -> bool:
        """Whether every party has said yes, and votes are all that is outstanding, none of them lost."""
        return (
            bool(self.votes)
            and not self.is_lost
            and AWAITED in self.votes.values()
            and all(self.has_accepted(party) for party in self.given)
        )

    @property
    def status(self) -> Status:
        """The status that follows, of an offer or request that is open."""
        if not self.votes:
            return status_of(self.given.values())
        if self.opponents:
            return OPPOSED
        if self.is_lost:
            return REJECTED
        answered = status_of(ACCEPTED if answer == OPPOSED else answer for answer in self.given.values())
        return PROVISIONAL if answered == ACCEPTED and AWAITED in self.votes.values() else answered

    def with_answers(self, parties: Iterable[str], answer: str, ratifiers: Iterable[str] = ()) -> "Answers":
        """The answers with that of these parties, put to these ratifiers anew."""
        given, votes = self.given, self.votes
        for party in parties:
            if party in given:
                given = given.insert(party, answer)
            if votes:
                votes = FrozenDict({pair: vote for pair, vote in votes.items() if pair[0] != party})
            for ratifier in ratifiers:
                votes = votes.insert((party, ratifier), AWAITED)
        return Answers(given, votes)

    def ratifiers_of(self, party: str) -> tuple[str, ...]:
        """Those whose vote is asked for on the answer of *party*."""
        return tuple(ratifier for whose, ratifier in self.votes if whose == party)

    def with_vote(self, ratifier: str, vote: str) -> "Answers":
        """The answers with the vote of a ratifier, on all that it was asked for."""
        votes = {pair: vote if pair[1] == ratifier else cast for pair, cast in self.votes.items()}
        return Answers(self.given, FrozenDict(votes))

    def votes_of(self, ratifier: str) -> tuple[str, ...]:
        """The votes of a ratifier; none if it is not asked."""
        return tuple(vote for (_, whose), vote in self.votes.items() if whose == ratifier)
