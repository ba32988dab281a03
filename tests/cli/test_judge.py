import json

import pytest

START = {"parties": {"aland": "Aland", "bohus": "Bohus"}, "issues": {"quota": "Quota"}}
HEADER = {"format": "negsim-log/1", "start": START}
PROPOSE = {"propose": "a", "issue": "quota", "by": "aland", "date": "2013-01-01"}
OPERATION = {"move": PROPOSE, "outcome": "accepted", "start": 0, "end": 1}


@pytest.fixture
def log(tmp_path):
    def written(*lines):
        path = tmp_path / "log.jsonl"
        path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
        return path

    return written


def read(status):
    return {"read": {"a": status}, "day": "2013-01-01", "start": 2, "end": 3}


def test_a_log_that_some_order_explains_is_in_order(negsim, log):
    result = negsim("judge", log(HEADER, OPERATION, read("tabled")))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "explained: there is a legal order of all 2 entries\n"


def test_what_no_order_explains_is_shown(negsim, log):
    result = negsim("judge", log(HEADER, OPERATION, read(None)))
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.splitlines() == [
        "unexplained: no legal order explains these",
        "  0–1 propose a by aland on 2013-01-01: accepted",
        "      after it a is tabled",
        "  2–3 reads that a is unmade on 2013-01-01",
        "      by then a is tabled",
    ]


def test_quietly_the_status_alone_tells(negsim, log):
    result = negsim("judge", "-q", log(HEADER, OPERATION, read(None)))
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "")


def test_every_fault_of_a_log_is_told(negsim, log):
    path = log(HEADER, {**OPERATION, "outcome": "yes"}, {"a": 3})
    result = negsim("judge", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.partition(": ")[0] for line in result.stderr.splitlines()] == [f"{path}:2:1", f"{path}:3:1"]


def test_the_time_is_more_than_nothing(negsim, log):
    assert "0.0 is not in the range x>0" in negsim("judge", "--seconds", "0", log(HEADER)).stderr
