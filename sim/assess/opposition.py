"""Opposition: the moves for which a proposal counts as opposed, and the texts that are about to settle it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from sim.model.dates import LIKELY
from sim.model.move import Move
from sim.rules.settlement import linked
from sim.rules.subject import StateLike, Subjects
from sim.rules.subjects.answers import AWAITED, NO, OPPOSED, PROVISIONAL, REJECTED
from sim.rules.subjects.proposals import SUBSTANCE, Oppose, Proposal, Reject

AGAINST: Final = (OPPOSED, REJECTED)
"""The statuses of a proposal to which somebody has said no."""


def is_of_substance(proposal: Proposal) -> bool:
    """Whether it is of substance; what is of procedure counts in no figure."""
    return proposal.made.matter == SUBSTANCE


def moves_against(proposal: Proposal) -> tuple[Move, ...]:
    """The moves by which a proposal is opposed, the last of each party; if none does, the lost votes."""
    opponents, verb = set(proposal.answers.opponents), Oppose if proposal.answers.opponents else Reject
    whose = opponents or {ratifier for (_, ratifier), vote in proposal.answers.votes.items() if vote == NO}
    moves = list[Move]()
    for move in proposal.trail:
        if isinstance(move, verb) and move.by in whose:
            whose.discard(move.by)
            moves.append(move)
    return tuple(moves[::-1])


MovesById = dict[str, tuple[Move, ...]]
"""Moves by the id of the proposal that they count against."""


def moves_against_replaced(proposal: Proposal, subjects: Subjects, known: MovesById) -> tuple[Move, ...]:
    """The moves against what a proposal has replaced, at once or through others that nobody had answered either.

    They count against it until it is answered itself; then there are none. What has been replaced never changes, so
    they are noted in *known*: a long chain, of which each is asked about in turn, is not gone through again and again.
    """
    if not _is_unanswered(proposal):
        return ()
    if proposal.id not in known:
        known[proposal.id] = tuple(_against_replaced(proposal, subjects, known))
    return known[proposal.id]


def _against_replaced(proposal: Proposal, subjects: Subjects, known: MovesById) -> Iterator[Move]:
    ahead = [*proposal.made.replaces]
    while ahead:
        replaced = subjects[ahead.pop()]
        if not isinstance(replaced, Proposal) or not is_of_substance(replaced):
            continue
        if replaced.answers.status in AGAINST:
            yield from moves_against(replaced)
        elif _is_unanswered(replaced):
            if replaced.id in known:
                yield from known[replaced.id]
            else:
                ahead += replaced.made.replaces


def _is_unanswered(proposal: Proposal) -> bool:
    """Whether no party has answered it."""
    return all(answer == AWAITED for answer in proposal.answers.given.values())


def awaits_only_votes(subject: object, day: date, reading: str = LIKELY) -> bool:
    """Whether it is a text to which every party has said yes, so that only votes are outstanding on a day."""
    if not isinstance(subject, Proposal) or subject.status != PROVISIONAL:
        return False
    return subject.answers.awaits_only_votes and not subject.is_expired(day, reading)


def settled_by(texts: Iterable[str], state: StateLike) -> frozenset[str]:
    """The ids of the proposals that would be settled, if open, by the acceptance of these texts; theirs among them."""
    return frozenset(linked(state, texts))
