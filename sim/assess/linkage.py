"""Linkage: the ties between issues, and the issues at the centre of the conflict."""

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import field, frozen

from sim.assess.tension import Tension
from sim.model.move import Move
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.subjects.statements import Remark

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot

Tie = frozenset[str]
"""Two issues."""


@frozen
class Linkage:
    """The ties between issues: each pair, with the moves that tie it (none where a declared commitment is on both)."""

    issues: tuple[str, ...]
    ties: dict[Tie, tuple[Move, ...]] = field(hash=False)

    def partners(self, issue: str) -> tuple[str, ...]:
        """The issues tied to this one, in the order of their declaration."""
        return tuple(other for other in self.issues if frozenset((issue, other)) in self.ties and other != issue)


def linkage(view: "Snapshot") -> Linkage:
    """The ties made by the moves of a snapshot: by what is made over another issue, and by packages on several."""
    state, ties = view.state, dict[Tie, list[Move]]()
    for commitment in view.history.start.commitments.values():
        for pair in combinations(dict.fromkeys(commitment.made.issue), 2):
            ties.setdefault(frozenset(pair), [])
    for number in view.numbers:
        move = view.history.moves[number - 1]
        over = () if move.over is None else tuple((issue, move.over) for issue in _issues_of(move, state))
        for pair in (*over, *combinations(getattr(move, "issue", ()), 2)):
            if len(set(pair)) == 2:
                ties.setdefault(frozenset(pair), []).append(move)
    return Linkage(state.setting.issue_ids, {tie: tuple(moves) for tie, moves in ties.items()})


def centre(linkage: Linkage, tension: Tension) -> tuple[str, ...]:
    """The issue with most ties, and of several such the one with most points of tension; several if these are even.

    It is empty where there are neither ties nor tension.
    """
    ties = Counter(issue for tie in linkage.ties for issue in tie)
    by_issue = tension.by_issue
    rank = {issue: (ties[issue], by_issue[issue][0] if issue in by_issue else 0) for issue in linkage.issues}
    highest = max(rank.values(), default=(0, 0))
    return tuple(issue for issue in linkage.issues if rank[issue] == highest) if any(highest) else ()


def _issues_of(move: Move, state: Negotiation) -> tuple[str, ...]:
    """The issues of the subject that a move acts on."""
    if isinstance(move, Remark):
        return (move.subject,)
    subject: Subject = state.subjects[move.subject]
    return subject.issue
