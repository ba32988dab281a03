"""The tree that YAML makes of a file, its places, and the way back to a text."""

import re
from collections.abc import Iterator
from typing import Final

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

Slot = tuple[Node, int, int]
"""The place of a node: its parent, its item there, and in a mapping whether it is the key (0) or the value (1)."""

TAG: Final = "tag:yaml.org,2002:"
"""The prefix of the tags of YAML."""
_QUOTED: Final = re.compile("[\x85\u2028\u2029\ufeff]")


def tree_of(text: str) -> MappingNode | None:
    """The tree of a text, every scalar a text; None where YAML makes no mapping of it."""
    try:
        root = yaml.compose(text, yaml.CBaseLoader)
    except (yaml.YAMLError, ValueError):
        return None
    return root if isinstance(root, MappingNode) and root.value else None


def text_of(root: Node) -> str:
    """The tree as YAML."""
    return str(yaml.serialize(root, Dumper=yaml.CBaseDumper, allow_unicode=True, width=110))


def scalar(text: str) -> ScalarNode:
    """A text as a node, quoted where it has to be."""
    return ScalarNode(f"{TAG}str", text, style='"' if _QUOTED.search(text) else None)


def sequence(*items: Node) -> SequenceNode:
    """A list of nodes."""
    return SequenceNode(f"{TAG}seq", list(items), flow_style=False)


def mapping(*pairs: tuple[Node, Node]) -> MappingNode:
    """A mapping of these keys to these values; keys may stand in it twice."""
    return MappingNode(f"{TAG}map", list(pairs), flow_style=False)


def slots(node: Node) -> Iterator[Slot]:
    """Every place below a node, keys included."""
    for number, item in enumerate(node.value if isinstance(node, SequenceNode) else ()):
        yield node, number, 1
        yield from slots(item)
    for number, (key, value) in enumerate(node.value if isinstance(node, MappingNode) else ()):
        yield node, number, 0
        yield from slots(key)
        yield node, number, 1
        yield from slots(value)


def at(slot: Slot) -> Node:
    """The node that stands in a place."""
    home, number, part = slot
    item: Node = home.value[number] if isinstance(home, SequenceNode) else home.value[number][part]
    return item


def put(slot: Slot, node: Node) -> None:
    """Let a node stand in a place, instead of what stands there."""
    home, number, part = slot
    if isinstance(home, SequenceNode):
        home.value[number] = node
    else:
        pair = home.value[number]
        home.value[number] = (node, pair[1]) if part == 0 else (pair[0], node)


def values_below(root: Node) -> list[Slot]:
    """The places of all values and items."""
    return [slot for slot in slots(root) if slot[2]]


def keys_below(root: Node) -> list[Slot]:
    """The places of all keys."""
    return [slot for slot in slots(root) if not slot[2]]


def scalars_below(root: Node) -> list[Slot]:
    """The places of all values and items that are texts."""
    return [slot for slot in values_below(root) if isinstance(at(slot), ScalarNode)]


def mappings_in(root: MappingNode) -> list[MappingNode]:
    """All mappings that have something in them, the tree itself first."""
    inner = (at(slot) for slot in values_below(root))
    return [root] + [node for node in inner if isinstance(node, MappingNode) and node.value]


def entry(root: Node, name: str) -> Node | None:
    """The value of a key of a mapping, if it has it."""
    return next((value for key, value in root.value if key.value == name), None)


def moves_in(root: MappingNode) -> list[MappingNode]:
    """The moves of the record that say something, those of branches left aside."""
    moves = entry(root, "moves")
    items = moves.value if isinstance(moves, SequenceNode) else []
    return [move for move in items if isinstance(move, MappingNode) and move.value]


def copied(node: Node) -> Node:
    """The node without the anchor that the same node in two places would get."""
    if isinstance(node, ScalarNode):
        return ScalarNode(node.tag, node.value, style=node.style)
    if isinstance(node, SequenceNode):
        return SequenceNode(node.tag, [copied(item) for item in node.value], flow_style=node.flow_style)
    assert isinstance(node, MappingNode)
    return MappingNode(
        node.tag, [(copied(key), copied(value)) for key, value in node.value], flow_style=node.flow_style
    )
