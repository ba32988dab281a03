import csv
import json

import pytest
from complaints import RECORD

FISHING, MOSCOW = "scenarios/fishing.yaml", "scenarios/moscow-2007.yaml"


def test_files_in_order_are_said_to_be_so(negsim, golden):
    result = negsim("check", FISHING, MOSCOW)
    assert (result.exit_code, result.stderr) == (0, "")
    golden("check.txt", result.stdout)


def test_the_verdicts_are_summed_up(negsim, herring, unmet, faulty):
    result = negsim("check", herring, unmet, faulty)
    assert result.exit_code == 2
    assert result.stdout.endswith("3 files: 1 valid, 1 with unmet expectations, 1 invalid\n")


def test_one_file_is_one_file(negsim, herring):
    assert negsim("check", herring).stdout.endswith("1 file: 1 valid, 0 with unmet expectations, 0 invalid\n")


def test_one_move_is_one_move(negsim, herring):
    assert "1 moves" not in negsim("check", herring).stdout


def test_an_unmet_expectation_is_told_with_its_place_and_what_was_found(negsim, unmet):
    result = negsim("check", unmet)
    assert result.exit_code == 1
    assert result.stderr == f"{unmet}:16:31: as of 2013-02 (likely): equal-shares: expected opposed, found tabled\n"


def test_every_fault_of_a_file_is_told(negsim, tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("scenario: [x]\nparties: {a: A}\nmoves: x\n", "utf-8")
    result = negsim("check", path)
    assert (result.exit_code, result.stdout.partition("\n")[0]) == (2, f"{path}: invalid")
    assert [line.split(":")[1] for line in result.stderr.splitlines()] == ["1", "2", "3"]


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_quietly_nothing_but_complaints_is_told(negsim, herring, unmet, form):
    result = negsim("check", "-q", herring, unmet, "--format", form)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "expected opposed, found tabled" in result.stderr


def test_the_verdicts_may_be_json(negsim, herring, faulty):
    checked = json.loads(negsim("check", herring, faulty, "--format", "json").stdout)
    assert (checked["format"], checked["branch"]) == ("negsim-check/1", None)
    assert [each["file"] for each in checked["files"]] == [str(herring), str(faulty)]
    valid, invalid = checked["files"]
    assert (valid["result"], valid["moves"], valid["met"], valid["faults"]) == ("valid", 1, 1, [])
    assert [(each["expected"], each["found"]) for each in valid["expectations"]] == [(0, 0)]
    assert (invalid["result"], invalid["moves"], invalid["expectations"]) == ("invalid", None, [])


def test_the_json_has_every_fault_with_its_place(negsim, faulty):
    result = negsim("check", faulty, "--format", "json")
    [checked] = json.loads(result.stdout)["files"]
    assert checked["faults"] == [
        {
            "file": str(faulty),
            "line": 10,
            "column": 9,
            "concerns": "propose equal-shares",
            "reason": "nobody named 'alnd' takes part; did you mean aland?",
        }
    ]
    assert result.stderr.startswith(f"{faulty}:10:9: propose equal-shares: nobody named 'alnd'")


def test_a_fault_that_has_no_place_is_in_the_json_too(negsim, herring):
    [checked] = json.loads(negsim("check", herring, "--branch", "x", "--format", "json").stdout)["files"]
    [fault] = checked["faults"]
    assert (fault["file"], fault["line"]) == (None, None)
    assert "has no branch 'x'" in fault["reason"]


def test_an_unmet_expectation_is_in_the_json_and_a_warning_too(negsim, unmet):
    [checked] = json.loads(negsim("check", unmet, "--format", "json").stdout)["files"]
    assert (checked["result"], checked["met"], checked["warnings"]) == ("unmet", 0, [])
    assert [(each["line"], each["expected"], each["found"]) for each in checked["expectations"]] == [
        (16, "opposed", "tabled")
    ]
    alike = RECORD.replace("ports: Access", "Quota: Another, ports: Access")
    [checked] = json.loads(negsim("check", "-", "--format", "json", stdin=alike).stdout)["files"]
    assert [(each["line"], each["column"]) for each in checked["warnings"]] == [(4, 43)]


def test_the_verdicts_may_be_csv(negsim, herring):
    rows = list(csv.reader(negsim("check", herring, "--format", "csv").stdout.splitlines()))
    assert rows[0] == ["file", "result"]
    assert rows[1][0] == str(herring)


def test_a_scenario_may_come_from_standard_input(negsim, herring):
    assert negsim("check", "-", stdin=herring.read_text()).stdout.startswith("-: ")


def test_a_folder_without_scenarios_is_refused(negsim, tmp_path):
    result = negsim("check", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{tmp_path}: this folder has no scenario file: none ends in .yaml, .yml, .json\n"


def test_ids_that_look_alike_are_a_warning_and_no_fault(negsim):
    text = RECORD.replace("ports: Access", "Quota: Another, ports: Access")
    result = negsim("check", "-", "-q", stdin=text)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("<stdin>:4:43: warning: the issue 'Quota' looks like 'quota' (line 4)")
    assert negsim("check", "-", "-q", stdin=RECORD).stderr == ""
    assert negsim("run", "-", "-q", stdin=text).stderr == ""


def test_in_the_json_what_is_counted_is_a_number(negsim):
    text = (
        "scenario: S\nparties: {a: A, b: B}\nissues: {x: X}\nmoves:\n"
        "  - {impose: levy, by: a, date: 2013-02-01, issue: x}\n"
        "expect:\n  - {hostile moves: {a: 1}, conciliatory moves: {a: 0}, days in place: {levy: 1}, tension: 4}\n"
    )
    found = json.loads(negsim("check", "-", "--format", "json", stdin=text).stdout)
    assert [each["found"] for each in found["files"][0]["expectations"]] == [1, 0, 1, 4]
