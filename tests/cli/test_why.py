import csv
import json
from pathlib import Path

import pytest
from complaints import OPPOSED, RECORD

MOSCOW = "scenarios/moscow-2007.yaml"


@pytest.mark.parametrize("subject", ["cfe", "third-site", "two-plus-two"])
def test_a_subject_is_explained_by_its_declaration_and_its_moves(negsim, golden, subject):
    result = negsim("why", MOSCOW, subject, "--format", "table")
    assert (result.exit_code, result.stderr) == (0, "")
    golden(f"why-{subject}.txt", result.stdout)


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("subject", ("cfe",)),
        ("move", ("#23",)),
        ("issue", ("--issue", "start")),
        ("several", ("inf", "--issue", "inf")),
    ],
)
def test_without_a_format_a_story_is_told(negsim, golden, name, about):
    result = negsim("why", MOSCOW, *about)
    assert (result.exit_code, result.stderr) == (0, "")
    golden(f"why-story-of-{name}.txt", result.stdout)


def test_a_dossier_is_written_in_the_format_of_its_name(negsim, tmp_path):
    page, text = tmp_path / "dossier.html", tmp_path / "dossier.md"
    result = negsim("why", MOSCOW, "--issue", "start", "--issue", "cfe", "-o", page)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "dossier.html: written" in result.stdout.replace("\n", "")
    assert "2 stories" in result.stdout
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert negsim("why", MOSCOW, "cfe", "-o", text, "-q").stdout == ""
    assert text.read_text("utf-8").startswith("# Why “Treaty on Conventional Armed Forces in Europe”")


def test_markdown_and_html_go_to_standard_output_too(negsim, tmp_path):
    for form, ending in (("markdown", "md"), ("html", "html")):
        file = tmp_path / f"dossier.{ending}"
        negsim("why", MOSCOW, "cfe", "#1", "-o", file)
        assert negsim("why", MOSCOW, "cfe", "#1", "--format", form).stdout == file.read_text("utf-8")
    assert negsim("why", MOSCOW, "cfe", "-o", file, "--format", "html").exit_code == 0


def test_issues_may_be_given_with_commas_between(negsim):
    together, apart = (("--issue", "start,cfe"), ("--issue", "start", "--issue", "cfe"))
    assert negsim("why", MOSCOW, *together).stdout == negsim("why", MOSCOW, *apart).stdout


def test_a_dossier_that_cannot_be_written_is_told(negsim, tmp_path):
    assert negsim("why", MOSCOW, "cfe", "-o", tmp_path / "dossier.txt").exit_code == 2
    assert negsim("why", MOSCOW, "cfe", "-o", tmp_path / "nowhere" / "dossier.md").exit_code == 74


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_a_full_device_is_told(negsim):
    assert negsim("why", MOSCOW, "cfe", "-o", "/dev/full").exit_code == 74


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "name a subject, a move such as '#12', or an issue with --issue"),
        (("cfe", "inf", "--format", "json"), "JSON holds one answer; ask for one thing at a time"),
        (("cfe", "--issue", "inf", "--format", "csv"), "CSV holds one answer; ask for one thing at a time"),
        (("cfe", "-o", "x.md", "--format", "html"), "x.md is written as markdown; leave out --format, or change the"),
    ],
)
def test_a_call_that_contradicts_itself_is_refused(negsim, arguments, complaint):
    result = negsim("why", MOSCOW, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert complaint in result.stderr


def test_the_json_of_a_move_has_what_it_rests_on_and_what_came_of_it(negsim):
    found = json.loads(negsim("why", MOSCOW, "#4", "--format", "json").stdout)
    assert (found["format"], found["move"]["n"]) == ("negsim-why-move/1", 4)
    assert [[move["n"] for move in found[key]] for key in ("rests_on", "came_of_it")] == [[], [6, 23]]
    assert (found["brought_about"], found["subjects"]) == ({}, {"third-site": "opposed"})


def test_the_json_of_a_move_tells_which_threats_it_triggered(negsim):
    text = f"""{RECORD}  - {{threaten: levy, by: aland, date: 2013-02-02, issue: quota, if: {{pact/bohus: suspended}}}}
  - {{suspend: pact, by: bohus, date: 2013-03-01}}
"""
    found = json.loads(negsim("why", "-", "#3", "--format", "json", stdin=text).stdout)
    assert found["brought_about"] == {"levy": "triggered"}


def test_the_json_of_an_issue_has_its_subjects_and_the_moves_over_it(negsim):
    found = json.loads(negsim("why", MOSCOW, "--issue", "inf", "--format", "json").stdout)
    assert (found["format"], found["issue"]) == ("negsim-why-issue/1", "inf")
    assert found["subjects"] == {"inf": {"russia": "in-force", "us": "in-force"}, "leave-inf": "threatened"}
    assert [move["n"] for move in found["moves"]] == [16]


def test_the_table_of_an_issue_and_of_a_move_has_a_row_for_each_move(negsim):
    issue = negsim("why", MOSCOW, "--issue", "start", "--format", "csv").stdout.splitlines()
    assert issue[0] == "#,date,by,move,effect,quote,source,line"
    assert [row.partition(",")[0] for row in issue[1:]] == ["#12"]
    move = negsim("why", MOSCOW, "#6", "--format", "csv").stdout.splitlines()
    assert [row.split(",")[:2] for row in move[1:]] == [["rests on", "#4"], ["the move", "#6"], ["came of it", "#23"]]


def test_a_move_that_changes_nothing_has_an_empty_effect_in_csv(negsim):
    remark = "  - {remark: quota, by: aland, date: 2013-02-02, kind: concern}\n"
    printed = negsim("why", "-", "#2", "--format", "csv", stdin=f"{RECORD}{remark}").stdout
    (row,) = csv.DictReader(printed.splitlines())
    assert (row["move"], row["effect"]) == ("remark quota", "")


def test_tables_of_several_follow_each_other(negsim):
    printed = negsim("why", MOSCOW, "cfe", "#6", "--format", "table").stdout
    assert printed.index("Why cfe is") < printed.index("What move #6 was")


def test_one_party_may_be_asked_about(negsim):
    assert "suspend" in negsim("why", MOSCOW, "cfe/russia", "--format", "table").stdout
    printed = negsim("why", MOSCOW, "cfe/us", "--format", "table").stdout
    assert printed.startswith("Why cfe/us is in force\n")
    assert "suspend" not in printed


def test_a_commitment_that_was_made_is_explained_by_its_making(negsim):
    text = f"{RECORD}  - commit: oath\n    by: bohus\n    date: 2013-03-01\n    title: An oath\n"
    printed = negsim("why", "-", "oath", "--format", "table", stdin=text).stdout
    assert printed.startswith("Why oath is in force for bohus\n")
    assert "declared" not in printed


def test_the_answer_may_be_json(negsim):
    found = json.loads(negsim("why", MOSCOW, "cfe", "--format", "json", "--as-of", "2007-10-13").stdout)
    assert (found["format"], found["subject"], found["as_of"]) == ("negsim-why/3", "cfe", "2007-10-13")
    assert found["branch"] is None
    assert found["status"] == {"russia": "suspended", "us": "in-force"}
    assert found["declared"]["quote"] == "signed by 22 states in Paris on November 19, 1990"
    assert [move["n"] for move in found["moves"]] == [1]


def test_the_json_of_other_subjects_has_one_status(negsim):
    found = json.loads(negsim("why", MOSCOW, "third-site", "--format", "json").stdout)
    assert (found["status"], found["declared"], [move["n"] for move in found["moves"]]) == ("opposed", None, [4, 6])
    talks = json.loads(negsim("why", MOSCOW, "experts", "--format", "json").stdout)
    assert (talks["status"], talks["declared"]["status"]) == ("scheduled", "idle")


def test_of_a_commitment_that_was_made_the_json_tells_no_declaration(negsim):
    text = f"{RECORD}  - commit: oath\n    by: bohus\n    date: 2013-03-01\n    title: An oath\n"
    assert json.loads(negsim("why", "-", "oath", "--format", "json", stdin=text).stdout)["declared"] is None


def test_in_a_branch_its_own_moves_count(negsim):
    printed = negsim("why", MOSCOW, "cfe", "--branch", "no-suspension", "--format", "table").stdout
    assert printed.startswith("Why cfe is in force for russia, in force for us\n")


def test_a_record_before_its_first_move_is_as_declared(negsim):
    printed = negsim("why", MOSCOW, "cfe", "--as-of", "2007-01-01", "--format", "table").stdout
    assert printed.startswith("Why cfe is in force for russia, in force for us\n")


def test_a_third_party_may_be_asked_about(negsim):
    text = f"{RECORD}  - {{commit: pact, by: council, date: 2013-03-01}}\n"
    printed = negsim("why", "-", "pact/council", "--format", "table", stdin=text).stdout
    assert printed.startswith("Why pact/council is in force\n")


def test_the_json_tells_of_a_declared_measure(negsim):
    levy = "measures: {levy: {title: Levy, by: bohus, issue: quota, level: 10 %}}\nsources:"
    text = RECORD.replace("sources:", levy)
    declared = json.loads(negsim("why", "-", "levy", "--format", "json", stdin=text).stdout)["declared"]
    assert declared == {
        "title": "Levy",
        "by": "bohus",
        "issue": ["quota"],
        "level": "10 %",
        "status": "in-place",
        "since": None,
        "until": None,
        "source": [],
        "quote": None,
    }


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("cfee",), "nobody makes 'cfee' at all; did you mean cfe?"),
        (("freeze", "--as-of", "2007-10-11"), "nobody has made 'freeze' by then; it is made by move #17"),
        (("freeze/us",), "only a commitment has a part for each party, and this is a proposal; leave the party out"),
        (("two-plus-two/us",), "only a commitment has a part for each party, and this is talks; leave the party out"),
        (("cfe/",), "'' is not one of the parties; there is russia or us"),
        (("cfe/uss",), "'uss' is not one of the parties; did you mean us?"),
        (("#26",), "there is no move #26; the record has 25"),
        (("#first",), "'#first' names no move; write # and its number, such as '#12'"),
        (("--issue", "inff"), "there is no issue 'inff'; did you mean inf?"),
        (("cfe", "--branch", "none"), "moscow-2007.yaml has no branch 'none'; there is no-suspension,"),
    ],
)
def test_what_cannot_be_answered_is_one_sentence(negsim, arguments, complaint):
    result = negsim("why", MOSCOW, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert complaint in result.stderr
    assert result.stderr.count("\n") == 1


def test_quietly_nothing_is_printed(negsim):
    assert negsim("why", "-", "equal-shares", "-q", stdin=RECORD + OPPOSED).stdout == ""


def test_the_file_and_the_subject_in_the_wrong_order_are_told_so(negsim):
    result = negsim("why", "cfe", MOSCOW)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(f"Error: the file comes first: negsim why {MOSCOW} cfe\n")
    assert "the file comes first: negsim why - cfe" in negsim("why", "cfe", "-", stdin="").stderr
    assert "there is no such file" in negsim("why", "cfe", "cfe").stderr


def test_a_name_that_no_file_can_have_is_no_swapped_file(negsim):
    assert "the file comes first" not in negsim("why", "a" * 5_000, MOSCOW).stderr
