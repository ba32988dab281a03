"""Files and folders in a call: one table with a column for the case, and a word on the files that are left out."""

import csv
import json
import sys
from io import StringIO

import pytest
from complaints import OPPOSED, RECORD

from sim.model.errors import ExecutorError
from sim.records import corpus as corpus_module

COMMANDS = ("check", "run", "assess", "evidence")
FORMS = ("table", "json", "csv", "markdown")


@pytest.fixture
def folder(tmp_path):
    """A folder with 30 cases, of which the 7th cannot be read and the 9th expects what is not so."""
    folder = tmp_path / "cases"
    (folder / "deep").mkdir(parents=True)
    for number in range(1, 31):
        text = RECORD + (OPPOSED if number % 2 else "") + "expect:\n  - agreed: 0\n"
        file = folder / ("deep" if number > 25 else "") / f"case-{number:02}.yaml"
        file.write_text(text.replace("agreed: 0", "agreed: 1") if number == 9 else text, "utf-8")
    (folder / "case-07.yaml").write_text(RECORD.replace("by: aland", "by: alnd"), "utf-8")
    return folder


def cases(text):
    """The names in the first column of a table in CSV, each once."""
    return list(dict.fromkeys(row[0] for row in csv.reader(StringIO(text))))


FURTHER_FORMS = [
    pytest.param(form, marks=pytest.mark.slow(reason="every format is printed by several processes"))
    for form in FORMS
    if form != "table"
]
ALL = [f"case-{number:02}" for number in range(1, 31) if number != 7]


@pytest.mark.parametrize("form", ["table", *FURTHER_FORMS])
@pytest.mark.parametrize("command", [*COMMANDS, "audit"])
def test_a_folder_says_the_same_with_any_number_of_jobs(negsim, folder, command, form):
    one, two = (negsim(command, folder, "--format", form, "--jobs", jobs) for jobs in (1, 2))
    assert (one.exit_code, one.stdout, one.stderr) == (two.exit_code, two.stdout, two.stderr)
    assert one.exit_code == (1 if command == "audit" else 2)
    assert one.stdout


@pytest.mark.parametrize("command", ["run", "assess", "evidence"])
def test_csv_is_one_table_whose_first_column_names_the_case(negsim, folder, command):
    result = negsim(command, folder, "--format", "csv")
    assert cases(result.stdout) == ["scenario", *ALL]
    assert result.stdout.count("scenario,") == 1


def test_the_check_of_a_folder_names_each_case_and_its_file(negsim, folder):
    rows = list(csv.reader(StringIO(negsim("check", folder, "--format", "csv").stdout)))
    assert rows[0] == ["scenario", "file", "result"]
    assert rows[7] == ["case-07", str(folder / "case-07.yaml"), "invalid"]
    assert rows[30] == ["case-30", str(folder / "deep" / "case-30.yaml"), "1 move, 1 of 1 expectations met"]


@pytest.mark.parametrize("arguments", [("run",), ("assess",), ("check", "-q"), ("check", "--format", "json")])
def test_faulty_files_are_passed_over_and_counted_in_the_end(negsim, folder, arguments):
    result = negsim(*arguments, folder)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{folder / 'case-07.yaml'}:")
    assert result.stderr.endswith("\n29 of 30 files; 1 could not be read\n")


def test_where_people_read_it_the_check_sums_up_what_is_invalid(negsim, folder):
    result = negsim("check", folder)
    assert result.stdout.endswith("\n30 files: 28 valid, 1 with unmet expectations, 1 invalid\n")
    assert "could not be read" not in result.stderr


def test_complaints_come_in_the_order_of_the_files(negsim, folder):
    lines = negsim("check", folder, "-q", "--jobs", 2).stderr.splitlines()
    assert [line.partition(".yaml")[0][-7:] for line in lines[:2]] == ["case-07", "case-09"]


def test_files_that_lack_what_is_asked_about_are_told_from_those_that_cannot_be_read(negsim, folder):
    result = negsim("assess", folder, "--as-of", "#2")
    assert result.stderr.endswith("\n14 of 30 files; 1 could not be read, 15 lack what was asked about\n")


def test_a_folder_with_one_file_is_a_folder(negsim, herring):
    folder = herring.parent
    assert negsim("assess", folder, "--format", "csv").stdout.startswith("scenario,figure,")
    assert json.loads(negsim("run", folder, "--format", "json").stdout)["format"] == "negsim-runs/1"


def test_a_file_that_is_named_twice_counts_once(negsim, herring):
    result = negsim("check", herring, herring, herring.parent)
    assert result.stdout.endswith("\n1 file: 1 valid, 0 with unmet expectations, 0 invalid\n")


def test_files_of_one_name_keep_their_folders(negsim, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yaml").write_text(RECORD, "utf-8")
    printed = negsim("run", tmp_path, "--format", "csv").stdout
    assert cases(printed) == ["scenario", str(tmp_path / "one" / "a.yaml"), str(tmp_path / "two" / "a.yaml")]


@pytest.mark.parametrize("command", ["check", "run", "assess"])
def test_one_of_the_files_may_be_standard_input_whoever_does_the_work(negsim, herring, command):
    one, two = (negsim(command, "-", herring, "--jobs", jobs, "--format", "csv", stdin=RECORD) for jobs in (1, 2))
    assert one.stdout == two.stdout
    assert cases(one.stdout) == ["scenario", "-", "herring"]


def test_standard_input_at_fault_hides_no_file(negsim, herring):
    result = negsim("assess", "-", herring, "--format", "csv", stdin="")
    assert (result.exit_code, cases(result.stdout)) == (2, ["scenario", "herring"])
    assert result.stderr.endswith("\n1 of 2 files; 1 could not be read\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_without_scenarios_is_refused(negsim, tmp_path, herring, command):
    empty = tmp_path / "empty"
    empty.mkdir()
    result = negsim(command, herring, empty)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{empty}: this folder has no scenario file: none ends in .yaml, .yml, .json\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_ctrl_c_prints_what_is_known(negsim, folder, monkeypatch, command):
    asked, outcome = [], corpus_module.outcome

    def interrupted(file, question):
        asked.append(file)
        if len(asked) > 25:
            raise KeyboardInterrupt
        return outcome(file, question)

    monkeypatch.setattr(corpus_module, "outcome", interrupted)
    result = negsim(command, folder, "--format", "csv")
    assert result.exit_code == 130
    assert result.stderr.startswith("interrupted; this is what has been finished so far\n")
    assert result.stderr.endswith("\n24 of 30 files; 1 could not be read, 5 were not reached\n")
    assert set(cases(result.stdout)) >= set(ALL[:24])
    assert cases(result.stdout)[-1] == "case-25"


def test_processes_that_fail_are_named_with_what_has_been_finished(negsim, folder, monkeypatch):
    def failing(*_, **__):
        raise ExecutorError("the processes that do the work die time and again; use fewer jobs, or one")
        yield

    monkeypatch.setattr("sim.executors.executor.in_processes", failing)
    result = negsim("check", folder, "--jobs", 2, "-q")
    assert result.exit_code == 69
    assert "use fewer jobs, or one; this is what has been finished so far: 0 of 30 files\n" in result.stderr


def test_a_cluster_that_does_not_answer_is_one_sentence(negsim, folder):
    result = negsim("check", folder, "--dask", "tcp://127.0.0.1:9")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("no Dask scheduler answers at tcp://127.0.0.1:9")


def test_one_file_starts_no_process(negsim, herring, monkeypatch):
    monkeypatch.setitem(sys.modules, "sim.executors.executor", None)
    assert negsim("check", herring, "--jobs", 2).exit_code == 0


def test_a_figure_is_left_out_only_where_it_is_zero_in_every_file(negsim, folder):
    lines = negsim("assess", folder).stdout.splitlines()
    assert any(line.split()[:2] == ["case-02", "agreement"] for line in lines)
    assert any(line.split()[:3] == ["case-02", "hostile", "moves"] for line in lines)
    assert not any(line.split()[:2] == ["case-02", "concessions"] for line in lines)


def test_a_branch_is_named_beside_each_record(negsim, tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(f"{RECORD}branches:\n  b: {{title: Other, without: 1}}\n", "utf-8")
    lines = negsim("run", tmp_path, "--branch", "b").stdout.splitlines()
    assert lines[2].split()[:4] == ["scenario", "title", "what", "if"]
    assert all("Other" in line for line in lines[4:6])
    assert "Moves of the record that are not in this branch" in lines


def test_evidence_of_several_files_names_what_does_not_hold(negsim, folder):
    result = negsim("evidence", folder, "--only", "importance", "--jobs", 2)
    assert result.exit_code == 2
    assert f"{folder / 'case-09.yaml'}:" in result.stderr
    assert "expected 1, found 0" in result.stderr
    lines = negsim("evidence", folder).stdout.splitlines()
    assert lines[:3] == ["Records", "", "scenario    title                    conclusions    hold"]
    assert next(line for line in lines if line.startswith("case-09")).split()[-2:] == ["1", "0"]


def test_the_matrix_of_evidence_is_of_one_file(negsim, folder, tmp_path):
    result = negsim("evidence", folder, "-o", tmp_path / "x.svg")
    assert result.exit_code == 2
    assert "the matrix is of one file; leave --output out, or name one" in result.stderr


def test_evidence_of_several_files_may_be_asked_for_quietly(negsim, folder):
    result = negsim("evidence", "-q", folder)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "expected 1, found 0" in result.stderr
