"""The entries of a journal as JSON."""

from collections.abc import Sequence
from typing import Final

from sim.records.journal.bodies import as_body
from sim.records.journal.entries import Entry
from sim.records.journal.sealing import as_text
from sim.records.json_values import Json

LOG: Final = "negsim-journal-log/1"


def log_document(record: str, entries: Sequence[Entry]) -> Json:
    """The document on the entries of a record, with the hash of the last one."""
    head = entries[-1].hash if entries else None
    return {"format": LOG, "record": record, "head": head, "entries": [entry_as_json(entry) for entry in entries]}


def entry_as_json(entry: Entry) -> Json:
    """One entry: its number, id, time, who recorded it and why, what, and the hashes."""
    return {
        "number": entry.number,
        "id": entry.id,
        "recorded": as_text(entry.recorded),
        "by": entry.recorded_by or None,
        "reason": entry.reason or None,
        **as_body(entry.action),
        "previous": entry.previous,
        "hash": entry.hash,
    }
