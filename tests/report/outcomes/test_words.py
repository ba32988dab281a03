import pytest
from futures import EVERYTHING, forecast

from sim.forecast.calendar import CalendarEvent
from sim.model.dates import When
from sim.report.outcomes.words import GROUPS, OutcomeWords, outcome_in_words
from sim.report.prose.names import Names

ELECTION = CalendarEvent("election", When.of("2013-04-01"), "Election in Aland")
ASKED = forecast(*EVERYTHING, calendar=(ELECTION,))
ASKED_BARE = forecast()
NAMES = Names(ASKED.record.state)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (
            ("agreement", "quota"),
            OutcomeWords("agreement", "The yearly herring quota", "a proposal on the yearly herring quota is agreed"),
        ),
        (("any agreement", ""), OutcomeWords("agreement", "any proposal", "some proposal is agreed")),
        (
            ("any agreement by", "election"),
            OutcomeWords(
                "agreement",
                "any proposal, by 1 April 2013 (Election in Aland)",
                "some proposal is agreed by 1 April 2013 (Election in Aland)",
            ),
        ),
        (
            ("measure ends", "levy"),
            OutcomeWords("measure ends", "close its ports (levy)", "the measure “close its ports (levy)” ends"),
        ),
        (("ratified", "plan"), OutcomeWords("votes", "ratified: plan", "the text “plan” is ratified")),
        (("threat carried out", ""), OutcomeWords("threats", "carried out", "a threat is carried out")),
    ],
)
def test_an_outcome_is_told_by_titles(outcome, words):
    assert outcome_in_words(outcome, ASKED, NAMES) == words


def test_talks_are_told_with_the_day_on_which_they_are_due():
    words = outcome_in_words(("talks held by the due date", "experts"), ASKED_BARE, NAMES)
    assert (words.label, words.clause) == ("experts: meeting by 1 April 2013", "experts meet by 1 April 2013")


def test_every_outcome_that_is_looked_for_has_words():
    groups = {outcome_in_words(outcome, ASKED, NAMES).group for outcome in ASKED.measurement.outcomes}
    assert groups <= set(GROUPS)
