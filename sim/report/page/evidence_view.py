"""Which conclusions fall without a report or a move: worked out for each source, each two of them, and each move.

The conclusions are the expectations of the file that are about the record, else what `assess` says at its end.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from sim.evidence.claims import default_claims
from sim.evidence.divided_record import Conclusion, DividedRecord
from sim.history.history import History
from sim.report.page.texts import Texts
from sim.report.prose.conclusions import moment_in_words, subject_in_words, value_in_words
from sim.report.prose.names import Names

if TYPE_CHECKING:
    from sim.scenario import Scenario

MOST_MOVES: Final = 300
MOST_CHECKS: Final = 10_000
"""The most moves of a record, and conclusions times moves, that are worked out: a page is made in a second or two."""
MOST_PAIRED: Final = 12
"""The most sources of which each two are taken away together."""
_STANDS: Final = -1
"""The place of the text of what is found, where the conclusion stands."""


def evidence_data(texts: Texts, scenario: "Scenario") -> dict[str, Any] | None:
    """The sources that moves name, and each conclusion with what it falls without.

    None of a record that names no source and of which nothing is expected: there is nothing to take away. `claims` is
    whether the conclusions are those that `assess` draws; a record that is too long has no more than that. `pairs` is
    whether each two sources have been taken away together.
    """
    expectations, moves = tuple(each for each in scenario.expectations if not each.branch), len(scenario.history.moves)
    reports = _Reports.of(scenario.history)
    if not reports.sources and not expectations:
        return None
    whence = {"claims": not expectations}
    if moves > MOST_MOVES or moves * len(expectations) > MOST_CHECKS:
        return whence
    conclusions = expectations or default_claims(scenario)
    record, names = DividedRecord(scenario.history, scenario.weights), Names(scenario.history.states[-1])
    return whence | {
        "pairs": reports.has_pairs,
        "sources": texts.several(reports.sources),
        "conclusions": [_conclusion(texts, Conclusion(record, each), reports, names) for each in conclusions],
    }


@frozen
class _Reports:
    """The sources of a record in the order in which it first names them, and those of each move by its number."""

    sources: tuple[str, ...]
    of_moves: dict[int, frozenset[str]]

    @classmethod
    def of(cls, history: History) -> "_Reports":
        named = {number: move.source for number, move in enumerate(history.moves, 1) if move.source}
        sources = dict.fromkeys(name for of_move in named.values() for name in of_move)
        return cls(tuple(sources), {number: frozenset(of_move) for number, of_move in named.items()})

    @property
    def has_pairs(self) -> bool:
        """Whether each two sources are taken away together, too."""
        return len(self.sources) <= MOST_PAIRED

    def only_in(self, places: tuple[int, ...]) -> list[int]:
        """The moves that nobody reports without the sources at these places."""
        gone = {self.sources[place] for place in places}
        return [number for number, sources in self.of_moves.items() if gone >= sources]


def _conclusion(texts: Texts, conclusion: Conclusion, reports: _Reports, names: Names) -> list[Any]:
    """A conclusion: what it is about, the value, when, and its line; then what is found if it does not hold.

    Else what it falls without: for each set of sources the value that is found, and their places; in one list, for each
    move that, and its number.
    """
    asked = conclusion.expectation

    def shown(value: str) -> int:
        return texts(value_in_words(asked, value, names))

    told = [
        texts(subject_in_words(asked, names)),
        shown(asked.expected),
        texts(moment_in_words(asked)),
        asked.line or 0,
    ]
    if not conclusion.holds:
        return [*told, shown(conclusion.found)]
    by_sources = [
        [_STANDS if value is None else shown(value), *gone] for gone, value in _by_sources(conclusion, reports)
    ]
    by_moves = [part for number, value in _by_moves(conclusion) for part in (shown(value), number)]
    return [*told, by_sources, by_moves]


def _by_sources(conclusion: Conclusion, reports: _Reports) -> Iterator[tuple[tuple[int, ...], str | None]]:
    """The sets of one or two sources without which a conclusion does not hold, each with the value found instead.

    Of two there are only those that differ from the first of them without which it falls alone; None where it stands.
    """
    places = range(len(reports.sources))
    alone = {place: _instead(conclusion, reports.only_in((place,))) for place in places}
    yield from (((place,), value) for place, value in alone.items() if value is not None)
    for pair in combinations(places, 2) if reports.has_pairs else ():
        value = _instead(conclusion, reports.only_in(pair))
        first, second = pair
        if value != (alone[first] or alone[second]):
            yield pair, value


def _by_moves(conclusion: Conclusion) -> Iterator[tuple[int, str]]:
    """The moves without which a conclusion does not hold, each with the value that is found instead."""
    for part in conclusion.parts:
        for number in conclusion.candidates(part):
            value = _instead(conclusion, [number])
            if value is not None:
                yield number, value


def _instead(conclusion: Conclusion, numbers: list[int]) -> str | None:
    """The value that is found without moves; None if the conclusion holds without them."""
    value = conclusion.without(numbers)
    return None if conclusion.expectation.is_met_by(value) else value
