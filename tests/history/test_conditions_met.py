"""What has come of threats is found in one pass; here every day that may matter is looked at, for each of them."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given

from sim.history.history import History
from sim.history.readings import counts_from, in_order
from sim.history.replay import Trace
from sim.history.running_conditions import RunningConditions
from sim.history.triggers import DISCHARGED, DUE, TRIGGERED
from sim.model.condition import Condition
from sim.model.dates import LIKELY, READINGS
from sim.moves import Accept, CarryOut, Leave, Propose, Suspend, Threaten
from sim.testing.story import START
from sim.testing.strategies import histories

FIRST = date.min + timedelta(days=1)


def points(history, reading):
    """How many moves count, and the day: after each move, and on all days on which something may turn before it."""
    order = in_order(history.dates, reading)
    trace = Trace.of(history.start, [history.moves[number - 1] for number in order])
    subjects = [subject for state in trace.states for subject in state.subjects.values()]
    turning = sorted({day for subject in subjects for day in subject.turning_days(reading)})
    last = FIRST
    for position, number in enumerate(order):
        day = max(counts_from(history.dates[number - 1], reading), FIRST)
        yield from ((position, trace.states[position], near) for near in turning if last < near <= day)
        yield position + 1, trace.states[position + 1], day
        last = day
    yield from ((len(order), trace.states[-1], near) for near in turning if near > last)


def found_by_looking_at_all(history, reading):
    """The first verdict on each threat, and the deadlines that passed before, each with so many moves and the day."""
    met, overdue = {}, {}
    for after, state, day in points(history, reading):
        for measure in state.measures.values():
            is_threat = isinstance(measure.made, Threaten) and measure.id not in met
            if is_threat and measure.on(day, reading).status in ("threatened", "deferred"):
                verdict = verdict_on(measure.made, state, day, reading)
                if verdict is not None:
                    met[measure.id] = verdict, after, day
                elif measure.is_due(day, reading):
                    overdue.setdefault(measure.id, (DUE, after, day))
    return met, overdue


def verdict_on(made, state, day, reading):
    for verdict, condition in ((DISCHARGED, made.unless), (TRIGGERED, made.if_)):
        if isinstance(condition, Condition) and condition.is_met(state.subjects, day, reading):
            return verdict
    return None


def in_short(triggers):
    return {name: (trigger.verdict, trigger.after, trigger.day) for name, trigger in triggers.items()}


def check_conditions(history):
    for reading in READINGS:
        running = history.conditions_met(reading)
        met, overdue = found_by_looking_at_all(history, reading)
        assert (in_short(running.met), in_short(running.overdue)) == (met, overdue)
        stay_met(history, reading)


def stay_met(history, reading):
    """What has been met is met on all later days, for as long as the threat stands."""
    known = {}
    bounds = {day for when in history.dates for day in (when.earliest, when.best, when.latest) if day is not None}
    for day in sorted(bounds):
        view = history.as_of(day, reading)
        triggers = {name: view.triggers.of(measure) for name, measure in view.state.measures.items()}
        for name, measure in view.state.measures.items():
            if name in known and measure.on(view.read_on, reading).status in ("threatened", "deferred"):
                assert triggers[name] == known[name]
        known |= {name: each for name, each in triggers.items() if each is not None and each.verdict != DUE}
        discharged = {name for name, each in triggers.items() if each is not None and each.verdict == DISCHARGED}
        assert view.triggers.discharged == discharged


@given(histories())
def test_one_pass_finds_what_looking_at_every_day_does(history):
    check_conditions(history)


PLAN = Propose(subject="harbour", by="aland", date="2013-02-01", issue="ports", kind="plan")
OFFER = Propose(subject="halves", by="bohus", date="2013-02-02", issue="quota", expires="2013-03")
THREAT = Threaten(
    subject="strike",
    by="bohus",
    date="2013-02-05",
    issue="ports",
    action="strike",
    if_={"harbour": "carried-out", "pact/aland": "left"},
    unless={"halves": "accepted"},
    deadline="2013-04",
)
LEAVE = Leave(subject="pact", by="aland", date="2013-02-10/2013-02-20", effective="2013-03")
BUILD = CarryOut(subject="harbour", by="aland", date="../2013-02-25")
ACCEPT = Accept(subject="halves", by="aland", date="2013-03")
DEFER = Suspend(subject="strike", by="bohus", date="2013-02-15?", until="2013-05")


@pytest.mark.parametrize(
    "moves",
    [
        (PLAN, OFFER, THREAT, LEAVE, BUILD),
        (PLAN, OFFER, THREAT, LEAVE, BUILD, ACCEPT),
        (PLAN, OFFER, THREAT, DEFER, LEAVE, BUILD),
        (PLAN, OFFER, LEAVE, evolve(THREAT, date="2013-02-22"), BUILD),
        (PLAN, OFFER, THREAT, ACCEPT),
    ],
)
def test_one_pass_finds_it_on_records_with_doubtful_dates(moves):
    check_conditions(History.of(START, moves))


def test_a_copy_goes_on_by_itself():
    history = History.of(START, (PLAN, OFFER, THREAT, LEAVE, BUILD))
    running = RunningConditions(LIKELY)
    for touched, state, when in zip(history.touched, history.states[1:], history.dates, strict=True):
        running.look_at(touched, state.subjects, when.best)
    copy = running.copy()
    copy.turn_to(date(2013, 4, 1), history.states[-1].subjects)
    assert (in_short(running.met), in_short(copy.met)) == ({}, {"strike": (TRIGGERED, 5, date(2013, 3, 31))})
    running.turn_to(date(2013, 3, 30), history.states[-1].subjects)
    assert running.met == {}
