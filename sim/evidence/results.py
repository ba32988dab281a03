"""What each conclusion hangs on: cut sets of moves, sources and speakers, other days, and moves not reported."""

from collections import Counter, defaultdict
from datetime import date
from typing import Final

from attrs import frozen

from sim.history.history import History
from sim.model.move import Move
from sim.scenario.expectations import Expectation

ALL: Final = "all"
SOME: Final = "some"
"""Whether a conclusion holds for all admissible weights, or for some."""


@frozen
class OtherDay:
    """Another day of one move, within its bounds, on which a conclusion does not hold; and what is found then."""

    number: int
    day: date
    found: str


@frozen
class Addition:
    """One more legal move, made after the move of this number (0: before all), with which a conclusion does not hold.

    `found` is what is found then.
    """

    after: int
    move: Move
    found: str


@frozen
class ConclusionEvidence:
    """What one conclusion hangs on. One that does not hold hangs on nothing: all of its tuples are empty.

    `moves` are its minimal cut sets, by number: the smallest sets of moves without which it does not hold, smallest
    first, none with another in it. `sources` and `speakers` are the same of ids of sources and of names. `readings`
    are those under which it holds; `weights` says whether it does for `all` admissible weights or `some`, None where
    they play no part. `other_days` and `additions` are what overturns it, one move at a time.
    """

    expectation: Expectation
    found: str
    moves: tuple[tuple[int, ...], ...] = ()
    sources: tuple[tuple[str, ...], ...] = ()
    speakers: tuple[tuple[str, ...], ...] = ()
    other_days: tuple[OtherDay, ...] = ()
    readings: tuple[str, ...] = ()
    weights: str | None = None
    additions: tuple[Addition, ...] = ()
    verdict: str = ""

    @property
    def holds(self) -> bool:
        """Whether the conclusion holds in the record as it is."""
        return self.expectation.is_met_by(self.found)

    @property
    def load_bearing(self) -> frozenset[int]:
        """The numbers of the moves that are in one of its cut sets."""
        return frozenset(number for cut in self.moves for number in cut)


@frozen
class MoveImportance:
    """How much hangs on one move: the conclusions that fall without it alone, and how many do in a pair with it."""

    number: int
    alone: tuple[Expectation, ...]
    in_pairs: int

    @property
    def carries_nothing(self) -> bool:
        """Whether no conclusion hangs on it, alone or with one other."""
        return not self.alone and not self.in_pairs


@frozen
class Evidence:
    """What the conclusions of a scenario hang on, with cut sets of up to so many.

    `history` is that of the record, or of the branch that is named. `moves` has its moves, and counts the conclusions
    on it, not those on other histories. Fewer conclusions than `asked` have been looked at where the work was
    interrupted.
    """

    title: str
    history: History
    up_to: int
    asked: int
    conclusions: tuple[ConclusionEvidence, ...]
    branch: str = ""

    @property
    def is_partial(self) -> bool:
        """Whether fewer conclusions have been looked at than were asked about."""
        return len(self.conclusions) < self.asked

    @property
    def on_history(self) -> tuple[ConclusionEvidence, ...]:
        """The conclusions on the history, whose cut sets are of its moves."""
        return tuple(each for each in self.conclusions if each.expectation.branch == self.branch)

    @property
    def moves(self) -> tuple[MoveImportance, ...]:
        """How much hangs on each move of the history, in order."""
        alone, in_pairs = defaultdict[int, list[Expectation]](list), Counter[int]()
        for each in self.on_history:
            for number in (number for cut in each.moves if len(cut) == 1 for number in cut):
                alone[number].append(each.expectation)
            in_pairs.update({number for cut in each.moves if len(cut) == 2 for number in cut})
        numbers = range(1, len(self.history.moves) + 1)
        return tuple(MoveImportance(number, tuple(alone[number]), in_pairs[number]) for number in numbers)
