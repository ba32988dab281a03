from datetime import date

import pytest

from sim.model.dates import When
from sim.report.prose.dates import date_in_words, end_in_words, when_in_words

FORMS = [
    ("2007-10-12", "12 October 2007", "on 12 October 2007", "12 October 2007"),
    ("2007-10", "October 2007", "in October 2007", "the end of October 2007"),
    ("2007", "2007", "in 2007", "the end of 2007"),
    ("0987-05", "May 987", "in May 987", "the end of May 987"),
    ("../2007-10-12", *["on or before 12 October 2007"] * 2, "12 October 2007 or earlier"),
    ("2007-07-13/..", *["on or after 13 July 2007"] * 2, "13 July 2007 or later"),
    (
        "2007-07-13/2007-10-14",
        *["between 13 July 2007 and 14 October 2007"] * 2,
        "some day between 13 July 2007 and 14 October 2007",
    ),
    ("2007-10-12?", *["about 12 October 2007"] * 3),
    ("2007/..", *["in or after 2007"] * 2, "2007 or later"),
    ("../2007-10", *["in or before October 2007"] * 2, "October 2007 or earlier"),
]


@pytest.mark.parametrize(("text", "words", "with_preposition", "end"), FORMS)
def test_a_date_is_told_as_it_is_spoken(text, words, with_preposition, end):
    when = When.parse(text)
    assert (date_in_words(when), when_in_words(when), end_in_words(when)) == (words, with_preposition, end)


FIRST, LAST = date(2007, 7, 13), date(2007, 10, 12)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "words"),
    [
        ("../2007-10-12", FIRST, LAST, "between 13 July 2007 and 12 October 2007"),
        ("2007", FIRST, LAST, "between 13 July 2007 and 12 October 2007"),
        ("2007", FIRST, FIRST, "13 July 2007"),
        ("2007-07-20?", FIRST, LAST, "about 20 July 2007, not before 13 July 2007 and not after 12 October 2007"),
        ("2007-07-20?", None, LAST, "about 20 July 2007, not after 12 October 2007"),
        ("2007-07-20?", FIRST, None, "about 20 July 2007, not before 13 July 2007"),
        ("../2007-12-01", None, LAST, "on or before 12 October 2007"),
        ("2007-01-01/..", FIRST, None, "on or after 13 July 2007"),
    ],
)
def test_a_date_that_the_record_narrows_is_told_by_what_is_left_of_it(text, earliest, latest, words):
    assert date_in_words(When.parse(text).within(earliest, latest)) == words
