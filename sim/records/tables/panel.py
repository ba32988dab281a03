"""The panel: one row for each side and period, with what stands at its end and what was done within it.

It takes one pass over a record, whatever its length: figures are kept up to date from change to change.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from datetime import date
from typing import Final

from attrs import define, field

from sim.assess.concessions import Concessions
from sim.assess.incremental import RunningTension
from sim.assess.state_changes import StateChange, state_changes
from sim.history.history import History
from sim.history.triggers import can_be_discharged, stands
from sim.model.dates import LIKELY
from sim.model.move import Move
from sim.model.setting import Setting
from sim.records.tables.columns import CASE, DATE, INTEGER, TEXT, Column, LongTable, Row
from sim.records.tables.periods import period_of, periods
from sim.rules.lifecycle import CONCILIATORY, HOSTILE
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import IN_PLACE, Measure
from sim.rules.subjects.participation import SUSPENDED
from sim.rules.verdict import tone_of
from sim.scenario.scenario import Scenario

THREATS: Final = "threats"
MEASURES: Final = "measures"
SUSPENDED_COMMITMENTS: Final = "suspended"
HOSTILE_MOVES: Final = "hostile"
CONCILIATORY_MOVES: Final = "conciliatory"
CONCESSIONS: Final = "concessions"

_COLUMNS: Final = (
    CASE,
    Column("side", TEXT, "The party; third parties `with` it count as it does."),
    Column("period", TEXT, "The period: `2007-10-12`, `2007-W41` (a week of ISO 8601), `2007-10` or `2007-Q4`."),
    Column("start", DATE, "Its first day."),
    Column("end", DATE, "Its last day, at the end of which states are read."),
    Column("tension", INTEGER, "The points of tension between the two sides at its end: the same for both."),
    Column(
        THREATS,
        INTEGER,
        "Threats of the side that stand at its end, threatened or deferred, whose demand has not been met.",
    ),
    Column(MEASURES, INTEGER, "Measures of the side that are in place at its end."),
    Column(
        SUSPENDED_COMMITMENTS, INTEGER, "Commitments in which the part of the side is suspended at its end, each once."
    ),
    Column(HOSTILE_MOVES, INTEGER, "Hostile moves of the side within it; a joint move counts for both."),
    Column(CONCILIATORY_MOVES, INTEGER, "Conciliatory moves of the side within it."),
    Column(CONCESSIONS, INTEGER, "Concessions of the side within it."),
)

_STOCKS: Final = (THREATS, MEASURES, SUSPENDED_COMMITMENTS)
_FLOWS: Final = (HOSTILE_MOVES, CONCILIATORY_MOVES, CONCESSIONS)

Counts = Counter[tuple[str, str]]
"""Numbers by what is counted and by party."""


def panel(by: str) -> LongTable:
    """The table with one row for each side and period, these of the length *by*, first to last of the record."""

    def rows(case: str, scenario: Scenario) -> Iterator[Row]:
        return _rows(case, scenario, by)

    return LongTable("panel", _COLUMNS, rows)


def _rows(case: str, scenario: Scenario, by: str) -> Iterator[Row]:
    history = scenario.history
    if history.last_day is None:
        return
    running = _Running.of(scenario)
    changes = state_changes(history, until=period_of(history.last_day, by).end)
    ahead = next(changes, None)
    for period in periods(history.first_day, history.last_day, by):
        running.flows.clear()
        while ahead is not None and ahead.day <= period.end:
            running.take(ahead)
            ahead = next(changes, None)
        for side in history.start.setting.party_ids:
            yield (case, side, period.name, period.start, period.end, *running.figures(side))


@define
class _Running:
    """The figures of a record, kept up to date from change to change; `flows` are since they were last cleared."""

    history: History
    tension: RunningTension
    concessions: Concessions
    stocks: Counts = field(factory=Counter)
    flows: Counts = field(factory=Counter)
    _counted: dict[str, Counts] = field(factory=dict)

    @classmethod
    def of(cls, scenario: Scenario) -> "_Running":
        """The figures before the first change."""
        history = scenario.history
        best_days = {id(move): when.best for move, when in zip(history.moves, history.dates, strict=True)}

        def best_day(move: Move) -> date:
            return best_days[id(move)]

        tension = RunningTension(scenario.weights, best_day=best_day)
        return cls(history, tension, Concessions(history.start.setting))

    def figures(self, side: str) -> tuple[int, ...]:
        """The figures of a side, as the columns have them."""
        stocks = (self.stocks[name, side] for name in _STOCKS)
        return self.tension.points, *stocks, *(self.flows[name, side] for name in _FLOWS)

    def take(self, change: StateChange) -> None:
        """Take in a change, and the move if one has made it."""
        state = self.history.states[change.number]
        self.tension.look_at(change.names, state, change.day)
        for name in change.names:
            self._count(state.subjects[name], change.day)
        if change.number and not change.by_day_alone:
            self._add_move(change.number, state)

    def _count(self, subject: Subject, day: date) -> None:
        counts = Counter(_standing(subject, day, self.history.start.setting, self.tension.discharged))
        self.stocks.subtract(self._counted.get(subject.id, Counter()))
        self.stocks.update(counts)
        self._counted[subject.id] = counts

    def _add_move(self, number: int, state: Negotiation) -> None:
        move, setting = self.history.moves[number - 1], self.history.start.setting
        flow = _FLOW_OF.get(tone_of(self.history.effects[number - 1]))
        if flow is not None:
            self.flows.update((flow, side) for side in setting.sides_of(move.by))
        self.flows.update((CONCESSIONS, side) for side in self.concessions.made_by(move, state.subjects))


_FLOW_OF: Final = {HOSTILE: HOSTILE_MOVES, CONCILIATORY: CONCILIATORY_MOVES}


def _standing(subject: Subject, day: date, setting: Setting, discharged: Container[str]) -> Iterable[tuple[str, str]]:
    """What a subject adds to the stocks on a day, each with the side."""
    match subject:
        case Measure():
            sides = setting.sides_of(subject.author)
            if stands(subject, day, LIKELY):
                is_met = subject.id in discharged and can_be_discharged(subject, day, LIKELY)
                return () if is_met else [(THREATS, side) for side in sides]
            return [(MEASURES, side) for side in sides if subject.statuses(day)[""] == IN_PLACE]
        case Commitment():
            statuses = subject.statuses(day).items()
            suspended = [side for who, status in statuses if status == SUSPENDED for side in setting.sides_of(who)]
            return [(SUSPENDED_COMMITMENTS, side) for side in dict.fromkeys(suspended)]
    return ()
