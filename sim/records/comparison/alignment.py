"""Which move of one coding is which of the other.

Pairs of moves get points for their verb, party, date, subject and wording. The pairs are chosen so that their total is
as high as it can be; what stands at other places of the two orders loses a little. So moves of one day may be swapped,
and of moves that are alike otherwise the first is the first.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from sim.model.ids import BOTH
from sim.records.comparison.assignment import best_assignment
from sim.records.comparison.coding import Coding, days_between
from sim.records.comparison.subjects import SCALE, SubjectScores, order
from sim.records.comparison.verbs import verbs_alike
from sim.records.comparison.wording import dice

_VERB, _PARTY, _DATE, _SUBJECT, _WORDS, _SORT = 30, 15, 15, 25, 25, 5
"""The points for verb, party, date, subject, wording, and for the kind or tone that some moves have."""
_OTHER_KIND: Final = 0.5
"""The share of the points for their subject that two moves get whose subjects are of two kinds, but on one issue."""
_LEAST: Final = 0.6
"""The share of the points that two moves must have to be one."""
_ROUNDS: Final = 4
"""How often subjects are matched by the moves that were paired, and moves paired by the subjects that were matched."""


@frozen
class _Points:
    """What a pair of moves gets whatever their subjects are, and the points there are for that."""

    got: float
    of: int


@frozen
class _Moves:
    """The moves of two codings, and the points that pairs of them get for all but their subjects."""

    first: Coding
    second: Coding
    points: tuple[Mapping[int, _Points], ...]

    def paired(self, subjects: Mapping[str, str]) -> dict[int, int]:
        """The move of the second coding that each of the first is, by position, given the subjects."""
        rows, columns = len(self.first.moves), len(self.second.moves)
        scores = [
            {
                column: score - order(row, column, rows, columns)
                for column, points in of_row.items()
                if (score := self._score(row, column, points, subjects))
            }
            for row, of_row in enumerate(self.points)
        ]
        return best_assignment(scores)

    def _score(self, row: int, column: int, points: _Points, subjects: Mapping[str, str]) -> int:
        alike = self._subjects(row, column, subjects)
        share = (points.got + _SUBJECT * alike) / (points.of + _SUBJECT)
        return round(SCALE * share) if share >= _LEAST else 0

    def _subjects(self, row: int, column: int, subjects: Mapping[str, str]) -> float:
        """The share of their subjects that two moves have in common; of issues half, where kinds differ."""
        ours, theirs = self.first.moves[row], self.second.moves[column]
        if self.first.kinds[row] != self.second.kinds[column]:
            issues = self.first.issues[row], self.second.issues[column]
            return _OTHER_KIND * dice(*issues) if all(issues) else 0.0
        if not self.first.kinds[row]:
            return dice(ours.subjects, theirs.subjects)
        return dice(ours.subjects, [subjects.get(name, f"/{name}") for name in theirs.subjects])


def aligned(
    first: Coding, second: Coding, days: int, forced: Mapping[str, str]
) -> tuple[dict[int, int], dict[str, str]]:
    """The moves of *second* that those of *first* are, by position, and the ids in *first* of its subjects.

    Moves are one only if at most so many *days* lie between them. *forced* has subjects that are one in any case.
    """
    scores = SubjectScores(first, second, days, forced)
    moves = _Moves(first, second, tuple(_row(first, second, row, days) for row in range(len(first.moves))))
    subjects = scores.matched({})
    pairs = moves.paired(subjects)
    for _ in range(_ROUNDS):
        before, subjects = subjects, scores.matched(pairs)
        if subjects == before:
            break
        pairs = moves.paired(subjects)
    return pairs, subjects


def _row(first: Coding, second: Coding, row: int, days: int) -> dict[int, _Points]:
    """The points of the pairs of one move that could be enough, by the position of the other."""
    found = {}
    for column in range(len(second.moves)):
        if days_between(first.dates[row], second.dates[column]) <= days:
            parts = tuple(_parts(first, second, row, column, days))
            points = _Points(sum(of * share for of, share in parts), sum(of for of, _ in parts))
            if points.got + _SUBJECT >= _LEAST * (points.of + _SUBJECT):
                found[column] = points
    return found


def _parts(first: Coding, second: Coding, row: int, column: int, days: int) -> Iterator[tuple[int, float]]:
    """What two moves are compared in: the points there are, and the share of them that they get."""
    ours, theirs = first.moves[row], second.moves[column]
    yield _VERB, verbs_alike(ours, theirs)
    yield _PARTY, 1.0 if ours.by == theirs.by else 0.5 if BOTH in (ours.by, theirs.by) else 0.0
    yield _DATE, _dates(first, second, row, column, days)
    if first.words[row] and second.words[column]:
        yield _WORDS, dice(first.words[row], second.words[column])
    if type(ours) is type(theirs) and hasattr(ours, "kind"):
        yield _SORT, float(ours.kind == getattr(theirs, "kind", None))


def _dates(first: Coding, second: Coding, row: int, column: int, days: int) -> float:
    """All for one date; else most of it where they may be one day, and less for each day between."""
    one, other = first.dates[row], second.dates[column]
    if one == other:
        return 1.0
    apart = abs((one.best - other.best).days)
    gap = days_between(one, other)
    return 0.8 * (1 - gap / (days + 1)) + 0.1 * max(0.0, 1 - apart / (days + 1))
