import json
import sqlite3
from pathlib import Path

import jsonschema
import pytest
from complaints import RECORD


def test_every_entry_is_listed_with_who_recorded_it_and_why(negsim, journal):
    printed = negsim("journal", "log", journal).stdout
    assert "@3" in printed
    assert "add oppose equal-shares by bohus" in printed
    assert printed.count("Anna") == printed.count("coded") == 3
    assert "coded" in printed
    assert printed.splitlines()[-1].startswith("Head: ")


def test_the_head_is_the_hash_of_the_last_entry(negsim, journal):
    document = json.loads(negsim("journal", "log", journal, "--format", "json").stdout)
    assert (document["format"], document["record"]) == ("negsim-journal-log/1", "main")
    assert document["head"] == document["entries"][-1]["hash"]
    assert document["entries"][2]["previous"] == document["entries"][1]["hash"]
    assert document["head"] in negsim("journal", "log", journal, "--format", "csv").stdout


def test_the_json_of_a_log_fits_the_schema(negsim, journal):
    negsim("journal", "retract", journal, "#2")
    negsim("journal", "redact", journal, "@2", "terms")
    schema = json.loads((Path(__file__).parents[3] / "docs" / "output.schema.json").read_text("utf-8"))
    for call in (("journal", "log", journal), ("diff", journal, "--known-on", "@2", "@4")):
        jsonschema.validate(json.loads(negsim(*call, "--format", "json").stdout), schema)


def test_a_part_of_the_entries_is_listed(negsim, journal):
    rows = negsim("journal", "log", journal, "--since", "1", "--known-on", "@2", "--format", "csv").stdout.splitlines()
    assert [row.partition(",")[0] for row in rows] == ["entry", "@2"]


def test_a_record_without_entries_has_no_head(negsim, tmp_path):
    negsim("journal", "init", tmp_path / "a.db")
    assert "Head" not in negsim("journal", "log", tmp_path / "a.db").stdout
    assert json.loads(negsim("journal", "log", tmp_path / "a.db", "--format", "json").stdout)["head"] is None


def test_a_file_that_is_no_journal_is_refused(told, herring):
    assert "this is no journal; `negsim add` adds to a scenario file" in told("log", herring)


def test_a_journal_that_is_not_there_is_refused(told, tmp_path):
    assert "there is no such journal; `negsim journal init` makes one" in told("log", tmp_path / "a.db")


def test_a_database_that_is_no_journal_is_refused(told, tmp_path):
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("CREATE TABLE b (c)")
    connection.close()
    assert "this database is no journal; `negsim journal init` makes one" in told("log", tmp_path / "a.db")


def test_a_damaged_file_is_refused(told, tmp_path):
    (tmp_path / "a.db").write_bytes(b"SQLite format 3\0" + b"x" * 5_000)
    assert "its file is damaged" in told("log", tmp_path / "a.db")


def test_a_password_is_not_printed(told):
    printed = told("log", "postgresql://anna:secret@127.0.0.1:1/talks")
    assert "postgresql://anna@127.0.0.1:1/talks: the journal cannot be used" in printed
    assert "secret" not in printed


def test_an_address_that_is_none_is_refused(told):
    assert "this is no address of a database" in told("log", "postgresql://:x:y:z")


def test_all_is_in_the_file_once_it_is_said(negsim, journal):
    assert negsim("run", journal, "--format", "json").stdout.count(RECORD.splitlines()[0].partition(": ")[2]) == 1


def test_a_database_that_is_no_journal_stays_as_it_is(told, tmp_path):
    database = tmp_path / "a.db"
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE b (c)")
    connection.close()
    before = database.read_bytes()
    told("log", database)
    assert database.read_bytes() == before


def test_an_empty_file_stays_empty(told, tmp_path):
    (tmp_path / "a.db").touch()
    assert "is no journal" in told("log", tmp_path / "a.db")
    assert (tmp_path / "a.db").read_bytes() == b""


@pytest.mark.parametrize("known", ["@x", "@", "yesterday"])
def test_what_names_no_entry_and_no_day_is_refused(journal, told, known):
    assert f"cannot read the date {known!r}: write a day" in told("log", journal, "--known-on", known)
