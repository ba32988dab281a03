"""The days that go with how a measure or a part in a commitment reads."""

import pytest

from sim.history.history import History
from sim.history.standing import standing
from sim.model.dates import CERTAIN, LIKELY, POSSIBLE, When
from sim.moves import Breach, Commit, Extend, Impose, Leave, Lift, Raise, Resume, Suspend
from sim.rules.subjects.measures import DeclaredMeasure, Measure
from sim.testing.story import START

LEVY = Impose(subject="levy", by="aland", date="2013-02-01", issue="quota", level="10 %", until="2013-12-31")


def measure(*moves, day, reading=LIKELY):
    """How the levy stands on a day."""
    view = History.of(START, moves).as_of(day, reading)
    return standing(view.state.measures["levy"], view.read_on, view.reading)


def part(*moves, day, of="pact", party="bohus", reading=LIKELY):
    """How a part in a commitment stands on a day."""
    view = History.of(START, moves).as_of(day, reading)
    return standing(view.state.commitments[of].participation[party], view.read_on, view.reading)


def since(stands):
    return str(stands.since)


def test_what_stands_as_a_move_left_it_has_done_so_since_that_move():
    assert since(measure(LEVY, day="2013-02-01")) == "2013-02-01"
    assert since(part(Suspend(subject="pact", by="bohus", date="2013-02-02"), day="2013-03-01")) == "2013-02-02"


def test_what_was_declared_has_stood_so_since_its_declaration():
    assert since(part(LEVY, day="2013-02-01")) == "1998-05-01"


def test_what_has_expired_has_done_so_since_the_day_after_its_last():
    assert since(measure(LEVY, day="2014-02-01")) == "2014-01-01"


@pytest.mark.parametrize(
    ("reading", "day"), [(CERTAIN, "2013-03-06"), (LIKELY, "2013-03-06"), (POSSIBLE, "2013-03-02")]
)
def test_under_each_reading_an_end_is_past_since_a_day_of_its_own(reading, day):
    pause = Suspend(subject="levy", by="aland", date="2013-02-02", until="2013-03-01/2013-03-05")
    assert since(measure(LEVY, pause, day="2013-04-01", reading=reading)) == day


def test_what_is_in_place_again_has_been_so_since_its_suspension_ended():
    pause = Suspend(subject="levy", by="aland", date="2013-02-02", until="2013-03-01")
    assert (
        str(measure(LEVY, pause, day="2013-03-01").suspended_until),
        since(measure(LEVY, pause, day="2013-03-01")),
    ) == (
        "2013-03-01",
        "2013-02-02",
    )
    again = measure(LEVY, pause, day="2013-03-02")
    assert (again.suspended_until, since(again), str(again.until)) == (None, "2013-03-02", "2013-12-31")


def test_a_move_after_such_a_day_counts_from_itself():
    treaty = Commit(subject="treaty", by="both", date="2013-02-01", issue="quota", effective="2013-03-01")
    suspended = Suspend(subject="treaty", by="bohus", date="2013-04-01")
    resumed = Resume(subject="treaty", by="bohus", date="2013-05-01")
    days = ("2013-02-01", "2013-03-01", "2013-04-01", "2013-05-01")
    assert [since(part(treaty, suspended, resumed, day=day, of="treaty")) for day in days] == [
        "2013-02-01",
        "2013-03-01",
        "2013-04-01",
        "2013-05-01",
    ]


def test_who_has_left_what_is_replaced_has_done_so_since_it_left():
    left = Leave(subject="pact", by="bohus", date="2013-02-01")
    treaty = Commit(subject="treaty", by="both", date="2013-03-01", issue="quota", replaces="pact")
    assert since(part(left, treaty, day="2013-04-01")) == "2013-02-01"
    assert since(part(left, treaty, day="2013-04-01", party="aland")) == "2013-03-01"


def test_who_broke_a_promise_after_its_last_day_has_no_end_to_show():
    promise = Commit(subject="promise", by="bohus", date="2013-02-01", issue="quota", until="2013-03-01")
    broken = Breach(subject="promise", by="bohus", date="2013-04-01")
    assert since(part(promise, day="2013-04-01", of="promise")) == "2013-03-02"
    assert since(part(promise, broken, day="2013-04-01", of="promise")) == "2013-04-01"


# WHAT IS ANNOUNCED


def announced(stands):
    ahead = stands.announced
    return None if ahead is None else (ahead.status, ahead.step, str(ahead.effective))


def test_what_is_announced_tells_the_status_the_level_and_the_day():
    lift = Lift(subject="levy", by="aland", date="2013-02-02", effective="2013-05-01")
    raised = Raise(subject="levy", by="aland", date="2013-02-02", to="25 %", effective="2013-05-01")
    assert announced(measure(LEVY, lift, day="2013-02-02")) == ("lifted", 0, "2013-05-01")
    assert announced(measure(LEVY, raised, day="2013-02-02")) == ("in-place", 1, "2013-05-01")
    assert announced(measure(LEVY, raised, day="2013-05-01")) is None


def test_a_term_that_ends_is_not_announced():
    assert announced(measure(LEVY, day="2013-02-02")) is None


def test_a_term_that_is_announced_with_what_has_it_is_known_before():
    soon = Impose(
        subject="levy", by="aland", date="2013-02-01", issue="quota", effective="2013-03-01", until="2013-04-01"
    )
    assert str(measure(soon, day="2013-02-01").until) == "2013-04-01"


def test_a_notice_that_is_put_off_tells_its_new_day():
    notice = Leave(subject="pact", by="bohus", date="2013-02-01", effective="2013-03-01")
    put_off = Extend(subject="pact", by="both", date="2013-02-02", effective="2013-05-01")
    assert announced(part(notice, put_off, day="2013-04-01")) == ("left", None, "2013-05-01")


def test_who_has_left_is_told_of_no_other_treaty_that_takes_its_place():
    left = Leave(subject="pact", by="bohus", date="2013-02-01")
    treaty = Commit(
        subject="treaty", by="both", date="2013-03-01", issue="quota", replaces="pact", effective="2013-06-01"
    )
    assert announced(part(left, treaty, day="2013-04-01")) is None
    assert announced(part(left, treaty, day="2013-04-01", party="aland")) == ("superseded", None, "2013-06-01")


@pytest.mark.parametrize(("day", "began"), [("2013-06-01", "None"), ("2013-09-01", "2013-09")])
def test_a_declared_measure_stands_before_its_own_day_without_one(day, began):
    toll = Measure.declared(DeclaredMeasure(subject="toll", by="aland", since="2013-09"))
    assert since(standing(toll, When.of(day).best, LIKELY)) == began
