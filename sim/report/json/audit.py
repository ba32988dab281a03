"""The JSON of an audit: the moves of each file that cannot be read or cannot have been made, and why."""

from collections.abc import Iterable
from typing import Final

from sim.model.errors import NegsimError
from sim.records.auditing import AuditedFile, RefusedMove
from sim.records.json_values import Json
from sim.report.json.check import fault_as_json, faults_of

FORMAT: Final = "negsim-audit/1"


def audit_document(files: Iterable[tuple[str, AuditedFile | NegsimError | None]]) -> Json:
    """The document of the audit of some files, by name: each has an audit, or the error that there is instead."""
    return {"format": FORMAT, "files": [_file(name, audited) for name, audited in files]}


def _file(name: str, audited: AuditedFile | NegsimError | None) -> Json:
    if not isinstance(audited, AuditedFile):
        faults = [] if audited is None else [*map(fault_as_json, faults_of(audited))]
        return {"file": name, "scenario": None, "moves": None, "standing": None, "refused": [], "faults": faults}
    return {
        "file": name,
        "scenario": audited.title,
        "moves": audited.moves,
        "standing": audited.standing,
        "refused": [*map(_refused, audited.refused)],
        "faults": [],
    }


def _refused(move: RefusedMove) -> Json:
    return {
        "n": move.number,
        "line": move.line,
        "by": move.by or None,
        "date": move.date or None,
        "move": move.move,
        "outcome": move.outcome,
        "reasons": [{"field": field or None, "reason": reason} for field, reason in move.reasons],
        "depends_on": list(move.depends_on),
    }
