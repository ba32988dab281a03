"""The moves of a file, each parsed by the fields of its class; see `replayed_moves` for what comes next."""

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any, Final

from attrs import NOTHING, define, field

from sim.model.errors import Violation, did_you_mean, likeliest
from sim.model.move import Move, fields_of, key_of
from sim.rules.registry import CREATING_MOVES, MOVES_BY_VERB
from sim.rules.subjects.statements import Remark
from sim.scenario.fields import FieldReader, Form, InvalidValueError, comma, form_of, names
from sim.scenario.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


@define
class _MoveForm:
    """The keys that the item of one verb may have, each with its attribute and form, and those that it must have."""

    move: type[Move]
    forms: dict[str, tuple[str, Form]]
    required: tuple[str, ...]


@cache
def _form_of(verb: str) -> _MoveForm:
    """The form of a verb, made when a file first has it."""
    move = MOVES_BY_VERB[verb]
    attributes = fields_of(move)
    forms = {key_of(attribute.name): (attribute.name, form_of(attribute)) for attribute in attributes}
    required = tuple(key_of(attribute.name) for attribute in attributes if attribute.default is NOTHING)
    return _MoveForm(move, forms, required)


@cache
def _all_keys() -> frozenset[str]:
    """The keys of all verbs."""
    return frozenset(key for verb in MOVES_BY_VERB for key in _form_of(verb).forms)


@define
class ParsedMove:
    """An item of `moves` as it stands in the file; `move` is None if it has a fault.

    `subjects` has one id, or several for one act on all; it is empty if they could not be read.
    """

    verb: str
    subjects: tuple[str, ...]
    node: MappingNode
    fields: dict[str, Any] = field(factory=dict)
    move: Move | None = None

    @property
    def label(self) -> str:
        """The beginning of complaints about it."""
        return f"{self.verb} {', '.join(self.subjects)}".strip()

    @property
    def unresolved(self) -> set[str]:
        """The ids that its faults hide, or hide a move on."""
        is_verb_lost = not self.node.is_whole and (not self.verb or not MOVES_BY_VERB.keys().isdisjoint(self.node.lost))
        if is_verb_lost:
            return {ANY}
        return set() if self.verb == Remark.verb else set(self.subjects or (UNREAD,))

    @property
    def places(self) -> dict[str, Node]:
        """Where each of its subjects stands."""
        node = self.node.values[self.verb]
        nodes = node.items if isinstance(node, SequenceNode) else [node]
        return dict(zip(self.subjects, nodes, strict=True))

    def place_of(self, violation: Violation) -> Node | None:
        """The node of the value that a violation blames; None if it blames the move as a whole."""
        if violation.field is None:
            return None
        key = self.verb if violation.field == "subject" else key_of(violation.field)
        node = self.node.values.get(key)
        if isinstance(node, SequenceNode):
            blamed = [item for item in node.items if isinstance(item, ScalarNode) and item.text == violation.value]
            return blamed[0] if blamed else node
        if isinstance(node, MappingNode):
            keys = (key for key in node.keys.values() if key.text.partition("/")[0] == violation.value)
            return next(keys, node)
        return node


def read_moves(reader: FieldReader, node: Node | None) -> list[ParsedMove]:
    """The moves of the file in their order."""
    moves = [_read_move(reader, item) for item in reader.items(node, "moves")]
    return [move for move in moves if move is not None]


def _read_move(reader: FieldReader, item: Node) -> ParsedMove | None:
    mapping = reader.mapping(item, "moves")
    verb = None if mapping is None else _verb(reader, mapping)
    if mapping is None or verb is None:
        return None if mapping is None else ParsedMove("", _suspected_subjects(mapping), mapping)
    values, move_form, is_valid = mapping.values, _form_of(verb), True
    subjects = reader.value(values[verb], verb, names)
    parsed = ParsedMove(verb, subjects or (), mapping)
    for key, node in values.items():
        if key == verb:
            continue
        form = move_form.forms.get(key)
        if form is None:
            _note_unknown_key(reader, parsed, key, move_form)
        else:
            try:
                parsed.fields[form[0]] = form[1](node)
            except InvalidValueError as invalid:
                reader.note(invalid, f"{parsed.label}, {key}")
                is_valid = False
    is_valid = is_valid and ("private" not in parsed.fields or reader.has_private_keys(mapping, parsed.label))
    missing = [key for key in move_form.required if key not in values]
    if missing and mapping.is_whole:
        _note_missing(reader, parsed, missing, move_form)
    if subjects and is_valid and not missing and mapping.is_whole:
        parsed.move = move_form.move(subject=subjects, where=reader.faults.where(mapping), **parsed.fields)
    return parsed


def _note_missing(reader: FieldReader, parsed: ParsedMove, missing: list[str], move_form: _MoveForm) -> None:
    misspelt = {likeliest(key, move_form.forms) for key in parsed.node.values if key not in move_form.forms}
    for key in missing:
        if key not in misspelt:
            reader.faults.add(parsed.node, parsed.label, f"{key} is missing")


def _note_unknown_key(reader: FieldReader, parsed: ParsedMove, key: str, move_form: _MoveForm) -> None:
    advice = _INSTEAD.get((parsed.verb, key)) or did_you_mean(key, move_form.forms)
    reason = comma(parsed.node, key) or f"{parsed.verb} has no key {key!r}{advice}"
    reader.faults.add(parsed.node.keys[key], parsed.label, reason)


_INSTEAD: Final = {
    ("act", "kind"): "; an act has a `tone`, and an `action` in words; a vote on a proposal is `ratify` or `reject`",
    ("accept", "if"): "; a yes on a condition is a proposal of its own, with `counters` and `if`",
    ("raise", "level"): "; how far it goes from then on is `to`",
    ("ease", "level"): "; how far it goes from then on is `to`",
}
"""The advice on keys that a move might be thought to have, by verb and key."""


def _verb(reader: FieldReader, mapping: MappingNode) -> str | None:
    verbs = [key for key in mapping.values if key in MOVES_BY_VERB]
    if len(verbs) == 1:
        return verbs[0]
    if verbs:
        reason = f"two moves in one item, {verbs[0]} and {verbs[1]}; begin each with a `- ` of its own"
        reader.faults.add(mapping.keys[verbs[1]], "moves", reason)
        return None
    unknown = [
        scalar for key, scalar in mapping.keys.items() if key not in _all_keys() and (mapping.is_whole or not key)
    ]
    if not (mapping.is_whole or unknown):
        return None
    if unknown:
        reason = f"there is no move {unknown[0].text!r}{did_you_mean(unknown[0].text, MOVES_BY_VERB)}"
        reader.faults.add(unknown[0], "moves", reason)
    else:
        reason = "this item names no move; begin it with one, such as `propose: the-id-of-the-proposal`"
        reader.faults.add(mapping, "moves", reason)
    return None


def created_ids(moves: Iterable[ParsedMove]) -> Iterator[tuple[str, Node]]:
    """The ids of the subjects that moves make or join, and where they stand."""
    for parsed in moves:
        if parsed.move is not None and type(parsed.move) in CREATING_MOVES and not isinstance(parsed.move, Remark):
            yield from parsed.places.items()


UNREAD: Final = ""
"""Among the unresolved ids: one that was to be made and could not be read; any that nobody makes may be it."""

ANY: Final = "*"
"""Among the unresolved ids: there is a move that could not be read and may be on any of them."""


def is_unresolved(name: str, unresolved: Collection[str], *, is_known: bool) -> bool:
    """Whether a fault may hide this id, or some of the moves on it."""
    return name in unresolved or ANY in unresolved or (not is_known and UNREAD in unresolved)


def _suspected_subjects(mapping: MappingNode) -> tuple[str, ...]:
    """The ids that an item of an unknown verb seems to be about."""
    unknown = [node for key, node in mapping.values.items() if key not in _all_keys()]
    nodes = unknown[0].items if unknown and isinstance(unknown[0], SequenceNode) else unknown[:1]
    return tuple(node.text for node in nodes if isinstance(node, ScalarNode))
