"""What is left in the files of a database of texts that are no longer in its tables."""

from typing import Final

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from sim.model.errors import JournalError
from sim.records.journal.address import Address
from sim.records.journal.engine import outside_transactions
from sim.records.journal.schema import ENTRIES

_TRIES: Final = 100
"""The times that it looks, a tenth of a second apart, whether others have ended."""

_GRANTS: Final = "GRANT pg_checkpoint, pg_monitor TO {role}; GRANT EXECUTE ON FUNCTION pg_switch_wal() TO {role}"
"""What lets the account of a journal do with the log files of the server what only an administrator may."""


def purge(engine: Engine, address: Address) -> None:
    """Rewrite the files of the database, so that nothing removed is left in them.

    Raises: JournalError if others use the journal for so long that its log cannot be emptied, or the account may not do
    that on the server.
    """
    with outside_transactions(engine, address) as connection:
        if address.is_file:
            _purge_sqlite(connection, address)
        else:
            _purge_postgresql(connection, address)


def _purge_sqlite(connection: Connection, address: Address) -> None:
    connection.exec_driver_sql("PRAGMA temp_store=MEMORY")
    connection.exec_driver_sql("VACUUM")
    busy, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    if busy:
        reason = "the text is out of the record, but its bytes are in the log file while another program has it open"
        raise JournalError(f"{address}: {reason}; end that, and redact the text again")


def _purge_postgresql(connection: Connection, address: Address) -> None:
    _let_others_end(connection, address)
    before = _file(connection)
    connection.exec_driver_sql(f"VACUUM (FULL) {ENTRIES.name}")
    if _file(connection) == before:
        reason = f"the text is out of the record, but its bytes are in the table {ENTRIES.name}, which only its owner"
        raise JournalError(f"{address}: {reason} may have written anew; redact the text again as its owner")
    try:
        _overwrite_log(connection)
    except DBAPIError as error:
        connection.rollback()
        role = connection.exec_driver_sql("SELECT quote_ident(current_user)").scalar_one()
        reason = "the text is out of the tables, but its bytes are in the log files of the server"
        way_out = f"have an administrator run `{_GRANTS.format(role=role)}`, and redact the text again"
        raise JournalError(f"{address}: {reason}: {str(error.orig).splitlines()[0]}; {way_out}") from None


def _file(connection: Connection) -> int:
    """The number of the file of the entries, which is another once they have been written anew."""
    number: int = connection.execute(select(func.pg_relation_filenode(ENTRIES.name))).scalar_one()
    return number


def _let_others_end(connection: Connection, address: Address) -> None:
    """Wait for those whose transactions may still see what has been removed, for which VACUUM would keep it."""
    now = connection.exec_driver_sql("SELECT pg_current_xact_id()::xid").scalar_one()
    others = text(
        "SELECT pg_sleep(0.1) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND greatest(age(backend_xmin), age(backend_xid)) > age(CAST(:now AS xid)) LIMIT 1"
    )
    for _ in range(_TRIES):
        if connection.execute(others, {"now": str(now)}).first() is None:
            return
    reason = "the text is out of the record, but the server keeps its bytes for a transaction that began before"
    raise JournalError(f"{address}: {reason}; end that, and redact the text again")


def _overwrite_log(connection: Connection) -> None:
    """End the log file, and fill those that the server has kept to use them again: it writes zeros to their ends."""
    connection.exec_driver_sql("SELECT pg_switch_wal()")
    connection.exec_driver_sql("CHECKPOINT")
    files = connection.exec_driver_sql("SELECT count(*) FROM pg_ls_waldir()").scalar_one()
    for _ in range(files):
        connection.exec_driver_sql("SELECT pg_logical_emit_message(false, 'negsim', '')")
        connection.exec_driver_sql("SELECT pg_switch_wal()")
    connection.exec_driver_sql("CHECKPOINT")
