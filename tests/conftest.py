"""How tests run here: pytest within pytest, our own scenarios among the tests, and hypothesis with the kit's profiles.

Under CI hypothesis tries the same examples every time, otherwise as many others. `--hypothesis-profile` takes the names
of the profiles without `negsim-`, too. `make test` takes `fast`, with a third of the examples.

A test that takes long for a reason has the mark `slow` and says the reason; `make test` leaves it to `make test-all`.
Tests on a server of PostgreSQL are skipped where there is none, and say so; with NEGSIM_POSTGRESQL=required in the
environment they fail.
Tests with the mark `uncovered` go through all of negsim once more, and count for no line: they run without coverage,
which would double their time.
"""

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

from sim.testing.profiles import CI, FAST

GOLDEN = Path(__file__).parent / "golden"

pytest_plugins = ["pytester", "negsim_pytest"]

for name in ("fast", "ci", "nightly"):
    settings.register_profile(name, parent=settings.get_profile(f"negsim-{name}"))
settings.register_profile("anew", FAST, max_examples=CI.max_examples)
settings.load_profile("ci" if os.environ.get("CI") else "anew")


def pytest_configure(config):
    """Name our own scenarios; in the ini file they would be unknown to a run that does not load this file."""
    config.addinivalue_line("negsim_scenarios", "scenarios/*.yaml")
    config.addinivalue_line("markers", "slow(reason): a test that takes long, and why.")
    config.addinivalue_line("markers", "uncovered: a test that runs without a measure of coverage.")


def pytest_collection_modifyitems(items):
    """Note why each slow test is slow. Raises: UsageError if one does not say so."""
    for item in items:
        for mark in item.iter_markers("slow"):
            if not mark.kwargs.get("reason"):
                raise pytest.UsageError(f"{item.nodeid} is slow without a reason; give one: slow(reason=…)")
            item.user_properties.append(("slow", mark.kwargs["reason"]))


def pytest_terminal_summary(terminalreporter):
    """How long slow tests have taken, and for what reasons."""
    seconds = Counter()
    for report in (report for reports in terminalreporter.stats.values() for report in reports):
        for key, reason in report.user_properties if isinstance(report, pytest.TestReport) else ():
            if key == "slow":
                seconds[reason] += report.duration
    if seconds:
        terminalreporter.section("slow tests, by reason")
    for reason, duration in seconds.most_common():
        terminalreporter.write_line(f"{duration:6.0f} s  {reason}")


@pytest.fixture
def options_within(pytester, monkeypatch):  # pytester takes all options away
    """The options of pytest within pytest: those that NEGSIM_WITHIN has, as a tox environment says, and no others."""
    monkeypatch.setenv("PYTEST_ADDOPTS", os.environ.get("NEGSIM_WITHIN", ""))


@pytest.fixture(scope="session")
def postgresql():
    """A server of PostgreSQL, one for each process that tests."""
    import postgresql  # noqa: PLC0415 - psycopg takes its time, and most runs need no server

    programs = postgresql.installed()
    if programs is None:
        is_required = os.environ.get("NEGSIM_POSTGRESQL") == "required"
        (pytest.fail if is_required else pytest.skip)(postgresql.MISSING)
    with postgresql.running(programs) as server:
        yield server


@pytest.fixture
def golden():
    """Compares a text with a file under tests/golden; with REGOLD=1 in the environment it is written instead."""

    def compare(name, text):
        path = GOLDEN / name
        if os.environ.get("REGOLD"):
            path.write_text(text, "utf-8", newline="")
        assert text == path.read_bytes().decode(), "if that is as it must be, run the tests with REGOLD=1"

    return compare
