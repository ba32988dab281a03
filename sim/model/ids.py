"""Ids: what they look like, and the words that are nobody's id."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

BOTH = "both"
"""The value of `by` for a joint move."""
TIE: Final = "tie"
"""The answer to who has more of something, where both have as many."""
NONE: Final = "none"
"""The word for nothing at all, where an id or a value can stand."""
RESERVED: Final = {
    BOTH: "joint moves",
    NONE: "nothing at all",
    "clock": "what time does alone",
    "absent": "what has not been made",
    TIE: "an even count",
}
"""The words that are nobody's id, as files, commands and answers have them where an id can stand; and what they say."""

_SIGNS = r"\s!-,./:-@\[-^`{-~\u0080-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u206f\ufeff"
ID_PATTERN = f"^[^{_SIGNS}_-][^{_SIGNS}]*$"
"""The pattern of an id: letters of any script, digits, `-` and `_`, the first no sign.

Python and ECMAScript, whose patterns JSON Schema takes, read it alike.
"""

NOT_AN_ID = "is no id; an id has letters, digits, - and _, and begins with a letter or digit"


def reserved(name: str) -> str:
    """The complaint about an id that is a reserved word."""
    return _reserved(name, "id")


def reserved_word(word: str) -> str:
    """The complaint about a word of a list that is reserved."""
    return _reserved(word, "word")


def _reserved(name: str, noun: str) -> str:
    return f"{name!r} is reserved for {RESERVED[name]}; choose another {noun}"


@lru_cache(maxsize=65_536)
def is_id(text: str) -> bool:
    """Whether a text looks like an id."""
    return re.fullmatch(ID_PATTERN, text) is not None


def ids(value: str | Iterable[str] | None) -> tuple[str, ...]:
    """One id or several, as a tuple; none for None."""
    if isinstance(value, str):
        return (value,)
    return () if value is None else tuple(value)
