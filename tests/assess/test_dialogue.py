import pytest

from sim import History
from sim.assess.dialogue import deadlock, dialogue
from sim.moves import Accept, Adjourn, AgreeToContinue, Convene, Oppose, Propose, Remark, Withdraw
from sim.testing.story import START

DAY = "2013-03-01"


def of(question, *moves, day="2013-03-31"):
    view = History.of(START, moves).as_of(day)
    return question(view, view.steps())


def joint(verb, subject="ministers", date=DAY, **fields):
    return verb(subject=subject, by="both", date=date, **fields)


def test_the_parties_last_met_when_talks_were_convened_or_adjourned():
    assert of(dialogue).met is None
    found = of(dialogue, joint(Convene), joint(Adjourn, date="2013-03-03"), joint(AgreeToContinue, date="2013-03-05"))
    assert found.met.when.text == "2013-03-03"


def test_the_next_talks_are_those_of_the_format_that_is_due_first():
    found = of(dialogue, joint(AgreeToContinue, due="2013-06"), joint(AgreeToContinue, "experts", due="2013-05"))
    assert (found.next_talks.id, str(found.due), found.days_to_due) == ("experts", "2013-05", 61)


def test_what_is_past_due_counts_below_nought():
    assert of(dialogue, joint(AgreeToContinue, due="2013-03-21")).days_to_due == -10


def test_where_no_round_is_agreed_none_is_due():
    found = of(dialogue, joint(Convene, "experts"))
    assert (found.next_talks, found.due, found.days_to_due) == (None, None, None)


@pytest.mark.parametrize(
    ("moves", "days"),
    [
        ((), None),
        ((Propose(subject="halves", by="aland", date=DAY, issue="quota"),), 30),
        (
            (
                Propose(subject="halves", by="aland", date=DAY, issue="quota"),
                Oppose(subject="halves", by="bohus", date="2013-03-05"),
                Remark(subject="quota", by="bohus", date="2013-03-06", kind="hope"),
            ),
            30,
        ),
        (
            (
                Propose(subject="halves", by="aland", date=DAY, issue="quota"),
                Accept(subject="halves", by="bohus", date="2013-03-21"),
            ),
            10,
        ),
        (
            (
                Propose(subject="calm", by="aland", date=DAY, issue="quota", kind="request"),
                Withdraw(subject="calm", by="aland", date="2013-03-30"),
            ),
            1,
        ),
    ],
)
def test_a_deadlock_lasts_since_anything_new_or_conciliatory_on_a_proposal(moves, days):
    assert of(deadlock, *moves).days == days


def test_before_the_first_move_no_days_are_counted():
    view = History.of(START, ()).as_of()
    assert dialogue(view, view.steps()).days_to_due is None
    assert deadlock(view, ()).days is None


def test_what_may_yet_have_been_proposed_has_stood_for_no_days():
    propose = Propose(subject="halves", by="aland", date="../2013-03-31", issue="quota")
    view = History.of(START, (propose,)).as_of("2013-03-01", "possible")
    assert deadlock(view, view.steps()).days == 0
