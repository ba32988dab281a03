"""The table of the entries of a journal."""

from collections.abc import Iterable
from typing import Final

from sim.records.journal.entries import Entry
from sim.records.journal.phrases import action_in_words
from sim.report.table.render import NOTHING, Table

HEADERS: Final = ("entry", "recorded", "by", "what", "reason", "hash")

_DIGITS: Final = 12


def entries_table(entries: Iterable[Entry], title: str, *, in_full: bool = False) -> Table:
    """The table of these entries: what was recorded when, by whom and why, and the beginning of the hash, or all."""
    digits = None if in_full else _DIGITS
    return Table(title, HEADERS, tuple(_row(entry, digits) for entry in entries), optional=("by", "reason"))


def _row(entry: Entry, digits: int | None) -> tuple[str, ...]:
    recorded = f"{entry.recorded:%Y-%m-%d %H:%M:%S}"
    by, reason = entry.recorded_by or NOTHING, entry.reason or NOTHING
    return f"@{entry.number}", recorded, by, action_in_words(entry.action), reason, entry.hash[:digits]
