"""A journal: the entries of one record, appended by several hands and never changed.

    journal = Journal.open("talks.db")
    journal.append([Add({"propose": "pact", "by": "aland", "date": "2013-02-01"})], by="Anna")
    journal.history(known_on=date(2013, 3, 1))

What is appended is judged first: with every entry the record stays legal.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from time import sleep
from typing import Final, Self

from attrs import define

from sim.history.history import History
from sim.model.errors import InvalidScenarioError, JournalError, UnknownNameError
from sim.records.journal.address import MAIN, Address
from sim.records.journal.archive import Archive, as_lines
from sim.records.journal.calls import last_of_call
from sim.records.journal.clock import now
from sim.records.journal.entries import Action, Entry
from sim.records.journal.moments import KnownOn, end_of
from sim.records.journal.private_texts import private_beside_texts
from sim.records.journal.reading import scenario_from
from sim.records.journal.sealing import as_text, opened
from sim.records.journal.store import Store
from sim.records.journal.verification import Verification, verified
from sim.records.journal.writer import Recording, Writer
from sim.scenario.scenario import Scenario

_PAUSE: Final = 0.2
"""The seconds after which who follows a journal looks again."""

_AT_ONCE: Final = 1_000
"""The most entries that who follows a journal is read ahead."""


@define
class Journal:
    """The journal of one record. It is open until it is closed; `with` closes it.

    `clock` gives the time in UTC. `address` names the journal and the record.
    """

    address: Address
    _store: Store
    _writer: Writer

    @classmethod
    def open(cls, address: str, clock: Callable[[], datetime] = now) -> "Journal":
        """The journal of the record at an address, such as `talks.db`, `talks.db#pact` or `postgresql://…#pact`.

        Raises: JournalError if there is no such record, or several and none is named; MissingDependencyError.
        """
        parsed = Address.parse(address)
        store = Store.open(parsed)
        try:
            return cls._of(parsed.of(store.the_record(parsed.record)), store, clock)
        except BaseException:
            store.close()
            raise

    @classmethod
    def begin(cls, address: str, clock: Callable[[], datetime] = now) -> "Journal":
        """A new record without entries, called `main` if it is given no name; the journal is made if need be.

        Raises: JournalError if there is such a record already; MissingDependencyError.
        """
        journal, is_new = cls._in_created(address, clock)
        if not is_new:
            journal.close()
            raise JournalError(f"{journal.address}: there is such a record already; give the new one another name")
        return journal

    @classmethod
    def open_or_begin(cls, address: str, clock: Callable[[], datetime] = now) -> "Journal":
        """The journal of the record at an address, `main` if it names none; it is begun if it is not there.

        Raises: JournalError; MissingDependencyError.
        """
        journal, _ = cls._in_created(address, clock)
        return journal

    @classmethod
    def _in_created(cls, address: str, clock: Callable[[], datetime]) -> tuple[Self, bool]:
        """The journal of a record in a store that is made if need be, and whether the record is new."""
        parsed = Address.parse(address)
        record = parsed.of(parsed.record or MAIN)
        store = Store.create(record)
        try:
            is_new = store.add_record(record.record)
            return cls._of(record, store, clock), is_new
        except BaseException:
            store.close()
            raise

    @classmethod
    def _of(cls, address: Address, store: Store, clock: Callable[[], datetime]) -> Self:
        return cls(address, store, Writer(address, store, clock))

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
        return self._store.last(self.record)

    # READING

    def read(self, since: int = 0, known_on: KnownOn | None = None) -> tuple[Entry, ...]:
        """The entries after the number *since*, in order; only those that were recorded by then.

        Raises: JournalError if one cannot be read; UnknownNameError if there is no such entry.
        """
        return tuple(self._entries(since, known_on))

    def _entries(self, since: int, known_on: KnownOn | None) -> Iterator[Entry]:
        until = None if known_on is None else self.version_on(known_on)
        for sealed in self._store.entries(self.record, since, until):
            yield opened(sealed)

    def version_on(self, known: KnownOn) -> int:
        """The number of the last entry that was recorded by then; 0 if there was none.

        Raises: JournalError; UnknownNameError if there is no such entry.
        """
        if not isinstance(known, int):
            return self._store.last_recorded_by(self.record, as_text(end_of(known)))
        if known > self.version:
            raise UnknownNameError(f"{self.address}: there is no entry @{known}; the journal has {self.version}")
        return known

    def scenario(self, known_on: KnownOn | None = None) -> Scenario:
        """The record as it was known on a day, at a moment or after an entry; as it is known now if none is given.

        Raises: JournalError, also where the entries of one call are not all known yet and the others are no record;
        UnknownNameError; InvalidScenarioError if the record had no parties yet.
        """
        entries = self.read(known_on=known_on)
        if not entries:
            when = "yet; `negsim journal declare` names its parties" if known_on is None else "by then"
            raise JournalError(f"{self.address}: nothing was recorded {when}")
        try:
            return scenario_from(entries, str(self.address))
        except InvalidScenarioError:
            number = entries[-1].number
            last = last_of_call(self.read(since=number - 1))
            if last == number:
                raise
            reason = f"entries up to @{last} were recorded in one call, and are no record without each other"
            raise JournalError(f"{self.address}@{number}: {reason}; ask for @{last}") from None

    def history(self, known_on: KnownOn | None = None) -> History:
        """The history of that record. Raises: as `scenario`."""
        return self.scenario(known_on).history

    def subscribe(
        self, since: int = 0, pause: float = _PAUSE, wait: Callable[[float], object] = sleep
    ) -> Iterator[Entry]:
        """Every entry after the number *since*, in order and without end; new ones as they are recorded.

        Who keeps the number of the last one that it has dealt with goes on from there after a restart: nothing is
        missed, and nothing comes twice. It looks again after a *pause* in seconds.

        Raises: JournalError; UnknownNameError if there is no entry of that number: it is another journal, or a copy.
        """
        self.version_on(since)
        while True:
            entries = tuple(islice(self._entries(since, None), _AT_ONCE))  # the database is free while they are used
            for entry in entries:
                since = entry.number
                yield entry
            if len(entries) < _AT_ONCE:
                wait(pause)

    # APPENDING

    def append(
        self,
        actions: Iterable[Action],
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

        Raises: ConcurrentEntriesError; LaterMovesError if later moves would be illegal; InvalidScenarioError if the
        record would have other faults; JournalError.
        """
        return self._writer.append(actions, Recording(by, reason, expected_version, entry_id, let_fall))

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
        return self._writer.redact(entry, paths, Recording(by, reason))

    # IN AND OUT

    def verify(self, head: str = "") -> Verification:
        """Whether the entries are those that were written, and with a *head* whether the entry of this hash is there.

        Raises: JournalError.
        """
        return verified(self.record, self._store.entries(self.record), head)

    def export(self, *, private: bool = False) -> Iterator[str]:
        """The journal as lines of JSON, without their ends, of which `take_in` makes it again.

        The texts that are marked as private are left out unless they are asked for, those of earlier readings as well.
        What `private_beside_texts` gives is in it all the same. Raises: JournalError.
        """
        return as_lines(self.record, self._store.entries(self.record), private=private)

    def private_beside_texts(self) -> tuple[tuple[int, str], ...]:
        """What is marked as private and is no text: the entry and the place of each id and choice, in order.

        The record cannot be read without them, so that every export has them. Raises: JournalError.
        """
        return private_beside_texts(tuple(self._store.entries(self.record)))

    def take_in(self, archive: Archive) -> int:
        """Record the entries of an export that are not here yet: their number.

        Raises: JournalError if it is of another record, or the two differ in an entry.
        """
        return self._writer.take_in(archive)
