"""The moves of a file replayed: the legal ones with their states, and a fault for each that is refused."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from attrs import define, evolve

from sim.history.date_bounds import tighten_bounds
from sim.history.replay import Trace
from sim.history.triggers import unknown_stands
from sim.model.condition import Condition, Stand
from sim.model.dates import When
from sim.model.errors import IllegalMoveError, Violation
from sim.model.ids import RESERVED, reserved
from sim.model.move import Move, key_of
from sim.model.setting import Setting
from sim.rules.names import not_an_actor, undeclared
from sim.rules.registry import CREATING_MOVES, MOVES_BY_VERB, named_subjects
from sim.rules.state import Negotiation
from sim.rules.subject import Subjects
from sim.rules.subjects.measures import Threaten
from sim.scenario.declarations import Declarations
from sim.scenario.fields import FieldReader, stands_in
from sim.scenario.moves_section import ANY, UNREAD, ParsedMove, created_ids, is_unresolved
from sim.scenario.yaml.nodes import MappingNode


@define
class ReplayedMoves:
    """The legal moves of a file, and the trace of their replay.

    `unresolved` are the ids that a fault hides, or hides moves on; `UNREAD` and `ANY` may be among them.
    """

    legal: list[ParsedMove]
    trace: Trace
    unresolved: set[str]


def replayed(reader: FieldReader, declarations: Declarations, moves: Iterable[ParsedMove]) -> ReplayedMoves:
    """The *moves* that are legal in the order of the file; the others are noted as faults.

    A move that depends on one that could not be read is not judged: its faults would not be its own.
    """
    start = declarations.start
    legal, trace, unresolved = list[ParsedMove](), Trace.of(start), set(declarations.unresolved)
    for parsed in moves:
        if parsed.move is None or (unresolved and _depends_on_unresolved(unresolved, parsed.move, trace.states[-1])):
            unresolved.update(parsed.unresolved)
            _note(reader, parsed, _unknown_names(start.setting, parsed))
        else:
            try:
                trace.step(parsed.move)
                legal.append(parsed)
            except IllegalMoveError as refusal:
                note_refusal(reader, parsed, refusal)
                unresolved.update(name for name in parsed.unresolved if name not in trace.states[-1].subjects)
    return ReplayedMoves(legal, trace, unresolved)


def _depends_on_unresolved(unresolved: set[str], move: Move, state: Negotiation) -> bool:
    """Whether the move names an unresolved subject, or an unknown one whose id may be among those not read."""
    names = named_subjects(move)
    unmade = [
        name
        for name in names
        if name not in state.subjects and not (type(move) in CREATING_MOVES and name in move.subjects)
    ]
    return ANY in unresolved or not unresolved.isdisjoint(names) or (UNREAD in unresolved and bool(unmade))


def note_unknown_names(reader: FieldReader, setting: Setting, parsed: ParsedMove) -> None:
    """Note the names in a move that nobody has declared, or that are reserved; whether it is legal is not judged."""
    _note(reader, parsed, _unknown_names(setting, parsed))
    for name, place in created_ids([parsed]):
        if name in RESERVED:
            reader.faults.add(place, parsed.label, reserved(name))


def _unknown_names(setting: Setting, parsed: ParsedMove) -> Iterator[Violation]:
    """The names that nobody has declared, by the rules themselves, in a move of which some fields may be missing."""
    if parsed.verb:
        values = {"subjects": parsed.subjects, **parsed.fields}
        yield from not_an_actor(setting, values.get("by"))
        yield from undeclared(setting, MOVES_BY_VERB[parsed.verb], values.get)


def _note(reader: FieldReader, parsed: ParsedMove, violations: Iterable[Violation]) -> list[Violation]:
    """Note each violation at the value that it blames; the ones that blame the move as a whole are left over."""
    left_over = []
    for violation in violations:
        place = parsed.place_of(violation)
        if place is None:
            left_over.append(violation)
        else:
            reader.faults.add(place, parsed.label, violation.reason)
    return left_over


def note_refusal(reader: FieldReader, parsed: ParsedMove, refusal: IllegalMoveError, hint: str = "") -> None:
    """Note why a move is refused: each reason where it belongs, those that blame the whole move as one sentence."""
    violations = refusal.violations
    if hint:
        violations = tuple(evolve(violation, reason=f"{violation.reason}; {hint}") for violation in violations)
    left_over = _note(reader, parsed, violations)
    if left_over:
        sentence = IllegalMoveError(refusal.move, tuple(left_over), refusal.alternatives).sentence
        reader.faults.add(parsed.node, "", sentence)


def merged_subjects(ends: Iterable[Negotiation]) -> Subjects:
    """The subjects of several states by id, each as it is in the first of them that has it."""
    subjects: dict[str, Any] = {}
    for end in reversed(tuple(ends)):
        subjects.update(end.subjects)
    return subjects


def check_conditions(
    reader: FieldReader, moves: Iterable[ParsedMove], end: Negotiation, others: Subjects, unresolved: Collection[str]
) -> None:
    """Note a fault for every condition that can never be met, neither in the record nor in a branch.

    The *moves* lead to this *end*; *others* are the subjects of other branches.
    """
    conditions = [
        (parsed, key_of(attribute))
        for parsed in moves
        for attribute, value in parsed.fields.items()
        if isinstance(value, Condition)
    ]
    subjects = {**others, **end.subjects} if conditions else {}
    for parsed, key in conditions:
        node = parsed.node.values[key]
        assert isinstance(node, MappingNode)
        reasons = (
            (place.line, place.column, f"{parsed.label}, {key}", violation.reason)
            for place, stand in stands_in(node)
            if not is_unresolved(stand[0], unresolved, is_known=stand[0] in subjects)
            for violation in _impossible(parsed, stand, subjects, end.setting)
        )
        for reason in dict.fromkeys(reasons):
            reader.faults.add_at(*reason)


def _impossible(parsed: ParsedMove, stand: Stand, subjects: Subjects, setting: Setting) -> Iterator[Violation]:
    """Why a part of a condition can never be met: it is on the threat itself, or on a status that never comes."""
    if stand[0] in parsed.subjects and isinstance(parsed.move, Threaten):
        yield Violation("a threat cannot depend on how it stands itself; name another subject")
    else:
        yield from unknown_stands(subjects, setting, Condition((stand,)))


def tightened_dates(reader: FieldReader, replayed: ReplayedMoves) -> tuple[When, ...]:
    """The dates of the moves with tightened bounds; where they contradict each other or the order, faults are noted."""
    dates, faults = tighten_bounds(replayed.trace)
    for number, reason in faults:
        parsed = replayed.legal[number - 1]
        reader.faults.add(parsed.node.values["date"], f"{parsed.label}, date", reason)
    return dates
