import ast
from math import isnan
from pathlib import Path

import pytest
from hypothesis import Phase

from benchmarks.detection import measure
from benchmarks.detection.__main__ import row
from benchmarks.detection.adapters import SYSTEMS
from benchmarks.detection.bugs import BUGS
from benchmarks.detection.measure import Outcome, figures_of
from benchmarks.detection.search import shortest
from benchmarks.detection.trial import Trial, failure, trial
from sim.model.move import Move

FOLDER = Path(measure.__file__).parent
KINDS = {
    "a second answer resets the first",
    "resumed loses its since",
    "superseded or settled can still be accepted",
    "off by one day at an end, too early",
    "off by one day at an end, too late",
    "a joint act recorded for one side",
    "a list act half done",
    "a vote lost counted as the party's no",
    "ids compared case-insensitively",
    "a retry applied twice",
    "a counter that counts offers",
    "a notice that takes effect though put off",
}
QUICK = ("second answer resets the first", "first of a list", "joint end for one side", "last of a list")


def by_name(name):
    return next(bug for bug in BUGS if bug.name == name)


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


@pytest.mark.parametrize("path", sorted((FOLDER / "systems").glob("*.py")), ids=lambda path: path.stem)
def test_the_systems_know_nothing_of_negsim(path):
    names = list(imported(path))
    assert not [name for name in names if name.partition(".")[0] == "sim"]
    assert all(name.startswith("benchmarks.detection.systems") for name in names if name.startswith("benchmarks"))


def test_there_are_bugs_of_all_kinds_and_several_of_each_system():
    assert len({bug.name for bug in BUGS}) == len(BUGS) >= 24
    assert {bug.kind for bug in BUGS} >= KINDS
    assert all(sum(bug.system is system for bug in BUGS) >= 6 for system in SYSTEMS)


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_the_last_of_its_steps_shows_a_bug_and_a_sound_system_passes_them_all(bug):
    assert failure(bug.system, bug.system.sound, bug.shown_by) is None
    taken, _ = failure(bug.system, bug.broken, bug.shown_by)
    assert taken == bug.minimum
    assert failure(bug.system, bug.broken, bug.shown_by[:-1]) is None


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.name)
def test_a_sound_system_agrees_with_the_model(system):
    done = trial(system, system.sound, seed=1, examples=12)
    assert (done.examples, done.failure) == (None, "")


@pytest.mark.parametrize("name", QUICK)
def test_a_plain_bug_is_soon_found(name):
    bug = by_name(name)
    done = trial(bug.system, bug.broken, seed=1, examples=100, phases=(Phase.generate,))
    assert done.examples is not None
    assert done.seconds > 0
    assert done.failure


def test_no_run_with_a_step_less_shows_a_bug_and_one_of_its_minimum_does():
    bug = by_name("second answer resets the first")
    assert shortest(bug, bug.minimum - 1) is None
    bug = by_name("over on the last day")
    [step] = shortest(bug, bug.minimum)
    assert isinstance(step, Move)


@pytest.mark.slow(reason="a bug is looked for, and shrunk, by a process of its own")
def test_a_bug_is_shrunk_and_its_steps_are_counted():
    bug = by_name("last of a list")
    [one] = measure.outcomes([bug], seeds=1, processes=1)
    [done] = one.trials
    assert bug.minimum <= done.steps <= bug.minimum + 1
    assert row(one)[:3] == (bug.name, "talks", "1 of 1")


def test_a_bug_that_is_not_found_has_no_figures_of_its_own():
    bug = by_name("last of a list")
    assert row(Outcome(bug, (Trial(None, 3.0),)))[2:] == ("0 of 1", "–", "–", "–", "–", "1")


def test_the_figures_count_bugs_and_seeds_alike():
    bug = by_name("last of a list")
    found, late, missed = Trial(10, 1.0, 2, 4.0), Trial(200, 3.0, 7, 6.0), Trial(None, 9.0)
    done = [Outcome(bug, (found, late)), Outcome(bug, (found, missed))]
    values = [figure.value for figure in figures_of(done)]
    assert values == [0.5, 0.75, 0.5, 1.0, 10, 1.0, 4.0, 2, pytest.approx(2 / 3)]
    assert all(isnan(value) for value in [figure.value for figure in figures_of([Outcome(bug, (missed,))])][4:8])
