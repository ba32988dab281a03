"""With every entry the record stays legal; what falls with a move is retracted by entries of its own, if asked for."""

import pytest
from hypothesis import given, strategies as st
from journals import BAN, PACT, YES, actions

from sim.model.errors import InvalidScenarioError, JournalError, LaterMovesError
from sim.records.journal import Add, Amend, Declare, Retract, actions_of
from sim.records.journal.judging import Judge
from sim.records.journal.reading import scenario_of_record
from sim.scenario.scenario import Scenario
from sim.testing.strategies import histories


def judge_of(some):
    """A judge that has judged these actions and goes on from them."""
    judge = Judge("talks.db")
    judge.keep(judge.judged(list(some), let_fall=False))
    return judge


def kept(judge, *some, let_fall=False):
    judged = judge.judged(some, let_fall=let_fall)
    judge.keep(judged)
    return judged.actions


@given(st.data())
def test_what_falls_with_a_move_is_what_had_faults_and_leaves_a_record_without(data):
    history = data.draw(histories(min_moves=1, max_moves=8))
    judge = judge_of(actions_of(Scenario("", "S", None, history)))
    before = {move.added: move.item for move in judge.draft.in_order()}
    gone = data.draw(st.sampled_from([*before]))
    first, *fallen = kept(judge, Retract(gone), let_fall=True)
    assert first == Retract(gone)
    assert all(isinstance(action, Retract) for action in fallen)
    left = {move.added: move.item for move in judge.draft.in_order()}
    assert left == {added: item for added, item in before.items() if added not in (gone, *(a.move for a in fallen))}
    scenario_of_record(judge.draft.frozen(), "talks.db")


@given(st.data())
def test_without_that_it_is_refused_just_where_something_would_fall(data):
    history = data.draw(histories(min_moves=1, max_moves=8))
    judge = judge_of(actions_of(Scenario("", "S", None, history)))
    gone = Retract(data.draw(st.sampled_from([move.added for move in judge.draft.in_order()])))
    fallen = judge.judged([gone], let_fall=True).actions[1:]
    if not fallen:
        assert judge.judged([gone], let_fall=False).actions == (gone,)
        return
    with pytest.raises(LaterMovesError) as refused:
        judge.judged([gone], let_fall=False)
    named = {fault.where.line for fault in refused.value.faults}
    assert named == {action.move for action in fallen}


def test_a_retraction_that_makes_later_moves_illegal_names_them():
    with pytest.raises(InvalidScenarioError, match=r"talks\.db@3: accept pact: nobody has made 'pact' yet"):
        judge_of(actions(PACT, YES)).judged([Retract(2)], let_fall=False)


def test_moves_fall_with_an_amendment_too():
    judge = judge_of(actions(PACT, YES, BAN))
    assert kept(judge, Amend(2, {**PACT, "propose": "treaty"}), let_fall=True)[1:] == (Retract(3),)


def test_what_falls_with_what_has_fallen_falls_too():
    commit = {"commit": "accord", "by": "both", "date": "2013-05-01", "under": "pact", "issue": ["quota"]}
    judge = judge_of(actions(PACT, YES, BAN, commit))
    assert kept(judge, Retract(2), let_fall=True) == (Retract(2), Retract(3), Retract(5))


def test_a_refusal_names_all_that_would_fall_with_it():
    commit = {"commit": "accord", "by": "both", "date": "2013-05-01", "under": "pact", "issue": ["quota"]}
    with pytest.raises(LaterMovesError) as refused:
        judge_of(actions(PACT, YES, BAN, commit)).judged([Retract(2)], let_fall=False)
    assert [fault.where.line for fault in refused.value.faults] == [3, 5]


def test_it_is_no_later_move_alone_that_is_at_fault_where_a_declaration_is():
    expected = Declare({"expect": [{"proposals": {"pact": "accepted"}}]})
    judge = judge_of([*actions(PACT, YES), expected])
    with pytest.raises(InvalidScenarioError) as refused:
        judge.judged([Retract(2)], let_fall=False)
    assert not isinstance(refused.value, LaterMovesError)
    assert [fault.where.line for fault in refused.value.faults] == [3, 4]


def test_a_new_move_that_is_illegal_does_not_fall_but_is_refused():
    with pytest.raises(InvalidScenarioError, match=r"talks\.db@3: bohus may not withdraw"):
        judge_of(actions(PACT)).judged([Add({"withdraw": "pact", "by": "bohus", "date": "2013-04-01"})], let_fall=True)


def test_a_declaration_that_has_a_fault_is_refused_whatever_may_fall():
    with pytest.raises(InvalidScenarioError, match=r"talks\.db@3: issues"):
        judge_of(actions(PACT)).judged([Declare({"issues": {"no id": "X"}})], let_fall=True)


def test_without_parties_there_is_no_record():
    with pytest.raises(InvalidScenarioError, match="parties"):
        Judge("talks.db").judged([Declare({"scenario": "S"})], let_fall=True)


def test_what_is_about_no_move_is_refused_and_changes_nothing():
    judge = judge_of(actions(PACT))
    before = judge.draft.frozen()
    with pytest.raises(JournalError, match="which is not in the record then"):
        judge.judged([Add(YES), Retract(9)], let_fall=False)
    assert (judge.draft.frozen(), judge.version) == (before, 2)


def test_a_record_that_has_branches_is_judged_as_a_whole():
    judge = judge_of([*actions(PACT, YES), Declare({"branches": {"b": {"without": ["#2"]}}})])
    assert judge._tip() is None
    assert kept(judge, Add(BAN)) == (Add(BAN),)
    with pytest.raises(InvalidScenarioError):
        judge.judged([Add(BAN)], let_fall=False)


def test_a_move_with_a_condition_is_judged_with_the_whole():
    judge = judge_of(actions(PACT))
    judge._tip()
    assert kept(judge, Add({**BAN, "if": {"pact": "accepted"}}))
    with pytest.raises(InvalidScenarioError, match="nothing"):
        judge.judged([Add({**BAN, "threaten": "other", "if": {"nothing": "agreed"}})], let_fall=False)


def test_moves_and_declarations_may_come_in_any_order_in_one_call():
    first, *adds = actions(PACT, YES)
    judge = judge_of([adds[0], first, adds[1]])
    assert [move.item for move in judge.draft.in_order()] == [PACT, YES]
