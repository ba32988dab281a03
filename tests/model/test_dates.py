from datetime import date, datetime

import pytest
from hypothesis import given, strategies as st

from sim.model.dates import When
from sim.model.errors import UnreadableDateError

FIRST, LAST = date(2007, 7, 13), date(2007, 10, 14)


@pytest.mark.parametrize(
    ("text", "earliest", "best", "latest"),
    [
        ("2007-10-14", LAST, LAST, LAST),
        ("2007-10", date(2007, 10, 1), date(2007, 10, 31), date(2007, 10, 31)),
        ("2007", date(2007, 1, 1), date(2007, 12, 31), date(2007, 12, 31)),
        ("2008-02", date(2008, 2, 1), date(2008, 2, 29), date(2008, 2, 29)),
        ("../2007-10-14", None, LAST, LAST),
        ("2007-07-13/..", FIRST, FIRST, None),
        ("2007-07-13/2007-10-14", FIRST, LAST, LAST),
        ("2007-07/2007-10", date(2007, 7, 1), date(2007, 10, 31), date(2007, 10, 31)),
        ("../2007", None, date(2007, 12, 31), date(2007, 12, 31)),
        ("2007/..", date(2007, 1, 1), date(2007, 1, 1), None),
        ("2007-10-14?", None, LAST, None),
    ],
)
def test_every_form_has_its_earliest_best_and_latest_day(text, earliest, best, latest):
    when = When.parse(text)
    assert (when.earliest, when.best, when.latest, str(when)) == (earliest, best, latest, text)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("yesterday", "write 2007-10-12, 2007-10, 2007"),
        ("", "write 2007-10-12"),
        ("20071012", "write it with hyphens, 2007-10-12"),
        ("2007-7-3", "write months and days with two digits, 2007-07-03"),
        ("2007-7", "two digits, 2007-07"),
        ("0000-01-01", "years run from 0001 to 9999"),
        ("2007-13", "there is no month 13; months run from 01 to 12"),
        ("2007-00-01", "there is no month 0"),
        ("2007-02-29", "February 2007 has 28 days"),
        ("2007-02-00", "February 2007 has 28 days"),
        ("2007-10?", "only a day can be inferred"),
        ("../..", "open at both ends says nothing"),
        ("2007-10-14/2007-07-13", "the range is reversed; write 2007-07-13/2007-10-14"),
        ("2007/2008/2009", "write 2007-10-12"),
        ("2007-10-12/", "write 2007-10-12"),
        ("٢٠٠٧", "write 2007-10-12"),
    ],
)
def test_what_is_no_date_is_refused_with_advice(text, advice):
    with pytest.raises(UnreadableDateError) as unreadable:
        When.parse(text)
    assert advice in str(unreadable.value)
    assert repr(text) in str(unreadable.value)


def test_what_is_no_text_is_refused():
    with pytest.raises(UnreadableDateError, match="write a text such as"):
        When.parse(2007)


def test_a_date_of_the_calendar_a_moment_and_a_when_will_do_as_well():
    when = When.of("2007-10-14")
    assert When.of(when) is when
    assert When.of(LAST) == When.of(datetime(2007, 10, 14, 23, 59)) == when  # noqa: DTZ001 - a zone has no bearing


def test_a_day_is_past_from_the_day_after_its_best_day():
    assert [When.parse("2007-10").is_past(day) for day in (date(2007, 10, 31), date(2007, 11, 1))] == [False, True]


def test_two_spellings_of_the_same_bounds_are_equal():
    assert When.parse("2007-10") == When.parse("2007-10-01/2007-10-31")
    assert hash(When.parse("2007-10")) == hash(When.parse("2007-10-01/2007-10-31"))


def test_dates_are_ordered_by_best_day_and_then_by_bounds():
    texts = ["2007-07-13", "../2007-10-14", "2007-10-14?", "2007-07-13/2007-10-14", "2007-10-14", "2007-10-14/.."]
    assert [str(when) for when in sorted(When.parse(text) for text in reversed(texts))] == texts


def test_within_bounds_that_are_its_own_a_date_stays_itself():
    when = When.parse("2007-07-13/2007-10-14")
    assert when.within(FIRST, LAST) is when


def test_the_best_day_is_clamped_into_new_bounds():
    inferred = When.parse("2007-10-14?")
    assert inferred.within(None, FIRST).best == FIRST
    assert inferred.within(date(2008, 1, 1), None).best == date(2008, 1, 1)
    assert inferred.within(FIRST, None) == When(LAST, FIRST, None, "")


def test_a_date_outside_its_own_bounds_is_brought_inside():
    assert When(LAST, None, FIRST, "odd").within(None, FIRST) == When(FIRST, None, FIRST, "odd")


@given(st.dates(), st.dates())
def test_a_range_of_two_days_has_them_as_its_bounds(one, other):
    begin, end = sorted((one, other))
    when = When.parse(f"{begin.isoformat()}/{end.isoformat()}")
    assert (when.earliest, when.best, when.latest) == (begin, end, end)


@given(st.text() | st.from_regex(r"[0-9]{3,4}(-[0-9]{1,2}){0,2}[?/.]{0,3}", fullmatch=True))
def test_any_text_is_a_date_or_is_refused_as_one(text):
    try:
        when = When.parse(text)
    except UnreadableDateError:
        return
    assert (when.earliest or date.min) <= when.best <= (when.latest or date.max)
