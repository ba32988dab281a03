"""Lines that name a few of many things: "12 threats stand: …; …; and 10 more."."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

LONGEST: Final = 200
"""The most characters of a line, unless one name alone is longer."""

MOST: Final = 5
"""The most things that a line names."""


def forms_of(
    head: str, items: Sequence[str], brief: Callable[[], Sequence[str]], bare: str = "", count: int | None = None
) -> Iterator[str]:
    """The head and the first of these things, as many as fit on a line, with the number of the others.

    Then the same with fewer things, with the things in *brief*, and without any: the head alone, or *bare*. *items* may
    be the first of so many (*count*).
    """
    total = len(items) if count is None else count
    yield from _lines(head, items, total)
    yield from _lines(head, brief(), total)
    yield bare or f"{head}."


def _lines(head: str, items: Sequence[str], total: int) -> Iterator[str]:
    """The line with as many things as fit, then with fewer and fewer, down to one."""
    kept = list(items[:1])
    for item in items[1:MOST]:
        room = LONGEST - len(_line(head, (*kept, item), 0))
        if room < (0 if len(kept) + 1 == total else len(_rest(total))):
            break
        kept.append(item)
    for number in range(len(kept), 0, -1):
        yield _line(head, kept[:number], total - number)


def _line(head: str, items: Sequence[str], left: int) -> str:
    return f"{head}: {'; '.join(items)}{_rest(left) if left else ''}."


def _rest(left: int) -> str:
    return f"; and {left:,} more"
