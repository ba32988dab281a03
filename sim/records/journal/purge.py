"""What is left in the files of a database of texts that are no longer in its tables."""

from contextlib import suppress
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from sim.model.errors import JournalError
from sim.records.journal.address import Address
from sim.records.journal.engine import outside_transactions
from sim.records.journal.schema import ENTRIES

_ON_SERVER: Final = ("SELECT pg_switch_wal()", "CHECKPOINT")
"""What only an administrator of the server may run: it ends the present log file, and lets old ones be removed."""


def purge(engine: Engine, address: Address) -> None:
    """Rewrite the files of the database, so that nothing removed is left in them.

    On PostgreSQL its log files hold removed texts until the server removes these files.

    Raises: JournalError if others use the journal, so that the log of SQLite cannot be emptied.
    """
    with outside_transactions(engine, address) as connection:
        if address.is_file:
            _purge_sqlite(connection, address)
        else:
            _purge_postgresql(connection)


def _purge_sqlite(connection: Connection, address: Address) -> None:
    connection.exec_driver_sql("PRAGMA temp_store=MEMORY")
    connection.exec_driver_sql("VACUUM")
    busy, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    if busy:
        reason = "the text is out of the record, but its bytes are in the log file while another program has it open"
        raise JournalError(f"{address}: {reason}; end that, and redact the text again")


def _purge_postgresql(connection: Connection) -> None:
    connection.exec_driver_sql(f"VACUUM (FULL) {ENTRIES.name}")
    for statement in _ON_SERVER:
        with suppress(DBAPIError):
            connection.exec_driver_sql(statement)
