import pytest

from sim.records.importers.source_dates import SourceDate, source_date, source_day


@pytest.mark.parametrize(
    ("parts", "text", "problem"),
    [
        ((1990, 6, 30), "1990-06-30", ""),
        ((1990, 6), "1990-06", ""),
        ((1990,), "1990", ""),
        ((1990, 6, 31), "1990-06", "31 June 1990 does not exist, so the date is the month"),
        ((1990, 13, 1), "1990", "there is no month 13, so the date is the year"),
        ((1990, None, 4), "1990", "the month of the day is missing, so the date is the year"),
        ((None, 6, 3), "", "the date is missing"),
        ((0, 6, 3), "", "there is no year 0"),
        ((20_000,), "", "there is no year 20000"),
        ((1990, 6, 10**30), "1990-06", f"{10**30} June 1990 does not exist, so the date is the month"),
    ],
)
def test_a_date_is_as_exact_as_its_parts(parts, text, problem):
    assert source_date(*parts) == SourceDate(text, problem)


@pytest.mark.parametrize("text", ["2018-06-01", "20180601", "2018-06-01 00:00:00", "2018-06-01T12:00Z"])
def test_a_day_is_read_with_or_without_hyphens_and_time(text):
    assert source_day(text).text == "2018-06-01"


def test_what_is_no_day_is_told():
    assert source_day("June").problem == "'June' is no date; write one such as 2018-06-01"
