"""The connection to the database of a journal: SQLite that is safe against any end of the process, or PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import sleep
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, PoolProxiedConnection, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from sim.model.errors import JournalError, MissingDependencyError
from sim.records.journal.address import Address

_WAIT: Final = 60
"""The seconds that a writer waits for others, before it gives up."""

_PAUSES: Final = (0.1,) * 50
"""The seconds between tries to begin the log of a file, for which SQLite does not wait while others use the file."""

_WRITES: Final = "negsim_writes"
_BEGIN_WRITING: Final = "BEGIN IMMEDIATE"
_PROCESS: Final = "process"


def engine_of(address: Address) -> Engine:
    """The engine for a journal. Raises: JournalError for an address that is none; MissingDependencyError."""
    engine = _sqlite(address) if address.is_file else _postgresql(address)
    event.listen(engine, "connect", _note_process)
    event.listen(engine, "checkout", _check_process)
    return engine


def _note_process(connection: Any, record: ConnectionPoolEntry) -> None:
    """Note which process has opened a connection."""
    record.info[_PROCESS] = os.getpid()


def _check_process(connection: Any, record: Any, proxy: Any) -> None:
    """Leave to another process the connections that it has opened; after a fork this one opens its own."""
    if record.info[_PROCESS] != os.getpid():
        record.dbapi_connection = proxy.dbapi_connection = None
        raise DisconnectionError


def _sqlite(address: Address) -> Engine:
    url = URL.create("sqlite+pysqlite", database=str(Path(address.journal).absolute()))
    engine = create_engine(url, connect_args={"timeout": _WAIT, "isolation_level": None})
    event.listen(engine, "connect", _be_durable)
    event.listen(engine, "begin", _begin)
    return engine


def _be_durable(connection: Any, record: Any) -> None:
    """Wait for the disk at the end of every transaction, and overwrite what is deleted."""
    for pragma in ("synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Begin a transaction; one that writes takes its turn at once, lest it has to be given up later."""
    if connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT":
        return
    is_writing = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql(_BEGIN_WRITING if is_writing else "BEGIN")


def _postgresql(address: Address) -> Engine:
    try:
        url = make_url(address.journal.replace("postgres://", "postgresql://", 1)).set(drivername="postgresql+psycopg")
        engine = create_engine(url, isolation_level="READ COMMITTED", connect_args={"connect_timeout": 10})
    except (ArgumentError, ValueError):
        reason = "this is no address of a database; write it as postgresql://user@host/database"
        raise JournalError(f"{address}: {reason}") from None
    except ImportError:
        raise MissingDependencyError(
            "a journal on PostgreSQL", "psycopg", "store", "keep the journal in a file, such as talks.db"
        ) from None
    event.listen(engine, "connect", _wait_for_disk)
    return engine


def _wait_for_disk(connection: Any, record: Any) -> None:
    """Let a transaction end when it is on the disk, also where the server or the account is set up otherwise."""
    connection.execute(
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
    )
    connection.commit()


@contextmanager
def reading(engine: Engine, address: Address) -> Iterator[Connection]:
    """A connection to read from, as of one moment. Raises: JournalError."""
    with _told(address), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, address: Address) -> Iterator[Connection]:
    """A connection to write to: all or nothing, and on the disk at the end.

    Raises: JournalError.
    """
    with _told(address), engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
        yield connection


def alone(connection: Connection, address: Address) -> None:
    """Wait until nobody else makes the tables of a journal, so that two who begin one at once do not collide."""
    if not address.is_file:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('negsim'))")


def write_ahead(engine: Engine, address: Address) -> None:
    """Let a file of SQLite have a log from now on, so that readers and writers do not wait for each other.

    Raises: JournalError.
    """
    if not address.is_file:
        return
    pauses = iter(_PAUSES)
    while True:
        try:
            with outside_transactions(engine, address) as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
                return
        except JournalError as error:
            pause = next(pauses, None)
            if pause is None or "locked" not in str(error):
                raise
            sleep(pause)


@contextmanager
def writing_by_driver(engine: Engine, address: Address) -> Iterator[DBAPICursor]:
    """A cursor of the database's own driver, to write as `writing` does, in half the time.

    Raises: JournalError.
    """
    errors = engine.dialect.loaded_dbapi.Error
    with _told(address):
        try:
            with _rolled_back(engine.raw_connection()) as connection:
                cursor = connection.cursor()
                if address.is_file:
                    cursor.execute(_BEGIN_WRITING)
                yield cursor
                connection.commit()
        except errors as error:
            raise DBAPIError.instance(None, None, error, errors, dialect=engine.dialect) from error


@contextmanager
def _rolled_back(connection: PoolProxiedConnection) -> Iterator[PoolProxiedConnection]:
    """The connection, rolled back if anything is raised, and thrown away if that does not do."""
    with closing(connection):
        try:
            yield connection
        except BaseException:
            try:
                connection.rollback()
            except Exception:  # noqa: BLE001 - whatever it is, nobody can use it any more
                connection.invalidate()
            raise


@contextmanager
def outside_transactions(engine: Engine, address: Address) -> Iterator[Connection]:
    """A connection on which each statement stands alone. Raises: JournalError."""
    with _told(address), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield connection


@contextmanager
def _told(address: Address) -> Iterator[None]:
    """Errors of the database as one sentence. Raises: JournalError."""
    try:
        yield
    except SQLAlchemyError as error:
        raise JournalError(f"{address}: {_reason(error, address)}") from error


def _reason(error: SQLAlchemyError, address: Address) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    first, *_ = (str(cause).strip() or type(cause).__name__).splitlines()
    advice = next((advice for sign, advice in _ADVICE.items() if sign in first.lower()), "")
    return f"the journal cannot be used: {first}{advice}"


_FULL: Final = "; make room, and try again: nothing of this entry was written"
_ADVICE: Final = {
    "disk is full": _FULL,
    "no space left": _FULL,
    "could not extend": _FULL,
    "disk i/o error": "; make room if the disk is full; if it is not, it fails: make a copy of the journal elsewhere",
    "locked": "; another program is writing to it; try again",
    "readonly": "; its file and folder must be writable",
    "not a database": "; it is no journal, or its file is damaged: put a copy in its place",
    "malformed": "; its file is damaged: put a copy in its place",
    "permission denied": "; ask the owner of its tables for the right to read and write them",
    "no such table": "; it is no journal; `negsim journal init` makes one",
    "unable to open": "; is there such a folder, and may you write in it?",
    "connection": "; is the server running, and is its address right?",
}
"""The way out of what databases say, by a word in it."""
