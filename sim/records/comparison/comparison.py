"""Two codings compared: the moves that both have, with what differs in them, and those that one has alone."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from attrs import fields, frozen

from sim.model.errors import InvalidComparisonError
from sim.model.frozen import FrozenDict
from sim.model.move import Move, fields_of, key_of
from sim.records.comparison.alignment import aligned
from sim.records.comparison.coding import Coding
from sim.records.comparison.names import SUBJECT, NameMatch, Names, check_map, completed, matched_setting, namespace_of
from sim.rules.registry import MOVES_BY_VERB
from sim.scenario.scenario import Scenario

DAYS: Final = 7
"""How far apart the days of one move may be in two codings, unless a call says otherwise."""
MOST_DAYS: Final = 100_000
"""The widest window that a call can ask for."""
NO_NAMES: Final[Names] = FrozenDict()
VERB: Final = "verb"

_NAMES: Final = {verb: frozenset(each.name for each in fields_of(move)) for verb, move in MOVES_BY_VERB.items()}
"""The names of the fields of each verb."""
_FIRST: Final = ("by", "date")
_COMMON: Final = tuple(each.name for each in fields(Move) if each.name not in ("subjects", "where", *_FIRST))
_OWN: Final = dict.fromkeys(each.name for move in MOVES_BY_VERB.values() for each in fields_of(move))
FIELDS: Final = (*_FIRST, *(name for name in _OWN if name not in (*_FIRST, *_COMMON)), *_COMMON)
"""The names of all fields, in the order in which they are compared."""


@frozen
class Difference:
    """A field in which two codings of one move differ: its key, and both values; None where one gives none.

    It goes with the verb if the verb of only one of the two can have it.
    """

    key: str
    first: Any
    second: Any
    goes_with_verb: bool = False


@frozen
class Pair:
    """A move that both have: its numbers, from 1, both moves in the names of the first, and what differs."""

    first: int
    second: int
    moves: tuple[Move, Move]
    differences: tuple[Difference, ...]


@frozen(slots=False)
class Comparison:
    """What two codings of one story have in common.

    `pairs` are in the order of the first. `names` are what the names of the second are in the first; `same` has those
    that the call has given. Moves are one only if at most so many `days` lie between them.
    """

    first: Scenario
    second: Scenario
    days: int
    same: Names
    names: NameMatch
    pairs: tuple[Pair, ...]

    @cached_property
    def second_moves(self) -> tuple[Move, ...]:
        """The moves of the second coding in the names of the first."""
        return tuple(map(self.names.move, self.second.history.moves))

    @cached_property
    def first_only(self) -> tuple[int, ...]:
        """The numbers of the moves that the first alone has."""
        paired = {pair.first for pair in self.pairs}
        return tuple(number for number, _ in enumerate(self.first.history.moves, 1) if number not in paired)

    @cached_property
    def second_only(self) -> tuple[int, ...]:
        """The numbers of the moves that the second alone has."""
        paired = {pair.second for pair in self.pairs}
        return tuple(number for number, _ in enumerate(self.second.history.moves, 1) if number not in paired)


def compare_codings(first: Scenario, second: Scenario, days: int = DAYS, same: Names = NO_NAMES) -> Comparison:
    """The comparison of two codings.

    Moves are one only if at most so many *days* lie between them. *same* has names of *second* by those of *first*, of
    parties, issues, sources or subjects, where neither titles nor ids nor histories say which is which.

    Raises: InvalidComparisonError if the two have not the same parties, if one has no moves, or if *same* names what
    they do not have.
    """
    files = first.file, second.file
    for scenario in (first, second):
        if not scenario.history.moves:
            raise InvalidComparisonError(f"{scenario.file} has no moves, so there is nothing to compare")
    check_map(same, _known(first), _known(second), files)
    names = matched_setting(first.start.setting, second.start.setting, same, files)
    ours, theirs = Coding(first.history), Coding(second.history, names)
    forced = {name: other for name, other in same.items() if name in _ids(first) and other in _ids(second)}
    numbers, subjects = _aligned(ours, theirs, days, forced)
    whole = names.within(SUBJECT, completed(subjects, _ids(second), _ids(first)))
    pairs = (
        _pair(one, other, ours.moves[one], whole.move(second.history.moves[other])) for one, other in numbers.items()
    )
    return Comparison(first, second, days, same, whole, tuple(pairs))


def _aligned(ours: Coding, theirs: Coding, days: int, forced: Names) -> tuple[Mapping[int, int], dict[str, str]]:
    """The alignment, worked out in one direction whichever of the two is the first, so that one mirrors the other."""
    if _rank(ours) <= _rank(theirs):
        return aligned(ours, theirs, days, forced)
    pairs, subjects = aligned(theirs, ours, days, {other: name for name, other in forced.items()})
    numbers = sorted((one, other) for other, one in pairs.items())
    return dict(numbers), {other: name for name, other in subjects.items()}


def _rank(coding: Coding) -> tuple[Any, ...]:
    """What decides which of two codings is looked at first; no id is part of it."""
    moves = zip(coding.dates, coding.moves, coding.words, strict=True)
    return len(coding.moves), [(when, move.verb, sorted(words)) for when, move, words in moves]


def _known(scenario: Scenario) -> set[str]:
    setting = scenario.start.setting
    return {*setting.actors, *setting.issue_ids, *setting.source_by_id, *_ids(scenario)}


def _ids(scenario: Scenario) -> tuple[str, ...]:
    """The ids of all subjects of a record."""
    return scenario.history.states[-1].ids


def _pair(one: int, other: int, ours: Move, theirs: Move) -> Pair:
    return Pair(one + 1, other + 1, (ours, theirs), tuple(_differences(ours, theirs)))


def _differences(ours: Move, theirs: Move) -> Iterator[Difference]:
    if type(ours) is not type(theirs):
        yield Difference(VERB, ours.verb, theirs.verb)
    if not is_same(ours.subjects, theirs.subjects):
        is_shared = namespace_of(ours) == namespace_of(theirs)
        yield Difference(SUBJECT, ours.subjects, theirs.subjects, goes_with_verb=not is_shared)
    for name in FIELDS:
        first, second = getattr(ours, name, None), getattr(theirs, name, None)
        if not is_same(first, second):
            is_shared = has_field(ours, name) and has_field(theirs, name)
            yield Difference(key_of(name), first, second, goes_with_verb=not is_shared)


def has_field(move: Move, name: str) -> bool:
    """Whether such a move can have a field of that name."""
    return name in _NAMES[move.verb]


def is_same(one: Any, other: Any) -> bool:
    """Whether two values of a field say the same; ids in any order do."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return {*one} == {*other}
    return bool((one or None) == (other or None))
