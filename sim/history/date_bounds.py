"""The dates of a record, their bounds tightened by sources, by ends, and by the order of moves on a subject.

A source cannot report what has not happened yet, an answer is no later than the end that it had to meet, and moves on
the same subject follow each other. Both bounds travel along these links: no move is earlier than what it follows, none
later than what follows it. The best days never run back; they are put in order within the bounds.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import define

from sim.history.links import followed_by_each
from sim.history.replay import Trace
from sim.model.dates import When
from sim.model.errors import in_line
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.verdict import Rulings, limits_of

InconsistentDates = tuple[tuple[int, str], ...]
"""The numbers (from 1) of the moves whose dates contradict others, each with the reason."""


def tighten_bounds(trace: Trace, known: Sequence[When] | None = None) -> tuple[tuple[When, ...], InconsistentDates]:
    """The dates of the moves of a replay within their tightened bounds, and what is wrong with them.

    *known* are their dates (None: as written). Where dates run back, the bounds that this leaves empty are not
    complained of as well.
    """
    moves = trace.moves
    begun = tuple(move.date for move in moves) if known is None else tuple(known)
    bounds = _own_bounds(trace, begun)
    faults = tuple(_empty(moves, bounds))
    if faults:
        return begun, faults
    _tighten(moves, bounds, followed_by_each(trace))
    faults = tuple(_empty(moves, bounds))
    if faults:
        return begun, tuple(_out_of_order(moves, _own_bounds(trace, begun))) or faults
    faults = tuple(_out_of_order(moves, bounds))
    return (begun, faults) if faults else (tuple(_in_order(begun, bounds)), ())


def own_days(move: Move, rulings: Rulings, setting: Setting) -> tuple[date | None, date | None]:
    """The first and the last day on which a legal move may have been made by its own bounds; None where one is open.

    If the moves before it are over by the first of them, it follows these in order, whatever it is linked with.
    """
    bounds = _Bounds.of(move, move.date, rulings, setting)
    return bounds.earliest, bounds.latest


def _own_bounds(trace: Trace, dates: Sequence[When]) -> "list[_Bounds]":
    setting = trace.states[0].setting
    return [_Bounds.of(*of_a_move, setting) for of_a_move in zip(trace.moves, dates, trace.rulings, strict=True)]


def _tighten(moves: Sequence[Move], bounds: "Sequence[_Bounds]", followed: Sequence[set[int]]) -> None:
    for later, before in enumerate(followed):
        for earlier in before:
            bounds[later].start_after(bounds[earlier], moves[earlier])
    for later in reversed(range(len(moves))):
        for earlier in followed[later]:
            bounds[earlier].end_before(bounds[later], moves[later])


@define
class _Bounds:
    """The bounds of one move, each with the reason for it and the date, as it is written, that it comes from.

    `is_one_side_of_a_turn`: its subject turns within its date, and it is taken to be on one side of that day.
    """

    earliest: date | None
    latest: date | None
    earliest_text: str
    latest_text: str
    because_earliest: str = ""
    because_latest: str = ""
    is_one_side_of_a_turn: bool = False

    @classmethod
    def of(cls, move: Move, when: When, rulings: Rulings, setting: Setting) -> "_Bounds":
        """The bounds that a move has by itself: of its date, its source, and the ends that it has to meet."""
        own = cls(when.earliest, when.latest, when.text, when.text)
        for name in move.source:
            source = setting.source_by_id[name]
            if source.published is not None:
                printed = source.published.latest or source.published.best
                own.end_by(printed, f", when its source {name} was published", source.published.text)
        limits = () if move.date.is_exact else limits_of(rulings, move, setting)  # the law has let a single day pass
        for limit, end, name in limits:
            because, known = limit.because.format(id=name), (own.earliest, own.latest)
            own.end_by(limit.latest(end), because, end.text)
            own.start_on(limit.earliest(end), because, end.text)
            is_of_a_phase = not limit.reason  # the law refuses no move for it: another phase may do
            own.is_one_side_of_a_turn |= is_of_a_phase and known != (own.earliest, own.latest)
        return own

    def start_on(self, day: date | None, because: str, text: str) -> None:
        """Be no earlier than a day, the first of a date of that text."""
        if day is not None and (self.earliest is None or self.earliest < day):
            self.earliest, self.because_earliest, self.earliest_text = day, because, text

    def end_by(self, day: date | None, because: str, text: str) -> None:
        """Be no later than a day, the last of a date of that text."""
        if day is not None and (self.latest is None or self.latest > day):
            self.latest, self.because_latest, self.latest_text = day, because, text

    def start_after(self, before: "_Bounds", move: Move) -> None:
        """Be no earlier than an earlier move."""
        if before.earliest is not None and (self.earliest is None or self.earliest < before.earliest):
            self.start_on(before.earliest, f", as it follows {_named(move)}", before.earliest_text)

    def end_before(self, after: "_Bounds", move: Move) -> None:
        """Be no later than a later move."""
        if after.latest is not None and (self.latest is None or self.latest > after.latest):
            self.end_by(after.latest, f", as {_named(move)} follows it", after.latest_text)

    @property
    def first(self) -> date:
        """The earliest day, or the first of the calendar."""
        return self.earliest or date.min

    @property
    def last(self) -> date:
        """The latest day, or the last of the calendar."""
        return self.latest or date.max

    @property
    def from_when(self) -> str:
        """The earliest day, as the date that it comes from is written."""
        return _as_written(self.earliest, When.parse(self.earliest_text).earliest, self.earliest_text)

    @property
    def until_when(self) -> str:
        """The latest day, as the date that it comes from is written."""
        return _as_written(self.latest, When.parse(self.latest_text).latest, self.latest_text)

    def are_empty(self) -> bool:
        return self.first > self.last


def _as_written(day: date | None, bound: date | None, text: str) -> str:
    """A day, or the text that it is the *bound* of and that does not hold it."""
    return str(day) if day != bound or str(day) in text else text


def _named(move: Move) -> str:
    return f"{move.verb} {move.names}{in_line(move.where)}"


def _empty(moves: Sequence[Move], bounds: Sequence[_Bounds]) -> Iterator[tuple[int, str]]:
    """The moves that no day is left for."""
    for number, (move, bound) in enumerate(zip(moves, bounds, strict=True), 1):
        if bound.are_empty():
            yield (
                number,
                (
                    f"{move.date} cannot be: it is no earlier than {bound.from_when}{bound.because_earliest}, "
                    f"and no later than {bound.until_when}{bound.because_latest}; correct one of the dates"
                ),
            )


# ORDER


def _in_order(dates: Sequence[When], bounds: Sequence[_Bounds]) -> Iterator[When]:
    """The dates within their bounds, of which some days are in order; the best days do not run back.

    A best day before that of the move above is raised to that, if its bounds allow; else those above are lowered to it.
    """
    floor, runs = date.min, list[_Run]()
    for when, bound in zip(dates, bounds, strict=True):
        floor = max(floor, bound.first)
        day, count = min(max(when.best, floor), bound.last), 1
        if runs and day < runs[-1].day <= bound.last:
            day = runs[-1].day
        while runs and runs[-1].day >= day:
            count += runs.pop().count
        runs.append(_Run(day, count))
    best = (run.day for run in runs for _ in range(run.count))
    for when, bound, day in zip(dates, bounds, best, strict=True):
        yield when.within(bound.earliest, bound.latest).on(day)


@define
class _Run:
    """A run of consecutive moves with the same best day."""

    day: date
    count: int


def _out_of_order(moves: Sequence[Move], bounds: Sequence[_Bounds]) -> Iterator[tuple[int, str]]:
    """The fewest moves without which the days do not run back, by number, each with the complaint about it."""
    if _are_in_order(bounds):
        return
    kept = _longest_in_order(bounds)
    above = _highest_above(kept, bounds)
    below = _lowest_below(kept, bounds)
    for position in sorted({*range(len(moves))} - {*kept}):
        before, after = above[position], below[position]
        if before is not None and bounds[before].first > bounds[position].last:
            yield position + 1, _disorder(moves, bounds, position, before)
        elif after is not None:  # pragma: no branch - else it would have been kept
            yield position + 1, _disorder(moves, bounds, position, after)


def _highest_above(kept: Iterable[int], bounds: Sequence[_Bounds]) -> list[int | None]:
    """For each move the last one kept above it that has the latest of the earliest days."""
    found, highest, among = list[int | None](), None, {*kept}
    for position, bound in enumerate(bounds):
        found.append(highest)
        if position in among and (highest is None or bound.first >= bounds[highest].first):
            highest = position
    return found


def _lowest_below(kept: Iterable[int], bounds: Sequence[_Bounds]) -> list[int | None]:
    """For each move the first one kept below it that has the earliest of the latest days."""
    found, lowest, among = list[int | None](), None, {*kept}
    for position in reversed(range(len(bounds))):
        found.append(lowest)
        if position in among and (lowest is None or bounds[position].last <= bounds[lowest].last):
            lowest = position
    return found[::-1]


def _disorder(moves: Sequence[Move], bounds: Sequence[_Bounds], position: int, other: int) -> str:
    """Why a move is out of order with another one."""
    how, side = ("runs back", "above") if other < position else ("runs ahead", "below")
    doubtful = (moves[each].date for each in (position, other) if bounds[each].is_one_side_of_a_turn)
    narrow = "".join(f"narrow {when} down, or " for when in doubtful)
    return (
        f"{_dated(moves[position], bounds[position])} {how}: {_named(moves[other])} {side} it was made on "
        f"{_dated(moves[other], bounds[other])}; {narrow}put the moves in the order in which they happened"
    )


def _dated(move: Move, bound: _Bounds) -> str:
    """The date of a move as it is written, with what narrows it."""
    narrower = []
    if bound.because_earliest:
        narrower.append(f"no earlier than {bound.from_when}{bound.because_earliest}")
    if bound.because_latest:
        narrower.append(f"no later than {bound.until_when}{bound.because_latest}")
    return f"{move.date} ({'; '.join(narrower)})" if narrower else str(move.date)


def _are_in_order(bounds: Iterable[_Bounds]) -> bool:
    """Whether some days within the bounds do not run back."""
    floor = date.min
    for bound in bounds:
        floor = max(floor, bound.first)
        if floor > bound.last:
            return False
    return True


def _longest_in_order(bounds: Sequence[_Bounds]) -> list[int]:
    """The positions of as many as possible of which some days within the bounds do not run back; in order.

    Of several such selections the one that begins first.

    Source: patience sorting (Aldous and Diaconis 1999), here from the end and of spans. The piles hold the day that
    ends the best selection of each length; a span goes before all later days, and takes away the first beyond it.
    """
    spans = [(-bound.last.toordinal(), -bound.first.toordinal()) for bound in reversed(bounds)]
    piles, changes = list[int](), list[tuple[int, int, int | None]]()
    for first, last in spans:
        put, taken = bisect_right(piles, first), bisect_right(piles, last)
        beyond = piles.pop(taken) if taken < len(piles) else None
        piles.insert(put, first)
        changes.append((put, taken, beyond))
    kept, missing, latest = list[int](), len(piles), 0
    for position, ((first, last), (put, taken, beyond)) in enumerate(zip(spans[::-1], changes[::-1], strict=True)):
        del piles[put]
        if beyond is not None:
            piles.insert(taken, beyond)
        end = min(latest, last)
        if missing and first <= latest and (missing == 1 or piles[missing - 2] <= end):
            kept.append(position)
            missing, latest = missing - 1, end
    return kept
