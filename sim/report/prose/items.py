"""Lines that name a few of many things: "12 threats stand: …; …; and 10 more."."""

from collections.abc import Sequence
from typing import Final

LONGEST: Final = 200
"""The most characters of a line, unless one name alone is longer."""

MOST: Final = 5
"""The most things that a line names."""


def line_of(head: str, items: Sequence[str], count: int | None = None) -> str:
    """The head and the first of these things, as many as fit on a line, with the number of the others.

    *items* may be the first of so many (*count*).
    """
    total, kept = len(items) if count is None else count, list(items[:1])
    for item in items[1:MOST]:
        room = LONGEST - len(_line(head, (*kept, item), 0))
        if room < (0 if len(kept) + 1 == total else len(_rest(total))):
            break
        kept.append(item)
    return _line(head, kept, total - len(kept))


def _line(head: str, items: Sequence[str], left: int) -> str:
    return f"{head}: {'; '.join(items)}{_rest(left) if left else ''}."


def _rest(left: int) -> str:
    return f"; and {left:,} more"
