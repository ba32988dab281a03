"""What each conclusion on one record hangs on."""

from collections.abc import Iterable
from functools import cached_property

from attrs import evolve

from sim.evidence.additions import Additions
from sim.evidence.cut_sets import cut_sets_of_groups, cut_sets_of_moves
from sim.evidence.divided_record import Conclusion, DividedRecord
from sim.evidence.other_days import OtherDays
from sim.evidence.results import ConclusionEvidence
from sim.evidence.verdict import verdict
from sim.evidence.weights import holds_for_weights
from sim.model.dates import READINGS
from sim.scenario.expectations import Expectation, actual_value


class RecordEvidence:
    """What these *expectations* of one record hang on, with cut sets of up to so many."""

    def __init__(self, record: DividedRecord, expectations: Iterable[Expectation], up_to: int) -> None:
        self._record, self._up_to = record, up_to
        self._scopes = [record.scope(expectation) for expectation in expectations]
        moves = tuple(enumerate(record.history.moves, 1))
        self._sources = {number: move.source for number, move in moves if move.source}
        self._speakers = {number: (move.speaker,) for number, move in moves if move.speaker}

    @cached_property
    def _other_days(self) -> OtherDays:
        return OtherDays(self._record, self._scopes)

    @cached_property
    def _additions(self) -> Additions:
        return Additions(self._record, self._scopes)

    def of(self, expectation: Expectation) -> ConclusionEvidence:
        """What one of the conclusions hangs on; nothing if it does not hold."""
        conclusion = Conclusion(self._record, expectation)
        if not conclusion.holds:
            return ConclusionEvidence(expectation, conclusion.found, verdict=verdict(conclusion, (), (), self._up_to))
        cuts = cut_sets_of_moves(conclusion, self._up_to)
        days = tuple(self._other_days.overturning(conclusion))
        return ConclusionEvidence(
            expectation,
            conclusion.found,
            moves=cuts,
            sources=cut_sets_of_groups(conclusion, self._sources, self._up_to),
            speakers=cut_sets_of_groups(conclusion, self._speakers, self._up_to),
            other_days=days,
            readings=self._readings(expectation),
            weights=holds_for_weights(conclusion),
            additions=tuple(self._additions.overturning(conclusion)),
            verdict=verdict(conclusion, cuts, days, self._up_to),
        )

    def of_moves_alone(self, expectation: Expectation) -> ConclusionEvidence:
        """The cut sets of moves of one of the conclusions, and nothing else."""
        conclusion = Conclusion(self._record, expectation)
        cuts = cut_sets_of_moves(conclusion, self._up_to) if conclusion.holds else ()
        said = verdict(conclusion, cuts, (), self._up_to)
        return ConclusionEvidence(expectation, conclusion.found, moves=cuts, verdict=said)

    def _readings(self, expectation: Expectation) -> tuple[str, ...]:
        """The readings under which it holds."""
        return tuple(reading for reading in READINGS if self._holds(evolve(expectation, reading=reading)))

    def _holds(self, expectation: Expectation) -> bool:
        return expectation.is_met_by(actual_value(expectation, self._record.assessed(self._record.scope(expectation))))
