"""Who writes entries to SQLite without a look at them: the bare `sqlite3` module, and PyPI's `eventsourcing`.

All write ahead and wait for the disk at the end of every transaction.
"""

import sqlite3
from collections.abc import Iterator
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from eventsourcing.application import Application
from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore

from benchmarks.library import Record
from sim.records.journal.address import Address
from sim.records.journal.store import Store

_FULL: Final = 2
"""What SQLite calls waiting for the disk at the end of every transaction."""

_COLUMNS: Final = "number, id, record, recorded, sealed, hash, texts"


class Bare:
    """The `sqlite3` module on tables and with pragmas as a journal has them, and rows as a journal has written them."""

    def __init__(self, journal: Path, own: Path) -> None:
        Store.create(Address(str(own))).close()
        with sqlite3.connect(journal) as source:
            rows = source.execute("SELECT record, recorded, sealed, hash, texts FROM negsim_entries").fetchall()
        self.sealed = [sealed for _, _, sealed, _, _ in rows]
        self._rows = self._following(rows)
        self._connection = sqlite3.connect(own, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            self._connection.execute(f"PRAGMA {pragma}")

    def _following(self, rows: list[tuple[str, ...]]) -> Iterator[tuple[Any, ...]]:
        """The rows time and again, each with a number and an id of its own."""
        for number, row in zip(count(1), cycle(rows), strict=False):
            yield number, uuid4().hex, *row

    def one_by_one(self, entries: int) -> None:
        """Write so many, each in a transaction."""
        for _ in range(entries):
            self.at_once(1)

    def at_once(self, entries: int) -> None:
        """Write so many in one transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(
            f"INSERT INTO negsim_entries ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - our own words
            islice(self._rows, entries),
        )
        self._connection.execute("COMMIT")


class Recorder:
    """The recorder of applications, and events whose state is what a journal has sealed."""

    def __init__(self, sealed: list[str], own: Path) -> None:
        self._datastore = SQLiteDatastore(str(own))
        self._recorder = SQLiteApplicationRecorder(self._datastore)
        self._recorder.create_table()
        self._events = self._following(uuid4(), [text.encode() for text in sealed])
        with self._datastore.transaction(commit=False) as cursor:
            cursor.execute("PRAGMA synchronous")
            assert next(iter(cursor.fetchone())) == _FULL

    def _following(self, originator: UUID, states: list[bytes]) -> Iterator[StoredEvent]:
        for version, state in zip(count(1), cycle(states), strict=False):
            yield StoredEvent(originator, version, "benchmarks.library:Record.Moved", state)

    def one_by_one(self, entries: int) -> None:
        """Write so many, each in a transaction."""
        for event in islice(self._events, entries):
            self._recorder.insert_events([event])

    def at_once(self, entries: int) -> None:
        """Write so many in one transaction."""
        self._recorder.insert_events(list(islice(self._events, entries)))


class Saving:
    """An application with this recorder: it makes an event of four fields, transcodes it to JSON, and records it."""

    def __init__(self, own: Path) -> None:
        settings = {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(own)}
        self._application: Application[UUID] = Application(env=settings)
        self._record = Record()
        self._application.save(self._record)

    def one_by_one(self, entries: int) -> None:
        """Write so many, each in a transaction."""
        for _ in range(entries):
            self.at_once(1)

    def at_once(self, entries: int) -> None:
        """Write so many in one transaction."""
        for _ in range(entries):
            self._record.move(subject="proposal-0", verb="oppose", by="bohus", date="2001-01-02")
        self._application.save(self._record)
