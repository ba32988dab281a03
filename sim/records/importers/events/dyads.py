"""The dyads of event data: the two sides of an event, and which dyads a file has."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from attrs import define, field, frozen

from sim.model.errors import InvalidImportError, all_of, likeliest
from sim.model.ids import BOTH
from sim.records.importers.texts import key_of, plain

Pair = tuple[str, str]
"""The keys of two actors in the order of their letters."""


@frozen
class EventRow:
    """A row of a file: its number, its actors by name, and its cells; a `fault` if it cannot be read.

    `event` is the id of its event, empty if it has none.
    """

    number: int
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    cells: object = None
    fault: str = ""
    event: str = ""


def side_of(row: EventRow, dyad: Pair) -> str | None:
    """Which side of a dyad acts on the other: its key, or `both`; None if the event is none of this dyad."""
    first, second = dyad
    sources, targets = {key_of(name) for name in row.sources}, {key_of(name) for name in row.targets}
    if first in sources and second in sources:
        return BOTH
    if first in sources and second in targets:
        return first
    return second if second in sources and first in targets else None


def pairs_of(row: EventRow) -> Iterator[Pair]:
    """The dyads of an event."""
    sources, targets = {key_of(name) for name in row.sources} - {""}, {key_of(name) for name in row.targets} - {""}
    pairs = {_sorted(one, other) for one in sources for other in sources | targets if one != other}
    yield from sorted(pairs)


def _sorted(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


@define
class DyadCounts:
    """How many events each dyad of a file has, how each actor is written there first, and what is wrong first."""

    events: Counter[Pair] = field(factory=Counter)
    names: dict[str, str] = field(factory=dict)
    first_fault: str = ""

    def add(self, row: EventRow) -> None:
        """Count the dyads of a row."""
        if row.fault and not self.first_fault:
            self.first_fault = f"; row {row.number:,}: {row.fault}"
        for pair in pairs_of(row):
            self.events[pair] += 1
        for name in (*row.sources, *row.targets):
            self.names.setdefault(key_of(name), plain(name))

    @classmethod
    def of(cls, rows: Iterable[EventRow]) -> "DyadCounts":
        """The dyads of all rows."""
        counts = cls()
        for row in rows:
            counts.add(row)
        return counts


_SHOWN: Final = 5
_TWO: Final = "; a negotiation has two sides"


def dyad_in(path: Path, counts: DyadCounts, dyad: tuple[str, str] | None) -> Pair:
    """The keys of the dyad that a user names; without one, of the only dyad that a file has.

    Raises: InvalidImportError, with the most frequent dyads, if the file has none, several and none is named, or not
    the one that is named.
    """
    if not counts.events:
        raise InvalidImportError(str(path), None, "", f"no row has two different actors{counts.first_fault or _TWO}")
    if dyad is not None:
        return _named(path, counts, dyad)
    if len(counts.events) > 1:
        reason = f"this file has {len(counts.events):,} dyads; name one of them: {_most_frequent(counts)}"
        raise InvalidImportError(str(path), None, "", reason)
    return next(iter(counts.events))


def _named(path: Path, counts: DyadCounts, dyad: tuple[str, str]) -> Pair:
    keys = key_of(dyad[0]), key_of(dyad[1])
    if keys[0] == keys[1]:
        raise InvalidImportError(str(path), None, "", f"{dyad[0]!r} is both sides of the dyad; name two actors")
    for key, name in zip(keys, dyad, strict=True):
        if key not in counts.names:
            close = likeliest(key, counts.names)
            advice = f"; did you mean {close}?" if close else ";"
            reason = f"no row has the actor {name!r}{advice} the most frequent dyads: {_most_frequent(counts)}"
            raise InvalidImportError(str(path), None, "", reason)
    if not counts.events[_sorted(*keys)]:
        reason = f"no row is between {all_of(dyad)}; the most frequent dyads: {_most_frequent(counts)}"
        raise InvalidImportError(str(path), None, "", reason)
    return keys


def _most_frequent(counts: DyadCounts) -> str:
    ordered = sorted(counts.events.items(), key=lambda item: (-item[1], item[0]))
    shown = [
        f"--dyad {','.join(pair)} ({number:,} {'event' if number == 1 else 'events'})"
        for pair, number in ordered[:_SHOWN]
    ]
    more = [] if len(ordered) <= _SHOWN else [f"… ({len(ordered):,} in all)"]
    return ", ".join((*shown, *more))
