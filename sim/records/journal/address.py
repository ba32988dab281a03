"""The address of a record in a journal: `talks.db`, `talks.db#ministers`, `postgresql://host/talks#ministers`."""

import re
from pathlib import Path
from typing import Final

from attrs import evolve, field, frozen

from sim.model.errors import JournalError
from sim.model.ids import NOT_AN_ID, is_id

POSTGRESQL: Final = "postgresql"
ENDINGS: Final = (".db", ".sqlite", ".sqlite3")
"""The endings of journals that are files."""
MAIN: Final = "main"
"""The name of a record that was given none."""

_PASSWORD: Final = re.compile("([?&](?:ssl)?password=)[^&#]*")
_MAGIC: Final = b"SQLite format 3\0"


def without_password(address: str) -> str:
    """The address as it may be printed."""
    head, separator, rest = address.partition("://")
    if not separator:
        return address
    account, at, place = rest.rpartition("@")
    return _PASSWORD.sub(r"\1", f"{head}://{account.partition(':')[0]}{at}{place}")


@frozen
class Address:
    """A journal, as a path or the address of a database, and a record in it; empty for the only one that there is."""

    journal: str = field(repr=without_password)
    record: str = ""

    @classmethod
    def parse(cls, text: str) -> "Address":
        """The address in a text. Raises: JournalError if it names no journal, or the name of the record is no id."""
        journal, _, record = text.rpartition("#") if "#" in text else (text, "", "")
        if not journal:
            raise JournalError(f"{text!r} names no journal; name one, such as talks.db or postgresql://host/talks")
        if "#" in text and not is_id(record):
            what = "what is behind the #" if is_server(text) else repr(record)  # it may be of a password
            raise JournalError(f"{without_password(text)}: the name of the record, {what}, {NOT_AN_ID}")
        return cls(journal, record)

    def of(self, record: str) -> "Address":
        """The address of a record in the same journal."""
        return evolve(self, record=record)

    @property
    def is_file(self) -> bool:
        """Whether the journal is a file of SQLite; else it is a database of a server."""
        return not is_server(self.journal)

    @property
    def journal_name(self) -> str:
        """The journal as it may be printed: without a password."""
        return without_password(self.journal)

    def __str__(self) -> str:
        """The address without its password, as complaints call it."""
        return f"{self.journal_name}#{self.record}" if self.record else self.journal_name


def is_server(text: str) -> bool:
    """Whether an address names a database of PostgreSQL."""
    scheme, separator, _ = text.partition("://")
    return bool(separator) and scheme.partition("+")[0] in (POSTGRESQL, "postgres")


def is_journal(text: str) -> bool:
    """Whether the name of a file in a call names a journal: a server's address, or what is or is called one."""
    if is_server(text):
        return True
    path = _path(text)
    try:
        return is_database(path) if path.exists() else path.suffix.lower() in ENDINGS
    except (OSError, ValueError):
        return False


def is_database(path: Path) -> bool:
    """Whether there is a database of SQLite; of a pipe nothing is read, lest its reader miss it. Raises: OSError."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _path(text: str) -> Path:
    """The path in the name of a file or a journal; a file may have a # in its own name."""
    path = Path(text)
    try:
        return path if path.exists() else Path(text.rpartition("#")[0] or text)
    except (OSError, ValueError):
        return path
