"""A scenario as the text of a file: YAML, or JSON in the same form. Reading it back gives the same scenario."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import yaml
from attrs import fields

from sim.assess.weights import Weights
from sim.forecast.plan import ATTRIBUTES, NUMBERS, Plan, PolicyPair
from sim.forecast.registry import PolicySpec
from sim.model.condition import Condition
from sim.model.dates import LIKELY
from sim.model.escaping import is_visible, visible_in_yaml
from sim.model.frozen import FrozenDict
from sim.model.move import Move, fields_of, key_of
from sim.model.private import private_fields
from sim.model.setting import Setting, Source
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.subjects.measures import DeclaredMeasure, Measure
from sim.rules.subjects.talks import IDLE, Talks
from sim.scenario.expectations import ABOUT_SUBJECTS, CENTRE, COUNTS, EASED, POSITIONS, Expectation, HoldsWithout
from sim.scenario.scenario import Scenario
from sim.scenario.yaml.json_text import in_json

if TYPE_CHECKING:
    from sim.scenario.branches_section import Alternative

Part = dict[str, Any]
"""A mapping of a scenario file, its values texts, lists and mappings."""

_SOURCE: Final = tuple(attribute.name for attribute in fields(Source))
_COMMITMENT: Final = tuple(attribute.name for attribute in fields(Declaration) if attribute.name != "subject")
_MEASURE: Final = tuple(each.name for each in fields(DeclaredMeasure) if each.name not in ("subject", "where"))


class _Dumper(yaml.CBaseDumper):
    """Writes every scalar as a text, in a block where it has several lines, and shares nothing."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = '"' if not is_visible(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(dict, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items()))
_Dumper.add_representer(list, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data))


def as_yaml(scenario: Scenario) -> str:
    """The scenario as YAML."""
    return in_yaml(as_mapping(scenario))


def in_yaml(part: "Part | list[Part]") -> str:
    """Mappings, lists and texts as YAML; an empty text is nothing at all."""
    text = yaml.dump(part, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return visible_in_yaml(text)


def as_json(scenario: Scenario) -> str:
    """The scenario as JSON, which YAML includes: the same reader takes it."""
    return in_json(as_mapping(scenario), "") + "\n"


def setting_as_yaml(name: str, scenario: Scenario) -> str:
    """What the file of a scenario says apart from its moves and what follows them, as an entry of that name in YAML.

    The entries of several scenarios, one after another, are one mapping.
    """
    return in_yaml({name: setting_as_mapping(scenario)})


def as_mapping(scenario: Scenario) -> Part:
    """The scenario as its file has it, sections without entries left out."""
    whole: Part = {
        **setting_as_mapping(scenario),
        "moves": [move_as_mapping(move) for move in scenario.history.moves],
        "branches": {branch.id: _branch(branch) for branch in scenario.branches},
        "forecast": {} if scenario.plan is None else _plan(scenario.plan),
        "expect": _blocks(scenario.expectations),
    }
    return {key: part for key, part in whole.items() if part}


def setting_as_mapping(scenario: Scenario) -> Part:
    """The sections that say what a record is of and what there is before its first move, and weigh its tension."""
    whole: Part = {
        "scenario": scenario.title,
        "summary": scenario.summary,
        **start_as_mapping(scenario.start),
        "weights": _weights(scenario.weights),
    }
    return {key: part for key, part in whole.items() if part}


def start_as_mapping(start: Negotiation) -> Part:
    """The sections that declare what there is before the first move, those without entries left out."""
    sections: Part = {
        **_names(start.setting),
        "commitments": {name: _commitment(commitment, start.setting) for name, commitment in start.commitments.items()},
        "measures": {name: _measure(measure) for name, measure in start.measures.items()},
        "talks": {name: _talks(talks) for name, talks in start.talks.items()},
        "sources": {name: _fields(source, _SOURCE) for name, source in start.setting.sources},
    }
    return {key: part for key, part in sections.items() if part}


def move_as_mapping(move: Move) -> Part:
    """One move as an item of `moves`."""
    names = tuple(attribute.name for attribute in fields_of(type(move)))
    return {move.verb: _plain(move.subjects)} | _fields(move, names)


def _names(setting: Setting) -> Part:
    return {
        "parties": dict(setting.parties),
        "third-parties": {name: _third_party(name, title, setting) for name, title in setting.third_parties},
        "issues": {name: _issue(name, title, setting) for name, title in setting.issues},
    }


def _issue(name: str, title: str, setting: Setting) -> str | Part:
    """The title of an issue, with the scales of its terms if it declares some."""
    terms = dict(setting.terms).get(name)
    if not terms:
        return title
    return {"title": title, "terms": {term: scale if isinstance(scale, str) else list(scale) for term, scale in terms}}


def _third_party(name: str, title: str, setting: Setting) -> str | Part:
    """The name of a third party, with its side if it has one."""
    side = setting.side_of(name)
    return title if side is None else {"title": title, "with": side}


def _fields(record: object, names: tuple[str, ...]) -> Part:
    """The fields of a record that have a value, by their keys."""
    values = {key_of(name): getattr(record, name) for name in names}
    if values.get("private"):
        values["private"] = tuple(private_fields(record))
    return {key: _plain(value) for key, value in values.items() if value not in (None, (), "")}


def _plain(value: object) -> str | list[str] | Part:
    if isinstance(value, Condition):
        return value.terms
    if isinstance(value, Mapping):
        return {key: str(part) for key, part in value.items()}
    if not isinstance(value, tuple):
        return str(value)
    return value[0] if len(value) == 1 else list(value)


def _commitment(commitment: Commitment, setting: Setting) -> Part:
    part = _fields(commitment.made, _COMMITMENT)
    bound = tuple(commitment.participation)
    return part | ({} if bound == setting.party_ids else {"parties": _plain(bound)})


def _measure(measure: Measure) -> Part:
    return _fields(measure.made, _MEASURE)


def _talks(talks: Talks) -> Part:
    agreed = _fields(talks.next_round, ("due", "place")) if talks.next_round else {}
    status = {} if talks.status == IDLE else {"status": talks.status}
    return {"title": talks.title} | _fields(talks, ("issue",)) | status | agreed | _fields(talks, ("mandate",))


def _weights(weights: Weights) -> Part:
    """The weights that differ from the defaults."""
    defaults = Weights().by_kind
    return {kind: str(points) for kind, points in weights.by_kind.items() if points != defaults[kind]}


def _branch(alternative: "Alternative") -> Part:
    fork = f"#{alternative.fork}" if isinstance(alternative.fork, int) else alternative.fork
    numbers = [f"#{number}" for number in alternative.branch.left_out]
    pairs = zip(alternative.branch.numbers, alternative.branch.history.moves, strict=True)
    moves = [move_as_mapping(move) for number, move in pairs if number is None]
    part = {
        "title": alternative.title,
        "of": alternative.of,
        "from": fork and str(fork),
        "without": numbers,
        "moves": moves,
    }
    return {key: value for key, value in part.items() if value}


def _blocks(expectations: tuple[Expectation, ...]) -> list[Part]:
    """The `expect` blocks: successive expectations on the same day and reading share one."""
    blocks: list[Part] = []
    head: Part | None = None
    for expectation in expectations:
        scope = _scope(expectation)
        if scope != head or not _is_placed(blocks[-1], expectation):
            head = scope
            blocks.append(dict(scope))
            _is_placed(blocks[-1], expectation)
    return blocks


def _scope(expectation: Expectation) -> Part:
    """The keys that say what a block looks at."""
    values = {
        "branch": expectation.branch,
        "as of": expectation.as_of,
        "since": None if expectation.key == EASED else expectation.since,
        "reading": None if expectation.reading == LIKELY else expectation.reading,
        "quote": expectation.quote,
    }
    scope: Part = {key: str(value) for key, value in values.items() if value}
    without = expectation.holds_without
    return scope if without is None else scope | {"holds without": _left_out(without)}


def _left_out(without: HoldsWithout) -> str | Part:
    """A number of moves, or the sources or speakers under their key."""
    if without.moves:
        return str(without.moves)
    key, names = ("source", without.sources) if without.sources else ("speaker", without.speakers)
    return {key: _plain(names)}


def _is_placed(block: Part, expectation: Expectation) -> bool:
    """Whether the expectation was placed at the end of the block; not if one on its subject stands there already."""
    section, names = block, [expectation.key]
    if expectation.key == POSITIONS:
        names += expectation.subject.rsplit("/", 1)
    elif expectation.key in (*ABOUT_SUBJECTS, *COUNTS):
        names += expectation.subject.split("/")
    for name in names[:-1]:
        if name in section and name != next(reversed(section)):
            return False
        section = section.setdefault(name, {})
    if names[-1] in section:
        return False
    section[names[-1]] = _expected(expectation)
    return True


def _expected(expectation: Expectation) -> str | list[str] | Part:
    if expectation.key == EASED:
        return {"since": str(expectation.since), "is": expectation.expected}
    issues = expectation.expected.split(", ") if expectation.key == CENTRE else []
    return issues if len(issues) > 1 else expectation.expected


# THE FORECAST


def _plan(plan: Plan) -> Part:
    """The section `forecast`, default values left out."""
    defaults = {attribute.name: attribute.default for attribute in fields(Plan)}
    numbers = {key: getattr(plan, ATTRIBUTES.get(key, key)) for key in NUMBERS}
    part = {
        "from": str(plan.since),
        "until": str(plan.until),
        "step": plan.step,
        "policies": _policies(plan.policies),
        "pairs": {pair.id: _pair(pair) for pair in plan.pairs},
        "calendar": _calendar(plan),
        **{key: str(number) for key, number in numbers.items() if number != defaults[ATTRIBUTES.get(key, key)]},
        "policy-file": plan.source.name if plan.source else "",
    }
    return {key: value for key, value in part.items() if value}


def _calendar(plan: Plan) -> Part:
    """The dated things of a plan and its votes, in one mapping."""
    part: Part = {event.id: {"date": str(event.date), "title": event.title} for event in plan.calendar}
    for vote in plan.votes:
        odds = "" if vote.odds is None else str(vote.odds)
        keys = {"title": vote.title, "ratifies": vote.ratifies, "odds": odds, "by": vote.by}
        part[vote.id] = {**part.get(vote.id, {}), **{key: value for key, value in keys.items() if value}}
    return part


def _pair(pair: PolicyPair) -> Part:
    return {"title": pair.title, "policies": _policies(pair.policies)}


def _policies(policies: Mapping[str, PolicySpec]) -> Part:
    return {party: policy_as_mapping(spec) for party, spec in policies.items()}


def policy_as_mapping(spec: PolicySpec) -> str | Part:
    """A policy as a file has it: its name, with its parameters if any are given."""
    parameters = {name: _parameter(value) for name, value in spec.parameters.items()}
    return {"policy": spec.name, **parameters} if parameters else spec.name


def _parameter(value: Any) -> Any:
    if isinstance(value, PolicySpec):
        return policy_as_mapping(value)
    if isinstance(value, tuple):
        return [move_as_mapping(move) for move in value]
    return {verb: str(weight) for verb, weight in value.items()} if isinstance(value, FrozenDict) else str(value)
