import os
import threading

import pytest
from complaints import OPPOSED, RECORD

from sim.cli import add
from sim.cli.unchanged_files import replace

OPPOSE = ("oppose", "equal-shares", "--by", "bohus", "--date", "2013-02-09")
OFFER = ("--by", "bohus", "--date", "2013-03", "--set", "issue=ports")


@pytest.fixture
def record(tmp_path):
    """A scenario file of one move."""
    path = tmp_path / "record.yaml"
    path.write_text(RECORD, "utf-8")
    return path


def test_a_move_is_added_and_said_so(negsim, record):
    result = negsim("add", record, *OPPOSE)
    assert (result.exit_code, result.stderr) == (0, "")
    told = "move #2 added (oppose equal-shares by bohus on 2013-02-09)"
    assert result.stdout == f"{record}: {told}; `negsim run {record}` replays it\n"
    assert record.read_text("utf-8") == RECORD + OPPOSED
    assert list(record.parent.iterdir()) == [record]


def test_quietly_nothing_is_said_of_it(negsim, record):
    assert negsim("add", "-q", record, *OPPOSE).output == ""
    assert record.read_text("utf-8") == RECORD + OPPOSED


def test_what_the_clock_does_on_several_subjects_is_told_as_well(negsim, record):
    assert negsim("add", record, "propose", "x", *OFFER, "--set", "expires=2013-05").exit_code == 0
    assert negsim("add", record, "propose", "y", *OFFER, "--set", "expires=2013-05").exit_code == 0
    assert (
        "move #4 added (lapse x, y on 2013-06)" in negsim("add", record, "lapse", "x", "y", "--date", "2013-06").stdout
    )


@pytest.mark.parametrize("number", ["#0", "0"])
def test_a_move_goes_after_the_one_that_the_call_names(negsim, record, number):
    result = negsim("add", record, "suspend", "pact", "--by", "aland", "--date", "2013-01", "--after", number)
    assert "move #1 added (suspend pact by aland on 2013-01)" in result.stdout


def test_an_illegal_move_leaves_the_file_alone(negsim, record):
    result = negsim("add", record, "accept", "pact", *OPPOSE[2:])
    assert (result.exit_code, result.stdout) == (2, "")
    complaint, last = result.stderr.splitlines()
    assert complaint.startswith(f"{record}:14:5: bohus may not accept pact on 2013-02-09: ")
    assert last == f"{record}: no move added; the lines are those of the file with the move in it"
    assert record.read_text("utf-8") == RECORD


@pytest.mark.parametrize("number", ["x", "2013-01-01", "#", "#1234567890"])
def test_what_is_no_number_names_no_move(negsim, record, number):
    result = negsim("add", record, *OPPOSE, "--after", number)
    assert result.exit_code == 2
    assert f"{number!r} names no move; write # and its number, such as '#12'" in result.stderr


@pytest.mark.parametrize("number", ["1", "#1"])
def test_a_number_with_or_without_its_sign_says_after_which_move(negsim, record, number):
    assert "move #2 added" in negsim("add", record, *OPPOSE, "--after", number).stdout


def test_a_field_that_has_one_value_is_given_once(negsim, record):
    result = negsim("add", record, *OPPOSE, "--set", "quote=a", "--set", "quote=b")
    assert "--set quote=b: quote has been given; leave one of the two out" in result.stderr


def test_a_file_with_faults_is_refused_with_those_alone(negsim, faulty):
    result = negsim("add", faulty, *OPPOSE)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize("file", ["-", "/dev/stdin", "/dev/null"])
def test_what_is_no_file_takes_no_move(negsim, file):
    result = negsim("add", file, *OPPOSE, stdin=RECORD)
    assert result.exit_code == 2
    assert "is no file that a move can be added to; name a scenario file" in result.stderr


@pytest.mark.parametrize(
    ("name", "complaint"),
    [("", "this is a folder; name a scenario file in it"), ("x.yaml", "there is no such file"), ("x" * 300, "long")],
)
def test_what_cannot_be_read_takes_no_move(negsim, tmp_path, name, complaint):
    result = negsim("add", tmp_path / name, *OPPOSE)
    assert result.exit_code == 2
    assert complaint in result.stderr


def test_a_file_that_must_not_be_written_is_left_alone(negsim, record, monkeypatch):
    monkeypatch.setattr("sim.cli.files.may_write", lambda path: False)
    assert negsim("add", record, *OPPOSE).exit_code == 74
    assert record.read_text("utf-8") == RECORD


def test_a_file_that_cannot_be_written_is_left_alone(negsim, record, monkeypatch):
    monkeypatch.setattr("sim.cli.output_stream.may_write", lambda path: False)
    result = negsim("add", record, *OPPOSE)
    assert (result.exit_code, result.stderr) == (74, f"{record}: cannot be written: permission denied\n")
    assert record.read_text("utf-8") == RECORD


def test_a_link_stays_a_link(negsim, record, tmp_path):
    link = tmp_path / "link.yaml"
    link.symlink_to(record)
    assert negsim("add", link, *OPPOSE).exit_code == 0
    assert link.is_symlink()
    assert record.read_text("utf-8") == RECORD + OPPOSED


# SEVERAL HANDS


@pytest.mark.parametrize("change", [lambda path: path.write_text("x", "utf-8"), os.unlink])
def test_what_another_program_has_changed_meanwhile_is_left_alone(negsim, record, monkeypatch, change):
    def replace_later(path, before, after):
        change(path)
        replace(path, before, after)

    monkeypatch.setattr(add, "replace", replace_later)
    result = negsim("add", record, *OPPOSE)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{record}: another program has changed it meanwhile; it is left as it is, call again\n"
    assert not record.exists() or record.read_text("utf-8") == "x"


def test_of_several_writers_at_once_one_replaces_the_file(record):
    won, start = [], threading.Barrier(8)

    def write(number):
        start.wait()
        try:
            replace(record, RECORD.encode(), b"%d" % number)
        except add.click.ClickException:
            return
        won.append(number)

    threads = [threading.Thread(target=write, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert record.read_text("utf-8") == str(*won)


def test_where_there_are_no_locks_it_is_written_all_the_same(negsim, record, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "fcntl", None)
    assert negsim("add", record, *OPPOSE).exit_code == 0


# ASKING


def answered(negsim, record, *answers):
    return negsim("add", record, "--ask", stdin="".join(f"{answer}\n" for answer in answers))


def test_the_fields_are_asked_for_one_by_one(negsim, record):
    empty = [""] * 7
    result = answered(negsim, record, "bohus", "2013-02-09", "oppose", "equal-shares", *empty, "y")
    assert result.exit_code == 0, result.output
    assert "Move (" in result.stdout
    assert "\n- oppose: equal-shares\n  by: bohus\n  date: 2013-02-09\n\nAdd this move? [y/N]: y\n" in result.stdout
    assert record.read_text("utf-8") == RECORD + OPPOSED


def test_with_any_answer_but_yes_nothing_is_written(negsim, record):
    result = answered(negsim, record, "bohus", "2013-02-09", "oppose", "equal-shares", *[""] * 7, "n")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, f"{record}: left as it is")
    assert record.read_text("utf-8") == RECORD


def test_where_the_answers_end_nothing_is_written(negsim, record):
    assert answered(negsim, record, "bohus", "2013-02-09").exit_code != 0
    assert record.read_text("utf-8") == RECORD


def test_an_answer_that_is_not_legal_is_asked_for_again(negsim, record):
    answers = ["nobody", "aland", "2012", "2013-13", "2013-03", "ratify", "propose", "pact", "a b", "both", "x"]
    fields = ["qota", "quota,ports", "ofer", "offer", "", "", "", "equal-shars", "equal-shares", "", *[""] * 10]
    result = answered(negsim, record, *answers, *fields, "", "y")
    complaints = (
        "'nobody' is not possible here",
        "move #1 was made on 2013-02-01; give a day that is no earlier",
        "there is no month 13",
        "'ratify' is not possible here",
        "the id 'pact' names a commitment already",
        "'a b' is no id",
        "'both' is reserved",
        "no issue 'qota' is declared; did you mean quota?",
        "'ofer' is not possible here; did you mean offer?",
    )
    for complaint in complaints:
        assert complaint in result.stderr
    assert "issue: [" not in result.stdout


def test_a_subject_is_named_once(negsim, record):
    result = answered(negsim, record, "aland", "2013-03", "act", "x,x")
    assert "subject takes one id or several, each once" in result.stderr


def test_an_answer_that_is_no_text_ends_the_questions(negsim, record):
    result = negsim("add", record, "--ask", stdin=b"\xff\n")
    assert (result.exit_code, "the answer is not UTF-8 text" in result.stderr) == (2, True)


def test_nor_is_one_of_bytes_that_the_locale_cannot_read(negsim, record, monkeypatch):
    monkeypatch.setattr("click.prompt", lambda *arguments, **options: "\udcff")
    result = negsim("add", record, "--ask")
    assert (result.exit_code, "the answer is not UTF-8 text" in result.stderr) == (2, True)


def test_only_what_is_legal_is_offered(negsim, record):
    result = answered(negsim, record, "council", "2013-03")
    assert "accept" not in result.stdout.splitlines()[-1]


@pytest.mark.parametrize(("who", "verb", "subject"), [("both", "convene", "ministers"), ("aland", "suspend", "pact")])
def test_a_move_may_be_by_both_or_on_what_is_there(negsim, record, who, verb, subject):
    result = answered(negsim, record, who, "2013-03", verb, "pakt", subject, *[""] * 12, "y")
    assert "'pakt' is not possible here" in result.stderr
    assert f"- {verb}: {subject}" in result.stdout, result.output


def test_a_remark_is_on_an_issue(negsim, record):
    result = answered(negsim, record, "aland", "2013-03", "remark", "pact", "ports,quota", "hope", *[""] * 6, "y")
    assert "Subject (quota, ports): pact\n'pact' is not possible here" in result.output
    assert "move #2 added (remark ports, quota by aland on 2013-03)" in result.stdout


def test_one_may_join_what_is_there_or_make_something_new(negsim, record):
    result = answered(negsim, record, "council", "2013-03", "commit", "ministers", "pact")
    assert "Subject, or an id that is new (pact): ministers\n" in result.stdout


def test_a_move_goes_before_the_next(negsim, record):
    result = negsim("add", record, "--ask", "--after", "#0", stdin="aland\n2014\n")
    assert "move #1 was made on 2013-02-01; give a day that is no later" in result.stderr


def test_where_nothing_may_be_done_that_is_said(negsim, record):
    record.write_text(RECORD.partition("moves:")[0], "utf-8")
    result = answered(negsim, record, "clock", "2013-03")
    assert (result.exit_code, result.stderr) == (2, f"{record}: there is no move that clock may make on 2013-03\n")


def test_after_a_move_that_there_is_not_nothing_is_asked(negsim, record):
    result = negsim("add", record, "--ask", "--after", "#2")
    assert (result.exit_code, result.stderr) == (2, f"{record}: there is no move #2; the record has 1\n")


def test_what_is_asked_for_is_not_given_as_well(negsim, record):
    result = negsim("add", record, "--ask", "--by", "aland")
    assert result.exit_code == 2
    assert "with --ask the move is asked for; leave VERB, SUBJECT, --by, --date and --set out" in result.stderr
