"""The declarations of a scenario before its moves: parties, issues, sources, commitments, measures, talks."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from attrs import frozen

from sim.assess.weights import KINDS, Weights, misplaced
from sim.model.dates import ends_before_it_begins
from sim.model.ids import BOTH, RESERVED, reserved
from sim.model.private import OF_A_DECLARATION, OF_A_SOURCE
from sim.model.setting import Setting, Source, unfit_names, unfit_sides
from sim.rules.state import Negotiation
from sim.rules.subjects import talks as talks_of
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.subjects.measures import DeclaredMeasure, Measure
from sim.rules.subjects.talks import IN_SESSION, SCHEDULED, Talks
from sim.scenario.fields import PRIVATE, FieldReader, Form, chosen, day, name, names, number, private_keys, text
from sim.scenario.scales import read_scales, scales
from sim.scenario.yaml.nodes import MappingNode, Node, ScalarNode

SECTIONS: Final = {
    "scenario": "The title of the scenario.",
    "summary": "What it is about, in a sentence or two.",
    "parties": "The two parties: id and name.",
    "third-parties": "Others who speak, mediate, ratify or act: id, and name or details.",
    "issues": "What is negotiated: id, and title or details.",
    "commitments": "What is in force before the record begins: id, and title or details.",
    "measures": "What is in place before the record begins: id and details.",
    "talks": "The formats in which the parties meet: id, and title or details.",
    "sources": "What reports the moves: id, and title or details.",
    "weights": "What each thing that stands adds to tension, in points.",
    "moves": "The moves, in the order in which they happened; none is a record that has not begun.",
    "branches": "What if: courses in which moves are left out or others made instead, by id.",
    "forecast": "Outcomes: from when until when, and by which policies the parties act.",
    "expect": "What must hold, each block as of a day.",
}
"""The keys of a scenario file, in the order in which they are written."""

_NAMING: Final = ("parties", "third-parties", "issues", "sources")
"""The sections that must be read whole, as names in the rest of the file are held against them."""

_THIRD_PARTY: Final[dict[str, Form]] = {"title": text, "with": name}
_ISSUE: Final[dict[str, Form]] = {"title": text, "terms": scales}
_SOURCE: Final[dict[str, Form]] = {
    "title": text,
    "published": day,
    "url": text,
    "note": text,
    PRIVATE: partial(private_keys, OF_A_SOURCE),
}
_COMMITMENT: Final[dict[str, Form]] = {
    "title": text,
    "issue": names,
    "since": day,
    "until": day,
    "parties": names,
    "source": names,
    "quote": text,
    "note": text,
    PRIVATE: partial(private_keys, OF_A_DECLARATION),
}
_MEASURE: Final[dict[str, Form]] = {
    "title": text,
    "by": name,
    "issue": names,
    "over": name,
    "level": text,
    "since": day,
    "until": day,
    "source": names,
    "quote": text,
    "note": text,
    PRIVATE: partial(private_keys, OF_A_DECLARATION),
}
_TALKS: Final[dict[str, Form]] = {
    "title": text,
    "issue": names,
    "status": lambda node: chosen(talks_of.LIFECYCLE.statuses, node),
    "due": day,
    "place": text,
    "mandate": text,
}


@frozen
class Declarations:
    """The declarations of a scenario: its title and summary, and the state before the first move.

    `unresolved` are the ids that a fault in a key hides, or hides more of; the empty id is one that was not read.
    """

    title: str
    summary: str | None
    start: Negotiation
    unresolved: frozenset[str]


def read_declarations(reader: FieldReader, root: MappingNode) -> Declarations | None:
    """The declarations of a file; None if names are invalid, so that nothing else can be judged."""
    reader.known(root, "", SECTIONS)
    _require(reader, root, "scenario", "give it a title, `scenario: …`")
    title = reader.value(root.values["scenario"], "scenario", text) if "scenario" in root.values else None
    summary = reader.value(root.values["summary"], "summary", text) if "summary" in root.values else None
    setting = _setting(reader, root)
    if setting is None:
        return None
    declared: dict[str, Commitment | Measure | Talks] = {}
    declarations: list[tuple[Commitment | Measure | Talks, ScalarNode]] = [
        *_commitments(reader, root, setting),
        *_measures(reader, root, setting),
        *_talks(reader, root, setting),
    ]
    for subject, place in declarations:
        if subject.id in RESERVED:
            reader.faults.add(place, subject.id, reserved(subject.id))
            continue
        if subject.id in declared:
            reader.faults.add(place, subject.id, "this id is declared twice; an id names one subject")
        declared.setdefault(subject.id, subject)
    unresolved = {*_unresolved(root), *(key for key in _keys(root, "measures") if key not in declared)}
    return Declarations(title or "", summary, Negotiation.begin(setting, declared.values()), frozenset(unresolved))


def _unresolved(root: MappingNode) -> Iterator[str]:
    """The ids that a faulty key hides, or hides more of; an empty id for one that was not read."""
    for section in ("commitments", "measures", "talks", "moves", "branches"):
        node = root.values.get(section)
        if root.is_unread(section):
            yield ""
        if isinstance(node, MappingNode) and section != "branches":
            yield from node.lost
            yield from RESERVED.keys() & node.values.keys()
            yield from (key for key, part in node.values.items() if isinstance(part, MappingNode) and not part.is_whole)


def read_weights(reader: FieldReader, node: Node | None) -> Weights:
    """The weights of a file, with defaults for those that it does not set; a wrong order is a fault."""
    mapping = reader.mapping(node, "weights")
    if mapping is None:
        return Weights()
    changed = reader.fields(mapping, "weights", dict.fromkeys(KINDS, number))
    if not mapping.is_whole:
        return Weights()
    weights = Weights().by_kind | changed
    reasons = dict(misplaced(weights))
    for kind, reason in reasons.items():
        place = mapping.keys.get(kind) or next((mapping.keys[other] for other in changed if other in reason), None)
        reader.faults.add(place or mapping, "weights", reason)
    return Weights() if reasons else Weights(**{KINDS[kind]: points for kind, points in weights.items()})


def _require(reader: FieldReader, root: MappingNode, section: str, advice: str) -> None:
    if section not in root.values and root.is_whole and not reader.faults.truncated:
        reader.faults.add_at(1, 1, "", f"{section} is missing; {advice}")


def _setting(reader: FieldReader, root: MappingNode) -> Setting | None:
    _require(reader, root, "parties", "name the two sides, `parties: {aland: Aland, bohus: Bohus}`")
    parties = _titles(reader, root, "parties")
    outsiders = dict(_parts(reader, root, "third-parties", _THIRD_PARTY))
    third_parties = {key: fields.get("title", key) for key, fields in outsiders.items()}
    sides = {key: fields["with"] for key, fields in outsiders.items() if "with" in fields}
    issue_parts = dict(_parts(reader, root, "issues", _ISSUE))
    issues = {key: fields.get("title", key) for key, fields in issue_parts.items()}
    terms = {key: read_scales(reader, fields["terms"], key) for key, fields in issue_parts.items() if "terms" in fields}
    sources = dict(_sources(reader, root))
    places = _keys(root, "parties") | _keys(root, "third-parties")
    is_valid = all(_is_read(root, section) for section in _NAMING)
    for invalid_name, reason in unfit_names(parties, third_parties):
        is_valid = False
        place = places.get(invalid_name) if invalid_name else root.keys.get("parties")
        is_read = _is_read(root, "parties") and len(_keys(root, "parties")) == len(parties)
        if place is not None and (invalid_name or (is_read and not reader.faults.truncated)):
            reader.faults.add(place, "parties", reason)
    if _is_read(root, "parties"):
        for third_party, reason in tuple(unfit_sides(sides, third_parties, parties)):
            reader.faults.add(_side(root, third_party), f"third-parties, {third_party}, with", reason)
            del sides[third_party]
    for section in ("issues", "sources"):
        for reserved_name in RESERVED.keys() & _keys(root, section).keys():
            is_valid = False
            reader.faults.add(_keys(root, section)[reserved_name], section, reserved(reserved_name))
    return Setting(parties, issues, third_parties, sides, sources, terms) if is_valid else None


def _side(root: MappingNode, third_party: str) -> Node:
    """The node that says with whom a third party stands."""
    section = root.values["third-parties"]
    assert isinstance(section, MappingNode)
    return _part(section.values[third_party], "with")


def _is_read(root: MappingNode, section: str) -> bool:
    """Whether every name of a section was read."""
    node = root.values.get(section)
    if node is None:
        return root.is_whole
    return isinstance(node, MappingNode) and node.is_whole and section not in root.lost


def _keys(root: MappingNode, section: str) -> dict[str, ScalarNode]:
    node = root.values.get(section)
    return node.keys if isinstance(node, MappingNode) else {}


def _titles(reader: FieldReader, root: MappingNode, section: str) -> dict[str, str]:
    """The names of a section by id; the id itself stands for an invalid title, so that it is known."""
    return {
        key: reader.value(node, f"{section}, {key}", text) or key
        for key, node in reader.named(root.values.get(section), section)
    }


def _parts(
    reader: FieldReader, root: MappingNode, section: str, forms: dict[str, Form]
) -> list[tuple[str, dict[str, Any]]]:
    """The ids of a section, each with its fields."""
    return [
        (key, reader.titled(node, f"{section}, {key}", forms) or {})
        for key, node in reader.named(root.values.get(section), section)
    ]


def _sources(reader: FieldReader, root: MappingNode) -> list[tuple[str, Source]]:
    parts = _parts(reader, root, "sources", _SOURCE)
    return [(key, Source(**{"title": key, **fields})) for key, fields in parts]


def _commitments(reader: FieldReader, root: MappingNode, setting: Setting) -> list[tuple[Commitment, ScalarNode]]:
    declarations = []
    able = _single_actors(setting)
    for key, node, fields in _declared(reader, root, "commitments", _COMMITMENT, setting):
        bound = tuple(party for party in fields.pop("parties", setting.party_ids) if party in able)
        declarations.append((Commitment.declared(Declaration(key, **fields), bound), node))
    return declarations


def _measures(reader: FieldReader, root: MappingNode, setting: Setting) -> list[tuple[Measure, ScalarNode]]:
    declarations = []
    for key, node, fields in _declared(reader, root, "measures", _MEASURE, setting):
        if fields.get("by") in _single_actors(setting):
            made = DeclaredMeasure(subject=key, where=reader.faults.where(node), **fields)
            declarations.append((Measure.declared(made), node))
    return declarations


def _declared(
    reader: FieldReader, root: MappingNode, section: str, forms: dict[str, Form], setting: Setting
) -> Iterator[tuple[str, ScalarNode, dict[str, Any]]]:
    """The ids of a section of subjects, each with its key and its fields; what these name must be declared."""
    for key, fields in _parts(reader, root, section, forms):
        node = root.values[section]
        assert isinstance(node, MappingNode)
        part = node.values[key]
        _check_names(reader, part, f"{section}, {key}", setting)
        if reason := ends_before_it_begins(fields.get("since"), fields.get("until")):
            reader.faults.add(_part(part, "until"), f"{section}, {key}, until", reason)
            del fields["until"]
        if "by" in forms and _lacks(part, "by"):
            reason = "by is missing; name the party or the third party that has it in place"
            reader.faults.add(part, f"{section}, {key}", reason)
        yield key, node.keys[key], fields


_NOT_BOTH: Final = {
    "by": "harm is the act of one; declare one measure for each",
    "parties": "a commitment binds both parties if this key is left out",
}
"""The complaint about `both` where a party or a third party is wanted, by key."""


def _lacks(node: Node, key: str) -> bool:
    """Whether a part has no such key, be it that it is a title alone; not if there may be one that was not read."""
    if isinstance(node, ScalarNode):
        return bool(node.text) and not node.invalid
    return isinstance(node, MappingNode) and key not in node.values and node.is_whole


def _part(node: Node, key: str) -> Node:
    assert isinstance(node, MappingNode), "it has that key"
    return node.values[key]


def _single_actors(setting: Setting) -> tuple[str, ...]:
    """The parties and third parties."""
    return tuple(actor for actor in setting.actors if actor != BOTH)


def _check_names(reader: FieldReader, node: Node, concerns: str, setting: Setting) -> None:
    """Note a fault for every party, issue or source of a declaration that is not declared itself."""
    if isinstance(node, MappingNode):
        actors = _single_actors(setting)
        known = {
            "issue": setting.issue_ids,
            "over": setting.issue_ids,
            "source": tuple(setting.source_by_id),
            "parties": actors,
            "by": actors,
        }
        for field_name, options in known.items():
            value = node.values.get(field_name)
            if isinstance(value, ScalarNode) and value.text == BOTH and field_name in _NOT_BOTH:
                reader.faults.add(value, f"{concerns}, {field_name}", _NOT_BOTH[field_name])
            elif value is not None:
                reader.each_known(value, f"{concerns}, {field_name}", options)


def _talks(reader: FieldReader, root: MappingNode, setting: Setting) -> list[tuple[Talks, ScalarNode]]:
    declarations = []
    for key, node, fields in _declared(reader, root, "talks", _TALKS, setting):
        status = fields.get("status", SCHEDULED)
        if status not in (SCHEDULED, IN_SESSION) and ("due" in fields or "place" in fields):
            reason = f"talks that are {status} have no next round; leave out due and place, or the status"
            reader.faults.add(node, f"talks, {key}", reason)
        declarations.append((Talks.declared(key, **fields), node))
    return declarations
