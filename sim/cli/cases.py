"""The cases of a call that names files and folders, each read when its turn comes, here or by several processes."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from attrs import define

from sim.cli import options
from sim.cli.printing import say
from sim.executors.executor import Executor, Progress
from sim.model.errors import NegsimError
from sim.records.corpus import Question, outcomes
from sim.records.files import case_names
from sim.scenario.scenario import Scenario

Part = TypeVar("Part")
Answer = TypeVar("Answer")


class NothingReadError(Exception):
    """No file could be read, so that there is nothing to write."""


@define
class Cases:
    """The cases in some files, and how many of these files have had faults so far."""

    files: Sequence[str]
    faulty: int = 0
    progress: Progress = lambda _: None

    def parts(self, of: Callable[[str, Scenario], Iterator[Part]]) -> Iterator[Part]:
        """The parts of each case, those of one before the next is read; files with faults are complained of.

        Raises: NothingReadError if all have faults.
        """
        for name, file in zip(case_names(self.files), self.files, strict=True):
            try:
                yield from of(name, options.scenario_in(file))
            except NegsimError as error:
                self._complain(error)
            self.progress(1)
        self._check_any()

    def answers(self, question: Question[Answer], executor: Executor) -> Iterator[Answer]:
        """The answers of the cases in the order of the files; there is none from a file with faults.

        Raises: NothingReadError if all have faults; ExecutorError.
        """
        names = zip(self.files, case_names(self.files), strict=True)
        files = [options.case_file(file, case) for file, case in names]
        for outcome in chain.from_iterable(outcomes(files, question, executor)):
            if outcome.error is not None:
                self._complain(outcome.error)
            if outcome.answer is not None:
                yield outcome.answer
            self.progress(1)
        self._check_any()

    def _complain(self, error: NegsimError) -> None:
        options.complain(error)
        self.faulty += 1

    def _check_any(self) -> None:
        if self.faulty == len(self.files):
            raise NothingReadError

    def say_faulty(self) -> None:
        """Say how many of several files could not be read."""
        files = len(self.files)
        if self.faulty and files > 1:
            say(f"{files - self.faulty:,} of {files:,} files; {self.faulty:,} could not be read", err=True)
