import json

import pytest
from complaints import OPPOSED, RECORD

MOSCOW = "scenarios/moscow-2007.yaml"


@pytest.mark.parametrize("subject", ["cfe", "third-site", "two-plus-two"])
def test_a_subject_is_explained_by_its_declaration_and_its_moves(negsim, golden, subject):
    result = negsim("why", MOSCOW, subject)
    assert (result.exit_code, result.stderr) == (0, "")
    golden(f"why-{subject}.txt", result.stdout)


def test_one_party_may_be_asked_about(negsim):
    assert "suspend" in negsim("why", MOSCOW, "cfe/russia").stdout
    printed = negsim("why", MOSCOW, "cfe/us").stdout
    assert printed.startswith("Why cfe/us is in force\n")
    assert "suspend" not in printed


def test_a_commitment_that_was_made_is_explained_by_its_making(negsim):
    text = f"{RECORD}  - commit: oath\n    by: bohus\n    date: 2013-03-01\n    title: An oath\n"
    printed = negsim("why", "-", "oath", stdin=text).stdout
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
    printed = negsim("why", MOSCOW, "cfe", "--branch", "no-suspension").stdout
    assert printed.startswith("Why cfe is in force for russia, in force for us\n")


def test_a_record_before_its_first_move_is_as_declared(negsim):
    printed = negsim("why", MOSCOW, "cfe", "--as-of", "2007-01-01").stdout
    assert printed.startswith("Why cfe is in force for russia, in force for us\n")


def test_a_third_party_may_be_asked_about(negsim):
    text = f"{RECORD}  - {{commit: pact, by: council, date: 2013-03-01}}\n"
    assert negsim("why", "-", "pact/council", stdin=text).stdout.startswith("Why pact/council is in force\n")


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
