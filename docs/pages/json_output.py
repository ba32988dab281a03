"""The page on the JSON of `negsim run`, from its schema."""

import json
from pathlib import Path
from typing import Any, Final

from pages import code, codes, filled, table

SCHEMA: Final = Path(__file__).resolve().parent.parent / "run.schema.json"
_PARTS: Final = ("moves", "proposals", "measures", "commitments", "talks", "figures", "expectations")

Schema = dict[str, Any]


def page() -> str:
    """The reference of the JSON."""
    whole: Schema = json.loads(SCHEMA.read_text("utf-8"))
    definitions: Schema = whole["definitions"]
    sections = [_section(name, definitions) for name in _PARTS]
    return filled(
        "json.md",
        record=_keys(definitions["record"], definitions),
        parts="\n".join(sections),
        branch=_branch(definitions["branch"]),
    )


def _branch(held: Schema) -> str:
    return f"{held['description']} It has the keys {codes(held['properties'])}."


def _section(name: str, definitions: Schema) -> str:
    section = definitions["record"]["properties"][name]
    item = section["items"] if section["type"] == "array" else section["additionalProperties"]
    shape = "a list, each item" if section["type"] == "array" else "an object by id, each value"
    held = definitions[_name(item)]
    return f"## {name}\n\n{section['description']} It is {shape} an object:\n\n{_keys(held, definitions)}\n"


def _name(reference: Schema) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def _keys(held: Schema, definitions: Schema) -> str:
    required = held["required"]
    rows = [
        (code(key), _type(part, definitions), "yes" if key in required else "no", _words(part, definitions))
        for key, part in held["properties"].items()
    ]
    return table(("key", "type", "always there", "meaning"), rows)


def _words(part: Schema, definitions: Schema) -> str:
    return str(part.get("description") or definitions[_name(part)]["description"])


def _type(part: Schema, definitions: Schema) -> str:
    if "$ref" in part:
        return _type(definitions[_name(part)], definitions)
    if "anyOf" in part or "allOf" in part:
        return " or ".join(_type(each, definitions) for each in part.get("anyOf") or part["allOf"])
    if "const" in part:
        return code(json.dumps(part["const"]))
    if "enum" in part:
        return f"one of {codes(map(json.dumps, part['enum']))}"
    if part["type"] == "array":
        return f"list of {_type(part['items'], definitions)}"
    types = part["type"] if isinstance(part["type"], list) else [part["type"]]
    return " or ".join(types)
