"""The table of the entries of a journal."""

from collections.abc import Iterable

from sim.records.journal.entries import Entry
from sim.records.journal.phrases import action_in_words
from sim.report.table.render import NOTHING, Table

HEADERS = ("entry", "recorded", "by", "what", "reason", "hash")

_DIGITS = 12


def entries_table(entries: Iterable[Entry], title: str) -> Table:
    """The table of these entries: what was recorded when, by whom and why, and the beginning of the hash."""
    return Table(title, HEADERS, tuple(map(_row, entries)), optional=("by", "reason"))


def _row(entry: Entry) -> tuple[str, ...]:
    recorded = f"{entry.recorded:%Y-%m-%d %H:%M:%S}"
    what = action_in_words(entry.action)
    return (
        f"@{entry.number}",
        recorded,
        entry.recorded_by or NOTHING,
        what,
        entry.reason or NOTHING,
        entry.hash[:_DIGITS],
    )
