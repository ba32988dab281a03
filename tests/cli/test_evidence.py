import csv
import io
import json
import os
import pty
import subprocess
import sys

import pytest
from complaints import FOUR_MOVES

from sim.evidence.analysis import EvidenceAnalysis
from sim.model.errors import ClusterUnavailableError, ExecutorError

MOSCOW = "scenarios/moscow-2007.yaml"
EXPECTED = """\
branches:
  silence: {title: Bohus says nothing, without: 2, expect: [proposals: {equal-shares: withdrawn}]}
expect:
  - as of: 2013-02-28
    proposals: {equal-shares: opposed}
    commitments: {pact: {bohus: in-force}}
  - as of: 2013-03-31
    proposals: {equal-shares: withdrawn}
    more hostile: bohus
"""


@pytest.fixture
def strait(tmp_path):
    """A record of four moves and five conclusions, one of them on a branch."""
    path = tmp_path / "strait.yaml"
    path.write_text(FOUR_MOVES + EXPECTED, "utf-8")
    return path


def test_the_whole_is_printed_in_tables(negsim, golden):
    result = negsim("evidence", MOSCOW)
    assert (result.exit_code, result.stderr) == (0, "")
    golden("evidence-moscow-2007.txt", result.stdout)


def test_what_assess_says_is_asked_about(negsim, golden):
    result = negsim("evidence", MOSCOW, "--claims", "default", "--moves", "--format", "markdown")
    assert (result.exit_code, result.stderr) == (0, "")
    golden("evidence-claims.md", result.stdout)


def test_json_is_the_contract(negsim, golden, strait):
    result = negsim("evidence", strait, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    golden("evidence.json", result.stdout)


def test_csv_is_the_table_of_conclusions_or_another_and_leaves_nothing_out(negsim, strait):
    def rows(*options):
        return list(csv.DictReader(io.StringIO(negsim("evidence", strait, "--format", "csv", *options).stdout)))

    assert [(row["line"], row["found"]) for row in rows()] == [
        ("27", "opposed"),
        ("28", "in-force"),
        ("30", "withdrawn"),
        ("31", "bohus"),
        ("24", "withdrawn"),
    ]
    assert [row["#"] for row in rows("--only", "importance")] == ["1", "2", "3", "4"]
    two = negsim("evidence", strait, "--format", "csv", "--only", "cuts", "--only", "days")
    assert (two.exit_code, two.stdout) == (2, "")


def test_one_branch_can_be_asked_about_alone(negsim, strait):
    document = json.loads(negsim("evidence", strait, "--branch", "silence", "--format", "json").stdout)
    assert [each["branch"] for each in document["conclusions"]] == ["silence"]
    assert document["branch"] == "silence"
    assert [(each["n"], len(each["alone"])) for each in document["moves"]] == [(1, 1), (2, 0), (3, 1)]
    printed = negsim("evidence", strait, "--branch", "silence").stdout
    assert printed.startswith("What hangs on what: Herring in the Strait, in the branch silence\n")
    assert "of the 3 moves" in printed


def test_what_assess_says_of_a_branch_can_be_asked_about(negsim, strait):
    options = ("--claims", "default", "--branch", "silence", "--format", "json")
    conclusions = json.loads(negsim("evidence", strait, *options).stdout)["conclusions"]
    assert {(each["branch"], each["line"], each["met"]) for each in conclusions} == {("silence", None, True)}


def test_larger_cut_sets_are_found_where_they_are_asked_for(negsim, strait):
    def cuts(up_to):
        document = json.loads(negsim("evidence", strait, "--up-to", up_to, "--format", "json").stdout)
        return {each["key"]: each["moves"] for each in document["conclusions"]}["more hostile"]

    assert cuts(1) == []
    assert cuts(2) == cuts(3) == [[1, 3], [2, 3]]


def test_only_the_tables_that_are_asked_for_are_printed(negsim, strait):
    printed = negsim("evidence", strait, "--only", "importance").stdout
    assert "Importance of moves" in printed
    assert "Minimal cut sets" not in printed
    assert "conclusions hold" not in printed
    assert "which nobody has reported" not in printed
    assert "which nobody has reported" in negsim("evidence", strait).stdout
    additions = negsim("evidence", strait, "--only", "additions", "--moves").stdout
    assert "lapse equal-shares by the clock, after #1" in " ".join(additions.split())


def test_one_is_a_conclusion_that_does_not_hold(negsim, unmet):
    result = negsim("evidence", unmet)
    assert (result.exit_code, result.stderr) == (1, "")
    assert "0 of 1 conclusions hold." in result.stdout
    line = f"{unmet}:16:31: as of 2013-02 (likely): equal-shares: expected opposed, found tabled\n"
    for options in (("--quiet",), ("--only", "cuts")):
        result = negsim("evidence", unmet, *options)
        assert (result.exit_code, result.stderr) == (1, line)


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_a_file_without_expectations_leaves_nothing_to_ask(negsim, tmp_path, form):
    path = tmp_path / "bare.yaml"
    path.write_text(FOUR_MOVES, "utf-8")
    result = negsim("evidence", path, "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    said = "No expectations, so there is nothing to ask about; with --claims default" in " ".join(result.stdout.split())
    assert said == (form in ("table", "markdown"))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--up-to", 0), "0 is not in the range 1<=x<=3"),
        (("--up-to", 4), "4 is not in the range 1<=x<=3"),
        (("--branch", "silense"), "has no branch 'silense'; did you mean silence?"),
        (("--claims", "all"), "'all' is not one of"),
        (("--dask", ""), "--dask names no scheduler; give its address"),
        (("--only", "moves"), "there is no table 'moves'"),
        (("-o", "picture.gif"), "no file can end in '.gif' here; choose .svg, .png or .pdf"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(negsim, strait, options, words):
    result = negsim("evidence", strait, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_standard_input_is_a_file(negsim, strait):
    piped = negsim("evidence", "-", stdin=strait.read_text("utf-8"))
    assert piped.stdout == negsim("evidence", strait).stdout


def test_the_matrix_is_written(negsim, strait, tmp_path):
    picture = tmp_path / "matrix.svg"
    result = negsim("evidence", strait, "-o", picture)
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"\n\n{picture}: written, " in result.stdout
    assert picture.read_text("utf-8").startswith("<svg")
    assert negsim("evidence", strait, "-o", picture, "--format", "json").stdout.endswith("}\n")
    assert negsim("evidence", strait, "-o", picture, "--quiet").output == ""


def test_a_matrix_that_cannot_be_written_has_its_status(negsim, strait, tmp_path, monkeypatch):
    assert negsim("evidence", strait, "-o", tmp_path / "nowhere" / "matrix.svg").exit_code == 74
    assert negsim("evidence", strait, "-o", strait).exit_code == 2
    monkeypatch.setattr("sim.cli.plot.written", lambda *_: False)
    assert negsim("evidence", strait, "-o", tmp_path / "matrix.svg").exit_code == 74


def test_without_a_conclusion_there_is_a_matrix_of_none(negsim, tmp_path):
    picture = tmp_path / "matrix.svg"
    result = negsim("evidence", "-", "-o", picture, stdin=FOUR_MOVES)
    assert (result.exit_code, result.stderr) == (0, "")
    assert picture.exists()


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (KeyboardInterrupt(), 130, "interrupted; this is what has been finished so far\n"),
        (ExecutorError("gone"), 69, "gone; this is what has been finished so far: 1 of 5 conclusions\n"),
    ],
)
def test_what_was_done_before_it_is_cut_short_is_printed(negsim, strait, monkeypatch, error, status, said):
    run = EvidenceAnalysis.run

    def cut_short(analysis, executor, progress):
        def after_one(done):
            progress(done)
            raise error

        return run(analysis, executor, after_one)

    monkeypatch.setattr(EvidenceAnalysis, "run", cut_short)
    result = negsim("evidence", strait)
    assert (result.exit_code, result.stderr) == (status, said)
    assert "Partial: 1 of 5 conclusions have been looked at." in result.stdout
    assert json.loads(negsim("evidence", strait, "--format", "json").stdout)["partial"] is True


def test_a_cluster_that_is_not_there_leaves_nothing_to_print(negsim, strait, monkeypatch):
    def refuse(*_):
        raise ClusterUnavailableError("no cluster")

    monkeypatch.setattr(EvidenceAnalysis, "run", refuse)
    result = negsim("evidence", strait, "--dask", "tcp://127.0.0.1:9")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "no cluster\n")


def test_several_processes_find_the_same(negsim, strait):
    assert negsim("evidence", strait, "--jobs", 2).stdout == negsim("evidence", strait).stdout


def test_progress_is_that_of_conclusions(strait):
    terminal, inner = pty.openpty()
    command = [sys.executable, "-m", "sim", "evidence", strait]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=inner) as process:
        process.wait(60)
    os.close(inner)
    shown = os.read(terminal, 65_536).decode()
    os.close(terminal)
    assert "Conclusions" in shown
    assert "Runs" not in shown
    assert "100%" in shown
