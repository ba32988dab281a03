"""Tension: a stock of what stands between the two sides, in points. Acts and remarks pass, and do not count."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from sim.assess.weights import RAYS, Weights
from sim.model.dates import LIKELY
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.state import Negotiation
from sim.rules.subjects import answers, measures, participation, proposals, talks
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot

YES: Final = "yes"
NO: Final = "no"
DEPENDS: Final = "depends on the weights"

_MEASURE: Final = {
    measures.THREATENED: "measure threatened",
    measures.IN_PLACE: "measure in place",
    measures.SUSPENDED: "measure suspended",
}
_PARTICIPATION: Final = {
    participation.SUSPENDED: "participation suspended",
    participation.LEAVING: "participation leaving",
    participation.LEFT: "participation left",
}


@frozen
class Contribution:
    """One thing that adds to tension: its kind (a key of `Weights.by_kind`), its subject, its issues and its moves.

    `subject` is the id of the subject, or of the opposed issue; `whose` is the party whose part it is. A subject made
    over another issue counts for both. `moves` are those that it rests on.
    """

    kind: str
    subject: str
    whose: str
    issues: tuple[str, ...]
    moves: tuple[Move, ...]


@frozen
class Tension:
    """The tension of a snapshot: the things that add to it, and their weights."""

    contributions: tuple[Contribution, ...]
    weights: Weights

    @property
    def points(self) -> int:
        """The sum of all points."""
        return sum(map(self.points_of, self.contributions))

    def points_of(self, contribution: Contribution) -> int:
        """The points of one contribution."""
        return self.weights.by_kind[contribution.kind]

    def points_on(self, issue: str) -> int:
        """The points of the contributions on one issue."""
        return self.by_issue.get(issue, (0, ()))[0]

    @property
    def by_issue(self) -> dict[str, tuple[int, tuple[Move, ...]]]:
        """The points on each issue that has any, and the moves that they rest on."""
        points, moves = Counter[str](), defaultdict[str, list[Move]](list)
        for contribution in self.contributions:
            for issue in dict.fromkeys(contribution.issues):
                points[issue] += self.points_of(contribution)
                moves[issue] += contribution.moves
        return {issue: (points[issue], tuple(moves[issue])) for issue in points}


def tension(view: "Snapshot", weights: Weights | None = None) -> Tension:
    """The tension of a snapshot: of proposals, measures, commitments and talks, each in order of creation."""
    return Tension(tuple(standing(view.state, view.read_on, view.reading)), weights or Weights())


def eased(before: "Snapshot", after: "Snapshot") -> str:
    """Whether there is less tension than before, under all admissible weights: `yes`, `no` or `depends on the weights`.

    It is `yes` if no admissible weights find more of it and some find less, `no` if none find less.
    """
    changes = shifts(*(standing(view.state, view.read_on, view.reading) for view in (before, after)))
    if all(points >= 0 for points in changes):
        return NO
    return DEPENDS if any(points > 0 for points in changes) else YES


def shifts(before: Iterable[Contribution], after: Iterable[Contribution]) -> tuple[int, ...]:
    """The rise of tension under each of the `RAYS`, in points; negative where it falls."""
    change = Counter(contribution.kind for contribution in after)
    change.subtract(Counter(contribution.kind for contribution in before))
    return tuple(sum(ray.by_kind[kind] * count for kind, count in change.items()) for ray in RAYS)


def standing(state: Negotiation, day: date, reading: str = LIKELY) -> Iterator[Contribution]:
    """The contributions to tension in a state, read on a day under a reading, whatever they weigh."""
    opposed = defaultdict[str, list[Proposal]](list)
    for proposal in state.proposals.values():
        yield from contributions_of(proposal, state.setting, day, reading)
        for issue in opposed_issues(proposal, day, reading):
            opposed[issue].append(proposal)
    yield from _opposition_contributions(opposed)
    for subject in (*state.measures.values(), *state.commitments.values(), *state.talks.values()):
        yield from contributions_of(subject, state.setting, day, reading)


def opposed_issues(subject: object, day: date, reading: str = LIKELY) -> tuple[str, ...]:
    """The issues of a proposal that is opposed on a day; none for any other subject."""
    if not isinstance(subject, Proposal) or subject.status != answers.OPPOSED:
        return ()
    return () if subject.is_expired(day, reading) else subject.made.issue


def contributions_of(subject: object, setting: Setting, day: date, reading: str = LIKELY) -> Iterator[Contribution]:
    """The contributions of a subject, as it reads on a day, apart from opposition on its issues."""
    match subject:
        case Proposal():
            yield from _proposal_contributions(subject)
        case Measure():
            yield from _measure_contributions(subject)
        case Commitment() if not subject.is_expired(day, reading):
            yield from _commitment_contributions(subject, setting, day, reading)
        case Talks():
            yield from _talks_contributions(subject, day, reading)


def _proposal_contributions(proposal: Proposal) -> Iterator[Contribution]:
    """A plan that was carried out over opposition, on each of its issues."""
    if proposal.status == proposals.CARRIED_OUT and answers.OPPOSED in proposal.answers.values():
        for issue in proposal.made.issue:
            moves = (*_moves_opposing(proposal), proposal.turn)
            issues = _issues_of((issue,), proposal.made, moves)
            yield Contribution("plan over opposition", proposal.id, "", issues, moves)


def _opposition_contributions(opposed: Mapping[str, Iterable[Proposal]]) -> Iterator[Contribution]:
    """One for each issue on which something is opposed."""
    for issue, proposals_on_it in opposed.items():
        causes = [(proposal.made, _moves_opposing(proposal)) for proposal in proposals_on_it]
        issues = tuple(dict.fromkeys(chain.from_iterable(_issues_of((issue,), *cause) for cause in causes)))
        yield Contribution("opposed", issue, "", issues, tuple(move for _, moves in causes for move in moves))


def _moves_opposing(proposal: Proposal) -> tuple[Move, ...]:
    """The moves of the parties that still oppose it."""
    opponents = {party for party, answer in proposal.answers.items() if answer == answers.OPPOSED}
    return tuple(move for move in proposal.moves if isinstance(move, proposals.Oppose) and move.by in opponents)


def _measure_contributions(measure: Measure) -> Iterator[Contribution]:
    kind = _MEASURE.get(measure.status)
    if kind is not None:
        moves = tuple(dict.fromkeys((measure.made, measure.turn)))
        issues = _issues_of(measure.made.issue, measure.made, moves)
        yield Contribution(kind, measure.id, measure.author or "", issues, moves)


def _commitment_contributions(
    commitment: Commitment, setting: Setting, day: date, reading: str
) -> Iterator[Contribution]:
    for party in setting.party_ids:
        part = commitment.part_of(party, day, reading)
        kind = None if part is None else _PARTICIPATION.get(part.status)
        if part is not None and part.turn is not None and kind is not None:
            issues = _issues_of(commitment.made.issue, commitment.made, (part.turn,))
            yield Contribution(kind, commitment.id, party, issues, (part.turn,))


def _talks_contributions(subject: Talks, day: date, reading: str) -> Iterator[Contribution]:
    kind = "talks broken off" if subject.status == talks.BROKEN_OFF else None
    if subject.is_overdue(day, reading):
        kind = "talks overdue"
    if kind is not None:
        moves = () if subject.turn is None else (subject.turn,)
        yield Contribution(kind, subject.id, "", _issues_of((), None, moves), moves)


def _issues_of(issues: tuple[str, ...], made: Any, moves: Iterable[Move]) -> tuple[str, ...]:
    """The issues of something, and those for whose sake it was made or a move that it rests on was."""
    over = (getattr(move, "over", None) for move in (made, *moves))
    others = (issue for issue in over if issue is not None and issue not in getattr(made, "issue", ()))
    return tuple(dict.fromkeys((*issues, *others)))
