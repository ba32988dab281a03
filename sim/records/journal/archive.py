"""A journal as lines of JSON, to be kept elsewhere or taken into another journal: a head, then a line an entry."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from attrs import frozen

from sim.model.errors import JournalError, counted
from sim.records.journal.private_texts import private_places
from sim.records.journal.sealing import SealedEntry, hash_of, salted_texts
from sim.records.journal.verification import verified

FORMAT: Final = "negsim-journal/1"


@frozen
class Archive:
    """What an export holds: the name of the record, and its entries, whose chain is whole."""

    record: str
    entries: tuple[SealedEntry, ...]


def as_lines(record: str, entries: Iterable[SealedEntry], *, private: bool) -> Iterator[str]:
    """The lines of an export, without their ends; the texts that are marked as private are in it only if asked for."""
    stored = tuple(entries)
    hidden = defaultdict[int, set[str]](set)
    for number, path in () if private else private_places(stored):
        hidden[number].add(path)
    head = {"format": FORMAT, "record": record, "entries": len(stored), "head": stored[-1].hash if stored else ""}
    yield _line(head)
    for entry in stored:
        kept = entry.without(hidden[entry.number]) if entry.number in hidden else entry
        yield _line({"sealed": kept.sealed, "hash": kept.hash, "texts": [text.as_json for text in kept.texts]})


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def archive_in(lines: Sequence[str], file: str) -> Archive:
    """What the lines of an export hold; complaints name the *file*.

    Raises: JournalError if a line is cut short or altered, if lines are missing, or if it is no export.
    """
    if not lines:
        raise JournalError(f"{file}: it is empty; `negsim journal export` writes what can be taken in")
    head = _read(lines[0], file, 1)
    if head.get("format") != FORMAT:
        reason = "this is no journal; `negsim journal export` writes what can be taken in"
        raise JournalError(f"{file}:1: {reason}")
    expected = head.get("entries")
    if not isinstance(expected, int):
        raise JournalError(f"{file}:1: it does not say how many entries there are; export it again")
    entries = tuple(_entry(line, file, number) for number, line in enumerate(lines[1:], 2) if line.strip())
    record = str(head.get("record", ""))
    if len(entries) != expected:
        whole = counted(expected, "entry", "entries")
        raise JournalError(f"{file}: it has {len(entries):,} of {whole}; export it again")
    check = verified(record, entries, str(head.get("head") or ""))
    if check.faults:
        raise JournalError(f"{file}: {check.faults[0]}; export it again")
    return Archive(record, entries)


def _entry(line: str, file: str, number: int) -> SealedEntry:
    value = _read(line, file, number)
    try:
        document = json.loads(value["sealed"])
        texts = salted_texts(value["texts"])
        return SealedEntry(
            document["number"], document["id"], document["recorded"], value["sealed"], hash_of(value["sealed"]), texts
        )
    except (KeyError, TypeError, ValueError, RecursionError):
        raise JournalError(f"{file}:{number}: this is no entry of a journal; export it again") from None


def _read(line: str, file: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
        json.dumps(value, ensure_ascii=False).encode()  # escapes may stand for halves of signs, which no text can hold
    except (ValueError, RecursionError):
        reason = "this line is cut short or damaged; nothing was taken in; export it again"
        raise JournalError(f"{file}:{number}: {reason}") from None
    if not isinstance(value, dict):
        raise JournalError(f"{file}:{number}: this is no line of a journal; export it again")
    return value
