from datetime import date, timedelta
from itertools import islice

import pytest
from futures import EVERYTHING, SINCE, UNTIL, between, by, forecast, proposal
from hypothesis import given, strategies as st

from sim.forecast.backtesting.cuts import rest_of
from sim.forecast.forecast import Forecast
from sim.history.history import History
from sim.rules.subjects.proposals import Accept
from sim.testing.story import START
from sim.testing.strategies import histories

POLICIES = st.sampled_from(["hold", "random", "extending", "tit-for-tat", "time-dependent", "brinkmanship"])


@pytest.mark.parametrize("number", range(4))
@given(aland=POLICIES, bohus=POLICIES, seed=st.integers(0, 99))
def test_what_a_run_comes_to_is_the_same_where_it_stands_in_a_record(number, aland, bohus, seed):
    asked = between(aland, bohus, *EVERYTHING, seed=seed)
    record = asked.branch(number).history
    rest = rest_of(record, asked.since, asked.until)
    assert asked.measurement.observed(rest) == asked.measurement.result(number)


def test_moves_after_the_last_day_are_not_counted():
    moves = (proposal("halves"), by("bohus", Accept, "halves"))
    late = [moves[0], Accept(subject="halves", by="bohus", date=UNTIL + timedelta(days=1))]
    asked = forecast(moves[0])
    assert not asked.measurement.observed(rest_of(History.of(START, late), SINCE, UNTIL)).days


def test_an_outcome_has_the_days_until_the_move_that_brought_it():
    record = [proposal("halves"), Accept(subject="halves", by="bohus", date="2013-03-11")]
    found = forecast(record[0]).measurement.observed(rest_of(History.of(START, record), SINCE, UNTIL))
    assert found.days == {("any agreement", ""): 10, ("agreement", "quota"): 10}


def test_what_is_announced_by_then_runs_on():
    found = forecast(*EVERYTHING).measurement.observed(())
    assert found.days["treaty left", ""] == (date(2013, 3, 15) - SINCE).days


def test_each_step_has_its_tension():
    asked = forecast(*EVERYTHING)
    assert len(asked.measurement.observed(()).tension) == len(asked.setup.days)


def test_a_move_is_made_on_its_best_day():
    record = [proposal("halves"), Accept(subject="halves", by="bohus", date="2013-03")]
    found = Forecast(History.of(START, record), SINCE, UNTIL, {"aland": "hold", "bohus": "hold"})
    rest = rest_of(found.history, SINCE, UNTIL)
    assert [when.best for _, when in islice(rest, 1)] == [date(2013, 3, 31)]


@given(histories(), st.integers(0, 120))
def test_the_rest_of_any_record_can_be_played_from_any_day(record, days):
    since = (record.first_day if record.moves else SINCE) + timedelta(days=days)
    until = max(record.last_day or since, since) + timedelta(days=30)
    asked = Forecast(record, since, until, dict.fromkeys(record.start.setting.party_ids, "hold"))
    known, made = (len(record.as_of(day).numbers) for day in (since, until))
    assert asked.measurement.observed(rest_of(record, since, until)).moves == made - known
