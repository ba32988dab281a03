"""Scenario files as tests of pytest: one for reading the file, and one for each of its expectations.

`negsim_pytest` decides which files those are, and imports this when there is one.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

import pytest

from sim.evidence.expected import findings as judged
from sim.model.dates import LIKELY
from sim.model.errors import NegsimError
from sim.model.escaping import visible
from sim.scenario import Expectation, Finding, Scenario, load
from sim.testing.reasons import explained

Read = tuple[Scenario | None, NegsimError | None]

READ: Final[pytest.StashKey[dict[Path, Read]]] = pytest.StashKey()
"""By path the scenario, or the complaint of reading it; of one file pytest may make several collectors."""


class ScenarioFile(pytest.File):
    """A scenario file: a test that it loads, and one for each of its expectations."""

    def __init__(self, **place: Any) -> None:
        super().__init__(**place)
        self.add_marker("negsim")

    def collect(self) -> Iterator["_Test"]:
        """The tests of the file, in its order; a faulty one has no expectations that could be known."""
        scenario, complaint = self._read()
        there = self.path if self.path.exists() else self.path.parent  # `--nf` asks how old the path of a test is
        yield Loads.from_parent(self, name="loads", path=there, complaint=complaint)
        if scenario is not None:
            findings = cache(partial(judged, scenario))
            for position, name in enumerate(_names(scenario.expectations)):
                yield Expects.from_parent(self, name=name, scenario=scenario, findings=findings, position=position)

    def _read(self) -> Read:
        read = self.config.stash.setdefault(READ, {})
        if self.path not in read:
            read[self.path] = _read(os.path.relpath(self.path))
        return read[self.path]


def _read(file: str) -> Read:
    try:
        return load(file), None
    except NegsimError as complaint:
        return None, complaint


def _names(expectations: Iterable[Expectation]) -> Iterator[str]:
    """A name for each expectation: its branch, its day, its reading unless `likely`, and its subject.

    There is no sign in it that a shell or `-k` would take for its own. What is asked again gets a number.
    """
    seen: Counter[str] = Counter()
    for asked in expectations:
        name = _name(asked)
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}:{seen[name]}"


def _name(asked: Expectation) -> str:
    day = "end" if asked.as_of is None else asked.as_of.best.isoformat()
    reading = [] if asked.reading == LIKELY else [asked.reading]
    about = "/".join(dict.fromkeys((asked.key, asked.subject)))
    branch = [asked.branch] if asked.branch else []
    return ":".join((*branch, day, *reading, about.replace(" ", "-")))


class ExpectationError(Exception):
    """A failure that is shown without a traceback: its line in the file, the gist in one line, and the whole text."""

    def __init__(self, line: int, gist: str, whole: str) -> None:
        super().__init__(whole)
        self.line = line
        self.gist = gist


class _Test(pytest.Item):
    """A test of a scenario file; `line` is where it stands in it."""

    line = 1

    @property
    def file(self) -> Path:
        """The scenario file, which may not be there."""
        assert self.parent is not None
        return self.parent.path

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line (from 0, as pytest counts), and the headline of a failure."""
        return self.file, self.line - 1, f"{self.file.name}: {self.name}"

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The failure in its own words, and for the summary and for editors its place in the file."""
        failure = excinfo.value
        if not isinstance(failure, ExpectationError):
            return super().repr_failure(excinfo, style)
        shown = excinfo.getrepr(style="value")
        crash: Any = shown.reprcrash
        crash.path, crash.lineno, crash.message = str(self.file), failure.line, failure.gist
        return shown


class Loads(_Test):
    """The file can be read, and has no fault."""

    def __init__(self, *, complaint: NegsimError | None, **place: Any) -> None:
        super().__init__(**place)
        self._complaint = complaint

    def runtest(self) -> None:
        """Raises: Failure, with all faults."""
        if self._complaint is None:
            return
        faults = getattr(self._complaint, "faults", ())  # a file that cannot be opened has none
        whole = "\n".join(visible(str(fault)) for fault in faults or (self._complaint,))
        others = f" (the first of {len(faults)} faults)" if len(faults) > 1 else ""
        raise ExpectationError(faults[0].where.line if faults else 1, whole.partition("\n")[0] + others, whole)


class Expects(_Test):
    """An expectation is met."""

    def __init__(
        self, *, scenario: Scenario, findings: Callable[[], tuple[Finding, ...]], position: int, **place: Any
    ) -> None:
        super().__init__(**place)
        where = scenario.expectations[position].where
        assert where is not None, "it stands in a file"
        self.line, self._file = where.line, where.file
        self._scenario = scenario
        self._findings = findings
        self._position = position

    def runtest(self) -> None:
        """Raises: Failure, with what was expected, what was found, and the moves that made it so."""
        finding = self._findings()[self._position]
        if not finding.met:
            asked = finding.expectation
            gist = visible(f"expected {asked.expected_in_words}, found {finding.found_in_words}")
            moves = explained(asked, self._scenario.assessed(asked))
            whole = f"{visible(f'{asked.where}: {asked.when}: {asked.about}')}: {gist}\n\n{moves}"
            raise ExpectationError(self.line, f"{visible(self._file)}:{self.line}: {gist}", whole)
