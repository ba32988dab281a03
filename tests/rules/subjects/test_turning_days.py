"""The days on which a subject reads otherwise though nobody moves: the same rule for every kind."""

from datetime import date

import pytest

from sim.history.history import History
from sim.moves import AgreeToContinue, Breach, Commit, Impose, Leave, Propose, Remark, Resume, Suspend, Threaten
from sim.testing.story import START

DAY, LATER = "2013-02-01", "2013-03-01"
SINCE = "1998-05-01"
"""The day since which the pact is declared to be in force."""


def turning(name, *moves):
    """The days on which what the moves make or change turns."""
    subject = History.of(START, moves).states[-1].subjects[name]
    return sorted({str(day) for day in subject.turning_days()})


def threaten(**fields):
    return Threaten(subject="a", by="aland", date=DAY, issue="quota", action="x", **fields)


def impose(**fields):
    return Impose(subject="a", by="aland", date=DAY, issue="quota", action="x", **fields)


@pytest.mark.parametrize(
    ("move", "name", "days"),
    [
        (Propose(subject="a", by="aland", date=DAY, issue="quota", expires="2013-03"), "a", ["2013-04-01"]),
        (threaten(deadline=LATER), "a", ["2013-03-02"]),
        (impose(effective=LATER, until="2013-12-31"), "a", [LATER, "2014-01-01"]),
        (Commit(subject="a", by="aland", date=DAY, issue="quota", until="2013-12-31"), "a", ["2014-01-01"]),
        (Commit(subject="a", by="aland", date=DAY, issue="quota", effective=LATER), "a", [LATER]),
        (Leave(subject="pact", by="aland", date=DAY, effective="2013-08-01"), "pact", [SINCE, "2013-08-01"]),
        (Suspend(subject="pact", by="aland", date=DAY, effective="2013-08-01"), "pact", [SINCE, "2013-08-01"]),
        (Suspend(subject="pact", by="aland", date=DAY, until="2013-08-01"), "pact", [SINCE, "2013-08-02"]),
        (
            Commit(subject="a", by="both", date=DAY, issue="quota", replaces="pact", effective=LATER),
            "pact",
            [SINCE, LATER],
        ),
        (AgreeToContinue(subject="ministers", by="both", date=DAY, due=LATER), "ministers", ["2013-03-02"]),
        (AgreeToContinue(subject="ministers", by="both", date=DAY, due=DAY), "ministers", ["2013-02-02"]),
    ],
)
def test_a_subject_turns_after_an_end_and_when_what_was_announced_takes_effect(move, name, days):
    assert turning(name, move) == days


def test_what_has_no_end_never_turns():
    remark = Remark(subject="quota", by="aland", date=DAY, kind="hope")
    assert [turning(name, remark) for name in ("pact", "ministers")] == [[SINCE], []]


def test_a_measure_turns_when_what_is_announced_takes_effect_and_when_a_suspension_ends():
    assert turning("a", impose(), Suspend(subject="a", by="aland", date=DAY, effective="2013-08-01")) == ["2013-08-01"]
    brief = Suspend(subject="a", by="aland", date=DAY, until="2013-08-01")
    assert turning("a", impose(), brief) == ["2013-08-02"]
    resumed = Resume(subject="a", by="aland", date=DAY, effective="2013-09-01")
    assert turning("a", impose(), brief, resumed) == ["2013-09-01"]


def test_what_is_broken_after_its_term_does_not_turn_any_more():
    pledge = Commit(subject="a", by="aland", date=DAY, issue="quota", until=DAY)
    assert turning("a", pledge, Breach(subject="a", by="aland", date=LATER)) == []


def test_the_last_day_of_the_calendar_is_never_past():
    assert turning("a", Commit(subject="a", by="aland", date=DAY, issue="quota", until="9999-12-31")) == []
    assert turning("ministers", AgreeToContinue(subject="ministers", by="both", date=DAY, due="9999-12-31")) == []


def test_days_are_those_of_the_reading():
    measure = History.of(START, [impose(until="2013-03")]).states[-1].subjects["a"]
    assert measure.turning_days("possible") == (date(2013, 3, 2),)
    assert measure.turning_days("certain") == measure.turning_days("likely") == (date(2013, 4, 1),)
