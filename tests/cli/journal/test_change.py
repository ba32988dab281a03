import json

import pytest

from sim.records.journal import Add, Journal

SUSPEND = ("suspend", "pact", "--by", "bohus", "--date", "2013-03-01")


def test_another_reading_keeps_what_it_does_not_name(negsim, journal):
    result = negsim("journal", "amend", journal, "#2", "--date", "2013-02-10", "--set", "quote=No, never")
    assert result.stdout == f"{journal}#main: @4 recorded: amend @3 to oppose equal-shares by bohus (move #2)\n"
    answer = negsim("why", journal, "#2").stdout
    assert "on 10 February 2013" in answer
    assert "No, never" in answer


def terms_of(negsim, journal, key, number):
    """What a field of a move holds, by name."""
    entries = json.loads(negsim("journal", "log", journal, "--format", "json").stdout)["entries"]
    return entries[number - 1]["amend"][key]


def test_values_by_name_are_amended_one_by_one(negsim, journal):
    negsim("journal", "amend", journal, "#1", "--set", "terms.wage=5", "--set", "terms.hours=38")
    assert negsim("journal", "amend", journal, "#1", "--set", "terms.wage=6", "--set", "terms.pay=7").exit_code == 0
    assert terms_of(negsim, journal, "terms", 5) == {"wage": "6", "hours": "38", "pay": "7"}
    assert negsim("journal", "amend", journal, "#1", "--set", "terms=as before").exit_code == 0
    assert terms_of(negsim, journal, "terms", 6) == "as before"


def test_conditions_are_amended_by_subject_and_party(negsim, journal):
    item = {"threaten": "ban", "by": "aland", "date": "2013-04", "issue": "quota"}
    with Journal.open(str(journal)) as opened:
        opened.append([Add({**item, "if": {"pact": {"bohus": "left"}, "equal-shares": "withdrawn"}})])
    amended = negsim("journal", "amend", journal, "#3", "--set", "if.pact/bohus=suspended")
    assert amended.exit_code == 0, amended.stderr
    assert terms_of(negsim, journal, "if", 5) == {"pact/bohus": "suspended", "equal-shares": "withdrawn"}


def test_another_reading_may_be_another_move(negsim, journal):
    assert "amend @3 to suspend pact by bohus" in negsim("journal", "amend", journal, "#2", *SUSPEND).stdout
    assert "equal-shares" not in negsim("why", journal, "#2").stdout


def test_what_several_subjects_have_in_common_is_amended_at_once(negsim, journal):
    for name in ("x", "y"):
        offer = ("--by", "bohus", "--date", "2013-03", "--set", "issue=ports", "--set", "expires=2013-05")
        negsim("journal", "add", journal, "propose", name, *offer)
    negsim("journal", "add", journal, "lapse", "x", "y", "--date", "2013-06")
    assert "to lapse x, y" in negsim("journal", "amend", journal, "#5", "--date", "2013-07").stdout


def test_a_reading_that_changes_nothing_is_refused(journal, told):
    assert "nothing is amended; give the new reading" in told("amend", journal, "#2")


def test_a_reading_that_is_illegal_itself_does_not_fall(journal, told):
    lines = told("amend", journal, "#2", "accept", "pact", "--by", "bohus", "--date", "2013-02-09").splitlines()
    assert lines[0].startswith(f"{journal}#main@4: bohus may not accept pact on 2013-02-09: ")
    assert lines[-1] == f"{journal}#main: nothing recorded"


def test_a_later_move_that_would_be_illegal_is_named_with_the_way_out(negsim, journal, told):
    first, last = told("retract", journal, "#1").splitlines()
    assert first.startswith(f"{journal}#main@3: oppose equal-shares: ")
    assert last == f"{journal}#main: nothing recorded; with --let-fall the moves above are retracted as well"
    assert "@4" not in negsim("journal", "log", journal).stdout


def test_a_later_move_may_fall_with_the_one_that_is_retracted(negsim, journal):
    result = negsim("journal", "retract", journal, "#1", "--let-fall")
    place = f"{journal}#main"
    assert result.stdout == f"{place}: @4 recorded: retract @2 (move #1)\n{place}: @5 recorded: retract @3 (move #2)\n"
    assert "0 moves" in negsim("check", journal).stdout
    assert "2 moves" in negsim("check", journal, "--known-on", "@3").stdout


def test_a_later_move_may_fall_with_another_reading(negsim, journal):
    offer = ("propose", "two-thirds", "--by", "aland", "--date", "2013-02-01", "--set", "issue=quota")
    result = negsim("journal", "amend", journal, "#1", *offer, "--let-fall")
    assert [line.partition("recorded: ")[2] for line in result.stdout.splitlines()] == [
        "amend @2 to propose two-thirds by aland (move #1)",
        "retract @3 (move #2)",
    ]


@pytest.mark.parametrize("call", [("retract",), ("amend", "--date", "2013-02-10")])
def test_a_second_call_with_the_same_id_is_about_the_same_move(negsim, journal, call):
    command, *rest = call
    calls = [negsim("journal", command, journal, "#2", *rest, "--id", "gazette-7") for _ in range(2)]
    assert calls[0].stdout == calls[1].stdout
    assert "(move #2)" in calls[0].stdout
    assert "@5" not in negsim("journal", "log", journal).stdout


@pytest.mark.parametrize("command", ["amend", "retract"])
def test_a_move_that_is_not_there_cannot_be_changed(journal, told, command):
    refusal = told(command, journal, "#99")
    assert refusal == f"{journal}#main: there is no move #99; the record has 2\n"


@pytest.mark.parametrize("number", ["@2", "2", "x", "#"])
def test_a_move_is_named_by_its_number(journal, told, number):
    refusal = told("retract", journal, number)
    assert f"{number!r} names no move; write # and its number, such as '#12' in quotes" in refusal


def test_quietly_nothing_is_said_of_it(negsim, journal):
    assert negsim("journal", "amend", journal, "#2", "--date", "2013-02-10", "-q").output == ""
    assert negsim("journal", "retract", journal, "#2", "-q").output == ""


def test_all_moves_that_would_fall_are_named(negsim, journal, told):
    commit = ("commit", "accord", "--by", "both", "--date", "2013-03-01", "--set", "issue=quota")
    assert negsim("journal", "add", journal, *commit).exit_code == 0
    assert (
        negsim("journal", "add", journal, "suspend", "accord", "--by", "aland", "--date", "2013-03-02").exit_code == 0
    )
    assert negsim("journal", "add", journal, "resume", "accord", "--by", "aland", "--date", "2013-03-03").exit_code == 0
    first, second, last = told("retract", journal, "#3").splitlines()
    assert first.startswith(f"{journal}#main@5: suspend accord: ")
    assert second.startswith(f"{journal}#main@6: ")
    assert last.endswith("with --let-fall the moves above are retracted as well")


def test_no_branch_can_fall_with_a_move_that_it_names(negsim, journal, told):
    negsim("journal", "declare", journal, "-", stdin="branches: {calm: {without: '#2'}}")
    complaint, last = told("retract", journal, "#2").splitlines()
    assert complaint.startswith(f"{journal}#main@4: branches, calm, without: the move of entry @3 is no longer in")
    assert last == f"{journal}#main: nothing recorded"
