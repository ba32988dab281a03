"""The table of effects: one row for each change that a move brings about, on a subject or on somebody's part in one."""

from collections.abc import Iterator
from typing import Final

from sim.history.snapshot import Step
from sim.records.tables.cells import DATE_OF_MOVE, NUMBER_OF_MOVE, dated
from sim.records.tables.columns import CASE, TEXT, Column, LongTable, Row
from sim.rules.registry import CREATING_MOVES, lifecycle_of
from sim.rules.state import Negotiation
from sim.rules.subjects.statements import Remark
from sim.scenario.scenario import Scenario

KIND: Final = Column(
    "kind",
    TEXT,
    "What it is: `proposal`, `measure`, `commitment`, `talks`, or `statement` (an act or a remark).",
)

_COLUMNS: Final = (
    CASE,
    NUMBER_OF_MOVE,
    *DATE_OF_MOVE,
    Column("by", TEXT, "Who made the move: a party, a third party or `both`; empty where the clock did."),
    Column("verb", TEXT, "The verb of the move."),
    Column("subject", TEXT, "The id of the subject that changes; of a remark the issue."),
    KIND,
    Column("party", TEXT, "Whose part in a commitment changes; empty where the subject itself does."),
    Column("before", TEXT, "The status before the move; empty for what the move makes."),
    Column("after", TEXT, "The status after it; empty for an act or a remark, which have none."),
    Column("tone", TEXT, "The tone of this effect: `hostile`, `conciliatory` or `neutral`."),
)


def _rows(case: str, scenario: Scenario) -> Iterator[Row]:
    history = scenario.history
    for step, state in zip(history.as_of().steps(), history.states[1:], strict=True):
        for effect in step.effects:
            yield (
                case,
                step.number,
                *dated(step.when),
                step.move.by,
                step.move.verb,
                effect.subject,
                _kind(step, effect.subject, state),
                effect.whose or None,
                effect.before,
                effect.after,
                str(effect.tone),
            )


def _kind(step: Step, subject: str, state: Negotiation) -> str:
    """The kind of a subject of a move; a remark makes none, and may be on an issue that is called as a subject is."""
    is_remark = isinstance(step.move, Remark)
    return (CREATING_MOVES[Remark] if is_remark else lifecycle_of(state.subjects[subject])).noun


EFFECTS: Final = LongTable("effects", _COLUMNS, _rows)
