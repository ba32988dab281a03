"""Tension: a stock of what stands between the two sides, in points. Acts and remarks pass, and do not count."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from sim.assess.weights import RAYS, Weights
from sim.model.dates import LIKELY
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.state import Negotiation
from sim.rules.subjects import commitments, measures, proposals, talks
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
    commitments.SUSPENDED: "participation suspended",
    commitments.LEAVING: "participation leaving",
    commitments.LEFT: "participation left",
}


@frozen
class Contribution:
    """One thing that stands and adds to tension: its kind (a key of `Weights.by_kind`), what it is, on which issues.

    `subject` is an id, of an issue where what counts is that something on it is opposed; `whose` the party whose part
    it is. What is made over another issue counts for both. `moves` are those that it rests on.
    """

    kind: str
    subject: str
    whose: str
    issues: tuple[str, ...]
    moves: tuple[Move, ...]


@frozen
class Tension:
    """What stands as of a day, in points."""

    contributions: tuple[Contribution, ...]
    weights: Weights

    @property
    def points(self) -> int:
        """The sum of all points."""
        return sum(map(self.points_of, self.contributions))

    def points_of(self, contribution: Contribution) -> int:
        """The points of one thing that stands."""
        return self.weights.by_kind[contribution.kind]

    def points_on(self, issue: str) -> int:
        """The points of what stands on one issue."""
        return self.by_issue.get(issue, (0, ()))[0]

    @property
    def by_issue(self) -> dict[str, tuple[int, tuple[Move, ...]]]:
        """The points of what stands on each issue on which anything does, and the moves that they rest on."""
        points, moves = Counter[str](), defaultdict[str, list[Move]](list)
        for each in self.contributions:
            for issue in dict.fromkeys(each.issues):
                points[issue] += self.points_of(each)
                moves[issue] += each.moves
        return {issue: (points[issue], tuple(moves[issue])) for issue in points}


def tension(view: "Snapshot", weights: Weights | None = None) -> Tension:
    """The tension as of a day: proposals, measures, commitments and talks, each in order of creation."""
    return Tension(tuple(standing(view.state, view.read_on, view.reading)), weights or Weights())


def eased(before: "Snapshot", after: "Snapshot") -> str:
    """Whether there is less tension than before: `yes`, `no`, or `depends on the weights`; over all admissible ones.

    It is `yes` if no admissible weights find more of it and some find less, `no` if none find less.
    """
    changes = shifts(*(standing(view.state, view.read_on, view.reading) for view in (before, after)))
    if all(points >= 0 for points in changes):
        return NO
    return DEPENDS if any(points > 0 for points in changes) else YES


def shifts(before: Iterable[Contribution], after: Iterable[Contribution]) -> tuple[int, ...]:
    """By how much tension rises from what stood to what stands, under each of the `RAYS`; whole numbers."""
    change = Counter(each.kind for each in after)
    change.subtract(Counter(each.kind for each in before))
    return tuple(sum(ray.by_kind[kind] * count for kind, count in change.items()) for ray in RAYS)


def standing(state: Negotiation, day: date, reading: str = LIKELY) -> Iterator[Contribution]:
    """What stands in a state, read on a day under a reading, and adds to tension; whatever it weighs."""
    opposed = defaultdict[str, list[Proposal]](list)
    for proposal in state.proposals.values():
        yield from of_subject(proposal, state.setting, day, reading)
        for issue in opposed_on(proposal, day, reading):
            opposed[issue].append(proposal)
    yield from _opposition(opposed)
    for subject in (*state.measures.values(), *state.commitments.values(), *state.talks.values()):
        yield from of_subject(subject, state.setting, day, reading)


def opposed_on(subject: Any, day: date, reading: str = LIKELY) -> tuple[str, ...]:
    """The issues of a proposal that is opposed, as it reads on a day; none for anything else."""
    if not isinstance(subject, Proposal) or subject.status != proposals.OPPOSED:
        return ()
    return () if subject.is_expired(day, reading) else subject.made.issue


def of_subject(subject: Any, setting: Setting, day: date, reading: str = LIKELY) -> Iterator[Contribution]:
    """What a subject, as it reads on a day, adds to tension, beside opposition on its issues."""
    match subject:
        case Proposal():
            yield from _of_proposal(subject)
        case Measure():
            yield from _of_measure(subject)
        case Commitment() if not subject.is_expired(day, reading):
            yield from _of_commitment(subject, setting, day, reading)
        case Talks():
            yield from _of_talks(subject, day, reading)


def _of_proposal(proposal: Proposal) -> Iterator[Contribution]:
    """A plan that was carried out over opposition, on each of its issues."""
    if proposal.status == proposals.CARRIED_OUT and proposals.OPPOSED in proposal.answers.values():
        for issue in proposal.made.issue:
            moves = (*_opposing(proposal), proposal.turn)
            issues = _issues((issue,), proposal.made, moves)
            yield Contribution("plan over opposition", proposal.id, "", issues, moves)


def _opposition(opposed: Mapping[str, Iterable[Proposal]]) -> Iterator[Contribution]:
    """Each issue on which something is opposed."""
    for issue, found in opposed.items():
        rests = [(proposal.made, _opposing(proposal)) for proposal in found]
        issues = tuple(dict.fromkeys(each for made, moves in rests for each in _issues((issue,), made, moves)))
        yield Contribution("opposed", issue, "", issues, tuple(move for _, moves in rests for move in moves))


def _opposing(proposal: Proposal) -> tuple[Move, ...]:
    """The moves by which parties oppose it still."""
    still = {party for party, answer in proposal.answers.items() if answer == proposals.OPPOSED}
    return tuple(move for move in proposal.moves if isinstance(move, proposals.Oppose) and move.by in still)


def _of_measure(measure: Measure) -> Iterator[Contribution]:
    kind = _MEASURE.get(measure.status)
    if kind is not None:
        moves = tuple(dict.fromkeys((measure.made, measure.turn)))
        issues = _issues(measure.made.issue, measure.made, moves)
        yield Contribution(kind, measure.id, measure.author or "", issues, moves)


def _of_commitment(commitment: Commitment, setting: Setting, day: date, reading: str) -> Iterator[Contribution]:
    for party in setting.party_ids:
        part = commitment.part_of(party, day, reading)
        kind = None if part is None else _PARTICIPATION.get(part.status)
        if part is not None and part.turn is not None and kind is not None:
            issues = _issues(commitment.made.issue, commitment.made, (part.turn,))
            yield Contribution(kind, commitment.id, party, issues, (part.turn,))


def _of_talks(each: Talks, day: date, reading: str) -> Iterator[Contribution]:
    kind = "talks broken off" if each.status == talks.BROKEN_OFF else None
    if each.is_overdue(day, reading):
        kind = "talks overdue"
    if kind is not None:
        moves = () if each.turn is None else (each.turn,)
        yield Contribution(kind, each.id, "", _issues((), None, moves), moves)


def _issues(own: tuple[str, ...], made: Any, moves: Iterable[Move]) -> tuple[str, ...]:
    """The issues of something that stands, with those for whose sake it was made, or a move that it rests on."""
    over = (getattr(move, "over", None) for move in (made, *moves))
    others = (issue for issue in over if issue is not None and issue not in getattr(made, "issue", ()))
    return tuple(dict.fromkeys((*own, *others)))
