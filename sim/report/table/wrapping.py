"""The wrapping of text for a terminal, in linear time."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from wcwidth import wcswidth, wcwidth

_VALUE: Final = "(?>[^ A-Za-z0-9]*[0-9][^ A-Za-z]*)"
"""A number or a date, with whatever signs it has, but no letter."""

_PIECE: Final = re.compile(
    f"{_VALUE} to (?:{_VALUE}|after the end)(?: (?:%|points))?[^ ]*"  # an interval
    f"|{_VALUE} (?:%|points)[^ ]*"  # a percentage
    "|[^ ]+"
)

_EMOJI: Final = "\ufe0f"
"""The sign that makes some narrow signs wide."""


def pieces(text: str) -> list[str]:
    """The words of a text on one line; a percentage or an interval is as one word."""
    return _PIECE.findall(text)


def columns(text: str) -> int:
    """The width of a text on a terminal, in columns."""
    return len(text) if text.isascii() else max(wcswidth(text), 0)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many columns; only a word that is wider than that is broken."""
    if columns(text) <= width and "  " not in text and text == text.strip(" "):
        return [text]
    return list(_lines(pieces(text), width)) or [""]


def _lines(words: Iterable[str], width: int) -> Iterator[str]:
    line, taken = list[str](), 0
    for part, wide in _parts(words, width):
        if line and taken + 1 + wide > width:
            yield " ".join(line)
            line, taken = [], 0
        taken += wide + bool(line)
        line.append(part)
    if line:
        yield " ".join(line)


def _parts(words: Iterable[str], width: int) -> Iterator[tuple[str, int]]:
    """The words, those wider than a line in parts, each with its width."""
    for word in words:
        wide = columns(word)
        if wide <= width:
            yield word, wide
        else:
            yield from ((part, columns(part)) for part in _broken(word, width))


def _broken(word: str, width: int) -> Iterator[str]:
    """The parts of a word that is too long for a line; it breaks after a slash, else after a hyphen, if it has one."""
    start = 0
    while start < len(word):
        end = _end(word, start, width)
        if end < len(word):
            end = 1 + (word.rfind("/", start, end) if "/" in word[start:end] else word.rfind("-", start, end)) or end
        yield word[start:end]
        start = end


def _end(word: str, start: int, width: int) -> int:
    """The end of the line that begins at *start*: at least one sign after it."""
    taken, end = _advance(word[start]), start + 1
    while end < len(word):
        taken += _advance(word[end])
        if taken > width:
            break
        end += 1
    return end


@lru_cache(maxsize=4096)
def _advance(sign: str) -> int:
    """The most columns that a sign adds to a text."""
    return 1 if sign == _EMOJI else max(wcwidth(sign), 0)
