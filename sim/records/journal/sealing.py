"""Entries as the store holds them: the sealed text, its SHA-256, and beside it the texts that may be removed.

The sealed text is JSON with the number, the time, what was recorded, and the hash of the entry before. It is stored,
exported and hashed as it is, byte for byte.
"""

import json
from collections.abc import Callable, Collection
from datetime import datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any, Final

from attrs import evolve, frozen

from sim.model.errors import JournalError
from sim.records.journal.bodies import as_body, of_body
from sim.records.journal.clock import in_utc
from sim.records.journal.entries import Action, Entry
from sim.records.journal.texts import SaltedText, opened_texts, paths_of_texts, sealed_texts
from sim.records.journal.upcasting import upcast
from sim.records.json_values import Json

FORMAT: Final = 1
"""The version of the sealed text."""

_SALT_BYTES: Final = 16

_in_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@frozen
class SealedEntry:
    """An entry as it is stored; `texts` are those whose digests the `sealed` text has, in order."""

    number: int
    id: str
    recorded: str
    sealed: str
    hash: str
    texts: tuple[SaltedText, ...]

    @property
    def texts_as_json(self) -> str:
        """The texts with their salts, as they are stored."""
        return _in_json([text.as_json for text in self.texts])

    @property
    def paths(self) -> tuple[str, ...]:
        """The place of each text in the sealed text, as a JSON pointer."""
        return tuple(path for path, _ in paths_of_texts(json.loads(self.sealed)))

    def without(self, paths: Collection[str]) -> "SealedEntry":
        """The entry with the texts at these places removed; its seal is as it was."""
        kept = (
            SaltedText(None, None) if path in paths else text for path, text in zip(self.paths, self.texts, strict=True)
        )
        return evolve(self, texts=tuple(kept))


def genesis(record: str) -> str:
    """The hash that the first entry of a record has in place of that of an entry before."""
    return sha256(f"negsim-journal: {record}".encode()).hexdigest()


def seal(record: str, entry: Entry, salt: Callable[[], str] = lambda: token_hex(_SALT_BYTES)) -> SealedEntry:
    """The entry as it is stored; its own `hash` is not looked at."""
    recorded = as_text(entry.recorded)
    document = {
        "format": FORMAT,
        "record": record,
        "number": entry.number,
        "id": entry.id,
        "recorded": recorded,
        "by": entry.recorded_by,
        "reason": entry.reason,
        "body": as_body(entry.action),
        "previous": entry.previous,
    }
    document, texts = sealed_texts(document, salt)
    sealed = _in_json(document)
    return SealedEntry(entry.number, entry.id, recorded, sealed, hash_of(sealed), texts)


def hash_of(sealed: str) -> str:
    """The SHA-256 of a sealed text, in hexadecimal digits."""
    return sha256(sealed.encode("utf-8", "surrogatepass")).hexdigest()


def opened(sealed: SealedEntry) -> Entry:
    """The entry in what is stored.

    Raises: JournalError if it cannot be read: it has been altered, or a later negsim has written it.
    """
    try:
        document: Json = json.loads(sealed.sealed)
        if document["format"] > FORMAT:
            raise JournalError(
                f"entry @{sealed.number} has the format {document['format']} of a later negsim; install that one"
            )
        whole = upcast(opened_texts(document, sealed.texts), FORMAT)
        return _entry(whole, sealed.hash)
    except (ValueError, TypeError, KeyError, StopIteration, AttributeError, RecursionError) as error:
        reason = f"entry @{sealed.number} cannot be read ({type(error).__name__}); `negsim journal verify` says more"
        raise JournalError(reason) from None


def _entry(document: Json, own_hash: str) -> Entry:
    action: Action = of_body(document["body"])
    return Entry(
        document["number"],
        document["id"],
        as_time(document["recorded"]),
        document["by"],
        document["reason"],
        action,
        document["previous"],
        own_hash,
    )


def texts_of_json(text: str) -> tuple[SaltedText, ...]:
    """The texts with their salts, from what is stored. Raises: ValueError or TypeError if it is not that."""
    return salted_texts(json.loads(text))


def salted_texts(pairs: Any) -> tuple[SaltedText, ...]:
    """The texts with their salts, from lists of both. Raises: ValueError or TypeError if it is not that."""
    texts = tuple(SaltedText(salt, text) for salt, text in pairs)
    if not all(isinstance(part, str | None) for text in texts for part in text.as_json):
        raise TypeError("a salt and a text are texts, or neither is there")
    return texts


def as_text(time: datetime) -> str:
    """A time in UTC, to the microsecond; texts of times are in the order of the times."""
    return f"{in_utc(time).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def as_time(text: str) -> datetime:
    """The time in such a text. Raises: ValueError if it is none."""
    return datetime.fromisoformat(text)
