"""The page on what the commands print as JSON, from its schema."""

import json
from pathlib import Path
from typing import Any, Final

from pages import code, codes, filled, table

SCHEMA: Final = Path(__file__).resolve().parent.parent / "output.schema.json"
_DOCUMENTS: Final = (
    "record",
    "records",
    "check",
    "audit",
    "legal",
    "why",
    "why_issue",
    "why_move",
    "diff",
    "assess",
    "assessments",
    "forecast",
    "backtest",
    "evidence",
    "evidences",
    "compare",
)
_PARTS: Final = ("moves", "proposals", "measures", "commitments", "talks", "figures", "expectations")
_TITLES: Final = {
    "date": "A date",
    "setting": "The setting",
    "effect": "An effect",
    "part": "A part in a commitment",
    "announced": "What is announced",
    "branch": "A branch",
    "invalidated": "An invalidated move",
    "holds_without": "What is left out",
    "checked": "A checked file",
    "fault": "A fault",
    "audited": "An audited file",
    "refused": "A refused move",
    "legal_move": "A legal move",
    "moment": "A moment",
    "change": "A change",
    "contribution": "A contribution to tension",
    "term": "The positions on a term",
    "position": "A position",
    "step": "A step",
    "case": "A forecast",
    "outcome": "An outcome",
    "comparison": "A comparison of forecasts",
    "difference": "A difference",
    "quantiles": "Quantiles",
    "backtest_record": "A record of a backtest",
    "scores": "The scores of a forecast",
    "score": "A score",
    "estimate": "An estimate",
    "bin": "A bin",
    "conclusion": "A conclusion",
    "other_day": "Another day",
    "addition": "A move that is added",
    "importance": "The importance of a move",
    "coding": "A coding",
    "pair": "A pair of moves",
    "coded_difference": "A difference of codings",
    "lone_move": "A move of one coder",
    "field_agreement": "The agreement in a field",
}
"""The objects that stand in several documents, or on lists in them, with the headings of their sections."""

Schema = dict[str, Any]


def page() -> str:
    """The reference of the JSON."""
    whole: Schema = json.loads(SCHEMA.read_text("utf-8"))
    definitions: Schema = whole["definitions"]
    documents = {name: _keys(definitions[name], definitions) for name in _DOCUMENTS}
    sections = [_section(name, definitions) for name in _PARTS]
    objects = [_object(name, definitions) for name in _TITLES]
    return filled("json.md", parts="\n".join(sections), objects="\n".join(objects), **documents)


def _section(name: str, definitions: Schema) -> str:
    section = definitions["record"]["properties"][name]
    item = section["items"] if section["type"] == "array" else section["additionalProperties"]
    shape = "a list, each item" if section["type"] == "array" else "an object by id, each value"
    keys = _keys(definitions[_name(item)], definitions)
    return f"### {name}\n\n{section['description']} It is {shape} an object:\n\n{keys}\n"


def _object(name: str, definitions: Schema) -> str:
    definition = definitions[name]
    return f"### {_TITLES[name]}\n\n{definition['description']}\n\n{_keys(definition, definitions)}\n"


def _name(reference: Schema) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def _keys(definition: Schema, definitions: Schema) -> str:
    required = definition["required"]
    rows = [
        (code(key), _type(part, definitions), "yes" if key in required else "no", _meaning(part, definitions))
        for key, part in definition["properties"].items()
    ]
    return table(("key", "type", "always there", "meaning"), rows)


def _meaning(part: Schema, definitions: Schema) -> str:
    return str(part.get("description") or definitions[_name(part)]["description"])


def _type(part: Schema, definitions: Schema) -> str:
    if "$ref" in part:
        return _referred_type(_name(part), definitions)
    if "anyOf" in part or "allOf" in part:
        options = part.get("anyOf") or part["allOf"]
        return " or ".join(dict.fromkeys(_type(option, definitions) for option in options))
    if "const" in part or "enum" in part:
        values = codes(map(json.dumps, part.get("enum") or [part["const"]]))
        return f"one of {values}" if "enum" in part else values
    if part["type"] == "array" and "items" in part:
        return f"list, each {_type(part['items'], definitions)}"
    types = part["type"] if isinstance(part["type"], list) else [part["type"]]
    return " or ".join("list" if name == "array" else name for name in types)


def _referred_type(name: str, definitions: Schema) -> str:
    """The type of a definition; a link to its section, if it has one."""
    if name not in _TITLES:
        return _type(definitions[name], definitions)
    title = _TITLES[name].lower()
    return f"[{title}](#{title.replace(' ', '-')})"
