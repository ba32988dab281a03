import pytest
from futures import EVERYTHING, SINCE, UNTIL, between, by, forecast, proposal

from sim.forecast.ensembles import ensemble
from sim.forecast.forecast import Forecast
from sim.forecast.impossible import NO_VOTE, NOBODY_MOVES, reason_against
from sim.forecast.measurement import ANY, VOTE_LOST
from sim.forecast.registry import PolicySpec
from sim.history.history import History
from sim.moves import Accept
from sim.testing.story import START

LOST, AGREED = (VOTE_LOST, ""), (ANY, "")
TO_A_VOTE = by("bohus", Accept, "offer", subject_to="council")
FURTHER = [
    pytest.param(name, marks=pytest.mark.slow(reason="every policy is run in which nothing is put to a vote"))
    for name in ("tit-for-tat", "grit", "time-dependent", "brinkmanship")
]


def specified(*moves, aland="hold", bohus="hold"):
    return Forecast(History.of(START, moves), SINCE, UNTIL, {"aland": aland, "bohus": bohus})


def test_where_neither_party_moves_and_no_vote_is_due_nothing_can_come_about():
    assert reason_against(AGREED, specified(proposal("offer"))) == NOBODY_MOVES


def test_where_one_party_moves_an_agreement_can_come_about():
    assert reason_against(AGREED, specified(proposal("offer"), bohus="random")) == ""


def test_where_neither_moves_a_vote_that_is_outstanding_can_decide():
    assert reason_against(LOST, specified(proposal("offer"), TO_A_VOTE)) == ""


def test_no_vote_is_lost_where_nothing_is_put_to_one():
    assert reason_against(LOST, specified(proposal("offer"), bohus="random")) == NO_VOTE


@pytest.mark.parametrize("policy", ["random", "markov", *FURTHER])
def test_no_run_loses_a_vote_that_cannot_be(policy):
    asked = specified(proposal("offer"), proposal("other", "bohus"), aland=PolicySpec(policy), bohus="random")
    assert reason_against(LOST, asked) == NO_VOTE
    assert not any(chance.count for chance in ensemble(asked).chances if chance.outcome == VOTE_LOST)


def test_a_script_can_put_a_text_to_a_vote():
    script = PolicySpec("scripted", {"moves": (TO_A_VOTE,)})
    assert reason_against(LOST, specified(proposal("offer"), bohus=script)) == ""


@pytest.mark.parametrize("asked", [forecast(*EVERYTHING), between("random", "random", proposal("offer"))])
def test_of_policies_of_others_nothing_is_known(asked):
    assert reason_against(LOST, asked) == ""
