"""What `--negsim-coverage` makes pytest say."""

import json
import re
import sys
from types import SimpleNamespace

import pytest

from sim.testing.coverage_plugin import CoverageReport
from sim.testing.law_items import ITEMS

TESTS = """
    import pytest
    from hypothesis import given, settings
    from sim.moves import Oppose, Propose
    from sim.testing import coverage
    from sim.testing.story import START, after

    PROPOSE = Propose(subject="halves", by="aland", date="2013-03-01", issue="quota")
    OPPOSE = Oppose(subject="halves", by="bohus", date="2013-03-02")

    def test_one():
        coverage.record_move(START, PROPOSE)

    def test_another():
        coverage.record_move(after(PROPOSE).state, OPPOSE)
"""
HEADLINE = "of the law, 2 legal and 0 illegal moves have reached:"


@pytest.fixture
def project(pytester, options_within):
    """A project with two tests, each of which makes a move."""
    pytester.makepyfile(TESTS)
    return pytester


def test_it_is_told_at_the_end_when_it_is_asked_for(project):
    result = project.runpytest_inprocess("--negsim-coverage")
    result.stdout.re_match_lines([".* negsim: coverage of the law .*", HEADLINE, r"^proposal +2 of \d+ .*"])
    result.stdout.no_fnmatch_line("* tabled, oppose, opposed")


def test_nothing_is_told_otherwise(project):
    project.runpytest_inprocess().stdout.no_fnmatch_line("*coverage of the law*")


def test_all_is_told_by_name_to_who_wants_to_hear_more(project):
    result = project.runpytest_inprocess("--negsim-coverage", "-v")
    result.stdout.fnmatch_lines(["* 1  new, propose, tabled", "* 0  opposed, oppose, opposed"])


def test_workers_of_xdist_send_what_they_have_seen(project):
    result = project.runpytest_inprocess("--negsim-coverage", "-n2", "--dist=each", "--tx=2*popen", "-v")
    result.stdout.fnmatch_lines(["of the law, 4 legal and 0 illegal moves have reached:"])
    assert re.search(r"^ +2  tabled, oppose, opposed$", str(result.stdout), re.MULTILINE)


def test_what_a_worker_sends_is_plain_and_read_back_the_same(request):
    config = SimpleNamespace(add_cleanup=request.addfinalizer, workeroutput={})
    worker, controller = CoverageReport(config), CoverageReport(config)
    worker.seen.counts.update(ITEMS[:3])
    worker.seen.moves["made"] = 2
    worker.pytest_sessionfinish(SimpleNamespace(config=config))
    controller.pytest_testnodedown(SimpleNamespace(workeroutput=json.loads(json.dumps(config.workeroutput))), None)
    assert (controller.seen.counts, controller.seen.moves) == (worker.seen.counts, worker.seen.moves)


def test_a_worker_that_crashes_sends_nothing(project):
    project.makepyfile(test_crash="import os\ndef test_crash(): os._exit(1)")
    result = project.runpytest_inprocess("--negsim-coverage", "-n1", "--max-worker-restart=0", "test_crash.py")
    result.stdout.fnmatch_lines(["of the law, 0 legal and 0 illegal moves have reached:"])


def test_a_run_records_only_what_it_runs_itself(project):
    project.runpytest_inprocess("--negsim-coverage")
    project.runpytest_inprocess("--negsim-coverage").stdout.fnmatch_lines([HEADLINE])


def test_where_another_sim_comes_first_nothing_is_recorded(pytester, monkeypatch):
    pytester.mkpydir("sim")
    pytester.makepyfile("def test_it(): pass")
    monkeypatch.delitem(sys.modules, "sim")
    result = pytester.runpytest_inprocess("--negsim-coverage")
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("*coverage of the law*")
    result.stdout.fnmatch_lines(["negsim: warning: * hides the package sim of negsim*"])
