"""Whether a conclusion holds if one move was made on another day within its bounds."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from attrs import evolve

from sim.evidence.divided_record import Conclusion, DividedRecord, Scope
from sim.evidence.results import OtherDay
from sim.history.history import History
from sim.history.readings import earliest, latest
from sim.model.dates import READINGS, When
from sim.model.errors import IllegalMoveError, InconsistentDatesError
from sim.scenario.expectations import AssessedSnapshot, actual_value

_ONE_DAY = timedelta(days=1)


class OtherDays:
    """A record in which one move was made on another day; those that its dates leave open, one move at a time.

    How a record reads changes only where a day passes another one that it is compared with. So these are tried: of each
    move the ends of its bounds, and the days beside those that are asked about, on which something ends or begins, and
    those of moves in the same part.
    """

    def __init__(self, record: DividedRecord, scopes: Iterable[Scope]) -> None:
        self._record = record
        self._asked = {when.best for scope in scopes for when in (scope.as_of, scope.since) if when is not None}
        self._assessed = dict[tuple[int, date], dict[Scope, AssessedSnapshot]]()
        self._histories = {
            (number, day): history
            for number, when in enumerate(record.history.dates, 1)
            if not when.is_exact
            for day in self._days(number, when)
            if (history := _with_day(record, number, day)) is not None
        }

    def overturning(self, conclusion: Conclusion) -> Iterator[OtherDay]:
        """For each move that a conclusion depends on the day nearest to its best one on which that does not hold."""
        overturned = set[int]()
        for (number, day), history in self._histories.items():
            if number not in overturned and conclusion.depends_on(number):
                scope = _scope_in(history, conclusion)
                found = actual_value(conclusion.expectation, self._assess((number, day), history, scope))
                if not conclusion.expectation.is_met_by(found):
                    overturned.add(number)
                    yield OtherDay(number, day, found)

    def _assess(self, key: tuple[int, date], history: History, scope: Scope) -> AssessedSnapshot:
        assessed = self._assessed.setdefault(key, {})
        if scope not in assessed:
            assessed[scope] = self._record.assess(history, scope)
        return assessed[scope]

    def _days(self, number: int, when: When) -> list[date]:
        """The days to try for a move, the nearest to its best one first."""
        begin, end = earliest(when), latest(when)
        days = {day for day in (when.earliest, when.latest) if day is not None}
        for met in (*self._asked, *self._met_by(number), when.best):
            days |= {met, _shifted(met, -_ONE_DAY), _shifted(met, _ONE_DAY)}
        within = (day for day in days if begin <= day <= end and day != when.best)
        return sorted(within, key=lambda day: (abs(day - when.best), day))

    def _met_by(self, number: int) -> Iterator[date]:
        """The days that may matter to a move: those of the moves of its part, and those on which a day turns one."""
        part = self._record.part_of[number]
        for other in self._record.partition.parts[part]:
            when = self._record.history.dates[other - 1]
            yield from (day for day in (when.earliest, when.best, when.latest) if day is not None)
        turning = self._record.history.turning_days
        for reading in READINGS:
            yield from (day for day, name in turning[reading] if self._record.partition.of_subject.get(name) == part)


def _scope_in(history: History, conclusion: Conclusion) -> Scope:
    """What a conclusion asks about in another history: as of the end is after all of its moves."""
    scope = conclusion.scope
    if conclusion.expectation.as_of is not None or history.last_day is None or history.last_day <= scope.as_of.best:
        return scope
    return evolve(scope, as_of=When.of(history.last_day))


def _shifted(day: date, by: timedelta) -> date:
    """A day earlier or later; the same where the calendar ends."""
    return day if day in (date.min, date.max) else day + by


def _with_day(record: DividedRecord, number: int, day: date) -> History | None:
    """The record with a move on another day; None where the law or the dates of the others do not allow it."""
    history = record.history
    before = record.records[record.whole].without(()).trace.before(number - 1)
    try:
        for move in (evolve(history.moves[number - 1], date=When.of(day)), *history.moves[number:]):
            before.step(move)
        known = [*history.dates[: number - 1], When.of(day), *history.dates[number:]]
        return History.of_trace(before, known)
    except (IllegalMoveError, InconsistentDatesError):
        return None
