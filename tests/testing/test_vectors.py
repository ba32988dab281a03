"""Test vectors say what the law says, make every transition of it, and hold an implementation in another language."""

import json
import os
import shutil
import subprocess
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random

import jsonschema
import pytest

from sim import loads
from sim.history.replay import Trace, replay
from sim.moves import Accept, Oppose, Proposal, Propose, Ratify, Reject, Withdraw
from sim.rules.registry import LIFECYCLES, MOVES_BY_VERB
from sim.rules.verdict import is_legal, judge, transitions_of
from sim.testing.courses import RARE, Courses, Scope
from sim.testing.judging.log_file import _move
from sim.testing.near_misses import NEAR_MISSES
from sim.testing.refusals import KINDS_OF_REFUSALS
from sim.testing.story import START
from sim.testing.vectors import Vectors

DOCS = Path(__file__).resolve().parents[2] / "docs"
SCHEMA = json.loads((DOCS / "vectors.schema.json").read_text("utf-8"))
CHECKER = DOCS / "vectors" / "check.mjs"
SIMPLE = Scope(verbs=(Propose, Accept, Oppose, Withdraw), kinds=(Proposal,), is_basic=True)
NODE = shutil.which("node") or shutil.which("nodejs")


@pytest.fixture(scope="module")
def simple():
    return [*Vectors(SIMPLE, 1, 200).lines()]


@pytest.fixture(scope="module")
def whole():
    return [*Vectors().lines()]


def start_of(header):
    """The start of vectors, as the reader of scenario files has it."""
    return loads(json.dumps({"scenario": "Vectors", **header["start"]}, ensure_ascii=False)).start


def made_by(start, steps):
    """The legal moves of a history, replayed."""
    return Trace.of(start, [_move(step["move"]) for step in steps if step["legal"]])


def histories(lines):
    by_number = {}
    for line in lines:
        by_number.setdefault(line["history"], []).append(line)
    return by_number.values()


def assert_true(header, lines):
    """Each step is judged as it says, and leads where it says, by the readers of files and the law."""
    start = start_of(header)
    for steps in histories(lines):
        record, made = made_by(start, steps), 0
        for step in steps:
            assert is_legal(record.states[made], _move(step["move"])) == step["legal"]
            made += step["legal"]
            day = max((str(move.date) for move in record.moves[:made]), default="2013-01-01")
            assert step["as_of"] == day
            assert step["state"].keys() == set(record.states[made].ids)
            for name, told in step["state"].items():
                statuses = record.states[made].subjects[name].statuses(date.fromisoformat(step["as_of"]))
                parts = told.get("parties", {"": told})
                assert {who: part["status"] for who, part in parts.items()} == statuses
    assert start == START


def test_the_lines_fit_their_schema(simple):
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    header, step = (
        jsonschema.Draft7Validator({**SCHEMA, "oneOf": [{"$ref": f"#/definitions/{each}"}]})
        for each in ("header", "step")
    )
    header.validate(simple[0])
    for line in simple[1:]:
        step.validate(line)
    assert simple[0].keys() == SCHEMA["definitions"]["header"]["properties"].keys()
    assert {key for line in simple[1:] for key in line} == SCHEMA["definitions"]["step"]["properties"].keys()
    assert SCHEMA["definitions"]["reason"]["enum"] == [*KINDS_OF_REFUSALS]
    assert SCHEMA["definitions"]["subject"]["properties"]["kind"]["enum"] == [law.noun for law in LIFECYCLES.values()]


def test_every_step_is_as_the_law_has_it(simple):
    assert_true(simple[0], simple[1:])


def test_the_state_before_any_move_is_in_the_header(simple):
    pact = {
        "kind": "commitment",
        "parties": {who: {"status": "in-force", "since": "1998-05-01"} for who in ("aland", "bohus")},
    }
    assert simple[0]["state"]["pact"] == pact
    assert simple[0]["state"]["ministers"] == {"kind": "talks", "status": "idle", "since": None}


def test_an_illegal_step_says_why_and_changes_nothing(simple):
    illegal = [line for line in simple[1:] if not line["legal"]]
    assert len(illegal) > 50
    assert {line["fault"] for line in illegal} <= NEAR_MISSES.keys()
    assert all(line["reasons"] and line["because"] for line in illegal)
    for steps in histories(simple[1:]):
        for before, after in pairwise(steps):
            assert after["legal"] or before["state"] == after["state"]


def test_the_same_seed_gives_the_same_steps(simple):
    assert [*Vectors(SIMPLE, 1, 200).lines()] == simple
    assert [*Vectors(SIMPLE, 2, 20).lines()] != simple[:21]


def test_a_smaller_count_gives_the_first_steps(simple):
    assert [*Vectors(SIMPLE, 1, 20).lines()] == simple[:21]


def test_basic_moves_have_no_field_that_they_do_not_need(simple):
    keys = {key for line in simple[1:] for key in line["move"]}
    assert keys == {"propose", "accept", "oppose", "withdraw", "issue", "kind", "matter", "by", "date"}


def test_where_nothing_can_be_made_there_is_only_the_header():
    assert len([*Vectors(Scope(verbs=(Accept,), kinds=(Proposal,)), 1, 20).lines()]) == 1


def test_rare_courses_are_legal_and_need_every_move():
    courses = Courses(Scope(), Random(0))
    for moves in RARE:
        replay(START, moves)
        courses._note(moves)
    assert set(map(len, courses.found)) <= {2, 3, 4, 5, 6}
    count = len(courses.found)
    courses._note(RARE[0])
    assert len(courses.found) == count
    assert all(type(move) in SIMPLE.verbs for moves in Courses(SIMPLE, Random(0)).find() for move in moves)


def test_what_a_scope_allows_is_found():
    answers = Scope(verbs=(Propose, Accept, Oppose, Ratify, Reject), kinds=(Proposal,))
    courses = Courses(answers, Random(0))
    assert len(courses.find()) > 20
    assert len(courses._missing) <= 2


def test_a_move_that_no_scope_allows_is_not_tried():
    nothing = Vectors(Scope(verbs=(), kinds=()))
    assert [*nothing._illegal(START, Withdraw(subject="a", by="aland", date="2013-01-01"), Random(0))] == []


@pytest.mark.slow(reason="courses are looked for that make every transition of the law")
def test_by_default_every_transition_of_the_law_is_made_and_every_step_is_as_the_law_has_it(whole):
    header, *lines = whole
    made = set()
    for steps in histories(lines):
        record = made_by(start_of(header), steps)
        for state, move in zip(record.states, record.moves, strict=False):
            assert is_legal(state, move)
            made |= set(map(id, transitions_of(judge(state, move))))
    every = {id(each): each for law in LIFECYCLES.values() for each in law.transitions}
    assert [each for number, each in every.items() if number not in made] == []
    assert_true(header, lines)
    assert header["moves"] == [*MOVES_BY_VERB]
    illegal = [line for line in lines if not line["legal"]]
    assert 300 < len(illegal) < 1_000
    assert {line["fault"] for line in illegal} == NEAR_MISSES.keys()


@pytest.mark.skipif(
    NODE is None and os.environ.get("NEGSIM_NODE") != "required", reason="the checker is for Node, which is not here"
)
def test_a_checker_in_another_language_agrees_and_finds_what_is_wrong(simple, tmp_path):
    path = tmp_path / "vectors.jsonl"

    def checked(lines):
        path.write_text("\n".join(map(json.dumps, lines)) + "\n", "utf-8")
        return subprocess.run([NODE, CHECKER, path], capture_output=True, encoding="utf-8", check=False)

    assert (checked(simple).returncode, checked(simple).stdout) == (0, "all 200 steps agree\n")
    wrong = [*simple[:9], {**simple[9], "legal": not simple[9]["legal"]}, *simple[10:]]
    done = checked(wrong)
    assert done.returncode == 1
    assert done.stdout.startswith("line 10: ")
    assert done.stdout.endswith("1 of 200 steps differ\n")
