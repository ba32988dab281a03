import pytest
from complaints import FOUR_MOVES, recorded

from sim.model.dates import CERTAIN, LIKELY, When
from sim.report.prose.conclusions import moment_in_words, subject_in_words, value_in_words
from sim.report.prose.names import Names
from sim.scenario.expectations import Expectation

NAMES = Names(recorded(FOUR_MOVES).history.states[-1])


def asked(key, subject, *, as_of=None, since=None, reading=LIKELY):
    days = [None if day is None else When.of(day) for day in (as_of, since)]
    return Expectation(None, days[0], reading, key, subject, "", since=days[1])


@pytest.mark.parametrize(
    ("key", "subject", "told"),
    [
        ("proposals", "equal-shares", "Each side lands 40,000 tonnes"),
        ("commitments", "pact/bohus", "Fisheries Pact of 1998 (Bohus)"),
        ("days in place", "levy", "Days in place: levy"),
        ("positions", "quota/wage/aland", "Position of Aland on wage"),
        ("concessions", "aland", "Concessions by Aland"),
        ("agreed", "agreed", "Proposals agreed"),
    ],
)
def test_a_conclusion_is_told_by_the_title_of_its_subject_or_the_name_of_its_figure(key, subject, told):
    assert subject_in_words(asked(key, subject), NAMES) == told


def test_what_compares_says_since_when():
    assert subject_in_words(asked("tension eased", "tension eased", since="2013-02-01"), NAMES) == (
        "Tension has eased since 1 February 2013"
    )


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("measures", "in-place", "in place"),
        ("measures", "absent", "not made"),
        ("centre", "quota, ports", "The yearly herring quota, Access to ports"),
        ("centre", "none", "none"),
        ("next talks", "2013-10", "October 2013"),
        ("next talks", "none", "none"),
        ("more hostile", "bohus", "Bohus"),
        ("more hostile", "both", "both"),
        ("agreed", "3", "3"),
    ],
)
def test_a_value_is_told_with_titles_and_dates_in_words(key, value, told):
    assert value_in_words(asked(key, key), value, NAMES) == told


def test_a_conclusion_says_of_when_it_is_and_the_reading_that_is_not_the_usual_one():
    assert moment_in_words(asked("agreed", "agreed")) == "at the end"
    assert (
        moment_in_words(asked("agreed", "agreed", as_of="2013-02", reading=CERTAIN)) == "as of February 2013, certain"
    )
