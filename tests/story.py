"""Given, when, then: `after(*moves).accepts(move)`, `.refuses(move, because=…)`, `.leads_to(id, status)`."""

from collections.abc import Mapping

import pytest
from attrs import frozen

from sim.errors import IllegalMove
from sim.history import replay
from sim.law import violations
from sim.move import Move
from sim.negotiation import Negotiation, step
from sim.setting import Setting, Source
from sim.subjects.commitments import Commitment, Declaration
from sim.subjects.talks import Talks
from sim.when import When

DAY = "2013-03-01"
LATER = "2013-06-01"
MUCH_LATER = "2013-09-01"

SETTING = Setting(
    parties={"aland": "Aland", "bohus": "Bohus"},
    issues={"quota": "The yearly herring quota", "ports": "Access to ports", "mesh": "The size of meshes"},
    third_parties={"council": "Nordic Council"},
    sources={"gazette": Source("Strait Gazette", When.of("2013-05-02"))},
)
DECLARED = (
    Commitment.declared(Declaration("pact", "Fisheries Pact of 1998", "quota", "1998-05-01"), SETTING.sides),
    Talks.declared("ministers", "Fisheries ministers"),
    Talks.declared("experts", status="scheduled", due="2013-04-01", place="Mariehamn"),
)
START = Negotiation.begin(SETTING, DECLARED)


@frozen
class Story:
    """What has happened so far, and what may come next."""

    state: Negotiation

    def accepts(self, *moves: Move) -> "Story":
        """The story with these moves, each of which the law lets pass."""
        state = self.state
        for move in moves:
            assert violations(state, move) == ()
            state = step(state, move)
        return Story(state)

    def refuses(self, move: Move, *, because: str) -> "Story":
        """The same story: the law refuses the move, and says so in these words."""
        with pytest.raises(IllegalMove) as refused:
            step(self.state, move)
        assert because in str(refused.value)
        assert violations(self.state, move) == refused.value.violations != ()
        return self

    def leads_to(self, name: str, status: str | Mapping[str, str | None], on: str = MUCH_LATER) -> "Story":
        """The same story: this is the status of the subject; for a commitment, of each party on a day."""
        subject = self.state.subjects[name]
        if isinstance(status, str):
            assert subject.status == status
        else:
            assert {party: subject.status_of(party, When.of(on).best) for party in status} == status
        return self


def after(*moves: Move, start: Negotiation = START) -> Story:
    """The story in which these moves were made."""
    return Story(replay(start, moves))
