"""The pytest plugin: scenario files as tests, one for reading the file and one for each of its expectations.

Every run of pytest loads it where negsim is installed, so it imports what reads scenarios only when it meets one.
"""

import os
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from fnmatch import fnmatch
from functools import cache
from glob import escape, iglob
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from sim.testing import FAILS

if TYPE_CHECKING:
    from sim.model.errors import NegsimError
    from sim.scenario import Expectation, Finding, Scenario

    Read = tuple[Scenario | None, NegsimError | None]

NAMED_SO: Final = "*.scenario.yaml"
"""The files that are collected in any case."""
OPTION: Final = "negsim_scenarios"
"""The option of the ini file that names others."""

SECTION: Final = "negsim: the history that fails"
"""The headline over a history that a failing property prints."""

_LIKELY: Final = "likely"
"""The reading of a question that names none: `sim.model.dates.LIKELY`, spelt out so that nothing need be imported."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take patterns for scenario files from the ini file."""
    words = f"glob patterns, relative to the ini file, of scenario files to test beside {NAMED_SO} (** for any folders)"
    parser.addini(OPTION, words, type="args")


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known that every test of a scenario file has."""
    config.addinivalue_line("markers", "negsim: a test of a scenario file, whether it loads or what it expects.")


def pytest_report_header(config: pytest.Config) -> list[str]:
    """One line for each pattern that names no file at all."""
    given = zip(config.getini(OPTION), _patterns(config), strict=True)
    return [f"negsim: no file matches {written} ({OPTION})" for written, pattern in given if not _names_a_file(pattern)]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "ScenarioFile | None":
    """The file as tests, if it is a scenario file."""
    return ScenarioFile.from_parent(parent, path=file_path) if _is_scenario(file_path, parent.config) else None


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, None]:
    """Add the scenario files of a folder that are links to nothing; pytest passes over them without a word."""
    outcome = yield
    report: pytest.CollectReport = outcome.get_result()
    if report.passed and isinstance(collector, getattr(pytest, "Directory", ())):  # pytest 7 has no such collector
        report.result.extend(_dangling(collector))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(call: pytest.CallInfo[None]) -> Generator[None, Any, None]:
    """Show the histories that a failing property prints in a section of their own, as they can be saved."""
    histories = [] if call.excinfo is None else list(_histories_taken_from(call.excinfo.value))
    outcome = yield
    report: pytest.TestReport = outcome.get_result()
    report.sections.extend((SECTION, text) for text in histories)


def _histories_taken_from(error: BaseException) -> Iterator[str]:
    """The histories among the notes of an error, or of the errors in a group, which they are taken out of."""
    notes: list[str] = getattr(error, "__notes__", [])
    yield from (note for note in notes if note.startswith(FAILS))
    notes[:] = [note for note in notes if not note.startswith(FAILS)]
    for each in getattr(error, "exceptions", ()):
        yield from _histories_taken_from(each)


# WHICH FILES


def _is_scenario(path: Path, config: pytest.Config) -> bool:
    return _matches((path.name,), (NAMED_SO,)) or any(
        _matches(path.parts, pattern.parts) for pattern in _patterns(config)
    )


def _patterns(config: pytest.Config) -> Iterator[Path]:
    """The patterns of the ini file, made absolute."""
    folder = config.rootpath if config.inipath is None else config.inipath.parent
    for written in config.getini(OPTION):
        yield Path(os.path.normpath(Path(escape(str(folder))) / written))


def _matches(parts: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    """Whether the pattern names the path; as in a shell, only what begins with a dot names what begins with one."""
    if not parts or not pattern:
        return not parts and set(pattern) <= {"**"}
    head, rest = pattern[0], pattern[1:]
    if head == "**" and _matches(parts, rest):
        return True
    if not fnmatch(parts[0], head) or (parts[0].startswith(".") and not head.startswith(".")):
        return False
    return _matches(parts[1:], pattern if head == "**" else rest)


def _names_a_file(pattern: Path) -> bool:
    found = iglob(str(pattern), recursive=True)  # noqa: PTH207 - those of pathlib cannot be absolute
    return any(not Path(path).is_dir() for path in found)


def _dangling(folder: pytest.Collector) -> Iterator["ScenarioFile"]:
    config = folder.config
    with os.scandir(folder.path) as entries:
        links = sorted(Path(entry.path) for entry in entries if entry.is_symlink())
    for path in (link for link in links if _is_scenario(link, config) and not link.exists()):
        if not folder.ihook.pytest_ignore_collect(collection_path=path, config=config):
            yield ScenarioFile.from_parent(folder, path=path)


# TESTS

READ: "Final[pytest.StashKey[dict[Path, Read]]]" = pytest.StashKey()
"""What has been read, by path: the scenario, or the complaint; of one file pytest may make several collectors."""


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
            findings = cache(scenario.findings)
            for position, name in enumerate(_names(scenario.expectations)):
                yield Expects.from_parent(self, name=name, scenario=scenario, findings=findings, position=position)

    def _read(self) -> "Read":
        read = self.config.stash.setdefault(READ, {})
        if self.path not in read:
            read[self.path] = _read(os.path.relpath(self.path))
        return read[self.path]


def _read(file: str) -> "Read":
    from sim.model.errors import NegsimError  # noqa: PLC0415 - who has no scenario files need not load what reads them
    from sim.scenario import load  # noqa: PLC0415 - the same

    try:
        return load(file), None
    except NegsimError as complaint:
        return None, complaint


def _names(expectations: "Iterable[Expectation]") -> Iterator[str]:
    """A name for each expectation: in which branch, as of which day, under which reading unless `likely`, about what.

    There is no sign in it that a shell or `-k` would take for its own. What is asked again gets a number.
    """
    seen: Counter[str] = Counter()
    for asked in expectations:
        name = _name(asked)
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}:{seen[name]}"


def _name(asked: "Expectation") -> str:
    day = "end" if asked.as_of is None else asked.as_of.best.isoformat()
    reading = [] if asked.reading == _LIKELY else [asked.reading]
    about = "/".join(dict.fromkeys((asked.key, asked.subject)))
    branch = [asked.branch] if asked.branch else []
    return ":".join((*branch, day, *reading, about.replace(" ", "-")))


class ExpectationError(Exception):
    """What a test reports in place of a traceback: a line of the file, that place and the gist in one line, and all."""

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

    def __init__(self, *, complaint: "NegsimError | None", **place: Any) -> None:
        super().__init__(**place)
        self._complaint = complaint

    def runtest(self) -> None:
        """Raises: Failure, with all faults."""
        from sim.model.escaping import visible  # noqa: PLC0415 - only a test of a scenario file needs it

        if self._complaint is None:
            return
        faults = getattr(self._complaint, "faults", ())  # a file that cannot be opened has none
        whole = "\n".join(visible(str(fault)) for fault in faults or (self._complaint,))
        others = f" (the first of {len(faults)} faults)" if len(faults) > 1 else ""
        raise ExpectationError(faults[0].where.line if faults else 1, whole.partition("\n")[0] + others, whole)


class Expects(_Test):
    """An expectation is met."""

    def __init__(
        self, *, scenario: "Scenario", findings: "Callable[[], tuple[Finding, ...]]", position: int, **place: Any
    ) -> None:
        super().__init__(**place)
        self.line = scenario.expectations[position].where.line
        self._scenario = scenario
        self._findings = findings
        self._position = position

    def runtest(self) -> None:
        """Raises: Failure, with what was expected, what was found, and the moves that made it so."""
        from sim.model.escaping import visible  # noqa: PLC0415 - only a test of a scenario file needs it
        from sim.testing.reasons import explained  # noqa: PLC0415 - the same

        finding = self._findings()[self._position]
        if not finding.met:
            asked = finding.expectation
            gist = visible(f"expected {asked.expected}, found {finding.found}")
            moves = explained(asked, self._scenario.assessed(asked))
            whole = f"{visible(f'{asked.where}: {asked.when}: {asked.about}')}: {gist}\n\n{moves}"
            raise ExpectationError(self.line, f"{visible(asked.where.file)}:{self.line}: {gist}", whole)
