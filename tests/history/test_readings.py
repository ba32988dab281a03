"""Under each reading the moves that count by a day can stand without the others, in the order in which they come to."""

from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given

from sim.history.history import History
from sim.history.readings import counts_from, in_order
from sim.history.replay import replay
from sim.model.dates import CERTAIN, LIKELY, POSSIBLE, READINGS
from sim.model.move import CarryOut, Commit, Convene, Extend, Resume, Suspend
from sim.model.setting import Setting
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Breach, Commitment, Declaration, Leave
from sim.rules.subjects.measures import DeclaredMeasure, Lift, Measure, Raise, Threaten
from sim.rules.subjects.proposals import Accept, Oppose, Propose, Ratify, Reject
from sim.rules.subjects.statements import Remark
from sim.rules.subjects.talks import AgreeToContinue, Talks
from sim.testing.plain import without_order
from sim.testing.strategies import histories

SETTING = Setting(
    parties={"aland": "Aland", "bohus": "Bohus"},
    issues={"quota": "Quota", "ports": "Ports"},
    third_parties={"senate": "Senate", "council": "Council"},
)
START = Negotiation.begin(
    SETTING,
    [
        Commitment.declared(Declaration("pact", issue="quota"), SETTING.party_ids),
        Measure.declared(DeclaredMeasure(subject="levy", by="aland", issue="ports")),
        Talks.declared("ministers"),
    ],
)
propose = partial(Propose, by="aland", issue="quota")
VOTES = (
    propose(subject="halves", date="2013-01-10", expires="2013-03"),
    propose(subject="thirds", by="bohus", date="2013-01", counters="halves"),
    Oppose(subject="halves", by="bohus", date="2013-02-05?"),
    Accept(subject="thirds", by="aland", date="2013-02/2013-03", subject_to=("senate", "council")),
    Reject(subject="thirds", by="senate", date="2013-03-10/.."),
    Ratify(subject="thirds", by="council", date="2013-03"),
    Accept(subject="thirds", by="aland", date="2013-04-20?"),
    Ratify(subject="thirds", by="senate", date="2013-05"),
    Ratify(subject="thirds", by="council", date="../2013-05-20"),
    Commit(subject="treaty", by="both", date="2013-06", issue="quota", under="thirds"),
)
PHASES = (
    Suspend(subject="levy", by="aland", date="2013-01", until="2013-02-15"),
    Raise(subject="levy", by="aland", date="2013-02", effective="2013-03-10"),
    Suspend(subject="levy", by="council", date="2013-03", until="2013-04"),
    Lift(subject="levy", by="aland", date="2013-04-10/.."),
    Leave(subject="pact", by="bohus", date="2013-02-01?", effective="2013-05-15"),
    Resume(subject="pact", by="bohus", date="2013-05"),
    Breach(subject="pact", by="aland", date="2013-05-20/2013-06-20"),
)
REPLACED = (
    Commit(subject="new", by="aland", date="2013-02", issue="quota", replaces="pact", effective="2013-06"),
    Suspend(subject="pact", by="bohus", date="2013-02-20?"),
    Threaten(
        subject="strike",
        by="bohus",
        date="2013-03",
        issue="ports",
        action="strike",
        if_={"pact/aland": "superseded"},
        unless={"levy": "lifted"},
    ),
    Commit(subject="new", by="bohus", date="2013-04-10/.."),
    Extend(subject="new", by="both", date="2013-05-02?", until="2014"),
    CarryOut(subject="strike", by="bohus", date="2013-06-01/..", effective="2013-07"),
)
MOOT = (
    propose(subject="meet", kind="request", matter="procedure", date="2013-01"),
    AgreeToContinue(subject="ministers", by="both", date="2013-02", due="2013-03"),
    propose(subject="later", by="bohus", date="../2013-02-20", counters="meet"),
    Convene(subject="ministers", by="council", date="2013-03/2013-04", settles="meet"),
    Remark(subject=("quota", "ports"), by="both", date="2013-04-20?", kind="hope"),
)
RECORDS = {"votes": VOTES, "phases": PHASES, "replaced": REPLACED, "moot": MOOT}


def days_of(history):
    """The days on which something comes to count, and those before."""
    bounds = {day for when in history.dates for day in (when.earliest, when.best, when.latest) if day is not None}
    return sorted({near for day in bounds for near in (day, day - timedelta(days=1)) if day > date(1, 1, 2)})


def check_readings(history):
    """Each reading holds what a stricter one does, and the first moves of its own order; they replay."""
    orders = {reading: in_order(history.dates, reading) for reading in READINGS}
    for day in days_of(history):
        views = {reading: history.as_of(day, reading) for reading in READINGS}
        numbers = {reading: {*view.numbers} for reading, view in views.items()}
        assert numbers[CERTAIN] <= numbers[LIKELY] <= numbers[POSSIBLE]
        for reading, view in views.items():
            assert numbers[reading] == {*orders[reading][: len(view.numbers)]}
            moves = [history.moves[number - 1] for number in view.numbers]
            assert view.state == replay(history.start, moves)
    for order in orders.values():
        end = replay(history.start, [history.moves[number - 1] for number in order])
        assert without_order(end) == without_order(history.states[-1])


@pytest.mark.parametrize("record", RECORDS)
def test_every_reading_of_a_record_replays(record):
    check_readings(History.of(START, RECORDS[record]))


@given(histories())
def test_every_reading_of_any_record_replays(history):
    check_readings(history)


def test_the_likely_order_is_that_of_the_record():
    dates = History.of(START, VOTES).dates
    assert [*in_order(dates, LIKELY)] == [*range(1, len(VOTES) + 1)]


def test_other_orders_go_by_the_first_and_the_last_day_that_are_possible():
    remark = partial(Remark, subject="quota", by="aland", kind="hope")
    dates = History.of(START, [remark(date="2013-02"), remark(date="2013-02-20?"), remark(date="../2013-03-01")]).dates
    assert in_order(dates, CERTAIN) == [1, 3, 2]
    assert in_order(dates, POSSIBLE) == [2, 3, 1]
    assert counts_from(dates[1], CERTAIN) == date.max


# narrowed to the days on which they are possible


def narrowed(*moves):
    return [(str(when.earliest), str(when.best), str(when.latest)) for when in History.of(START, moves).dates]


@pytest.mark.parametrize(
    ("moves", "days"),
    [
        # what is suspended until a day is suspended anew after it
        (
            (
                Suspend(subject="levy", by="aland", date="2013-01-10", until="2013-02-15"),
                Suspend(subject="levy", by="aland", date="2013-02"),
            ),
            ("2013-02-16", "2013-02-28", "2013-02-28"),
        ),
        # what is resumed was suspended still
        (
            (
                Suspend(subject="levy", by="aland", date="2013-01-10", until="2013-02-15"),
                Resume(subject="levy", by="aland", date="2013-02"),
            ),
            ("2013-02-01", "2013-02-15", "2013-02-15"),
        ),
        # what is announced may be called off until that day, not on it
        (
            (
                Suspend(subject="pact", by="aland", date="2013-01-10", effective="2013-02-15"),
                Suspend(subject="pact", by="aland", date="2013-02"),
            ),
            ("2013-02-01", "2013-02-14", "2013-02-14"),
        ),
        # who has left returns from that day on
        (
            (
                Leave(subject="pact", by="aland", date="2013-01-10", effective="2013-02-15"),
                Resume(subject="pact", by="aland", date="2013-02"),
            ),
            ("2013-02-15", "2013-02-28", "2013-02-28"),
        ),
        # a vague end is met by whatever day of it will do
        (
            (
                propose(subject="halves", date="2013-01-10", expires="2013-02-10/2013-02-20"),
                Accept(subject="halves", by="bohus", date="2013-02"),
            ),
            ("2013-02-01", "2013-02-20", "2013-02-20"),
        ),
    ],
)
def test_a_vague_date_is_narrowed_to_the_days_on_which_the_move_meets_what_it_met(moves, days):
    assert narrowed(*moves)[1] == days


def test_a_month_in_which_the_status_turns_is_read_as_of_its_best_day():
    leaving = Leave(subject="pact", by="aland", date="2013-01-10", effective="2013-02-15")
    before = narrowed(leaving, Resume(subject="pact", by="aland", date="2013-02-01/2013-02-10"))
    assert before[1] == ("2013-02-01", "2013-02-10", "2013-02-10")
