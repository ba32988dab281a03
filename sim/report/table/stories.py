"""The tables of what was done over an issue, and of what a move rests on and led to."""

from collections.abc import Sequence

from sim.history.snapshot import Snapshot, Step
from sim.report.story.move_story import came_of_it, rests_on
from sim.report.table.queries import WHY_HEADERS, move_row
from sim.report.table.render import Table


def issue_table(issue: str, steps: Sequence[Step], snapshot: Snapshot) -> Table:
    """The table of the moves over an issue, oldest first."""
    return Table(f"What has been done over {issue}", WHY_HEADERS, tuple(map(move_row, steps)))


def move_table(step: Step, snapshot: Snapshot) -> Table:
    """The table of a move, of the moves that it rests on, and of those that came of it, oldest first."""
    told = (
        *(("rests on", other) for other in rests_on(step, snapshot)),
        ("the move", step),
        *(("came of it", other) for other in came_of_it(step, snapshot)),
    )
    rows = tuple((relation, *move_row(other)) for relation, other in told)
    return Table(f"What move #{step.number} was, and what came of it", ("is", *WHY_HEADERS), rows)
