"""Every command that takes a scenario file takes a journal, as it is known now or as it was known on a day."""

import json
from datetime import UTC, datetime
from itertools import count

import pytest
from complaints import FOUR_MOVES

from sim.records.journal import Journal, actions_of
from sim.scenario import loads

COMMANDS = (
    ("run",),
    ("check",),
    ("audit",),
    ("legal", "--by", "aland"),
    ("assess",),
    ("evidence",),
    ("plot",),
    ("page",),
    ("export", "--table", "moves"),
)


@pytest.fixture
def journal(tmp_path):
    """A journal whose entries were recorded on the first days of November 2026, one a day: @1 declares, four add."""
    days = (datetime(2026, 11, day, 12, tzinfo=UTC) for day in count(1))
    with Journal.begin(f"{tmp_path}/talks.db", clock=lambda: next(days)) as begun:
        for action in actions_of(loads(FOUR_MOVES)):
            begun.append([action], by="Anna")
    return tmp_path / "talks.db"


@pytest.mark.parametrize("call", COMMANDS, ids=lambda call: call[0])
def test_a_command_takes_a_journal_as_it_was_known(negsim, journal, call):
    command, *others = call
    now, then = (negsim(command, journal, *others, *known) for known in ((), ("--known-on", "2026-11-03")))
    assert (now.exit_code, then.exit_code) == (0, 0), then.stderr
    assert now.stdout != then.stdout


def test_the_record_of_a_journal_is_that_of_the_file_it_was_made_from(negsim, journal):
    of_file = negsim("run", "-", "--format", "csv", stdin=FOUR_MOVES).stdout.splitlines()
    assert negsim("run", journal, "--format", "csv").stdout.splitlines() == of_file


@pytest.mark.parametrize(("known", "moves"), [("@2", 1), ("2026-11-03", 2), ("2026-11-04T11:59Z", 2), ("@5", 4)])
def test_a_record_is_known_by_day_by_moment_and_by_entry(negsim, journal, known, moves):
    document = json.loads(negsim("run", journal, "--known-on", known, "--format", "json").stdout)
    assert len(document["moves"]) == moves


def test_the_two_times_are_asked_together(negsim, journal):
    call = ("run", journal, "--known-on", "2026-11-04", "--as-of", "2013-02-05", "--format", "json")
    document = json.loads(negsim(*call).stdout)
    assert len(document["moves"]) == 1


@pytest.mark.parametrize(
    ("known", "complaint"),
    [
        ("@9", "there is no entry @9; the journal has 5"),
        ("2025-01-01", "#main: nothing was recorded by then"),
        ("yesterday", "write a day, such as 2007-10-14, a moment"),
        ("2026-13-01", "write a day"),
    ],
)
def test_what_was_never_known_is_refused(negsim, journal, known, complaint):
    result = negsim("run", journal, "--known-on", known)
    assert result.exit_code == 2
    assert complaint in result.stderr


def test_of_a_file_nobody_knows_what_was_known_when(negsim, herring):
    result = negsim("run", herring, "--known-on", "@1")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "herring.yaml: it is no journal" in result.stderr


def test_a_difference_says_what_was_learnt_and_by_which_entries(negsim, journal):
    printed = negsim("diff", journal, "--known-on", "2026-11-02", "@4").stdout
    assert printed.startswith("Learnt from 2026-11-02 to @4\n")
    assert "@3" in printed
    document = json.loads(negsim("diff", journal, "--known-on", "@2", "@4", "--format", "json").stdout)
    assert [entry["number"] for entry in document["entries"]] == [3, 4]
    assert [change["subject"] for change in document["changes"]] == ["equal-shares", "pact"]


@pytest.mark.parametrize(("others", "left_out"), [(("--as-of", "#1", "#2"), "--as-of"), (("b.db",), "the other file")])
def test_what_was_learnt_is_asked_of_one_journal_alone(negsim, journal, others, left_out):
    result = negsim("diff", journal, *others, "--known-on", "@1", "@2")
    assert f"--known-on compares what was known of one journal at two times; leave {left_out} out" in result.stderr


def test_a_move_is_added_to_a_journal_by_its_own_command(negsim, journal):
    result = negsim("add", journal, "oppose", "equal-shares", "--by", "bohus", "--date", "2013-03-03")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "this is a journal; `negsim journal add` adds to it" in result.stderr


def test_a_journal_needs_its_library(negsim, journal, monkeypatch):
    monkeypatch.setattr("sim.records.journal.recorded.util.find_spec", lambda name: None)
    result = negsim("run", journal)
    assert result.exit_code == 2
    assert "a journal needs SQLAlchemy, which the extra 'store' brings" in result.stderr
