import csv
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
from time import sleep

import pytest
from complaints import RECORD

from sim.forecast.ensembles import Experiment
from sim.model.errors import ClusterUnavailableError, ExecutorError
from sim.scenario import loads

FORECAST = """\
forecast:
  from: 2013-02-01
  until: 2013-06-30
  step: week
  policies:
    aland: {policy: tit-for-tat, generosity: 0.3}
    bohus: random
  pairs:
    calm: {title: Bohus is calm, policies: {bohus: grit}}
    silent: {title: Nobody moves, policies: {aland: hold, bohus: hold}}
  calendar:
    vote: {date: 2013-05-01, title: Bohus votes}
  runs: 40
  seed: 1
"""


@pytest.fixture
def strait(tmp_path):
    """A scenario file with a forecast of 40 runs."""
    path = tmp_path / "strait.yaml"
    path.write_text(RECORD + FORECAST, "utf-8")
    return path


def test_the_whole_is_printed_in_tables(negsim, golden, strait):
    result = negsim("forecast", strait, "--compare", "calm")
    assert (result.exit_code, result.stderr) == (0, "")
    golden("forecast.txt", result.stdout)


def test_markdown_has_the_same_tables(negsim, golden, strait):
    golden("forecast.md", negsim("forecast", strait, "--format", "markdown", "--pair", "silent").stdout)


def test_json_is_the_contract(negsim, golden, strait):
    golden("forecast.json", negsim("forecast", strait, "--format", "json", "--compare", "all", "--runs", 5).stdout)


def test_csv_is_one_table(negsim, strait):
    rows = list(csv.DictReader(io.StringIO(negsim("forecast", strait, "--format", "csv").stdout)))
    assert [row["of"] for row in rows if row["outcome"] == "any agreement by"] == ["vote"]


def test_csv_of_a_comparison_is_the_table_of_differences(negsim, strait):
    rows = list(csv.DictReader(io.StringIO(negsim("forecast", strait, "--compare", "calm", "--format", "csv").stdout)))
    assert (rows[0]["figure"], rows[-1]["figure"]) == ("agreement", "tension at the end")
    assert all("to" in row["95 % CI"] for row in rows)


def test_csv_of_each_comparison_says_which_it_is(negsim, strait):
    printed = negsim("forecast", strait, "--compare", "all", "--only", "differences", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert {row["pair"] for row in rows} == {"calm", "silent"}
    assert {row["of"] for row in rows} >= {"quota", "aland"}


@pytest.mark.parametrize(("table", "row"), [("conduct", "aland,tit-for-tat,"), ("final-state", "agreed,")])
def test_csv_of_another_table_has_ids(negsim, strait, table, row):
    assert f"\n{row}" in negsim("forecast", strait, "--only", table, "--format", "csv").stdout


def test_csv_of_several_comparisons_is_the_table_of_outcomes(negsim, strait):
    several = negsim("forecast", strait, "--compare", "calm", "--compare", "bohus.policy=hold", "--format", "csv")
    assert several.stdout == negsim("forecast", strait, "--format", "csv").stdout


def test_there_is_nothing_to_compare_with_in_a_file_without_pairs(negsim, strait):
    strait.write_text(RECORD + re.sub(r"(?m)^  pairs:\n(    .*\n)+", "", FORECAST), "utf-8")
    result = negsim("forecast", strait, "--compare", "all")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "the forecast has no `pairs` to compare with" in result.stderr


def test_csv_of_tension_has_every_step(negsim, strait):
    assert len(negsim("forecast", strait, "--format", "csv", "--only", "tension").stdout.splitlines()) == 1 + 22


def test_only_prints_just_that_part(negsim, strait):
    printed = negsim("forecast", strait, "--only", "final-state", "--only", "conduct").stdout
    assert "Final state" in printed
    assert "Conduct" in printed
    assert "Outcomes" not in printed


def test_the_finding_is_the_title_and_the_caveat_stands_before_the_tables(negsim, strait):
    first, title, caveat, *_ = negsim("forecast", strait, "--only", "outcomes").stdout.splitlines()
    assert first.startswith(
        "A proposal on the yearly herring quota is agreed most often, in 92 % of 40 runs (80 to 97 %);"
    )
    assert "Herring in the Strait" in (title, caveat)
    assert printed_before(negsim("forecast", strait).stdout, "This is no prediction", "Outcomes until 30 June 2013")


def printed_before(text, *parts):
    """Whether the parts stand in a text in this order."""
    places = [text.index(part) for part in parts]
    return places == sorted(places)


def test_outcomes_are_told_by_titles_and_dates_in_words(negsim, strait):
    printed = negsim("forecast", strait, "--only", "outcomes").stdout
    assert "The yearly herring quota" in printed
    assert "any proposal, by 1 May 2013 (Bohus" in printed


def test_csv_keeps_ids_and_every_outcome(negsim, strait):
    rows = list(csv.DictReader(io.StringIO(negsim("forecast", strait, "--pair", "silent", "--format", "csv").stdout)))
    assert [(row["outcome"], row["of"]) for row in rows][:2] == [("agreement", "quota"), ("agreement", "ports")]


def test_quiet_prints_nothing(negsim, strait):
    assert negsim("forecast", strait, "--quiet").output == ""


@pytest.mark.parametrize("options", [["--jobs", 2], ["--seed", 1, "--runs", 40]])
def test_the_figures_are_the_same_again(negsim, strait, options):
    assert negsim("forecast", strait, *options).stdout == negsim("forecast", strait).stdout


def test_settings_may_come_in_any_order(negsim, strait):
    options = ("--set", "from=2014-01-01", "--set", "aland.patience=2", "--set", "until=2014-06-30")
    assert "Aland by grit (patience 2)" in negsim("forecast", strait, *options, "--set", "aland.policy=grit").stdout


def test_the_ending_of_a_file_may_be_in_capitals(negsim, strait, tmp_path):
    negsim("forecast", strait, "--one", "-o", tmp_path / "one.JSON")
    assert json.loads((tmp_path / "one.JSON").read_text("utf-8"))


def test_a_run_without_issues_is_a_scenario_in_order(negsim, tmp_path):
    path = tmp_path / "bare.yaml"
    span = "{from: 2013-03-25, until: 2013-12-31, policies: {a: random, b: random}}"
    path.write_text(f"scenario: Bare\nparties: {{a: A, b: B}}\nforecast: {span}\n", "utf-8")
    assert negsim("check", "-", stdin=negsim("forecast", path, "--one").stdout).exit_code == 0


def test_another_seed_gives_other_runs(negsim, strait):
    assert negsim("forecast", strait, "--seed", 2).stdout != negsim("forecast", strait).stdout


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("bohus.policy=grit", "by grit"),
        ("step=month", "in steps of a month"),
        ("until=2013-12-31", "until 31 December 2013"),
        ("from=2013-03-01", "From 1 March 2013"),
        ("runs=7", "7 runs, seed 1."),
        ("seed=3", "40 runs, seed 3."),
        ("bohus.weights.propose=0", "(weights propose 0)"),
        ("ratification=0.9", "40 runs"),
    ],
)
def test_an_assumption_is_changed_for_one_call(negsim, strait, setting, said):
    assert said in negsim("forecast", strait, "--set", setting).stdout


def test_a_comparison_may_be_with_other_settings(negsim, strait):
    printed = negsim(
        "forecast", strait, "--compare", "aland.generosity=1,bohus.policy=grit", "--only", "differences"
    ).stdout
    assert "Compared with aland.generosity=1,bohus.policy=grit" in printed
    assert re.search(r"figure +baseline +other +difference", printed)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--pair", "clam"], "the forecast has no pair 'clam'; did you mean calm?"),
        (["--compare", "silnt"], "the forecast has no pair 'silnt'; did you mean silent?"),
        (["--set", "aland.generosity=2"], "generosity cannot be 2; give a number from 0 to 1"),
        (
            ["--set", "aland.patience=2"],
            "the policy 'tit-for-tat' has no parameter 'patience'; there is generosity or delay",
        ),
        (["--set", "alnd.policy=grit"], "'alnd' is not one of the parties; did you mean aland?"),
        (["--set", "aland.policy=gritt"], "there is no policy 'gritt'; did you mean grit?"),
        (["--set", "step=year"], "step cannot be 'year'; there is day, week or month"),
        (["--set", "until=2012"], "the forecast is to end on 2012-12-31, which is not after 2013-02-01"),
        (["--set", "until=soon"], "cannot read the date 'soon'"),
        (["--set", "horizon=2014"], "'horizon' cannot be set; there is from, until, step"),
        (["--set", "runs=many"], "runs cannot be 'many'; give a whole number from 1 to 999,999,999"),
        (
            ["--set", "aland.policy=scripted", "--set", "aland.moves=x"],
            "moves is no single value; write it in the file",
        ),
        (["--dask", "nowhere://x"], "no Dask scheduler answers at nowhere://x; give its address"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(negsim, strait, options, words):
    result = negsim("forecast", strait, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--dask", ""], "--dask names no scheduler; give its address, such as tcp://127.0.0.1:8786"),
        (["--set", "russia"], "'russia' sets nothing; write KEY=VALUE, such as russia.policy=grit"),
        (["--only", "differences"], "differences are between forecasts; name one to compare with, as in --compare all"),
        (["--one", "--format", "csv"], "one run is printed as yaml or json; `negsim run` makes tables of it"),
        (["--format", "yaml"], "yaml is for one run; give --one as well"),
        (["--number", "3"], "--number says which run --one prints; give --one as well"),
        (["--one", "--compare", "calm"], "--compare is for many runs; leave out --one or --compare"),
        (["--compare", "runs=3"], "runs is the same for all that is compared; give it as --runs"),
        (["--one", "--only", "final-state"], "--only is for many runs; leave out --one or --only"),
        (
            ["--one", "--format", "json", "-o", "x.yaml"],
            "x.yaml does not end in .json; leave out --format, or change the name",
        ),
    ],
)
def test_options_that_do_not_fit_are_refused(negsim, strait, options, words):
    result = negsim("forecast", strait, *options)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


def test_a_scenario_without_a_forecast_is_named(negsim):
    result = negsim("forecast", "scenarios/fishing.yaml")
    assert result.exit_code == 2
    assert result.stderr.startswith("scenarios/fishing.yaml has no section `forecast`; give one")


def test_what_a_policy_could_not_learn_is_warned_of(negsim, strait):
    result = negsim("forecast", strait, "--set", "aland.policy=markov", "--quiet")
    assert result.exit_code == 0
    assert (
        "warning: markov, aland: 12 of 12 rows of its table rest on fewer than 5 moves and say little" in result.stderr
    )
    assert "own neutral, other none: 0 hostile, 0 neutral, 0 conciliatory" in result.stderr


# ONE RUN


def test_one_run_is_a_scenario_file_for_the_other_commands(negsim, strait, tmp_path):
    one = negsim("forecast", strait, "--one", "--seed", 7, "--format", "yaml")
    assert one.exit_code == 0
    assert negsim("run", "-", stdin=one.stdout).exit_code == 0
    path = tmp_path / "one.yaml"
    path.write_text(one.stdout, "utf-8")
    assert negsim("plot", path).exit_code == 0
    assert negsim("page", path).exit_code == 0
    assert negsim("assess", path).exit_code == 0


def test_a_simulated_move_says_that_it_is_simulated(negsim, strait):
    moves = loads(negsim("forecast", strait, "--one").stdout).history.moves
    assert moves[0].note is None
    assert len(moves) > 1
    assert all("Simulated" in move.note for move in moves[1:])


def test_a_run_has_a_number_and_is_the_same_each_time(negsim, strait):
    first, second, again = (negsim("forecast", strait, "--one", "--number", n).stdout for n in (3, 4, 3))
    assert first == again
    assert first != second


def test_one_run_goes_into_a_file_whose_ending_decides(negsim, strait, tmp_path):
    for ending in ("yaml", "json"):
        path = tmp_path / f"one.{ending}"
        said = negsim("forecast", strait, "--one", "-o", path).stdout
        assert said.startswith(f"{path}: written, ")
        assert said.endswith(f" moves; `negsim run {path}` replays it\n")
        assert loads(path.read_text("utf-8")).title.endswith("run 0 of a forecast")
    assert json.loads(path.read_text("utf-8"))["scenario"]


def test_an_ending_that_is_no_scenarios_is_refused(negsim, strait, tmp_path):
    result = negsim("forecast", strait, "--one", "-o", tmp_path / "one.svg")
    assert (result.exit_code, result.stderr) == (
        2,
        f"{tmp_path}/one.svg: no file can end in '.svg' here; choose .yaml or .json\n",
    )


def test_a_folder_that_is_not_there_is_refused(negsim, strait, tmp_path):
    for options, name in ((["--one"], "one.yaml"), ([], "fan.svg")):
        result = negsim("forecast", strait, *options, "-o", tmp_path / "gone" / name)
        assert (result.exit_code, result.stdout) == (74, "")
        assert "there is no folder" in result.stderr


def test_a_folder_of_that_name_is_refused_before_the_runs(negsim, strait, tmp_path):
    path = tmp_path / "fan.svg"
    path.mkdir()
    result = negsim("forecast", strait, "-o", path)
    assert (result.exit_code, result.stdout) == (74, "")
    assert result.stderr == f"{path}: cannot be written: is a directory\n"


@pytest.mark.parametrize("options", [[], ["--one"]])
def test_a_device_that_is_full_is_told_in_a_line(negsim, strait, options):
    result = negsim("forecast", strait, *options, "-o", "/dev/full")
    assert (result.exit_code, result.stderr) == (74, "/dev/full: cannot be written: no space left on device\n")


# THE PICTURE


def test_the_picture_is_drawn_beside_the_tables(negsim, strait, tmp_path):
    path = tmp_path / "fan.svg"
    result = negsim("forecast", strait, "--compare", "calm", "-o", path)
    assert f"\n\n{path}: written, " in result.stdout
    assert "B: Bohus is calm" in path.read_text("utf-8")


def test_json_stays_json_when_a_picture_is_drawn(negsim, strait, tmp_path):
    assert json.loads(negsim("forecast", strait, "--format", "json", "-o", tmp_path / "fan.svg").stdout)


def test_a_picture_that_cannot_be_made_is_refused_before_the_runs(negsim, strait, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setattr(Experiment, "run", lambda *_: pytest.fail("there are runs all the same"))
    result = negsim("forecast", strait, "-o", tmp_path / "fan.png")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("a PNG needs typst, which the extra 'plot' brings")
    assert list(tmp_path.iterdir()) == [strait]


# INTERRUPTED, AND HOW FAR IT IS


def interrupted(experiment, executor, progress):
    """As `Experiment.run`, but cut short after the first piece."""
    for runs, batch in executor.done(experiment._work, experiment.forecasts[0].runs):
        experiment._batch.add(batch)
        progress(runs)
        raise KeyboardInterrupt


def test_ctrl_c_prints_what_is_finished_and_says_that_it_is_partial(negsim, strait, monkeypatch):
    monkeypatch.setattr(Experiment, "run", interrupted)
    result = negsim("forecast", strait)
    assert result.exit_code == 130
    assert "Partial: 2 of 40 runs, seed 1." in result.stdout
    assert result.stderr == "interrupted; this is what has been finished so far\n"


def test_ctrl_c_before_the_first_run_ends_prints_no_figures(negsim, strait, monkeypatch):
    monkeypatch.setattr(Experiment, "run", lambda *_: os.kill(os.getpid(), signal.SIGINT))
    result = negsim("forecast", strait, "--format", "json")
    assert result.exit_code == 130
    assert json.loads(result.stdout)["forecasts"][0]["outcomes"] == []
    assert "Partial: 0 of 40 runs" in negsim("forecast", strait).stdout
    table = negsim("forecast", strait, "--only", "final-state", "--format", "csv").stdout
    assert table == "figure,p10,median,p90\n"


def given_up(experiment, executor, progress):
    """As `Experiment.run`, but the cluster goes away after the first piece."""
    for _, batch in executor.done(experiment._work, experiment.forecasts[0].runs):
        experiment._batch.add(batch)
        raise ExecutorError("the cluster is gone")


def test_what_a_cluster_had_finished_is_printed_as_partial(negsim, strait, monkeypatch):
    monkeypatch.setattr(Experiment, "run", given_up)
    result = negsim("forecast", strait)
    assert result.exit_code == 69
    assert "Partial: 2 of 40 runs, seed 1." in result.stdout
    said = "the cluster is gone; this is what has been finished so far: 2 of 40 runs\n"
    assert result.stderr == said
    printed = json.loads(negsim("forecast", strait, "--format", "json").stdout)
    assert (printed["partial"], printed["runs"], printed["runs_asked_for"]) == (True, 2, 40)
    assert negsim("forecast", strait, "--quiet").output == said


def test_a_cluster_that_is_not_there_leaves_nothing_to_print(negsim, strait, monkeypatch):
    def refuse(*_):
        raise ClusterUnavailableError("no cluster")

    monkeypatch.setattr(Experiment, "run", refuse)
    result = negsim("forecast", strait, "--dask", "tcp://127.0.0.1:9")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "no cluster\n")


@pytest.mark.slow(reason="a forecast is let run for a while before it is stopped")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_real_ctrl_c_ends_a_long_forecast_in_order(strait, jobs):
    command = [sys.executable, "-m", "sim", "forecast", strait, "--runs", "900000", "--jobs", jobs, "--format", "json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        sleep(4)
        os.killpg(process.pid, signal.SIGINT)
        printed, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said == "interrupted; this is what has been finished so far\n"
    document = json.loads(printed)
    assert document["partial"]
    assert 0 < document["runs"] < 900_000


def test_progress_is_shown_on_a_terminal(strait):
    terminal, inner = pty.openpty()
    command = [sys.executable, "-m", "sim", "forecast", strait]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=inner) as process:
        process.wait(60)
    os.close(inner)
    shown = os.read(terminal, 65_536).decode()
    os.close(terminal)
    assert "Runs" in shown
    assert "100%" in shown
