"""What holds for the tasks in every negotiation: properties, over histories that hypothesis draws."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sim import When, step
from sim.moves import Accept, CarryOut, Comply, Measure, Oppose, Proposal, Ratify, Reject, Withdraw
from sim.rules import legal_moves_on
from sim.testing.strategies import histories, moves, negotiations

from agenda.tasks import ANSWER, COMPLY, DECIDE, RATIFY, days_left, tasks

DAY = date(2013, 1, 1)
WAYS_OUT = {
    ANSWER: (Accept, Oppose),
    RATIFY: (Ratify, Reject),
    COMPLY: (Comply,),
    DECIDE: (CarryOut, Withdraw),
}


@given(histories(subjects=[Proposal, Measure]))
def test_whatever_is_to_be_done_may_be_done(history):
    state, day = history.states[-1], history.last_day or DAY
    for task in tasks(state, day):
        legal = legal_moves_on(state, task.subject, task.whose, day)
        assert any(isinstance(move, WAYS_OUT[task.what]) for move in legal), task


@given(histories(subjects=[Proposal, Measure], min_moves=1))
def test_nobody_has_to_answer_to_what_it_alone_has_made(history):
    state = history.states[-1]
    for task in tasks(state, history.last_day):
        if task.what != RATIFY:
            assert (state.subjects[task.subject].author == task.whose) == (task.what == DECIDE)


@given(negotiations(subjects=[Proposal], min_moves=1), st.data())
def test_an_answer_that_is_given_is_off_the_agenda(before, data):
    move = data.draw(moves(before, moves=[Accept, Oppose]))
    after = step(before, move)
    to_answer = {(task.whose, task.subject) for task in tasks(after, move.date.best) if task.what == ANSWER}
    answering = after.setting.acting(move.by)
    assert not any((party, name) in to_answer for party in answering for name in move.subjects)


@given(histories(subjects=[Proposal, Measure]), st.integers(0, 400))
def test_nothing_is_still_asked_for_after_its_day(history, days):
    day = (history.last_day or DAY) + timedelta(days)
    assert all(task.by is None or task.by >= day for task in tasks(history.states[-1], day))


@given(st.from_type(When), st.dates())
def test_the_days_that_are_left_lead_to_the_last_day(when, day):
    left = days_left(when, day)
    assert left == 0 if day > when.best else day + timedelta(left) == when.best
