"""States and moves as plain values: in one order whatever the hash seed, with the parties exchanged, without trails."""

from collections.abc import Collection
from typing import Any

from attrs import evolve, fields, has
from rpds import HashTrieMap, List

from sim.frozen import FrozenDict
from sim.setting import Setting

_EXCHANGED = {"aland": "bohus", "bohus": "aland"}


def portrait(value: Any, without: Collection[str] = ()) -> Any:
    """The value as nested tuples, maps sorted by key, without the attributes of these names."""
    if isinstance(value, (HashTrieMap, FrozenDict)):
        return tuple((key, portrait(value[key], without)) for key in sorted(value))
    if isinstance(value, (List, tuple)):
        return tuple(portrait(item, without) for item in value)
    if has(type(value)):
        names = (attribute.name for attribute in fields(type(value)) if attribute.name not in without)
        return (type(value).__name__, *((name, portrait(getattr(value, name), without)) for name in names))
    return value


def settled(state: Any) -> Any:
    """What a state says whatever order its moves came in: trails and statements sorted, no version, no order."""
    trails = {name: sorted(map(repr, subject.trail)) for name, subject in state.subjects.items()}
    said = sorted(map(repr, state.said))
    return portrait(state, without=("trail", "order", "said", "version")), trails, said


def exchanged(value: Any) -> Any:
    """The state or move in which each party does what the other did."""
    if isinstance(value, str):
        return _EXCHANGED.get(value, value)
    if isinstance(value, (HashTrieMap, FrozenDict)):
        return type(value)({exchanged(key): exchanged(item) for key, item in value.items()})
    if isinstance(value, List):
        return List([exchanged(item) for item in value])
    if isinstance(value, tuple):
        return tuple(map(exchanged, value))
    if has(type(value)) and not isinstance(value, Setting):
        given = (attribute.name for attribute in fields(type(value)) if attribute.init)
        return evolve(value, **{name: exchanged(getattr(value, name)) for name in given})
    return value
