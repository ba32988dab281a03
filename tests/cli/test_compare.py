"""`negsim compare`: two codings compared, and made one."""

import json
import sys

import pytest
from codings import ANNA, BERT, filled, numbers

from sim.records.comparison.comparison import compare_codings
from sim.report.table.compare import TABLES
from sim.scenario import load


@pytest.fixture
def both(tmp_path, monkeypatch):
    """The files of two coders in the folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("anna.yaml", ANNA), ("bert.yaml", BERT)):
        (tmp_path / name).write_text(text, "utf-8")
    return "anna.yaml", "bert.yaml"


def words(text):
    return " ".join(text.split())


def test_two_codings_are_compared_in_tables(negsim, both, golden):
    result = negsim("compare", *both)
    assert (result.exit_code, result.stderr) == (0, "")
    golden("compare.txt", result.stdout)


def test_the_same_in_markdown_and_json(negsim, both, golden):
    golden("compare.md", negsim("compare", *both, "--format", "markdown").stdout)
    golden("compare.json", negsim("compare", *both, "--format", "json").stdout)


@pytest.mark.parametrize("name", TABLES)
def test_each_table_can_be_asked_for_alone(negsim, both, name):
    printed = negsim("compare", *both, "--only", name).stdout
    titles = ["Agreement", "Moves of both", "Differences", "Only in A", "Only in B", "Names"]
    shown = [title for title in titles if f"\n{title}\n" in printed]
    assert shown == [titles[[*TABLES].index(name)]] or name == "only-a"
    assert ("Percent is the share" in words(printed)) == (name == "agreement")


def test_csv_is_of_one_table_by_default_of_agreement(negsim, both):
    printed = negsim("compare", *both, "--format", "csv").stdout
    assert printed.startswith("field,pairs,given,same,percent,alpha,metric\nverb or none,6,6,3,50 %,0.")
    only = negsim("compare", *both, "--format", "csv", "--only", "only-b").stdout
    assert only == "#,line,date,party,move,subject\n5,18,2013-03-28,aland,act,patrol\n"
    refused = negsim("compare", *both, "--format", "csv", "--only", "only-b", "--only", "pairs")
    assert (refused.exit_code, refused.stdout) == (2, "")


def test_the_window_and_the_names_can_be_given(negsim, both):
    document = json.loads(negsim("compare", *both, "--days", "0", "--format", "json").stdout)
    assert (document["days"], [each["n"] for each in document["only_a"]]) == (0, [2])
    mapped = json.loads(negsim("compare", *both, "--map", "aland=bo", "--map", "bohus=al", "--format", "json").stdout)
    assert mapped["names"]["actors"] == {"bo": "aland", "al": "bohus"}
    one_day = negsim("compare", *both, "--days", "1", "--only", "pairs").stdout
    assert "at most 1 day apart" in words(one_day)


def test_one_may_come_from_standard_input(negsim, both):
    piped = negsim("compare", "anna.yaml", "-", stdin=BERT)
    assert (piped.exit_code, piped.stdout.replace("<stdin>", "bert.yaml")) == (0, negsim("compare", *both).stdout)


def test_quiet_says_nothing(negsim, both):
    result = negsim("compare", *both, "-q")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_without_nltk_there_is_percent_and_a_sentence(negsim, both, monkeypatch):
    monkeypatch.setitem(sys.modules, "nltk.metrics.agreement", None)
    result = negsim("compare", *both, "--only", "agreement")
    assert result.exit_code == 0
    assert result.stderr.startswith("Krippendorff's alpha needs nltk, which the extra 'agreement' brings: `pip install")
    assert "60 %  none without NLTK" in result.stdout
    assert negsim("compare", *both, "--only", "pairs").stderr == ""


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (("anna.yaml", "anna.yaml"), "anna.yaml and anna.yaml are one file; name two codings"),
        (("-", "-"), "standard input can be read but once; name a file for one of the two"),
        (("anna.yaml", "nowhere.yaml"), "nowhere.yaml: there is no such file"),
        (("anna.yaml", "."), ".: this is a folder; name a scenario file in it"),
        (("anna.yaml", "fishing.yaml", "--map", "aland=alnd"), "fishing.yaml has no 'alnd'; did you mean aland?"),
        (
            ("anna.yaml", "bert.yaml", "--map", "aland"),
            "'aland' is no pair of names; write the one in A and the one in B",
        ),
        (("anna.yaml", "bert.yaml", "--map", "a=x", "--map", "a=y"), "--map gives one name of A two names of B"),
        (("anna.yaml", "bert.yaml", "--days", "-1"), "-1 is not in the range 0<=x<=100000"),
        (("anna.yaml", "bert.yaml", "-o", "x.yaml"), "-o is for the merged scenario; give --adjudicated FILE as well"),
        (("anna.yaml", "bert.yaml", "--adjudicate", "bert.yaml"), "bert.yaml: there is a file already, perhaps with"),
        (("anna.yaml", "bert.yaml", "--adjudicate", "x.yaml", "--adjudicated", "y.yaml"), "give one of them"),
        *(
            (("anna.yaml", "bert.yaml", "--adjudicated", "d.yaml", *more), "has its pairs from that file; leave --days")
            for more in (("--only", "pairs"), ("--days", "3"), ("--map", "aland=al"), ("--format", "json"))
        ),
        (("anna.yaml", "bert.yaml", "--adjudicate", "x.txt"), "x.txt: no file can end in '.txt' here; choose .yaml or"),
        (("anna.yaml", "bert.yaml", "--adjudicated", "nowhere.yaml"), "nowhere.yaml: there is no such file"),
        (("anna.yaml", "bert.yaml", "--adjudicated", "anna.yaml"), "anna.yaml:1:1: this is no adjudication file"),
        (("anna.yaml", "bert.yaml", "--adjudicated", "d.yaml", "-o", "anna.yaml"), "it is the file that is read"),
        (("anna.yaml", "bert.yaml", "--adjudicated", "d.yaml", "-o", "d.yaml"), "it is the file that is read"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_sentence(negsim, both, tmp_path, call, reason):
    (tmp_path / "fishing.yaml").write_text(ANNA.replace("scenario: ", "scenario: The other "), "utf-8")
    (tmp_path / "d.yaml").write_text("x: y\n", "utf-8")
    result = negsim("compare", *call)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in words(result.stderr)
    assert "Traceback" not in result.stderr


def test_two_names_of_one_file_are_one_file(negsim, both, tmp_path):
    (tmp_path / "link.yaml").symlink_to("anna.yaml")
    assert "anna.yaml and link.yaml are one file" in negsim("compare", "anna.yaml", "link.yaml").stderr


def test_a_file_for_decisions_is_written_and_makes_one_coding_of_two(negsim, both, tmp_path):
    written = negsim("compare", *both, "--adjudicate", "decisions.yaml", "--only", "pairs")
    assert "\n\ndecisions.yaml: written, " in written.stdout
    assert ", 9 decisions to make; fill it in, " in written.stdout
    text = (tmp_path / "decisions.yaml").read_text("utf-8")
    undecided = negsim("compare", *both, "--adjudicated", "decisions.yaml", "-o", "merged.yaml")
    assert (undecided.exit_code, undecided.stdout) == (2, "")
    assert len(undecided.stderr.splitlines()) == 9
    assert not (tmp_path / "merged.yaml").exists()
    (tmp_path / "decisions.yaml").write_text(filled(text, "b"), "utf-8")
    merged = negsim("compare", *both, "--adjudicated", "decisions.yaml", "-o", "merged.yaml")
    assert merged.exit_code == 0
    assert merged.stdout.endswith(", 6 moves; `negsim run merged.yaml` replays it\n")
    comparison = compare_codings(load("bert.yaml"), load("merged.yaml"))
    assert numbers(comparison) == [(number, number) for number in range(1, 7)]
    assert not any(pair.differences for pair in comparison.pairs)
    printed = negsim("compare", *both, "--adjudicated", "decisions.yaml").stdout
    assert printed == (tmp_path / "merged.yaml").read_text("utf-8")
    negsim("compare", *both, "--adjudicated", "decisions.yaml", "-o", "merged.json", "-q")
    assert load("merged.json").history.moves == load("merged.yaml").history.moves


def test_a_file_for_decisions_is_not_written_over(negsim, both, tmp_path):
    (tmp_path / "decisions.yaml").write_text("mine", "utf-8")
    assert negsim("compare", *both, "--adjudicate", "decisions.yaml").exit_code == 2
    assert (tmp_path / "decisions.yaml").read_text("utf-8") == "mine"


def test_one_decision_is_told_as_one(negsim, both, tmp_path):
    (tmp_path / "other.yaml").write_text(ANNA.replace("2013-02-09", "2013-02-08"), "utf-8")
    said = negsim("compare", "anna.yaml", "other.yaml", "--adjudicate", "d.yaml", "--only", "names").stdout
    assert ", 1 decision to make; " in said
    quiet = negsim("compare", "anna.yaml", "other.yaml", "--adjudicate", "e.yaml", "-q")
    assert (quiet.exit_code, quiet.stdout) == (0, "")


def test_what_cannot_be_written_is_74(negsim, both, tmp_path):
    result = negsim("compare", *both, "--adjudicate", "gone/d.yaml")
    assert (result.exit_code, result.stdout) == (74, "")
    negsim("compare", *both, "--adjudicate", "d.yaml", "-q")
    decisions = tmp_path / "d.yaml"
    decisions.write_text(filled(decisions.read_text("utf-8"), "a"), "utf-8")
    for call in (("--adjudicate", "/dev/full"), ("--adjudicated", "d.yaml", "-o", "/dev/full")):
        result = negsim("compare", *both, *call)
        assert (result.exit_code, result.stderr) == (74, "/dev/full: cannot be written: no space left on device\n")
