"""The same record as a standard aggregate of PyPI's `eventsourcing`: JSON transcoding, in-memory persistence."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from sim.model.move import Move


class Record(Aggregate):
    """A negotiation that keeps no more than the last move on each subject, and checks nothing."""

    @event("Begun")
    def __init__(self) -> None:
        self.last: dict[str, str] = {}

    @event("Moved")
    def move(self, subject: str, verb: str, by: str, date: str) -> None:
        """Keep the move: an event of four fields, where a move has ten and more."""
        self.last[subject] = verb


class Library:
    """An application of the library that has recorded these *moves*: one aggregate, an event for each."""

    def __init__(self, moves: Iterable[Move]) -> None:
        record = Record()
        for move in moves:
            record.move(subject=move.subject, verb=move.verb, by=move.by or "", date=str(move.date))
        self._application: Application[UUID] = Application(env={})
        self._application.save(record)
        self._id = record.id
        self._events: list[Any] = list(self._application.events.get(record.id))

    def rebuild(self) -> object:
        """The aggregate, read back through the repository, which has neither snapshots nor a cache."""
        return self._application.repository.get(self._id)

    def mutate(self) -> object:
        """The aggregate, made of events that are in memory already."""
        record: object = None
        for domain_event in self._events:
            record = domain_event.mutate(record)
        return record
