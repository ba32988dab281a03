import pytest
from complaints import RECORD

from sim.cli.journal import add

PROPOSE = ("propose", "two-thirds", "--by", "bohus", "--date", "2013-02-12", "--set", "issue=quota")


def test_a_move_is_recorded_and_said_so(negsim, journal):
    result = negsim("journal", "add", journal, *PROPOSE, "--reason", "Gazette, 3 May")
    assert result.stdout == f"{journal}#main: @4 recorded: add propose two-thirds by bohus (move #3)\n"
    assert "Gazette, 3 May" in negsim("journal", "log", journal).stdout
    assert (
        negsim("journal", "add", journal, "oppose", "two-thirds", "--by", "aland", "--date", "2013-03", "-q").stdout
        == ""
    )


@pytest.mark.parametrize(("after", "number"), [("#0", 1), ("#1", 2), ("#2", 3)])
def test_a_move_goes_after_the_one_that_the_call_names(negsim, journal, after, number):
    move = ("suspend", "pact", "--by", "aland", "--date", "2013-02", "--after", after)
    assert f"(move #{number})" in negsim("journal", "add", journal, *move).stdout


def test_a_move_that_is_not_there_is_none_to_come_after(journal, told):
    refusal = told("add", journal, *PROPOSE, "--after", "#99")
    assert refusal == f"{journal}#main: there is no move #99; the record has 2\n"


def test_an_illegal_move_is_refused_by_the_entry_that_it_would_be(negsim, journal, told):
    first, last = told("add", journal, "accept", "pact", "--by", "bohus", "--date", "2013-03").splitlines()
    assert first.startswith(f"{journal}#main@4: bohus may not accept pact on 2013-03: ")
    assert last == f"{journal}#main: nothing recorded"
    assert "@4" not in negsim("journal", "log", journal).stdout


def test_who_expects_an_older_version_is_told_what_others_have_recorded(negsim, journal, told):
    negsim("journal", "add", journal, *PROPOSE, "--recorded-by", "Bo")
    oppose = ("oppose", "two-thirds", "--by", "aland", "--date", "2013-03")
    refusal = told("add", journal, *oppose, "--expect-version", "3")
    assert "since entry @3 others have recorded @4 by Bo on " in refusal
    assert "add propose two-thirds by bohus; look at them, and try again" in refusal
    assert negsim("journal", "add", journal, *oppose, "--expect-version", "4").exit_code == 0


def test_a_second_call_with_the_same_id_records_nothing(negsim, journal, told):
    calls = [negsim("journal", "add", journal, *PROPOSE, "--id", "gazette-7") for _ in range(2)]
    assert calls[0].stdout == calls[1].stdout
    assert "@5" not in negsim("journal", "log", journal).stdout
    oppose = ("oppose", "two-thirds", "--by", "aland", "--date", "2013-03")
    assert "the id 'gazette-7' is that of another entry, @4" in told("add", journal, *oppose, "--id", "gazette-7")


def test_each_record_of_a_journal_has_its_own_moves(negsim, journal, told):
    negsim("journal", "init", f"{journal}#fish", "--from", "-", stdin=RECORD)
    assert "name one, as in" in told("add", journal, *PROPOSE)
    assert "#fish: @3 recorded: " in negsim("journal", "add", f"{journal}#fish", *PROPOSE).stdout
    assert "#main: 2 moves," in negsim("check", f"{journal}#main").stdout


def test_a_scenario_file_is_no_journal(herring, told):
    before = herring.read_bytes()
    assert "this is no journal; `negsim add` adds to a scenario file" in told("add", herring, *PROPOSE)
    assert herring.read_bytes() == before


def test_a_folder_is_no_journal(told, tmp_path):
    assert f"{tmp_path}: this is a folder; name a file in it" in told("add", tmp_path, *PROPOSE)


@pytest.mark.parametrize("address", ["", "#main"])
def test_an_empty_name_is_no_journal(told, address):
    assert f"{address!r} names no journal; name one, such as talks.db" in told("add", address, *PROPOSE)


def test_a_text_that_cannot_be_kept_is_refused(journal, told):
    assert "--reason: this text has control characters" in told("add", journal, *PROPOSE, "--reason", "a\tb")
    assert "--recorded-by: this text has control characters" in told("add", journal, *PROPOSE, "--recorded-by", "a\tb")


def test_who_records_is_the_login_where_nothing_else_says_it(negsim, journal, monkeypatch):
    monkeypatch.delenv("NEGSIM_USER")
    monkeypatch.setattr("getpass.getuser", lambda: "bo")
    negsim("journal", "add", journal, *PROPOSE)
    assert (
        negsim("journal", "log", journal, "--since", "3", "--format", "csv").stdout.splitlines()[1].split(",")[2]
        == "bo"
    )


def test_a_machine_without_accounts_records_nobody(negsim, journal, monkeypatch):
    def nobody():
        raise KeyError("no such user")

    monkeypatch.delenv("NEGSIM_USER")
    monkeypatch.setattr("getpass.getuser", nobody)
    assert negsim("journal", "add", journal, *PROPOSE).exit_code == 0
    assert '"by": null' in negsim("journal", "log", journal, "--since", "3", "--format", "json").stdout


def test_who_is_asked_gives_no_move_in_the_call(journal, told):
    assert "with --ask the move is asked for" in told("add", journal, *PROPOSE, "--ask")


def test_what_is_asked_for_is_recorded(negsim, journal, monkeypatch):
    item = {"propose": "two-thirds", "by": "bohus", "date": "2013-02-12", "issue": "quota"}
    monkeypatch.setattr(add, "asked_item", lambda scenario, after: item)
    assert "(move #3)" in negsim("journal", "add", journal, "--ask").stdout


def test_who_answers_with_nothing_records_nothing(negsim, journal, monkeypatch):
    monkeypatch.setattr(add, "asked_item", lambda scenario, after: None)
    assert negsim("journal", "add", journal, "--ask").stdout == f"{journal}#main: left as it is\n"
