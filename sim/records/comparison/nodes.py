"""Nodes of a text taken apart, and put together otherwise."""

from sim.scenario.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Entries = list[tuple[ScalarNode, Node]]
"""Keys with their values."""


def text_of(node: Node | None) -> str:
    """The text of a node; empty for one that is none."""
    return node.text if isinstance(node, ScalarNode) else ""


def shown(node: Node | None) -> str:
    """The value of a node in a sentence."""
    if isinstance(node, SequenceNode):
        return ", ".join(map(shown, node.items))
    if isinstance(node, MappingNode):
        return ", ".join(f"{key} {shown(value)}" for key, value in node.values.items())
    return text_of(node) or "none"


def node_at(mapping: MappingNode, *keys: str) -> Node | None:
    """The node under a key within the mapping under another, and so on; None if there is none."""
    node: Node | None = mapping
    for key in keys:
        node = node.values.get(key) if isinstance(node, MappingNode) else None
    return node


def entries_of(mapping: MappingNode) -> Entries:
    """The keys of a mapping with their values."""
    return [(mapping.keys[key], value) for key, value in mapping.values.items()]


def mapping_of(place: Node, entries: Entries) -> MappingNode:
    """A mapping with these entries, at the place of another node."""
    values = {key.text: value for key, value in entries}
    return MappingNode(values, {key.text: key for key, _ in entries}, place.line, place.column)
