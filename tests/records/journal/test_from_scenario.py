from pathlib import Path

import pytest
from hypothesis import given
from journals import whole

from sim import loads
from sim.records.journal import Declare, actions_of
from sim.records.journal.judging import Judge
from sim.records.journal.reading import scenario_of_record
from sim.testing.files import records

SCENARIOS = sorted((Path(__file__).parents[3] / "scenarios").glob("*.yaml"))


def drafted(actions):
    """The record of these actions, judged one after another."""
    judge = Judge("talks.db")
    judge.keep(judge.judged(list(actions), let_fall=False))
    return judge.draft


def read(draft):
    return scenario_of_record(draft.frozen(), "talks.db")


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_record_of_a_journal_made_from_a_file_is_that_files(path):
    scenario = loads(path.read_bytes())
    again = read(drafted(actions_of(scenario)))
    assert whole(again) == whole(scenario)
    assert again.history == scenario.history


@given(records())
def test_the_record_of_a_journal_made_from_a_drawn_record_is_that(record):
    assert whole(read(drafted(actions_of(record)))) == whole(record)


def test_what_may_name_moves_is_declared_after_them():
    first, *_, last = actions_of(loads((SCENARIOS[0].parent / "moscow-2007.yaml").read_bytes()))
    assert isinstance(first, Declare)
    assert isinstance(last, Declare)
    assert last.sections.keys() <= {"branches", "forecast", "expect"}
    assert last.sections.keys().isdisjoint(first.sections)
