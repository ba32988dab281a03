"""Given, when, then: `after(*moves).accepts(move)`, `.refuses(move, because=…)`, `.leads_to(id, status)`.

A story is immutable: each step gives the next one, so that one beginning serves many ends.
"""

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from sim.history.replay import replay, step
from sim.model.dates import NO_DAY, When
from sim.model.errors import IllegalMoveError
from sim.model.move import Move
from sim.model.setting import Setting, Source
from sim.rules.lifecycle import spoken
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.subjects.talks import SCHEDULED, Talks
from sim.rules.verdict import violations
from sim.testing.arguments.checks import checked
from sim.testing.arguments.values import A_STATE, instance, moves_one_by_one

SETTING: Final = Setting(
    parties={"aland": "Aland", "bohus": "Bohus"},
    issues={"quota": "The yearly herring quota", "ports": "Access to ports", "mesh": "The size of meshes"},
    third_parties={"council": "Nordic Council", "bank": "Bank of Aland"},
    sides={"bank": "aland"},
    sources={"gazette": Source("Strait Gazette", When.of("2013-05-02"))},
)
"""Two coastal states over a fishing quota, a mediator, and a bank on the side of one; invented.

For stories that need no setting of their own.
"""

START: Final = Negotiation.begin(
    SETTING,
    (
        Commitment.declared(Declaration("pact", "Fisheries Pact of 1998", "quota", "1998-05-01"), SETTING.party_ids),
        Talks.declared("ministers", "Fisheries ministers"),
        Talks.declared("experts", status=SCHEDULED, due="2013-04-01", place="Mariehamn"),
    ),
)
"""The start of such a story: a pact in force for both, ministers who have not met, experts who are to meet."""

Status = str | Mapping[str, str | None] | None


class UnmetError(AssertionError):
    """A story that does not go as it is told: the expected and the actual outcome."""


@frozen
class Story:
    """The moves so far, and tests of the next one."""

    state: Negotiation

    @checked(moves_one_by_one)
    def accepts(self, *moves: Move) -> "Story":
        """The story with these moves as well. Raises: UnmetError at the first that the law refuses."""
        state = self.state
        for move in moves:
            try:
                state = step(state, move)
            except IllegalMoveError as refused:
                raise UnmetError(f"it was to be accepted, but {refused.sentence}") from None
        return Story(state)

    def refuses(self, move: Move, *, because: str) -> "Story":
        """The same story, in which the law refuses the move with these words in its complaint.

        Raises: UnmetError if it lets the move pass, or gives other reasons.
        """
        try:
            step(self.state, move)
        except IllegalMoveError as refused:
            if because not in str(refused):
                raise UnmetError(f"the reason was to be {because!r}, but it is: {refused.sentence}") from None
            if refused.violations != violations(self.state, move):
                raise UnmetError(f"step and violations give different reasons for {move}") from None
        else:
            raise UnmetError(f"it was to be refused because {because!r}, but it was accepted: {move}")
        return self

    def leads_to(self, subject: str, status: Status, *, on: When | str | None = None) -> "Story":
        """The same story, in which the subject has this status; for a commitment, that of each who is named.

        None stands for what nobody has made, or takes part in. Where only one is bound by a commitment, a status alone
        will do. It is read on the day `on`; without one, on the day of the last move on it.

        Raises: UnmetError if it has another.
        """
        actual = self._status(subject, status, on)
        if actual != status:
            raise UnmetError(f"{subject} was to be {_in_words(status)}, but it is {_in_words(actual)}")
        return self

    def _status(self, name: str, expected: Status, on: When | str | None) -> Status:
        subject = self.state.subjects.get(name)
        if subject is None:
            return None
        day = When.of(on) if on is not None else max((move.date for move in subject.trail), default=When.of(NO_DAY))
        statuses = subject.statuses(day.best)
        if isinstance(expected, Mapping):
            return {party: statuses.get(party) for party in expected}
        return next(iter(statuses.values())) if len(statuses) == 1 else dict(statuses)


def _in_words(status: Status) -> str:
    if isinstance(status, Mapping):
        return ", ".join(f"{_in_words(part)} for {party}" for party, part in status.items())
    return "unmade" if status is None else spoken(status)


@checked(moves_one_by_one, instance("start", Negotiation, A_STATE))
def after(*moves: Move, start: Negotiation = START) -> Story:
    """The story in which these moves were made. Raises: IllegalMoveError at the first that the law refuses."""
    return Story(replay(start, moves))
