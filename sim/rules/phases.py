"""Phases: how a subject reads before and after the days on which it turns though nobody moves.

What is announced takes effect, a term ends, a suspension ends. The law meets a subject in the phase of the move's day,
and every reader of the state reads it in the phase of the day that is asked about.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple, Protocol, TypeVar

from sim.model.dates import LIKELY, NO_DAY, When
from sim.rules.time_limits import TimeLimit

EXPIRED: Final = "expired"
"""How a subject reads past its last day; no move leads there."""


class Turn(NamedTuple):
    """A day on which a phase begins; `is_after`: the day after it, as for a last day.

    A tuple, as a phase is, because a replay makes several for a move on what has an end.
    """

    day: When
    is_after: bool = False

    def has_come(self, day: date, reading: str = LIKELY) -> bool:
        """Whether it has come by *day*; on `NO_DAY` what begins on a day has, and nothing has ended."""
        if self.is_after:
            return self.day.is_past(day, reading)
        return day == NO_DAY or self.day.has_come(day, reading)

    def comes_on(self, reading: str = LIKELY) -> tuple[date, ...]:
        """The day on which it comes under a reading; none if it never does."""
        return self.day.past_from(reading) if self.is_after else self.day.comes_on(reading)

    def may_come_by(self, when: When) -> bool:
        """Whether it has come by some day within the bounds of *when*."""
        return self.day.may_be_before(when) if self.is_after else self.day.may_be_by(when)

    def may_come_after(self, when: When) -> bool:
        """Whether it is still to come on some day within the bounds of *when*."""
        return when.may_be_by(self.day) if self.is_after else when.may_be_before(self.day)

    @property
    def limit_before(self) -> TimeLimit:
        """The time limit of a move that comes before it."""
        return _BEFORE if self.is_after else _STRICTLY_BEFORE

    @property
    def limit_after(self) -> TimeLimit:
        """The time limit of a move that comes when it has come."""
        return _STRICTLY_AFTER if self.is_after else _AFTER


def _limit(because: str, *, is_start: bool, is_strict: bool) -> TimeLimit:
    return TimeLimit(lambda subject, move: None, "", because, is_start=is_start, is_strict=is_strict)


_BEFORE: Final = _limit(", as {id} stood until then", is_start=False, is_strict=False)
_STRICTLY_BEFORE: Final = _limit(", as {id} changed then", is_start=False, is_strict=True)
_AFTER: Final = _limit(", as {id} changed then", is_start=True, is_strict=False)
_STRICTLY_AFTER: Final = _limit(", as {id} stood until then", is_start=True, is_strict=True)


class Phase(NamedTuple):
    """A stretch of time: the status that moves meet in it, how it reads, and what it is the phase of.

    It lasts while the turns in `past` have come and those `ahead` have not. `is_over`: the last day has passed; only
    what the table allows late is possible.
    """

    status: str
    reads: str
    of: Any
    past: tuple[Turn, ...] = ()
    ahead: tuple[Turn, ...] = ()
    is_over: bool = False

    def holds_on(self, day: date, reading: str = LIKELY) -> bool:
        """Whether it is the phase of *day* under a reading."""
        for turn in self.past:  # loops, as every move on what has an end asks
            if not turn.has_come(day, reading):
                return False
        for turn in self.ahead:  # noqa: SIM110 - as above
            if turn.has_come(day, reading):
                return False
        return True

    def may_be_met(self, when: When) -> bool:
        """Whether a move may meet it on some day within the bounds of *when*."""
        for turn in self.past:
            if not turn.may_come_by(when):
                return False
        for turn in self.ahead:  # noqa: SIM110 - as above
            if not turn.may_come_after(when):
                return False
        return True

    def before(self, turn: Turn) -> "Phase":
        """The same phase as far as it lies before a turn."""
        return Phase(self.status, self.reads, self.of, self.past, (*self.ahead, turn), self.is_over)

    def after(self, turn: Turn) -> "Phase":
        """The same phase as far as it lies after a turn."""
        return Phase(self.status, self.reads, self.of, (turn, *self.past), self.ahead, self.is_over)

    def limits(self) -> Iterator[tuple[TimeLimit, When]]:
        """The dates that a move in it has to meet."""
        yield from ((turn.limit_after, turn.day) for turn in self.past)
        yield from ((turn.limit_before, turn.day) for turn in self.ahead)


_ONE_DAY: Final = timedelta(days=1)


def first_turn(last_days: Iterable[When | None], beginnings: Iterable[When | None]) -> date:
    """The first day on which one of these last days may be past, or one of these beginnings may have come."""
    first = date.max
    for end in last_days:
        if end is not None:
            last_day = end.earliest or date.min
            if last_day < first:
                first = last_day + _ONE_DAY
    for beginning in beginnings:
        if beginning is not None:
            first = min(first, beginning.earliest or date.min)
    return first


Phases = Sequence[Phase]
Part = TypeVar("Part")


def phase_on(phases: Phases, day: date, reading: str = LIKELY) -> Phase:
    """The phase of a day under a reading; where ends contradict each other, the last one."""
    for phase in phases:
        if phase.holds_on(day, reading):
            return phase
    return phases[-1]


def phase_after(phases: Phases, phase: Phase) -> Phase | None:
    """The phase that begins with the first turn that is ahead in another; None if none does."""
    return next((each for each in phases if phase.ahead and phase.ahead[0] in each.past), None)


def phases_met(phases: Phases, when: When) -> Iterator[Phase]:
    """The phases that a move of that date may meet: that of its best day first."""
    likely = phase_on(phases, when.best)
    if likely.may_be_met(when):
        yield likely
    yield from (phase for phase in phases if phase is not likely and phase.may_be_met(when))


class Timed(Protocol):
    """What days may turn though nobody moves: it has a status, ends and phases."""

    __slots__ = ()

    @property
    def status(self) -> str: ...  # noqa: D102 - the name says it
    @property
    def ends(self) -> Any: ...  # noqa: D102 - the name says it
    def phases(self) -> Phases: ...  # noqa: D102 - the name says it

    def is_unturned(self, when: When) -> bool:
        """Whether a move of that date meets it in its status: no day has turned it yet, and no change is announced."""
        latest, ends = when.latest, self.ends
        return ends.before is None and latest is not None and latest < ends.first_turn

    def phases_met(self, when: When) -> Iterator[Phase]:
        """The phases that a move of that date may meet: that of its best day first.

        Where no day has turned it yet that is its status alone, without the turns ahead.
        """
        if self.is_unturned(when):
            return iter((Phase(self.status, self.status, self),))
        return phases_met(self.phases(), when)


def phase_left(phases: Iterable[Phase], transition: Any) -> Phase:
    """The first of these phases that a transition leads out of."""
    return next(
        phase for phase in phases if phase.status == transition.start and (transition.is_late or not phase.is_over)
    )


def turning_days(phases: Phases, reading: str = LIKELY) -> tuple[date, ...]:
    """The days on which a phase begins or ends, in order."""
    turns = {turn for phase in phases for turn in (*phase.past, *phase.ahead)}
    return tuple(sorted({day for turn in turns for day in turn.comes_on(reading)}))


def with_end(phases: Iterable[Phase], end: When | None, statuses: Sequence[str], resumed: str | None = None) -> Phases:
    """The phases, each of those with one of these *statuses* ended by a last day (None: as they are).

    Past it a phase reads *resumed* where that is a status, and else `expired`.
    """
    if end is None:
        return tuple(phases)
    turn, ended = Turn(end, is_after=True), list[Phase]()
    for phase in phases:
        if phase.status not in statuses or phase.is_over:
            ended.append(phase)
            continue
        past = (*phase.past, turn)
        if resumed is None:
            ended.append(Phase(phase.status, EXPIRED, phase.of, past, phase.ahead, is_over=True))
        else:
            ended.append(Phase(resumed, resumed, phase.of, past, phase.ahead))
        ended.append(phase.before(turn))
    return ended
