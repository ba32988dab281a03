"""The texts of an entry that are marked as private in the record."""

from typing import Any

from sim.records.json_values import Json

_PRIVATE = "private"


def private_paths(document: Json) -> frozenset[str]:
    """The places, as JSON pointers, of all that a document marks as `private`, whether it is sealed or not."""
    return frozenset(_found(document, ""))


def _found(value: Any, path: str) -> list[str]:
    if isinstance(value, dict):
        marked = value.get(_PRIVATE, ())
        names = [marked] if isinstance(marked, str) else [name for name in marked if isinstance(name, str)]
        inside = [found for key, part in value.items() for found in _found(part, f"{path}/{key}")]
        return [*(f"{path}/{name}" for name in names), *inside]
    if isinstance(value, list):
        return [found for position, part in enumerate(value) for found in _found(part, f"{path}/{position}")]
    return []
