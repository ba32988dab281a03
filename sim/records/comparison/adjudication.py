"""The adjudication file: every difference of two codings with both values, and a place for the decision.

It is read by `sim.records.comparison.decisions`.
"""

import hashlib
from collections.abc import Iterator, Mapping
from textwrap import indent
from typing import Any, Final

from attrs import frozen

from sim.model.errors import in_line
from sim.model.escaping import one_line, visible
from sim.model.move import Move
from sim.records.comparison.comparison import VERB, Comparison, Pair
from sim.records.comparison.names import SUBJECT
from sim.records.comparison.order import is_one_order, places
from sim.records.comparison.sections import SUBJECTS, compared_sections
from sim.scenario.scenario import Scenario
from sim.scenario.write import as_mapping, as_yaml, in_yaml, move_as_mapping

FORMAT: Final = "negsim-adjudication/1"

A, B, AGREED, DIFFERS, DECISION, OWN = "a", "b", "agreed", "differs", "decision", "own"
MOVE, ENTRY, ONLY, WITH = "move", "entry", "only", "with-the-verb"
RECORD, ORDER, WEIGHTS = "record", "order", "weights"

Part = dict[str, Any]

_HEAD: Final = """\
# Two codings of one story, to be decided difference by difference. All names are those of A.
#
# Write a or b after each `decision:`. For a value of your own, put a line `own: …` in the place of the decision.
# Of a move that only one coder has, the decision of that coder keeps it, and that of the other leaves it out.
# What both say alike stands under `agreed`; you may change it. The merged scenario is made by
#
#   negsim compare {first} {second} --adjudicated THIS-FILE -o MERGED.yaml

"""


def fingerprint(scenario: Scenario) -> str:
    """A short text that changes with what a scenario says, but not with its layout or its comments."""
    return hashlib.sha256(as_yaml(scenario).encode("utf-8", "backslashreplace")).hexdigest()[:16]


@frozen
class Adjudication:
    """An adjudication file to be filled in: its text, and how many decisions it asks for."""

    text: str
    decisions: int


def adjudication(comparison: Comparison) -> Adjudication:
    """The adjudication file of two codings."""
    first, second = comparison.first, comparison.second
    codings = ((A, first), (B, second))
    head: Part = {name: {"file": one_line(each.file), "fingerprint": fingerprint(each)} for name, each in codings}
    sections: Part = {
        "format": FORMAT,
        **head,
        RECORD: _decided(_title(first), _title(second)),
        "parties": dict(first.start.setting.parties),
        **dict(_sections(comparison)),
        **_weights(first, second),
    }
    order: Part = {} if is_one_order(comparison) else {ORDER: {DECISION: ""}}
    moves = list(_moves(comparison))
    text = [_HEAD.format(first=_shown(first.file), second=_shown(second.file)), in_yaml(sections)]
    text += [_ORDER, in_yaml(order)] if order else []
    text += ["moves:\n", *(indent(f"# {comment}\n{in_yaml([part])}", "  ") for comment, part in moves)]
    asked = _asked(sections) + len(order) + sum(_asked(part) for _, part in moves)
    return Adjudication("".join(text), asked)


_ORDER: Final = (
    "# The coders have moves in two orders: a or b. A day that is later for certain comes later in any case.\n"
)


def _shown(file: str) -> str:
    return visible(one_line(file))


def _title(scenario: Scenario) -> Part:
    summary = {} if scenario.summary is None else {"summary": scenario.summary}
    return {"scenario": scenario.title, **summary}


def _weights(first: Scenario, second: Scenario) -> Part:
    """The weights of tension that a scenario sets, if one does."""
    decided = _decided(*(as_mapping(scenario).get(WEIGHTS, {}) for scenario in (first, second)))
    return {WEIGHTS: decided} if decided else {}


def _asked(part: Part) -> int:
    """The decisions that are asked for in a mapping."""
    inner = sum(_asked(value) for value in part.values() if isinstance(value, dict))
    return inner + (part.get(DECISION) == "")


# PARTS


def _decided(ours: Part, theirs: Part) -> Part:
    """What two mappings agree in, and what they differ in."""
    agreed = {key: value for key, value in ours.items() if _is_same(value, theirs.get(key))}
    differs = {key: _place(ours.get(key), theirs.get(key)) for key in {**ours, **theirs} if key not in agreed}
    return {key: part for key, part in ((AGREED, agreed), (DIFFERS, differs)) if part}


def _is_same(one: Any, other: Any) -> bool:
    """Whether two values say the same; lists do in any order."""
    if isinstance(one, list) and isinstance(other, list):
        return sorted(one) == sorted(other)
    return bool(one == other)


def _place(ours: Any, theirs: Any) -> Part:
    """Both values, those that there are, and the place for the decision."""
    values = {A: ours, B: theirs}
    return {**{key: value for key, value in values.items() if value is not None}, DECISION: ""}


def _sections(comparison: Comparison) -> Iterator[tuple[str, Part]]:
    for section, (ours, theirs) in compared_sections(comparison).items():
        entries = {name: _entry(section, ours.get(name), theirs.get(name)) for name in {**ours, **theirs}}
        if entries:
            yield section, entries


def _entry(section: str, ours: Part | None, theirs: Part | None) -> Part:
    """A declaration: what both say of it; of a subject that one alone declares, whether it is declared."""
    if ours is not None and theirs is not None:
        return _decided(ours, theirs)
    entry = theirs if ours is None else ours
    if section not in SUBJECTS:
        return {AGREED: entry}
    return {ONLY: B if ours is None else A, ENTRY: entry, DECISION: ""}


# MOVES


def _moves(comparison: Comparison) -> Iterator[tuple[str, Part]]:
    """The moves of both, in the order of the first, each with where it stands in the two files."""
    pairs = {pair.first: pair for pair in comparison.pairs}
    for first, second in places(comparison):
        told = (_told("A", comparison.first, first), _told("B", comparison.second, second))
        yield "; ".join(filter(None, told)), _move(comparison, pairs, first, second)


def _told(name: str, scenario: Scenario, number: int | None) -> str:
    if number is None:
        return ""
    return f"{name} #{number}{in_line(scenario.history.moves[number - 1].where)}"


def _move(comparison: Comparison, pairs: Mapping[int, Pair], first: int | None, second: int | None) -> Part:
    if first is not None and second is not None:
        return {A: str(first), B: str(second), **_pair(pairs[first])}
    if second is None:
        assert first is not None
        return {A: str(first), MOVE: as_item(comparison.first.history.moves[first - 1]), DECISION: ""}
    return {B: str(second), MOVE: as_item(comparison.second_moves[second - 1]), DECISION: ""}


def as_item(move: Move) -> Part:
    """A move with its verb and its subject under these keys, and its fields under theirs."""
    mapping = move_as_mapping(move)
    return {VERB: move.verb, SUBJECT: mapping.pop(move.verb), **mapping}


def _pair(pair: Pair) -> Part:
    """What both say of a move; fields that only one of their verbs can have stand with that verb."""
    ours, theirs = map(as_item, pair.moves)
    bound = {each.key for each in pair.differences if each.goes_with_verb}
    free = [{key: value for key, value in item.items() if key not in bound} for item in (ours, theirs)]
    part = _decided(*free)
    for name, item in ((A, ours), (B, theirs)):
        own = {key: value for key, value in item.items() if key in bound}
        if own:
            part[DIFFERS][VERB][f"{WITH}-{name}"] = own
    return part
