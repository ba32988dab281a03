"""The finding of a matrix of evidence: how many conclusions hang on one move, and on which most of them do."""

from typing import Final

from sim.evidence.results import Evidence
from sim.model.errors import counted
from sim.report.evidence.words import move_in_words
from sim.report.prose.names import Names

CAVEAT: Final = "It tests false reports against this record, not against the world."
NO_CONCLUSION: Final = "There is no conclusion to test"


def finding_of(result: Evidence, names: Names) -> str:
    """The finding in one sentence."""
    conclusions = result.on_history
    if not conclusions:
        return NO_CONCLUSION
    alone = sum(any(len(cut) == 1 for cut in each.moves) for each in conclusions)
    hang = f"{alone or 'None'} of {counted(len(conclusions), 'conclusion')} {'hang' if alone > 1 else 'hangs'}"
    if not alone:
        return f"{hang} on a single move"
    most = max(result.moves, key=lambda importance: len(importance.alone))
    move = move_in_words(most.number, result.history.moves[most.number - 1], names)
    return f"{hang} on a single move; most of them, {len(most.alone)}, on {move}"
