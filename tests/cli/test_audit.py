import csv
import json
from io import StringIO

import pytest
from complaints import OPPOSED, RECORD
from refusals import REFUSALS

MOSCOW = "scenarios/moscow-2007.yaml"


@pytest.fixture
def coded(tmp_path):
    """A file of eleven moves of which one stands."""
    path = tmp_path / "coded.yaml"
    path.write_text(REFUSALS, "utf-8")
    return path


@pytest.mark.parametrize("form", ["table", "csv", "json", "markdown"])
def test_every_refusal_is_listed_in_every_format(negsim, golden, form):
    result = negsim("audit", "-", "--format", form, stdin=REFUSALS)
    assert (result.exit_code, result.stderr) == (1, "")
    golden(f"audit.{form}", result.stdout)


def test_of_a_record_in_order_there_is_nothing_to_list(negsim):
    result = negsim("audit", MOSCOW)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("\n25 moves: 25 stand, 0 refused, 0 unreadable.\n\nRefusals: none\n")


def test_the_refusals_of_several_files_are_one_table(negsim, coded, herring):
    result = negsim("audit", coded.parent, "--format", "csv", "--jobs", 2)
    header, *rows = csv.reader(StringIO(result.stdout))
    assert header[:3] == ["scenario", "#", "line"]
    assert [row[0] for row in rows] == ["coded"] * 10
    assert negsim("audit", coded.parent, "--format", "csv").stdout == result.stdout
    printed = negsim("audit", coded, herring).stdout
    assert printed.endswith("\n2 files with 12 moves: 2 stand, 6 refused, 4 unreadable.\n")


def test_several_files_in_order_say_so(negsim, herring):
    assert negsim("audit", herring, MOSCOW).stdout == (
        "Refusals: none\n\n2 files with 26 moves: 26 stand, 0 refused, 0 unreadable.\n"
    )


def test_a_file_whose_moves_cannot_be_judged_is_passed_over(negsim, coded, tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text(RECORD.replace("parties: {aland: Aland, bohus: Bohus}", "parties: {aland: Aland}"), "utf-8")
    result = negsim("audit", broken, coded)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{broken}:2:")
    assert result.stderr.endswith("\n1 of 2 files; 1 could not be read\n")
    assert "accept half" in result.stdout
    assert negsim("audit", broken).stdout == ""
    [audited, _] = json.loads(negsim("audit", broken, coded, "--format", "json").stdout)["files"]
    assert (audited["scenario"], audited["refused"], [each["line"] for each in audited["faults"]]) == (None, [], [2])


def test_quietly_only_the_status_tells(negsim, coded):
    result = negsim("audit", "-q", coded)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "")


def test_an_expectation_that_is_not_met_is_none_of_its_business(negsim, unmet):
    assert negsim("audit", unmet).exit_code == 0
    text = RECORD + OPPOSED + "expect:\n  - agreed: x\n"
    assert negsim("audit", "-", stdin=text).exit_code == 0
