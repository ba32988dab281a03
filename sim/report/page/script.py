"""The script of the page: its parts in one scope, without comments and needless blanks."""

import re
from collections.abc import Iterable
from typing import Final

_TOKEN: Final = re.compile(
    r"""
    (?P<comment>//[^\n]*)
    | (?P<text>"(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | `(?:\\.|\$\{(?:[^`{}]|`[^`]*`|\{[^{}]*\})*\}|[^`\\])*`)
    | (?P<mark>[{}();,:?=<>&|!]+)
    | (?P<blank>\s+)
    | (?P<word>[^\s"'`/{}();,:?=<>&|!]+ | /)
    """,
    re.VERBOSE,
)
"""A piece of a script. Where an operand is due a stroke begins a pattern; anywhere else it divides."""

_PATTERN: Final = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\\\n])+/[a-z]*")


def joined(parts: Iterable[str]) -> str:
    """The parts of a script in one strict scope of their own."""
    return '"use strict";(()=>{' + minified("\n".join(parts)) + "})();"


def minified(script: str) -> str:
    """A script of which each statement ends in a semicolon or a brace, as short as its meaning allows."""
    kept, at, blank = list[str](), 0, ""
    while at < len(script):
        is_operand = not kept or kept[-1][-1] in "{(,:?=&|!;"
        match = (is_operand and _PATTERN.match(script, at)) or _TOKEN.match(script, at)
        assert match is not None  # a piece of each kind there is
        piece, at = match[0], match.end()
        if match.lastgroup == "comment":
            continue
        if match.lastgroup == "blank":
            blank = "\n" if "\n" in piece or blank == "\n" else " "
            continue
        if blank and kept and _needs(blank, kept[-1], match):
            kept.append(blank)
        kept.append(piece)
        blank = ""
    return "".join(kept)


def _needs(blank: str, before: str, match: re.Match[str]) -> bool:
    """Whether a blank between two pieces has a meaning: between words, and after what may end a statement."""
    if blank == "\n" and before[-1] in "})":
        return match.lastgroup != "mark"
    return before[-1] not in "{}(),:?=<>&|!;" and match.lastgroup != "mark"
