"""Mutations of how a file is built: its keys, the shapes of its values, what YAML has beside them."""

from collections.abc import Callable
from random import Random
from typing import Final

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from sim.testing.fuzz.material import HOSTILE, WORDS
from sim.testing.fuzz.tree import (
    TAG,
    Slot,
    at,
    copied,
    keys_below,
    mapping,
    mappings_in,
    put,
    scalar,
    scalars_below,
    sequence,
    values_below,
)

Mutation = Callable[[Random, MappingNode], None]
"""Changes the tree of a file, which it is given whole; where it finds nothing to change it leaves it."""


def _a_key(source: Random, root: MappingNode) -> Slot:
    """A key of any mapping, big or small: every mapping has the same chance."""
    home = source.choice(mappings_in(root))
    return home, source.randrange(len(home.value)), 0


# KEYS


def _key_repeated(source: Random, root: MappingNode) -> None:
    home, number, _ = _a_key(source, root)
    key, value = home.value[number]
    other = source.choice((value, at(source.choice(values_below(root)))))
    home.value.insert(source.randint(0, len(home.value)), (copied(key), copied(other)))


def _key_merged(source: Random, root: MappingNode) -> None:
    slot = _a_key(source, root)
    put(slot, scalar("<<"))
    if source.random() < 0.5:
        put((slot[0], slot[1], 1), mapping((scalar("a"), scalar("b"))))


def _key_complex(source: Random, root: MappingNode) -> None:
    slot = _a_key(source, root)
    key = at(slot)
    put(
        slot,
        source.choice((sequence(key), mapping((key, scalar("b"))), sequence(), mapping(), sequence(sequence(key)))),
    )


def _key_emptied(source: Random, root: MappingNode) -> None:
    put(_a_key(source, root), scalar(source.choice(("", " ", "~", "null"))))


def _key_renamed(source: Random, root: MappingNode) -> None:
    others = [str(at(slot).value) for slot in keys_below(root) if isinstance(at(slot), ScalarNode)]
    put(
        _a_key(source, root),
        scalar(source.choice((source.choice(others), source.choice(HOSTILE), source.choice(WORDS)))),
    )


def _key_removed(source: Random, root: MappingNode) -> None:
    home, number, _ = _a_key(source, root)
    del home.value[number]


def _key_moved(source: Random, root: MappingNode) -> None:
    """A key goes to another mapping, or stands in both."""
    home, number, _ = _a_key(source, root)
    pair = home.value[number]
    target = source.choice(mappings_in(root))
    if source.random() < 0.5:
        del home.value[number]
    target.value.append((copied(pair[0]), copied(pair[1])))


# VALUES


def _value_reshaped(source: Random, root: MappingNode) -> None:
    """A text becomes a list or a mapping, and the other way round."""
    slot = source.choice(values_below(root))
    node = at(slot)
    shapes: list[Node] = [
        sequence(node),
        mapping((scalar("a"), node)),
        sequence(),
        mapping(),
        scalar(""),
        sequence(node, copied(node)),
    ]
    if isinstance(node, SequenceNode):
        shapes += node.value[:1]
    if isinstance(node, MappingNode):
        shapes += [sequence(*(value for _, value in node.value)), sequence(*(mapping(pair) for pair in node.value))]
        shapes += [value for _, value in node.value[:1]] + [key for key, _ in node.value[:1]]
    put(slot, source.choice(shapes))


def _value_taken(source: Random, root: MappingNode) -> None:
    """A value that stands elsewhere."""
    values = values_below(root)
    put(source.choice(values), copied(at(source.choice(values))))


def _text_taken(source: Random, root: MappingNode) -> None:
    """An id, a date, a status or a text that stands elsewhere."""
    values = scalars_below(root)
    if values:
        put(source.choice(values), copied(at(source.choice(values))))


def _nested(source: Random, root: MappingNode) -> None:
    slot = source.choice(values_below(root))
    node = at(slot)
    for _ in range(source.choice((1, 3, 9, 60))):
        node = source.choice((sequence(node), mapping((scalar("a"), node))))
    put(slot, node)


def _aliased(source: Random, root: MappingNode) -> None:
    """The same node in two places: an anchor and an alias."""
    values = scalars_below(root)
    if values:
        put(source.choice(values), at(source.choice(values)))


def _tagged(source: Random, root: MappingNode) -> None:
    node = at(source.choice(values_below(root)))
    node.tag = source.choice(("!x", f"{TAG}int", f"{TAG}null", f"{TAG}set", f"{TAG}python/object:os.system", "!"))


def _in_flow(source: Random, root: MappingNode) -> None:
    node = at(source.choice(values_below(root)))
    if isinstance(node, ScalarNode):
        node.style = source.choice("'\"|>")
    else:
        assert isinstance(node, SequenceNode | MappingNode)
        node.flow_style = not node.flow_style


STRUCTURE: Final[dict[str, Mutation]] = {
    "a key repeated": _key_repeated,
    "a key merged": _key_merged,
    "a complex key": _key_complex,
    "an empty key": _key_emptied,
    "a key renamed": _key_renamed,
    "a key removed": _key_removed,
    "a key moved": _key_moved,
    "a value reshaped": _value_reshaped,
    "a value of another place": _value_taken,
    "a text of another place": _text_taken,
    "nesting": _nested,
    "an alias": _aliased,
    "a tag": _tagged,
    "another style": _in_flow,
}
"""Mutations of the structure of a file, by name."""
