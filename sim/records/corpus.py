"""Many scenario files and journals, of which the same is asked: the answers in their order, and what has failed.

    corpus = Corpus([CaseFile("a.yaml"), CaseFile("b.yaml")], question)
    corpus.run(Executor(jobs=2))

A file that cannot be read, or lacks what is asked about, keeps no other from being answered.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from attrs import frozen

from sim.model.errors import InvalidScenarioError, NegsimError, UnreadableFileError
from sim.records.journal.address import is_journal, without_password
from sim.records.journal.moments import KnownOn
from sim.records.journal.recorded import recorded_scenario
from sim.scenario.load import bytes_of, collector_at_rest, loads
from sim.scenario.private import without_private
from sim.scenario.scenario import Scenario
from sim.scenario.write import as_yaml

if TYPE_CHECKING:
    from sim.executors.executor import Executor, Progress

Answer = TypeVar("Answer")


@frozen
class CaseFile:
    """A scenario file or a journal: its name in the call, and the case's name.

    `text` is that of standard input, or why there is none. The record of a journal is taken as it was known then, if
    `known_on` says when. What is marked as private is in its scenario unless `with_private` is false.
    """

    name: str
    text: bytes | UnreadableFileError | None = None
    case: str = ""
    known_on: KnownOn | None = None
    with_private: bool = True

    def scenario(self) -> Scenario:
        """The scenario in it. Raises: NegsimError."""
        scenario = self._whole()
        return scenario if self.with_private else without_private(scenario)

    def _whole(self) -> Scenario:
        if self.is_journal:
            return recorded_scenario(self.name, self.known_on)
        if self.known_on is not None:
            raise UnreadableFileError(self.label, "it is no journal, so that nobody knows what was known when")
        return loads(self.data(), self.label)

    @property
    def is_journal(self) -> bool:
        """Whether it is a journal."""
        return self.text is None and is_journal(self.name)

    @property
    def label(self) -> str:
        """What complaints call it."""
        return without_password(self.name) if self.text is None else "<stdin>"

    def data(self) -> bytes:
        """Its bytes; of a journal those of a scenario file with the same record. Raises: NegsimError."""
        if self.is_journal:
            return as_yaml(self.scenario()).encode()
        if isinstance(self.text, UnreadableFileError):
            raise self.text
        return bytes_of(self.name) if self.text is None else self.text


Question = Callable[[CaseFile], Answer]
"""What is asked of each file. Raises: NegsimError where the file is at fault; other processes unpickle both."""


@frozen
class Outcome(Generic[Answer]):
    """What has come of one file: its answer, or the error that there is instead."""

    file: str
    answer: Answer | None
    error: NegsimError | None = None

    @property
    def is_unread(self) -> bool:
        """Whether the file could not be read; else it has an answer, or lacks what was asked about."""
        return isinstance(self.error, InvalidScenarioError | UnreadableFileError)

    def __reduce__(self) -> tuple[Any, ...]:
        """Its parts: libraries for clusters change how errors are pickled, and lose what an error carries."""
        error = None if self.error is None else (type(self.error), self.error.args)
        return _with_error, (self.file, self.answer, error)


def _with_error(file: str, answer: Any, error: tuple[type[NegsimError], tuple[Any, ...]] | None) -> Outcome[Any]:
    return Outcome(file, answer, None if error is None else error[0](*error[1]))


@frozen
class FileWork(Generic[Answer]):
    """Work whose pieces are files: each is put the question."""

    files: tuple[CaseFile, ...]
    question: Question[Answer]

    def done(self, numbers: range) -> list[Outcome[Answer]]:
        """What has come of the files of these numbers, in order."""
        return [outcome(self.files[number], self.question) for number in numbers]


def outcome(file: CaseFile, question: Question[Answer]) -> Outcome[Answer]:
    """What comes of a file."""
    try:
        with collector_at_rest():
            return Outcome(file.name, question(file))
    except NegsimError as error:
        return Outcome(file.name, None, error.with_traceback(None))  # a traceback would keep the whole file in memory


def outcomes(
    files: Iterable[CaseFile], question: Question[Answer], executor: "Executor"
) -> Iterator[list[Outcome[Answer]]]:
    """What comes of the files, a few at a time and in their order; only a few are kept, however many there are.

    Raises: ExecutorError.
    """
    work = FileWork(tuple(files), question)
    return (found for _, found in executor.in_order(work, len(work.files)))


class Corpus(Generic[Answer]):
    """Files and a question; `outcomes` has what has come of them so far, in their order."""

    def __init__(self, files: Iterable[CaseFile], question: Question[Answer]) -> None:
        self.files, self.question = tuple(files), question
        self.outcomes = list[Outcome[Answer]]()

    def run(self, executor: "Executor", progress: "Progress") -> None:
        """Put the question to each file. Raises: ExecutorError."""
        for found in outcomes(self.files, self.question, executor):
            self.outcomes += found
            progress(len(found))
