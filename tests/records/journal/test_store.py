import sqlite3
from contextlib import closing

import pytest
from journals import PACT, begun

from sim.model.errors import JournalError
from sim.records.journal import Journal
from sim.records.journal.address import Address
from sim.records.journal.store import Store


def changed(path, statement):
    """The database after a statement by somebody who knows SQL."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)


@pytest.fixture
def path(tmp_path):
    begun(tmp_path, PACT).close()
    return tmp_path / "talks.db"


def test_a_record_begins_without_entries(tmp_path):
    store = Store.create(Address(str(tmp_path / "talks.db"), "main"))
    assert store.records() == ()
    with pytest.raises(JournalError, match="there is no record 'main'; there is none yet"):
        store.the_record("main")
    with pytest.raises(JournalError, match=r"talks\.db: it has 0 records, none yet"):
        store.the_record("")
    store.add_record("main")
    assert store.last("main") == 0
    assert (store.records(), list(store.entries("main")), store.entry_of_id("main", "x")) == (("main",), [], None)
    store.close()


def test_a_journal_of_later_tables_is_refused(path):
    changed(path, "UPDATE negsim_journal SET value = '2'")
    for opened in (Journal.open, Journal.begin):
        with pytest.raises(JournalError, match="its tables have the version 2 of a later negsim; install that"):
            opened(str(path))


def test_a_journal_that_does_not_say_its_version_is_none(path):
    changed(path, "DELETE FROM negsim_journal")
    with pytest.raises(JournalError, match="this database is no journal; `negsim journal init` makes one"):
        Journal.open(str(path))


def test_another_database_is_no_journal(tmp_path):
    changed(tmp_path / "talks.db", "CREATE TABLE other (x)")
    with pytest.raises(JournalError, match="this database is no journal; `negsim journal init` makes one"):
        Journal.open(str(tmp_path / "talks.db"))


def test_no_journal_is_begun_among_the_tables_of_another_program(tmp_path):
    changed(tmp_path / "talks.db", "CREATE TABLE other (x)")
    before = (tmp_path / "talks.db").read_bytes()
    with pytest.raises(JournalError, match="this is the database of another program; name a new file"):
        Journal.begin(str(tmp_path / "talks.db"))
    assert (tmp_path / "talks.db").read_bytes() == before


def test_another_file_is_no_journal(tmp_path):
    (tmp_path / "talks.db").write_text("scenario: S\n" * 100)
    with pytest.raises(JournalError, match="file is not a database; it is no journal, or its file is damaged"):
        Journal.open(str(tmp_path / "talks.db"))


@pytest.mark.parametrize("texts", ["", "[]", "[1]", "3", "[[1, 2, 3]]"])
def test_texts_that_somebody_has_altered_are_told_of(path, texts):
    changed(path, f"UPDATE negsim_entries SET texts = '{texts}' WHERE number = 2")
    with Journal.open(str(path)) as journal:
        with pytest.raises(JournalError, match="entry @2 cannot be read"):
            journal.read()
        assert "entry @2 cannot be read" in journal.verify().faults[0]
