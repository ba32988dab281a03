"""The tables of a journal, alike in SQLite and PostgreSQL."""

from typing import Final

from sqlalchemy import CHAR, Column, Integer, MetaData, Table, Text, UniqueConstraint

SCHEMA: Final = "1"
"""The version of these tables."""

METADATA: Final = MetaData()

JOURNAL: Final = Table(
    "negsim_journal",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What is said of the journal as a whole: `schema` has the version of its tables."""

RECORDS: Final = Table("negsim_records", METADATA, Column("name", Text, primary_key=True))
"""The records, also those without entries."""

ENTRIES: Final = Table(
    "negsim_entries",
    METADATA,
    Column("record", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("recorded", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("hash", CHAR(64), nullable=False),
    Column("texts", Text, nullable=False),
    UniqueConstraint("record", "id"),
)
"""The entries: what is sealed, its hash, and beside it the texts that may be removed."""
