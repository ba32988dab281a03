"""A table of one record in Python, and its columns and rows in other hands."""

import csv
import io
import json
import sys
from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from complaints import RECORD

from sim.model.errors import MissingDependencyError, UnknownNameError
from sim.records import table
from sim.records.tables import arrow
from sim.records.tables.columns import DATE, FLAG, INTEGER, NUMBER, TEXT, Column
from sim.records.tables.writers import write_csv, write_json, write_safe_csv
from sim.scenario import load, loads

FISHING = load("scenarios/fishing.yaml")
COLUMNS = (
    Column("scenario", TEXT, "A text."),
    Column("n", INTEGER, "A whole number."),
    Column("share", NUMBER, "A number."),
    Column("day", DATE, "A day."),
    Column("met", FLAG, "Whether it is so."),
)
ROWS = (
    ('=1, "so"\nthen', -1, -0.5, date(987, 6, 5), True),
    ("\N{RIGHT-TO-LEFT OVERRIDE}x\r", None, None, None, False),
)


def written(write):
    stream = io.BytesIO()
    write(stream, COLUMNS, ROWS)
    return stream.getvalue().decode()


def test_a_table_is_of_a_scenario_or_of_a_history():
    of_history = table(FISHING.history, "moves", case="fishing")
    assert of_history.rows == table(FISHING, "moves").rows
    assert (of_history.name, len(of_history)) == ("moves", len(FISHING.history.moves))
    assert repr(of_history) == "RecordTable(case='fishing')"


def test_pandas_makes_a_frame_of_it_with_typed_columns():
    frame = pd.DataFrame(table(FISHING, "panel", by="quarter"))
    assert list(frame.columns[:3]) == ["scenario", "side", "period"]
    assert frame["tension"].dtype == "int64"
    assert frame["start"][0] == date(2013, 1, 1)


def test_arrow_makes_a_table_of_it_with_dates_as_days():
    moves = table(FISHING, "moves")
    assert pa.table(moves) == moves.to_arrow()
    assert moves.to_arrow().schema.field("best").type == pa.date32()
    assert moves.to_arrow().schema.field("number").type == pa.int64()
    assert moves.to_arrow().to_pylist() == moves.to_dicts()


def test_a_day_that_no_time_stamp_of_pandas_can_be_stays_a_day():
    early = loads(RECORD.replace("date: 2013-02-01", "date: 0987-06"), "early.yaml")
    frame = table(early, "moves").to_arrow().to_pandas()
    assert frame["best"][0] == date(987, 6, 30)


@pytest.mark.parametrize(
    ("name", "by", "complaint"),
    [
        ("move", None, "there is no table 'move'; did you mean moves?"),
        ("moves", "day", "only the table 'panel' has periods, and 'moves' has none; leave the period out"),
        ("panel", "days", "there is no period 'days'; did you mean day?"),
    ],
)
def test_what_is_not_there_is_refused(name, by, complaint):
    with pytest.raises(UnknownNameError) as refused:
        table(FISHING, name, by)
    assert str(refused.value) == complaint


def test_without_pyarrow_it_says_which_extra_brings_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingDependencyError, match="an Arrow table needs pyarrow, which the extra 'tables' brings"):
        table(FISHING, "moves").to_arrow()


# AS FILES


def test_csv_has_typed_cells_and_keeps_every_text():
    header, *rows = csv.reader(io.StringIO(written(write_csv), newline=""))
    assert header == [column.name for column in COLUMNS]
    assert rows == [
        ['=1, "so"\nthen', "-1", "-0.5", "0987-06-05", "true"],
        ["\N{RIGHT-TO-LEFT OVERRIDE}x\r", "", "", "", "false"],
    ]


def test_safe_csv_guards_texts_and_no_numbers():
    _, first, _ = csv.reader(io.StringIO(written(write_safe_csv), newline=""))
    assert first[:3] == ['\'=1, "so"\nthen', "-1", "-0.5"]


def test_json_is_an_array_with_an_object_on_a_line_and_shows_what_a_terminal_would_obey():
    text = written(write_json)
    assert json.loads(text) == [
        {"scenario": ROWS[0][0], "n": -1, "share": -0.5, "day": "0987-06-05", "met": True},
        {"scenario": ROWS[1][0], "n": None, "share": None, "day": None, "met": False},
    ]
    assert "\\u202e" in text
    assert len(text.splitlines()) == 4


def test_parquet_has_groups_of_rows(monkeypatch):
    monkeypatch.setattr(arrow, "ROWS_OF_A_GROUP", 2)
    stream = io.BytesIO()
    arrow.write_parquet(stream, COLUMNS, ROWS * 3)
    file = pq.ParquetFile(stream)
    assert (file.num_row_groups, file.metadata.num_rows) == (3, 6)
    assert file.read().to_pylist()[1]["scenario"] == ROWS[1][0]
    assert [str(kind) for kind in file.schema_arrow.types] == ["string", "int64", "double", "date32[day]", "bool"]


def test_much_is_written_piece_by_piece():
    pieces = []

    class Stream:
        write = staticmethod(pieces.append)

    write_csv(Stream(), COLUMNS[:1], (("x" * 1000,) for _ in range(200)))
    assert len(pieces) > 2
    assert b"".join(pieces) == b"scenario\n" + (b"x" * 1000 + b"\n") * 200
