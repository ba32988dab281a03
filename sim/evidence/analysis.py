"""The analysis of a scenario: its conclusions one after the other, so that an interruption leaves what is known."""

from collections.abc import Sequence
from functools import cached_property
from itertools import groupby

from attrs import frozen

from sim.evidence.conclusion_evidence import RecordEvidence
from sim.evidence.divided_record import DividedRecord
from sim.evidence.results import ConclusionEvidence, Evidence
from sim.executors.executor import Executor, Progress
from sim.model.errors import InvalidEvidenceError
from sim.scenario.expectations import Expectation
from sim.scenario.scenario import Scenario

MOST: int = 3
"""The most moves, sources or speakers of a cut set."""

Numbered = tuple[tuple[int, ConclusionEvidence], ...]
"""What some of the conclusions hang on, each with its position among all of them."""


@frozen(slots=False)  # for what is worked out once and kept
class _Conclusions:
    """The work of an analysis: its pieces are the conclusions, in order."""

    scenario: Scenario
    expectations: tuple[Expectation, ...]
    up_to: int

    def done(self, numbers: range) -> Numbered:
        """What the conclusions of these positions hang on."""
        asked = ((number, self.expectations[number]) for number in numbers)
        return tuple((number, self._records[each.branch].of(each)) for number, each in asked)

    @cached_property
    def _records(self) -> dict[str, RecordEvidence]:
        """The record, and each branch that a conclusion is about, by its id."""
        by_branch = groupby(sorted(self.expectations, key=_branch), key=_branch)
        return {branch: self._record(branch, tuple(asked)) for branch, asked in by_branch}

    def _record(self, branch: str, asked: tuple[Expectation, ...]) -> RecordEvidence:
        record = DividedRecord(self.scenario.history_of(branch), self.scenario.weights)
        return RecordEvidence(record, asked, self.up_to)


def _branch(expectation: Expectation) -> str:
    return expectation.branch


class EvidenceAnalysis:
    """What the conclusions of a scenario hang on: its expectations, unless others are given.

    What is known so far can be had at any time, so that an interruption loses little.

    Raises: InvalidEvidenceError if *up_to* is not 1, 2 or 3.
    """

    def __init__(self, scenario: Scenario, conclusions: Sequence[Expectation] | None = None, up_to: int = 2) -> None:
        if up_to not in range(1, MOST + 1):
            raise InvalidEvidenceError(f"cut sets cannot have up to {up_to!r} moves; give a number from 1 to {MOST}")
        asked = scenario.expectations if conclusions is None else conclusions
        self._work, self._known = _Conclusions(scenario, tuple(asked), up_to), dict[int, ConclusionEvidence]()

    def run(self, executor: Executor | None = None, progress: Progress = lambda count: None) -> "EvidenceAnalysis":
        """Look at all conclusions; gives itself. Raises: ExecutorError if processes or the cluster are at fault."""
        for count, found in (executor or Executor()).done(self._work, len(self._work.expectations)):
            self._known.update(found)
            progress(count)
        return self

    @property
    def result(self) -> Evidence:
        """What is known so far, in the order in which it was asked about."""
        work = self._work
        known = tuple(self._known[number] for number in sorted(self._known))
        return Evidence(work.scenario.title, work.scenario.history, work.up_to, len(work.expectations), known)


def evidence(
    scenario: Scenario, conclusions: Sequence[Expectation] | None = None, up_to: int = 2, jobs: int = 1, dask: str = ""
) -> Evidence:
    """What the conclusions of a scenario hang on: its expectations, unless others are given.

    The cut sets have up to so many moves, sources or speakers. The result is the same with any number of jobs.

    Raises: InvalidEvidenceError if *up_to* is not 1, 2 or 3; ExecutorError if processes or the cluster are at fault.
    """
    return EvidenceAnalysis(scenario, conclusions, up_to).run(Executor(jobs, dask)).result
