from collections import Counter
from itertools import product

import pytest
from hypothesis import given, strategies as st

from sim import History
from sim.assess.tension import DEPENDS, NO, YES, eased, standing, tension
from sim.assess.weights import KINDS, Weights, misplaced
from sim.history.replay import step
from sim.moves import (
    Accept,
    Act,
    AgreeToContinue,
    BreakOff,
    CarryOut,
    Commit,
    Convene,
    Impose,
    Leave,
    Oppose,
    Propose,
    Remark,
    Resume,
    Suspend,
    Threaten,
    Withdraw,
)
from sim.rules.legal_moves import creating_moves
from sim.testing.story import START
from sim.testing.strategies import histories

DAY = "2013-03-01"
OFFER = Propose(subject="halves", by="aland", date=DAY, issue=("quota", "mesh"))
PLAN = Propose(subject="harbour", by="aland", date=DAY, issue="ports", kind="plan")
NO_TO_OFFER = Oppose(subject="halves", by="bohus", date=DAY)
NO_TO_PLAN = Oppose(subject="harbour", by="bohus", date=DAY)
THREAT = Threaten(subject="strike", by="bohus", date=DAY, issue="ports", action="strike", over="quota")
SUSPENSION = Suspend(subject="pact", by="bohus", date=DAY)


def stock(*moves, day="2013-03-31"):
    return tension(History.of(START, moves).as_of(day))


def kinds(*moves, day="2013-03-31"):
    return [each.kind for each in stock(*moves, day=day).contributions]


@pytest.mark.parametrize(
    ("moves", "points"),
    [
        ((), 0),
        ((OFFER,), 0),
        ((OFFER, NO_TO_OFFER), 2),
        ((OFFER, NO_TO_OFFER, Accept(subject="halves", by="bohus", date=DAY)), 0),
        ((PLAN, NO_TO_PLAN), 1),
        ((PLAN, NO_TO_PLAN, CarryOut(subject="harbour", by="aland", date=DAY)), 4),
        ((PLAN, CarryOut(subject="harbour", by="aland", date=DAY)), 0),
        ((PLAN, CarryOut(subject="harbour", by="aland", date=DAY), NO_TO_PLAN), 4),
        ((THREAT,), 2),
        ((THREAT, CarryOut(subject="strike", by="bohus", date=DAY)), 4),
        ((THREAT, Withdraw(subject="strike", by="bohus", date=DAY)), 0),
        ((Impose(subject="levy", by="aland", date=DAY, issue="ports", action="x"),), 4),
        (
            (
                Impose(subject="levy", by="aland", date=DAY, issue="ports", action="x"),
                Suspend(subject="levy", by="aland", date=DAY),
            ),
            1,
        ),
        ((SUSPENSION,), 3),
        ((SUSPENSION, Suspend(subject="pact", by="aland", date=DAY)), 6),
        ((SUSPENSION, Resume(subject="pact", by="bohus", date=DAY)), 0),
        ((Leave(subject="pact", by="bohus", date=DAY, effective="2013-06"),), 4),
        ((Leave(subject="pact", by="bohus", date=DAY),), 5),
        ((AgreeToContinue(subject="ministers", by="both", date=DAY, due="2013-03-30"),), 1),
        ((Convene(subject="ministers", by="both", date=DAY), BreakOff(subject="ministers", by="aland", date=DAY)), 3),
        ((Remark(subject="quota", by="aland", date=DAY, kind="warning"),), 0),
        ((Act(subject="parade", by="aland", date=DAY, tone="hostile"),), 0),
    ],
)
def test_tension_is_a_stock_of_what_stands(moves, points):
    assert stock(*moves).points == points


def test_an_issue_counts_once_however_much_on_it_is_opposed():
    others = (
        Propose(subject="thirds", by="aland", date=DAY, issue="quota"),
        Oppose(subject="thirds", by="bohus", date=DAY),
    )
    assert stock(OFFER, NO_TO_OFFER, *others).points == 2


def test_what_is_made_over_an_issue_counts_for_both():
    found = stock(THREAT, SUSPENSION)
    assert [found.points_on(issue) for issue in ("quota", "ports", "mesh")] == [5, 2, 0]
    assert found.points == 5


def test_what_stands_rests_on_the_moves_behind_it():
    found = stock(PLAN, NO_TO_PLAN, THREAT)
    assert [each.moves for each in found.contributions] == [(NO_TO_PLAN,), (THREAT,)]


def test_a_notice_of_exit_weighs_more_from_the_day_on_which_it_takes_effect():
    leave = Leave(subject="pact", by="bohus", date=DAY, effective="2013-06-01")
    assert kinds(leave, day="2013-05-31")[0] == "participation leaving"
    assert kinds(leave, day="2013-06-01")[0] == "participation left"


def test_what_has_expired_does_not_stand():
    offer = Propose(subject="halves", by="aland", date=DAY, issue="quota", expires="2013-03-10")
    oath = Commit(subject="oath", by="bohus", date=DAY, until="2013-03-10")
    moves = (offer, oath, NO_TO_OFFER, Suspend(subject="oath", by="bohus", date=DAY))
    assert kinds(*moves, day="2013-03-10") == ["opposed", "participation suspended"]
    assert kinds(*moves, day="2013-03-11") == []


def test_weights_may_be_others():
    heavy = Weights(opposed=2, measure_threatened=3)
    assert tension(History.of(START, (PLAN, NO_TO_PLAN, THREAT)).as_of(), heavy).points == 5


# EASED


def moved(*moves, since):
    history = History.of(START, moves)
    return eased(history.as_of(since), history.as_of())


def test_tension_has_eased_if_all_weights_agree():
    assert moved(THREAT, Withdraw(subject="strike", by="bohus", date=DAY), since=1) == YES
    assert moved(THREAT, CarryOut(subject="strike", by="bohus", date=DAY), since=1) == NO
    assert moved(THREAT, Remark(subject="quota", by="aland", date=DAY, kind="hope"), since=1) == NO


def test_what_is_not_in_the_order_depends_on_the_weights():
    assert moved(THREAT, SUSPENSION, Withdraw(subject="strike", by="bohus", date=DAY), since=1) == DEPENDS


GRID = [
    Weights(**dict(zip(KINDS.values(), points, strict=True)))
    for points in product((0, 1, 2), repeat=len(KINDS))
    if not any(misplaced(dict(zip(KINDS, points, strict=True))))
]


@given(histories(), st.data())
def test_the_rays_judge_as_all_admissible_weights_do(history, data):
    numbers = st.integers(0, len(history.moves))
    before, after = (history.as_of(data.draw(numbers)) for _ in range(2))
    old, new = ([each.kind for each in standing(view.state, view.read_on)] for view in (before, after))
    changes = {
        sum(map(weights.by_kind.get, new)) - sum(map(weights.by_kind.get, old))
        for weights in data.draw(st.lists(st.sampled_from(GRID), min_size=20, max_size=20))
    }
    verdict = eased(before, after)
    assert verdict != NO or min(changes) >= 0
    assert verdict != YES or max(changes) <= 0


@given(histories())
def test_enlarging_what_stands_never_lowers_tension(history):
    state, day = history.states[-1], history.as_of().read_on
    before = Counter(each.kind for each in standing(state, day))
    for move in creating_moves(state, "aland", day):
        after = Counter(each.kind for each in standing(step(state, move), day))
        assert before <= after, move


def test_over_an_issue_may_be_an_answer_or_what_carries_out():
    no = Oppose(subject="harbour", by="bohus", date=DAY, over="mesh")
    assert stock(PLAN, no).points_on("mesh") == 1
    assert stock(PLAN, no, CarryOut(subject="harbour", by="aland", date=DAY, over="quota")).points_on("quota") == 4


def test_what_is_made_over_its_own_issue_counts_once():
    plan = Propose(subject="works", by="aland", date=DAY, issue=("ports", "mesh"), kind="plan", over="ports")
    done = CarryOut(subject="works", by="aland", date=DAY)
    found = stock(plan, Oppose(subject="works", by="bohus", date=DAY), done)
    assert (found.points, found.points_on("ports"), found.points_on("mesh")) == (8, 4, 4)
