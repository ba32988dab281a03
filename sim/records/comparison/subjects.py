"""Which subject of one coding is which of the other: by its history, never by its id."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

from sim.records.comparison.assignment import best_assignment
from sim.records.comparison.coding import CodedSubject, Coding, days_between
from sim.records.comparison.wording import dice

SCALE: Final = 1_000_000
"""The score of what is alike in every respect."""
_ORDER: Final = 1_000
"""What two at opposite ends of the order lose; it decides between what is alike otherwise."""

_HISTORY, _AUTHOR, _ISSUES, _WORDS, _SHARED = 40, 20, 15, 25, 60
"""The points of a subject for its moves, author, issues and words, and for the moves on it that were paired."""
_LEAST: Final = 0.5
"""The share of the points that two subjects must have to be one."""


@frozen
class SubjectScores:
    """How alike the subjects of two codings are, by themselves; *days* is how far the days of one move may differ."""

    first: Coding
    second: Coding
    days: int
    forced: Mapping[str, str]

    def matched(self, pairs: Mapping[int, int]) -> dict[str, str]:
        """The id in the first coding of each subject of the second that is found there, given the moves paired so far.

        Only subjects of one kind are matched; the total of their scores is as high as it can be.
        """
        shared = Counter(self._shared(pairs))
        scores = [
            {
                column: score
                for column, theirs in enumerate(self.second.subjects)
                if theirs.kind is ours.kind and (score := self._score(row, column, shared))
            }
            for row, ours in enumerate(self.first.subjects)
        ]
        found = best_assignment(scores)
        return {self.second.subjects[column].id: self.first.subjects[row].id for row, column in found.items()}

    def _shared(self, pairs: Mapping[int, int]) -> Iterable[tuple[str, str]]:
        for one, other in pairs.items():
            for ours in self.first.moves[one].subjects:
                yield from ((ours, theirs) for theirs in self.second.moves[other].subjects)

    def _score(self, row: int, column: int, shared: Mapping[tuple[str, str], int]) -> int:
        """The score of two subjects of one kind; 0 if they cannot be one."""
        ours, theirs = self.first.subjects[row], self.second.subjects[column]
        if ours.id in self.forced or theirs.id in self.forced.values():
            return SCALE if self.forced.get(ours.id) == theirs.id else 0
        points = self._points(ours, theirs)
        paired = shared.get((ours.id, theirs.id), 0)
        moves = len(ours.positions) + len(theirs.positions)
        if paired:
            points = [*points, (_SHARED, min(1.0, 2 * paired / moves))]
        share = sum(of * part for of, part in points) / max(1, sum(of for of, _ in points))
        if share < _LEAST:
            return 0
        return round(SCALE * share) - order(row, column, len(self.first.subjects), len(self.second.subjects))

    def _points(self, ours: CodedSubject, theirs: CodedSubject) -> list[tuple[int, float]]:
        """What the two are compared in: the points there are, and the share of them that they get."""
        points = list[tuple[int, float]]()
        if ours.positions or theirs.positions:
            points.append((_HISTORY, self._history(ours, theirs)))
        if ours.author and theirs.author:
            points.append((_AUTHOR, float(ours.author == theirs.author)))
        if ours.issues or theirs.issues:
            points.append((_ISSUES, dice(ours.issues, theirs.issues)))
        if ours.words and theirs.words:
            points.append((_WORDS, dice(ours.words, theirs.words)))
        return points

    def _history(self, ours: CodedSubject, theirs: CodedSubject) -> float:
        """The share of the moves on either that have one on the other: of that verb and party, about that day."""
        left = list(theirs.positions)
        for one in ours.positions:
            other = next((other for other in left if self._is_one(one, other)), None)
            if other is not None:
                left.remove(other)
        return 2 * (len(theirs.positions) - len(left)) / (len(ours.positions) + len(theirs.positions))

    def _is_one(self, one: int, other: int) -> bool:
        ours, theirs = self.first.moves[one], self.second.moves[other]
        is_alike = type(ours) is type(theirs) and ours.by == theirs.by
        return is_alike and days_between(self.first.dates[one], self.second.dates[other]) <= self.days


def order(row: int, column: int, rows: int, columns: int) -> int:
    """What two lose that stand at different places of their orders."""
    return round(_ORDER * ((row + 1) / rows - (column + 1) / columns) ** 2)
