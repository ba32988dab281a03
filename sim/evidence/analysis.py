"""The analysis of a scenario: its conclusions one after the other, so that an interruption leaves what is known."""

from collections.abc import Iterable
from functools import cached_property
from itertools import groupby
from typing import Final

from attrs import frozen

from sim.evidence.conclusion_evidence import RecordEvidence
from sim.evidence.divided_record import DividedRecord
from sim.evidence.results import ConclusionEvidence, Evidence
from sim.executors.executor import Executor, Progress
from sim.model.errors import InvalidEvidenceError
from sim.scenario.expectations import Expectation
from sim.scenario.scenario import Scenario

MOST: Final = 3
"""The most moves, sources or speakers of a cut set."""

Numbered = tuple[tuple[int, ConclusionEvidence], ...]
"""What some of the conclusions hang on, each with its position among all of them."""


@frozen(slots=False)  # for what is worked out once and kept
class _Conclusions:
    """The work of an analysis: its pieces are the conclusions, in order."""

    scenario: Scenario
    expectations: tuple[Expectation, ...]
    up_to: int
    moves_alone: bool

    def done(self, numbers: range) -> Numbered:
        """What the conclusions of these positions hang on."""
        return tuple((number, self._of(self.expectations[number])) for number in numbers)

    def _of(self, expectation: Expectation) -> ConclusionEvidence:
        record = self._records[expectation.branch]
        return record.of_moves_alone(expectation) if self.moves_alone else record.of(expectation)

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
    """What the conclusions of a scenario hang on, as for `evidence`.

    What is known so far can be had at any time, so that an interruption loses little.

    Raises: InvalidEvidenceError if *up_to* is not 1, 2 or 3; UnknownNameError if there is no such branch.
    """

    def __init__(
        self,
        scenario: Scenario,
        conclusions: Iterable[Expectation] | None = None,
        up_to: int = 2,
        *,
        branch: str = "",
        moves_alone: bool = False,
    ) -> None:
        if up_to not in range(1, MOST + 1):
            raise InvalidEvidenceError(f"cut sets cannot have up to {up_to!r} moves; give a number from 1 to {MOST}")
        if conclusions is None:
            conclusions = (each for each in scenario.expectations if branch in ("", each.branch))
        self._branch, self._history = branch, scenario.history_of(branch)
        self._work = _Conclusions(scenario, tuple(conclusions), up_to, moves_alone)
        self._known = dict[int, ConclusionEvidence]()

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
        return Evidence(work.scenario.title, self._history, work.up_to, len(work.expectations), known, self._branch)


def evidence(
    scenario: Scenario,
    conclusions: Iterable[Expectation] | None = None,
    up_to: int = 2,
    *,
    branch: str = "",
    moves_alone: bool = False,
    jobs: int = 1,
    dask: str = "",
) -> Evidence:
    """What the conclusions of a scenario hang on: its expectations, unless others are given.

    The cut sets have up to so many moves, sources or speakers. With a *branch* it is about the expectations and the
    moves of that. With *moves_alone* nothing but cut sets of moves is looked for, which takes a fraction of the time.
    The result is the same with any number of jobs.

    Raises: InvalidEvidenceError if *up_to* is not 1, 2 or 3; UnknownNameError if there is no such branch; ExecutorError
    if processes or the cluster are at fault.
    """
    analysis = EvidenceAnalysis(scenario, conclusions, up_to, branch=branch, moves_alone=moves_alone)
    return analysis.run(Executor(jobs, dask)).result
