"""The findings on what a scenario expects, and on what that must hold without."""

from functools import cache

from attrs import evolve

from sim.evidence.cut_sets import cut_sets_of_moves
from sim.evidence.divided_record import Conclusion, DividedRecord
from sim.model.move import Move
from sim.scenario.expectations import Finding, HoldsWithout
from sim.scenario.scenario import Scenario


def findings(scenario: Scenario, branch: str | None = None) -> tuple[Finding, ...]:
    """The findings on the expectations of a scenario, those of the record first; or on those of one branch alone.

    One that must hold without something is met if it holds, and does so without that. Without any so many moves it
    does so without fewer, too. A move is left out with its sources, or with its speaker, if it has no others.
    """

    @cache
    def record(of_branch: str) -> DividedRecord:
        return DividedRecord(scenario.history_of(of_branch), scenario.weights)

    return tuple(
        _judged(finding, asked, record(finding.expectation.branch))
        if (asked := finding.expectation.holds_without) is not None and finding.met
        else finding
        for finding in scenario.findings(branch)
    )


def _judged(finding: Finding, asked: HoldsWithout, record: DividedRecord) -> Finding:
    """The finding on a conclusion that holds, without what it must hold without."""
    conclusion = Conclusion(record, finding.expectation)
    without = _overturning(conclusion, asked)
    if not without:
        return finding
    return evolve(finding, found=conclusion.without(without), met=False, without=without)


def _overturning(conclusion: Conclusion, asked: HoldsWithout) -> tuple[int, ...]:
    """The moves without which the conclusion does not hold, of those that it must hold without; empty if it holds."""
    if asked.moves:
        return next(iter(cut_sets_of_moves(conclusion, asked.moves)), ())
    moves = conclusion.record.history.moves
    gone = tuple(number for number, move in enumerate(moves, 1) if _is_gone(move, asked))
    return () if conclusion.expectation.is_met_by(conclusion.without(gone)) else gone


def _is_gone(move: Move, asked: HoldsWithout) -> bool:
    """Whether a move is known from these sources, or by these speakers, alone."""
    if asked.sources:
        return bool(move.source) and {*move.source} <= {*asked.sources}
    return move.speaker in asked.speakers
