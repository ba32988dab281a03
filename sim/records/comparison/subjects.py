"""Which subject of one coding is which of the other: by its history, never by its id."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from attrs import frozen

from sim.records.comparison.assignment import best_assignment
from sim.records.comparison.coding import CodedSubject, Coding, days_between
from sim.records.comparison.verbs import verbs_alike
from sim.records.comparison.wording import dice

SCALE: Final = 1_000_000
"""The score of what is alike in every respect."""
_ORDER: Final = 1_000
"""What two at opposite ends of the order lose; it decides between what is alike otherwise."""

_HISTORY, _AUTHOR, _ISSUES, _WORDS, _SHARED = 40, 20, 15, 25, 60
"""The points of a subject for its moves, author, issues and words, and for the moves on it that were paired."""
_LEAST: Final = 0.65
"""The share of the points that two subjects must have to be one; those of which nothing is known have it."""


@frozen(slots=False)
class SubjectScores:
    """How alike the subjects of two codings are; *days* is how far the days of one move may differ.

    `forced` has ids of the second by those of the first that are one subject in any case.
    """

    first: Coding
    second: Coding
    days: int
    forced: Mapping[str, str]

    def matched(self, pairs: Mapping[int, int]) -> dict[str, str]:
        """The id in the first coding of each subject of the second that is found there, given the moves paired so far.

        Only subjects of one kind are matched; the total of their scores is as high as it can be.
        """
        shared = Counter(self._shared(pairs))
        ours, theirs = self.first.subjects, self.second.subjects
        scores = [
            {
                column: score
                for column, points in of_row.items()
                if (score := self._score(row, column, points, shared.get((ours[row].id, theirs[column].id), 0)))
            }
            for row, of_row in enumerate(self._by_themselves)
        ]
        return {theirs[column].id: ours[row].id for row, column in best_assignment(scores).items()}

    def _shared(self, pairs: Mapping[int, int]) -> Iterable[tuple[str, str]]:
        for one, other in pairs.items():
            for ours in self.first.moves[one].subjects:
                yield from ((ours, theirs) for theirs in self.second.moves[other].subjects)

    def _score(self, row: int, column: int, points: tuple[float, float], paired: int) -> int:
        """The score of two subjects with these points, on which so many moves are paired; 0 if they cannot be one."""
        ours, theirs, (got, of) = self.first.subjects[row], self.second.subjects[column], points
        if paired:
            moves = len(ours.positions) + len(theirs.positions)
            got, of = got + _SHARED * min(1.0, 2 * paired / moves), of + _SHARED
        share = got / of if of else _LEAST
        if share < _LEAST:
            return 0
        return round(SCALE * share) - order(row, column, len(self.first.subjects), len(self.second.subjects))

    @cached_property
    def _by_themselves(self) -> list[dict[int, tuple[float, float]]]:
        """For each subject of the first, by place: the points that it gets with one of the second, and those there are.

        Pairs are left out that could not get enough of them.
        """
        return [dict(self._row(ours)) for ours in self.first.subjects]

    def _row(self, ours: CodedSubject) -> Iterator[tuple[int, tuple[float, float]]]:
        for column, theirs in enumerate(self.second.subjects):
            if ours.id in self.forced or theirs.id in self.forced.values():
                if self.forced.get(ours.id) == theirs.id:
                    yield column, (_SHARED, _SHARED)
            elif theirs.kind is ours.kind:
                points = self._points(ours, theirs)
                got, of = sum(whole * share for whole, share in points), sum(whole for whole, _ in points)
                if got + _SHARED >= _LEAST * (of + _SHARED):
                    yield column, (got, of)

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
        """The share of the moves on either that have one on the other: of that party, about that day, and of that verb.

        A verb between which and the other coders waver counts half.
        """
        left, found = list(theirs.positions), 0.0
        for one in ours.positions:
            alike, other = max(((self._alike(one, other), -other) for other in left), default=(0.0, 0))
            if alike:
                left.remove(-other)
                found += alike
        return 2 * found / (len(ours.positions) + len(theirs.positions))

    def _alike(self, one: int, other: int) -> float:
        ours, theirs = self.first.moves[one], self.second.moves[other]
        if ours.by != theirs.by or days_between(self.first.dates[one], self.second.dates[other]) > self.days:
            return 0.0
        return verbs_alike(ours, theirs)


def order(row: int, column: int, rows: int, columns: int) -> int:
    """What two lose that stand at different places of their orders."""
    return round(_ORDER * ((row + 1) / rows - (column + 1) / columns) ** 2)
