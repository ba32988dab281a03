from collections import Counter

from hypothesis import given, strategies as st
from standoff import ADMISSIBLE, SETTING, best_day_in, did, discords, recorded, stock

from sim.assess.contributions import standing
from sim.assess.tension import DEPENDS, NO, YES, discharged, eased, tension
from sim.assess.weights import Weights
from sim.history.replay import step
from sim.moves import (
    Accept,
    AgreeToContinue,
    BreakOff,
    CarryOut,
    Convene,
    Ease,
    Impose,
    Oppose,
    Propose,
    Ratify,
    Remark,
    Suspend,
    Threaten,
    Withdraw,
)
from sim.rules.legal_moves import creating_moves
from sim.testing.strategies import histories

THREAT = did(Threaten, "strike", "bohus", issue="ports", over="quota")
SUSPENSION = did(Suspend, "pact", "bohus")
PACKAGE = did(Propose, "package", issue=("ports", "mesh"))
NO_TO_PACKAGE = did(Oppose, "package", "bohus")


def test_weights_may_be_others():
    heavy = Weights(opposed=2, measure_threatened=3)
    assert tension(recorded(PACKAGE, NO_TO_PACKAGE, THREAT).as_of(), heavy).points == 5


def test_the_points_of_the_issues_add_up_to_all():
    found = stock(THREAT, SUSPENSION, PACKAGE, NO_TO_PACKAGE)
    assert [found.points_on(issue) for issue in SETTING.issue_ids] == [5, 0.5, 0.5]
    assert found.points == 6


def test_the_centre_is_the_issue_with_most_points():
    assert stock(THREAT, did(Suspend, "pact", "bohus", over="mesh")).centre(SETTING.issue_ids) == ("mesh",)


def test_issues_with_as_many_points_are_at_the_centre_together():
    assert stock(PACKAGE, NO_TO_PACKAGE).centre(SETTING.issue_ids) == ("ports", "mesh")


def test_where_nothing_stands_that_is_about_an_issue_there_is_no_centre():
    off = (did(Convene, "experts", "both"), did(BreakOff, "experts"))
    assert stock(*off).points == 3
    assert stock(*off).centre(SETTING.issue_ids) == stock().centre(SETTING.issue_ids) == ()


def test_discharged_are_the_threats_that_stand_though_their_demand_is_met():
    threat = did(Threaten, "raid", issue="quota", unless={"package": "accepted"})
    moves = (PACKAGE, threat, THREAT, did(Accept, "package", "bohus"))
    assert discharged(recorded(*moves).as_of()) == {"raid"}
    assert discharged(recorded(*moves[:-1]).as_of()) == set()


# EASED


def moved(*moves, since):
    history = recorded(*moves)
    return eased(history.as_of(since), history.as_of())


def test_tension_has_eased_if_all_weights_agree():
    assert moved(THREAT, did(Withdraw, "strike", "bohus"), since=1) == YES
    assert moved(did(Impose, "levy", issue="ports"), did(Ease, "levy"), since=1) == YES


def test_tension_has_not_eased_if_none_finds_less():
    assert moved(THREAT, did(CarryOut, "strike", "bohus"), since=1) == NO
    assert moved(THREAT, did(Remark, "quota", kind="hope"), since=1) == NO


def test_what_is_not_in_the_order_depends_on_the_weights():
    assert moved(THREAT, SUSPENSION, did(Withdraw, "strike", "bohus"), since=1) == DEPENDS
    levy = did(Impose, "levy", "bohus", issue="ports")
    assert moved(THREAT, levy, did(Withdraw, "strike", "bohus"), did(Suspend, "levy", "bohus"), since=1) == DEPENDS


@given(histories(), st.data())
def test_the_rays_judge_as_all_admissible_weights_do(history, data):
    numbers = st.integers(0, len(history.moves))
    before, after = (history.as_of(data.draw(numbers)) for _ in range(2))
    verdict = eased(before, after)
    for weights in data.draw(st.lists(ADMISSIBLE, min_size=20, max_size=20)):
        change = tension(after, weights).points - tension(before, weights).points
        assert verdict != NO or change >= 0
        assert verdict != YES or change <= 0


@given(histories())
def test_the_points_of_issues_and_of_what_is_on_none_add_up_to_all(history):
    found = tension(history.as_of())
    on_none = sum(found.points_of(each) for each in found.contributions if not each.issues)
    assert sum(points for points, _ in found.by_issue.values()) + on_none == found.points


# TONES AND TENSION


@given(histories())
def test_no_effect_of_a_move_has_a_tone_that_tension_contradicts(history):
    for before, move, when in zip(history.states, history.moves, history.dates, strict=False):
        assert discords(before, move, when.best, best_day_in(history)) == []


@given(histories())
def test_enlarging_what_stands_never_lowers_tension(history):
    state, day = history.states[-1], history.as_of().read_on
    before = Counter(each.kind for each in standing(state, day))
    additions = (move for move in creating_moves(state, "aland", day) if not getattr(move, "replaces", ()))
    for move in additions:
        after = Counter(each.kind for each in standing(step(state, move), day))
        assert before <= after, move


def test_no_yes_brings_back_a_point_that_another_yes_has_hidden():
    claim = (did(Propose, "claim", "bohus", kind="request", issue="mesh"), did(Oppose, "claim"))
    base = did(Propose, "base", "bohus", issue="mesh")
    answer = did(Propose, "answer", issue="mesh", counters=("base", "claim"))
    hidden = (*claim, base, answer, did(Accept, "answer", "bohus", subject_to="senate"))
    assert [stock(*hidden[:-1]).points, stock(*hidden).points] == [1, 0]
    assert stock(*hidden, did(Accept, "base")).points == 0


def test_a_threat_that_takes_the_place_of_two_lowers_tension_in_neutral_tone():
    threats = [did(Threaten, name, issue="ports") for name in ("one", "two")]
    instead = did(Threaten, "three", issue="ports", replaces=("one", "two"))
    assert stock(*threats, instead).points == 2
    assert discords(recorded(*threats).states[-1], instead, instead.date.best) == []


def test_days_are_tightened_as_dates_that_are_written_may_set_a_tone_against_tension():
    agreement = did(AgreeToContinue, "ministers", "both", "2013-02-01", due="2013-02-10")
    history = recorded(agreement, did(Convene, "experts", "both", "2013"), did(Suspend, "ministers"))
    before, suspension = history.states[2], history.moves[2]
    assert len(discords(before, suspension, suspension.date.best)) == 1
    assert discords(before, suspension, suspension.date.best, best_day_in(history)) == []


def test_a_vote_that_is_won_settles_first_and_hides_no_longer_then():
    answer = did(Propose, "answer", "bohus", issue="ports", counters="package")
    moves = (PACKAGE, NO_TO_PACKAGE, answer, did(Accept, "answer", subject_to="senate"))
    won = did(Ratify, "answer", "senate")
    assert discords(recorded(*moves).states[-1], won, won.date.best) == []
    assert stock(*moves, won).points == 0
