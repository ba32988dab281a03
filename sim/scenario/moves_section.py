"""The moves of a file: each read by the fields of its class, then put to the law in the order of the file."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from attrs import NOTHING, define, evolve, field

from sim.history.date_bounds import tighten_bounds
from sim.history.replay import Trace
from sim.history.triggers import unknown_stands
from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.errors import IllegalMoveError, Violation, Where, did_you_mean, likeliest
from sim.model.ids import RESERVED, reserved
from sim.model.move import Move, fields_of, key_of
from sim.model.setting import Setting
from sim.rules.names import not_an_actor, undeclared
from sim.rules.registry import CREATING_MOVES, MOVES_BY_VERB, named_subjects
from sim.rules.state import Negotiation
from sim.rules.subject import Subjects
from sim.rules.subjects.statements import Remark
from sim.scenario.declarations import Opening
from sim.scenario.fields import Form, InvalidValueError, Reader, comma, form_of, name
from sim.scenario.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


@define
class _Grammar:
    """What the mapping of one verb may hold: by key the attribute and what reads it; and the keys that it must have."""

    move: type[Move]
    forms: dict[str, tuple[str, Form]]
    required: tuple[str, ...]

    @classmethod
    def of(cls, verb: type[Move]) -> "_Grammar":
        attributes = fields_of(verb)
        forms = {key_of(attribute.name): (attribute.name, form_of(attribute)) for attribute in attributes}
        required = tuple(key_of(attribute.name) for attribute in attributes if attribute.default is NOTHING)
        return cls(verb, forms, required)


_GRAMMARS: Final = {verb: _Grammar.of(move) for verb, move in MOVES_BY_VERB.items()}
_KEYS: Final = frozenset(key for grammar in _GRAMMARS.values() for key in grammar.forms)


@define
class ReadMove:
    """A move as it stands in the file; `move` is None where a fault keeps it from being one."""

    verb: str
    subject: str
    node: MappingNode
    fields: dict[str, Any] = field(factory=dict)
    move: Move | None = None

    @property
    def label(self) -> str:
        """What complaints about it begin with."""
        return f"{self.verb} {self.subject}".rstrip()

    @property
    def clouds(self) -> set[str]:
        """The ids of which we would know more if it had no fault."""
        is_verb_lost = not self.node.is_whole and (not self.verb or not MOVES_BY_VERB.keys().isdisjoint(self.node.lost))
        return {ANY} if is_verb_lost else {self.subject}

    def place_of(self, violation: Violation) -> Node | None:
        """Where the value stands that a violation blames; None if it blames the move as a whole."""
        if violation.field is None:
            return None
        key = self.verb if violation.field == "subject" else key_of(violation.field)
        node = self.node.values.get(key)
        if isinstance(node, SequenceNode):
            fit = [item for item in node.items if isinstance(item, ScalarNode) and item.text == violation.value]
            return fit[0] if fit else node
        return node


def read_moves(reader: Reader, node: Node | None) -> list[ReadMove]:
    """The moves of the file in their order."""
    found = [_read_move(reader, item) for item in reader.items(node, "moves")]
    return [move for move in found if move is not None]


def _read_move(reader: Reader, item: Node) -> ReadMove | None:
    mapping = reader.mapping(item, "moves")
    verb = None if mapping is None else _verb(reader, mapping)
    if mapping is None or verb is None:
        return None if mapping is None else ReadMove("", _suspected_subject(mapping), mapping)
    values, grammar, clean = mapping.values, _GRAMMARS[verb], True
    subject = reader.value(values[verb], verb, name)
    read = ReadMove(verb, subject or "", mapping)
    for key, node in values.items():
        if key == verb:
            continue
        form = grammar.forms.get(key)
        if form is None:
            _note_unknown_key(reader, read, key, grammar)
        else:
            try:
                read.fields[form[0]] = form[1](node)
            except InvalidValueError as unfit:
                reader.note(unfit, f"{read.label}, {key}")
                clean = False
    missing = [key for key in grammar.required if key not in values]
    if missing and mapping.is_whole:
        _note_missing(reader, read, missing, grammar)
    if subject and clean and not missing and mapping.is_whole:
        where = Where(reader.faults.file, mapping.line, mapping.column)
        read.move = grammar.move(subject=subject, where=where, **read.fields)
    return read


def _note_missing(reader: Reader, read: ReadMove, missing: list[str], grammar: _Grammar) -> None:
    misspelt = {likeliest(key, grammar.forms) for key in read.node.values if key not in grammar.forms}
    for key in missing:
        if key not in misspelt:
            reader.faults.add(read.node, read.label, f"{key} is missing")


def _note_unknown_key(reader: Reader, read: ReadMove, key: str, grammar: _Grammar) -> None:
    words = comma(read.node, key) or f"{read.verb} has no key {key!r}{did_you_mean(key, grammar.forms)}"
    reader.faults.add(read.node.keys[key], read.label, words)


def _verb(reader: Reader, mapping: MappingNode) -> str | None:
    verbs = [key for key in mapping.values if key in _GRAMMARS]
    if len(verbs) == 1:
        return verbs[0]
    if verbs:
        words = f"two moves in one item, {verbs[0]} and {verbs[1]}; begin each with a `- ` of its own"
        reader.faults.add(mapping.keys[verbs[1]], "moves", words)
        return None
    strange = [scalar for key, scalar in mapping.keys.items() if key not in _KEYS and (mapping.is_whole or not key)]
    if not (mapping.is_whole or strange):
        return None
    if strange:
        words = f"there is no move {strange[0].text!r}{did_you_mean(strange[0].text, MOVES_BY_VERB)}"
        reader.faults.add(strange[0], "moves", words)
    else:
        words = "this item names no move; begin it with one, such as `propose: the-id-of-the-proposal`"
        reader.faults.add(mapping, "moves", words)
    return None


def made_by(moves: Iterable[ReadMove]) -> Iterator[tuple[str, Node]]:
    """The ids of the subjects that moves make or join, and where they stand."""
    makers = (read for read in moves if read.move is not None and type(read.move) in CREATING_MOVES)
    return ((read.subject, read.node.values[read.verb]) for read in makers if not isinstance(read.move, Remark))


@define
class Admitted:
    """The moves of a file that the law admits, and the trace of their replay.

    `clouded` are the ids of which a fault keeps us from knowing more; `UNREAD` and `ANY` may be among
    them.
    """

    kept: list[ReadMove]
    trace: Trace
    unresolved: set[str]

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves."""
        return tuple(read.move for read in self.kept if read.move is not None)


UNREAD: Final = ""
"""What stands among clouded ids for one that was to be made and could not be read; any that nobody makes may be it."""

ANY: Final = "*"
"""What stands among clouded ids where a move could not be read that may be on any of them."""


def is_clouded(name: str, unresolved: Collection[str], *, is_known: bool) -> bool:
    """Whether a fault keeps us from knowing more of this id, or may have kept us from knowing it at all."""
    return name in unresolved or ANY in unresolved or (not is_known and UNREAD in unresolved)


def admitted(reader: Reader, opening: Opening, moves: Iterable[ReadMove]) -> Admitted:
    """What the law admits of the *moves*.

    What hangs on a move that could not be read is not judged: its faults would not be its own.
    """
    start = opening.start
    kept, trace, unresolved = list[ReadMove](), Trace.of(start), set(opening.unresolved)
    for read in moves:
        if read.move is None or (unresolved and _hangs_on(unresolved, read.move, trace.states[-1])):
            unresolved.update(read.clouds)
            _note(reader, read, _undeclared(start.setting, read), None)
        else:
            try:
                trace.step(read.move)
                kept.append(read)
            except IllegalMoveError as refused:
                _note(reader, read, refused.violations, refused)
                if read.move.subject not in trace.states[-1].subjects:
                    unresolved.add(read.move.subject)
    return Admitted(kept, trace, unresolved)


def _hangs_on(unresolved: set[str], move: Move, state: Negotiation) -> bool:
    """Whether the move names a subject that is clouded, or one that may be what an unreadable id was to name."""
    named = named_subjects(move)
    unmade = [
        name
        for name in named
        if name not in state.subjects and not (type(move) in CREATING_MOVES and name == move.subject)
    ]
    return ANY in unresolved or not unresolved.isdisjoint(named) or (UNREAD in unresolved and bool(unmade))


def _suspected_subject(mapping: MappingNode) -> str:
    """The id that an item seems to be about whose verb is not known."""
    strange = [node for key, node in mapping.values.items() if key not in _KEYS and isinstance(node, ScalarNode)]
    return strange[0].text if strange else ""


def note_undeclared(reader: Reader, setting: Setting, read: ReadMove) -> None:
    """Note what a move names that has not been declared, or cannot be; whether the law allows it is not judged."""
    _note(reader, read, _undeclared(setting, read), None)
    if [*made_by([read])] and read.subject in RESERVED:
        reader.faults.add(read.node.values[read.verb], read.label, reserved(read.subject))


def _undeclared(setting: Setting, read: ReadMove) -> Iterator[Violation]:
    if not read.verb:
        return
    given = {"subject": read.subject, **read.fields}
    yield from not_an_actor(setting, read.fields.get("by"))
    yield from undeclared(setting, MOVES_BY_VERB[read.verb], given.get)


def _note(reader: Reader, read: ReadMove, found: Iterable[Violation], refused: IllegalMoveError | None) -> None:
    """Note each violation where the value stands that it blames; those that blame the move as one sentence."""
    whole = []
    for violation in found:
        place = read.place_of(violation)
        if place is None:
            whole.append(violation)
        else:
            reader.faults.add(place, read.label, violation.reason)
    if whole and refused is not None:
        sentence = IllegalMoveError(refused.move, tuple(whole), refused.alternatives).sentence
        reader.faults.add(read.node, "", sentence)


def note_refusal(reader: Reader, read: ReadMove, refused: IllegalMoveError, hint: str) -> None:
    """Note why a move is refused, with a *hint* that may be empty."""
    violations = (evolve(each, reason=f"{each.reason}; {hint}" if hint else each.reason) for each in refused.violations)
    _note(reader, read, violations, refused)


def merged(ends: Iterable[Negotiation]) -> Subjects:
    """The subjects of several states by id, each as it is in the first of them that has it."""
    found: dict[str, Any] = {}
    for end in reversed(tuple(ends)):
        found.update(end.subjects)
    return found


def check_conditions(
    reader: Reader, kept: Iterable[ReadMove], end: Negotiation, others: Subjects, unresolved: Collection[str]
) -> None:
    """Note a fault for every condition that can never be met, neither in the record nor in a branch.

    The moves lead to this *end*; *others* are subjects that other courses make.
    """
    found = [
        (read, key_of(attribute), held)
        for read in kept
        for attribute, held in read.fields.items()
        if isinstance(held, Condition)
    ]
    subjects = {**others, **end.subjects} if found else {}
    for read, key, condition in found:
        if not any(is_clouded(name, unresolved, is_known=name in subjects) for name in condition.subjects):
            node = read.node.values[key]
            assert isinstance(node, MappingNode)
            for violation in _impossible(read, condition, subjects, end.setting):
                reader.faults.add(node.keys[violation.value or ""], f"{read.label}, {key}", violation.reason)


def _impossible(read: ReadMove, condition: Condition, subjects: Subjects, setting: Setting) -> Iterator[Violation]:
    """What of the condition of a threat can never be: that it depends on itself, or on what is never so."""
    if read.subject in condition.subjects:
        words = "a threat cannot depend on how it stands itself; name another subject"
        yield Violation(words, None, read.subject)
    unknown = unknown_stands(subjects, setting, condition)
    yield from (violation for violation in unknown if violation.value != read.subject)


def dated(reader: Reader, admitted: Admitted) -> tuple[When, ...]:
    """The tightened dates of the moves; where they contradict each other or the order of the file, faults are noted."""
    dates, faults = tighten_bounds(admitted.trace)
    for number, words in faults:
        read = admitted.kept[number - 1]
        reader.faults.add(read.node.values["date"], f"{read.label}, date", words)
    return dates
