"""Logs: what clients asked of a system and what it answered, each with its start and its end.

    log = Log(SETTING, [
        Operation(Propose(subject="a", issue="quota", by="aland", date="2013-01-01"), "accepted", 0.0, 0.2),
        Operation(Accept(subject="a", by="bohus", date="2013-01-01"), "unknown", 0.1),
    ], [Read({"a": "tabled"}, "2013-01-01", 0.3, 0.4)])

`sim.testing.judge(log)` says whether some legal order explains it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from math import inf, isfinite
from typing import Any, Final, TypeVar

from attrs import field, frozen

from sim.model.dates import When
from sim.model.errors import InvalidFieldError, did_you_mean
from sim.model.frozen import frozen_dict
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.phases import EXPIRED
from sim.rules.registry import LIFECYCLES
from sim.rules.state import Negotiation
from sim.rules.subjects.participation import PENDING
from sim.rules.subjects.statements import DONE
from sim.testing.plain import named

ACCEPTED: Final = "accepted"
REFUSED: Final = "refused"
UNKNOWN: Final = "unknown"
OUTCOMES: Final = (ACCEPTED, REFUSED, UNKNOWN)
"""The outcomes of an operation; unknown is a lost answer: it took effect at any time from its start, or never did."""

Kind = TypeVar("Kind")

Seen = str | Mapping[str, str] | None
"""A status; for a commitment that of each party in it; None for what nobody has made."""


def _is_time(time: object) -> bool:
    """Whether it is a number that a float can hold."""
    try:
        return isinstance(time, (int, float)) and isfinite(time)
    except OverflowError:
        return False


def _check_times(start: float, end: float | None, what: str) -> None:
    if not _is_time(start) or not (end is None or _is_time(end)):
        raise InvalidFieldError(f"{what} begins and ends at numbers, not {start!r} and {end!r}")
    if end is not None and end < start:
        raise InvalidFieldError(f"{what} ends at {end}, before it starts at {start}; give both by the same clock")


@frozen
class Operation:
    """A request to make a move: its outcome, and when it was sent and answered, by one clock in any unit.

    Operations with the same `retry` are one request that was sent several times: it takes effect once at most, and each
    answer may be about that. Without it each operation is a request of its own.

    Raises: InvalidFieldError if it ends before it starts, or has an answer and no end.
    """

    move: Move
    outcome: str
    start: float
    end: float | None = None
    client: str = ""
    retry: str | None = None

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.move, Move):
            raise InvalidFieldError(f"an operation is of a move, such as Accept(…), not {self.move!r}")
        if self.outcome not in OUTCOMES:
            known = did_you_mean(str(self.outcome), OUTCOMES)
            raise InvalidFieldError(f"the outcome of {named(self.move)} cannot be {self.outcome!r}{known}")
        if self.outcome != UNKNOWN and self.end is None:
            lost = f"give its end, or make it {UNKNOWN} if the answer was lost"
            raise InvalidFieldError(f"{named(self.move)} is {self.outcome}, but has no end; {lost}")
        if not isinstance(self.retry, (str, type(None))):
            raise InvalidFieldError(f"the retry of {named(self.move)} is a text, or None, not {self.retry!r}")
        _check_times(self.start, self.end, named(self.move))

    @property
    def latest(self) -> float:
        """The time by which it has happened, if it has; infinite for a lost answer."""
        return inf if self.outcome == UNKNOWN or self.end is None else self.end

    def __str__(self) -> str:
        answer = "its answer was lost" if self.outcome == UNKNOWN else self.outcome
        return f"{_timed(self.start, self.end, self.client)} {named(self.move)}: {answer}"


def _seen(statuses: Mapping[str, Seen]) -> Mapping[str, Seen]:
    if not isinstance(statuses, Mapping) or not statuses:
        raise InvalidFieldError('a read has the statuses that were seen by subject, such as {"a": "tabled"}')
    seen = {name: frozen_dict(seen) if isinstance(seen, Mapping) else seen for name, seen in statuses.items()}
    for name, status in seen.items():
        if not isinstance(name, str):
            raise InvalidFieldError(f"a read names each subject by its id, a text, not by {name!r}")
        if isinstance(status, Mapping):
            for party, part in status.items():
                _check_status(part, f"{name} for {party}", "a word")
        elif status is not None:
            _check_status(status, name, "a word, or None for what nobody has made")
    return frozen_dict(seen)


def _check_status(status: object, whose: str, wanted: str) -> None:
    if not isinstance(status, str):
        raise InvalidFieldError(f"the status of {whose} is {wanted}, not {status!r}")
    if status not in _STATUSES:
        known = did_you_mean(status, _STATUSES)
        raise InvalidFieldError(f"the status of {whose} cannot be {status!r}{known}")


_STATUSES: Final = frozenset(status for table in LIFECYCLES.values() for status in table.statuses) | {
    DONE,
    EXPIRED,
    PENDING,
}
"""What a subject, or a part of a commitment, can read as."""


def _best_day(day: When | date | str) -> date:
    if not isinstance(day, When | date | str):
        raise InvalidFieldError(f"the day of a read is a date, or its text such as 2013-01-01, not {day!r}")
    return When.of(day).best


@frozen
class Read:
    """What a client saw: the statuses of some subjects as they read on a *day*, all of them at one time.

    Raises: InvalidFieldError if it ends before it starts, shows nothing, or holds what cannot be.
    """

    statuses: Mapping[str, Seen] = field(converter=_seen)
    day: date = field(converter=_best_day)
    start: float
    end: float
    client: str = ""

    def __attrs_post_init__(self) -> None:
        _check_times(self.start, self.end, f"the read of {', '.join(self.statuses)}")

    @property
    def latest(self) -> float:
        """The time by which it has happened."""
        return self.end

    def __str__(self) -> str:
        seen = ", ".join(f"{name} is {in_words(status)}" for name, status in self.statuses.items())
        return f"{_timed(self.start, self.end, self.client)} reads that {seen} on {self.day}"


Entry = Operation | Read
"""An entry of a log."""


def in_words(status: Any) -> str:
    """What was seen, or stands: a status, that of each party, or that nobody has made it."""
    if isinstance(status, Mapping):
        return ", ".join(f"{each} for {party}" for party, each in sorted(status.items())) or "without parties"
    return "unmade" if status is None else str(status)


def _timed(start: float, end: float | None, client: str) -> str:
    times = f"{start:g}–{'' if end is None else format(end, 'g')}"
    return f"{times} {client}" if client else times


def _begun(start: Negotiation | Setting) -> Negotiation:
    if not isinstance(start, (Negotiation, Setting)):
        raise InvalidFieldError(f"a log begins in a state or with a setting, not with {type(start).__name__}")
    return Negotiation.begin(start) if isinstance(start, Setting) else start


def _operations(entries: Iterable[Operation]) -> tuple[Operation, ...]:
    return _all_checked(entries, Operation)


def _reads(entries: Iterable[Read]) -> tuple[Read, ...]:
    return _all_checked(entries, Read)


def _all_checked(entries: Iterable[Kind], kind: type[Kind]) -> tuple[Kind, ...]:
    if not isinstance(entries, Iterable):
        raise InvalidFieldError(f"a log has a list of {kind.__name__.lower()}s, not {type(entries).__name__}")
    return tuple(_checked(entry, kind) for entry in entries)


def _checked(entry: Kind, kind: type[Kind]) -> Kind:
    if not isinstance(entry, kind):
        raise InvalidFieldError(f"a log has {kind.__name__.lower()}s, not {type(entry).__name__}")
    return entry


def check_same(attempt: Operation, other: Operation, where: str = "") -> None:
    """Raises: InvalidFieldError if two operations with the same `retry` are not the same move."""
    if other.move != attempt.move:
        both = f"{named(attempt.move)}{where} and {named(other.move)}"
        raise InvalidFieldError(f"{both} are not the same request, but both have the retry {other.retry!r}")


@frozen
class Log:
    """What a system was asked and what it answered, from a state on, or from a setting in which nothing was made yet.

    Raises: InvalidFieldError if operations with the same `retry` are not the same move.
    """

    start: Negotiation = field(converter=_begun)
    operations: tuple[Operation, ...] = field(default=(), converter=_operations)
    reads: tuple[Read, ...] = field(default=(), converter=_reads)

    def __attrs_post_init__(self) -> None:
        for attempts in self.requests.values():
            for other in attempts[1:]:
                check_same(attempts[0], other)

    @property
    def requests(self) -> dict[str, tuple[Operation, ...]]:
        """The operations that have a `retry`, by that."""
        attempts: dict[str, tuple[Operation, ...]] = {}
        for operation in self.operations:
            if operation.retry is not None:
                attempts[operation.retry] = (*attempts.get(operation.retry, ()), operation)
        return attempts

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its operations and reads by their start."""
        return tuple(sorted((*self.operations, *self.reads), key=lambda entry: (entry.start, entry.latest)))
