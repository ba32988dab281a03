"""The JSON of the check of scenario files: the findings on their expectations, or their faults."""

from collections.abc import Iterable
from typing import Final

from attrs import asdict, frozen

from sim.assess.durations import LASTING
from sim.model.dates import When
from sim.model.errors import Fault, InvalidScenarioError, NegsimError
from sim.model.ids import NONE
from sim.records.json_values import Json
from sim.report.json.values import date_as_json
from sim.scenario.expectations import AGREED, CENTRE, COUNTS, NEXT_TALKS, TENSION, Expectation, Finding, HoldsWithout

FORMAT: Final = "negsim-check/1"
VALID, UNMET, INVALID = "valid", "unmet", "invalid"
"""The results of a check."""


def finding_as_json(finding: Finding) -> Json:
    """An expectation, what was found, and whether it is met."""
    return {
        **expectation_as_json(finding.expectation),
        "found": value_as_expected(finding.expectation, finding.found),
        "without": list(finding.without),
        "met": finding.met,
    }


def expectation_as_json(expectation: Expectation) -> Json:
    """An expectation, and what it must hold without."""
    return {
        "line": expectation.line,
        "branch": expectation.branch or None,
        "as_of": date_as_json(expectation.as_of),
        "since": date_as_json(expectation.since),
        "reading": expectation.reading,
        "key": expectation.key,
        "subject": expectation.subject,
        "quote": expectation.quote,
        "holds_without": _left_out(expectation.holds_without),
        "expected": value_as_expected(expectation, expectation.expected),
    }


def value_as_expected(expectation: Expectation, text: str) -> object:
    """An expected or actual value: a number, a date or null, a list of issues, or else the word itself."""
    if expectation.key in (AGREED, TENSION, *COUNTS, *LASTING):
        return int(text)
    if expectation.key == NEXT_TALKS:
        return None if text == NONE else date_as_json(When.parse(text))
    if expectation.key == CENTRE:
        return [] if text == NONE else text.split(", ")
    return text


def _left_out(without: HoldsWithout | None) -> Json | None:
    """What must be left out, under its only key: a number of moves, or a list of sources or speakers."""
    if without is None:
        return None
    return {name: value if name == "moves" else list(value) for name, value in asdict(without).items() if value}


@frozen
class CheckedFile:
    """A scenario file that has been checked: the number of its moves and the findings, or the error that it has."""

    file: str
    moves: int = 0
    findings: tuple[Finding, ...] = ()
    warnings: tuple[Fault, ...] = ()
    error: NegsimError | None = None

    @property
    def met(self) -> int:
        """The number of expectations that are met."""
        return sum(finding.met for finding in self.findings)

    @property
    def result(self) -> str:
        """`valid`, `unmet` if an expectation is unmet, or `invalid`."""
        if self.error is not None:
            return INVALID
        return VALID if self.met == len(self.findings) else UNMET


def check_document(branch: str | None, files: Iterable[CheckedFile]) -> Json:
    """The document of the check of some files, or of one branch in each."""
    return {"format": FORMAT, "branch": branch, "files": [_checked(file) for file in files]}


def _checked(file: CheckedFile) -> Json:
    return {
        "file": file.file,
        "result": file.result,
        "moves": None if file.error else file.moves,
        "met": file.met,
        "expectations": [finding_as_json(finding) for finding in file.findings],
        "faults": [] if file.error is None else [*map(fault_as_json, faults_of(file.error))],
        "warnings": [*map(fault_as_json, file.warnings)],
    }


def faults_of(error: NegsimError) -> tuple[Fault | NegsimError, ...]:
    """The faults of a file; an error that is no fault of one place is the only one."""
    return error.faults if isinstance(error, InvalidScenarioError) else (error,)


def fault_as_json(fault: Fault | NegsimError) -> Json:
    """A fault with its place; an error that is no fault of one place has a reason alone."""
    if isinstance(fault, Fault):
        place = {"line": fault.where.line, "column": fault.where.column}
        return {"file": fault.where.file, **place, "concerns": fault.concerns or None, "reason": fault.words}
    return {"file": None, "line": None, "column": None, "concerns": None, "reason": str(fault)}
