"""Rows set aside on disk by case."""

import tracemalloc

import pytest

from sim import UnreadableFileError
from sim.records.table_import.open_table import TableOptions, open_table
from sim.records.table_import.rows import TableRow
from sim.records.table_import.spool import Spool


def test_rows_come_back_by_case_in_their_order():
    with Spool() as spool:
        for number in range(2, 2_502):
            spool.add(number % 2, TableRow(number, ("ä", str(number)), "x" if number == 3 else ""))
        assert [row.number for row in spool.rows(0)] == list(range(2, 2_502, 2))
        assert next(spool.rows(1)) == TableRow(3, ("ä", "3"), "x")
        spool.drop(1)
        assert list(spool.rows(1)) == []


def test_where_there_is_no_room_the_reason_is_said():
    with Spool() as spool:
        spool._rows.execute("PRAGMA max_page_count = 3")
        spool.add(0, TableRow(1, ("x" * 100_000,)))
        with pytest.raises(
            UnreadableFileError, match="temporary file: rows cannot be set aside: database or disk is full; make room"
        ):
            spool.drop(0)


def test_nothing_is_left_where_a_run_is_killed(tmp_path, monkeypatch):
    for variable in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Spool() as spool:
        spool.add(0, TableRow(1, ("x" * 5_000_000,)))
        assert next(spool.rows(0)).cells == ("x" * 5_000_000,)
        assert list(tmp_path.iterdir()) == []


def test_memory_is_bounded_by_the_largest_case(tmp_path):
    row = "case{},2013,a,remark,q,concern," + "x" * 1_500 + "\n"
    path = tmp_path / "moves.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("scenario,date,by,verb,subject,kind,quote\n")
        file.writelines(row.format(number % 400) for number in range(2_400))
    tracemalloc.start()
    with open_table(path, TableOptions()) as table:
        table.imported.read()
        assert [len(case.rows) for case in table.imported.cases()] == [6] * 400
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < path.stat().st_size / 3
