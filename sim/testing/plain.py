"""States and moves as plain values: drawn, compared part by part, without_order, with the two parties exchanged."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from attrs import evolve, fields, has
from rpds import HashTrieMap, List

from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.frozen import FrozenDict
from sim.model.move import Move, fields_of, holding
from sim.model.setting import Setting
from sim.rules.registry import MOVES_BY_VERB
from sim.rules.subjects.measures import DeclaredMeasure

Memo = dict[int, tuple[Any, Any]]
"""Plain values by the identity of their originals, which it keeps alive, so that no identity comes twice."""


def plain(value: Any, without: Collection[str] = (), memo: Memo | None = None) -> Any:
    """The value as dicts (sorted by key) and tuples, which stay as they are whatever becomes of the value.

    `without` names attributes to leave out. What stands in several places is copied once; a *memo* that is given to
    several calls does the same for all of them.

    >>> plain({"pact": ["in-force"], "experts": "idle"})
    {'experts': 'idle', 'pact': ('in-force',)}
    """
    return _as_plain(value, without, {} if memo is None else memo)


def _as_plain(value: Any, without: Collection[str], memo: Memo) -> Any:
    if isinstance(value, _LEAVES):
        return value
    if has(type(value)):
        if id(value) not in memo:
            memo[id(value)] = value, {name: _as_plain(part, without, memo) for name, part in _parts(value, without)}
        return memo[id(value)][1]
    if _is_sequence(value):
        return tuple([_as_plain(item, without, memo) for item in value])
    if isinstance(value, Mapping):
        return {key: _as_plain(value[key], without, memo) for key in sorted(value, key=str)}
    return value


_LEAVES: Final = (str, type(None), date, When)


def _parts(value: Any, without: Collection[str] = ()) -> Iterator[tuple[str, Any]]:
    """The attributes with their names, the class first."""
    yield "class", type(value).__name__
    names = (attribute.name for attribute in fields(type(value)))
    yield from ((name, getattr(value, name)) for name in names if name not in without)


def differences(expected: Any, actual: Any, *path: str) -> Iterator[str]:
    """The differences of two values in words, the first place first; even of what `==` passes over, such as spelling.

    >>> list(differences({"pact": ("in-force", "left")}, {"pact": ("in-force", "leaving")}))
    ["pact, #2 is 'leaving', not 'left'"]
    """
    if expected is actual:
        return
    if isinstance(expected, Mapping) and isinstance(actual, Mapping):
        yield from _different_keys(expected, actual, *path)
    elif _is_sequence(expected) and _is_sequence(actual):
        yield from _different_items(tuple(expected), tuple(actual), *path)
    elif has(type(expected)) and type(expected) is type(actual):
        yield from _different_keys(dict(_parts(expected)), dict(_parts(actual)), *path)
    elif expected != actual:
        yield f"{_at(path)}is {shortened(actual)}, not {shortened(expected)}"


def _is_sequence(value: Any) -> bool:
    return isinstance(value, (tuple, List, Sequence)) and not isinstance(value, str)


def _different_keys(expected: Mapping[str, Any], actual: Mapping[str, Any], *path: str) -> Iterator[str]:
    for key in sorted({*expected, *actual}, key=str):
        if key not in actual:
            yield f"{_at((*path, key))}is missing"
        elif key not in expected:
            yield f"{_at((*path, key))}is there, and was not to be"
        else:
            yield from differences(expected[key], actual[key], *path, key)


def _different_items(expected: tuple[Any, ...], actual: tuple[Any, ...], *path: str) -> Iterator[str]:
    for number, (one, other) in enumerate(zip(expected, actual, strict=False), 1):
        yield from differences(one, other, *path, f"#{number}")
    if len(expected) != len(actual):
        yield f"{_at(path)}has {len(actual)} entries, not {len(expected)}"


def _at(path: tuple[str, ...]) -> str:
    return f"{', '.join(key if isinstance(key, str) else '/'.join(key) for key in path)} " if path else "it "


def named(move: Move) -> str:
    """A move in words: verb, subject, actor, date."""
    return f"{move.verb} {move.names} by {move.by or 'the clock'} on {move.date}"


def shortened(value: Any) -> str:
    """The value in at most half a line: a move by its name, a date as a text, the rest as in Python."""
    text = named(value) if isinstance(value, Move) else str(value) if isinstance(value, (date, When)) else repr(value)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


_LONG: Final = 60


def without_order(state: Any) -> dict[str, Any]:
    """A state without the order of its moves: trails and statements sorted, no version."""
    trails = {name: _sorted(subject.trail) for name, subject in state.subjects.items()}
    values = plain(state, without=("trail", "order", "said", "version"))
    return {**values, "trails": trails, "statements": _sorted(state.said)}


def _sorted(moves: Collection[Move]) -> tuple[Move, ...]:
    return tuple(sorted(moves, key=repr))


def exchanged(value: Any, party_ids: tuple[str, str]) -> Any:
    """The state or move in which each of the two parties does what the other did; nobody else's part changes.

    A party is known by where it stands, as who makes a move, as whose part something is, or with whom a third party
    stands: an issue or a subject may bear the same name.
    """
    if isinstance(value, Move):
        return _exchanged_move(value, party_ids)
    if isinstance(value, FrozenDict):
        return FrozenDict({_exchanged_key(key, party_ids): exchanged(part, party_ids) for key, part in value.items()})
    if isinstance(value, HashTrieMap):
        return HashTrieMap({key: exchanged(part, party_ids) for key, part in value.items()})
    if isinstance(value, List):
        return List([exchanged(item, party_ids) for item in value])
    return _exchanged_parts(value, party_ids) if has(type(value)) and not isinstance(value, When) else value


def _exchanged_move(move: Move, party_ids: tuple[str, str]) -> Move:
    values = {name: _exchanged_condition(getattr(move, name), party_ids) for name in _CONDITIONS.get(type(move), ())}
    if move.by in party_ids:
        values["by"] = opposite(move.by, party_ids)
    return evolve(move, **values) if values else move


def _exchanged_parts(value: Any, party_ids: tuple[str, str]) -> Any:
    if isinstance(value, Setting):
        return evolve(value, sides=tuple((name, opposite(side, party_ids)) for name, side in value.sides))
    if isinstance(value, DeclaredMeasure):
        return evolve(value, by=opposite(value.by, party_ids))
    names = (attribute.name for attribute in fields(type(value)) if attribute.init)
    return evolve(value, **{name: exchanged(getattr(value, name), party_ids) for name in names})


def _exchanged_key(key: Any, party_ids: tuple[str, str]) -> Any:
    """A party as a key, or the first of a pair: whose answer somebody votes on."""
    if isinstance(key, tuple):
        whose, *others = key
        return (opposite(whose, party_ids), *others)
    return opposite(key, party_ids)


def _exchanged_condition(condition: Any, party_ids: tuple[str, str]) -> Any:
    if not isinstance(condition, Condition):
        return condition
    return Condition(tuple((name, opposite(party, party_ids), status) for name, party, status in condition.stands))


_CONDITIONS: Final = {
    verb: tuple(attribute.name for attribute in fields_of(verb) if holding(attribute).form == "condition")
    for verb in MOVES_BY_VERB.values()
}
"""The fields of each move that may hold a condition on the record."""


def opposite(name: Any, party_ids: tuple[str, str]) -> Any:
    """The other of the two parties; any other name stays as it is."""
    first, second = party_ids
    return {first: second, second: first}.get(name, name)
