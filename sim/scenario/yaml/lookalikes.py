"""Ids that look alike: those that differ only in case, or in letters and digits that are drawn (nearly) the same.

Source: Unicode Technical Standard #39, Unicode Security Mechanisms, confusables; the letters of it that look like Latin
ones in nearly every font.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from sim.model.errors import Fault, Where
from sim.model.ids import RESERVED
from sim.scenario.yaml.nodes import Node

_LATIN: Final = str.maketrans(
    "аеорсухіјѕһԁԛԝѵӏАВЕЅІЈКМНОРСТУХԚԜѴӀ" + "αγινορυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "օսոհզց" + "ıɑɡ−˗",
    "aeopcyxijshdqwvlABESIJKMHOPCTYXQWVl" + "ayivopuABEZHIKMNOPTYX" + "ounhqg" + "iag--",
)
"""Letters of the Cyrillic, Greek and Armenian scripts, and some others, as the Latin ones that they look like."""
_STROKES: Final = str.maketrans("I1O0", "lloo")
"""Latin letters and digits that many fonts draw alike."""
_UNSEEN: Final = re.compile(
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
"""The characters of an id that nobody sees."""

Named = tuple[str, Node]
"""An id, and where it is given."""


def lookalikes(file: str, spaces: Iterable[tuple[str, Iterable[Named], bool]]) -> Iterator[Fault]:
    """A warning for each id that looks like an earlier one of its space, or like a reserved word.

    Each space has a noun for its ids, these in order, and whether reserved words are none of them.
    """
    for noun, named, has_reserved in spaces:
        places = dict[str, Node]()
        for name, node in named:
            places.setdefault(name, node)
        first = {shape: word for word in RESERVED for shape in _shapes(word)} if has_reserved else {}
        for name, node in places.items():
            shapes = _shapes(name)
            other = next((first[shape] for shape in shapes if shape in first), None)
            if other not in (None, name):
                where = Where(file, node.line, node.column)
                yield Fault(where, "warning", _message(noun, name, other, places.get(other)))
            for shape in shapes:
                first.setdefault(shape, name)


def _shapes(name: str) -> tuple[str, ...]:
    """The shapes of an id: without regard to case, to script, and to like strokes. Ids that look alike share one."""
    if name.isascii():
        folded = name.casefold()
        return folded, f"{folded} in Latin", f"{name.translate(_STROKES).casefold()} in strokes"
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", name)).translate(_LATIN)
    return _folded(name), f"{plain.casefold()} in Latin", f"{plain.translate(_STROKES).casefold()} in strokes"


def _folded(name: str) -> str:
    """The id without regard to case, by the caseless matching of the Unicode Standard (3.13)."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFD", name).casefold()).casefold()
    return unicodedata.normalize("NFKD", folded)


def _message(noun: str, name: str, other: str, place: Node | None) -> str:
    which = f"the reserved word {other!r}" if place is None else f"{other!r} (line {place.line})"
    if name.casefold() == other.casefold():
        how = "they differ only in case"
    else:
        how = f"they differ only in signs that look alike{_strange(name, other)}"
    return f"the {noun} {name!r} looks like {which}: {how}; give one of them another id"


def _strange(*names: str) -> str:
    """The first letters that are not of the usual script, by name; empty where all are."""
    strange = dict.fromkeys(letter for name in names for letter in name if not letter.isascii())
    letters = [unicodedata.name(letter, f"U+{ord(letter):04X}") for letter in strange][:3]
    return f" (there is {', '.join(letters)})" if letters else ""
