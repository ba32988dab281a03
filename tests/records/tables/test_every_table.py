"""What holds of every long table, whatever the record."""

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given, settings

from sim.records.tables.arrow import arrow_table
from sim.records.tables.columns import DATE, FLAG, INTEGER, NUMBER, TEXT
from sim.records.tables.named import TABLES, long_table
from sim.records.tables.periods import MONTH, QUARTER, WEEK
from sim.records.tables.writers import write_csv, write_json
from sim.scenario import loads
from sim.testing.files import records

TYPES = {TEXT: str, INTEGER: int, NUMBER: float, DATE: date, FLAG: bool}
EMPTY = loads("scenario: S\nparties: {aland: A, bohus: B}\n", "empty.yaml")
every_table = pytest.mark.parametrize("name", TABLES)


ALL = (*TABLES.values(), *(long_table("panel", by) for by in (WEEK, MONTH, QUARTER)))
"""All but the panel by day, which a record of a thousand years makes long."""


def written(write, table, rows):
    stream = io.BytesIO()
    write(stream, table.columns, rows)
    return stream.getvalue().decode()


@given(records())
@settings(max_examples=settings.default.max_examples // 2)
def test_every_row_fits_its_columns_and_every_format_holds_it(scenario):
    for table in ALL:
        rows = list(table.rows("case", scenario))
        assert all(row[0] == "case" for row in rows)
        for column, cell in (pair for row in rows for pair in zip(table.columns, row, strict=True)):
            assert cell is None or type(cell) is TYPES[column.kind], (column, cell)
            assert cell != ""
        assert len(list(csv.reader(io.StringIO(written(write_csv, table, rows), newline="")))) == len(rows) + 1
        assert len(json.loads(written(write_json, table, rows))) == len(rows)
        assert [tuple(row.values()) for row in arrow_table(table.columns, rows).to_pylist()] == rows


@every_table
def test_a_record_without_moves_and_declarations_has_no_row(name):
    assert list(TABLES[name].rows("empty", EMPTY)) == []


@every_table
def test_the_first_column_is_the_case_and_no_name_stands_twice(name):
    names = [column.name for column in TABLES[name].columns]
    assert names[0] == "scenario"
    assert len({*names}) == len(names)


@every_table
def test_every_column_says_in_a_sentence_what_it_has(name):
    for column in TABLES[name].columns:
        assert column.description[0].isupper() or column.description.startswith("`")
        assert column.description.endswith(".")
