"""The entries of one call: the first has its id, and those that follow it the same with /2, /3 and so on."""

import re
from collections.abc import Iterable
from typing import Final

from sim.records.journal.entries import Entry

_FURTHER: Final = re.compile("(.+)/([0-9]{1,9})", re.DOTALL)


def id_of(first: str, position: int) -> str:
    """The id of an entry of the call that begins with this id; the first has position 1."""
    return first if position == 1 else f"{first}/{position}"


def last_of_call(entries: Iterable[Entry]) -> int:
    """The number of the last entry of the call that the first of these entries belongs to."""
    first, *further = entries
    last = first
    for entry in further:
        if not _follows(last.id, entry.id):
            break
        last = entry
    return last.number


def _follows(before: str, after: str) -> bool:
    """Whether the entry of one id was recorded in one call with that of another, right after it."""
    match = _FURTHER.fullmatch(before)
    return after == id_of(before, 2) or (match is not None and after == id_of(match[1], int(match[2]) + 1))
