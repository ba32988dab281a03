"""The data of a branch in the page: what it departs from, where, and what of that it does not have."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from sim.history.history import Branch
from sim.model.escaping import one_line
from sim.report.page.texts import Texts
from sim.report.table.queries import left_out_table

if TYPE_CHECKING:
    from sim.scenario import Scenario


def departure(texts: Texts, scenario: "Scenario", name: str, names: Sequence[str]) -> dict[str, Any]:
    """The difference of a branch from its base: the number of the base, where they part, and the moves left out."""
    alternative = scenario.branch(name)
    missing = left_out_table(alternative.branch, alternative.of or "the record")
    return {
        "id": texts(name),
        "title": texts(one_line(alternative.title)),
        "of": names.index(alternative.of),
        "parts": first_difference(alternative.branch),
        "beside": list(base_counts(alternative.branch)),
        "missing": [texts.several(row) for row in missing.rows],
    }


def first_difference(branch: Branch) -> int:
    """The number of the first move of a branch that is not that of its base; without one, one more than it has."""
    return next((turn for turn, number in enumerate(branch.numbers, 1) if number != turn), len(branch.numbers) + 1)


def base_counts(branch: Branch) -> Iterator[int]:
    """The number of moves of the base at the same time: before the first move of a branch, and after each.

    These are all moves that the branch shares so far, none that it shares later, and in between those made by the same
    day.
    """
    base, history = branch.base, branch.history
    shared = [0, *accumulate((number or 0 for number in branch.numbers), max)]
    ahead = [*accumulate((number or len(base.moves) + 1 for number in reversed(branch.numbers)), min)][::-1]
    yield 0
    for turn, when in enumerate(history.dates, 1):
        most = ahead[turn] - 1 if turn < len(ahead) else len(base.moves)
        by_then = bisect_right(base.dates, when.best, key=lambda other: other.best)
        yield min(max(by_then, shared[turn]), most)
