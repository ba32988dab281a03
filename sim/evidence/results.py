"""What each conclusion hangs on: cut sets of moves, sources and speakers, other days, and moves not reported."""

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

    `moves` has every move of the record, and counts the conclusions on the record, not those on branches. Fewer
    conclusions than `asked` have been looked at where the work was interrupted.
    """

    title: str
    history: History
    up_to: int
    asked: int
    conclusions: tuple[ConclusionEvidence, ...]

    @property
    def is_partial(self) -> bool:
        """Whether fewer conclusions have been looked at than were asked about."""
        return len(self.conclusions) < self.asked

    @property
    def moves(self) -> tuple[MoveImportance, ...]:
        """How much hangs on each move of the record, in order."""
        of_record = [each for each in self.conclusions if not each.expectation.branch]
        return tuple(_importance(number, of_record) for number in range(1, len(self.history.moves) + 1))


def _importance(number: int, conclusions: list[ConclusionEvidence]) -> MoveImportance:
    alone = tuple(each.expectation for each in conclusions if (number,) in each.moves)
    in_pairs = sum(any(len(cut) == 2 and number in cut for cut in each.moves) for each in conclusions)
    return MoveImportance(number, alone, in_pairs)
