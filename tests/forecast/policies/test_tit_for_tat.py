from random import Random

import pytest
from attrs import evolve
from futures import SINCE, choices, context, forecast, made
from scipy import stats

from sim.forecast.policies.tit_for_tat import TitForTat
from sim.forecast.sampling import MoveWeights
from sim.model.ids import BOTH
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, NEUTRAL
from sim.rules.subjects.statements import Act
from sim.rules.subjects.talks import AgreeToContinue
from sim.rules.verdict import effects, tone_of
from sim.testing.story import SETTING, START

NOTHING_WEIGHS = MoveWeights(lambda row: 0.0)
JOINT_INDEX = AgreeToContinue(subject="ministers", by=BOTH, date=SINCE)


def act(party, tone, name="a", day=SINCE):
    return Act(subject=name, by=party, date=day, tone=tone)


def tones(policy, state, count=60):
    return {move and tone_of(effects(state, move)) for move in choices(policy, state, count=count)}


def test_it_opens_with_a_conciliatory_move():
    assert tones(TitForTat(), context()) == {CONCILIATORY}


def test_what_was_done_together_or_by_third_parties_leaves_the_opening_to_it():
    assert tones(TitForTat(), context(made=[JOINT_INDEX, act("council", HOSTILE)])) == {CONCILIATORY}


@pytest.mark.parametrize("tone", [HOSTILE, CONCILIATORY])
def test_it_answers_in_the_tone_of_the_last_unanswered_move_of_the_other_side(tone):
    state = context(made=[act("bohus", HOSTILE), act("bohus", tone, "b"), act("council", HOSTILE, "c")])
    assert tones(TitForTat(), state) == {tone}


def test_a_neutral_move_asks_for_no_answer_and_is_none():
    hostile, neutral = act("bohus", HOSTILE), act("bohus", NEUTRAL, "b")
    assert tones(TitForTat(), context(made=[hostile, neutral])) == {HOSTILE}
    assert tones(TitForTat(), context(made=[hostile, act("aland", NEUTRAL, "c")])) == {HOSTILE}
    assert tones(TitForTat(), context(made=[hostile, act("aland", HOSTILE, "d"), neutral])) == {None}


def test_a_neutral_move_leaves_the_opening_to_it():
    assert tones(TitForTat(), context(made=[act("bohus", NEUTRAL), act("aland", NEUTRAL, "b")])) == {CONCILIATORY}


def test_it_answers_what_the_record_left_unanswered():
    assert tones(TitForTat(), context(act("bohus", HOSTILE, day="2012-01-01"))) == {HOSTILE}


def test_it_makes_no_move_where_all_is_answered():
    assert tones(TitForTat(), context(made=[act("bohus", HOSTILE), act("aland", HOSTILE, "b")])) == {None}


def test_after_its_opening_it_waits():
    assert [len(made(forecast(aland=TitForTat()), number)) for number in range(5)] == [1] * 5


def test_what_a_third_party_does_that_stands_with_the_other_side_is_answered_as_that_side_s():
    sided = evolve(START, setting=evolve(SETTING, sides={"council": "bohus"}))
    assert tones(TitForTat(), context(made=[act("council", HOSTILE)], start=sided)) == {HOSTILE}
    vote = [act("bohus", HOSTILE), act("council", CONCILIATORY, "b")]
    own = evolve(START, setting=evolve(SETTING, sides={"council": "aland"}))
    assert tones(TitForTat(), context(made=vote, start=own)) == {HOSTILE}


@pytest.mark.parametrize(("generosity", "tone"), [(1, CONCILIATORY), (0, HOSTILE)])
def test_with_full_generosity_it_forgives_and_with_none_it_does_not(generosity, tone):
    assert tones(TitForTat(generosity), context(made=[act("bohus", HOSTILE)])) == {tone}


def test_it_forgives_as_often_as_its_generosity_says():
    state = context(made=[act("bohus", HOSTILE)])
    found = [tone_of(effects(state, move)) for move in choices(TitForTat(0.3), state, count=400)]
    assert stats.binomtest(found.count(CONCILIATORY), 400, 0.3).pvalue > 0.001


def test_its_generosity_is_for_hostile_moves_only():
    assert tones(TitForTat(1), context(made=[act("bohus", CONCILIATORY)])) == {CONCILIATORY}


@pytest.mark.parametrize(("day", "tone"), [("2013-03-30", None), ("2013-03-31", HOSTILE), ("2013-04-20", HOSTILE)])
def test_with_a_delay_it_answers_so_many_days_later_at_the_earliest(day, tone):
    assert tones(TitForTat(delay=30), context(made=[act("bohus", HOSTILE)], on=SINCE), count=5) == {None}
    state = context(act("bohus", HOSTILE), on=day)
    assert tones(TitForTat(delay=30), state) == {tone}


def test_with_a_delay_it_answers_each_move_once():
    def hostile_once(state, party, day, legal, random):
        return None if state.made else act(party, HOSTILE, day=day)

    found = made(forecast(act("aland", CONCILIATORY, "z"), aland=TitForTat(delay=20), bohus=hostile_once))
    assert [(day, by) for day, by, _, _ in found] == [("2013-03-08", "bohus"), ("2013-03-29", "aland")]


def test_where_no_move_of_the_tone_is_legal_it_makes_none(monkeypatch):
    monkeypatch.setattr("sim.forecast.policies.tit_for_tat.of_tone", lambda tone: NOTHING_WEIGHS)
    assert tones(TitForTat(), context(made=[act("bohus", HOSTILE)]), count=5) == {None}


@pytest.mark.parametrize(
    ("moves", "joins"),
    [
        ([], True),
        ([act("bohus", HOSTILE)], False),
        ([act("bohus", HOSTILE), act("bohus", CONCILIATORY, "b")], False),
        ([act("bohus", HOSTILE), act("aland", HOSTILE, "b")], True),
        ([act("aland", HOSTILE)], True),
        ([act("bohus", CONCILIATORY)], True),
        ([act("bohus", HOSTILE), act("aland", NEUTRAL, "b")], False),
    ],
)
def test_it_joins_in_unless_a_hostile_move_awaits_its_answer(moves, joins):
    assert TitForTat().consents(context(made=moves), "aland", JOINT_INDEX, Random(0)) == joins
