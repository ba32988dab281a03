"""A journal shared by threads or forked processes, records begun at once, and a store that has gone back."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from unittest.mock import patch

import psycopg
import pytest
from journal_writers import begun, remark
from sqlalchemy import delete, select, text

from sim.model.errors import ConcurrentEntriesError, JournalError
from sim.records.journal import Journal
from sim.records.journal.engine import _rolled_back, reading, writing
from sim.records.journal.schema import ENTRIES
from sim.records.journal.store import Store


@pytest.fixture
def journal(address):
    with begun(address) as journal:
        yield journal


def whole(journal, entries):
    """Whether a journal has so many entries, and its chain is whole."""
    check = journal.verify()
    return check.faults == () and [entry.number for entry in journal.read()] == [*range(1, entries + 1)]


def test_threads_that_share_a_journal_lose_nothing(journal):
    def write(name):
        for number in range(8):
            journal.append([remark(f"{name} says {number}")], by=name)

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(write, "abcdef"))
    assert whole(journal, 49)


def test_a_forked_process_opens_connections_of_its_own(address, journal):
    forked = multiprocessing.get_context("fork").Process(target=journal.append, args=([remark("the child")],))
    forked.start()
    forked.join(30)
    assert forked.exitcode == 0
    journal.append([remark("the parent")])
    assert whole(journal, 3)


def lost(journal, since):
    """Let the store be as a copy of it was that somebody made earlier."""
    with writing(journal._store.engine, journal.address) as connection:
        connection.execute(delete(ENTRIES).where(ENTRIES.c.number > since))


def test_who_had_met_entries_that_are_gone_leaves_no_hole(journal):
    journal.append([remark("one"), remark("two")])
    lost(journal, since=1)
    assert journal.append([remark("three")])[0].number == 2
    assert whole(journal, 2)


def test_who_expects_entries_that_are_gone_is_refused(journal):
    journal.append([remark("one"), remark("two")])
    lost(journal, since=2)
    with pytest.raises(ConcurrentEntriesError, match="the journal has 2 entries, not 3 as expected"):
        journal.append([remark("three")], expected_version=3)


def test_who_had_met_another_course_goes_on_from_the_one_that_is_there(address, journal):
    journal.append([remark("one"), remark("two")])
    lost(journal, since=1)
    with Journal.open(address) as other:
        other.append([remark("another one"), remark("another two")])
    assert journal.append([remark("three")])[0].number == 4
    assert whole(journal, 4)


def test_records_that_are_begun_at_once_are_all_there(address):
    together = Barrier(4)

    def begin(name):
        together.wait()
        with Journal.begin(f"{address}#{name}") as journal:
            return journal.record

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(begin, "abcd")) == [*"abcd"]
    for name in "abcd":
        Journal.open(f"{address}#{name}").close()


def test_a_record_that_is_opened_or_begun_at_once_is_one(address):
    together = Barrier(4)

    def begin(_):
        together.wait()
        with Journal.open_or_begin(address) as journal:
            return journal.record

    with ThreadPoolExecutor(4) as threads:
        assert {*threads.map(begin, range(4))} == {"main"}


@pytest.mark.parametrize(("given", "kept"), [("off", "on"), ("local", "local"), ("remote_apply", "remote_apply")])
def test_a_server_that_does_not_wait_for_its_disk_waits_here(postgresql, given, kept):
    address = postgresql.new_database()
    name = address.rpartition("/")[2]
    with psycopg.connect(address, autocommit=True) as administrator:
        administrator.execute(f"ALTER DATABASE {name} SET synchronous_commit = {given}")
    with begun(address) as journal, reading(journal._store.engine, journal.address) as connection:
        assert connection.execute(text("SHOW synchronous_commit")).scalar() == kept


def test_an_account_without_rights_is_told_so(postgresql):
    address = postgresql.new_database()
    with psycopg.connect(address, autocommit=True) as administrator, begun(address):
        administrator.execute("CREATE ROLE outsider LOGIN")
        with pytest.raises(JournalError, match=r"permission denied .*; ask the owner of its tables for the right"):
            Journal.open(address.replace("negsim@", "outsider@"))


def test_a_journal_that_is_refused_leaves_no_connection_open(journal, address):
    with writing(journal._store.engine, journal.address) as connection:
        connection.execute(text("UPDATE negsim_journal SET value = '2'"))
    with patch.object(Store, "close", autospec=True) as close:
        with pytest.raises(JournalError, match="of a later negsim"):
            Journal.open(address)
        close.assert_called_once()
    Store.close(*close.call_args.args)


class Connection:
    """A connection whose server is gone."""

    def __init__(self):
        self.told = []

    def rollback(self):
        raise OSError

    def invalidate(self):
        self.told.append("invalidate")

    def close(self):
        self.told.append("close")


def test_a_connection_that_cannot_be_rolled_back_is_thrown_away():
    connection = Connection()
    with pytest.raises(KeyError), _rolled_back(connection):
        raise KeyError
    assert connection.told == ["invalidate", "close"]


def test_the_entry_before_must_be_there(journal):
    with reading(journal._store.engine, journal.address) as connection:
        [own_hash] = connection.execute(select(ENTRIES.c.hash)).scalars()
    assert journal._store.has("main", 0, "")
    assert journal._store.has("main", 1, own_hash)
    assert not journal._store.has("main", 1, "x")
    assert not journal._store.has("main", 2, own_hash)
