"""Lines within a few rows of a terminal: where they take too many, the least important are told more briefly."""

from collections.abc import Iterable, Iterator
from enum import IntEnum, auto
from typing import Final

from sim.report.prose.names import shortened
from sim.report.table.wrapping import wrapped

WIDTH: Final = 78
"""The columns of a row: those of a terminal of 80, less the two before the text."""

MOST_ROWS: Final = 12
"""The most rows of all lines together, where there are no more lines than that."""


class Importance(IntEnum):
    """What a line is on, the least important first."""

    PARTIES = auto()
    LAST_MOVE = auto()
    OPEN = auto()
    LAST_TALKS = auto()
    NEXT_TALKS = auto()
    MEASURES = auto()
    COMMITMENTS = auto()
    AGREED = auto()
    TENSION = auto()
    THREATS = auto()


Line = tuple[Importance, Iterator[str]]
"""What a line is on, and the ways to tell it, the longest first."""


def fitted(lines: Iterable[Line]) -> tuple[str, ...]:
    """The lines, the less important ones in two rows or in one where all would take too many."""
    told = [(importance, next(forms), forms) for importance, forms in lines]
    texts = [text for _, text, _ in told]
    for most in (2, 1):
        for place in sorted(range(len(told)), key=lambda place: told[place][0]):
            if sum(map(rows, texts)) > MOST_ROWS:
                texts[place] = _within(most, texts[place], told[place][2])
    return tuple(texts)


def rows(text: str) -> int:
    """The rows that a line takes."""
    return len(wrapped(text, WIDTH))


def closed(text: str) -> str:
    """A text that may have been cut within quotation marks, with its last ones closed."""
    return f"{text}”" if text.count("“") > text.count("”") else text


def _within(most: int, text: str, briefer: Iterator[str]) -> str:
    """The text, or the first briefer one that takes so many rows, or the last of them, cut."""
    while rows(text) > most:
        form = next(briefer, None)
        if form is None:
            return _cut(text, most)
        text = form
    return text


def _cut(text: str, most: int) -> str:
    lengths = range(min(len(text), most * WIDTH), 0, -1)
    return next(cut for length in lengths if rows(cut := closed(shortened(text, length))) <= most)
