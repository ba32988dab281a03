import pytest

from sim.model.dates import When
from sim.report.page.dates import doubtful_dates
from sim.report.prose.dates import date_in_words


@pytest.mark.parametrize("text", ["2013-02-09?", "../2013-02-09", "2013-02-09/..", "2013-02/2013-03", "2013/2014"])
def test_a_date_with_a_doubt_comes_with_its_words_wherever_it_stands(text):
    expected = [(text, date_in_words(When.parse(text)))]
    assert list(doubtful_dates([text, f"by {text}, until further notice"])) == expected


@pytest.mark.parametrize("text", ["2013-02-09", "2013-02", "2013", "40/2013-5", "2013-13-09?", "x2013-02-09?"])
def test_a_day_a_month_a_year_and_what_is_no_date_are_left_to_the_page(text):
    assert list(doubtful_dates([text])) == []
