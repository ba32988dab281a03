"""How alike two wordings are: by the runs of three characters that they share."""

import re
from collections.abc import Collection, Mapping
from typing import Any, Final

from sim.model.move import Move

_PROSE: Final = ("title", "terms", "action", "quote", "note", "concedes", "mandate", "if_")
"""The fields of moves whose words tell what a move is about; coders put the same words in different ones."""
_GAP: Final = re.compile(r"[\W_]+")


def trigrams(text: str) -> frozenset[str]:
    """The runs of three characters in a text, without case and signs; a blank stands before and after each word."""
    words = f" {_GAP.sub(' ', text.casefold()).strip()} "
    return frozenset(words[at : at + 3] for at in range(len(words) - 2))


def wording(move: Move) -> frozenset[str]:
    """The trigrams of all that a move says in words."""
    values = (getattr(move, name, None) for name in _PROSE)
    return trigrams(" ".join(filter(None, map(_words, values))))


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(f"{term} {what}" for term, what in value.items())
    return value if isinstance(value, str) else ""


def dice(one: Collection[Any], other: Collection[Any]) -> float:
    """The Dice coefficient of two sets: twice what they share, divided by what both have; 0 to 1."""
    return 2 * len(frozenset(one) & frozenset(other)) / (len(one) + len(other))
