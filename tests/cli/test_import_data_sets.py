import csv
import sys
from io import StringIO
from pathlib import Path

import pytest
from imported import SAMPLES

from sim.cli.import_records import _cases
from sim.scenario import load


def sample(name):
    return str(Path(SAMPLES, name))


SAMPLE_FILES = [
    ("ties", "ties-invented.csv", (), 5, 1),
    ("icews", "icews-invented.tab", ("--dyad", "Aland,Bohus"), 1, 1),
    ("gdelt", "gdelt-invented.export.CSV", ("--dyad", "ALD,BOH"), 1, 0),
    ("plover", "plover_gsr_subset.json", ("--dyad", "ISR,PSE"), 1, 0),
]


@pytest.mark.parametrize(("source", "name", "options", "files", "status"), SAMPLE_FILES)
def test_a_sample_becomes_scenario_files_that_load(negsim, tmp_path, source, name, options, files, status):
    folder = tmp_path / "cases"
    result = negsim("import", sample(name), "--from", source, *options, "-o", folder)
    assert result.exit_code == status
    cases = [load(path) for path in sorted(folder.glob("*.yaml"))]
    assert len(cases) == files
    assert all(move.note.startswith("candidate: ") for case in cases for move in case.history.moves)


def test_the_outcomes_are_counted(negsim, tmp_path):
    result = negsim(
        "import", sample("icews-invented.tab"), "--from", "icews", "--dyad", "Aland,Bohus", "-o", tmp_path / "cases"
    )
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["case", "rows", "read", "guessed", "act", "remark", "dropped", "refused"] in rows
    assert ["aland-bohus", "11", "3", "4", "1", "1", "1", "1"] in rows


def test_rows_are_counted_as_the_file_has_them_and_moves_that_are_more_are_told(negsim, tmp_path):
    result = negsim("import", sample("ties-invented.csv"), "--from", "ties", "-o", tmp_path / "cases")
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["case", "rows", "read", "linked", "dropped", "refused"] in rows
    assert ["in", "all", "5", "7", "4", "1", "1"] in rows
    assert "outcomes beyond one a row, as a row can become several moves: 8" in " ".join(result.stdout.split())


def test_the_format_and_its_version_are_named(negsim, tmp_path):
    result = negsim("import", sample("ties-invented.csv"), "--from", "ties", "-o", tmp_path / "cases")
    assert "\nNotes\nread as TIES 4.1, Threat and Imposition of Economic Sanctions 1945 to 2005 " in result.stdout


def test_rows_that_become_no_move_stand_in_the_table_of_what_was_left_out(negsim, tmp_path):
    negsim("import", sample("ties-invented.csv"), "--from", "ties", "-o", tmp_path / "cases")
    with (tmp_path / "cases" / "refused.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["case"], row["row"], row["outcome"]) for row in rows] == [
        ("ties-2035010201", "4", "refused"),
        ("ties-2037089901", "5", "dropped"),
    ]
    assert rows[0]["reason"].endswith("but the row has no imposition")
    assert rows[0]["way out"] == "correct the one or the other"
    assert rows[1]["way out"] == ""


def test_where_no_row_can_be_read_the_status_says_so(negsim, tmp_path):
    lines = Path(sample("icews-invented.tab")).read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines]
    day = cells[0].index("Event Date")
    rows = ["\t".join([*row[:day], "02/01/2013", *row[day + 1 :]]) for row in cells[1:]]
    (tmp_path / "events.tab").write_text("\n".join([lines[0], *rows]), "utf-8")
    options = ("--from", "icews", "--dyad", "Aland,Bohus")
    result = negsim("import", tmp_path / "events.tab", *options, "-o", tmp_path / "cases")
    assert result.exit_code == 1
    assert result.stderr.count("'02/01/2013' is no date; write one such as 2018-06-01") == 11


def test_a_file_of_many_dyads_is_refused_with_the_most_frequent(negsim, tmp_path):
    result = negsim("import", sample("icews-invented.tab"), "--from", "icews", "-o", tmp_path / "cases")
    assert result.exit_code == 2
    assert result.stderr == (
        f"{sample('icews-invented.tab')}: this file has 2 dyads; name one of them: "
        "--dyad aland,bohus (11 events), --dyad aland,norland (1 event)\n"
    )
    assert not (tmp_path / "cases").exists()


class Terminal(StringIO):
    def isatty(self):
        return True


def test_reading_is_shown_on_a_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    with _cases(Path(sample("ties-invented.csv")), "ties", None, None, quiet=False) as (cases, _):
        assert len(list(cases)) == 5
    assert "Reading" in sys.stderr.getvalue()
    assert "100%" in sys.stderr.getvalue()


def test_a_file_that_cannot_be_looked_at_is_told_as_such(monkeypatch, negsim, tmp_path):
    def forbidden(path, **options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", forbidden)
    result = negsim("import", tmp_path / "none.csv", "--from", "ties", "-o", tmp_path / "cases")
    assert (result.exit_code, result.stderr) == (2, f"{tmp_path / 'none.csv'}: there is no such file\n")
