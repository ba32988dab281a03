"""Slow tests say why they are slow."""

from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")


@pytest.fixture
def run(pytester):
    """What pytest makes of a test with this mark, under our own settings."""

    def marked(mark, *arguments):
        pytester.makeconftest(CONFTEST.read_text("utf-8"))
        pytester.makepyfile(f"import pytest\n\n@pytest.mark.{mark}\ndef test_all(): pass\n")
        return pytester.runpytest_inprocess("--strict-markers", "-pno:negsim", *arguments)

    return marked


@pytest.mark.parametrize("mark", ["slow", "slow()", "slow(reason='')"])
def test_a_slow_test_without_a_reason_is_refused(run, mark):
    run(mark).stderr.fnmatch_lines(["ERROR: test_*::test_all is slow without a reason; give one: slow(reason=…)"])


def test_the_reason_is_printed_with_the_time_that_it_costs(run):
    result = run("slow(reason='it tries all')")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*slow tests, by reason*", " *0 s  it tries all"])


def test_a_slow_test_that_is_left_out_costs_nothing(run):
    result = run("slow(reason='it tries all')", "-m", "not slow")
    result.assert_outcomes(deselected=1)
    result.stdout.no_fnmatch_line("*slow tests, by reason*")
