"""The days on which a subject reads otherwise though nobody moves: the same rule for every kind."""

from datetime import date

import pytest

from sim.history.history import History
from sim.moves import AgreeToContinue, Commit, Impose, Leave, Propose, Remark, Suspend, Threaten
from sim.testing.story import START

DAY = "2013-02-01"
SINCE = "1998-05-01"
"""The day since which the pact is declared to be in force."""


def turning(move, name):
    """The days on which what a move makes or changes turns."""
    subject = History.of(START, [move]).states[-1].subjects[name]
    return sorted(map(str, subject.turning_days()))


@pytest.mark.parametrize(
    ("move", "name", "days"),
    [
        (Propose(subject="a", by="aland", date=DAY, issue="quota", expires="2013-03"), "a", ["2013-04-01"]),
        (
            Threaten(subject="a", by="aland", date=DAY, issue="quota", action="x", deadline="2013-03-01"),
            "a",
            ["2013-03-02"],
        ),
        (Commit(subject="a", by="aland", date=DAY, issue="quota", until="2013-12-31"), "a", ["2014-01-01"]),
        (Leave(subject="pact", by="aland", date=DAY, effective="2013-08-01"), "pact", [SINCE, "2013-08-01"]),
        (Suspend(subject="pact", by="aland", date=DAY, effective="2013-08-01"), "pact", [SINCE, "2013-08-01"]),
        (AgreeToContinue(subject="ministers", by="both", date=DAY, due="2013-03-01"), "ministers", ["2013-03-02"]),
        (AgreeToContinue(subject="ministers", by="both", date=DAY, due=DAY), "ministers", ["2013-02-02"]),
    ],
)
def test_a_subject_turns_after_an_end_and_when_what_was_announced_takes_effect(move, name, days):
    assert turning(move, name) == days


def test_what_has_no_end_never_turns():
    remark = Remark(subject="quota", by="aland", date=DAY, kind="hope")
    assert [turning(remark, name) for name in ("pact", "ministers")] == [[SINCE, SINCE], []]


def test_a_measure_turns_when_its_announced_suspension_takes_effect():
    moves = [
        Impose(subject="a", by="aland", date=DAY, issue="quota", action="x"),
        Suspend(subject="a", by="aland", date=DAY, effective="2013-08-01"),
    ]
    measure = History.of(START, moves).states[-1].subjects["a"]
    assert measure.turning_days() == (date(2013, 8, 1),)


def test_the_last_day_of_the_calendar_is_never_past():
    assert turning(Commit(subject="a", by="aland", date=DAY, issue="quota", until="9999-12-31"), "a") == []
    assert turning(AgreeToContinue(subject="ministers", by="both", date=DAY, due="9999-12-31"), "ministers") == []
