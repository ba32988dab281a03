"""Tension: a stock of what stands between the two sides, in points. Acts and remarks pass, and do not count.

Only what the parties, and third parties with a side, do and are bound by counts; opposition is always that of a party.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sim.assess.contributions import Contribution, standing
from sim.assess.weights import RAYS, Weights
from sim.model.move import Move

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot

__all__ = [
    "DEPENDS",
    "NO",
    "YES",
    "Contribution",
    "Tension",
    "contributions",
    "discharged",
    "eased",
    "shifts",
    "standing",
    "tension",
]

YES: Final = "yes"
NO: Final = "no"
DEPENDS: Final = "depends on the weights"

_RAYS_BY_KIND: Final = tuple(ray.by_kind for ray in RAYS)


@frozen(slots=False)  # for what is worked out once and kept
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
        return self._by_kind[contribution.kind]

    @cached_property
    def _by_kind(self) -> dict[str, int]:
        return self.weights.by_kind

    def points_on(self, issue: str) -> Fraction:
        """The points for the sake of one issue."""
        return self.by_issue.get(issue, (Fraction(), ()))[0]

    @cached_property
    def by_issue(self) -> dict[str, tuple[Fraction, tuple[Move, ...]]]:
        """The points for the sake of each issue that has any, and the moves that they rest on."""
        shares, moves = defaultdict[str, Fraction](Fraction), defaultdict[str, list[Move]](list)
        for contribution in self.contributions:
            for issue in contribution.issues:
                shares[issue] += Fraction(self.points_of(contribution), len(contribution.issues))
                moves[issue] += contribution.moves
        return {issue: (share, tuple(moves[issue])) for issue, share in shares.items()}

    def centre(self, issues: Iterable[str]) -> tuple[str, ...]:
        """Of these issues the one with most points, all that have as many; none if none has any."""
        return most({issue: self.points_on(issue) for issue in issues})


def most(points: Mapping[str, Fraction]) -> tuple[str, ...]:
    """The issue with most points, all that have as many; none if none has any."""
    most_points = max(points.values(), default=Fraction())
    return tuple(issue for issue, share in points.items() if share == most_points) if most_points else ()


def tension(view: "Snapshot", weights: Weights | None = None) -> Tension:
    """The tension of a snapshot: of proposals, measures, commitments and talks, each in order of creation."""
    return Tension(contributions(view), weights or Weights())


def eased(before: "Snapshot", after: "Snapshot") -> str:
    """Whether there is less tension than before, under all admissible weights: `yes`, `no` or `depends on the weights`.

    It is `yes` if no admissible weights find more of it and some find less, `no` if none find less.
    """
    return verdict(change_by_kind(contributions(before), contributions(after)))


def verdict(change: Mapping[str, int]) -> str:
    """Whether tension eases, in words as for `eased`, where of each kind of contribution there are so many more."""
    changes = _under_rays(change)
    if all(points >= 0 for points in changes):
        return NO
    return DEPENDS if any(points > 0 for points in changes) else YES


def shifts(before: Iterable[Contribution], after: Iterable[Contribution]) -> tuple[int, ...]:
    """The rise of tension under each of the `RAYS`, in points; negative where it falls."""
    return _under_rays(change_by_kind(before, after))


def change_by_kind(before: Iterable[Contribution], after: Iterable[Contribution]) -> Counter[str]:
    """How many more contributions of each kind there are; negative for fewer."""
    change = Counter(contribution.kind for contribution in after)
    change.subtract(Counter(contribution.kind for contribution in before))
    return change


def _under_rays(change: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sum(ray[kind] * count for kind, count in change.items()) for ray in _RAYS_BY_KIND)


def contributions(view: "Snapshot") -> tuple[Contribution, ...]:
    """The contributions to tension in a snapshot, whatever they weigh."""

    def best_day(move: Move) -> date:
        return view.history.dates[view.numbered[id(move)] - 1].best

    return tuple(standing(view.state, view.read_on, view.reading, discharged(view), best_day))


def discharged(view: "Snapshot") -> frozenset[str]:
    """The ids of the threats that stand in a snapshot though their `unless` has been met since they were made."""
    return view.triggers.discharged
