"""A failing file made smaller: lines are left out while it fails in the same kind."""

from collections.abc import Callable, Iterable, Iterator
from math import inf
from typing import Final

from sim.testing.fuzz.checks import held
from sim.testing.fuzz.kinds import Finding, TookTooLongError

_MOST_TRIES: Final = 600
_MOST_SLOW_TRIES: Final = 10
_NOTE_LENGTH: Final = 300


def fails(finding: Finding, data: bytes) -> bool:
    """Whether a file fails in the kind of a finding."""
    findings = held(data, lambda name: name == finding.check).findings
    return any(other.kind == finding.kind for other in findings)


def shrunk(finding: Finding, data: bytes) -> bytes:
    """The lines of a failing file without which it no longer fails in that kind, as far as so many tries lead."""
    tries = _MOST_SLOW_TRIES if finding.kind.startswith(TookTooLongError.__name__) else _MOST_TRIES
    return b"".join(fewest(data.splitlines(keepends=True), lambda lines: fails(finding, b"".join(lines)), tries))


Lines = list[bytes]


def fewest(lines: Lines, is_enough: Callable[[Lines], bool], tries: int) -> Lines:
    """Lines that are enough, after so many tries to leave some of them out."""
    for pieces in (_halves, _blocks, _halves, _lines):
        place: int | None = len(lines)
        while place is not None:
            last, place = place, None
            for start, end in (piece for piece in pieces(lines) if piece[0] <= last):
                if not tries:
                    return lines
                tries -= 1
                smaller = lines[:start] + lines[end:]
                if is_enough(smaller):
                    lines, place = smaller, start
                    break
    return lines


Pieces = Callable[[Lines], Iterable[tuple[int, int]]]
"""The pieces of lines that could be left out together, each from one number up to another."""


def _halves(lines: Lines) -> Iterator[tuple[int, int]]:
    """The last and the first half, and the same of quarters and eighths."""
    for size in (len(lines) // part for part in (2, 4, 8)):
        if size:
            yield from ((len(lines) - size, len(lines)), (0, size))


def _blocks(lines: Lines) -> Iterator[tuple[int, int]]:
    """Each line with what is indented more below it, the last ones first, as later lines hang on earlier ones."""
    depths = [_depth(line) for line in lines]
    for start in range(len(lines) - 1, -1, -1):
        end = next((other for other in range(start + 1, len(lines)) if depths[other] <= depths[start]), len(lines))
        if end > start + 1:
            yield start, end


def _depth(line: bytes) -> float:
    """The indentation of a line; an item of a list is a little deeper than the key above it, an empty line deepest."""
    text = line.strip()
    return (len(line) - len(line.lstrip()) + (0.5 if text.startswith(b"- ") else 0)) if text else inf


def _lines(lines: Lines) -> Iterator[tuple[int, int]]:
    return ((number, number + 1) for number in range(len(lines) - 1, -1, -1))


def noted(finding: Finding, data: bytes) -> bytes:
    """The file under a comment with the finding, if it still fails with that line above."""
    note = " ".join(f"{finding.kind}: {finding.detail}".split())[:_NOTE_LENGTH]
    with_note = f"# {ascii(note)[1:-1]}\n".encode() + data
    return with_note if fails(finding, with_note) else data
