"""The subjects that entries of a log have to do with, and the parts of a log that have nothing to do with each other.

Each part can be judged by itself.

Source: M. Herlihy and J. Wing, Linearizability (1990), on locality; A. Horn and D. Kroening, Faster linearizability
checking via P-compositionality (2015).
"""

from collections.abc import Iterable, Iterator

from sim.model.condition import Condition
from sim.model.move import Move, fields_of
from sim.rules.registry import named_subjects
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment
from sim.testing.judging.log import Entry, Read


class Groups:
    """Names that belong together."""

    def __init__(self) -> None:
        self._members: dict[str, set[str]] = {}

    def join(self, names: Iterable[str]) -> None:
        """Let these names belong together."""
        joined = {member for name in names for member in self.of(name)}
        self._members |= dict.fromkeys(joined, joined)

    def of(self, name: str) -> set[str]:
        """The names that belong to this one, and itself."""
        return self._members.get(name) or {name}


def partitions(start: Negotiation, entries: Iterable[Entry]) -> Iterator[tuple[Entry, ...]]:
    """The entries of a log in groups, by the subjects that moves, reads and the start connect."""
    groups, listed, together = linked(start, ()), tuple(entries), dict[int, list[Entry]]()
    for entry in listed:
        groups.join(names_of(entry))
    for entry in listed:
        names = names_of(entry)
        if names:
            together.setdefault(id(groups.of(names[0])), []).append(entry)
        else:
            yield (entry,)
    yield from map(tuple, together.values())


def linked(start: Negotiation, moves: Iterable[Move]) -> Groups:
    """The subjects of which one may change by a move on another: those that the start or a move has linked."""
    groups = Groups()
    for name in start.ids:
        subject = start.subjects[name]
        groups.join((name, *start.countered_by.get(name, ())))
        for move in subject.trail:
            groups.join((name, *named_subjects(move)))
        if isinstance(subject, Commitment):
            groups.join((name, *subject.replaces, *filter(None, (subject.replaced_by,))))
    for move in moves:
        if set(named_subjects(move)) - set(move.subjects):
            groups.join(named_subjects(move))
    return groups


def names_of(entry: Entry) -> tuple[str, ...]:
    """The subjects that an entry names, also in conditions on the record, and the request of which it is an attempt."""
    if isinstance(entry, Read):
        return tuple(entry.statuses)
    values = (getattr(entry.move, attribute.name) for attribute in fields_of(type(entry.move)))
    conditions = (value.subjects for value in values if isinstance(value, Condition))
    request = () if entry.retry is None else (f"request {entry.retry}",)  # no id has a blank
    return (*named_subjects(entry.move), *(name for names in conditions for name in names), *request)
