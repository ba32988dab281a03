"""What is marked as private in the record, by the entry and the place in it."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sim.records.journal.sealing import SealedEntry
from sim.records.journal.texts import below
from sim.records.json_values import Json

_PRIVATE: Final = "private"

Place = tuple[int, str]
"""The number of an entry, and a place in what is sealed of it, as a JSON pointer."""


def private_places(entries: Sequence[SealedEntry]) -> frozenset[Place]:
    """The places of all that is marked as private, whether it is a text or not.

    What one reading of a move or of a declared part marks is private in each of its readings, also in earlier ones.
    """
    if not any(_PRIVATE in entry.sealed for entry in entries):
        return frozenset()
    parts, names = tuple(_parts(entries)), defaultdict[str, set[str]](set)
    for _, part, _, fields in parts:
        names[part].update(_marked(fields))
    return frozenset(
        (number, below(path, name)) for number, part, path, fields in parts for name in names[part] & {*fields}
    )


def private_beside_texts(entries: Sequence[SealedEntry]) -> tuple[Place, ...]:
    """The places of what is marked as private and is no text, in order: ids and choices."""
    places = private_places(entries)
    marking = {number for number, _ in places}
    texts = {(entry.number, path) for entry in entries if entry.number in marking for path in entry.paths}
    return tuple(sorted(places - texts))


def _parts(entries: Sequence[SealedEntry]) -> Iterator[tuple[int, str, str, Json]]:
    """The entry, the name, the place and the fields of each part; readings of one part have the same name."""
    for entry in entries:
        body = json.loads(entry.sealed)["body"]
        moves = {"/body/add": f"#{entry.number}", "/body/amend": f"#{body.get('move')}"}
        for path, fields in _mappings(body, "/body"):
            yield entry.number, moves.get(path, path), path, fields


def _mappings(value: Any, path: str) -> Iterator[tuple[str, Json]]:
    if isinstance(value, dict):
        yield path, value
        for key, part in value.items():
            yield from _mappings(part, below(path, key))
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from _mappings(part, below(path, str(position)))


def _marked(fields: Json) -> Iterator[str]:
    marked = fields.get(_PRIVATE)
    names = marked if isinstance(marked, list) else [marked]
    return (name for name in names if isinstance(name, str))
