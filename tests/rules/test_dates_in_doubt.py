"""Dates with doubt: a move may be made where some day within its bounds would do, and is then of those days."""

from functools import partial

import pytest
from days import DAY
from rules.reads import reads

from sim.history.history import History
from sim.model.dates import CERTAIN, LIKELY, POSSIBLE
from sim.model.move import CarryOut, Extend, Lapse, Resume, Suspend, Withdraw
from sim.rules.legal_moves import legal_moves_on
from sim.rules.subjects.commitments import Breach, Leave
from sim.rules.subjects.measures import Ease, Impose, Lift
from sim.rules.subjects.proposals import Accept, Propose
from sim.testing.story import START, after

impose = partial(Impose, subject="tariff", by="aland", date=DAY, issue="ports")
by_aland = {"subject": "tariff", "by": "aland"}
OFFER = Propose(subject="offer", by="aland", date=DAY, issue="quota", expires="2013-06-10")
accept = partial(Accept, subject="offer", by="bohus")
ANNOUNCED = impose(effective="2013-06-10")
TERM = impose(until="2013-06-10")
BRIEF = impose(), Suspend(**by_aland, date=DAY, until="2013-06-10")


def bounds(*moves):
    """The bounds of the last of these moves, tightened."""
    when = History.of(START, moves).dates[-1]
    return str(when.earliest), str(when.latest)


# a month in which a status changes


@pytest.mark.parametrize(
    ("made", "move", "expected"),
    [
        ((OFFER,), accept(date="2013-06"), ("2013-06-01", "2013-06-10")),
        ((OFFER,), Lapse(subject="offer", date="2013-06"), ("2013-06-10", "2013-06-30")),
        ((ANNOUNCED,), Withdraw(**by_aland, date="2013-06"), ("2013-06-01", "2013-06-09")),
        ((ANNOUNCED,), Lift(**by_aland, date="2013-06"), ("2013-06-10", "2013-06-30")),
        ((TERM,), Ease(**by_aland, date="2013-06"), ("2013-06-01", "2013-06-10")),
        (BRIEF, Resume(**by_aland, date="2013-06"), ("2013-06-01", "2013-06-10")),
        (BRIEF, Suspend(**by_aland, date="2013-06"), ("2013-06-11", "2013-06-30")),
        (BRIEF, Ease(**by_aland, date="2013-06"), ("2013-06-11", "2013-06-30")),
    ],
)
def test_a_move_of_a_month_meets_the_status_that_lets_it_be_made_and_is_of_those_days(made, move, expected):
    after(*made).accepts(move)
    assert bounds(*made, move) == expected


@pytest.mark.parametrize(
    ("made", "move", "words"),
    [
        ((OFFER,), accept(date="2013-07"), "offer expired on 2013-06-10"),
        ((OFFER,), Lapse(subject="offer", date="2013-05"), "it stands until 2013-06-10"),
        ((ANNOUNCED,), Withdraw(**by_aland, date="2013-07"), "it has been in place since 2013-06-10"),
        ((ANNOUNCED,), Lift(**by_aland, date="2013-05"), "it has been threatened since 2013-03-01, until 2013-06-10"),
        ((TERM,), Ease(**by_aland, date="2013-07"), "it expired on 2013-06-10"),
        (BRIEF, Resume(**by_aland, date="2013-07"), "it has been in place again since its suspension ended"),
        (BRIEF, Ease(**by_aland, date="2013-05"), "it has been suspended since 2013-03-01, until 2013-06-10"),
    ],
)
def test_a_move_is_refused_where_no_day_would_do(made, move, words):
    after(*made).refuses(move, because=words)


def test_a_notice_may_run_out_in_the_month_of_a_move():
    notice = Leave(subject="pact", by="aland", date=DAY, effective="2013-06-10")
    broken = Breach(subject="pact", by="aland", date="2013-06")
    assert bounds(notice, broken) == ("2013-06-01", "2013-06-09")
    after(notice).refuses(
        Breach(subject="pact", by="aland", date="2013-07"), because="it has been left since 2013-06-10"
    )


def test_a_promise_of_a_month_is_kept_or_broken_late_where_it_may_be():
    pledge = Extend(subject="pact", by="aland", date=DAY, until="2013-06-10")
    for verb in (CarryOut, Breach):
        after(pledge).accepts(verb(subject="pact", by="aland", date="2013-06"))
        after(pledge).accepts(verb(subject="pact", by="aland", date="2013-07"))


@pytest.mark.parametrize("text", ["2013-06-20?", "../2013-06-20", "2013-06-05/2013-06-20", "2013"])
def test_any_form_of_doubt_will_do(text):
    after(OFFER).accepts(accept(date=text))
    after(OFFER).refuses(accept(date="2013-06-20"), because="offer expired on 2013-06-10")
    after(OFFER).refuses(accept(date="2013-06-20/.."), because="offer expired on 2013-06-10")


# an end in doubt


def test_an_end_of_a_month_is_past_under_a_reading_with_its_earliest_best_or_latest_day():
    story = after(impose(until="2013-06"))
    statuses = [reads(story, "tariff", "2013-06-15", reading) for reading in (CERTAIN, LIKELY, POSSIBLE)]
    assert statuses == ["in-place", "in-place", "expired"]
    assert reads(story, "tariff", "2013-07-01", CERTAIN) == "expired"


def test_what_takes_effect_on_or_after_a_day_is_never_likely_to_have():
    story = after(impose(effective="2013-06-10/.."))
    statuses = [reads(story, "tariff", "2013-12-31", reading) for reading in (CERTAIN, LIKELY, POSSIBLE)]
    assert statuses == ["threatened", "threatened", "in-place"]


def test_an_end_that_is_open_before_is_not_past_before_the_move_that_sets_it():
    story = after(impose(until="../2013-06-10"))
    assert reads(story, "tariff", DAY, POSSIBLE) == "in-place"
    assert reads(story, "tariff", "2013-03-02", POSSIBLE) == "expired"


def test_in_a_month_in_which_it_may_end_both_what_it_was_and_what_it_is_then_let_moves_be_made():
    story = after(impose(until="2013-06"))
    story.accepts(Ease(**by_aland, date="2013-06-20"))
    story.accepts(Lapse(subject="tariff", date="2013-06-20"))
    story.refuses(Lapse(subject="tariff", date="2013-05-31"), because="it stands until 2013-06")


def test_a_later_end_is_later_than_some_day_of_the_present_one():
    story = after(impose(until="2013-06"))
    story.accepts(Extend(**by_aland, date=DAY, until="2013-06-20"))
    story.refuses(Extend(**by_aland, date=DAY, until="2013-06-01"), because="it runs until 2013-06 already")


# what is offered


def test_the_legal_moves_of_a_month_are_those_from_every_status_that_it_may_meet():
    def verbs(day):
        return {move.verb for move in legal_moves_on(after(ANNOUNCED).state, "tariff", "aland", day)}

    assert verbs("2013-06") == verbs("2013-06-09") | verbs("2013-06-10")
    assert "withdraw" in verbs("2013-06-09") - verbs("2013-06-10")
    assert "lift" in verbs("2013-06-10") - verbs("2013-06-09")
