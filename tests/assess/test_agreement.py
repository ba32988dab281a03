import pytest
from standoff import DAY, did, recorded

from sim.assess.agreement import agreed, agreement
from sim.moves import Accept, Breach, CarryOut, Commit, Extend, Leave, Propose, Repudiate, Suspend

MOVES = (
    did(Propose, "halves", issue="quota"),
    did(Propose, "thirds", issue=("quota", "mesh"), replaces="halves"),
    did(Propose, "calm", issue="ports", kind="request"),
    did(Propose, "harbour", issue="ports", kind="plan"),
    did(Propose, "later", issue="ports", matter="procedure"),
    did(Accept, "thirds", "bohus"),
    did(Accept, "calm", "bohus", subject_to="senate"),
    did(Accept, "later", "bohus"),
)


def found(*moves, day="2013-03-31"):
    view = recorded(*moves).as_of(day)
    return agreement(view.state, view.read_on, view.reading)


def count(*moves, day="2013-03-31"):
    return len(found(*moves, day=day).accepted)


def test_offers_and_requests_of_substance_count_that_were_not_superseded():
    assert [each.id for each in found(*MOVES).made] == ["thirds", "calm"]
    assert [each.id for each in found(*MOVES).accepted] == ["thirds"]


def test_a_package_counts_on_each_of_its_issues():
    counts = {}
    for issue in ("quota", "mesh", "ports"):
        on_it = found(*MOVES).on(issue)
        counts[issue] = (len(on_it.accepted), len(on_it.made))
        assert found(*MOVES).by_issue((issue,)) == {issue: on_it}
    assert counts == {"quota": (1, 1), "mesh": (1, 1), "ports": (0, 1)}


def test_what_was_agreed_and_done_stays_agreed():
    assert count(*MOVES, did(CarryOut, "thirds")) == 1
    assert count() == 0


def test_what_is_repudiated_or_settled_by_another_is_agreed_no_longer():
    other = (did(Propose, "fifths", issue="quota", settles="thirds"), did(Accept, "fifths", "bohus"))
    assert count(*MOVES, did(Repudiate, "thirds", "bohus")) == 0
    assert [each.id for each in found(*MOVES, *other).accepted] == ["fifths"]


# IN FORCE AS COMMITMENTS

ACCORD = (did(Propose, "accord", "both", issue="quota"), did(Accept, "accord", "both"))
TREATY = did(Commit, "treaty", "both", issue="quota", under="accord")


@pytest.mark.parametrize(
    ("moves", "is_agreed"),
    [
        ((), True),
        ((did(Suspend, "treaty"),), True),
        ((did(Leave, "treaty", effective="2013-04-01"),), True),
        ((did(CarryOut, "treaty"),), True),
        ((did(Leave, "treaty"),), False),
        ((did(Leave, "treaty", "both"),), False),
        ((did(Breach, "treaty"),), False),
        ((did(Commit, "other", "both", issue="quota", replaces="treaty"),), False),
        ((did(Leave, "treaty", effective="2013-04-01"), did(Commit, "other", "both", replaces="treaty")), False),
        ((did(Commit, "other", "both", issue="quota", under="accord"), did(Leave, "treaty")), True),
        ((did(Commit, "treaty", "ally"), did(Leave, "treaty", "ally")), True),
        ((did(Commit, "aid", "court", under="accord"), did(Leave, "treaty")), False),
    ],
)
def test_what_is_in_force_as_commitments_is_agreed_while_one_of_them_is_kept_by_both(moves, is_agreed):
    assert count(*ACCORD, TREATY, *moves) == is_agreed


def test_a_deal_is_agreed_before_and_while_its_treaty_is_pending_and_not_when_that_has_ended():
    treaty = did(Commit, "treaty", "both", issue="quota", under="accord", effective="2013-04-01", until="2013-12-31")
    later = did(Extend, "treaty", "both", "2014-02-01", until="2014-12-31")
    days = ("2013-03-15", "2013-12-31", "2014-01-01", "2014-02-01")
    assert [count(*ACCORD, treaty, later, day=day) for day in days] == [1, 1, 0, 1]
    assert count(*ACCORD, day=DAY) == 1


def test_a_promise_of_one_side_binds_only_that():
    promise = did(Commit, "promise", "bohus", issue="quota", under="accord")
    assert count(*ACCORD, promise) == 1
    assert count(*ACCORD, promise, did(Leave, "promise", "bohus")) == 0


def test_what_only_third_parties_put_into_force_stays_agreed_between_the_two():
    aid = (did(Commit, "aid", "court", issue="quota", under="accord"), did(Leave, "aid", "court"))
    assert count(*ACCORD, *aid) == 1


def test_the_number_is_that_of_what_is_accepted():
    view = recorded(*MOVES).as_of()
    assert agreed(view.state, view.read_on) == 1
