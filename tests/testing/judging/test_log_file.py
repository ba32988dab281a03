"""Logs are read from JSON lines, and every fault of one is told with its line."""

import json

import pytest

from sim import UnreadableFileError
from sim.moves import Propose, Threaten
from sim.testing.judging import InvalidLogError, Operation, Read, judge, read_log

HEADER = {
    "format": "negsim-log/1",
    "start": {
        "parties": {"aland": "Åland", "bohus": "Bohus"},
        "issues": {"quota": "Quota"},
        "commitments": {"pact": {"title": "Pact"}},
    },
}
PROPOSE = {"propose": "a", "issue": "quota", "by": "aland", "date": "2013-01-01", "terms": {"fee": 12}}
OPERATION = {"move": PROPOSE, "outcome": "accepted", "start": 0.5, "end": 1}
READ = {"read": {"a": "tabled"}, "day": "2013-01-01", "start": 2, "end": 3}


@pytest.fixture
def write(tmp_path):
    def written(*lines):
        path = tmp_path / "log.jsonl"
        path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
        return path

    return written


def test_a_log_is_read_from_json_lines(write):
    threat = {"threaten": ["t"], "issue": "quota", "unless": {"a": "accepted"}, "by": "bohus", "date": "2013-01-02"}
    lost = {"move": threat, "outcome": "unknown", "start": 1, "client": "c2", "retry": "r"}
    seen = {"a": "tabled", "pact": {"aland": "in-force", "bohus": "in-force"}, "b": None}
    log = read_log(write(HEADER, b"", OPERATION, lost, {**READ, "read": seen, "client": "c1"}, b""))
    fields = {"subject": "a", "issue": "quota", "by": "aland", "date": "2013-01-01", "terms": {"fee": "12"}}
    first, second = log.operations
    assert first == Operation(Propose(**fields), "accepted", 0.5, 1)
    assert (type(second.move), second.end, second.client, second.retry) == (Threaten, None, "c2", "r")
    assert log.reads == (Read(seen, "2013-01-01", 2, 3, "c1"),)
    assert dict(log.start.setting.parties)["aland"] == "Åland"
    assert judge(log).is_explained


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], ':1:1: a log begins with a line {"format": "negsim-log/1", "start": {…}}'),
        ([OPERATION], ':1:1: a log begins with a line {"format": "negsim-log/1", "start": {…}}'),
        ([{"format": "negsim-log/1"}], ":1:1: start is missing"),
        ([{**HEADER, "start": 3}], ":1:1: parties is missing"),
        ([{**HEADER, "start": {"parties": {"a": "A"}}}], ":1:1: parties: a negotiation has exactly two parties"),
        ([{**HEADER, "start": {"isues": {}}}], ":1:1: there is no key 'isues' here; did you mean issues?"),
        ([HEADER, b"{"], ":2:1: this line is no JSON: expecting property name enclosed in double quotes"),
        ([HEADER, b"\xff"], ":2:1: this line is no JSON: its encoding or nesting is none of JSON"),
        ([HEADER, b"[" * 100_000], ":2:1: this line is no JSON: its encoding or nesting is none of JSON"),
        ([HEADER, 3], ":2:1: each line is an object, {…}, of one operation or read"),
        ([HEADER, {"b": 2}], ":2:1: this line has neither a `move` nor a `read`"),
        ([HEADER, READ, {**OPERATION, "by": 3}], ":3:1: there is no key 'by' here; there is move, outcome"),
        ([HEADER, {**OPERATION, "move": {"propos": "a"}}], ":2:1: moves: there is no move 'propos'; did you mean"),
        ([HEADER, {**OPERATION, "move": None}], ":2:1: moves: keys with values are wanted here, not nothing"),
        ([HEADER, {**OPERATION, "outcome": "yes"}], ":2:1: the outcome of propose a by aland"),
        ([HEADER, {**OPERATION, "start": None}], ":2:1: start is a number, not null"),
        ([HEADER, {**OPERATION, "end": True}], ":2:1: end is a number, not True"),
        ([HEADER, {**OPERATION, "retry": 3}], ":2:1: retry is a text, not 3"),
        ([HEADER, {**READ, "end": None}], ":2:1: end is a number, not null"),
        ([HEADER, {**READ, "day": "2013-02-30"}], ":2:1: cannot read the date '2013-02-30'"),
        ([HEADER, {**READ, "read": {"a": []}}], ":2:1: the status of a is a word, or None for what"),
        (
            [HEADER, {**OPERATION, "retry": "r"}, {**OPERATION, "retry": "r", "move": {**PROPOSE, "propose": "b"}}],
            ":3:1: propose a by aland on 2013-01-01 (line 2) and propose b by aland on 2013-01-01 are not the same",
        ),
        (
            [HEADER, {**READ, "read": {"a": "tabeled"}}],
            ":2:1: the status of a cannot be 'tabeled'; did you mean tabled?",
        ),
        ([HEADER, {**READ, "read": {"pact": {"aland": 5}}}], ":2:1: the status of pact for aland is a word, not 5"),
        (
            [HEADER, {**READ, "read": {"pact": {"aland": "leaft"}}}],
            ":2:1: the status of pact for aland cannot be 'leaft'",
        ),
        ([HEADER, {**READ, "day": None}], ':2:1: day is a date, such as "2013-01-01", not null'),
        ([HEADER, {**READ, "day": 2013}], ':2:1: day is a date, such as "2013-01-01", not 2013'),
        ([HEADER, b'{"read": {"a": "tabled", "a": null}}'], ":2:1: the key 'a' is there more than once in one object"),
        (
            [HEADER, b'{"start": 1, "end": 2, "start": 3}'],
            ":2:1: the key 'start' is there more than once in one object",
        ),
    ],
)
def test_a_fault_is_told_with_its_line(write, lines, said):
    path = write(*lines)
    with pytest.raises(InvalidLogError) as raised:
        read_log(path)
    assert f"{path}{said}" in str(raised.value)


def test_each_attempt_that_asks_for_something_else_is_told_with_both_lines(write):
    others = ({**OPERATION, "retry": "r", "move": {**PROPOSE, "propose": name}} for name in ("a", "b", "a", "c"))
    with pytest.raises(InvalidLogError) as raised:
        read_log(write(HEADER, OPERATION, *others))
    assert [(fault.where.line, "(line 3)" in fault.words) for fault in raised.value.faults] == [(4, True), (6, True)]


def test_all_faults_are_told_at_once_in_order(write):
    with pytest.raises(InvalidLogError) as raised:
        read_log(write(HEADER, READ, b"{", {"c": 3}, b"]"))
    assert [fault.where.line for fault in raised.value.faults] == [3, 4, 5]


@pytest.mark.parametrize(
    ("name", "said"), [("no.jsonl", "no such file or directory"), ("a\0b", "no file can have this name")]
)
def test_a_file_that_cannot_be_opened_is_told(tmp_path, name, said):
    with pytest.raises(UnreadableFileError, match=said):
        read_log(f"{tmp_path}/{name}")
