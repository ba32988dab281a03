"""Accidents that happen to a file as a text, or as bytes, whatever it says."""

from collections.abc import Callable
from random import Random
from typing import Final

from sim.testing.fuzz.material import BYTES, HOSTILE, LENGTHS, SIGNS

Accident = Callable[[Random, list[str]], None]
"""An accident to the lines of a file, each with its end."""


def _anywhere(source: Random, lines: list[str]) -> int:
    return source.randrange(len(lines))


def _deleted(source: Random, lines: list[str]) -> None:
    first = _anywhere(source, lines)
    del lines[first : first + source.choice((1, 1, 1, 2, 5))]


def _doubled(source: Random, lines: list[str]) -> None:
    first = _anywhere(source, lines)
    place = source.choice((first, _anywhere(source, lines)))
    lines[place:place] = lines[first : first + source.choice((1, 1, 3, 6))]


def _exchanged(source: Random, lines: list[str]) -> None:
    one, other = _anywhere(source, lines), _anywhere(source, lines)
    lines[one], lines[other] = lines[other], lines[one]


def _joined(source: Random, lines: list[str]) -> None:
    number = _anywhere(source, lines)
    lines[number] = lines[number].rstrip("\n")


def _with_a_sign(source: Random, lines: list[str]) -> None:
    number = _anywhere(source, lines)
    line = lines[number]
    column = source.randint(0, len(line))
    lines[number] = line[:column] + source.choice(SIGNS) + line[column + source.randint(0, 1) :]


def _indented(source: Random, lines: list[str]) -> None:
    number = _anywhere(source, lines)
    lines[number] = source.choice((" ", "  ", "\t", "- ", "? ", "!!str ", "&x ", "# ")) + lines[number]


def _outdented(source: Random, lines: list[str]) -> None:
    number = _anywhere(source, lines)
    lines[number] = lines[number].removeprefix(source.choice((" ", "  ", "    ")))


def _with_another_value(source: Random, lines: list[str]) -> None:
    """Another text after a colon, without quotes."""
    number = _anywhere(source, lines)
    key, colon, _ = lines[number].partition(": ")
    lines[number] = f"{key}{colon or ': '}{source.choice(HOSTILE)}\n"


def _with_a_long_text(source: Random, lines: list[str]) -> None:
    number = _anywhere(source, lines)
    piece = source.choice(("a", "ab ", "é", "- ", "[", "{a: ", "'", "a: ", "\n", "  - a\n", "#", "&a ", "\\"))
    size = source.choice(LENGTHS) // len(piece)
    lines[number] = lines[number].rstrip("\n") + piece * size + "\n"


def _of_another_file(source: Random, lines: list[str]) -> None:
    lines.insert(
        _anywhere(source, lines), source.choice(("---\n", "...\n", "%YAML 1.1\n", "%TAG ! x\n", "? \n", "<<: {}\n"))
    )


ACCIDENTS: Final[dict[str, Accident]] = {
    "lines deleted": _deleted,
    "lines doubled": _doubled,
    "lines exchanged": _exchanged,
    "lines joined": _joined,
    "an odd sign": _with_a_sign,
    "a slip of the key": _with_a_sign,
    "a line indented": _indented,
    "a line outdented": _outdented,
    "another value": _with_another_value,
    "a long text": _with_a_long_text,
    "a line of another file": _of_another_file,
}
"""Accidents to lines, by name."""


def spoilt(source: Random, text: str) -> tuple[str, str]:
    """The text after an accident, and the accident's name."""
    name, lines = source.choice(tuple(ACCIDENTS)), text.splitlines(keepends=True) or [""]
    ACCIDENTS[name](source, lines)
    return "".join(lines), name


def _truncated(source: Random, data: bytes) -> bytes:
    return data[: source.randrange(len(data) + 1)]


def _with_odd_bytes(source: Random, data: bytes) -> bytes:
    place = source.randrange(len(data) + 1)
    return data[:place] + source.choice((*BYTES, source.randbytes(3))) + data[place + source.randint(0, 2) :]


def _encoded(encoding: str) -> Callable[[Random, bytes], bytes]:
    return lambda source, data: data.decode("utf-8", "replace").encode(encoding, "replace")


BYTE_ACCIDENTS: Final[dict[str, Callable[[Random, bytes], bytes]]] = {
    "truncated": _truncated,
    "odd bytes": _with_odd_bytes,
    "a byte-order mark": lambda source, data: b"\xef\xbb\xbf" * source.randint(1, 2) + data,
    "CRLF": lambda source, data: data.replace(b"\n", b"\r\n"),
    "CR": lambda source, data: data.replace(b"\n", b"\r"),
    "tabs": lambda source, data: data.replace(b"  ", b"\t"),
    "UTF-16": _encoded("utf-16"),
    "UTF-32": _encoded("utf-32-be"),
    "Latin-1": _encoded("latin-1"),
    "UTF-7": _encoded("utf-7"),
    "noise": lambda source, data: source.randbytes(source.randrange(200)),
    "nothing": lambda source, data: b"",
}
"""Accidents to a whole file, by name."""
