"""Tension by period: its lowest, its highest and its average."""

from datetime import date

from sim.report.timeline.periods import periods_of
from sim.report.timeline.tension_ranges import ranges_of

YEARS = periods_of(date(2010, 1, 1), date(2013, 12, 31), 4)


def ranges(*steps, last=date(2013, 12, 31)):
    every = ranges_of([(date.fromisoformat(day), points) for day, points in steps], YEARS, last)
    return {YEARS.begins[index].year: (each.low, each.high, round(each.average, 1)) for index, each in every.items()}


def test_tension_that_does_not_change_is_its_own_average():
    assert ranges(("2010-01-01", 3)) == dict.fromkeys(range(2010, 2014), (3, 3, 3.0))


def test_the_average_is_that_of_the_days():
    assert ranges(("2010-01-01", 0), ("2011-07-02", 4), ("2012-01-01", 0))[2011] == (0, 4, 2.0)


def test_what_lasts_no_day_is_seen_and_does_not_count():
    assert ranges(("2010-01-01", 0), ("2011-07-02", 9), ("2011-07-02", 0))[2011] == (0, 9, 0.0)


def test_a_period_that_ends_as_it_begins_has_its_highest():
    assert ranges(("2010-01-01", 5), last=date(2010, 1, 1)) == {2010: (5, 5, 5.0)}
