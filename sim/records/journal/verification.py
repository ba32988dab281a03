"""Whether the entries of a record are those that were written: none altered, deleted, swapped or put between others.

Each entry is sealed with the hash of the one before (as in Git and in certificate transparency). That the last entries
are gone shows only to who has kept the hash of the last one.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from sim.model.errors import JournalError
from sim.records.journal.entries import Action, Redact
from sim.records.journal.private_texts import private_places
from sim.records.journal.sealing import SealedEntry, genesis, hash_of, opened
from sim.records.journal.texts import paths_of_texts
from sim.records.json_values import Json

_FEWEST_DIGITS: Final = 8


@frozen
class Verification:
    """The number of entries, the hash of the last one, and what is wrong, a sentence for each, in order."""

    entries: int
    head: str
    faults: tuple[str, ...]


def verified(record: str, entries: Iterable[SealedEntry], head: str = "") -> Verification:
    """What is wrong with the entries of a record; with a *head*, whether the entry of this hash is among them.

    The first digits of the hash do, if they are eight or more.
    """
    stored = tuple(entries)
    faults = [*_faults(record, stored), *_faults_of_texts(stored)]
    last = stored[-1].hash if stored else genesis(record)
    if head and not _is_among(head, (genesis(record), *(entry.hash for entry in stored))):
        faults.append(
            f"no entry has the hash {head}: the last entries are gone, or others have been put in their place"
        )
    return Verification(len(stored), last, tuple(faults))


def _is_among(head: str, hashes: Iterable[str]) -> bool:
    return len(head) >= _FEWEST_DIGITS and any(each.startswith(head.lower()) for each in hashes)


def _faults(record: str, stored: Iterable[SealedEntry]) -> Iterator[str]:
    """What is wrong with what is sealed."""
    number, previous, is_sound = 0, genesis(record), True
    for entry in stored:
        if entry.number > number + 1:
            yield _missing(number + 1, entry.number - 1)
        is_next, number = entry.number == number + 1, entry.number
        altered = _alteration(record, entry)
        if altered:
            yield f"entry @{number} {altered}"
        elif is_next and is_sound and _sealed(entry)["previous"] != previous:
            before = f"entry @{number - 1}" if number > 1 else "the beginning of the record"
            yield f"entry @{number} was not written after {before} as it is now: one of the two has been altered"
        previous, is_sound = entry.hash, not altered


def _missing(first: int, last: int) -> str:
    return f"entry @{first} is missing" if first == last else f"the entries from @{first} to @{last} are missing"


def _alteration(record: str, entry: SealedEntry) -> str:
    """What has been done to an entry, as far as it shows in itself; empty if nothing."""
    if hash_of(entry.sealed) != entry.hash:
        return "has been altered: it does not have the hash that it was recorded with"
    try:
        document = _sealed(entry)
        columns = (document["record"], document["number"], document["id"], document["recorded"])
        opened(entry)
    except (JournalError, ValueError, TypeError, KeyError, RecursionError) as error:
        return f"cannot be read: {error}"
    if columns[:2] != (record, entry.number):
        return f"is in the place of another: it was recorded as @{columns[1]} of {columns[0]}"
    if columns != (record, entry.number, entry.id, entry.recorded):
        return "has been altered: its id or its time is not the one that it was recorded with"
    return ""


def _sealed(entry: SealedEntry) -> Json:
    document: Json = json.loads(entry.sealed)
    return document


def _faults_of_texts(stored: Iterable[SealedEntry]) -> Iterator[str]:
    """What is wrong with the texts beside what is sealed."""
    read = [(entry, action) for entry in stored if (action := _action(entry)) is not None]
    redactions = (action for _, action in read if isinstance(action, Redact))
    redacted = {(action.entry, path) for action in redactions for path in action.paths}
    gone = redacted | private_places([entry for entry, _ in read])
    for entry, _ in read:
        yield from _faults_of_its_texts(entry, gone)


def _action(entry: SealedEntry) -> Action | None:
    """What an entry records; None if it cannot be read."""
    try:
        return opened(entry).action
    except JournalError:
        return None


def _faults_of_its_texts(entry: SealedEntry, gone: set[tuple[int, str]]) -> Iterator[str]:
    """What is wrong with the texts of an entry, of which some may be *gone*."""
    for (path, digest), text in zip(paths_of_texts(_sealed(entry)), entry.texts, strict=True):
        if not text.has_digest(digest):
            yield f"entry @{entry.number} has been altered: {path} is not the text that was recorded"
        elif text.text is None and (entry.number, path) not in gone:
            yield f"entry @{entry.number} has been altered: {path} is gone, and no entry says that it was redacted"
