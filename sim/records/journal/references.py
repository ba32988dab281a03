"""Moves that branches and expectations name: `#12` counts the moves of the record, `@12` names the entry of one.

A scenario file has the first, which is another move as soon as one is added before it; a journal keeps the second.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from sim.model.errors import UnknownNameError

_BY_NUMBER: Final = re.compile("#([1-9][0-9]{0,8})")
_BY_ENTRY: Final = re.compile("@([1-9][0-9]{0,8})")
_SECTIONS: Final = ("branches", "expect")
_KEYS: Final = ("from", "without", "as of", "since")

Sections = Mapping[str, Any]


def by_entry(sections: Sections, entries: Mapping[int, int]) -> dict[str, Any]:
    """The sections of a file as a journal keeps them; *entries* has the entry of each move, by its number.

    Raises: UnknownNameError if a move is named that is not there.
    """

    def renamed(number: int) -> str:
        if number not in entries:
            raise UnknownNameError(f"there is no move #{number}; the record has {len(entries)}")
        return f"@{entries[number]}"

    return _renamed(sections, _BY_NUMBER, renamed)


def by_number(sections: Sections, numbers: Mapping[int, int]) -> dict[str, Any]:
    """The sections of a journal as a file has them; *numbers* has the number of each move, by its entry.

    A move that is not in the record any more keeps the name of its entry, of which the reader complains.
    """

    def renamed(entry: int) -> str:
        return f"#{numbers[entry]}" if entry in numbers else f"@{entry}"

    return _renamed(sections, _BY_ENTRY, renamed)


def entries_named(sections: Sections) -> frozenset[int]:
    """The entries of the moves that the sections of a journal name."""
    named = set[int]()

    def noted(entry: int) -> str:
        named.add(entry)
        return f"@{entry}"

    _renamed(sections, _BY_ENTRY, noted)
    return frozenset(named)


def _renamed(sections: Sections, pattern: re.Pattern[str], name: Callable[[int], str]) -> dict[str, Any]:
    def walked(value: Any, key: str) -> Any:
        if isinstance(value, Mapping):
            return dict(items(value))
        if isinstance(value, list | tuple):
            return [walked(part, key) for part in value]
        match = pattern.fullmatch(value) if isinstance(value, str) and key in _KEYS else None
        return name(int(match[1])) if match else value

    def items(mapping: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for key, value in mapping.items():
            yield key, walked(value, key)

    return {key: walked(value, "") if key in _SECTIONS else value for key, value in sections.items()}
