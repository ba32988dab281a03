"""The weights of tension: the points of each kind of contribution, and the order that they keep.

The index is ordinal: the order of the weights means something, their size does not. So whatever is said of two moments
should hold for all admissible weights, and these are sums of a few extreme ones, the rays of a cone.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

from attrs import fields, frozen

from sim.model.errors import InvalidWeightsError


@frozen(kw_only=True)
class Weights:
    """The points of each kind of contribution, whole numbers from 0. Raises: InvalidWeightsError if out of order."""

    opposed: int = 1
    plan_over_opposition: int = 4
    measure_deferred: int = 1
    measure_threatened: int = 2
    measure_suspended: int = 1
    measure_eased: int = 3
    measure_in_place: int = 4
    measure_raised: int = 5
    participation_suspended: int = 3
    participation_in_breach: int = 3
    participation_leaving: int = 4
    participation_left: int = 6
    talks_overdue: int = 1
    talks_broken_off: int = 3

    def __attrs_post_init__(self) -> None:
        reasons = tuple(reason for _, reason in misplaced(self.by_kind))
        if reasons:
            raise InvalidWeightsError(reasons)

    @property
    def by_kind(self) -> dict[str, int]:
        """The points by kind, as scenario files call it."""
        return {kind: getattr(self, name) for kind, name in KINDS.items()}


KINDS: Final = {attribute.name.replace("_", " "): attribute.name for attribute in fields(Weights)}
"""The kinds of contribution, as scenario files call them, each with the field of its weight."""

ORDER: Final = (
    ("opposed", "plan over opposition"),
    ("measure deferred", "measure threatened"),
    ("measure threatened", "measure eased"),
    ("measure suspended", "measure eased"),
    ("measure eased", "measure in place"),
    ("measure in place", "measure raised"),
    ("participation suspended", "participation in breach"),
    ("participation in breach", "participation leaving"),
    ("participation leaving", "participation left"),
    ("talks overdue", "talks broken off"),
)
"""The admissible order: the first of each pair weighs no more than the second; the others are not compared."""


def misplaced(weights: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The weights, by kind, that are out of order, each with the reason."""
    invalid = {kind: points for kind, points in weights.items() if type(points) is not int or points < 0}
    if invalid:
        yield from (
            (kind, f"{kind} cannot weigh {points!r}; give a whole number from 0") for kind, points in invalid.items()
        )
        return
    for lower, upper in ORDER:
        if weights[lower] > weights[upper]:
            reason = f"{lower} ({weights[lower]}) cannot weigh more than {upper} ({weights[upper]})"
            yield lower, f"{reason}; lower the one or raise the other"


def _rays() -> Iterator[Weights]:
    """The extreme admissible weights: 0 and 1 only, and no sum of others that are.

    Admissible weights are a sum of those that weigh, with 1, whatever weighs more than some number: a set of kinds that
    has with a kind all above it in `ORDER`. Each group has one kind above all others of it, so such a set within a
    group cannot be split in two; and one that has kinds of several groups is the sum of its parts.
    """
    for group in (("opposed", "plan"), ("measure",), ("participation",), ("talks",)):
        kinds = [kind for kind in KINDS if kind.startswith(group)]
        for points in product((0, 1), repeat=len(kinds)):
            weights = dict.fromkeys(KINDS, 0) | dict(zip(kinds, points, strict=True))
            if any(points) and not any(misplaced(weights)):
                yield Weights(**{KINDS[kind]: weight for kind, weight in weights.items()})


RAYS: Final = tuple(_rays())
"""All admissible weights are sums of these, each times a number from 0."""
