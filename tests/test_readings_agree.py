"""Whoever reads a record by day reads the same: tables, JSON, pages, pictures, differences, expectations and figures.

It is asked for the days on which something turns though nobody moves, and for the days before and after.
"""

import json
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from sim.assess import assess
from sim.assess.tension import tension
from sim.assess.weights import Weights
from sim.history.history import History
from sim.history.triggers import DISCHARGED, DUE, TRIGGERED
from sim.model.dates import READINGS, When
from sim.model.errors import Where
from sim.moves import (
    Accept,
    AgreeToContinue,
    BreakOff,
    CarryOut,
    Commit,
    Convene,
    Impose,
    Leave,
    Oppose,
    Propose,
    Raise,
    Suspend,
    Threaten,
)
from sim.report.json.record import run_document
from sim.report.page.data import page_data
from sim.report.page.rows import SECTIONS, row_changes
from sim.report.svg.symbols import is_shown
from sim.report.table.record import SECTION_OF
from sim.report.timeline.build import timeline_of
from sim.report.timeline.picture import picture
from sim.rules.phases import EXPIRED
from sim.rules.registry import lifecycle_of
from sim.rules.subjects.measures import THREATS
from sim.scenario import Scenario
from sim.scenario.expectations import SECTIONS as EXPECTED, AssessedSnapshot, Expectation, actual_value
from sim.testing.story import START
from sim.testing.strategies import histories

FEW = 4
"""So many turning days are looked at, with the days before and after each."""


def days_of(history, reading):
    turning = sorted({day for day, _ in history.turning_days[reading] if date(2, 1, 1) < day < date(9999, 1, 1)})
    spread = turning[:: max(len(turning) // FEW, 1)]
    near = {day + timedelta(days=apart) for day in spread for apart in (-1, 0, 1)}
    return sorted(near | {when.best for when in history.dates[-1:]})


def read_by(view):
    """How every subject reads, by the one place that says so: by its id, and by whose part it is."""
    names = [name for name in view.state.ids if lifecycle_of(view.state.subjects[name]).statuses]
    return {(name, whose): status for name in names for whose, status in view.statuses(name)[1].items()}


def in_tables(view):
    cells = (
        dict(zip(section.headers, row, strict=True))
        for section in SECTION_OF.values()
        for row in section.table(view).rows
    )
    return {(next(iter(row.values())), row.get("party", "")): row["status"] for row in cells}


def in_json(view):
    document = json.loads(json.dumps(run_document("A title", (), assess(view), ())))
    found = {(name, ""): each for kind in ("proposals", "measures", "talks") for name, each in document[kind].items()}
    for name, commitment in document["commitments"].items():
        found.update({(name, whose): part for whose, part in commitment["participation"].items()})
    return {key: (each["status"], tuple(each["qualifiers"])) for key, each in found.items()}


def in_pictures(view):
    """The statuses that have a band at the moment of a view, and the points of tension then."""
    timeline = timeline_of("A title", view, Weights())
    bands = [band for lane in timeline.lanes.values() for band in lane.bands if band.counting]
    last = {(band.subject, band.party): band.counting[-1] for band in bands}
    return {key: span.status for key, span in last.items() if span.end is None}, timeline.counting[-1][1]


def as_drawn(view):
    drawn = {}
    for (name, whose), status in read_by(view).items():
        is_discharged = status.status in THREATS and DISCHARGED in status.words
        if is_shown(status.status, lifecycle_of(view.state.subjects[name])) and not is_discharged:
            level = {-1: "eased", 1: "raised"}.get(status.step, status.status)
            reads = level if status.status == "in-place" else status.status
            drawn[name, whose] = EXPIRED if EXPIRED in status.words else reads
    return drawn


def expected_of(view, name, whose, expected):
    """What an expectation finds that a subject reads so."""
    kind = type(view.state.subjects[name])
    key = next(key for key, each in EXPECTED.items() if each is kind)
    subject = f"{name}/{whose}" if whose else name
    expectation = Expectation(Where("a.yaml", 1, 1), When.of(view.read_on), view.reading, key, subject, expected)
    return actual_value(expectation, AssessedSnapshot(view, None, Weights()))


def check_day(view):
    statuses = read_by(view)
    assert in_tables(view) == {key: str(status) for key, status in statuses.items()}
    assert in_json(view) == {key: (status.status, status.words) for key, status in statuses.items()}
    assert in_pictures(view) == (as_drawn(view), tension(view).points)
    for (name, whose), status in statuses.items():
        assert expected_of(view, name, whose, status.status) == status.status
        assert expected_of(view, name, whose, "unheard-of") in (status.status, *status.words)
    threats = {threat.id for each in assess(view).threats.values() for threat in each.triggered}
    by_parties = {name for name, measure in view.state.measures.items() if measure.author in ("aland", "bohus")}
    met = {name for (name, _), status in statuses.items() if {TRIGGERED, DUE} & {*status.words}}
    assert met & by_parties <= threats


def check_days(history, reading):
    views = [history.as_of(day, reading) for day in days_of(history, reading)]
    for view in views:
        check_day(view)
    for before, after in pairwise(views):
        then, now = read_by(before), read_by(after)
        told = {(each.subject, each.whose): (each.was, each.reads) for each in before.difference(after)}
        changed = {key: (then.get(key), status) for key, status in now.items() if then.get(key) != status}
        assert {key: each for key, each in told.items() if key in now} == changed


def check_page(history):
    """After each move the page has the rows of the tables and the points of tension."""
    rows = {}
    for number, changes in enumerate(row_changes(history)):
        rows.update({change.row: (change.section, change.cells) for change in changes})
        view = history.as_of(number)
        shown = sorted((index, row) for index, section in enumerate(SECTIONS) for row in section.table(view).rows)
        assert sorted(rows.values()) == shown
    scenario = Scenario("a.yaml", "A title", None, history)
    [record] = page_data(scenario, (), [picture("A title", history.as_of(), standalone=False)])["records"]
    assert record["tension"] == [tension(history.as_of(number)).points for number in range(len(history.moves) + 1)]


@given(histories(), st.sampled_from(READINGS))
def test_all_readers_agree_on_the_days_on_which_something_turns(history, reading):
    check_days(history, reading)


@given(histories())
def test_a_page_agrees_with_the_tables_and_with_tension_after_each_move(history):
    check_page(history)


# BY HAND

HALVES = Propose(subject="halves", by="aland", date="2013-02-01", issue="quota", expires="2013-04")
STRIKE = Threaten(
    subject="strike",
    by="bohus",
    date="2013-02-02",
    issue="ports",
    action="strike",
    if_={"pact/aland": "left"},
    unless={"halves": "accepted"},
    deadline="2013-05-01",
)
RECORDS = {
    "a threat that a notice triggers": (
        HALVES,
        STRIKE,
        Leave(subject="pact", by="aland", date="2013-02-10", effective="2013-03"),
        Accept(subject="halves", by="bohus", date="2013-04-10"),
        CarryOut(subject="strike", by="bohus", date="2013-04-20", effective="2013-06-01", until="2013-07"),
    ),
    "a threat that is averted, deferred, and called due no more": (
        HALVES,
        STRIKE,
        Suspend(subject="strike", by="bohus", date="2013-02-05", until="2013-02-20"),
        Accept(subject="halves", by="bohus", date="2013-03-01/2013-03-20"),
        Leave(subject="pact", by="aland", date="2013-03-25", effective="2013-04-01"),
    ),
    "a measure announced, raised and suspended": (
        Impose(subject="levy", by="aland", date="2013-02-01", issue="ports", effective="2013-02-20", until="2013-06"),
        Raise(subject="levy", by="aland", date="2013-02-25", effective="2013-03-10", to="25 %"),
        Suspend(subject="levy", by="aland", date="2013-03-20", until="2013-04-10"),
    ),
    "a treaty that is pending, and takes the place of another": (
        HALVES,
        Oppose(subject="halves", by="bohus", date="2013-02-02"),
        Suspend(subject="pact", by="bohus", date="2013-02-03", until="2013-03-01"),
        Commit(subject="new", by="both", date="2013-02-10", replaces="pact", effective="2013-03-10", until="2013-08"),
    ),
    "talks that are overdue, and broken off until they meet": (
        AgreeToContinue(subject="ministers", by="both", date="2013-02-01", due="2013-02"),
        BreakOff(subject="experts", by="aland", date="2013-03-05"),
        Convene(subject="ministers", by="both", date="2013-04-01"),
    ),
}


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("record", RECORDS)
def test_all_readers_agree_on_records_in_which_days_turn_much(record, reading):
    history = History.of(START, RECORDS[record])
    check_days(history, reading)
    check_page(history)
