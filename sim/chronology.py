"""What the whole record says about its dates: bounds tightened by sources and by what must follow what.

A source cannot report what has not happened yet, and moves on the same subject follow each other. Both bounds travel
along these links: no move is earlier than what it follows, none later than what follows it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from attrs import define

from sim.errors import in_line
from sim.law import MAKERS, objects
from sim.move import CarryOut, Extend, Move
from sim.negotiation import Negotiation
from sim.setting import Setting
from sim.subjects.commitments import Commit, Commitment
from sim.subjects.proposals import Propose
from sim.when import When

Unit = tuple[str, str]
"""What moves follow each other on: a subject, or for a commitment one party's part in it."""

Untimely = tuple[tuple[int, str], ...]
"""What is wrong with dates: the numbers of moves (from 1), each with the reason."""


def tightened(
    moves: Sequence[Move], end: Negotiation, known: Sequence[When] | None = None
) -> tuple[tuple[When, ...], Untimely]:
    """The dates of the *moves* within their tightened bounds, and what is wrong with them.

    `end` is the state that the moves lead to; *known* are their dates (None: as written). Where dates run back, the
    bounds that this leaves empty are not complained of as well.
    """
    begun = tuple(move.date for move in moves) if known is None else tuple(known)
    bounds = _own_bounds(moves, begun, end.setting)
    faults = tuple(_empty(moves, bounds))
    if faults:
        return begun, faults
    _tighten(moves, bounds, followed_by_each(moves, end))
    dates = _applied(begun, bounds)
    faults = tuple(_empty(moves, bounds))
    if not faults:
        return dates, tuple(_out_of_order(moves, dates))
    alone = _applied(begun, _own_bounds(moves, begun, end.setting))
    return dates, tuple(_out_of_order(moves, alone)) or faults


def _own_bounds(moves: Sequence[Move], dates: Sequence[When], setting: Setting) -> "list[_Bounds]":
    return [_Bounds.of(move, when, setting) for move, when in zip(moves, dates, strict=True)]


def _tighten(moves: Sequence[Move], bounds: "Sequence[_Bounds]", followed: Sequence[set[int]]) -> None:
    for later, before in enumerate(followed):
        for earlier in before:
            bounds[later].start_after(bounds[earlier], moves[earlier])
    for later in reversed(range(len(moves))):
        for earlier in followed[later]:
            bounds[earlier].end_before(bounds[later], moves[later])


def _applied(dates: Sequence[When], bounds: "Sequence[_Bounds]") -> tuple[When, ...]:
    return tuple(bound.applied_to(when) for bound, when in zip(bounds, dates, strict=True))


def followed_by_each(moves: Sequence[Move], end: Negotiation) -> list[set[int]]:
    """For each move the positions (from 0) of the moves that it follows directly."""
    last: dict[Unit, int] = {}
    makers: dict[str, int] = {}
    followed = []
    for position, move in enumerate(moves):
        units = units_of(move, end)
        before = {last[unit] for unit in units if unit in last}
        before |= {makers[name] for name in _made_before(move) if name in makers}
        followed.append(before)
        last.update(dict.fromkeys(units, position))
        if type(move) in MAKERS and units:
            makers.setdefault(move.subject, position)
    return followed


def units_of(move: Move, end: Negotiation) -> tuple[Unit, ...]:
    """What *move* acts on, with what it replaces and the subject that it is carried out as."""
    names = objects(move)
    if isinstance(move, CarryOut) and move.as_ is not None:
        names = (*names, move.as_)
    return tuple(unit for name in names for unit in _units(name, move, end))


def _units(name: str, move: Move, end: Negotiation) -> Iterator[Unit]:
    if not isinstance(end.subjects.get(name), Commitment):
        yield name, ""
    else:
        parties = end.setting.sides if isinstance(move, Extend) else end.setting.acting(move.by)
        yield from ((name, party) for party in parties)


def _made_before(move: Move) -> tuple[str, ...]:
    if isinstance(move, Propose):
        return () if move.counters is None else (move.counters,)
    return (move.subject,) if isinstance(move, Commit) else ()


@define
class _Bounds:
    """The bounds of one move, each with the reason for it."""

    earliest: date | None
    latest: date | None
    because_earliest: str = ""
    because_latest: str = ""

    @classmethod
    def of(cls, move: Move, when: When, setting: Setting) -> "_Bounds":
        own = cls(when.earliest, when.latest)
        source = setting.source_by_id.get(move.source or "")
        if source is not None and source.published is not None:
            printed = source.published.latest or source.published.best
            if own.latest is None or printed < own.latest:
                own.latest, own.because_latest = printed, f", when its source {move.source} was published"
        return own

    def start_after(self, before: "_Bounds", move: Move) -> None:
        """Be no earlier than an earlier move."""
        if before.earliest is not None and (self.earliest is None or self.earliest < before.earliest):
            self.earliest, self.because_earliest = before.earliest, f", as it follows {_named(move)}"

    def end_before(self, after: "_Bounds", move: Move) -> None:
        """Be no later than a later move."""
        if after.latest is not None and (self.latest is None or self.latest > after.latest):
            self.latest, self.because_latest = after.latest, f", as {_named(move)} follows it"

    def are_empty(self) -> bool:
        return self.earliest is not None and self.latest is not None and self.earliest > self.latest

    def applied_to(self, when: When) -> When:
        return when if self.are_empty() else when.within(self.earliest, self.latest)


def _named(move: Move) -> str:
    return f"{move.verb} {move.subject}{in_line(move.where)}"


def _empty(moves: Sequence[Move], bounds: Sequence[_Bounds]) -> Iterator[tuple[int, str]]:
    """The moves that no day is left for."""
    for number, (move, bound) in enumerate(zip(moves, bounds, strict=True), 1):
        if bound.are_empty():
            yield (
                number,
                (
                    f"{move.date} cannot be: it is no earlier than {bound.earliest}{bound.because_earliest}, "
                    f"and no later than {bound.latest}{bound.because_latest}; correct one of the dates"
                ),
            )


def _out_of_order(moves: Sequence[Move], dates: Sequence[When]) -> Iterator[tuple[int, str]]:
    """As few moves as leave the best dates of the others in the order of the record."""
    if all(before.best <= after.best for before, after in pairwise(dates)):
        return
    kept = _longest_in_order([when.best for when in dates])
    above: int | None = None
    remaining = iter(kept)
    below = next(remaining, None)
    for position, (move, when) in enumerate(zip(moves, dates, strict=True)):
        if position == below:
            above, below = position, next(remaining, None)
        elif above is not None and when.best < dates[above].best:
            yield position + 1, _disorder(move, when, "runs back", moves[above], "above", dates[above])
        elif below is not None:  # pragma: no branch - else it would have been kept
            yield position + 1, _disorder(move, when, "runs ahead", moves[below], "below", dates[below])


def _disorder(move: Move, when: When, how: str, other: Move, side: str, made: When) -> str:
    bounded = "" if when.best == move.date.best else f", at best {when.best} within its bounds,"
    return (
        f"{move.date}{bounded} {how}: {_named(other)} {side} it was made on {made.best}; "
        "put the moves in the order in which they happened"
    )


def _longest_in_order(days: Sequence[date]) -> list[int]:
    """The positions of a longest selection of the *days* that never runs back; of several the one that begins first.

    Source: patience sorting (Aldous and Diaconis 1999), here from the end.
    """
    heads: list[int] = []
    following: dict[int, int | None] = {}
    for position in reversed(range(len(days))):
        rank = bisect_right(heads, -days[position].toordinal(), key=lambda head: -days[head].toordinal())
        following[position] = heads[rank - 1] if rank else None
        heads[rank : rank + 1] = [position]
    found = []
    current = heads[-1] if heads else None
    while current is not None:
        found.append(current)
        current = following[current]
    return found
