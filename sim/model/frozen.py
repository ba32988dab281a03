"""A small immutable dict, for the parts that two parties have in one thing.

For two or three keys it is made and read in a fraction of the time that a persistent map takes; the tables of a state,
with thousands of keys, are persistent maps.
"""

from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class FrozenDict(dict[Key, Value]):
    """A dict that cannot be written to, and so can be shared and hashed."""

    __slots__ = ()

    def insert(self, key: Key, value: Value) -> "FrozenDict[Key, Value]":
        """A copy with this value under the key."""
        copy = FrozenDict(self)
        dict.__setitem__(copy, key, value)
        return copy

    def __hash__(self) -> int:  # type: ignore[override] # a dict has none, as it can change
        return hash(frozenset(self.items()))

    def __repr__(self) -> str:
        return repr(dict(sorted(self.items(), key=repr)))

    def __reduce__(self) -> tuple[Any, ...]:
        return FrozenDict, (dict(self),)

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a FrozenDict cannot be written to; insert() gives a copy")

    __setitem__ = __delitem__ = __ior__ = update = pop = popitem = clear = setdefault = _refuse


def frozen_dict(mapping: Mapping[Any, Any]) -> FrozenDict[Any, Any]:
    """The mapping as one that cannot be written to."""
    return mapping if isinstance(mapping, FrozenDict) else FrozenDict(mapping)
