"""The entry of the pytest plugin: tells scenario files from others, and imports negsim only for one.

Every run of pytest loads this module where negsim is installed, also in projects that know nothing of negsim. So it
stands outside the package `sim` and imports it only for a scenario file: such a project may have a `sim` of its own,
which then comes first, and is left alone.
"""

import os
import sys
from collections.abc import Generator, Iterator
from fnmatch import fnmatch
from glob import escape, iglob
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from sim.testing.plugin import ScenarioFile

NAMED_SO: Final = "*.scenario.yaml"
"""The files that are collected in any case."""
OPTION: Final = "negsim_scenarios"
"""The option of the ini file that names others."""

COVERAGE: Final = "--negsim-coverage"
"""The option that says at the end what was tried of the law."""

SECTION: Final = "negsim: the history that fails"
"""The headline over a history that a failing property prints."""
REQUESTS_SECTION: Final = "negsim: the requests that fail"
"""The headline over the commands that send what a system under test was sent."""

HIDING: Final = pytest.StashKey[Path]()
"""What hides our package, in the run of a configuration that has left scenario files out for it."""
OURS: Final = Path(__file__).with_name("sim") / "__init__.py"
"""The package of negsim; where it is installed, it lies beside this module."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take patterns for scenario files from the ini file, and whether coverage of the law is asked for."""
    usage = f"glob patterns, relative to the ini file, of scenario files to test beside {NAMED_SO} (** for any folders)"
    parser.addini(OPTION, usage, type="args")
    usage = "say at the end how much of the law was tried, and what was not (with -v: all of it, by name)"
    parser.getgroup("negsim").addoption(COVERAGE, action="store_true", help=usage)


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known that every test of a scenario file has, and begin to record coverage of the law."""
    config.addinivalue_line("markers", "negsim: a test of a scenario file, whether it loads or what it expects.")
    if config.getoption(COVERAGE) and _other_sim(config) is None:
        from sim.testing.coverage_plugin import CoverageReport  # noqa: PLC0415 - who does not ask for it need not load it

        config.pluginmanager.register(CoverageReport(config))


def pytest_report_header(config: pytest.Config) -> list[str]:
    """One line for each pattern that names no file at all."""
    patterns = zip(config.getini(OPTION), _patterns(config), strict=True)
    return [f"negsim: no file matches {text} ({OPTION})" for text, pattern in patterns if not _names_a_file(pattern)]


def pytest_terminal_summary(terminalreporter: "pytest.TerminalReporter", config: pytest.Config) -> None:
    """One sentence where another `sim` comes first: a line rather than a warning, which `-W error` would raise."""
    other = config.stash.get(HIDING, None) or _other_sim(config)
    if other is not None:
        terminalreporter.write_line(
            f"negsim: warning: {other} hides the package sim of negsim, so scenario files are not tested here; "
            "rename it, or switch this plugin off with -p no:negsim",
            yellow=True,
        )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "ScenarioFile | None":
    """The file as tests, if it is a scenario file."""
    return _scenario_file(parent, file_path) if _is_scenario(file_path, parent.config) else None


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, None]:
    """Add the scenario files of a folder that are links to nothing; pytest passes over them without a word."""
    outcome = yield
    report: pytest.CollectReport = outcome.get_result()
    if report.passed and isinstance(collector, getattr(pytest, "Directory", ())):  # pytest 7 has no such collector
        report.result.extend(_dangling(collector))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(call: pytest.CallInfo[None]) -> Generator[None, Any, None]:
    """Show what a failing property prints in sections of their own, as it can be saved, and the gist in the summary."""
    error = call.excinfo.value if call.excinfo else None
    sections = [(headline, text) for headline, first in _first_lines() for text in _notes_taken_from(error, first)]
    outcome = yield
    report: pytest.TestReport = outcome.get_result()
    report.sections.extend(sections)
    crash: Any = getattr(report.longrepr, "reprcrash", None)
    if error is not None and crash is not None and "sim.testing.files" in sys.modules:
        from sim.testing.gist import gist  # noqa: PLC0415 - who does not use the kit need not load it

        histories = [text for headline, text in sections if headline == SECTION]
        crash.message = gist(error, histories, crash.message)


def _first_lines() -> Iterator[tuple[str, str]]:
    """The headlines of sections, each with the first line of what stands in them; without its module there is none."""
    for headline, module, name in (
        (SECTION, "sim.testing.files", "FAILS"),
        (REQUESTS_SECTION, "sim.testing.exchange", "REQUESTS"),
    ):
        first = getattr(sys.modules.get(module), name, None)
        if first is not None:
            yield headline, first


def _notes_taken_from(error: BaseException | None, first: str) -> Iterator[str]:
    """The notes of an error that begin so, or of the errors in a group, which they are taken out of."""
    notes: list[str] = getattr(error, "__notes__", [])
    yield from (note for note in notes if note.startswith(first))
    notes[:] = [note for note in notes if not note.startswith(first)]
    for part in getattr(error, "exceptions", ()):
        yield from _notes_taken_from(part, first)


# WHOSE SIM


def _other_sim(config: pytest.Config) -> Path | None:
    """The file or folder that hides our package, or will once pytest puts the root of the project first."""
    spec = getattr(sys.modules.get("sim"), "__spec__", None)
    spec = spec or PathFinder.find_spec("sim", [str(config.rootpath), *sys.path])
    if spec is None:
        return None
    place = Path(spec.origin or (spec.submodule_search_locations or [""])[0])
    return None if place.resolve() == OURS.resolve() else place


def _scenario_file(parent: pytest.Collector, path: Path) -> "ScenarioFile | None":
    """The collector of a scenario file; None if another `sim` hides the package that would read it."""
    other = _other_sim(parent.config)
    if other is not None:
        parent.config.stash[HIDING] = other  # ours may be loaded by the end, for a test that imports it
        return None
    from sim.testing.plugin import ScenarioFile  # noqa: PLC0415 - who has no scenario files need not load what reads them

    return ScenarioFile.from_parent(parent, path=path)


# WHICH FILES


def _is_scenario(path: Path, config: pytest.Config) -> bool:
    return _matches((path.name,), (NAMED_SO,)) or any(
        _matches(path.parts, pattern.parts) for pattern in _patterns(config)
    )


def _patterns(config: pytest.Config) -> Iterator[Path]:
    """The patterns of the ini file, made absolute."""
    folder = config.rootpath if config.inipath is None else config.inipath.parent
    for pattern in config.getini(OPTION):
        yield Path(os.path.normpath(Path(escape(str(folder))) / pattern))


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
    paths = iglob(str(pattern), recursive=True)  # noqa: PTH207 - those of pathlib cannot be absolute
    return any(not Path(path).is_dir() for path in paths)


def _dangling(folder: pytest.Collector) -> Iterator["ScenarioFile"]:
    """The scenario files of the folder that are links to nothing."""
    config = folder.config
    with os.scandir(folder.path) as entries:
        links = sorted(Path(entry.path) for entry in entries if entry.is_symlink())
    for path in (link for link in links if _is_scenario(link, config) and not link.exists()):
        if not folder.ihook.pytest_ignore_collect(collection_path=path, config=config):
            collector = _scenario_file(folder, path)
            yield from () if collector is None else (collector,)
