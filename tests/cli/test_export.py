"""`negsim export`: many records as one long table."""

import csv
import gc
import io
import json
import sys
import weakref
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import yaml
from attrs import evolve
from complaints import FOUR_MOVES, RECORD

from sim.cli import options
from sim.cli.export import _TableOf
from sim.model.errors import ExecutorError
from sim.records.corpus import CaseFile
from sim.records.tables.moves import MOVES
from sim.records.tables.named import TABLES, long_table
from sim.scenario import load, loads
from sim.scenario.write import setting_as_mapping

FISHING, MOSCOW = "scenarios/fishing.yaml", "scenarios/moscow-2007.yaml"
HEADER = [column.name for column in MOVES.columns]


def read(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def cases(tmp_path):
    """A folder with two records, one in a folder of its own."""
    folder = tmp_path / "cases"
    (folder / "more").mkdir(parents=True)
    (folder / "one.yaml").write_text(RECORD, "utf-8")
    (folder / "more" / "four.yaml").write_text(FOUR_MOVES, "utf-8")
    return folder


@pytest.mark.parametrize("name", TABLES)
def test_several_records_are_one_table_with_one_header(negsim, name):
    result = negsim("export", FISHING, MOSCOW, "--table", name)
    assert (result.exit_code, result.stderr) == (0, "")
    rows = [
        row for case in ("fishing", "moscow-2007") for row in TABLES[name].rows(case, load(f"scenarios/{case}.yaml"))
    ]
    printed = read(result.stdout)
    assert [row["scenario"] for row in printed] == [row[0] for row in rows]
    assert len(next(csv.reader(io.StringIO(result.stdout)))) == len(TABLES[name].columns)


def test_a_folder_stands_for_the_files_in_it(negsim, cases):
    rows = read(negsim("export", cases, "--table", "moves").stdout)
    assert [(row["scenario"], row["number"]) for row in rows] == [
        *(("four", str(number)) for number in range(1, 5)),
        ("one", "1"),
    ]


def test_standard_input_is_a_case_too(negsim):
    result = negsim("export", "-", "--table", "effects", "--format", "json", stdin=RECORD)
    assert [(row["scenario"], row["after"]) for row in json.loads(result.stdout)] == [("-", "tabled")]


@pytest.mark.parametrize(("by", "count"), [(None, 2), ("month", 2), ("day", 30), ("week", 5), ("quarter", 1)])
def test_a_panel_has_the_periods_that_are_asked_for(negsim, cases, by, count):
    options = () if by is None else ("--by", by)
    result = negsim("export", cases / "more", "--table", "panel", *options)
    assert len(read(result.stdout)) == 2 * count


def test_only_a_panel_has_periods(negsim):
    result = negsim("export", FISHING, "--table", "moves", "--by", "day")
    assert result.exit_code == 2
    assert "only the table 'panel' has periods, and 'moves' has none; leave the period out" in result.stderr


# FILES


def test_the_ending_decides_on_the_format(negsim, cases, tmp_path):
    tables = {}
    for ending in ("csv", "json", "parquet"):
        path = tmp_path / f"x.{ending}"
        result = negsim("export", cases, "--table", "panel", "-o", path)
        assert (result.exit_code, result.stdout.split(", ")[0], result.stderr) == (0, f"{path}: written", "")
        tables[ending] = path
    expected = [
        row for case, file in (("four", "more/four.yaml"), ("one", "one.yaml")) for row in _panel(case, cases / file)
    ]
    in_parquet = pq.read_table(tables["parquet"])
    assert [tuple(row.values()) for row in in_parquet.to_pylist()] == expected
    assert str(in_parquet.schema.field("end").type) == "date32[day]"
    as_texts = [[str(cell) for cell in row] for row in expected]
    assert [list(map(str, row.values())) for row in json.loads(tables["json"].read_text("utf-8"))] == as_texts
    assert [list(row.values()) for row in read(tables["csv"].read_text("utf-8"))] == as_texts


def _panel(case, file):
    return long_table("panel").rows(case, load(str(file)))


def test_beside_a_file_of_moves_stands_what_the_records_say_of_their_settings(negsim, cases, tmp_path):
    path, setting = tmp_path / "x.csv", tmp_path / "x.setting.yaml"
    result = negsim("export", cases, "--table", "moves", "-o", path)
    assert [line.split(", ")[0] for line in result.stdout.splitlines()] == [f"{path}: written", f"{setting}: written"]
    assert yaml.load(setting.read_text("utf-8"), Loader=yaml.BaseLoader) == {
        "four": setting_as_mapping(loads(FOUR_MOVES, "")),
        "one": setting_as_mapping(loads(RECORD, "")),
    }


def test_there_is_no_setting_beside_other_tables_nor_beside_what_is_no_file(shell, tmp_path):
    shell(f"negsim export {FISHING} --table effects -o {tmp_path}/x.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]
    printed = shell(f"negsim export {FISHING} --table moves -o /dev/stdout | cat")
    assert (printed.stdout, printed.stderr) == (shell(f"negsim export {FISHING} --table moves").stdout, "")


def test_the_settings_in_a_folder_are_no_cases(negsim, cases):
    for _ in range(2):
        result = negsim("export", cases, "--table", "moves", "-o", cases / "all.csv")
        assert (result.exit_code, result.stderr) == (0, "")


def test_quiet_says_nothing(negsim, cases, tmp_path):
    assert negsim("export", cases, "--table", "moves", "-q", "-o", tmp_path / "x.csv").output == ""


@pytest.mark.parametrize(
    ("name", "options", "complaint"),
    [
        ("x.txt", (), "no file can end in '.txt' here; choose .csv, .json or .parquet"),
        ("x", (), "the name has no ending; choose .csv, .json or .parquet"),
        ("x.csv", ("--format", "json"), "x.csv does not end in .json; leave out --format, or change the name"),
        ("x.json", ("--format", "csv", "--csv-safe"), "x.json does not end in .csv; leave out --csv-safe, or change"),
        ("none/x.csv", (), "cannot be written: there is no folder"),
    ],
)
def test_a_name_that_does_not_do_is_refused_before_anything_is_read(negsim, tmp_path, name, options, complaint):
    result = negsim("export", "none.yaml", "--table", "moves", "-o", tmp_path / name, *options)
    assert result.exit_code in (2, 74)
    assert complaint in result.stderr
    assert "none.yaml" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_read_is_not_written_over(negsim, tmp_path):
    paths = [tmp_path / name for name in ("a.json", "b.json", "b.setting.yaml")]
    for path in paths:
        path.write_text(RECORD, "utf-8")
    over = negsim("export", *paths[:2], "--table", "effects", "-o", paths[1])
    beside = negsim("export", paths[0], paths[2], "--table", "moves", "-o", paths[1])
    assert over.exit_code == beside.exit_code == 2
    assert "b.json: it is the file that is read" in over.stderr
    assert "b.setting.yaml: it is the file that is read" in beside.stderr


def test_without_pyarrow_parquet_is_refused_and_says_which_extra_brings_it(negsim, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = negsim("export", FISHING, "--table", "moves", "-o", tmp_path / "x.parquet")
    assert result.exit_code == 2
    assert result.stderr == (
        "a Parquet file needs pyarrow, which the extra 'tables' brings: `pip install pyarrow`, or write a .csv, which "
        "needs nothing further\n"
    )


# FAULTS


def test_a_file_with_faults_is_complained_of_and_the_others_are_written(negsim, cases, faulty, tmp_path):
    path = tmp_path / "x.csv"
    result = negsim(
        "export", cases / "one.yaml", faulty, tmp_path / "gone.yaml", cases / "more", "--table", "moves", "-o", path
    )
    assert result.exit_code == 2
    assert f"{faulty}:10:" in result.stderr
    assert "gone.yaml: there is no such file" in result.stderr
    assert result.stderr.endswith("\n2 of 4 files; 2 could not be read\n")
    assert [row["scenario"] for row in read(path.read_text("utf-8"))] == ["one", *["four"] * 4]
    assert list(yaml.safe_load((tmp_path / "x.setting.yaml").read_text("utf-8"))) == ["one", "four"]


@pytest.mark.parametrize("ending", ["csv", "json", "parquet"])
def test_where_no_file_can_be_read_nothing_is_written(negsim, faulty, tmp_path, ending):
    path = tmp_path / f"x.{ending}"
    path.write_text("before", "utf-8")
    result = negsim("export", faulty, faulty.with_name("gone.yaml"), "--table", "moves", "-o", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("\n0 of 2 files; 2 could not be read\n")
    assert path.read_text("utf-8") == "before"
    assert not path.with_name("x.setting.yaml").exists()


def test_where_no_file_can_be_read_nothing_is_printed(negsim, faulty):
    result = negsim("export", faulty, "--table", "moves")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "could not be read\n" not in result.stderr


def test_a_folder_without_records_is_refused(negsim, tmp_path):
    result = negsim("export", tmp_path, "--table", "moves")
    assert result.exit_code == 2
    assert result.stderr == f"{tmp_path}: this folder has no scenario file: none ends in .yaml, .yml, .json\n"


def test_records_without_moves_make_a_table_of_its_header(negsim, tmp_path):
    path = tmp_path / "empty.yaml"
    path.write_text("scenario: S\nparties: {aland: A, bohus: B}\n", "utf-8")
    assert next(csv.reader(io.StringIO(negsim("export", path, "--table", "moves").stdout))) == HEADER
    assert negsim("export", path, "--table", "moves", "--format", "json").stdout == "[]\n"
    assert negsim("export", path, "--table", "panel", "-o", tmp_path / "x.parquet").exit_code == 0
    assert pq.read_table(tmp_path / "x.parquet").num_rows == 0


# SEVERAL PROCESSES


@pytest.mark.parametrize("name", ["moves", "panel"])
def test_several_processes_write_the_same(negsim, cases, faulty, tmp_path, name):
    written = []
    for jobs in (1, 2):
        path = tmp_path / f"{jobs}.csv"
        result = negsim("export", cases, faulty, "-", "--table", name, "-o", path, "-q", "--jobs", jobs, stdin=RECORD)
        setting = path.with_name(f"{jobs}.setting.yaml")
        beside = setting.read_text("utf-8") if setting.exists() else ""
        written.append((result.exit_code, result.stderr, path.read_text("utf-8"), beside))
    assert written[0] == written[1]
    assert written[0][1].endswith("\n3 of 4 files; 1 could not be read\n")
    assert bool(written[0][3]) == (name == "moves")


@pytest.mark.parametrize("has_settings", [True, False])
def test_another_process_sends_the_rows_of_a_case_with_its_settings(has_settings):
    settings, rows = _TableOf("moves", None, has_settings)(CaseFile("-", RECORD.encode(), "one"))
    assert [row[0] for row in rows] == ["one"]
    assert settings.startswith("one:") == has_settings


def test_several_processes_write_nothing_where_no_file_can_be_read(negsim, faulty, tmp_path):
    path = tmp_path / "x.csv"
    result = negsim("export", faulty, "nowhere.yaml", "--table", "moves", "-o", path, "--jobs", 2)
    assert (result.exit_code, path.exists()) == (2, False)


def test_processes_that_fail_leave_the_output_as_it_was(negsim, cases, tmp_path, monkeypatch):
    def failing(*_, **__):
        raise ExecutorError("the processes that do the work die time and again; use fewer jobs, or one")
        yield

    monkeypatch.setattr("sim.executors.executor.in_processes", failing)
    path = tmp_path / "x.csv"
    result = negsim("export", cases, "--table", "moves", "-o", path, "--jobs", 2)
    assert (result.exit_code, path.exists()) == (69, False)
    assert result.stderr == "the processes that do the work die time and again; use fewer jobs, or one\n"
    assert negsim("export", cases, "--table", "moves", "--dask", "tcp://127.0.0.1:9").exit_code == 2


def test_for_other_tools_there_is_one_process(negsim, cases):
    result = negsim("export", cases, "--to", "ocel", "--jobs", 2)
    assert result.exit_code == 2
    assert "--jobs is for --table; leave it out with --to ocel" in result.stderr


# WHAT IS ODD


def test_a_title_with_every_sign_of_csv_comes_back(negsim, tmp_path):
    title = 'One, "two"\nand – three'
    path = tmp_path / "odd, 'case'.yaml"
    path.write_text(RECORD + f"  - {{commit: treaty, by: both, date: 2013-06, title: {json.dumps(title)}}}\n", "utf-8")
    last = read(negsim("export", path, "--table", "moves").stdout)[-1]
    assert (last["scenario"], last["title"]) == ("odd, 'case'", title)
    assert negsim("export", path, "--table", "moves").exit_code == 0


def test_a_formula_is_guarded_where_that_is_asked_for(negsim, tmp_path):
    path = tmp_path / "odd.yaml"
    path.write_text(RECORD + "  - {act: x, by: aland, date: 2013-03-01, tone: neutral, action: '=cmd()'}\n", "utf-8")
    guarded = negsim("export", path, "--table", "moves", "--csv-safe", "--format", "csv", "-o", tmp_path / "x.csv")
    assert guarded.exit_code == 0
    assert read((tmp_path / "x.csv").read_text("utf-8"))[-1]["action"] == "'=cmd()"
    assert read(negsim("export", path, "--table", "moves").stdout)[-1]["action"] == "=cmd()"


def test_a_day_of_long_ago_is_a_day(negsim, tmp_path):
    path = tmp_path / "old.yaml"
    path.write_text(RECORD.replace("2013-02-01", "0987-06"), "utf-8")
    negsim("export", path, "--table", "moves", "-o", tmp_path / "x.parquet")
    (row,) = pq.read_table(tmp_path / "x.parquet").to_pylist()
    assert (row["date"], row["earliest"], row["latest"]) == ("0987-06", date(987, 6, 1), date(987, 6, 30))


def test_no_record_is_kept_once_its_rows_are_written(negsim, cases, monkeypatch, tmp_path):
    for number in range(5):
        (cases / f"more-{number}.yaml").write_text(FOUR_MOVES, "utf-8")
    read_file, records, kept = options.scenario_in, [], []

    def watched(file):
        gc.collect()
        kept.append(sum(record() is not None for record in records))
        scenario = read_file(file)
        records.append(weakref.ref(scenario.history))
        return scenario

    monkeypatch.setattr(options, "scenario_in", watched)
    assert negsim("export", cases, "--table", "moves", "-o", tmp_path / "x.parquet").exit_code == 0
    assert kept == [0] * 7


def test_the_rows_of_a_file_are_made_before_the_next_is_read(negsim, cases, monkeypatch):
    events, effects = [], TABLES["effects"]

    def noted(case, scenario):
        for row in effects.rows(case, scenario):
            events.append("row")
            yield row

    monkeypatch.setattr(options, "scenario_in", lambda file: events.append(Path(file).stem) or load(file))
    monkeypatch.setitem(TABLES, "effects", evolve(effects, rows=noted))
    negsim("export", cases, "--table", "effects")
    assert events == ["four", *["row"] * 4, "one", "row"]
