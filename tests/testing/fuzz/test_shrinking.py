from importlib import import_module

import pytest

from sim.scenario.starter import STARTER
from sim.testing.fuzz.checks import held
from sim.testing.fuzz.kinds import Finding, TookTooLongError
from sim.testing.fuzz.shrinking import fails, fewest, noted, shrunk

DATA = STARTER.encode()


@pytest.fixture
def spoilt(monkeypatch):
    """Reading raises where the file has a line on a dam and one on a bridge; gives the finding."""
    load = import_module("sim.scenario.load")
    decoded = load.decoded

    def planted(data, faults):
        if b"build a dam" in data and b"bridge" in data and not data.startswith(b"# never"):
            raise ZeroDivisionError(data[:20])
        return decoded(data, faults)

    monkeypatch.setattr(load, "decoded", planted)
    (finding,) = held(DATA).findings
    return finding


def test_the_lines_that_matter_are_left(spoilt):
    left = shrunk(spoilt, DATA)
    assert left == b"    action: build a dam\n    place: The bridge at the border\n"
    assert fails(spoilt, left)


def test_a_file_fails_only_in_the_kind_of_the_finding(spoilt):
    assert not fails(Finding("KeyError at nowhere", "reading", ""), DATA)
    assert not fails(spoilt, b"")


def test_a_failing_file_says_what_happens_in_a_comment(spoilt):
    first, _, rest = noted(spoilt, DATA).partition(b"\n")
    assert first.startswith(b"# ZeroDivisionError at sim/scenario/load.py, loads: ")
    assert rest == DATA


def test_a_file_that_a_comment_would_mend_gets_none(spoilt):
    assert noted(Finding(spoilt.kind, "reading", "# never"), DATA) != DATA
    mended = Finding("never, but that", "reading", "")
    assert noted(mended, DATA) == DATA


def test_as_few_are_left_as_are_enough():
    lines = [b"%d" % number for number in range(100)]
    assert fewest(lines, lambda part: b"17" in part and b"83" in part, 1000) == [b"17", b"83"]
    assert fewest(lines, lambda part: len(part) >= 3, 1000)[3:] == []
    assert fewest([], lambda part: True, 10) == []


def test_after_so_many_tries_it_stays_as_it_is():
    tried = []
    lines = [b"a", b"b", b"c", b"d"]
    assert fewest(lines, lambda part: bool(tried.append(part)), 3) == lines
    assert len(tried) == 3


def test_of_what_is_slow_few_are_tried(monkeypatch):
    tried = []
    monkeypatch.setattr("sim.testing.fuzz.shrinking.fails", lambda finding, data: bool(tried.append(data)))
    finding = Finding(f"{TookTooLongError.__name__} in run", "run table", "")
    assert shrunk(finding, b"a\n" * 1000) == b"a\n" * 1000
    assert len(tried) == 10
