import json

import pytest
from complaints import OPPOSED, RECORD

MOSCOW, FISHING = "scenarios/moscow-2007.yaml", "scenarios/fishing.yaml"


@pytest.fixture
def two(tmp_path):
    """Two files: a record, and the same with one move more."""
    paths = tmp_path / "a.yaml", tmp_path / "b.yaml"
    for path, text in zip(paths, (RECORD, RECORD + OPPOSED), strict=True):
        path.write_text(text, "utf-8")
    return paths


def test_two_moments_are_compared(negsim, golden):
    result = negsim("diff", MOSCOW, "--as-of", "2007-10-11", "2007-10-13")
    assert (result.exit_code, result.stderr) == (0, "")
    golden("diff-as-of.txt", result.stdout)


def test_a_branch_is_compared_with_the_record(negsim, golden):
    golden("diff-branch.txt", negsim("diff", MOSCOW, "--branch", "no-suspension").stdout)


def test_two_files_are_compared(negsim, two):
    printed = negsim("diff", *two).stdout
    assert "equal-shares  proposal  –        tabled  opposed  changed   #2 oppose equal-shares by bohus" in printed


def test_moves_may_be_moments(negsim):
    printed = negsim("diff", FISHING, "--as-of", "#0", "#1").stdout
    assert printed.startswith("Changes from #0 to #1\n")
    assert printed.count("appeared") == 1


def test_in_a_branch_two_of_its_moments_are_compared(negsim):
    printed = negsim(
        "diff", MOSCOW, "--branch", "site-built", "--as-of", "2008-01-01", "2008-03-01", "--format", "csv"
    ).stdout
    assert "third-site,proposal,,opposed,carried out,changed,#26 carry-out third-site by us" in printed


def test_where_nothing_differs_that_is_said(negsim):
    assert negsim("diff", MOSCOW, MOSCOW).stdout == f"Changes from {MOSCOW} to {MOSCOW}: none\n"
    left_out = negsim("diff", "-", "--branch", "b", stdin=f"{BRANCHED}").stdout
    nothing = "Changes from the record to the branch b: none"
    assert left_out.startswith(f"{nothing}\n\nMoves of the record that are not in this branch\n")


BRANCHED = f"""{RECORD}  - remark: quota
    by: bohus
    date: 2013-02-09
    kind: hope
branches:
  b: {{without: 2}}
"""


def test_of_a_branch_of_a_branch_it_is_told_what_both_leave_out(negsim):
    text = BRANCHED.replace("2}", "1}") + "  c: {of: b, without: 1}\n"
    printed = negsim("diff", "-", "--branch", "c", stdin=text).stdout
    assert printed.index("Moves of the record that are") < printed.index("Moves of the branch b that are")


def test_the_answer_may_be_json(negsim):
    found = json.loads(negsim("diff", MOSCOW, "--branch", "no-suspension", "--format", "json").stdout)
    assert (found["format"], found["branch"]["left_out"]) == ("negsim-diff/2", [1])
    assert found["changes"] == [
        {
            "subject": "cfe",
            "kind": "commitment",
            "party": "russia",
            "before": "suspended",
            "after": "in-force",
            "qualifiers": {"before": [], "after": []},
            "change": ["changed"],
            "n": None,
        }
    ]
    moments = json.loads(negsim("diff", FISHING, "--as-of", "#0", "2013-02-01", "--format", "json").stdout)
    assert moments["branch"] is None
    assert (moments["before"]["as_of"], moments["after"]["as_of"]) == (None, "2013-02-01")


def test_the_json_of_a_branch_of_a_branch_has_both(negsim):
    text = BRANCHED.replace("2}", "1}") + "  c: {of: b, without: 1}\n"
    found = json.loads(negsim("diff", "-", "--branch", "c", "--format", "json", stdin=text).stdout)["branch"]
    assert (found["id"], found["of"]["id"], found["of"]["of"]) == ("c", "b", None)


def test_csv_has_the_differences_alone(negsim):
    printed = negsim("diff", MOSCOW, "--branch", "no-suspension", "--format", "csv").stdout
    assert printed.splitlines() == [
        "subject,kind,party,from,to,change,by move",
        "cfe,commitment,russia,suspended,in force,changed,",
    ]
    assert negsim("diff", MOSCOW, MOSCOW, "--format", "csv").stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((MOSCOW,), "nothing to compare with; give --branch ID, --as-of DATE DATE or a second file"),
        ((MOSCOW, FISHING, MOSCOW), "two files can be compared, here are 3"),
        (("-", "-"), "standard input can be read but once; name a file for one of the two"),
        ((MOSCOW, FISHING, "--as-of", "2007", "2008"), "--as-of compares two moments of one file"),
        ((MOSCOW, "--branch", "x"), "has no branch 'x'"),
        ((MOSCOW, "--as-of", "#1", "#99"), "there is no move #99; the record has 25"),
        ((MOSCOW, "--as-of", "#1", "2007-13"), "there is no month 13"),
        ((MOSCOW, "nowhere.yaml"), "there is no such file"),
    ],
)
def test_what_cannot_be_compared_is_one_sentence(negsim, arguments, complaint):
    result = negsim("diff", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert complaint in result.stderr


def test_quietly_nothing_is_printed(negsim):
    assert negsim("diff", MOSCOW, FISHING, "-q").stdout == ""
