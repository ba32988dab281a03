"""A journal: the entries of one record, appended by several hands and never changed.

    journal = Journal.open("talks.db")
    journal.append([Add({"propose": "pact", "by": "aland", "date": "2013-02-01"})], by="Anna")
    journal.history(known_on=date(2013, 3, 1))

What is appended is judged first: with every entry the record stays legal.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice, takewhile
from time import sleep
from typing import Final, Self
from uuid import uuid4

from attrs import define, field

from sim.history.history import History
from sim.model.errors import ConcurrentEntriesError, JournalError, UnknownNameError, counted
from sim.records.journal.address import MAIN, Address
from sim.records.journal.archive import Archive, as_lines
from sim.records.journal.clock import now
from sim.records.journal.entries import Action, Entry
from sim.records.journal.judging import Judge
from sim.records.journal.moments import KnownOn, end_of
from sim.records.journal.phrases import as_sentence
from sim.records.journal.reading import scenario_from
from sim.records.journal.redaction import actions_of_redaction, redacted, redacted_elsewhere
from sim.records.journal.sealing import SealedEntry, as_text, as_time, genesis, opened, seal
from sim.records.journal.store import Store, StoreConflictError
from sim.records.journal.verification import Verification, verified
from sim.scenario.scenario import Scenario

_TRIES: Final = 1_000
"""The times that an entry is judged anew, after others were quicker, before it is given up."""

_MOST_NAMED: Final = 3
"""The most entries of others that a refusal names."""

_PAUSE: Final = 0.2
"""The seconds after which who follows a journal looks again."""


@define
class Journal:
    """The journal of one record. It is open until it is closed; `with` closes it.

    `clock` gives the time in UTC. `address` names the journal and the record.
    """

    address: Address
    _store: Store
    _clock: Callable[[], datetime]
    _judge: Judge = field(init=False)
    _last: str = ""
    _hash: str = ""

    def __attrs_post_init__(self) -> None:
        self._judge = Judge(str(self.address))
        self._hash = genesis(self.record)

    @classmethod
    def open(cls, address: str, clock: Callable[[], datetime] = now) -> "Journal":
        """The journal of the record at an address, such as `talks.db`, `talks.db#pact` or `postgresql://…#pact`.

        Raises: JournalError if there is no such record, or several and none is named; MissingDependencyError.
        """
        parsed = Address.parse(address)
        store = Store.open(parsed)
        try:
            return cls(parsed.of(store.the_record(parsed.record)), store, clock)
        except BaseException:
            store.close()
            raise

    @classmethod
    def begin(cls, address: str, clock: Callable[[], datetime] = now) -> "Journal":
        """A new record without entries, called `main` if it is given no name; the journal is made if need be.

        Raises: JournalError if there is such a record already; MissingDependencyError.
        """
        parsed = Address.parse(address)
        record = parsed.of(parsed.record or MAIN)
        store = Store.create(record)
        try:
            store.add_record(record.record)
            return cls(record, store, clock)
        except BaseException:
            store.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections to the database."""
        self._store.close()

    @property
    def record(self) -> str:
        """The name of the record."""
        return self.address.record

    @property
    def version(self) -> int:
        """The number of the last entry, those of others included; 0 if there is none. Raises: JournalError."""
        return self._store.head(self.record).number

    # READING

    def read(self, since: int = 0, known_on: KnownOn | None = None) -> tuple[Entry, ...]:
        """The entries after the number *since*, in order; only those that were recorded by then.

        Raises: JournalError if one cannot be read; UnknownNameError if there is no such entry.
        """
        return tuple(self._entries(since, known_on))

    def _entries(self, since: int, known_on: KnownOn | None) -> Iterator[Entry]:
        until = None if known_on is None else self._number_by(known_on)
        for sealed in self._store.entries(self.record, since, until):
            yield opened(sealed)

    def _number_by(self, known: KnownOn) -> int:
        """The number of the last entry that was recorded by then."""
        if not isinstance(known, int):
            return self._store.last_recorded_by(self.record, as_text(end_of(known)))
        if known > self.version:
            raise UnknownNameError(f"{self.address}: there is no entry @{known}; the journal has {self.version}")
        return known

    def scenario(self, known_on: KnownOn | None = None) -> Scenario:
        """The record as it was known on a day, at a moment or after an entry; as it is known now if none is given.

        Raises: JournalError; UnknownNameError; InvalidScenarioError if the record had no parties yet.
        """
        return scenario_from(self._entries(0, known_on), str(self.address))

    def history(self, known_on: KnownOn | None = None) -> History:
        """The history of that record. Raises: as `scenario`."""
        return self.scenario(known_on).history

    def subscribe(
        self, since: int = 0, pause: float = _PAUSE, wait: Callable[[float], object] = sleep
    ) -> Iterator[Entry]:
        """Every entry after the number *since*, in order and without end; new ones as they are recorded.

        Who keeps the number of the last one that it has dealt with goes on from there after a restart: nothing is
        missed, and nothing comes twice. It looks again after a *pause* in seconds.

        Raises: JournalError.
        """
        while True:
            for entry in self._entries(since, None):
                since = entry.number
                yield entry
            wait(pause)

    # APPENDING

    def append(
        self,
        actions: Sequence[Action],
        by: str = "",
        reason: str = "",
        *,
        expected_version: int | None = None,
        entry_id: str = "",
        let_fall: bool = False,
    ) -> tuple[Entry, ...]:
        """Record these actions, all or none, each as an entry: the entries, which are on the disk.

        *by* is who records them. With an *expected_version* they follow the entry of that number or are refused. With
        an *entry_id* a second call of the same id writes nothing, and gives the entries of the first. With *let_fall*
        the moves that become illegal are retracted too, each by an entry of its own.

        Raises: ConcurrentEntriesError; InvalidScenarioError if the record would have faults; JournalError.
        """
        for _ in range(_TRIES):
            self._catch_up()
            done = self._done(entry_id, actions)
            if done:
                return done
            self._check_version(expected_version)
            judged = self._judge.judged(actions, let_fall=let_fall)
            sealed = list(self._following(judged.actions, by, reason, entry_id))
            try:
                self._store.append(self.record, sealed)
            except StoreConflictError:
                continue
            self._judge.keep(judged)
            self._last, self._hash = sealed[-1].recorded, sealed[-1].hash
            return tuple(opened(entry) for entry in sealed)
        raise self._too_slow()

    # REDACTION

    def texts_of(self, entry: int) -> tuple[str, ...]:
        """The places of the texts of an entry, as JSON pointers, such as `/body/add/quote`. Raises: JournalError."""
        return next((each.paths for each in self._store.entries(self.record, entry - 1, entry)), ())

    def redact(self, entry: int, paths: Iterable[str], by: str = "", reason: str = "") -> tuple[Entry, ...]:
        """Remove these texts of an entry for good, wherever the record has them: the entries that say so.

        The database and its log files do not hold them afterwards, and the chain of hashes stays whole. None is written
        if they had been removed before; the files are rewritten nevertheless.

        Raises: JournalError if there is no such text, the record could not be read without it, or the log of the
        database cannot be emptied.
        """
        for _ in range(_TRIES):
            self._catch_up()
            stored = tuple(self._store.entries(self.record))
            changed = redacted(stored, entry, paths, str(self.address))
            sealed = list(self._following(actions_of_redaction(stored, changed), by, reason, ""))
            try:
                self._store.replace_texts(self.record, changed, sealed)
            except StoreConflictError:
                continue
            self._judge, self._last, self._hash = Judge(str(self.address)), "", genesis(self.record)
            self._store.purge()
            return tuple(opened(each) for each in sealed)
        raise self._too_slow()

    # IN AND OUT

    def verify(self, head: str = "") -> Verification:
        """Whether the entries are those that were written, and with a *head* whether the entry of this hash is there.

        Raises: JournalError.
        """
        return verified(self.record, self._store.entries(self.record), head)

    def export(self, *, private: bool = False) -> Iterator[str]:
        """The journal as lines of JSON, without their ends, of which `take_in` makes it again.

        The texts that are marked as private are left out unless they are asked for. Raises: JournalError.
        """
        return as_lines(self.record, self._store.entries(self.record), private=private)

    def take_in(self, archive: Archive) -> int:
        """Record the entries of an export that are not here yet: their number.

        Raises: JournalError if it is of another record, or the two differ in an entry.
        """
        if archive.record != self.record:
            raise JournalError(f"{self.address}: this is an export of the record {archive.record!r}; take it into that")
        here = tuple(self._store.entries(self.record))
        for ours, theirs in zip(here, archive.entries, strict=False):
            if ours.hash != theirs.hash:
                raise JournalError(f"{self.address}: it differs from the export from entry @{ours.number} on")
        further = archive.entries[len(here) :]
        scenario_from((opened(entry) for entry in (*here, *further)), str(self.address))
        changed = redacted_elsewhere(here, further)
        try:
            self._store.replace_texts(self.record, changed, further)
        except StoreConflictError:
            raise ConcurrentEntriesError(f"{self.address}: others have recorded meanwhile; try again") from None
        if changed:
            self._store.purge()
        self._judge, self._last, self._hash = Judge(str(self.address)), "", genesis(self.record)
        return len(further)

    # WHAT IT KNOWS

    def _too_slow(self) -> ConcurrentEntriesError:
        return ConcurrentEntriesError(f"{self.address}: others were quicker {_TRIES:,} times; try again")

    def _catch_up(self) -> None:
        """Take what others have recorded since."""
        for sealed in self._store.entries(self.record, self._judge.version):
            self._judge.catch_up((opened(sealed),))
            self._last, self._hash = sealed.recorded, sealed.hash

    def _done(self, entry_id: str, actions: Sequence[Action]) -> tuple[Entry, ...]:
        """The entries that an earlier call with this id has written; none if there was none."""
        first = self._store.entry_of_id(self.record, entry_id) if entry_id else None
        if first is None:
            return ()
        further = self._entries(first.number, None)
        entries = (opened(first), *takewhile(lambda entry: entry.id.startswith(f"{entry_id}/"), further))
        if tuple(entry.action for entry in entries[: len(actions)]) != tuple(actions):
            raise JournalError(f"{self.address}: the id {entry_id!r} is that of another entry, @{first.number}")
        return entries

    def _check_version(self, expected: int | None) -> None:
        """Refuse what was to follow another entry than the last. Raises: ConcurrentEntriesError."""
        if expected is None or expected == self._judge.version:
            return
        if expected > self._judge.version:
            reason = f"the journal has {counted(self._judge.version, 'entry', 'entries')}, not {expected:,} as expected"
            raise ConcurrentEntriesError(f"{self.address}: {reason}")
        written = "; ".join(map(as_sentence, islice(self._entries(expected, None), _MOST_NAMED)))
        more = self._judge.version - expected - _MOST_NAMED
        rest = f"; and {more:,} more" if more > 0 else ""
        reason = f"since entry @{expected} others have recorded {written}{rest}; look at them, and try again"
        raise ConcurrentEntriesError(f"{self.address}: {reason}")

    def _following(self, actions: Sequence[Action], by: str, reason: str, entry_id: str) -> Iterator[SealedEntry]:
        """The actions as entries after the last one; the time never runs back."""
        recorded = max(self._clock(), as_time(self._last)) if self._last else self._clock()
        first_id, previous = entry_id or uuid4().hex, self._hash
        for position, action in enumerate(actions, 1):
            own_id = first_id if position == 1 else f"{first_id}/{position}"
            entry = Entry(self._judge.version + position, own_id, recorded, by, reason, action, previous, "")
            sealed = seal(self.record, entry)
            previous = sealed.hash
            yield sealed
