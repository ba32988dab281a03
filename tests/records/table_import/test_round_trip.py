"""What is exported as a table of moves, and imported again, is the same record."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from sim import load, loads
from sim.records.importing.cases import checked_case
from sim.records.table_import.open_table import TableOptions, open_table
from sim.records.tables.moves import MOVES
from sim.records.tables.writers import write_csv, write_json, write_parquet, write_safe_csv
from sim.scenario.write import setting_as_yaml
from sim.testing.files import records

SCENARIOS = Path(__file__).resolve().parents[3] / "scenarios"


WITH_MOVES = records().filter(lambda scenario: scenario.history.moves)
WRITERS = {"csv": write_csv, "json": write_json, "parquet": write_parquet}


def there_and_back(scenario, write, ending, case="case"):
    """The scenario after its moves have been written as a table, beside it its setting, and read again."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"moves.{ending}"
        with path.open("wb") as stream:
            write(stream, MOVES.columns, MOVES.rows(case, scenario))
        (path.parent / "moves.setting.yaml").write_text(setting_as_yaml(case, scenario), "utf-8")
        with open_table(path, TableOptions(csv_safe=write is write_safe_csv)) as table:
            table.imported.read()
            (imported,) = table.imported.cases()
    checked = checked_case(imported, "moves.csv")
    assert checked.name == case
    assert checked.refused == ()
    return loads(checked.text)


@given(WITH_MOVES)
@settings(max_examples=settings.default.max_examples // 4)
def test_any_record_comes_back(scenario):
    back = there_and_back(scenario, write_csv, "csv")
    assert back.history.moves == scenario.history.moves
    assert (back.start, back.title, back.summary, back.weights) == (
        scenario.start,
        scenario.title,
        scenario.summary,
        scenario.weights,
    )


@given(WITH_MOVES)
@settings(max_examples=settings.default.max_examples // 10)
@pytest.mark.parametrize("ending", ["json", "parquet"])
def test_any_record_comes_back_in_other_formats(ending, scenario):
    assert there_and_back(scenario, WRITERS[ending], ending).history.moves == scenario.history.moves


@given(WITH_MOVES)
@settings(max_examples=settings.default.max_examples // 10)
def test_any_record_comes_back_from_safe_csv(scenario):
    assert there_and_back(scenario, write_safe_csv, "csv", "=case").history.moves == scenario.history.moves


@pytest.mark.parametrize("name", ["fishing", "moscow-2007", "colombia-2016"])
def test_the_scenarios_come_back_from_safe_csv(name):
    scenario = load(SCENARIOS / f"{name}.yaml")
    assert there_and_back(scenario, write_safe_csv, "csv").history.moves == scenario.history.moves
