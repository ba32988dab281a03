import json
from pathlib import Path

import jsonschema
from attrs import evolve
from conclusions import AGREED, FALSE, IN_FORCE, ON_AGREED, ON_IN_FORCE, ON_OPPOSED, OPPOSED, SILENCE, WHOLE

from sim.report.json.evidence import FORMAT, evidence_document

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "output.schema.json").read_text("utf-8"))


def told(result=WHOLE):
    """The document as it comes out of JSON; it fits the schema."""
    document = json.loads(json.dumps(evidence_document(result)))
    jsonschema.Draft7Validator(SCHEMA).validate(document)
    return document


def test_the_document_says_what_it_is_and_how_far_it_has_come():
    head = {key: value for key, value in told().items() if key not in ("conclusions", "moves")}
    assert head == {
        "format": FORMAT,
        "scenario": "Herring in the Strait",
        "branch": None,
        "up_to": 2,
        "asked": 5,
        "partial": False,
    }
    assert FORMAT == "negsim-evidence/1"
    assert told(evolve(WHOLE, asked=6))["partial"] is True


def test_a_conclusion_is_told_as_an_expectation_with_what_it_hangs_on():
    opposed = told()["conclusions"][0]
    assert opposed == {
        "line": OPPOSED.line,
        "branch": None,
        "as_of": {"text": "2013-02-28", "earliest": "2013-02-28", "best": "2013-02-28", "latest": "2013-02-28"},
        "since": None,
        "reading": "likely",
        "key": "proposals",
        "subject": "equal-shares",
        "quote": None,
        "holds_without": None,
        "expected": "opposed",
        "found": "opposed",
        "met": True,
        "moves": [[1], [2], [3, 4]],
        "sources": [["gazette", "herald"]],
        "speakers": [["Astrid Berg"]],
        "dates": [
            {"n": 2, "date": "2013-03-01", "found": "tabled"},
            {"n": 4, "date": "2013-02-28", "found": "withdrawn"},
        ],
        "readings": ["likely", "possible"],
        "weights": None,
        "additions": [
            {"after": 0, "move": "lapse", "subject": "equal-shares", "by": None, "fields": {}, "found": "expired"},
            {
                "after": 1,
                "move": "accept",
                "subject": "equal-shares",
                "by": "bohus",
                "fields": {},
                "found": "accepted",
            },
        ],
        "verdict": "hangs on #1 or #2 alone",
    }


def test_what_is_found_is_a_number_where_a_number_is_expected():
    agreed, false = told()["conclusions"][2:4]
    assert (agreed["expected"], agreed["found"], agreed["additions"][0]["found"]) == (0, 0, 1)
    assert (false["expected"], false["found"], false["met"]) == (1, 0, False)
    assert (AGREED.line, FALSE.line) == (agreed["line"], false["line"])


def test_a_claim_has_no_line_and_a_branch_is_named():
    claim = evolve(ON_AGREED, expectation=evolve(AGREED, where=None))
    assert told(evolve(WHOLE, conclusions=(claim,)))["conclusions"][0]["line"] is None
    assert (told()["conclusions"][4]["branch"], SILENCE.branch) == ("silence", "silence")


def test_each_move_says_what_hangs_on_it():
    assert told()["moves"] == [
        {"n": 1, "alone": [OPPOSED.line], "in_pairs": 0},
        {"n": 2, "alone": [OPPOSED.line, IN_FORCE.line], "in_pairs": 0},
        {"n": 3, "alone": [], "in_pairs": 1},
        {"n": 4, "alone": [], "in_pairs": 1},
    ]


def test_a_claim_that_hangs_on_a_move_is_named_by_its_subject_and_a_line_as_often_as_it_has_conclusions():
    claim = evolve(ON_IN_FORCE, expectation=evolve(IN_FORCE, where=None))
    moves = told(evolve(WHOLE, conclusions=(ON_OPPOSED, ON_OPPOSED, claim)))["moves"]
    assert moves[1]["alone"] == [OPPOSED.line, OPPOSED.line, "pact/bohus"]
