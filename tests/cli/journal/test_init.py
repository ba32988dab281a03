import sqlite3

import pytest
from complaints import RECORD


def test_a_record_is_begun_from_a_file(negsim, tmp_path):
    result = negsim("journal", "init", tmp_path / "a.db", "--from", "-", stdin=RECORD)
    assert result.exit_code == 0
    assert "a.db#main: begun, from -, 2 entries" in result.stdout
    assert negsim("check", tmp_path / "a.db").stdout.startswith(f"{tmp_path}/a.db: 1 move,")


def test_an_empty_record_is_begun_and_filled_later(negsim, told, tmp_path):
    assert "empty" in negsim("journal", "init", tmp_path / "a.db").stdout
    assert "nothing was recorded yet" in negsim("run", tmp_path / "a.db").stderr
    assert negsim("journal", "declare", tmp_path / "a.db", "-", "-q", stdin=RECORD.split("moves:")[0]).exit_code == 0
    assert negsim("run", tmp_path / "a.db").exit_code == 0


def test_a_journal_holds_several_records(negsim, journal, told):
    assert negsim("journal", "init", journal, "--record", "fish", "--from", "-", "-q", stdin=RECORD).stdout == ""
    assert "it has 2 records, fish and main; name one" in negsim("run", journal).stderr
    assert "#fish: 1 move," in negsim("check", f"{journal}#fish").stdout
    assert "there is no record 'fisch'; there is fish and main" in negsim("run", f"{journal}#fisch").stderr


def test_a_record_is_begun_once(journal, told):
    assert "#main: there is such a record already; give the new one another name" in told("init", journal)


def test_a_record_is_named_once(told, tmp_path):
    assert "the record is named twice" in told("init", f"{tmp_path}/a.db#b", "--record", "c")


def test_the_name_of_a_record_is_an_id(told, tmp_path):
    assert "the name of the record, 'a b', is no id" in told("init", f"{tmp_path}/a.db#a b")


def test_a_file_with_faults_begins_nothing(told, tmp_path):
    assert "missing.yaml: there is no such file" in told("init", tmp_path / "a.db", "--from", tmp_path / "missing.yaml")
    assert not (tmp_path / "a.db").exists()


def test_what_is_no_journal_is_left_alone(told, herring, tmp_path):
    before = herring.read_bytes()
    assert "this is no journal" in told("init", herring)
    assert herring.read_bytes() == before
    assert "this is a folder; name a file in it" in told("init", tmp_path)
    assert "there is no folder" in told("init", tmp_path / "none" / "a.db")


def test_a_call_with_a_fault_begins_nothing(told, tmp_path):
    assert "--recorded-by: this text has control characters" in told("init", tmp_path / "a.db", "--recorded-by", "a\tb")
    assert not (tmp_path / "a.db").exists()


def test_a_record_is_begun_from_that_of_another_journal(negsim, journal, tmp_path):
    result = negsim("journal", "init", tmp_path / "a.db", "--from", f"{journal}#main")
    assert f"a.db#main: begun, from {journal}#main, 3 entries" in result.stdout


def test_a_journal_cannot_be_made_where_nothing_may_be_written(told, tmp_path, monkeypatch):
    monkeypatch.setattr("sqlalchemy.dialects.sqlite.pysqlite.SQLiteDialect_pysqlite.connect", _no_writing)
    refusal = told("init", tmp_path / "a.db")
    assert "unable to open database file; is there such a folder, and may you write in it?" in refusal


def _no_writing(*_, **__):
    raise sqlite3.OperationalError("unable to open database file")


@pytest.mark.parametrize("name", ["what?.db", "%41.db", "a?mode=ro.db", "a b.db", "100%.db"])
def test_a_journal_has_the_name_that_it_is_given(negsim, tmp_path, name):
    assert negsim("journal", "init", tmp_path / name).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert negsim("journal", "log", tmp_path / name).exit_code == 0
