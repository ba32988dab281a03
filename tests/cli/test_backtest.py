import csv
import io
import json
import os
import pty
import subprocess
import sys

import pytest

from sim.forecast.ensembles import Experiment
from sim.model.errors import ClusterUnavailableError, ExecutorError

RECORD = """\
scenario: {title}
parties: {{aland: Aland, bohus: Bohus}}
issues: {{quota: The yearly herring quota, ports: Access to ports}}
talks: {{ministers: Fisheries ministers}}
moves:
  - {{propose: shares, by: aland, date: 2013-02-01, issue: quota}}
  - {{convene: ministers, by: both, date: 2013-02-10}}
  - {{threaten: close-ports, by: aland, date: 2013-02-20, issue: ports, action: close its ports}}
  - {{carry-out: close-ports, by: aland, date: 2013-03-05}}
  - {{break-off: ministers, by: bohus, date: 2013-03-06}}
  - {{accept: shares, by: bohus, date: {last}}}
forecast:
  from: 2013-02-01
  until: 2013-04-30
  step: day
  policies: {{aland: grit, bohus: hold}}
  pairs:
    calm: {{title: Nobody moves, policies: {{aland: hold, bohus: hold}}}}
"""
FEW = ("--horizon", "30d", "--cuts", 3, "--runs", 8)


@pytest.fixture
def strait(tmp_path):
    """A record of three months."""
    path = tmp_path / "strait.yaml"
    path.write_text(RECORD.format(title="Strait", last="2013-04-30"), "utf-8")
    return path


@pytest.fixture
def sound(tmp_path):
    """A record of little more than a month."""
    path = tmp_path / "sound.yaml"
    path.write_text(RECORD.format(title="Sound", last="2013-03-10"), "utf-8")
    return path


def test_the_whole_is_printed_in_tables(negsim, golden, strait, sound):
    result = negsim("backtest", strait, sound, "--horizon", "5w", "--cuts", 4, "--runs", 8)
    assert (result.exit_code, result.stderr) == (0, "")
    golden("backtest.txt", result.stdout)


def test_every_table_can_be_had(negsim, golden, strait, sound):
    names = ("records", "brier", "logarithmic", "outcomes", "reliability")
    only = [part for name in names for part in ("--only", name)]
    golden("backtest.md", negsim("backtest", strait, sound, *FEW, *only, "--format", "markdown").stdout)


def test_json_is_the_contract(negsim, golden, strait, sound):
    result = negsim("backtest", strait, sound, *FEW, "--pair", "calm", "--format", "json")
    golden("backtest.json", result.stdout)


def test_csv_is_the_table_of_brier_scores_or_another(negsim, strait):
    rows = list(csv.DictReader(io.StringIO(negsim("backtest", strait, *FEW, "--format", "csv").stdout)))
    assert [row["forecast"] for row in rows][:2] == ["nothing happens", "hold"]
    assert rows[0]["skill over others"] == ""
    rows = list(
        csv.DictReader(io.StringIO(negsim("backtest", strait, *FEW, "--format", "csv", "--only", "records").stdout))
    )
    assert [(row["record"], row["cuts"]) for row in rows] == [("Strait", "3")]
    two = negsim("backtest", strait, "--format", "csv", "--only", "records", "--only", "brier")
    assert (two.exit_code, two.stdout) == (2, "")


def test_ten_records_have_intervals(negsim, tmp_path):
    files = []
    for number in range(10):
        files.append(tmp_path / f"{number}.yaml")
        last = f"2013-04-{number + 10}"
        files[-1].write_text(RECORD.format(title=f"Record {number}", last=last), "utf-8")
    options = ("--horizon", "50d", "--cuts", 2, "--runs", 4)
    printed = negsim("backtest", *files, *options, "--pair", "calm").stdout
    assert "95 % CI" in printed
    assert "There are no intervals" not in printed
    document = json.loads(negsim("backtest", *files, *options, "--pair", "calm", "--format", "json").stdout)
    mean = next(each for each in document["scores"] if each["forecast"] == "calm")["brier"]["mean"]
    assert mean["low"] <= mean["value"] <= mean["high"]


@pytest.mark.parametrize("options", [("--jobs", 2), ("--seed", 0), ("--step", "week"), ("--horizon", "30d")])
def test_the_figures_are_the_same_again(negsim, strait, options):
    assert negsim("backtest", strait, *FEW, *options).stdout == negsim("backtest", strait, *FEW).stdout


def test_another_seed_gives_other_figures(negsim, strait):
    assert negsim("backtest", strait, *FEW, "--seed", 2).stdout != negsim("backtest", strait, *FEW).stdout


def test_a_record_that_is_too_short_is_said_in_a_sentence(negsim, strait, sound):
    result = negsim("backtest", strait, sound, "--horizon", "37d", "--runs", 2, "--cuts", 3)
    said = " ".join(result.stdout.split())
    assert result.exit_code == 0
    assert "Sound has only 1 cut: its moves span 37 days, and the horizon after a cut is to lie within them." in said
    result = negsim("backtest", sound, "--runs", 2)
    assert result.exit_code == 0
    assert "Without a question there is no score; take a shorter horizon, or longer records." in result.stdout


@pytest.mark.parametrize("moves", ["", "moves:\n  - {act: patrol, by: a, date: 2013-02-01, tone: hostile}\n"])
@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_a_record_of_no_move_or_one_is_no_fault(negsim, tmp_path, moves, form):
    path = tmp_path / "bare.yaml"
    path.write_text(f"scenario: Bare\nparties: {{a: A, b: B}}\n{moves}", "utf-8")
    result = negsim("backtest", path, "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--cuts", 0), "0 is not in the range 1<=x<=9999"),
        (("--runs", 0), "0 is not in the range"),
        (("--horizon", "0d"), "'0d' is no horizon; give a number of days or weeks from 1, such as 90d or 13w"),
        (("--horizon", "90"), "'90' is no horizon"),
        (("--horizon", "999999d"), "'999999d' is no horizon"),
        (("--pair", "clam"), "Strait: the forecast has no pair 'clam'; did you mean calm?"),
        (("--dask", ""), "--dask names no scheduler; give its address"),
        (("--only", "scores"), "there is no table 'scores'"),
        (("-o", "picture.gif"), "no file can end in '.gif' here; choose .svg, .png or .pdf"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(negsim, strait, options, words):
    result = negsim("backtest", strait, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_that_is_given_twice_is_refused(negsim, strait):
    other = os.path.relpath(strait)
    result = negsim("backtest", strait, other)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{other} is given twice; each record counts once" in result.stderr


def test_a_record_that_stands_in_two_files_is_refused(negsim, strait):
    copy = strait.with_name("copy.yaml")
    copy.write_text(strait.read_text("utf-8"), "utf-8")
    result = negsim("backtest", strait, copy)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{copy} has the moves of {strait}; each record counts once" in result.stderr


LATE = """scenario: S
parties: {a: A, b: B}
issues: {x: X}
moves:
  - {propose: offer, by: a, date: 2020-01-01, issue: x, expires: 2020-08-20}
  - {accept: offer, by: b, date: 2020-03-06}
  - {propose: other, by: a, date: 2020-04-01, issue: x}
  - {accept: other, by: b, date: 2020-09-05}
forecast:
  {from: 2020-02-07, until: 2020-06-01, policies: {a: hold, b: hold},
   pairs: {p: {policies: {b: {policy: time-dependent, deadline: offer}}}}}
"""


def test_a_deadline_that_is_not_known_at_a_later_cut_is_refused_before_any_run(negsim):
    result = negsim("backtest", "-", "--pair", "p", "--cuts", "5", "--runs", "5", stdin=LATE)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "the calendar has no 'offer'" in result.stderr
    assert "what a pair names has to be there at every cut" in result.stderr


def test_standard_input_is_a_file(negsim, strait):
    assert (
        negsim("backtest", "-", *FEW, stdin=strait.read_text("utf-8")).stdout == negsim("backtest", strait, *FEW).stdout
    )
    assert negsim("backtest", "-", "-", stdin="").exit_code == 2


def test_faulty_files_are_left_out_and_counted_in_the_end(negsim, strait, faulty):
    result = negsim("backtest", faulty, strait, "nowhere.yaml", *FEW)
    assert result.exit_code == 2
    assert result.stdout == negsim("backtest", strait, *FEW).stdout
    assert result.stderr.startswith(f"{faulty}:10:")
    assert result.stderr.endswith("\n1 of 3 files; 2 could not be read\n")
    assert negsim("backtest", faulty, "nowhere.yaml", *FEW).stdout == ""


def test_a_folder_stands_for_its_files(negsim, strait, tmp_path):
    result = negsim("backtest", strait.parent, strait, *FEW)
    assert (result.exit_code, result.stdout) == (0, negsim("backtest", strait, *FEW).stdout)
    empty = tmp_path / "empty"
    empty.mkdir()
    refused = negsim("backtest", empty)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == f"{empty}: this folder has no scenario file: none ends in .yaml, .yml, .json\n"


def test_the_reliability_diagram_is_written(negsim, strait, tmp_path):
    picture = tmp_path / "reliability.svg"
    result = negsim("backtest", strait, *FEW, "-o", picture)
    assert f"\n\n{picture}: written, " in result.stdout
    assert picture.read_text("utf-8").startswith("<svg")
    assert negsim("backtest", strait, *FEW, "-o", picture, "--quiet").output == ""


def test_a_picture_that_cannot_be_written_has_its_status(negsim, strait, tmp_path, monkeypatch):
    assert negsim("backtest", strait, *FEW, "-o", tmp_path / "nowhere" / "picture.svg").exit_code == 74
    assert negsim("backtest", strait, *FEW, "-o", strait).exit_code == 2
    monkeypatch.setattr("sim.cli.plot.written", lambda *_: False)
    assert negsim("backtest", strait, *FEW, "-o", tmp_path / "picture.svg").exit_code == 74


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (KeyboardInterrupt(), 130, "interrupted; this is what has been finished so far\n"),
        (ExecutorError("gone"), 69, "gone; this is what has been finished so far: 8 of 24 runs\n"),
    ],
)
def test_what_was_done_before_it_is_cut_short_is_printed(negsim, strait, monkeypatch, error, status, said):
    run, done = Experiment.run, []

    def cut_short(experiment, *arguments):
        if done:
            raise error
        done.append(experiment)
        return run(experiment, *arguments)

    monkeypatch.setattr(Experiment, "run", cut_short)
    result = negsim("backtest", strait, *FEW)
    assert (result.exit_code, result.stderr) == (status, said)
    assert "Partial: 1 cut has been done, and not all." in result.stdout


def test_where_nothing_was_done_there_is_no_advice(negsim, strait, monkeypatch):
    def cut_short(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Experiment, "run", cut_short)
    result = negsim("backtest", strait, *FEW)
    assert "Partial: 0 cuts have been done, and not all." in result.stdout
    assert "Without a question" not in result.stdout


def test_a_cluster_that_is_not_there_leaves_nothing_to_print(negsim, strait, monkeypatch):
    def refuse(*_):
        raise ClusterUnavailableError("no cluster")

    monkeypatch.setattr(Experiment, "run", refuse)
    result = negsim("backtest", strait, *FEW, "--dask", "tcp://127.0.0.1:9")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "no cluster\n")


def test_code_of_others_is_named_before_it_is_run_and_prints_apart(negsim, strait):
    (strait.parent / "own.py").write_text("def hermit(*_):\n    print('I see nobody')\n", "utf-8")
    text = strait.read_text("utf-8").replace("{aland: hold, bohus: hold}", "{aland: hermit, bohus: hold}")
    strait.write_text(f"{text}  policy-file: own.py\n", "utf-8")
    result = negsim("backtest", strait, *FEW, "--pair", "calm", "--quiet")
    assert (result.exit_code, result.stdout) == (0, "")
    first, *others = result.stderr.splitlines()
    assert first == f"running the code of {strait.parent / 'own.py'}"
    assert set(others) == {"I see nobody"}


def test_progress_is_shown_on_a_terminal(strait):
    terminal, inner = pty.openpty()
    command = [sys.executable, "-m", "sim", "backtest", strait, *map(str, FEW)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=inner) as process:
        process.wait(60)
    os.close(inner)
    shown = os.read(terminal, 65_536).decode()
    os.close(terminal)
    assert "Runs" in shown
    assert "100%" in shown
