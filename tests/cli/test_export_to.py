"""`negsim export --to`: records in the formats of other tools."""

import json

import pytest

FISHING = "scenarios/fishing.yaml"
EMPTY = "{scenario: S, parties: {a: A, b: B}, issues: {i: I}, moves: []}"


@pytest.mark.parametrize("form", ["ocel", "timelinejs", "gmcr"])
def test_a_record_is_printed_in_the_format_of_another_tool(negsim, form):
    result = negsim("export", FISHING, "--to", form)
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)


def test_events_are_lines(negsim):
    result = negsim("export", FISHING, "--to", "cloudevents")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [f"fishing/{n}" for n in range(1, 26)]


def test_several_records_are_one_file(negsim, tmp_path):
    path = tmp_path / "all.jsonocel"
    result = negsim("export", "scenarios", "--to", "ocel", "-o", path)
    assert (result.exit_code, result.stdout.split(", ")[0]) == (0, f"{path}: written")
    log = json.loads(path.read_text("utf-8"))
    assert {each["id"] for each in log["objects"] if each["type"] == "case"} == {
        "colombia-2016",
        "fishing",
        "moscow-2007",
    }
    assert negsim("export", FISHING, "--to", "ocel", "-q", "-o", path).stdout == ""


def test_a_conflict_is_as_of_a_day_under_a_reading(negsim):
    arguments = ("export", FISHING, "--to", "gmcr", "--as-of", "2013-04-20", "--reading", "certain")
    found = json.loads(negsim(*arguments).stdout)
    assert (found["scenario"], found["asOf"], found["reading"]) == ("fishing", "2013-04-20", "certain")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "give either --table, for a table, or --to, for the format of another tool"),
        (["--to", "ocel", "--table", "moves"], "give either --table, for a table, or --to,"),
        (["--to", "ocel", "--by", "day"], "--by is for --table; leave it out with --to ocel"),
        (["--to", "ocel", "--format", "json"], "--format is for --table; leave it out with --to ocel"),
        (["--to", "ocel", "--csv-safe"], "--csv-safe"),
        (["--to", "ocel", "--as-of", "2013-01-01"], "--as-of is for --to gmcr; all else has the whole record"),
        (["--table", "moves", "--reading", "likely"], "--reading is for --to gmcr; all else has the whole record"),
        (["scenarios", "--to", "gmcr"], "--to gmcr takes one file, as a conflict is one record as of one day"),
        (["--to", "excel"], "'excel' is not one of 'ocel', 'cloudevents', 'timelinejs', 'gmcr'"),
    ],
)
def test_options_that_do_not_go_together_are_refused_in_a_sentence(negsim, arguments, complaint):
    result = negsim("export", FISHING, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert complaint in result.stderr


@pytest.mark.parametrize(
    ("form", "name", "advice"),
    [
        ("ocel", "x.csv", "choose .json or .jsonocel"),
        ("cloudevents", "x.json", "choose .jsonl or .ndjson"),
        ("timelinejs", "x.html", "choose .json"),
        ("gmcr", "x.txt", "choose .json or .gmcr"),
    ],
)
def test_a_file_has_the_ending_of_its_format(negsim, tmp_path, form, name, advice):
    result = negsim("export", FISHING, "--to", form, "-o", tmp_path / name)
    assert result.exit_code == 2
    assert advice in result.stderr
    assert not (tmp_path / name).exists()


def test_a_record_without_a_move_has_no_day_for_a_conflict(negsim):
    result = negsim("export", "-", "--to", "gmcr", stdin=EMPTY)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "the record has no move yet, so it has no date; give one, --as-of DATE\n"


def test_files_with_faults_are_left_out_and_counted(negsim, tmp_path):
    faulty, output = tmp_path / "faulty.yaml", tmp_path / "x.jsonl"
    faulty.write_text("scenario: S\n", "utf-8")
    result = negsim("export", FISHING, faulty, "--to", "cloudevents", "-o", output)
    assert result.exit_code == 2
    assert "1 of 2 files; 1 could not be read" in result.stderr
    assert len(output.read_text("utf-8").splitlines()) == 25


def test_nothing_is_written_where_nothing_can_be_read(negsim, tmp_path):
    faulty, output = tmp_path / "faulty.yaml", tmp_path / "x.json"
    faulty.write_text("scenario: S\n", "utf-8")
    for arguments in (("-o", output), ()):
        result = negsim("export", faulty, "--to", "ocel", *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert not output.exists()
