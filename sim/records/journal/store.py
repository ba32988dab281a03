"""The store of a journal: it takes the next entries of a record, all or none, and gives them back in order."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen
from sqlalchemy import ClauseElement, Connection, Engine, bindparam, func, insert, inspect, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.compiler import SQLCompiler

from sim.model.errors import JournalError, all_of
from sim.records.journal.address import Address
from sim.records.journal.engine import alone, engine_of, reading, write_ahead, writing, writing_by_driver
from sim.records.journal.purge import purge
from sim.records.journal.schema import ENTRIES, JOURNAL, METADATA, RECORDS, SCHEMA
from sim.records.journal.sealing import SealedEntry, texts_of_json

_SCHEMA: Final = "schema"
_BATCH: Final = 1_000


class StoreConflictError(Exception):
    """Another entry has this number already, or the same id."""


@frozen
class Store:
    """The tables of a journal at an address."""

    address: Address
    engine: Engine
    _insertion: SQLCompiler = field(init=False)
    _predecessor: SQLCompiler = field(init=False)

    @_insertion.default
    def _compiled_insertion(self) -> SQLCompiler:
        return _compiled(_INSERT, self.engine)

    @_predecessor.default
    def _compiled_predecessor(self) -> SQLCompiler:
        return _compiled(_PREDECESSOR, self.engine)

    @classmethod
    def open(cls, address: Address) -> "Store":
        """The store of a journal that is there. Raises: JournalError; MissingDependencyError."""
        if address.is_file and not Path(address.journal).is_file():
            _check_is_no_folder(Path(address.journal))
            raise JournalError(f"{address.journal}: there is no such journal; `negsim journal init` makes one")
        store = cls(address, engine_of(address))
        with store._closed_if_refused():
            store._check()
        return store

    @classmethod
    def create(cls, address: Address) -> "Store":
        """The store of a journal, which is made if it is not there; on a server it may be among other tables.

        Raises: JournalError, also for a file with the database of another program; MissingDependencyError.
        """
        if address.is_file:
            _check_path(Path(address.journal))
        store = cls(address, engine_of(address))
        with store._closed_if_refused():
            store._check_is_no_others()
            write_ahead(store.engine, address)
            with writing(store.engine, address) as connection:
                alone(connection, address)
                METADATA.create_all(connection)
                if connection.execute(select(JOURNAL.c.value)).first() is None:
                    connection.execute(insert(JOURNAL).values(key=_SCHEMA, value=SCHEMA))
            store._check()
        return store

    @contextmanager
    def _closed_if_refused(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    def _check_is_no_others(self) -> None:
        if not self.address.is_file:
            return
        with reading(self.engine, self.address) as connection:
            tables = inspect(connection).get_table_names()
        if tables and JOURNAL.name not in tables:
            raise JournalError(f"{self.address}: this is the database of another program; name a new file")

    def _check(self) -> None:
        with reading(self.engine, self.address) as connection:
            is_there = inspect(connection).has_table(JOURNAL.name)
            query = select(JOURNAL.c.value).where(JOURNAL.c.key == _SCHEMA)
            version = connection.execute(query).scalar() if is_there else None
        if version is None:
            raise JournalError(f"{self.address}: this database is no journal; `negsim journal init` makes one")
        if version != SCHEMA:
            raise JournalError(f"{self.address}: its tables have the version {version} of a later negsim; install that")

    def close(self) -> None:
        """Close the connections."""
        self.engine.dispose()

    # RECORDS

    def records(self) -> tuple[str, ...]:
        """The names of the records. Raises: JournalError."""
        with reading(self.engine, self.address) as connection:
            return tuple(connection.execute(select(RECORDS.c.name).order_by(RECORDS.c.name)).scalars())

    def add_record(self, name: str) -> bool:
        """Begin a record, and say whether it is new. Raises: JournalError."""
        try:
            with self._conflict_told(), writing(self.engine, self.address) as connection:
                connection.execute(insert(RECORDS).values(name=name))
        except StoreConflictError:
            return False
        return True

    def the_record(self, name: str) -> str:
        """The record of this name, or without a name the only one. Raises: JournalError if there is none such."""
        records = self.records()
        if name in records:
            return name
        if name:
            there_is = f"there is {all_of(records)}" if records else "there is none yet"
            raise JournalError(f"{self.address.journal_name}: there is no record {name!r}; {there_is}")
        if len(records) != 1:
            named = all_of(records) if records else "none yet"
            example = f"; name one, as in {self.address.journal_name}#{records[0]}" if records else ""
            raise JournalError(f"{self.address.journal_name}: it has {len(records)} records, {named}{example}")
        return records[0]

    # ENTRIES

    def last(self, record: str) -> int:
        """The number of the last entry; 0 if there is none. Raises: JournalError."""
        with reading(self.engine, self.address) as connection:
            return _last(connection, record)

    def entries(self, record: str, since: int = 0, until: int | None = None) -> Iterator[SealedEntry]:
        """The entries after the number *since*, up to *until* (None: the last), in order, all as of one moment.

        Raises: JournalError.
        """
        query = select(*_COLUMNS).where(ENTRIES.c.record == record, ENTRIES.c.number > since)
        if until is not None:
            query = query.where(ENTRIES.c.number <= until)
        with reading(self.engine, self.address) as connection:
            batches = connection.execution_options(yield_per=_BATCH)
            with batches.execute(query.order_by(ENTRIES.c.number)) as rows:  # who reads may stop before the last
                for row in rows:
                    yield _sealed(tuple(row))

    def entry_of_id(self, record: str, entry_id: str) -> SealedEntry | None:
        """The entry of this id, if there is one. Raises: JournalError."""
        query = select(*_COLUMNS).where(ENTRIES.c.record == record, ENTRIES.c.id == entry_id)
        with reading(self.engine, self.address) as connection:
            row = connection.execute(query).first()
        return None if row is None else _sealed(tuple(row))

    def last_recorded_by(self, record: str, end: str) -> int:
        """The number of the last entry that was recorded before this time; 0 if there is none. Raises: JournalError."""
        of_record = select(ENTRIES.c.recorded).where(ENTRIES.c.record == record)
        with reading(self.engine, self.address) as connection:

            def recorded(number: int) -> str:
                query = of_record.where(ENTRIES.c.number >= number).order_by(ENTRIES.c.number).limit(1)
                time: str = connection.execute(query).scalar_one()
                return time

            return bisect_left(range(1, _last(connection, record) + 1), end, key=recorded)  # times never run back

    def has(self, record: str, number: int, own_hash: str) -> bool:
        """Whether there is an entry of this number and hash; before the first, 0, there always is.

        Raises: JournalError.
        """
        if number == 0:
            return True
        query = select(ENTRIES.c.number).where(*_IS_ENTRY, ENTRIES.c.hash == own_hash)
        with reading(self.engine, self.address) as connection:
            return connection.execute(query, {"own_record": record, "own_number": number}).first() is not None

    def append(self, record: str, entries: Sequence[SealedEntry], previous: str) -> None:
        """Write the entries after the one whose hash is *previous*, all or none; they are on the disk at the end.

        Raises: StoreConflictError if that one is not there, or another has one of their numbers or ids; JournalError.
        """
        rows = [_parameters(self._insertion, _row(record, entry)) for entry in entries]
        before = entries[0].number - 1
        predecessor = _parameters(self._predecessor, {"own_record": record, "own_number": before})
        with self._conflict_told(), writing_by_driver(self.engine, self.address) as cursor:
            cursor.execute(self._predecessor.string, predecessor)
            if before and cursor.fetchone() != (previous,):
                raise StoreConflictError
            cursor.executemany(self._insertion.string, rows)

    # REDACTION

    def replace_texts(self, record: str, changed: Sequence[SealedEntry], entries: Sequence[SealedEntry]) -> None:
        """Let entries have the texts that they are left with, and write entries that say so.

        Raises: StoreConflictError; JournalError.
        """
        with self._conflict_told(), writing(self.engine, self.address) as connection:
            for entry in changed:
                is_it = (ENTRIES.c.record == record, ENTRIES.c.number == entry.number)
                connection.execute(update(ENTRIES).where(*is_it).values(texts=entry.texts_as_json))
            if entries:
                connection.execute(_INSERT, [_row(record, entry) for entry in entries])

    def purge(self) -> None:
        """Leave nothing in the files of the database of texts that have been removed. Raises: JournalError."""
        purge(self.engine, self.address)

    @contextmanager
    def _conflict_told(self) -> Iterator[None]:
        try:
            yield
        except JournalError as error:
            if isinstance(error.__cause__, IntegrityError):
                raise StoreConflictError from None
            raise


_COLUMNS: Final = (
    ENTRIES.c.number,
    ENTRIES.c.id,
    ENTRIES.c.recorded,
    ENTRIES.c.sealed,
    ENTRIES.c.hash,
    ENTRIES.c.texts,
)
_INSERT: Final = insert(ENTRIES)
_IS_ENTRY: Final = (ENTRIES.c.record == bindparam("own_record"), ENTRIES.c.number == bindparam("own_number"))
_PREDECESSOR: Final = select(ENTRIES.c.hash).where(*_IS_ENTRY)


def _compiled(statement: ClauseElement, engine: Engine) -> SQLCompiler:
    """A statement as the driver of the database takes it."""
    compiled = statement.compile(dialect=engine.dialect)
    assert isinstance(compiled, SQLCompiler)
    return compiled


def _parameters(statement: SQLCompiler, values: Mapping[str, Any]) -> Any:
    """The values of a statement as the driver takes them: by name, or in order."""
    names = statement.positiontup
    return values if names is None else tuple(values[name] for name in names)


def _last(connection: Connection, record: str) -> int:
    return connection.execute(select(func.max(ENTRIES.c.number)).where(ENTRIES.c.record == record)).scalar() or 0


def _sealed(row: Sequence[Any]) -> SealedEntry:
    """The entry in a row; what somebody has altered so that it is none is left empty, and so it is told."""
    number, *columns, stored = row
    entry_id, recorded, sealed, own_hash = (column if isinstance(column, str) else "" for column in columns)
    try:
        texts = texts_of_json(stored)
    except (ValueError, TypeError, RecursionError):
        texts = ()
    return SealedEntry(int(number), entry_id, recorded, sealed, own_hash, texts)


def _row(record: str, entry: SealedEntry) -> dict[str, Any]:
    return {
        "record": record,
        "number": entry.number,
        "id": entry.id,
        "recorded": entry.recorded,
        "sealed": entry.sealed,
        "hash": entry.hash,
        "texts": entry.texts_as_json,
    }


def _check_path(path: Path) -> None:
    """Refuse a file that is something else. Raises: JournalError."""
    _check_is_no_folder(path)
    if not path.absolute().parent.is_dir():
        raise JournalError(f"{path}: there is no folder {path.parent}; make it first, or choose another")


def _check_is_no_folder(path: Path) -> None:
    if path.is_dir():
        raise JournalError(f"{path}: this is a folder; name a file in it, such as {path / 'talks.db'}")
