from collections import Counter
from random import Random

import pytest
from futures import SINCE, choice, choices, context
from scipy import stats

from sim.forecast.policies.at_random import RandomMoves
from sim.model.errors import InvalidFieldError
from sim.rules.subjects.measures import Threaten
from sim.rules.subjects.talks import BreakOff
from sim.rules.verdict import is_legal


def test_it_makes_any_legal_move():
    state = context()
    found = choices(RandomMoves(), state, count=500)
    assert all(is_legal(state, move) for move in found)
    assert {move.verb for move in found} > {"propose", "threaten", "act", "suspend", "leave", "break-off", "convene"}


def test_a_verb_weighs_what_it_is_given_and_others_what_is_left_for_them():
    policy = RandomMoves({"threaten": 3, "impose": 1}, otherwise=0)
    counts = Counter(move.verb for move in choices(policy, context(), count=800))
    assert set(counts) == {"threaten", "impose"}
    assert stats.binomtest(counts["threaten"], 800, 0.75).pvalue > 0.001


def test_a_verb_that_weighs_nothing_is_never_made():
    assert "remark" not in {move.verb for move in choices(RandomMoves({"remark": 0}), context(), count=400)}


def test_it_makes_no_move_where_none_that_weighs_anything_is_legal():
    assert set(choices(RandomMoves({"comply": 1}, otherwise=0), context(), count=20)) == {None}


@pytest.mark.parametrize("activity", [0, 0.3, 1])
def test_its_activity_is_the_chance_that_it_makes_a_move_at_all(activity):
    active = sum(move is not None for move in choices(RandomMoves(activity=activity), context(), count=400))
    assert stats.binomtest(active, 400, activity).pvalue > 0.001


@pytest.mark.parametrize("consent", [0, 0.3, 1])
def test_its_consent_is_the_chance_that_it_joins_in(consent):
    state, random = context(), Random(0)
    move = next(each for each in choices(RandomMoves(), state) if each.by == "both")
    joined = sum(RandomMoves(consent=consent).consents(state, "bohus", move, random) for _ in range(400))
    assert stats.binomtest(joined, 400, consent).pvalue > 0.001


def test_the_same_chance_gives_the_same_move():
    assert choice(RandomMoves(), context(), random=Random(3)) == choice(RandomMoves(), context(), random=Random(3))


def test_what_has_been_broken_off_is_not_broken_off_again():
    broken = [BreakOff(subject=name, by="bohus", date=SINCE) for name in ("experts",)]
    found = choices(RandomMoves({"break-off": 1}, otherwise=0), context(made=broken), count=20)
    assert set(found) == {None}


@pytest.mark.parametrize("weight", [-1, float("inf"), float("nan"), "2", True, None])
def test_only_a_number_from_0_is_a_weight(weight):
    with pytest.raises(InvalidFieldError, match=r"weights: threaten cannot weigh .*; give a number from 0"):
        RandomMoves({"threaten": weight})


def test_only_moves_have_a_weight():
    with pytest.raises(InvalidFieldError, match=r"weights: there is no move 'threten'; did you mean threaten\?"):
        RandomMoves({"threten": 1})


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"activity": 1.1}, "activity cannot be 1.1; give a number from 0 to 1"),
        ({"consent": -0.1}, "consent cannot be -0.1; give a number from 0 to 1"),
        ({"otherwise": -1}, "otherwise cannot be -1; give a number from 0 to 1,000,000,000"),
    ],
)
def test_its_other_parameters_have_their_bounds(given, words):
    with pytest.raises(InvalidFieldError) as raised:
        RandomMoves(**given)
    assert str(raised.value) == words


def test_a_threat_is_made_on_any_issue():
    found = choices(RandomMoves({"threaten": 1}, otherwise=0), context(), count=100)
    assert {(type(move), move.issue) for move in found} == {(Threaten, (each,)) for each in ("quota", "ports", "mesh")}
