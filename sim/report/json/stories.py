"""The JSON of what was done over an issue, and of what a move rests on, changed and led to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from sim.history.snapshot import Snapshot, Step
from sim.records.json_values import Json
from sim.report.json.values import heading, move_as_json
from sim.report.story.move_story import came_of_it, rests_on
from sim.report.story.telling import brought_about

if TYPE_CHECKING:
    from sim.scenario import Alternative

WHY_ISSUE: Final = "negsim-why-issue/1"
WHY_MOVE: Final = "negsim-why-move/1"


def issue_document(
    title: str, lineage: "Sequence[Alternative]", issue: str, steps: Sequence[Step], snapshot: Snapshot
) -> Json:
    """The document on the moves over an issue, with the status of each subject that is about it."""
    subjects = snapshot.state.subjects
    about = [name for name in snapshot.state.ids if issue in subjects[name].issue]
    return {
        **heading(WHY_ISSUE, title, snapshot, lineage),
        "issue": issue,
        "subjects": {name: _status(name, snapshot) for name in about},
        "moves": [move_as_json(step, snapshot.state.setting) for step in steps],
    }


def move_document(title: str, lineage: "Sequence[Alternative]", step: Step, snapshot: Snapshot) -> Json:
    """The document on a move: what it rests on, what it brought about, and what came of it."""
    setting = snapshot.state.setting
    return {
        **heading(WHY_MOVE, title, snapshot, lineage),
        "move": move_as_json(step, setting),
        "brought_about": dict(brought_about(step.number, snapshot)),
        "rests_on": [move_as_json(other, setting) for other in rests_on(step, snapshot)],
        "came_of_it": [move_as_json(other, setting) for other in came_of_it(step, snapshot)],
        "subjects": {name: _status(name, snapshot) for name in snapshot.touched(step.number)},
    }


def _status(name: str, snapshot: Snapshot) -> Json | str:
    """The status of a subject; of a commitment by party."""
    statuses = {whose: status.status for whose, status in snapshot.statuses_of(snapshot.state.subjects[name]).items()}
    return statuses.get("", statuses)
