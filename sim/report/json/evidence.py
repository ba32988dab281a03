"""The JSON of evidence: what each conclusion hangs on, and how much hangs on each move; see docs/reference/json.md."""

from collections.abc import Iterable
from typing import Final

from sim.evidence.results import ConclusionEvidence, Evidence, MoveImportance
from sim.records.json_values import Json
from sim.report.json.check import expectation_as_json, value_as_expected
from sim.report.json.values import fields_as_json

FORMAT: Final = "negsim-evidence/1"
SEVERAL: Final = "negsim-evidence-of-files/1"


def evidence_document(result: Evidence) -> Json:
    """The document of what the conclusions of a scenario hang on."""
    return {
        "format": FORMAT,
        "scenario": result.title,
        "branch": result.branch or None,
        "up_to": result.up_to,
        "asked": result.asked,
        "partial": result.is_partial,
        "conclusions": [_conclusion(each) for each in result.conclusions],
        "moves": [_importance(each) for each in result.moves],
    }


def evidences_document(documents: Iterable[tuple[str, Json]]) -> Json:
    """The documents of several files as one, each under the name of its file."""
    return {"format": SEVERAL, "evidence": [{"file": file, **document} for file, document in documents]}


def _conclusion(conclusion: ConclusionEvidence) -> Json:
    asked = conclusion.expectation
    return {
        **expectation_as_json(asked),
        "found": value_as_expected(asked, conclusion.found),
        "met": conclusion.holds,
        "moves": [list(cut) for cut in conclusion.moves],
        "sources": [list(cut) for cut in conclusion.sources],
        "speakers": [list(cut) for cut in conclusion.speakers],
        "dates": [
            {"n": each.number, "date": each.day.isoformat(), "found": value_as_expected(asked, each.found)}
            for each in conclusion.other_days
        ],
        "readings": list(conclusion.readings),
        "weights": conclusion.weights,
        "additions": [
            {
                "after": each.after,
                "move": each.move.verb,
                "subject": each.move.names,
                "by": each.move.by,
                "fields": fields_as_json(each.move),
                "found": value_as_expected(asked, each.found),
            }
            for each in conclusion.additions
        ],
        "verdict": conclusion.verdict,
    }


def _importance(importance: MoveImportance) -> Json:
    alone = [each.about if each.line is None else each.line for each in importance.alone]
    return {"n": importance.number, "alone": alone, "in_pairs": importance.in_pairs}
