"""The assignment of rows to columns with the highest total score, each row and column used at most once.

Shortest augmenting paths, as in the Hungarian method, over the pairs that have a score: most moves of a record have few
candidates, so this takes little time where a full matrix would take much.
"""

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush, nlargest
from typing import Final

from attrs import define, field

Scores = Sequence[Mapping[int, int]]
"""The scores of each row, by column: positive whole numbers, so that sums are exact. No other pair is possible."""

_MOST_CANDIDATES: Final = 40
"""How many of the best columns of a row, and of the best rows of a column, are looked at."""


def best_assignment(scores: Scores) -> dict[int, int]:
    """The column of each row that has one. Rows and columns may stay alone."""
    assignment = _Assignment(_candidates(scores))
    for row in range(len(scores)):
        assignment.add(row)
    return dict(sorted((row, column) for column, row in assignment.row_of.items()))


def _candidates(scores: Scores) -> Scores:
    """The scores of the best pairs of each row and each column."""
    rows_of: dict[int, list[tuple[int, int]]] = {}
    kept: list[dict[int, int]] = [{} for _ in scores]
    for row, of_row in enumerate(scores):
        pairs = [(score, -column) for column, score in of_row.items()]
        kept[row] = {-column: score for score, column in nlargest(_MOST_CANDIDATES, pairs)}
        for column, score in of_row.items():
            rows_of.setdefault(column, []).append((score, -row))
    for column, rows in rows_of.items():
        for score, row in nlargest(_MOST_CANDIDATES, rows):
            kept[-row][column] = score
    return kept


@define
class _Path:
    """The least loss at which each row can be reached from a new one, and the row and column before it."""

    loss: dict[int, int]
    before: dict[int, tuple[int, int]] = field(factory=dict)
    done: set[int] = field(factory=set)


@define
class _Assignment:
    """An assignment that is best for the rows added so far.

    `price` and `gain` are its dual values: no row gets more at these prices than its gain, and what a row is assigned
    to gives it just that. A free column costs nothing, and a row that stays alone gains nothing.
    """

    scores: Scores
    row_of: dict[int, int] = field(factory=dict)
    price: dict[int, int] = field(factory=dict)
    gain: dict[int, int] = field(factory=dict)

    def add(self, row: int) -> None:
        """Give a row its best place, where others make room for it if that is better for all."""
        offers = (score - self.price.get(column, 0) for column, score in self.scores[row].items())
        self.gain[row] = max(0, 0, *offers)
        path = _Path({row: 0})
        least, last, column = self._shortest(path, row)
        for each in path.done:
            change = least - path.loss[each]
            self.gain[each] -= change
            if each != row:
                self.price[path.before[each][1]] += change
        self._shift(path, last, column)

    def _shortest(self, path: _Path, start: int) -> tuple[int, int, int | None]:
        """The least loss at which all rows have a place: the last row to move, and the free column that it takes.

        Where that is None, the last row is alone from then on.
        """
        best: tuple[int, int, int | None] = (self.gain[start], start, None)
        queue = [(0, start)]
        while queue and queue[0][0] < best[0]:
            loss, row = heappop(queue)
            if row in path.done:
                continue
            path.done.add(row)
            if loss + self.gain[row] < best[0]:
                best = (loss + self.gain[row], row, None)
            for column, score in self.scores[row].items():
                reached = loss + self.gain[row] + self.price.get(column, 0) - score
                holder = self.row_of.get(column)
                if holder is None:
                    if reached < best[0] or (reached == best[0] and best[2] is None):
                        best = (reached, row, column)
                elif holder not in path.done and reached < path.loss.get(holder, reached + 1):
                    path.loss[holder], path.before[holder] = reached, (row, column)
                    heappush(queue, (reached, holder))
        return best

    def _shift(self, path: _Path, last: int, column: int | None) -> None:
        """Move each row along the path: the last one to its new column, each before it to what that leaves."""
        while True:
            if column is not None:
                self.row_of[column] = last
                self.price.setdefault(column, 0)
            if last not in path.before:
                return
            last, column = path.before[last]
