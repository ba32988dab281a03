import pytest

from sim.model.dates import When
from sim.report.prose.dates import date_in_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2007-10-12", "12 October 2007"),
        ("2007-10", "October 2007"),
        ("2007", "2007"),
        ("../2007-10-12", "on or before 12 October 2007"),
        ("2007-07-13/..", "on or after 13 July 2007"),
        ("2007-07-13/2007-10-14", "between 13 July 2007 and 14 October 2007"),
        ("2007-10-12?", "about 12 October 2007"),
    ],
)
def test_a_date_is_told_as_it_is_spoken(text, words):
    assert date_in_words(When.parse(text)) == words
