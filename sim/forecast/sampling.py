"""The legal moves of a party: all of them, or one drawn at random by asking the law for one row at a time."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import accumulate, chain, pairwise, product
from random import Random
from typing import Any, Final

from attrs import define, field, frozen

from sim.forecast.context import PolicyContext
from sim.forecast.open_subjects import UNMADE, StateKey
from sim.model.errors import UnknownNameError, no_party
from sim.model.ids import BOTH
from sim.model.move import Move
from sim.rules.legal_moves import ABOUT_AN_ISSUE, example_move, legal_moves, legal_moves_on
from sim.rules.lifecycle import AnyTransition
from sim.rules.registry import CREATING_MOVES
from sim.rules.verdict import Rulings

_TRIES: Final = range(32)
"""A count of the rows that a draw tries before it lists all legal moves."""

Candidate = tuple[AnyTransition, str, bool]
"""A row, of what kind is what it makes (empty: it makes nothing, or knows no kinds), and whether it takes both."""

Weighed = tuple[Candidate, float]
"""A candidate and what it weighs."""


@frozen
class WeightedChoice:
    """Candidates, the points at which one ends and the next begins, and the weight of all."""

    candidates: tuple[Candidate, ...]
    bounds: tuple[float, ...]
    weight: float

    @classmethod
    def of(cls, weighed: Iterable[Weighed]) -> "WeightedChoice":
        """The choice among candidates that weigh anything."""
        kept = [(candidate, weight) for candidate, weight in weighed if weight > 0]
        *bounds, whole = accumulate((weight for _, weight in kept), initial=0.0)
        return cls(tuple(candidate for candidate, _ in kept), tuple(bounds[1:]), whole)

    def at(self, point: float) -> Candidate:
        """The candidate at a point, from 0 to the whole weight."""
        return self.candidates[bisect_right(self.bounds, point)]


class Weighing:
    """What each row of the law weighs in a draw; where a row makes one of several kinds, each has an equal share."""

    def __init__(self, weigh: Callable[[AnyTransition], float]) -> None:
        self._weigh = weigh
        self.by_side = (_Weights(self, 0), _Weights(self, 1))

    def __reduce__(self) -> tuple[Any, ...]:
        return Weighing, (self._weigh,)

    def weighed(self, footing: StateKey, side: int) -> Iterator[Weighed]:
        """What the first or the second side may do with a subject of that footing, alone or with the other."""
        for row, joint in chain(product(footing.rows(side), (False,)), product(footing.shared_rows, (True,))):
            if joint in row.by.joint_modes(footing.author, side):
                kinds = row.kinds if footing is UNMADE and row.kinds else ("",)
                yield from (((row, kind, joint), self._weigh(row) / len(kinds)) for kind in kinds)


class _Weights(dict[StateKey, float]):
    """What all weighs, by footing, that the first or the second side may do with a subject.

    `urns` hold what it is, once its weight has been asked for: a draw adds up many weights, and looks into one urn.
    """

    __slots__ = ("_side", "_weighing", "urns")

    def __init__(self, weighing: Weighing, side: int) -> None:
        super().__init__()
        self._weighing, self._side = weighing, side
        self.urns: dict[StateKey, WeightedChoice] = {}

    def __missing__(self, footing: StateKey) -> float:
        urn = self.urns[footing] = WeightedChoice.of(self._weighing.weighed(footing, self._side))
        self[footing] = urn.weight
        return urn.weight


EVEN: Final = Weighing(lambda row: 1.0)
"""All rows weigh the same."""


@cache
def of_tone(tone: str) -> Weighing:
    """All rows of a tone weigh the same, and no others anything."""
    return Weighing(lambda row: float(row.tone == tone))


@define(eq=False)
class LegalMoves:
    """The moves that a party may make in a situation, joint ones included; to be listed, or drawn from.

    Raises: UnknownNameError for anybody but the two parties.
    """

    situation: PolicyContext
    party: str
    _side: int = field(init=False)
    _drawn: tuple[Move | None, Rulings, int] = field(default=(None, (), -1), init=False)

    def __attrs_post_init__(self) -> None:
        party_ids = self.situation.setting.party_ids
        if self.party not in party_ids:
            raise UnknownNameError(no_party(self.party, party_ids))
        self._side = party_ids.index(self.party)

    def __iter__(self) -> Iterator[Move]:
        """One for every row of the law that applies: on each subject in order of creation, then new ones."""
        return legal_moves(self.situation, self.party, self.situation.when)

    def on(self, subject: str) -> Iterator[Move]:
        """Those on one subject."""
        return legal_moves_on(self.situation, subject, self.party, self.situation.when)

    def draw(self, random: Random, weighing: Weighing = EVEN) -> Move | None:
        """One at random: each with a chance that is as large as its row weighs; None if none weighs anything.

        What it makes is about an issue at random. A row is drawn, and drawn again while it does not fit; where hardly
        any fit, all legal moves are listed. Either way the chances are the same.
        """
        situation, weights = self.situation, weighing.by_side[self._side]
        subjects, footings = situation.lineup.subjects, situation.lineup.footings
        sums = list(accumulate(map(weights.__getitem__, footings)))
        whole = sums[-1]
        for _ in _TRIES if whole else ():
            point = random.random() * whole
            place = bisect_right(sums, point)
            candidate = weights.urns[footings[place]].at(sums[place] - point)
            ruled = self._ruled(candidate, subjects[place], random)
            if ruled is not None:
                move, found = ruled
                self._drawn = move, found, situation.version
                return move
        return self._listed(random, zip(subjects, map(weights.urns.__getitem__, footings), strict=True))

    def _listed(self, random: Random, urns: Iterable[tuple[Any, WeightedChoice]]) -> Move | None:
        """One of all legal moves, each with the same chance as in a draw."""
        found, weights = list[Move](), list[float]()
        for subject, urn in urns:
            for candidate, (below, upto) in zip(urn.candidates, pairwise((0.0, *urn.bounds, urn.weight)), strict=False):
                ruled = self._ruled(candidate, subject, random)
                if ruled is not None:
                    found.append(ruled[0])
                    weights.append(upto - below)
        return random.choices(found, weights)[0] if found else None

    def drawn(self, move: Any) -> Rulings:
        """The rulings that permit what has been drawn last, today and since the last move; none of anything else."""
        drawn, found, version = self._drawn
        if drawn is None or drawn is not move or version != self.situation.version:
            return ()
        return found if drawn.date is self.situation.when else ()

    def _ruled(self, candidate: Candidate, subject: Any, random: Random) -> tuple[Move, Rulings] | None:
        """The legal move of a candidate; None if it is not legal."""
        (row, kind, joint), situation = candidate, self.situation
        issues: tuple[str, ...] = ()
        if subject is None:
            names = situation.setting.issue_ids
            if not names and row.move in ABOUT_AN_ISSUE:
                return None
            issues = (names[int(random.random() * len(names))],) if names else ()
        elif row.move in CREATING_MOVES:
            issues = subject.made.issue
        return example_move(situation, row, subject, BOTH if joint else self.party, situation.when, kind, issues)
