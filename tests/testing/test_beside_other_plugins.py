"""The plugin and the kit beside other plugins of pytest; `tox -e beside` brings them all."""

import pytest

FAILING = """
    from hypothesis import Phase, given, settings
    from sim.moves import Proposal
    from sim.testing.strategies import histories

    @settings(database=None, deadline=None, phases=[Phase.generate, Phase.shrink])
    @given(histories(subjects=[Proposal]))
    def test_it(history):
        assert not history.states[-1].proposals
"""
ASYNC = """
    import asyncio
    import pytest
    from hypothesis import given, settings
    from sim.moves import Proposal
    from sim.testing.strategies import histories

    @pytest.mark.asyncio
    @settings(max_examples=5, database=None, deadline=None)
    @given(histories(subjects=[Proposal], min_moves=1))
    async def test_it(history):
        await asyncio.sleep(0)
        assert history.moves
"""
GIST = "FAILED test_it.py::test_it - after move 1, propose a by aland on 2013-01-01: *"
SECTION = "* negsim: the history that fails *"

pytestmark = [pytest.mark.usefixtures("options_within"), pytest.mark.slow(reason="a pytest of its own is started")]


@pytest.fixture(autouse=True)
def wide(monkeypatch):
    """A terminal that is wide enough for the short summary."""
    monkeypatch.setenv("COLUMNS", "200")


def test_a_failure_is_shown_in_full_when_it_is_tried_again(pytester):
    pytest.importorskip("pytest_rerunfailures")
    pytester.makepyfile(test_it=FAILING)
    result = pytester.runpytest_subprocess("--reruns=1")
    result.stdout.fnmatch_lines([SECTION, "- propose: a", GIST, "*1 failed, 1 rerun in *"])


def test_a_failure_is_shown_in_full_by_a_worker_of_xdist(pytester):
    pytest.importorskip("xdist")
    pytester.makepyfile(test_it=FAILING)
    pytester.runpytest_subprocess("-n1").stdout.fnmatch_lines([SECTION, "- propose: a", GIST])


def test_a_failure_is_shown_in_full_with_sugar(pytester):
    pytest.importorskip("pytest_sugar")
    pytester.makepyfile(test_it=FAILING)
    result = pytester.runpytest_subprocess("--force-sugar")
    result.stdout.fnmatch_lines([SECTION, "- propose: a", "*FAILED*test_it*"])


def test_a_property_may_be_asynchronous(pytester):
    pytest.importorskip("pytest_asyncio")
    pytester.makepyfile(test_it=ASYNC)
    pytester.runpytest_subprocess().assert_outcomes(passed=1)
