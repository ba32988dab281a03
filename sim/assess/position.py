"""Positions: the course of what each side stands for on a term whose values are numbers or words in order.

A party's position on a term is the last value that it has offered, or said yes to. What a later offer does not name
stands as it was, and so does what is opposed, withdrawn, superseded or expired.

Source: H. Raiffa, The Art and Science of Negotiation (1982), on the negotiation dance; D. G. Pruitt, Negotiation
Behavior (1981), on concessions.
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from attrs import frozen

from sim.assess.position_steps import Course, Courses, PositionStep
from sim.model.setting import Setting
from sim.rules.subjects.proposals import Propose

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot, Step


@frozen
class Position:
    """The position of one party on one term: its steps, oldest first, and how far it has come.

    `moved` is the way from its first value to its last, positive towards the first value of the other side, negative
    away from it; `closed` is the share of the first gap that this is. Both are None while there is no first gap: the
    other side has named no value, or the same one.
    """

    party: str
    steps: tuple[PositionStep, ...]
    moved: Decimal | None
    closed: Fraction | None

    @property
    def first(self) -> PositionStep | None:
        """Its opening; None if it has named no value."""
        return self.steps[0] if self.steps else None

    @property
    def last(self) -> PositionStep | None:
        """The step to where it stands."""
        return self.steps[-1] if self.steps else None

    @property
    def counts(self) -> Counter[str]:
        """The number of its steps of each kind."""
        return Counter(step.kind for step in self.steps)


@frozen
class TermPositions:
    """The positions of both parties on a term of an issue, in one unit; for words, `words` in their order, in steps.

    `course` has all steps in order, those of joint and third parties' texts too. `gap` is the distance of the first
    positions, `left` that of the last, below 0 where they have passed each other; None while a party has named no
    value. `omitted` has the moves whose value is not in the unit of the first one.
    """

    issue: str
    term: str
    unit: str
    words: tuple[str, ...]
    course: tuple[PositionStep, ...]
    positions: dict[str, Position]
    gap: Decimal | None
    left: Decimal | None
    omitted: tuple["Step", ...]

    @property
    def is_in_words(self) -> bool:
        """Whether its values are words."""
        return bool(self.words)

    @property
    def left_share(self) -> Fraction | None:
        """The share of the first gap that is left; None without one."""
        return Fraction(self.left) / Fraction(self.gap) if self.gap and self.left is not None else None


def positions(view: "Snapshot") -> tuple[TermPositions, ...]:
    """The positions in a snapshot, term by term: in the order of the issues, of declarations, of first mentions.

    Only terms with values that are measured are told of. It takes one pass over the moves.
    """
    if not _has_values(view):
        return ()
    setting = view.state.setting
    courses = Courses(setting, view.numbered)
    for step, state in zip(view.steps(), islice(view.states(), 1, None), strict=True):
        courses.add(step, state.subjects)
    order = {issue: place for place, issue in enumerate(setting.issue_ids)}
    declared = {term: place for place, term in enumerate(setting.scales)}
    measured_terms = [(key, course) for key, course in courses.by_term.items() if course.steps]
    measured_terms.sort(key=lambda pair: (order.get(pair[0][0], 0), declared.get(pair[0], len(declared)), _first(pair)))
    return tuple(_told(*key, course, setting) for key, course in measured_terms)


def _has_values(view: "Snapshot") -> bool:
    moves = (view.history.moves[number - 1] for number in view.numbers)
    return any(isinstance(move, Propose) and isinstance(move.terms, Mapping) for move in moves)


def _first(of_term: "tuple[tuple[str, str], Course]") -> tuple[int, str]:
    """The number of the first move that names a term, and the name."""
    (_, term), course = of_term
    return course.steps[0].move.number, term


def _told(issue: str, term: str, course: Course, setting: Setting) -> TermPositions:
    first, second = setting.party_ids
    gap, left = _distance(course.first, setting), _distance(course.last, setting)
    direction = _sign(gap)
    steps = {party: tuple(step for step in course.steps if step.party == party) for party in setting.party_ids}
    positions_of = {
        party: _position(party, steps[party], direction if party == first else -direction, gap)
        for party in (first, second)
    }
    return TermPositions(
        issue=issue,
        term=term,
        unit=course.unit or "",
        words=course.scale if isinstance(course.scale, tuple) else (),
        course=tuple(course.steps),
        positions=positions_of,
        gap=None if gap is None else abs(gap),
        left=None if left is None else left * direction or abs(left),
        omitted=tuple(course.omitted.values()),
    )


def _distance(amounts: dict[str, Decimal], setting: Setting) -> Decimal | None:
    """The way from the amount of the first party to that of the second; None while one of them has named none."""
    first, second = setting.party_ids
    return amounts[second] - amounts[first] if first in amounts and second in amounts else None


def _sign(gap: Decimal | None) -> int:
    return 0 if not gap else 1 if gap > 0 else -1


def _position(party: str, steps: tuple[PositionStep, ...], direction: int, gap: Decimal | None) -> Position:
    """The position after these steps, of which those in this direction lead to the other side's first one."""
    if not gap:
        return Position(party, steps, None, None)
    moved = (steps[-1].amount - steps[0].amount) * direction + 0  # which makes 0 of -0
    return Position(party, steps, moved, Fraction(moved) / abs(Fraction(gap)))
