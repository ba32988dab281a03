from random import Random

import pytest
from futures import SINCE, choice, choices, context, forecast, made, make
from scipy import stats

from sim.forecast.policies.grit import ANNOUNCED, Grit
from sim.model.errors import InvalidFieldError
from sim.model.ids import BOTH
from sim.model.setting import Setting
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, NEUTRAL
from sim.rules.state import Negotiation
from sim.rules.subjects.statements import Act, Remark
from sim.rules.subjects.talks import AgreeToContinue
from sim.rules.verdict import effects, tone_of
from sim.testing.story import SETTING

ANNOUNCEMENT = Remark(subject="quota", by="aland", date=SINCE, kind="hope", note=ANNOUNCED)


def act(party, tone, name="a"):
    return Act(subject=name, by=party, date=SINCE, tone=tone)


def steps(count):
    """So many announced steps."""
    taken = (act("aland", CONCILIATORY, f"s{number}") for number in range(count))
    return [move for step in taken for move in (ANNOUNCEMENT, step)]


def tones(policy, state):
    return {tone_of(effects(state, move)) for move in choices(policy, state, count=60)}


def is_announcement(move):
    return isinstance(move, Remark) and move.note == ANNOUNCED and move.by == "aland"


def test_it_announces_on_an_issue_that_a_conciliatory_step_is_to_follow():
    found = choices(Grit(), context())
    assert all(is_announcement(move) for move in found)
    assert {move.subject for move in found} == {"quota", "ports", "mesh"}


def test_it_takes_the_announced_step_at_its_next_move():
    assert tones(Grit(), context(made=[ANNOUNCEMENT])) == {CONCILIATORY}


def test_it_does_so_again_without_an_answer():
    assert is_announcement(choice(Grit(), context(made=steps(1))))
    assert is_announcement(choice(Grit(), context(made=steps(2))))


def test_when_its_patience_is_at_an_end_it_waits():
    state = context(made=steps(3))
    assert set(choices(Grit(), state)) == {None}
    assert is_announcement(choice(Grit(patience=4), state))


def test_a_conciliatory_answer_lets_it_go_on():
    state = context(made=[*steps(3), act("bohus", "neutral", "n")])
    assert choice(Grit(), state) is None
    make(state, act("bohus", CONCILIATORY, "c"))
    assert is_announcement(choice(Grit(), state))


def test_what_is_done_together_or_by_third_parties_is_no_answer():
    others = [AgreeToContinue(subject="ministers", by=BOTH, date=SINCE), act("council", CONCILIATORY, "c")]
    assert choice(Grit(), context(made=[*steps(3), *others])) is None


def test_its_patience_is_for_steps_since_the_forecast_began():
    assert is_announcement(choice(Grit(), context(*steps(3))))


def test_it_announces_and_steps_in_turn_until_its_patience_is_at_an_end():
    verbs = [verb for _, _, verb, _ in made(forecast(aland=Grit(patience=2)))]
    assert len(verbs) == 4
    assert (verbs[0], verbs[2]) == ("remark", "remark")


def test_it_answers_a_hostile_move_in_kind():
    assert tones(Grit(), context(made=[act("bohus", HOSTILE)])) == {HOSTILE}
    assert tones(Grit(), context(made=[*steps(3), act("bohus", HOSTILE)])) == {HOSTILE}


def test_it_answers_it_once_and_then_goes_on():
    state = context(made=[act("bohus", HOSTILE), act("aland", HOSTILE, "b")])
    assert is_announcement(choice(Grit(), state))


def test_a_neutral_move_after_a_hostile_one_spares_nothing():
    state = context(made=(act("bohus", HOSTILE), act("bohus", NEUTRAL, "b")))
    assert tone_of(effects(state, choice(Grit(), state))) == HOSTILE


def test_what_it_has_let_pass_it_does_not_answer_later():
    state = context(made=(act("bohus", HOSTILE),))
    state.take_turn("aland")
    assert choice(Grit(), state).note == ANNOUNCED


def test_it_retaliates_as_often_as_it_is_told():
    state = context(made=[act("bohus", HOSTILE)])
    retaliated = sum(not is_announcement(move) for move in choices(Grit(retaliation=0.3), state, count=400))
    assert stats.binomtest(retaliated, 400, 0.3).pvalue > 0.001
    assert all(is_announcement(move) for move in choices(Grit(retaliation=0), state))


def test_without_issues_there_is_nothing_to_announce():
    bare = context(start=Negotiation.begin(Setting(SETTING.parties)))
    assert choice(Grit(), bare) is None


def test_it_joins_in_whatever_is_proposed():
    joint = AgreeToContinue(subject="ministers", by=BOTH, date=SINCE)
    assert Grit().consents(context(made=[act("bohus", HOSTILE)]), "aland", joint, Random(0))


@pytest.mark.parametrize("patience", [0, 1.5, 1001, True])
def test_its_patience_is_a_whole_number_from_1(patience):
    with pytest.raises(InvalidFieldError, match=r"patience cannot be .*; give a whole number from 1 to 1,000"):
        Grit(patience=patience)
