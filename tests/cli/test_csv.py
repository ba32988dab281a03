"""CSV is one table under one header, whatever prints it."""

import csv
import io
from pathlib import Path

import hostile
import pytest
import yaml

from sim.cli import COMMANDS
from sim.records.tables import columns
from sim.records.tables.named import long_table

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
EVERY_TABLE = hostile.TABLES | hostile.LONG_TABLES
CALLS = pytest.mark.parametrize("call", hostile.TABLES)
TEXT = yaml.safe_load(f'"{hostile.TEXT}"')


@pytest.fixture
def rows_of(negsim, tmp_path):
    """The rows that a call prints as CSV, as the csv module of Python reads them."""
    file = tmp_path / "=f.yaml"
    hostile.write(file)

    def rows(call, *further):
        result = negsim(*(part.format(file=file) for part in call), "--format", "csv", *further)
        assert (result.exit_code, result.stderr) == (0, "")
        return list(csv.reader(io.StringIO(result.stdout, newline="")))

    return rows


@pytest.mark.parametrize("call", EVERY_TABLE)
def test_csv_is_one_table_with_one_header(rows_of, call):
    header, *rows = rows_of(EVERY_TABLE[call])
    assert len(set(header)) == len(header)
    assert all(header)
    assert all(len(row) == len(header) for row in rows)
    assert header not in rows


@CALLS
def test_what_is_absent_is_an_empty_cell_and_no_cell_ends_with_a_line_break(rows_of, call):
    cells = [cell for row in rows_of(hostile.TABLES[call]) for cell in row]
    assert "–" not in cells
    assert not any(cell.endswith(("\n", "\r")) for cell in cells)


@CALLS
def test_safe_csv_has_no_formula_and_is_otherwise_the_same(rows_of, call):
    plain, safe = rows_of(hostile.TABLES[call]), rows_of(hostile.TABLES[call], "--csv-safe")
    assert not any(cell.startswith(FORMULAS) for row in safe for cell in row)
    assert safe == [[f"'{cell}" if cell.startswith(FORMULAS) else cell for cell in row] for row in plain]


@pytest.mark.parametrize("call", hostile.LONG_TABLES)
def test_in_a_safe_long_table_no_text_is_a_formula_and_no_number_is_a_text(rows_of, call):
    (header, *rows), safe = rows_of(hostile.LONG_TABLES[call]), rows_of(hostile.LONG_TABLES[call], "--csv-safe")
    texts = {column.name for column in long_table(hostile.LONG_TABLES[call][-1]).columns if column.kind == columns.TEXT}

    def guarded(name, cell):
        return f"'{cell}" if name in texts and cell.startswith(FORMULAS) else cell

    assert safe == [header, *([guarded(*pair) for pair in zip(header, row, strict=True)] for row in rows)]


@pytest.mark.parametrize(
    ("call", "column", "text"),
    [
        ("run-proposals", "terms", f"-T {TEXT}"),
        ("run-measures", "action", f"=A {TEXT}"),
        ("run-commitments", "title", f"=C {TEXT}"),
        ("run-talks", "title", f"@M {TEXT}"),
        ("why", "quote", f"+Q {TEXT}"),
    ],
)
def test_csv_keeps_a_text_as_it_is(rows_of, call, column, text):
    header, row, *_ = rows_of(hostile.TABLES[call])
    assert row[header.index(column)] == text


TABLES = ("moves", "proposals", "measures", "commitments", "talks", "figures", "expectations")


@pytest.mark.parametrize("table", TABLES)
def test_several_files_say_in_the_first_column_whose_a_row_is(rows_of, negsim, herring, tmp_path, table):
    files = herring, "scenarios/fishing.yaml", "scenarios/moscow-2007.yaml"
    together = rows_of(("run", *map(str, files), "--only", table))
    alone = {Path(file).stem: rows_of(("run", str(file), "--only", table)) for file in files}
    header = alone["herring"][0]
    assert together == [["scenario", *header], *([case, *row] for case in alone for row in alone[case][1:])]


def test_a_file_at_fault_is_left_out(negsim, herring, faulty):
    result = negsim("run", faulty, herring, "--format", "csv")
    assert result.exit_code == 2
    header, row = csv.reader(io.StringIO(result.stdout))
    assert (header[0], row[0]) == ("scenario", "herring")
    assert negsim("run", faulty, faulty, "--format", "csv").stdout == ""


def test_a_table_without_rows_has_its_header(negsim, herring):
    result = negsim("run", herring, "--format", "csv", "--only", "measures")
    assert result.stdout == "measure,by,issue,status,since,level,action,condition\n"


@pytest.mark.parametrize("further", [(), ("--csv-safe",)])
@pytest.mark.parametrize(
    ("call", "choice"),
    [
        (("run", "{}", "--only", "moves", "--only", "talks"), "moves or talks"),
        (
            ("forecast", "{}", "--only", "final-state", "--only", "conduct", "--only", "final-state"),
            "final-state or conduct",
        ),
    ],
)
def test_two_tables_are_one_too_many(negsim, herring, call, choice, further):
    result = negsim(*(part.format(herring) for part in call), "--format", "csv", *further)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"CSV holds one table; choose one with --only: {choice}" in result.stderr


def test_the_same_table_twice_is_one(negsim, herring):
    assert negsim("run", herring, "--format", "csv", "--only", "moves", "--only", "moves").exit_code == 0


def test_differences_to_several_say_to_which(rows_of):
    header, *rows = rows_of(hostile.TABLES["forecast-others"])
    assert header == ["pair", "figure", "of", "baseline", "other", "difference", "95 % CI"]
    assert {row[0] for row in rows} == {"calm", "wild"}


@pytest.mark.parametrize("form", ["table", "json", "markdown"])
def test_csv_safe_is_for_csv(negsim, herring, form):
    result = negsim("run", herring, "--format", form, "--csv-safe")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--csv-safe guards the cells of CSV; give --format csv as well" in result.stderr


def test_csv_safe_alone_is_not_enough(negsim, herring):
    assert negsim("forecast", herring, "--csv-safe").exit_code == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_prints_csv_can_guard_it(negsim, command):
    words = negsim(command, "--help").stdout
    assert words.isascii()
    assert ("csv|" in words) == ("put ' before each cell" in " ".join(words.split()))
    assert ("csv|" in words) == any(call[0] == command for call in EVERY_TABLE.values())
