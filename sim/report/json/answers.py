"""The JSON of answers to questions over time: why a subject stands as it does, and what differs. Each is a contract."""

from collections.abc import Mapping
from typing import Any, Final

from sim.history.diff import Change
from sim.history.snapshot import Explanation, Snapshot
from sim.history.status_on_day import StatusOnDay
from sim.report.json.record import Json, branch_as_json, declared_as_json, move_as_json
from sim.report.table.changes import last_moves, made_so_by
from sim.scenario import Alternative

WHY: Final = "negsim-why/1"
DIFF: Final = "negsim-diff/1"


def why_document(title: str, branch: str | None, account: Explanation, view: Snapshot, party: str = "") -> Json:
    """How a subject came to stand as it does, as one object that JSON can hold."""
    subject: Any = account.subject
    setting, statuses = view.state.setting, view.statuses_of(account.subject)
    asked = {whose: status for whose, status in statuses.items() if party in ("", whose)}
    steps = (step for step in account.steps if not party or party in setting.acting(step.move.by))
    return {
        "format": WHY,
        "scenario": title,
        "branch": branch,
        "as_of": None if view.day is None else view.day.isoformat(),
        "reading": view.reading,
        "subject": subject.id,
        "status": _of_each({whose: status.status for whose, status in asked.items()}),
        "reads": _of_each({whose: _words(status) for whose, status in asked.items()}),
        "brought_about": None if account.brought_about is None else move_as_json(account.brought_about[0], setting),
        "declared": None if account.declared is None else declared_as_json(account.declared),
        "moves": [move_as_json(step, setting) for step in steps],
    }


def _of_each(values: dict[str, Any]) -> Any:
    """The value under the empty name, or the values by party."""
    return values.get("", values)


def diff_document(before: Snapshot, after: Snapshot, lineage: tuple[Alternative, ...]) -> Json:
    """What differs between two views, as one object that JSON can hold; `n` is the move that made it so."""
    made_by = last_moves(after)
    return {
        "format": DIFF,
        "before": _moment(before),
        "after": _moment(after),
        "branch": branch_as_json(lineage),
        "changes": [_change(change, made_by) for change in before.difference(after)],
    }


def _moment(view: Snapshot) -> Json:
    return {
        "as_of": None if view.day is None else view.day.isoformat(),
        "reading": view.reading,
        "version": len(view.numbers),
    }


def _change(change: Change, made_by: Mapping[tuple[str, str], int]) -> Json:
    return {
        "subject": change.subject,
        "kind": change.noun,
        "of": change.whose or None,
        "before": change.before,
        "after": change.after,
        "reads": {side: _words(status) for side, status in (("before", change.was), ("after", change.reads))},
        "what": list(change.words),
        "n": made_so_by(change, made_by),
    }


def _words(status: StatusOnDay | None) -> list[str]:
    """What is added to a status on the day."""
    return [] if status is None else list(status.words)
