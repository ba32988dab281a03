import sqlite3
from contextlib import closing

import pytest
from journals import PACT, begun
from sqlalchemy.exc import SQLAlchemyError

from sim.model.errors import JournalError, MissingDependencyError
from sim.records.journal.address import Address
from sim.records.journal.engine import engine_of, reading, write_ahead, writing


@pytest.fixture
def address(tmp_path):
    begun(tmp_path, PACT).close()
    return Address(str(tmp_path / "talks.db"), "main")


@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1)])
def test_a_file_waits_for_the_disk_and_overwrites_what_is_deleted(address, pragma, value):
    engine = engine_of(address)
    with reading(engine, address) as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    engine.dispose()


def test_what_fails_on_the_way_is_not_written(address):
    engine = engine_of(address)

    def write():
        with writing(engine, address) as connection:
            connection.exec_driver_sql("DELETE FROM negsim_entries")
            raise KeyError

    with pytest.raises(KeyError):
        write()
    with reading(engine, address) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM negsim_entries").scalar() == 2
    engine.dispose()


def test_an_address_that_is_none_is_refused_with_an_example():
    with pytest.raises(JournalError, match="this is no address of a database; write it as postgresql://user@host/data"):
        engine_of(Address("postgresql://host:port/talks"))


def test_without_its_driver_a_server_cannot_be_used(monkeypatch):
    def missing(*_, **__):
        raise ImportError

    monkeypatch.setattr("sim.records.journal.engine.create_engine", missing)
    with pytest.raises(MissingDependencyError, match="psycopg"):
        engine_of(Address("postgresql://host/talks"))


@pytest.mark.parametrize(
    ("first_line", "advice"),
    [("database or disk is full", "; make room, and try again"), ("database is locked", "; another program"), ("", "")],
)
def test_errors_of_the_database_end_with_the_way_out(address, first_line, advice):
    def read():
        with reading(engine, address):
            raise SQLAlchemyError(first_line)

    engine = engine_of(address)
    with pytest.raises(JournalError, match=f"the journal cannot be used: {first_line or 'SQLAlchemyError'}{advice}"):
        read()
    engine.dispose()


def test_a_process_does_not_use_the_connections_of_another(address, monkeypatch):
    engine = engine_of(address)
    with reading(engine, address) as connection:
        first = connection.connection.dbapi_connection
    monkeypatch.setattr("sim.records.journal.engine.os.getpid", lambda: -1)
    with reading(engine, address) as connection:
        assert connection.connection.dbapi_connection is not first
        assert connection.exec_driver_sql("SELECT count(*) FROM negsim_entries").scalar() == 2
    first.close()
    engine.dispose()


def test_the_log_of_a_file_is_begun_once_others_have_ended(address, monkeypatch):
    tries = []
    with closing(sqlite3.connect(address.journal)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr("sim.records.journal.engine._WAIT", 0)
        monkeypatch.setattr("sim.records.journal.engine.sleep", lambda pause: (tries.append(pause), other.rollback()))
        engine = engine_of(address)
        write_ahead(engine, address)
    assert tries == [0.1]
    engine.dispose()


def test_a_file_that_others_do_not_leave_is_told(address, monkeypatch):
    monkeypatch.setattr("sim.records.journal.engine._WAIT", 0)
    monkeypatch.setattr("sim.records.journal.engine._PAUSES", (0, 0))
    engine = engine_of(address)
    with closing(sqlite3.connect(address.journal)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(JournalError, match="another program is writing to it; try again"):
            write_ahead(engine, address)
    engine.dispose()
