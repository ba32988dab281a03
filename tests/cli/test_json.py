"""What each command prints as JSON is one object that fits the schema, and has no key that the schema does not name."""

import json
from pathlib import Path

import hostile
import jsonschema
import pytest
from codings import ANNA, BERT
from complaints import instead
from wages import WAGES

from sim.assess.position_steps import KINDS as STEPS, TEXT
from sim.cli import COMMANDS
from sim.evidence.results import ALL, SOME
from sim.history.status_on_day import DECLARED, LEVELS, OVERDUE
from sim.history.triggers import DISCHARGED, DUE, TRIGGERED
from sim.rules.phases import EXPIRED
from sim.rules.registry import LIFECYCLES
from sim.rules.subjects.answers import ACCEPTED, AWAITED, NO, OPPOSED, YES
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import COMPLIED, Measure
from sim.rules.subjects.participation import PENDING
from sim.rules.subjects.proposals import KINDS, MATTERS, Proposal
from sim.rules.subjects.talks import Talks

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "output.schema.json").read_text("utf-8"))
FISHING, MOSCOW = "scenarios/fishing.yaml", "scenarios/moscow-2007.yaml"
COLOMBIA = "scenarios/colombia-2016.yaml"

CALLS = {
    "run-before": ("run", FISHING, "--as-of", "1990-01-01"),
    "run": ("run", FISHING),
    "run-several": ("run", FISHING, MOSCOW),
    "run-announced": ("run", COLOMBIA, "--as-of", "2014-12-17"),
    "run-votes": ("run", COLOMBIA, "--as-of", "2016-10-02"),
    "run-branch": ("run", MOSCOW, "--branch", "no-suspension"),
    "run-empty": ("run", FISHING, "--as-of", "#0"),
    "check": ("check", FISHING, MOSCOW),
    "check-faulty": ("check", FISHING, "nowhere.yaml", "README.md"),
    "audit": ("audit", FISHING, "nowhere.yaml", "README.md"),
    "legal": ("legal", MOSCOW, "--by", "us"),
    "legal-third-party": ("legal", COLOMBIA, "--by", "guarantors", "--as-of", "2015-05-22"),
    "legal-clock": ("legal", MOSCOW, "--by", "clock"),
    "why": ("why", MOSCOW, "cfe"),
    "why-part": ("why", MOSCOW, "cfe/russia"),
    "why-talks": ("why", MOSCOW, "experts"),
    "why-declared-measure": ("why", COLOMBIA, "attacks"),
    "why-measure": ("why", MOSCOW, "leave-cfe"),
    "why-issue": ("why", MOSCOW, "--issue", "missile-defence"),
    "why-move": ("why", COLOMBIA, "#31"),
    "why-move-of-a-condition": ("why", FISHING, "#7"),
    "diff": ("diff", MOSCOW, "--as-of", "2007-10-11", "2007-10-13"),
    "diff-branch": ("diff", MOSCOW, "--branch", "no-suspension"),
    "diff-files": ("diff", MOSCOW, FISHING),
    "assess": ("assess", MOSCOW, "--as-of", "2007-10-13", "--since", "2007-10-11"),
    "assess-several": ("assess", FISHING, MOSCOW),
    "assess-figure": ("assess", MOSCOW, "--only", "centre"),
    "evidence": ("evidence", MOSCOW, "--up-to", "1"),
    "evidence-several": ("evidence", FISHING, MOSCOW, "--up-to", "1"),
    "evidence-claims": ("evidence", COLOMBIA, "--claims", "default", "--up-to", "1"),
    "evidence-branch": ("evidence", MOSCOW, "--branch", "site-built"),
    "compare": ("compare", FISHING, MOSCOW, "--map", "aland=us", "--map", "bohus=russia"),
    "forecast": ("forecast", MOSCOW, "--runs", "2", "--compare", "all"),
    "backtest": ("backtest", FISHING, MOSCOW, "--runs", "2", "--cuts", "2"),
    "backtest-short": ("backtest", MOSCOW, "--horizon", "30w", "--pair", "nothing"),
}


def closed(part):
    """The schema with no key allowed that it does not name; to others it promises that keys may be added."""
    if isinstance(part, list):
        return [closed(item) for item in part]
    if not isinstance(part, dict):
        return part
    is_object = isinstance(part.get("properties"), dict)
    return ({"additionalProperties": False} if is_object else {}) | {key: closed(value) for key, value in part.items()}


def definition(name):
    """The schema of one kind of document, without keys that it does not name."""
    schema = closed({"definitions": SCHEMA["definitions"], **SCHEMA["definitions"][name]})
    return jsonschema.Draft7Validator(schema)


OF_FORMAT = {
    SCHEMA["definitions"][name]["properties"]["format"]["const"]: definition(name)
    for name in (kind["$ref"].rpartition("/")[2] for kind in SCHEMA["oneOf"])
    if name not in ("records", "assessments", "evidences")
}
SEVERAL = {
    "negsim-runs/1": "records",
    "negsim-assessments/1": "assessments",
    "negsim-evidence-of-files/1": "evidence",
}
"""The formats of several documents in one, and the key under which these are."""


def check(document):
    """Refuse a document that does not fit the schema of its format, or has a key more."""
    jsonschema.Draft7Validator(SCHEMA).validate(document)
    key = SEVERAL.get(document["format"])
    parts = document[key] if key else [document]
    for part in parts:
        OF_FORMAT[part["format"]].validate({key: value for key, value in part.items() if key != "file"})


def test_the_schema_is_a_schema():
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("call", CALLS)
def test_the_json_of_every_command_is_one_object_that_fits_the_schema(negsim, call):
    document = json.loads(negsim(*CALLS[call], "--format", "json").stdout)
    assert isinstance(document, dict)
    check(document)


@pytest.mark.parametrize("call", hostile.TABLES)
def test_so_is_that_of_a_file_with_hostile_texts(negsim, tmp_path, call):
    file = tmp_path / "=f.yaml"
    hostile.write(file)
    arguments = (part.format(file=file) for part in hostile.TABLES[call])
    check(json.loads(negsim(*arguments, "--format", "json").stdout))


def test_so_are_two_codings(negsim, tmp_path):
    for name, text in (("a.yaml", ANNA), ("b.yaml", BERT)):
        (tmp_path / name).write_text(text, "utf-8")
    check(json.loads(negsim("compare", tmp_path / "a.yaml", tmp_path / "b.yaml", "--format", "json").stdout))


def test_so_are_positions(negsim):
    for as_of in ("#1", "#5", "#8"):
        check(json.loads(negsim("assess", "-", "--as-of", as_of, "--format", "json", stdin=WAGES).stdout))


@pytest.mark.parametrize("without", ["3", "{source: gazette}", "{speaker: [Mr A]}"])
def test_so_is_what_an_expectation_must_hold_without(negsim, without):
    text = (
        instead("    terms:", "    speaker: Mr A\n    terms:") + f"expect: [{{agreed: 0, holds without: {without}}}]\n"
    )
    for command in ("run", "check"):
        check(json.loads(negsim(command, "-", "--format", "json", stdin=text).stdout))


def test_the_statuses_in_the_schema_are_those_of_the_law_and_those_that_a_day_makes():
    of_the_day = {"measure": [EXPIRED], "part": [EXPIRED, PENDING]}
    kinds = {"proposal": Proposal, "measure": Measure, "part": Commitment, "talks": Talks}
    for name, kind in kinds.items():
        listed = SCHEMA["definitions"][name]["properties"]["status"]["enum"]
        assert sorted(listed) == sorted([*LIFECYCLES[kind].statuses, *of_the_day.get(name, ())]), name


def test_the_other_words_in_the_schema_are_those_of_the_code():
    definitions = SCHEMA["definitions"]
    proposal, measure = definitions["proposal"]["properties"], definitions["measure"]["properties"]
    assert proposal["kind"]["enum"] == list(KINDS)
    assert proposal["matter"]["enum"] == list(MATTERS)
    assert proposal["answers"]["additionalProperties"]["enum"] == [AWAITED, OPPOSED, ACCEPTED]
    assert proposal["votes"]["additionalProperties"]["additionalProperties"]["enum"] == [AWAITED, YES, NO]
    assert measure["answers"]["additionalProperties"]["enum"] == [AWAITED, COMPLIED]
    assert measure["step"]["enum"] == list(LEVELS.values())
    assert definitions["announced"]["properties"]["step"]["enum"] == [*LEVELS.values(), None]
    assert definitions["step"]["properties"]["step"]["enum"] == list(STEPS)
    assert definitions["conclusion"]["properties"]["weights"]["enum"] == [ALL, SOME, None]
    assert definitions["position"]["properties"]["steps"]["required"] == [kind for kind in STEPS if kind != TEXT]
    words = {EXPIRED, OVERDUE, DUE, TRIGGERED, DISCHARGED, PENDING, DECLARED}
    assert set(definitions["qualifiers"]["items"]["enum"]) == words


def test_every_command_that_prints_json_is_among_these(negsim):
    printing = {command for command in COMMANDS if "json|" in negsim(command, "--help").stdout}
    assert {call[0] for call in CALLS.values()} == printing


def test_a_policy_has_its_parameters_as_numbers(negsim):
    document = json.loads(negsim("forecast", MOSCOW, "--runs", "1", "--format", "json").stdout)
    policies = document["forecasts"][0]["policies"]
    assert policies["russia"]["policy"]
    assert {type(value) for policy in policies.values() for value in policy["parameters"].values()} <= {int, float}
