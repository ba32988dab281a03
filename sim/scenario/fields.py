"""What a node must be: texts, dates, ids, choices, lists, and the keys of a mapping. Faults are noted, never raised."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Final, TypeVar

from attrs import Attribute

from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.errors import UnreadableDateError, did_you_mean
from sim.model.ids import NOT_AN_ID, is_id
from sim.model.move import holding
from sim.scenario.yaml.nodes import Faults, MappingNode, Node, ScalarNode, SequenceNode

Value = TypeVar("Value")
Form = Callable[[Node], Any]
"""Makes a value of a node, or raises `Unfit`."""

_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,8}")
_OR_QUOTE: Final = "; or if it is the rest of a text, whose comma ends it within braces, quote the text"
_SHAPES: Final = {ScalarNode: "a text", SequenceNode: "a list", MappingNode: "a mapping of keys to values"}


class InvalidValueError(Exception):
    """A node that is not what its place wants; no words if that has been said already."""

    def __init__(self, node: Node, words: str = "") -> None:
        self.node = node
        self.words = words


def text(node: Node) -> str:
    """The text of a node."""
    if not isinstance(node, ScalarNode):
        raise InvalidValueError(node, f"a text is wanted here, not {_SHAPES[type(node)]}")
    if node.invalid or not node.text:
        words = f"nothing stands here; give a value{_OR_QUOTE if node.is_bare else ''}"
        raise InvalidValueError(node, "" if node.invalid else words)
    return node.text


def comma(mapping: MappingNode, key: str) -> str:
    """What is at fault with an unknown key that is the rest of a text after its comma; empty if it is none."""
    value = mapping.values.get(key)
    is_bare = isinstance(value, ScalarNode) and value.is_bare
    return (
        f"a comma ends an unquoted text within braces, so {key!r} is taken for a key; quote the text" if is_bare else ""
    )


def name(node: Node) -> str:
    """The id that a node holds."""
    value = text(node)
    if not is_id(value):
        raise InvalidValueError(node, f"{value!r} {NOT_AN_ID}")
    return value


def names(node: Node) -> tuple[str, ...]:
    """One id, or a list of them without repetition."""
    if not isinstance(node, SequenceNode):
        return (name(node),)
    found: dict[str, None] = {}
    for item in node.items:
        value = name(item)
        if value in found:
            raise InvalidValueError(item, f"{value} stands in this list twice")
        found[value] = None
    if not found:
        raise InvalidValueError(node, "the list is empty; name one, or leave the key out")
    return tuple(found)


def day(node: Node) -> When:
    """The date that a node holds."""
    value = text(node)
    try:
        return When.parse(value)
    except UnreadableDateError as error:
        raise InvalidValueError(node, str(error)) from None


def number(node: Node) -> int:
    """The whole number that a node holds, 0 or more."""
    value = text(node)
    if _NUMBER.fullmatch(value) is None:
        is_long = value.isascii() and value.isdigit() and value[0] != "0"
        words = "has more than nine digits" if is_long else "is no whole number"
        raise InvalidValueError(node, f"{value!r} {words}; write digits, such as 0 or 12")
    return int(value)


def chosen(choices: Iterable[str], node: Node) -> str:
    """The text of a node if it is one of the *choices*."""
    value = text(node)
    if value not in choices:
        raise InvalidValueError(node, f"{value!r} is not possible here{did_you_mean(value, choices)}")
    return value


def condition(node: Node) -> str | Condition:
    """A condition in words, or one on the record: statuses by subject, and for commitments by party if need be."""
    if not isinstance(node, MappingNode):
        return text(node)
    stands = [stand for key, value in node.values.items() for stand in _stands(node.keys[key], value)]
    _require_entries(node, "nothing stands here; name a subject and its status, or write the condition in words")
    return Condition(tuple(stands))


def _stands(key: ScalarNode, node: Node) -> Iterator[tuple[str, str, str]]:
    subject = name(key)
    if not isinstance(node, MappingNode):
        yield subject, "", text(node)
        return
    for party, status in node.values.items():
        yield subject, name(node.keys[party]), text(status)
    _require_entries(node, "nothing stands here; name a party and its status")


def _require_entries(node: MappingNode, words: str) -> None:
    """Let a mapping pass that has entries, all of them read; *words* say what is wanted where there are none."""
    if not (node.values and node.is_whole):
        raise InvalidValueError(node, words if node.is_whole else "")


_FORMS: Final[dict[str, Form]] = {"text": text, "date": day, "id": name, "ids": names, "condition": condition}


def form_of(attribute: "Attribute[Any]") -> Form:
    """What reads the values of a move's field."""
    held = holding(attribute)
    return partial(chosen, held.choices) if held.form == "choice" else _FORMS[held.form]


class FieldReader:
    """Reads the parts of one file; everything that is wrong ends up in its `faults`."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults

    def value(self, node: Node, concerns: str, form: Callable[[Node], Value]) -> Value | None:
        """The value of a node; None, and a fault, if it is not what is wanted."""
        try:
            return form(node)
        except InvalidValueError as unfit:
            self.note(unfit, concerns)
            return None

    def note(self, unfit: InvalidValueError, concerns: str) -> None:
        """Note what is unfit, unless that has been said."""
        if unfit.words:
            self.faults.add(unfit.node, concerns, unfit.words)

    def mapping(self, node: Node | None, concerns: str) -> MappingNode | None:
        """The node as a mapping; None, and a fault, if it is none. Nothing at all is None without a fault."""
        if node is None or isinstance(node, MappingNode):
            return node
        if not (isinstance(node, ScalarNode) and node.invalid):
            self.faults.add(node, concerns, f"keys with values are wanted here, not {_shape(node)}")
        return None

    def mappings(self, node: Node | None) -> dict[str, MappingNode]:
        """The entries of a mapping that are mappings, without a complaint about others."""
        entries = node.values.items() if isinstance(node, MappingNode) else ()
        return {key: value for key, value in entries if isinstance(value, MappingNode)}

    def items(self, node: Node | None, concerns: str) -> list[Node]:
        """The items of a list; none, and a fault, if it is no list."""
        if isinstance(node, SequenceNode):
            return node.items
        if node is not None and not (isinstance(node, ScalarNode) and node.invalid):
            self.faults.add(node, concerns, f"a list is wanted here, each item after a `- `, not {_shape(node)}")
        return []

    def named(self, node: Node | None, concerns: str) -> Iterator[tuple[str, Node]]:
        """The entries of a mapping whose keys are ids."""
        mapping = self.mapping(node, concerns)
        if mapping is not None:
            for key, value in mapping.values.items():
                if not is_id(key) and comma(mapping, key):
                    self.faults.add(mapping.keys[key], concerns, comma(mapping, key))
                elif self.value(mapping.keys[key], concerns, name) is not None:
                    yield key, value

    def known(self, mapping: MappingNode, concerns: str, keys: Iterable[str]) -> None:
        """Note a fault for every key that is not among the *keys*."""
        allowed = tuple(keys)
        for key, scalar in mapping.keys.items():
            if key not in allowed:
                words = comma(mapping, key) or f"there is no key {key!r} here{did_you_mean(key, allowed)}"
                self.faults.add(scalar, concerns, words)

    def fields(self, mapping: MappingNode, concerns: str, forms: dict[str, Form]) -> dict[str, Any]:
        """The values that a mapping gives for these keys, unfit ones left out; every other key is a fault."""
        self.known(mapping, concerns, forms)
        found = {}
        for key, form in forms.items():
            if key in mapping.values:
                value = self.value(mapping.values[key], f"{concerns}, {key}", form)
                if value is not None:
                    found[key] = value
        return found

    def each_known(self, node: Node, concerns: str, known: Iterable[str]) -> None:
        """Note a fault for every id of the node, one or several, that is not among the *known*."""
        for item in node.items if isinstance(node, SequenceNode) else [node]:
            if isinstance(item, ScalarNode) and item.text and item.text not in known:
                self.faults.add(item, concerns, f"{item.text!r} is not declared{did_you_mean(item.text, known)}")

    def titled(self, node: Node, concerns: str, forms: dict[str, Form]) -> dict[str, Any] | None:
        """The fields of a part that may be given by its title alone; None if it is unfit."""
        if isinstance(node, ScalarNode):
            title = self.value(node, concerns, text)
            return None if title is None else {"title": title}
        mapping = self.mapping(node, concerns)
        return None if mapping is None else self.fields(mapping, concerns, forms)


def _shape(node: Node) -> str:
    if isinstance(node, ScalarNode) and not node.text:
        return "nothing"
    return _SHAPES[type(node)]
