import pytest
from attrs.exceptions import FrozenInstanceError
from days import DAY, LATER
from hypothesis import given, strategies as st

from sim.history.replay import Draft, illegal_move, reduce, step
from sim.model.errors import IllegalMoveError, InvalidSettingError
from sim.model.move import Extend, Lapse, Suspend, Withdraw
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.subjects.measures import Threaten
from sim.rules.subjects.proposals import Propose
from sim.rules.subjects.statements import Act, Remark
from sim.rules.subjects.talks import Talks
from sim.rules.verdict import Refusal
from sim.testing.story import SETTING, START, after
from sim.testing.strategies import illegal_moves, negotiations

OFFER = Propose(subject="equal-shares", by="aland", date=DAY, issue="quota", expires=LATER)
THREAT = Threaten(subject="close-ports", by="aland", date=DAY, issue="ports", action="close")
REMARK = Remark(subject="quota", by="aland", date=DAY, kind="hope")
ACT = Act(subject="visit", by="bohus", date=DAY, tone="conciliatory")


def test_a_negotiation_begins_with_what_is_declared():
    assert START.ids == ("pact", "ministers", "experts")
    assert (START.version, START.statements, START.setting) == (0, (), SETTING)


def test_two_declarations_cannot_share_an_id():
    pact = Commitment.declared(Declaration("pact"), SETTING.party_ids)
    with pytest.raises(InvalidSettingError, match="the id 'pact' is declared twice; an id names one subject"):
        Negotiation.begin(SETTING, [pact, Talks.declared("pact")])


def test_the_subjects_of_each_kind_come_in_order_of_creation():
    state = after(THREAT, OFFER, ACT).state
    assert (list(state.proposals), list(state.measures)) == (["equal-shares"], ["close-ports"])
    assert (list(state.commitments), list(state.talks)) == (["pact"], ["ministers", "experts"])
    assert state.ids == ("pact", "ministers", "experts", "close-ports", "equal-shares", "visit")


def test_remarks_and_acts_are_kept_in_the_order_in_which_they_came():
    assert after(REMARK, ACT, REMARK).state.statements == (REMARK, ACT, REMARK)


def test_a_state_never_changes():
    with pytest.raises(FrozenInstanceError):
        START.version = 1


def test_every_move_counts():
    assert after(REMARK, OFFER, ACT).state.version == 3


def test_reduce_looks_at_the_table_alone():
    early = Lapse(subject="equal-shares", date=DAY)
    state = after(OFFER).refuses(early, because="it stands until 2013-06-01").state
    assert reduce(state, early).proposals["equal-shares"].status == "lapsed"


def test_reduce_refuses_what_has_no_row():
    with pytest.raises(IllegalMoveError, match="aland may not withdraw pact"):
        reduce(START, Withdraw(subject="pact", by="aland", date=DAY))


def test_a_state_can_be_made_from_its_parts_again():
    declared = [START.subjects[name] for name in START.ids]
    assert Negotiation(SETTING, START.subjects, START.order) == START == Negotiation.begin(SETTING, declared)


def test_a_draft_does_what_step_does():
    draft = Draft(START)
    for move in (OFFER, REMARK, THREAT, ACT):
        draft.step(move)
    assert draft.frozen() == after(OFFER, REMARK, THREAT, ACT).state
    assert draft.ids == draft.frozen().ids


def test_a_draft_leaves_the_state_that_it_began_with_alone():
    draft = Draft(START)
    draft.step(OFFER)
    assert (START.version, START.ids) == (0, ("pact", "ministers", "experts"))


def test_a_state_taken_from_a_draft_stays_as_it_was():
    draft = Draft(START)
    before = draft.frozen()
    draft.step(REMARK)
    draft.step(OFFER)
    assert before == START


def test_a_draft_keeps_the_moves_before_the_one_that_is_refused():
    draft = Draft(START)
    with pytest.raises(IllegalMoveError):
        draft.replay([OFFER, OFFER, THREAT])
    assert draft.frozen() == after(OFFER).state


def test_a_refusal_carries_the_move_its_reasons_and_the_way_out():
    suspend = Suspend(subject="pact", by="aland", date=DAY)
    refused = illegal_move(Refusal(step(START, suspend), suspend))
    assert refused.move is suspend
    assert [objection.reason for objection in refused.violations] == [
        "for aland it has been suspended since 2013-03-01"
    ]
    assert refused.alternatives == ("resume", "leave")


def test_who_takes_no_part_is_offered_no_way_out():
    assert illegal_move(Refusal(START, Suspend(subject="pact", by="coast", date=DAY))).alternatives == ()
    assert illegal_move(Refusal(START, Suspend(subject="pakt", by="aland", date=DAY))).alternatives == ()


def test_the_way_out_of_a_refused_extension_is_no_extension():
    extension = Extend(subject="close-ports", by="aland", date=LATER)
    with pytest.raises(IllegalMoveError) as refused:
        step(after(THREAT).state, extension)
    assert "it takes deadline, the new last day; aland may: carry-out or withdraw" in str(refused.value)


@given(st.data())
def test_no_refusal_offers_the_verb_that_it_refuses(data):
    state = data.draw(negotiations())
    move = data.draw(illegal_moves(state))
    assert move.verb not in illegal_move(Refusal(state, move)).alternatives
