from datetime import date, timedelta

import pytest
from futures import proposal
from hypothesis import given, strategies as st

from sim.forecast.backtesting.cuts import cut_days, rest_of
from sim.history.history import History
from sim.rules.subjects.proposals import Oppose
from sim.testing.story import START

FIRST = date(2013, 2, 1)


def lasting(days):
    """A record with a move on its first day and another so many days later."""
    last = Oppose(subject="halves", by="bohus", date=FIRST + timedelta(days=days))
    return History.of(START, [proposal("halves"), last])


def test_cuts_are_evenly_spaced_and_leave_the_horizon_after_each():
    assert cut_days(lasting(100), 60, 5) == tuple(FIRST + timedelta(days=days) for days in (0, 10, 20, 30, 40))


@pytest.mark.parametrize(("horizon", "cuts"), [(99, 2), (100, 1), (101, 0), (99_999, 0)])
def test_a_short_record_has_few_cuts_or_none(horizon, cuts):
    assert len(cut_days(lasting(100), horizon, 20)) == cuts


def test_a_record_without_moves_or_with_one_has_no_cut():
    assert cut_days(History.of(START, []), 1, 20) == ()
    assert cut_days(History.of(START, [proposal("halves")]), 1, 20) == ()


@given(days=st.integers(0, 400), horizon=st.integers(1, 400), count=st.integers(1, 50))
def test_no_day_is_cut_twice_and_none_so_late_that_the_record_ends_before_the_horizon(days, horizon, count):
    history = lasting(days)
    cuts = cut_days(history, horizon, count)
    assert list(cuts) == sorted(set(cuts))
    assert len(cuts) == max(min(count, days - horizon + 1), 0)
    assert all(FIRST <= day <= history.last_day - timedelta(days=horizon) for day in cuts)


def test_the_rest_of_a_record_begins_after_the_end_of_the_day():
    history = History.of(START, [proposal("halves"), proposal("thirds"), *_answered_on("2013-02-20", "2013-03-20")])
    names = [move.subject for move, _ in rest_of(history, date(2013, 2, 1), date(2013, 3, 1))]
    assert names == ["halves"]


def _answered_on(first, second):
    return (
        Oppose(subject="halves", by="bohus", date=first),
        Oppose(subject="thirds", by="bohus", date=second),
    )


def test_a_move_is_known_from_its_day_on_though_its_source_was_published_later():
    offer = proposal("halves", source="gazette")
    gazette = next(source for name, source in START.setting.sources if name == "gazette")
    assert gazette.published.best > date(2013, 3, 1)
    assert list(rest_of(History.of(START, [offer]), date(2013, 3, 1), date(2013, 6, 1))) == []
