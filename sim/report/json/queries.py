"""The JSON of queries on a record: the history of a subject, the difference of two snapshots, legal moves."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sim.history.diff import Change
from sim.history.snapshot import Explanation, Snapshot
from sim.history.status_on_day import StatusOnDay
from sim.records.json_values import Json
from sim.report.json.values import action_as_json, branch_as_json, date_as_json, heading, moment_as_json, move_as_json
from sim.report.table.queries import LegalMove, last_moves, made_so_by, steps_of
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.talks import Talks

if TYPE_CHECKING:
    from sim.scenario import Alternative

WHY: Final = "negsim-why/3"
DIFF: Final = "negsim-diff/2"
LEGAL: Final = "negsim-legal/2"

V = TypeVar("V")

# WHY


def why_document(
    title: str, lineage: "Sequence[Alternative]", explanation: Explanation, snapshot: Snapshot, party: str = ""
) -> Json:
    """The document on how a subject, or one party's part in it, came to its status."""
    subject, setting = explanation.subject, snapshot.state.setting
    statuses = snapshot.statuses_of(subject)
    chosen = {whose: status for whose, status in statuses.items() if party in ("", whose)}
    cause, declared = explanation.brought_about, explanation.declared
    return {
        **heading(WHY, title, snapshot, lineage),
        "subject": subject.id,
        "party": party or None,
        "status": _single_or_by_party({whose: status.status for whose, status in chosen.items()}),
        "qualifiers": _single_or_by_party({whose: list(status.words) for whose, status in chosen.items()}),
        "brought_about": None if cause is None else move_as_json(cause[0], setting),
        "declared": None if declared is None else _declaration(declared),
        "moves": [move_as_json(step, setting) for step in steps_of(explanation, snapshot, party)],
    }


def _single_or_by_party(values: "dict[str, V]") -> "V | dict[str, V]":
    """The value under the empty name, or the values by party."""
    return values.get("", values)


def _declaration(subject: Subject) -> Json:
    """The declaration of a commitment, a measure or a format of talks."""
    if isinstance(subject, Talks):
        return {
            "title": subject.title,
            "issue": list(subject.issue),
            "status": subject.status,
            "due": date_as_json(subject.due),
        }
    made: Any = getattr(subject, "made", None)
    known = {"since": date_as_json(made.since), "until": date_as_json(made.until)}
    reported = {"source": list(made.source), "quote": made.quote}
    if isinstance(subject, Measure):
        head = {"title": subject.title, "by": made.by, "issue": list(made.issue), "level": made.level}
        return {**head, "status": subject.status, **known, **reported}
    assert isinstance(subject, Commitment), "nothing else is declared"
    parts = {party: part.status for party, part in subject.participation.items()}
    return {"title": subject.title, "issue": list(made.issue), "participation": parts, **known, **reported}


# DIFFERENCE


def diff_document(title: str, lineage: "Sequence[Alternative]", before: Snapshot, after: Snapshot) -> Json:
    """The document on the changes from one snapshot to another; `n` is the number of the move that made one."""
    made_by = last_moves(after)
    return {
        "format": DIFF,
        "scenario": title,
        "branch": branch_as_json(lineage),
        "before": moment_as_json(before),
        "after": moment_as_json(after),
        "changes": [_change(change, made_by) for change in before.difference(after)],
    }


def _change(change: Change, made_by: Mapping[tuple[str, str], int]) -> Json:
    return {
        "subject": change.subject,
        "kind": change.noun,
        "party": change.whose or None,
        "before": change.before,
        "after": change.after,
        "qualifiers": {"before": _qualifiers(change.was), "after": _qualifiers(change.reads)},
        "change": list(change.words),
        "n": made_so_by(change, made_by),
    }


def _qualifiers(status: StatusOnDay | None) -> list[str]:
    return [] if status is None else list(status.words)


# LEGAL MOVES


def legal_document(
    title: str, lineage: "Sequence[Alternative]", snapshot: Snapshot, party: str | None, moves: Iterable[LegalMove]
) -> Json:
    """The document on the legal *moves* of a party, a third party, or (None) the clock."""
    setting = snapshot.state.setting
    return {
        **heading(LEGAL, title, snapshot, lineage),
        "party": party,
        "moves": [action_as_json(legal.move, legal.move.date, legal.effects, legal.tone, setting) for legal in moves],
    }
