"""Moves that branches name: `#12` counts the moves of the record, `@12` names the entry of one.

A scenario file has the first, which is another move as soon as one is added before it; a journal keeps the second. A
branch of a branch counts the moves of that one, of which some have no entry: its numbers stay.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from sim.model.errors import UnknownNameError
from sim.scenario.branches_section import move_number

_BY_ENTRY: Final = re.compile("@([1-9][0-9]{0,8})")
_BRANCHES: Final = "branches"
_INSTEAD: Final = {"from": "from another move, or from a date", "without": "without it"}
"""The keys of a branch that name moves, and what to do where such a move is gone."""

Sections = Mapping[str, Any]
Name = Callable[[int, str, str], Any]
"""Gives what stands in place of a number, or of an entry, in a branch under a key."""


def by_entry(sections: Sections, entries: Mapping[int, int]) -> dict[str, Any]:
    """The sections of a file as a journal keeps them; *entries* has the entry of each move, by its number.

    Raises: UnknownNameError if a move is named that is not there.
    """

    def renamed(number: int, branch: str, key: str) -> str:
        if number and number not in entries:
            raise UnknownNameError(f"there is no move #{number}; the record has {len(entries)}")
        return f"@{entries[number]}" if number else "#0"

    return _renamed(sections, move_number, renamed)


def by_number(sections: Sections, numbers: Mapping[int, int], gone: Name) -> dict[str, Any]:
    """The sections of a journal as a file has them; *numbers* has the number of each move, by its entry.

    *gone* gives what stands in place of a move that is not in the record any more.
    """

    def renamed(entry: int, branch: str, key: str) -> Any:
        return f"#{numbers[entry]}" if entry in numbers else gone(entry, branch, key)

    return _renamed(sections, _entry, renamed)


def complaint_of_gone(entry: int, key: str) -> str:
    """The complaint about a move that a branch names under a key, and that is not in the record any more."""
    reason = f"the move of entry @{entry} is no longer in the record"
    return f"{reason}; declare the branch again {_INSTEAD[key]}, or take the branch back"


def _entry(text: str) -> int | None:
    match = _BY_ENTRY.fullmatch(text)
    return None if match is None else int(match[1])


def _renamed(sections: Sections, number_in: Callable[[str], int | None], name: Name) -> dict[str, Any]:
    def named(value: Any, branch: str, key: str) -> Any:
        if isinstance(value, list | tuple):
            return [named(part, branch, key) for part in value]
        number = number_in(str(value)) if isinstance(value, str | int) else None
        return value if number is None else name(number, branch, key)

    def of_branch(part: Any, branch: str) -> Any:
        if not isinstance(part, Mapping) or part.get("of"):
            return part
        return {key: named(value, branch, key) if key in _INSTEAD else value for key, value in part.items()}

    branches = sections.get(_BRANCHES)
    if not isinstance(branches, Mapping):
        return dict(sections)
    return {**sections, _BRANCHES: {key: of_branch(part, str(key)) for key, part in branches.items()}}
