"""What a branch of a branch names by number stays the move that it was; what would change it is refused."""

import pytest
from journals import BAN, PACT, YES, actions, begun

from sim.model.errors import InvalidScenarioError
from sim.records.journal import Add, Amend, Declare, Retract

VISIT = {"act": "visit", "by": "aland", "date": "2013-01-05", "tone": "neutral", "action": "visits"}
EARLIER = {**VISIT, "act": "call"}
NO = {"oppose": "pact", "by": "bohus", "date": "2013-03-01"}
BRANCHES = {
    "no": {"from": "#1", "moves": [NO, {**VISIT, "date": "2013-03-07"}]},
    "calm": {"of": "no", "from": "#2"},
    "silent": {"of": "calm", "without": ["#1"]},
    "early": {"of": "no", "from": 0, "moves": [VISIT]},
    "loud": {"of": "no", "without": {"act": "visit"}},
}


@pytest.fixture
def journal(tmp_path):
    with begun(tmp_path, PACT, YES, BAN) as journal:
        journal.append([Declare({"branches": BRANCHES})])
        yield journal


def test_its_numbers_are_those_of_that_branch(journal):
    scenario = journal.scenario()
    assert [move.verb for move in scenario.history_of("calm").moves] == ["propose", "oppose"]
    assert scenario.history_of("silent").moves == ()


def test_a_move_that_would_shift_them_is_refused_with_each_number(journal):
    with pytest.raises(InvalidScenarioError) as refused:
        journal.append([Add(EARLIER, after=0)])
    assert [(str(fault.where)[-2:], fault.concerns) for fault in refused.value.faults] == [
        ("@5", "branches, calm, from"),
        ("@5", "branches, silent, without"),
    ]
    reason = "#2 would be another move of no then; declare the branch again, with a date in place of the number"
    assert refused.value.faults[0].words == reason
    assert journal.version == 5


@pytest.mark.parametrize(
    "action", [Add({**EARLIER, "date": "2013-05-05"}), Retract(4), Amend(2, {**PACT, "note": "n"})]
)
def test_what_leaves_them_the_same_moves_is_recorded(journal, action):
    journal.append([action])
    assert [move.verb for move in journal.scenario().history_of("calm").moves] == ["propose", "oppose"]


def test_the_branches_may_be_declared_again_in_the_same_call(journal):
    others = {"calm": {"of": "no", "from": "#3"}, "silent": None}
    journal.append([Add(EARLIER, after=0), Declare({"branches": others})])
    assert [move.verb for move in journal.scenario().history_of("calm").moves] == ["act", "propose", "oppose"]


def test_branches_of_the_record_have_no_such_numbers(tmp_path):
    with begun(tmp_path, PACT, YES) as journal:
        journal.append([Declare({"branches": {"b": {"without": ["#2"]}}})])
        journal.append([Add(EARLIER, after=0), *actions(BAN)[1:]])
        assert journal.scenario().branches[0].branch.left_out == (3,)
