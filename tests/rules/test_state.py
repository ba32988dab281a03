from datetime import date

import pytest
from attrs.exceptions import FrozenInstanceError
from days import DAY, LATER
from lawbook import attempts
from rules.standings import SETTING as ALL, STANDINGS, START as BEGINNING

from sim.history.replay import Draft, illegal_move, reduce, replay, step
from sim.model.errors import IllegalMoveError, InvalidSettingError
from sim.model.move import Commit, Extend, Lapse, Suspend, Withdraw
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.subjects.measures import DeclaredMeasure, Measure, Threaten
from sim.rules.subjects.proposals import Accept, Propose
from sim.rules.subjects.statements import Act, Remark
from sim.rules.subjects.talks import Talks
from sim.rules.verdict import Refusal, judge
from sim.testing.story import SETTING, START, after

OFFER = Propose(subject="equal-shares", by="aland", date=DAY, issue="quota", expires=LATER)
ANSWER = Propose(subject="answer", by="bohus", date=DAY, issue="quota", counters="equal-shares")
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


def test_a_measure_may_be_declared_too():
    levy = Measure.declared(DeclaredMeasure(subject="levy", by="aland"))
    assert list(Negotiation.begin(SETTING, [levy]).measures) == ["levy"]


def test_a_state_knows_what_counters_what():
    other = Propose(subject="other", by="bohus", date=DAY, issue="quota", counters=("equal-shares", "mesh"))
    mesh = Propose(subject="mesh", by="aland", date=DAY, issue="mesh")
    for state in (after(OFFER, mesh, ANSWER, other).state, draft(OFFER, mesh, ANSWER, other)):
        assert dict(state.countered_by) == {"equal-shares": ("answer", "other"), "mesh": ("other",)}


def test_several_subjects_of_one_move_are_made_in_its_order():
    story = after(Commit(subject=("truce", "corridor"), by="both", date=DAY))
    assert story.state.ids[-2:] == ("truce", "corridor")


def draft(*moves):
    """The state that a draft comes to, move by move."""
    made = Draft(START)
    for move in moves:
        made.step(move)
    return made.frozen()


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


def test_reduce_does_what_a_move_does_to_further_subjects():
    accept = Accept(subject="answer", by="aland", date=DAY)
    state = after(OFFER, ANSWER).state
    assert reduce(state, accept) == step(state, accept)
    assert reduce(state, accept).proposals["equal-shares"].status == "settled"


def test_reduce_refuses_what_has_no_row():
    with pytest.raises(IllegalMoveError, match="aland may not withdraw pact"):
        reduce(START, Withdraw(subject="pact", by="aland", date=DAY))
    with pytest.raises(IllegalMoveError, match="bohus may not propose other"):
        reduce(
            after(OFFER).state, Propose(subject="other", by="bohus", date=DAY, issue="quota", replaces="equal-shares")
        )


def test_a_state_can_be_made_from_its_parts_again():
    declared = [START.subjects[name] for name in START.ids]
    assert Negotiation(SETTING, START.subjects, START.order) == START == Negotiation.begin(SETTING, declared)


def test_a_draft_does_what_step_does():
    made = Draft(START)
    moves = OFFER, REMARK, THREAT, ACT, ANSWER
    for move in moves:
        made.step(move)
    assert made.frozen() == after(*moves).state
    assert made.ids == made.frozen().ids


def test_a_draft_leaves_the_state_that_it_began_with_alone():
    made = Draft(after(OFFER).state)
    made.step(ANSWER)
    assert (START.version, START.ids) == (0, ("pact", "ministers", "experts"))
    assert dict(after(OFFER).state.countered_by) == {}


def test_a_state_taken_from_a_draft_stays_as_it_was():
    made = Draft(START)
    before = made.frozen()
    made.step(REMARK)
    made.step(OFFER)
    assert before == START


def test_a_draft_keeps_the_moves_before_the_one_that_is_refused():
    made = Draft(START)
    with pytest.raises(IllegalMoveError):
        made.replay([OFFER, OFFER, THREAT])
    assert made.frozen() == after(OFFER).state


def test_a_refusal_carries_the_move_its_reasons_and_the_way_out():
    suspend = Suspend(subject="pact", by="aland", date=DAY)
    refused = illegal_move(Refusal(step(START, suspend), suspend))
    assert refused.move is suspend
    assert [objection.reason for objection in refused.violations] == [
        "for aland it has been suspended since 2013-03-01"
    ]
    assert refused.alternatives == ("resume", "leave", "breach", "carry-out", "extend")


def test_who_takes_no_part_is_offered_no_way_out():
    assert illegal_move(Refusal(START, Suspend(subject="pact", by="coast", date=DAY))).alternatives == ()
    assert illegal_move(Refusal(START, Suspend(subject="pakt", by="aland", date=DAY))).alternatives == ()


def test_the_way_out_of_a_refused_extension_is_no_extension():
    extension = Extend(subject="close-ports", by="aland", date=LATER)
    with pytest.raises(IllegalMoveError) as refused:
        step(after(THREAT).state, extension)
    assert "it has no end that could be put off; give deadline, its new last day; aland may: carry-out" in str(
        refused.value
    )


@pytest.mark.parametrize("name", [*STANDINGS][::7])
def test_no_refusal_offers_the_verb_that_it_refuses(name):
    state = replay(BEGINNING, STANDINGS[name])
    for move in attempts(ALL, state.ids[-1], (), date(2013, 3, 20)):
        refusal = judge(state, move)
        if isinstance(refusal, Refusal):
            assert move.verb not in illegal_move(refusal).alternatives
