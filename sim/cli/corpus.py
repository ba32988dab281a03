"""What the commands share that take files and folders: each file is asked the same, and the answers become one report.

A call that names one file is answered as before there were folders: no column says of which file a row is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, Generic, TypeVar

import click
from attrs import evolve, field, frozen

from sim.cli import options
from sim.cli.output import Block, Report
from sim.cli.printing import say
from sim.cli.process import INVALID
from sim.model.errors import NegsimError
from sim.records.corpus import Corpus, Outcome, Question, outcome
from sim.records.files import case_names, scenario_files
from sim.records.json_values import Json
from sim.report.table.render import CSVS, JSON, Table, stacked

Answer = TypeVar("Answer")

SCENARIO: Final = "scenario"
"""The header over the names of the cases."""


@frozen(slots=False)
class Answers(Generic[Answer]):
    """What has come of the files of a call, in their order, and the exit status so far.

    `is_single` says that the call names one file and no folder.
    """

    files: tuple[str, ...]
    is_single: bool
    outcomes: Sequence[Outcome[Answer]]
    status: int = 0

    def __iter__(self) -> Iterator[tuple[str, Answer]]:
        """The files that have an answer, by the name of the case, and the answer."""
        return ((self.cases[each.file], each.answer) for each in self.outcomes if each.answer is not None)

    @cached_property
    def cases(self) -> dict[str, str]:
        """The name of the case in each file."""
        return dict(zip(self.files, case_names(self.files), strict=True))

    @property
    def answered(self) -> Iterator[tuple[str, Answer]]:
        """The files that have an answer, and the answer."""
        return ((each.file, each.answer) for each in self.outcomes if each.answer is not None)

    @property
    def summary(self) -> str:
        """How many files have been answered, and why not all; empty where that is all that there are, or one."""
        failed = [each for each in self.outcomes if each.error is not None]
        unread = sum(each.is_unread for each in failed)
        lacking, left = len(failed) - unread, len(self.files) - len(self.outcomes)
        if self.is_single or not (failed or left):
            return ""
        reasons = (
            f"{unread:,} could not be read" if unread else "",
            f"{lacking:,} {'lacks' if lacking == 1 else 'lack'} what was asked about" if lacking else "",
            f"{left:,} {'was' if left == 1 else 'were'} not reached" if left else "",
        )
        answered = len(self.outcomes) - len(failed)
        return f"{answered:,} of {len(self.files):,} files; {', '.join(filter(None, reasons))}"


def is_single(paths: Sequence[str]) -> bool:
    """Whether a call names one file, and no folder."""
    return len(paths) == 1 and not Path(paths[0]).is_dir()


def ask(
    paths: Sequence[str],
    question: Question[Answer],
    jobs: int = 1,
    dask: str = "",
    *,
    quiet: bool,
    complaints: Callable[[Answer], Iterable[str]] = lambda _: (),
) -> Answers[Answer]:
    """The answers of the files and folders that a call names; the errors and *complaints* have been printed.

    Raises: click.exceptions.Exit if there is a folder without scenarios, or the work cannot be begun.
    """
    try:
        found = _asked(paths, question, jobs, dask, quiet=quiet)
    except NegsimError as error:
        options.complain(error)
        raise click.exceptions.Exit(INVALID) from None
    for each in found.outcomes:
        if each.error is not None:
            options.complain(each.error)
        if each.answer is not None:
            for line in complaints(each.answer):
                say(line, err=True)
    has_failed = any(each.error is not None for each in found.outcomes)
    return evolve(found, status=found.status or (INVALID if has_failed else 0))


def say_how_many(answers: Answers[Answer]) -> None:
    """Say of how many files there is no answer, if there are any."""
    if answers.summary:
        say(answers.summary, err=True)


def _asked(paths: Sequence[str], question: Question[Answer], jobs: int, dask: str, *, quiet: bool) -> Answers[Answer]:
    files = scenario_files(paths)
    cases = [options.case_file(file) for file in files]
    if is_single(paths):
        return Answers(files, is_single=True, outcomes=[outcome(cases[0], question)])
    from sim.cli.simulation import status_of  # noqa: PLC0415 - takes long to load, and one file has no use for it
    from sim.executors.executor import Executor  # noqa: PLC0415 - as above

    corpus = Corpus(cases, question)

    def finished() -> str:
        return f"{len(corpus.outcomes):,} of {len(files):,} files"

    status = status_of(corpus, len(files), Executor(jobs, dask), finished, quiet=quiet, label="Files")
    return Answers(files, is_single=False, outcomes=corpus.outcomes, status=status)


# WHAT IS PRINTED


@frozen
class Part:
    """What a format prints of one file, made where the file is read: the document for JSON, else the blocks."""

    document: Json = field(factory=dict)
    blocks: tuple[Block, ...] = ()

    @classmethod
    def of(cls, report: Report, form: str) -> "Part":
        """What a format prints of a report."""
        if form == JSON:
            return cls(report.document())
        return cls(blocks=(report.table(),) if form in CSVS else tuple(report.blocks()))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables among its blocks."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def report(self) -> Report:
        """The report on the file alone."""
        return Report(document=lambda: self.document, table=lambda: self.tables[0], blocks=lambda: self.blocks)


def report_on_all(
    answers: Answers[Answer],
    part: Callable[[Answer], Part],
    combined: Callable[[Iterable[tuple[str, Json]]], Json],
) -> Report:
    """The report on the files: their documents as one, and of each kind of table one, in which a column names the case.

    That on a single file is its own.
    """
    if answers.is_single:
        return next(part(answer).report for _, answer in answers)

    def tables() -> list[Table]:
        return tables_of_all((case, part(answer)) for case, answer in answers)

    return Report(
        document=lambda: combined((file, part(answer).document) for file, answer in answers.answered),
        table=lambda: tables()[0],
        blocks=tables,
    )


def tables_of_all(parts: Iterable[tuple[str, Part]]) -> list[Table]:
    """The tables of each title as one, in the order in which the titles first come, with the case before each row."""
    by_title = dict[str, list[tuple[str, Table]]]()
    for case, part in parts:
        for table in part.tables:
            by_title.setdefault(table.title, []).append((case, table))
    return [stacked(tables, SCENARIO) for tables in by_title.values()]
