"""Rows set aside on disk by case, so that a table of any size is read once, and one case at a time is in memory."""

import json
import sqlite3
from collections.abc import Iterator
from types import TracebackType
from typing import Final, Self

from sim.model.errors import UnreadableFileError
from sim.records.table_import.rows import TableRow

_AT_ONCE: Final = 1_000
_MOST: Final = 250_000
"""The most characters of rows that wait to be set aside together."""

_SCHEMA: Final = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA temp_store = FILE;
    CREATE TABLE rows (place INTEGER, number INTEGER, cells TEXT, complaint TEXT, PRIMARY KEY (place, number))
    WITHOUT ROWID;
"""


class Spool:
    """Rows by the place of their case, in a temporary file of SQLite, of which nothing is left however a run ends.

    Raises: UnreadableFileError where there is no room for it.
    """

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.executescript(_SCHEMA)
        self._waiting: list[tuple[int, int, str, str]] = []
        self._size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rows.close()

    def add(self, place: int, row: TableRow) -> None:
        """Set a row aside for the case at that place."""
        cells = json.dumps(row.cells)
        self._waiting.append((place, row.number, cells, row.complaint))
        self._size += len(cells)
        if len(self._waiting) == _AT_ONCE or self._size > _MOST:
            self._flush()

    def _flush(self) -> None:
        try:
            with self._rows:
                self._rows.execute("BEGIN")
                self._rows.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", self._waiting)
        except sqlite3.OperationalError as error:
            reason = f"rows cannot be set aside: {error}; make room, or name another folder in TMPDIR"
            raise UnreadableFileError("temporary file", reason) from None
        self._waiting.clear()
        self._size = 0

    def drop(self, place: int) -> None:
        """Forget the rows of a case."""
        self._flush()
        self._rows.execute("DELETE FROM rows WHERE place = ?", (place,))

    def rows(self, place: int) -> Iterator[TableRow]:
        """The rows of a case, by number."""
        self._flush()
        found = self._rows.execute(
            "SELECT number, cells, complaint FROM rows WHERE place = ? ORDER BY number", (place,)
        )
        for number, cells, complaint in found:
            yield TableRow(number, tuple(json.loads(cells)), complaint)
