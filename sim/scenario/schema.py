"""The JSON Schema (draft-07) of scenario files, made from the fields of the moves, for editors to check by.

It knows the form; what only the whole record can tell (who may do what, which ids there are) the reader checks.
"""

from typing import Any, Final

from attrs import NOTHING, Attribute

from sim.assess.durations import LASTING
from sim.assess.tension import DEPENDS, NO, YES
from sim.assess.weights import KINDS
from sim.forecast.calendar import STEPS
from sim.model.dates import FORMS, READINGS
from sim.model.ids import ID_PATTERN, NONE
from sim.model.move import Commit, Move, fields_of, holding, key_of
from sim.model.private import OF_A_DECLARATION, OF_A_SOURCE
from sim.model.terms import MOST_WORDS
from sim.rules.phases import EXPIRED
from sim.rules.registry import CREATING_MOVES, LIFECYCLES, MOVES_BY_VERB
from sim.rules.subjects import talks
from sim.rules.subjects.participation import PENDING
from sim.rules.subjects.statements import DONE, Remark
from sim.scenario.declarations import SECTIONS
from sim.scenario.expectations import ABSENT, COUNTS, OF_THE_DAY, SECTIONS as EXPECTED
from sim.scenario.forecast_section import KEYS as FORECAST
from sim.scenario.holds_without import MOST_MOVES

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": ["string", "number", "boolean"]}
"""Every scalar is a text to negsim, but an editor takes 1998 for a number and `no` for a truth value."""

_ID: Final[Schema] = {"pattern": ID_PATTERN}
_PART: Final[Schema] = {"pattern": f"{ID_PATTERN[:-1]}(/{ID_PATTERN[1:-1]})?$"}
"""The id of a subject, or of a subject and of the party whose part in it is meant."""
_MONTH: Final = r"\d{4}-(0[1-9]|1[0-2])"
_DATE: Final = rf"{_MONTH}-(0[1-9]|[12]\d|3[01])"
_DAY: Final = rf"({_DATE}|{_MONTH}|\d{{4}})"
_WHEN: Final = rf"^({_DAY}|\.\./{_DAY}|{_DAY}/(\.\.|{_DAY})|{_DATE}\?)$"

_NUMBER: Final[Schema] = {"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$"}


def _entries(of_one: Schema, **names: Schema) -> Schema:
    """An object with one entry at least."""
    return {"type": "object", "minProperties": 1, **names, "additionalProperties": of_one}


_NUMBERS: Final[Schema] = _entries(_NUMBER, propertyNames=_ID)

_REFERENCE = "#/definitions/"


def schema() -> Schema:
    """The schema as an object that JSON can hold."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "negsim scenario",
        "type": "object",
        "additionalProperties": False,
        "required": ["scenario", "parties"],
        "properties": {key: {"description": meaning, **_SECTION_FORMS[key]} for key, meaning in SECTIONS.items()},
        "definitions": {
            "text": TEXT,
            "id": {**TEXT, **_ID},
            "ids": {"anyOf": [_ref("id"), {"type": "array", "items": _ref("id"), "minItems": 1, "uniqueItems": True}]},
            "date": {"type": ["string", "integer"], "pattern": _WHEN, "description": f"A date: {FORMS}."},
            "condition": {"anyOf": [_ref("text"), _condition()]},
            "terms": {
                "anyOf": [
                    _ref("text"),
                    _entries(_ref("text")),
                ]
            },
            "scales": _entries({"anyOf": [_ref("text"), _words()]}),
            "titles": {
                "type": "object",
                "propertyNames": _ID,
                "additionalProperties": _ref("text"),
            },
            "move": _any_move(),
        },
    }


def _words() -> Schema:
    """A list of words in order."""
    word = {"allOf": [_ref("text")], "not": {"const": NONE}}
    return {"type": "array", "items": word, "minItems": 2, "maxItems": MOST_WORDS, "uniqueItems": True}


def _condition() -> Schema:
    """A condition on the record: a status by subject, by `subject/party`, or by subject and party."""
    by_move = {status for law in LIFECYCLES.values() for status in law.statuses}
    status = {"enum": sorted({*by_move, DONE, EXPIRED, PENDING})}
    return _entries({"anyOf": [status, _entries(status, propertyNames=_ID)]}, propertyNames=_PART)


def _ref(name: str) -> Schema:
    return {"$ref": _REFERENCE + name}


def _part(properties: Schema) -> Schema:
    """A section whose entries are a title, or an object of details."""
    return {"type": "object", "propertyNames": _ID, "additionalProperties": {"anyOf": [_ref("text"), _of(properties)]}}


def _of(properties: Schema) -> Schema:
    """An object that may have these properties and no others."""
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _any_move() -> Schema:
    """The schema of a move: an object with one verb, and the fields of that verb's move."""
    return {
        "type": "object",
        "oneOf": [{"required": [verb]} for verb in MOVES_BY_VERB],
        "allOf": [{"if": {"required": [verb]}, "then": _move(move)} for verb, move in MOVES_BY_VERB.items()],
    }


def _move(move: type[Move]) -> Schema:
    attributes = fields_of(move)
    required = [key_of(attribute.name) for attribute in attributes if attribute.default is NOTHING]
    makes_one = move in CREATING_MOVES and move not in (Commit, Remark)
    subject = {"description": move.__doc__, **_ref("id" if makes_one else "ids")}
    return {
        "additionalProperties": False,
        "required": required,
        "properties": {move.verb: subject} | {key_of(attribute.name): _field(attribute) for attribute in attributes},
    }


def _field(attribute: "Attribute[Any]") -> Schema:
    held = holding(attribute)
    if held.form == "choice":
        return {"description": held.words, "enum": list(held.choices)}
    return {"description": held.words, "allOf": [_some_of(held.choices) if held.choices else _ref(held.form)]}


def _some_of(choices: tuple[str, ...]) -> Schema:
    """One of the choices, or a list of several."""
    one = {"enum": list(choices)}
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1, "uniqueItems": True}]}


def _private(able: tuple[str, ...]) -> Schema:
    """The keys of a declaration or a source that are private."""
    return {"description": "The keys that pages, pictures and exports leave out.", **_some_of(able)}


def _expect() -> Schema:
    of_the_day = {LIFECYCLES[kind].noun: OF_THE_DAY[key] for key, kind in EXPECTED.items()}
    by_noun = {
        law.noun: {"enum": [*law.statuses, ABSENT, *of_the_day.get(law.noun, ())]} for law in LIFECYCLES.values()
    }
    parts = _entries(by_noun["commitment"])
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "as of": {"description": "The day to look at; without it the end of the record.", "allOf": [_ref("date")]},
            "branch": {"description": "The branch to look at; without it the record.", **_ref("id")},
            "since": {"description": "The day from which conduct is counted.", "allOf": [_ref("date")]},
            "reading": {"description": "Which moves count.", "enum": list(READINGS)},
            "holds without": _holds_without(),
            "quote": {"description": "The words that are put to the test.", **_ref("text")},
            "proposals": _entries(by_noun["proposal"]),
            "measures": _entries(by_noun["measure"]),
            "commitments": _entries({"anyOf": [by_noun["commitment"], parts]}),
            "talks": _entries(by_noun["talks"]),
            **{key: {"description": f"The {key}, by id.", **_NUMBERS} for key in LASTING},
            "positions": {
                "description": "Where the parties stand on terms: by term and party a value, or `none`.",
                **_entries(_entries(_ref("text"), propertyNames=_ID)),
            },
            "agreed": {"description": "How many offers and requests of substance are agreed.", **_NUMBER},
            "next talks": {
                "description": "When the next round is due.",
                "anyOf": [_ref("date"), {"const": NONE}],
            },
            **{key: {"description": f"How many {key} each party has made.", **_NUMBERS} for key in COUNTS},
            "more hostile": {"description": "Who made more hostile moves, `tie` or `none`.", **_ref("id")},
            "centre": {"description": "The issue at the centre of the conflict, several, or `none`.", **_ref("ids")},
            "tension": {"description": "The points of what stands.", **_NUMBER},
            "tension eased": {
                "description": "Whether tension has eased since a day.",
                "type": "object",
                "additionalProperties": False,
                "required": ["since", "is"],
                "properties": {"since": _ref("date"), "is": {"enum": [YES, NO, True, False, DEPENDS]}},
            },
        },
    }


def _holds_without() -> Schema:
    """So many moves, or sources or speakers."""
    names = {"type": "array", "items": _ref("text"), "minItems": 1, "uniqueItems": True}
    speakers = {"description": "Speakers: without the moves of all of them.", "anyOf": [_ref("text"), names]}
    sources = {"description": "Ids of sources: without what they alone report.", **_ref("ids")}
    number = {"type": ["integer", "string"], "minimum": 1, "maximum": MOST_MOVES, "pattern": f"^[1-{MOST_MOVES}]$"}
    return {
        "description": "What it must hold without as well: any so many moves, sources or speakers.",
        "anyOf": [number, {**_of({"source": sources, "speaker": speakers}), "minProperties": 1, "maxProperties": 1}],
    }


def _branch() -> Schema:
    left_out = {
        "anyOf": [
            {"type": ["string", "integer"], "pattern": "^#?[0-9]+$"},
            {
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"enum": list(MOVES_BY_VERB)},
                "additionalProperties": _ref("ids"),
            },
        ]
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "title": {"description": "What it is called.", **_ref("text")},
            "of": {"description": "The branch that it departs from; without it the record.", **_ref("id")},
            "from": {
                "description": "The day or the move ('#12') after which it departs; without it the record goes on.",
                "anyOf": [_ref("date"), {"type": ["string", "integer"], "pattern": "^#?[0-9]+$"}],
            },
            "without": {
                "description": "The moves that it leaves out, by number ('#12') or by `verb: subject`.",
                "anyOf": [left_out, {"type": "array", "items": left_out, "minItems": 1}],
            },
            "moves": {"description": "What happens instead.", "type": "array", "items": _ref("move")},
            "expect": {"description": "What must hold in it.", "type": "array", "items": _expect()},
        },
    }


_POLICY: Final[Schema] = {
    "description": "A policy by its name, or its name and its parameters.",
    "anyOf": [
        _ref("id"),
        {"type": "object", "required": ["policy"], "properties": {"policy": _ref("id")}},
    ],
}
_POLICIES: Final[Schema] = {"type": "object", "propertyNames": _ID, "additionalProperties": _POLICY}


_PROBABILITY: Final[Schema] = {"type": ["number", "string"], "minimum": 0, "maximum": 1}


def _forecast() -> Schema:
    forms: dict[str, Schema] = {
        "from": _ref("date"),
        "until": _ref("date"),
        "step": {"enum": list(STEPS)},
        "policies": {"minProperties": 2, "maxProperties": 2, "allOf": [_POLICIES]},
        "pairs": {
            "type": "object",
            "propertyNames": _ID,
            "additionalProperties": {
                "type": "object",
                "additionalProperties": False,
                "required": ["policies"],
                "properties": {"title": _ref("text"), "policies": _POLICIES},
            },
        },
        "calendar": {
            "type": "object",
            "propertyNames": _ID,
            "additionalProperties": {
                "anyOf": [
                    _ref("date"),
                    {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["date"],
                        "properties": {"date": _ref("date"), "title": _ref("text")},
                    },
                    {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["ratifies"],
                        "properties": {
                            "date": _ref("date"),
                            "title": _ref("text"),
                            "ratifies": _ID,
                            "odds": _PROBABILITY,
                            "by": _ID,
                        },
                    },
                ]
            },
        },
        "ratification": _PROBABILITY,
        "runs": _NUMBER,
        "seed": _NUMBER,
        "policy-file": _ref("text"),
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["from", "until", "policies"],
        "properties": {key: {"description": meaning, **forms[key]} for key, meaning in FORECAST.items()},
    }


_SECTION_FORMS: Final[dict[str, Schema]] = {
    "scenario": _ref("text"),
    "summary": _ref("text"),
    "parties": {"allOf": [_ref("titles")], "minProperties": 2, "maxProperties": 2},
    "third-parties": _part({"title": _ref("text"), "with": _ref("id")}),
    "issues": _part({"title": _ref("text"), "terms": _ref("scales")}),
    "commitments": _part(
        {
            "title": _ref("text"),
            "issue": _ref("ids"),
            "since": _ref("date"),
            "until": _ref("date"),
            "parties": _ref("ids"),
            "source": _ref("ids"),
            "quote": _ref("text"),
            "note": _ref("text"),
            "private": _private(OF_A_DECLARATION),
        }
    ),
    "measures": {
        "type": "object",
        "propertyNames": _ID,
        "additionalProperties": {
            "required": ["by"],
            **_of(
                {
                    "title": _ref("text"),
                    "by": _ref("id"),
                    "issue": _ref("ids"),
                    "over": _ref("id"),
                    "level": _ref("text"),
                    "since": _ref("date"),
                    "until": _ref("date"),
                    "source": _ref("ids"),
                    "quote": _ref("text"),
                    "note": _ref("text"),
                    "private": _private(OF_A_DECLARATION),
                }
            ),
        },
    },
    "talks": _part(
        {
            "title": _ref("text"),
            "issue": _ref("ids"),
            "status": {"enum": list(talks.LIFECYCLE.statuses)},
            "due": _ref("date"),
            "place": _ref("text"),
            "mandate": _ref("text"),
        }
    ),
    "sources": _part(
        {
            "title": _ref("text"),
            "published": _ref("date"),
            "url": _ref("text"),
            "note": _ref("text"),
            "private": _private(OF_A_SOURCE),
        }
    ),
    "moves": {"type": "array", "items": _ref("move")},
    "weights": {
        "type": "object",
        "additionalProperties": False,
        "properties": dict.fromkeys(KINDS, _NUMBER),
    },
    "branches": {"type": "object", "propertyNames": _ID, "additionalProperties": _branch()},
    "forecast": _forecast(),
    "expect": {"type": "array", "items": _expect()},
}
