"""The tables of positions: how far each side has come on each term, and each step of the way."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

from sim.assess.position import Position, TermPositions, positions
from sim.assess.position_steps import CONCESSION, RENEGING, REPETITION, REVISION, PositionStep
from sim.records.tables.cells import DATE_OF_MOVE, NUMBER_OF_MOVE, dated
from sim.records.tables.columns import CASE, DATE, INTEGER, NUMBER, TEXT, Cell, Column, LongTable, Row
from sim.scenario.scenario import Scenario

_TERM: Final = (
    CASE,
    Column("term", TEXT, "The name of the term."),
    Column("issue", TEXT, "The issue that it belongs to; empty if it belongs to none."),
)

_COUNTED: Final = {CONCESSION: "concessions", RENEGING: "renegings", REPETITION: "repetitions", REVISION: "revisions"}

_UNIT: Final = Column("unit", TEXT, "The unit of the numbers; for words `steps`, counted along their list from 0.")

_POSITIONS: Final = (
    *_TERM,
    Column("party", TEXT, "The party whose position it is."),
    _UNIT,
    Column("first-value", TEXT, "The first value that it has named, as written; empty if it has named none."),
    Column("first", NUMBER, "The same as a number."),
    Column("first-best", DATE, "The likeliest day of that."),
    Column("last-value", TEXT, "The value at which it stands at the end, as written."),
    Column("last", NUMBER, "The same as a number."),
    Column("last-best", DATE, "The likeliest day on which it came to stand there."),
    Column("moved", NUMBER, "How far it has moved towards the other side's first value; negative for away from it."),
    Column("closed", NUMBER, "The share of the first gap that this is; 1 for all of it."),
    Column("first-gap", NUMBER, "The distance of the first values of both sides; empty while one has named none."),
    Column("left", NUMBER, "The distance of the last values; negative where they have passed each other."),
    *(Column(name, INTEGER, f"How many of its steps are {name}.") for name in _COUNTED.values()),
)


def _rows_of_positions(case: str, scenario: Scenario) -> Iterator[Row]:
    for term in positions(scenario.history.as_of()):
        for position in term.positions.values():
            yield (case, *_named(term), *_position(term, position))


def _named(term: TermPositions) -> tuple[Cell, ...]:
    return term.term, term.issue or None


def _position(term: TermPositions, position: Position) -> tuple[Cell, ...]:
    counts = position.counts
    return (
        position.party,
        term.unit or None,
        *_step(position.first),
        *_step(position.last),
        _number(position.moved),
        _number(position.closed),
        _number(term.gap),
        _number(term.left),
        *(counts[kind] for kind in _COUNTED),
    )


def _step(step: PositionStep | None) -> tuple[Cell, ...]:
    return (None,) * 3 if step is None else (step.value, _number(step.amount), step.move.when.best)


def _number(amount: Decimal | Fraction | None) -> float | None:
    return None if amount is None else float(amount)


POSITIONS: Final = LongTable("positions", _POSITIONS, _rows_of_positions)

_COURSE: Final = (
    *_TERM,
    NUMBER_OF_MOVE,
    *DATE_OF_MOVE,
    Column("party", TEXT, "Whose position it is; of a joint or a third party's text `both` or the third party."),
    Column("verb", TEXT, "The verb of the move by which the value is put forward or accepted."),
    Column("proposal", TEXT, "The id of the proposal that names the value."),
    Column("value", TEXT, "The value, as written."),
    Column("amount", NUMBER, "The same as a number."),
    _UNIT,
    Column(
        "step", TEXT, "`opening`, `concession`, `reneging`, `repetition` or `revision`; `text` for nobody's position."
    ),
)


def _rows_of_course(case: str, scenario: Scenario) -> Iterator[Row]:
    for term in positions(scenario.history.as_of()):
        for step in term.course:
            made = (step.party, step.move.move.verb, step.proposal, step.value, _number(step.amount))
            move = (step.move.number, *dated(step.move.when))
            yield (case, *_named(term), *move, *made, term.unit or None, step.kind)


COURSE: Final = LongTable("course", _COURSE, _rows_of_course)
