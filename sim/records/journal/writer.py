"""Who writes to a journal: it judges, seals and stores what is recorded, and tries again if others were quicker."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice, takewhile
from threading import RLock
from typing import Final
from uuid import uuid4

from attrs import define, evolve, field, frozen

from sim.model.errors import ConcurrentEntriesError, JournalError, NegsimError, counted
from sim.records.journal.address import Address
from sim.records.journal.archive import Archive
from sim.records.journal.bodies import plain
from sim.records.journal.calls import id_of
from sim.records.journal.clock import in_utc
from sim.records.journal.entries import Action, Declare, Entry, Redact, Retract
from sim.records.journal.judging import Judge, Judged, as_recorded
from sim.records.journal.phrases import as_sentence
from sim.records.journal.reading import scenario_from
from sim.records.journal.redaction import (
    actions_of_redaction,
    are_readings_of,
    check_is_not_said,
    redacted,
    redacted_elsewhere,
    texts_at,
)
from sim.records.journal.sealing import SealedEntry, as_time, genesis, opened, seal
from sim.records.journal.store import Store, StoreConflictError

_TRIES: Final = 1_000
"""The times that an entry is judged anew, after others were quicker, before it is given up."""

_NO_TEXT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""The signs that no text of a record has."""

_MOST_NAMED: Final = 3
"""The most entries of others that a refusal names."""


@frozen
class Recording:
    """Who records something and why, after which entry it must come, its id, and whether moves fall with it."""

    by: str = ""
    reason: str = ""
    expected_version: int | None = None
    entry_id: str = ""
    let_fall: bool = False


@define
class Writer:
    """Writes to one record; it keeps the record up to the last entry that it has met."""

    _address: Address
    _store: Store
    _clock: Callable[[], datetime]
    _judge: Judge = field(init=False)
    _last: str = field(init=False)
    _hash: str = field(init=False)
    _lock: RLock = field(factory=RLock, init=False)

    def __attrs_post_init__(self) -> None:
        self._begin_anew()

    def _begin_anew(self) -> None:
        """Forget what was met: what is stored has been changed."""
        self._judge, self._last, self._hash = Judge(str(self._address)), "", genesis(self._address.record)

    def append(self, actions: Iterable[Action], recording: Recording) -> tuple[Entry, ...]:
        """Record these actions, all or none; see `Journal.append`."""
        self._check_texts(recording)
        wanted = tuple(map(plain, actions))
        self._check_actions(wanted)
        with self._lock:
            return self._append(wanted, recording)

    def _append(self, wanted: tuple[Action, ...], recording: Recording) -> tuple[Entry, ...]:
        appended = self._appended_at_once(wanted, recording)
        if appended is not None:
            return appended
        for _ in range(_TRIES):
            self._catch_up()
            appended = self._done(wanted, recording) or self._appended(self._judged(wanted, recording), recording)
            if appended is not None:
                return appended
        raise self._too_slow()

    def _appended_at_once(self, actions: Sequence[Action], recording: Recording) -> tuple[Entry, ...] | None:
        """The entries, recorded without a look at what others have recorded since; None if one has to look.

        If they have recorded anything, the number of the first entry is taken, and the store refuses it.
        """
        if not (actions and self._judge.version):
            return None
        try:
            judged = self._judged(actions, recording)
        except NegsimError:
            return None  # perhaps only for want of what others have recorded
        return self._appended(judged, recording)

    def _judged(self, actions: Sequence[Action], recording: Recording) -> Judged:
        """The actions as they may be recorded after the last entry that was met. Raises: NegsimError."""
        self._check_version(recording.expected_version)
        return self._judge.judged(actions, let_fall=recording.let_fall)

    def _appended(self, judged: Judged, recording: Recording) -> tuple[Entry, ...] | None:
        """The entries, which are on the disk; None if others were quicker."""
        if not judged.actions:
            return ()
        entries, sealed = zip(*self._following(judged.actions, recording), strict=True)
        try:
            self._store.append(self._address.record, sealed, self._hash)
        except StoreConflictError:
            self._check_ids(sealed)
            return None
        self._judge.keep(judged)
        self._last, self._hash = sealed[-1].recorded, sealed[-1].hash
        return entries

    def redact(self, entry: int, paths: Iterable[str], recording: Recording) -> tuple[Entry, ...]:
        """Remove these texts; see `Journal.redact`."""
        self._check_texts(recording)
        with self._lock:
            return self._redact(entry, tuple(paths), recording)

    def _redact(self, entry: int, sought: tuple[str, ...], recording: Recording) -> tuple[Entry, ...]:
        for _ in range(_TRIES):
            self._catch_up()
            stored = tuple(self._store.entries(self._address.record))
            texts = texts_at(stored, entry, sought, str(self._address))
            changed = redacted(stored, entry, texts, str(self._address))
            check_is_not_said(texts, recording.by, recording.reason, str(self._address))
            following = tuple(self._following(actions_of_redaction(stored, changed), recording))
            try:
                self._store.replace_texts(self._address.record, changed, [sealed for _, sealed in following])
            except StoreConflictError:
                continue
            self._begin_anew()
            self._store.purge()
            return tuple(entry for entry, _ in following)
        raise self._too_slow()

    def take_in(self, archive: Archive) -> int:
        """Record the entries of an export that are not here yet; see `Journal.take_in`."""
        if archive.record != self._address.record:
            raise JournalError(
                f"{self._address}: this is an export of the record {archive.record!r}; take it into that"
            )
        with self._lock:
            return self._take_in(archive)

    def _take_in(self, archive: Archive) -> int:
        here = tuple(self._store.entries(self._address.record))
        for ours, theirs in zip(here, archive.entries, strict=False):
            if ours.hash != theirs.hash:
                raise JournalError(f"{self._address}: it differs from the export from entry @{ours.number} on")
        further = archive.entries[len(here) :]
        if further:
            scenario_from((opened(entry) for entry in (*here, *further)), str(self._address))
        changed = redacted_elsewhere(here, further)
        try:
            self._store.replace_texts(self._address.record, changed, further)
        except StoreConflictError:
            raise ConcurrentEntriesError(f"{self._address}: others have recorded meanwhile; try again") from None
        if changed:
            self._store.purge()
        self._begin_anew()
        return len(further)

    def _too_slow(self) -> ConcurrentEntriesError:
        return ConcurrentEntriesError(f"{self._address}: others were quicker {_TRIES:,} times; try again")

    def _catch_up(self) -> None:
        """Take what others have recorded since; from the beginning if the last entry that was met is not there."""
        if not self._store.has(self._address.record, self._judge.version, self._hash):
            self._begin_anew()
        for sealed in self._store.entries(self._address.record, self._judge.version):
            self._judge.catch_up((opened(sealed),))
            self._last, self._hash = sealed.recorded, sealed.hash

    def _done(self, actions: Sequence[Action], recording: Recording) -> tuple[Entry, ...]:
        """The entries that an earlier call with this id has written; none if there was none."""
        entry_id = recording.entry_id
        first = self._store.entry_of_id(self._address.record, entry_id) if entry_id else None
        if first is None:
            return ()
        numbered = enumerate(self._entries(first.number), 2)
        further = takewhile(lambda each: each[1].id == id_of(entry_id, each[0]), numbered)
        entries = (opened(first), *(entry for _, entry in further))
        fallen = entries[len(actions) :] if recording.let_fall else ()
        recorded = tuple(entry.action for entry in entries[: len(entries) - len(fallen)])
        before = (opened(sealed) for sealed in self._store.entries(self._address.record, 0, first.number - 1))
        if not are_readings_of(recorded, as_recorded(actions, before)) or not all(
            isinstance(entry.action, Retract) for entry in fallen
        ):
            raise JournalError(f"{self._address}: the id {entry_id!r} is that of another entry, @{first.number}")
        return entries

    def _check_ids(self, sealed: Sequence[SealedEntry]) -> None:
        """Refuse entries of which one has the id of another that is not of the same call. Raises: JournalError."""
        first, *further = (self._store.entry_of_id(self._address.record, entry.id) for entry in sealed)
        other = next(filter(None, further), None)
        if first is None and other is not None:
            reason = f"entries after {sealed[0].id!r} would have the id {other.id!r}, which is that of @{other.number}"
            raise JournalError(f"{self._address}: {reason}; choose another id")

    def _check_actions(self, actions: Iterable[Action]) -> None:
        """Refuse what is recorded in another way. Raises: JournalError."""
        for action in actions:
            if isinstance(action, Redact):
                raise JournalError(f"{self._address}: an entry that says of a redaction is written by `redact`")
            if isinstance(action, Declare) and "moves" in action.sections:
                raise JournalError(f"{self._address}: moves are not declared; record each with `Add`")

    def _check_texts(self, recording: Recording) -> None:
        """Refuse what no text can hold. Raises: JournalError."""
        for what, text in (("name", recording.by), ("reason", recording.reason), ("id", recording.entry_id)):
            if match := _NO_TEXT.search(text):
                sign = f"U+{ord(match[0]):04X}"
                raise JournalError(f"{self._address}: the {what} {text!r} has the sign {sign}; leave it out")

    def _check_version(self, expected: int | None) -> None:
        """Refuse what was to follow another entry than the last. Raises: ConcurrentEntriesError."""
        if expected is None or expected == self._judge.version:
            return
        if expected > self._judge.version:
            reason = f"the journal has {counted(self._judge.version, 'entry', 'entries')}, not {expected:,} as expected"
            raise ConcurrentEntriesError(f"{self._address}: {reason}")
        written = "; ".join(map(as_sentence, islice(self._entries(expected), _MOST_NAMED)))
        more = self._judge.version - expected - _MOST_NAMED
        rest = f"; and {more:,} more" if more > 0 else ""
        reason = f"since entry @{expected} others have recorded {written}{rest}; look at them, and try again"
        raise ConcurrentEntriesError(f"{self._address}: {reason}")

    def _following(self, actions: Sequence[Action], recording: Recording) -> Iterator[tuple[Entry, SealedEntry]]:
        """The actions as entries after the last one, each also as it is stored; the time never runs back."""
        recorded = in_utc(self._clock())
        if self._last:
            recorded = max(recorded, as_time(self._last))
        first_id, previous = recording.entry_id or uuid4().hex, self._hash
        for position, action in enumerate(actions, 1):
            own_id = id_of(first_id, position)
            entry = Entry(
                self._judge.version + position, own_id, recorded, recording.by, recording.reason, action, previous, ""
            )
            sealed = seal(self._address.record, entry)
            previous = sealed.hash
            yield evolve(entry, action=plain(action), hash=sealed.hash), sealed  # whoever gets it may change its own

    def _entries(self, since: int) -> Iterator[Entry]:
        return (opened(sealed) for sealed in self._store.entries(self._address.record, since))
