"""The forms that a node can have: texts, dates, ids, choices, lists, mappings. Faults are noted, never raised."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final, TypeVar

from attrs import Attribute

from sim.model.condition import Condition, Stand
from sim.model.dates import When
from sim.model.errors import UnreadableDateError, did_you_mean
from sim.model.frozen import FrozenDict
from sim.model.ids import NOT_AN_ID, is_id
from sim.model.move import holding
from sim.model.private import cannot_be_private
from sim.scenario.yaml.nodes import Faults, MappingNode, Node, ScalarNode, SequenceNode

Value = TypeVar("Value")
Form = Callable[[Node], Any]
"""Gives the value of a node, or raises `InvalidValueError`."""

PRIVATE: Final = "private"
"""The key under which a part marks others as private."""
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,8}")
_OR_QUOTE: Final = "; or if it is the rest of a text, whose comma ends it within braces, quote the text"
_KINDS: Final = {ScalarNode: "a text", SequenceNode: "a list", MappingNode: "a mapping of keys to values"}


class InvalidValueError(Exception):
    """A node that does not have the form that its place wants; no words if a fault has been noted already."""

    def __init__(self, node: Node, reason: str = "") -> None:
        self.node = node
        self.reason = reason


def text(node: Node) -> str:
    """The text of a node."""
    if not isinstance(node, ScalarNode):
        raise InvalidValueError(node, f"a text is wanted here, not {_KINDS[type(node)]}")
    if node.invalid or not node.text:
        reason = f"nothing stands here; give a value{_OR_QUOTE if node.is_bare else ''}"
        raise InvalidValueError(node, "" if node.invalid else reason)
    return node.text


def comma(mapping: MappingNode, key: str) -> str:
    """The complaint about a key that is really the rest of a text after its comma; empty if it is none."""
    value = mapping.values.get(key)
    is_bare = isinstance(value, ScalarNode) and value.is_bare
    return (
        f"a comma ends an unquoted text within braces, so {key!r} is taken for a key; quote the text" if is_bare else ""
    )


def name(node: Node, advice: str = "") -> str:
    """The id that a node holds; what holds none gets the *advice* of its place beside the form of ids."""
    value = text(node)
    if not is_id(value):
        raise InvalidValueError(node, f"{value!r} {NOT_AN_ID}{advice}")
    return value


def names(node: Node, advice: str = "") -> tuple[str, ...]:
    """One id, or a list of them without repetition."""
    return one_or_several(partial(name, advice=advice), node)


def one_or_several(form: Callable[[Node], str], node: Node) -> tuple[str, ...]:
    """One value of a form, or a list of them without repetition."""
    if not isinstance(node, SequenceNode):
        return (form(node),)
    values: dict[str, None] = {}
    for item in node.items:
        value = form(item)
        if value in values:
            raise InvalidValueError(item, f"{value} stands in this list twice")
        values[value] = None
    if not values:
        raise InvalidValueError(node, "the list is empty; name one, or leave the key out")
    return tuple(values)


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
        reason = "has more than nine digits" if is_long else "is no whole number"
        raise InvalidValueError(node, f"{value!r} {reason}; write digits, such as 0 or 12")
    return int(value)


def chosen(choices: Iterable[str], node: Node) -> str:
    """The text of a node if it is one of the *choices*."""
    value = text(node)
    if value not in choices:
        raise InvalidValueError(node, f"{value!r} is not possible here{did_you_mean(value, choices)}")
    return value


def private_keys(able: tuple[str, ...], node: Node) -> tuple[str, ...]:
    """The keys that a part marks as private, one or several, of those that are *able* to be."""

    def key(item: Node) -> str:
        value = text(item)
        if value not in able:
            raise InvalidValueError(item, cannot_be_private(value, able))
        return value

    return one_or_several(key, node)


def terms(node: Node) -> str | dict[str, str]:
    """Terms in words, or the value of each term."""
    if not isinstance(node, MappingNode):
        return text(node)
    values = {term_name(node, key): text(value) for key, value in node.values.items()}
    _require_entries(node, "nothing stands here; name a term and its value, or write the terms in words")
    return values


def term_name(mapping: MappingNode, key: str) -> str:
    """The name of a term that is a key of a mapping."""
    if comma(mapping, key):
        raise InvalidValueError(mapping.keys[key], comma(mapping, key))
    return text(mapping.keys[key])


def condition(node: Node) -> str | Condition:
    """A condition in words, or one on the record: statuses by subject, and for commitments by party if need be."""
    if not isinstance(node, MappingNode):
        return text(node)
    required: dict[tuple[str, str], Stand] = {}
    for place, stand in stands_in(node):
        if stand[:2] in required:
            raise InvalidValueError(place, f"{'/'.join(filter(None, stand[:2]))} stands here twice; name it once")
        required[stand[:2]] = stand
    _require_entries(node, "nothing stands here; name a subject and its status, or write the condition in words")
    return Condition(tuple(required.values()))


def stands_in(node: MappingNode) -> Iterator[tuple[ScalarNode, Stand]]:
    """What a condition requires, in order, each with the key that names the subject."""
    for key, value in node.values.items():
        yield from ((node.keys[key], stand) for stand in _required_statuses(node.keys[key], value))


def _required_statuses(key: ScalarNode, node: Node) -> Iterator[Stand]:
    subject, slash, party = key.text.partition("/")
    if not slash:
        name(key)
    elif not (is_id(subject) and is_id(party)):
        raise InvalidValueError(key, f"{key.text!r} names no part of a subject; write `subject/party`")
    if slash or not isinstance(node, MappingNode):
        yield subject, party, text(node)
        return
    for who, status in node.values.items():
        yield subject, name(node.keys[who]), text(status)
    _require_entries(node, "nothing stands here; name a party and its status")


def _require_entries(node: MappingNode, reason: str) -> None:
    """Check that a mapping has entries, all of them read; *reason* is the complaint where there are none."""
    if not (node.values and node.is_whole):
        raise InvalidValueError(node, reason if node.is_whole else "")


_FORMS: Final[dict[str, Form]] = {
    "text": text,
    "date": day,
    "id": name,
    "ids": names,
    "condition": condition,
    "terms": terms,
}


def ratifiers(node: Node) -> tuple[str, ...]:
    """The ids of third parties; who wrote a condition in words gets told where that belongs."""
    return names(node, "; name the third parties that have to ratify; a condition in words is the `if` of a proposal")


def actor(node: Node) -> str:
    """The id of who acts; who wrote a list gets told how both act together."""
    if isinstance(node, SequenceNode):
        raise InvalidValueError(node, "one acts here; write `both` for the parties together, else one move for each")
    return name(node)


_FORMS_OF_NAMES: Final[dict[str, Form]] = {"actor": actor, "third-party": ratifiers}
"""The forms of fields that name somebody of whom a complaint says more, by what they name."""


def form_of(attribute: "Attribute[Any]") -> Form:
    """The form of the values of a move's field."""
    held = holding(attribute)
    if held.form == "choice":
        return partial(chosen, held.choices)
    if held.form == "choices":
        return partial(private_keys, held.choices)
    return _FORMS_OF_NAMES.get(held.name or "") or _FORMS[held.form]


class FieldReader:
    """Reads the parts of one file, and notes everything that is wrong in its `faults`."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults

    def value(self, node: Node, concerns: str, form: Callable[[Node], Value]) -> Value | None:
        """The value of a node; None, and a fault, if it is invalid."""
        try:
            return form(node)
        except InvalidValueError as invalid:
            self.note(invalid, concerns)
            return None

    def note(self, invalid: InvalidValueError, concerns: str) -> None:
        """Note an invalid value, unless it has been noted already."""
        if invalid.reason:
            self.faults.add(invalid.node, concerns, invalid.reason)

    def mapping(self, node: Node | None, concerns: str) -> MappingNode | None:
        """The node as a mapping; None, and a fault, if it is none. A missing node is None without a fault."""
        if node is None or isinstance(node, MappingNode):
            return node
        if not (isinstance(node, ScalarNode) and node.invalid):
            self.faults.add(node, concerns, f"keys with values are wanted here, not {_kind(node)}")
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
            self.faults.add(node, concerns, f"a list is wanted here, each item after a `- `, not {_kind(node)}")
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

    def known(
        self, mapping: MappingNode, concerns: str, keys: Iterable[str], advice: Mapping[str, str] = FrozenDict()
    ) -> None:
        """Note a fault for every key that is not among the *keys*, with the *advice* on it if there is any."""
        allowed = tuple(keys)
        for key, scalar in mapping.keys.items():
            if key not in allowed:
                way_out = advice.get(key) or did_you_mean(key, allowed)
                self.faults.add(scalar, concerns, comma(mapping, key) or f"there is no key {key!r} here{way_out}")

    def fields(self, mapping: MappingNode, concerns: str, forms: dict[str, Form]) -> dict[str, Any]:
        """The valid values that a mapping has for these keys; every other key is a fault."""
        self.known(mapping, concerns, forms)
        values = {}
        for key, form in forms.items():
            if key in mapping.values:
                value = self.value(mapping.values[key], f"{concerns}, {key}", form)
                if value is not None:
                    values[key] = value
        if PRIVATE in values:
            self.has_private_keys(mapping, concerns)
            values[PRIVATE] = tuple(key for key in values[PRIVATE] if key in values)
        return values

    def has_private_keys(self, mapping: MappingNode, concerns: str) -> bool:
        """Whether a part has the keys that it marks as private; a fault for each that it has not."""
        node = mapping.values.get(PRIVATE)
        items = node.items if isinstance(node, SequenceNode) else [] if node is None else [node]
        absent = [item for item in items if isinstance(item, ScalarNode) and item.text not in mapping.values]
        for item in absent if mapping.is_whole else ():
            reason = f"there is no {item.text} here that could be private; give it, or take it out of this list"
            self.faults.add(item, f"{concerns}, {PRIVATE}", reason)
        return not absent

    def each_known(self, node: Node, concerns: str, known: Iterable[str]) -> None:
        """Note a fault for every id of the node, one or several, that is not among the *known*."""
        for item in node.items if isinstance(node, SequenceNode) else [node]:
            if isinstance(item, ScalarNode) and item.text and item.text not in known:
                self.faults.add(item, concerns, f"{item.text!r} is not declared{did_you_mean(item.text, known)}")

    def titled(self, node: Node, concerns: str, forms: dict[str, Form]) -> dict[str, Any] | None:
        """The fields of a part that may be given by its title alone; None if it is invalid."""
        if isinstance(node, ScalarNode):
            title = self.value(node, concerns, text)
            return None if title is None else {"title": title}
        mapping = self.mapping(node, concerns)
        return None if mapping is None else self.fields(mapping, concerns, forms)


def _kind(node: Node) -> str:
    if isinstance(node, ScalarNode) and not node.text:
        return "nothing"
    return _KINDS[type(node)]
