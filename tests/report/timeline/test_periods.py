"""Periods by the calendar, as short as can be where there are not too many."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from sim.report.timeline.periods import periods_of

DAYS = st.dates()


@pytest.mark.parametrize(
    ("last", "name", "begins"),
    [
        ("2013-01-20", "day", "2013-01-10"),
        ("2013-03-01", "week", "2013-01-07"),
        ("2013-08-01", "month", "2013-01-01"),
        ("2015-01-01", "quarter", "2013-01-01"),
        ("2020-01-01", "year", "2013-01-01"),
        ("2050-01-01", "five years", "2010-01-01"),
        ("2100-01-01", "decade", "2010-01-01"),
        ("2500-01-01", "century", "2000-01-01"),
        ("9999-12-31", "century", "2000-01-01"),
    ],
)
def test_the_longer_the_time_the_longer_a_period(last, name, begins):
    periods = periods_of(date(2013, 1, 10), date.fromisoformat(last), 12)
    assert (periods.name, str(periods.begins[0])) == (name, begins)


@given(DAYS, DAYS, st.integers(1, 120))
def test_every_day_is_in_one_period(one, other, most):
    first, last = sorted((one, other))
    periods = periods_of(first, last, most)
    bounds = [periods.bounds(index) for index in range(len(periods.begins))]
    assert all(before[1] == after[0] for before, after in pairwise(bounds))
    assert bounds[0][0] <= first
    assert last <= bounds[-1][1]
    assert len(bounds) <= most + 1 or periods.name == "century"
    for day in (first, last):
        begin, end = periods.bounds(periods.index_of(day))
        assert begin <= day < end or day == date.max


def test_a_period_ends_where_the_next_begins_and_the_last_after_its_last_day():
    periods = periods_of(date(2013, 1, 10), date(2013, 1, 12), 12)
    assert periods.bounds(0) == (date(2013, 1, 10), date(2013, 1, 11))
    assert periods.bounds(2) == (date(2013, 1, 12), date(2013, 1, 12) + timedelta(1))
