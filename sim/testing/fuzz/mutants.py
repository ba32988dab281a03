"""Mutants of scenario files, each of a seed: the same files and the same seed make the same bytes."""

from collections.abc import Sequence
from random import Random
from typing import Final

from attrs import frozen
from yaml import MappingNode, YAMLError

from sim.testing.fuzz.content import CONTENT
from sim.testing.fuzz.lines import BYTE_ACCIDENTS, spoilt
from sim.testing.fuzz.structure import STRUCTURE
from sim.testing.fuzz.tree import text_of, tree_of

_STRUCTURES: Final = (0, 0, 1, 1, 1, 2, 3)
_ACCIDENTS: Final = (0, 0, 0, 0, 1, 2)
_BYTES: Final = (0, 0, 0, 0, 0, 0, 0, 1)
"""The numbers of mutations of each sort, to choose from."""


@frozen
class Mutant:
    """A file that has suffered: its seed, its bytes, and what has happened to it."""

    seed: int
    data: bytes
    happened: tuple[str, ...]


def mutant(seed: int, texts: Sequence[str]) -> Mutant:
    """The mutant of a seed, made of one of the texts."""
    source = Random(seed)  # noqa: S311 - to be repeated
    text, happened = source.choice(texts), list[str]()
    text = _restructured(source, text, happened)
    for _ in range(source.choice(_ACCIDENTS)):
        text, name = spoilt(source, text)
        happened.append(name)
    data = text.encode("utf-8", "surrogatepass")
    for _ in range(source.choice(_BYTES)):
        name = source.choice(tuple(BYTE_ACCIDENTS))
        data = BYTE_ACCIDENTS[name](source, data)
        happened.append(name)
    return Mutant(seed, data, tuple(happened))


def _restructured(source: Random, text: str, happened: list[str]) -> str:
    """The text after mutations of its tree; as it was where YAML cannot make a tree of it, or a text of the tree."""
    count, root = source.choice(_STRUCTURES), tree_of(text)
    if root is None or not count:
        return text
    names = [_mutated(source, root) for _ in range(count)]
    try:
        changed = text_of(root)
    except (YAMLError, UnicodeError):
        return text
    happened += names
    return changed


def _mutated(source: Random, root: MappingNode) -> str:
    """The name of the mutation that the tree has gone through, more often one of what it says."""
    mutations = source.choice((STRUCTURE, CONTENT, CONTENT))
    name = source.choice(tuple(mutations))
    if root.value:
        mutations[name](source, root)
    return name
