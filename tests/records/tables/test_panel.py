"""The panel: states at the end of each period, counts within it."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from sim.assess import assess
from sim.history.triggers import stands
from sim.records.tables.periods import DAY, MONTH, PERIODS, QUARTER, WEEK, period_of, periods
from sim.records.tables.table import table
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import IN_PLACE, Measure
from sim.scenario import Scenario, loads
from sim.testing.files import starts, weights
from sim.testing.strategies import histories


def recorded():
    """Histories of any setting as scenarios, with any weights of tension."""
    return st.builds(
        Scenario,
        st.just("x.yaml"),
        st.just("X"),
        st.none(),
        histories(starts(), max_moves=10),
        weights=weights(),
    )


STATES = ("tension", "threats", "measures", "suspended")
COUNTS = ("hostile", "conciliatory", "concessions")

STORY = """\
scenario: Tolls
parties: {north: North, south: South}
third-parties: {bank: {title: Bank, with: north}, court: Court}
issues: {tolls: T}
commitments: {pact: {title: Pact}, truce: {title: Truce}}
moves:
  - {threaten: levy, by: north, date: 2012-11-30, issue: tolls, action: levy tolls, deadline: 2013-01-10}
  - {threaten: strike, by: south, date: 2012-12-01, issue: tolls, action: strike, unless: {levy: withdrawn}}
  - {impose: fee, by: bank, date: 2013-01-02, issue: tolls, until: 2013-02-15}
  - {suspend: [pact, truce], by: south, date: 2013-01-03, until: 2013-02-20}
  - {impose: ban, by: court, date: 2013-01-04, issue: tolls}
  - {withdraw: levy, by: north, date: 2013-03-05}
  - {accept: offer, by: south, date: 2013-03-07}
"""
OFFER = "  - {propose: offer, by: north, date: 2013-03-06, issue: tolls}\n  - {accept"
TOLLS = loads(STORY.replace("  - {accept", OFFER), "tolls.yaml")


def panel(scenario, by):
    return table(scenario, "panel", by).to_dicts()


def standing_then(scenario, side, day):
    """The states of a side at the end of a day, as one snapshot has them."""
    view = scenario.history.as_of(day)
    setting, counts = view.state.setting, Counter()
    for subject in view.state.subjects.values():
        statuses = view.statuses_of(subject)
        if isinstance(subject, Measure) and side in setting.sides_of(subject.author):
            is_threat = stands(subject, day, "likely")
            counts["threats"] += is_threat and subject.id not in view.triggers.discharged
            counts["measures"] += statuses[""].status == IN_PLACE
        if isinstance(subject, Commitment):
            suspended = [who for who, status in statuses.items() if status.status == "suspended"]
            counts["suspended"] += any(side in setting.sides_of(who) for who in suspended)
    return (assess(view, weights=scenario.weights).tension.points, *(counts[name] for name in STATES[1:]))


@given(recorded(), st.sampled_from(PERIODS))
@settings(max_examples=settings.default.max_examples // 2)
def test_states_are_those_at_the_end_of_a_period_and_counts_add_up_to_those_of_the_record(scenario, by):
    rows, history = panel(scenario, by), scenario.history
    spans = list(periods(history.first_day, history.last_day, by)) if history.moves else []
    sides = history.start.setting.party_ids
    assert [(row["start"], row["end"], row["side"]) for row in rows] == [
        (span.start, span.end, side) for span in spans for side in sides
    ]
    for row in (*rows[:4], *rows[-4:]):
        assert tuple(row[name] for name in STATES) == standing_then(scenario, row["side"], row["end"])
    for side, conduct in assess(history.as_of()).conduct.items():
        whole = (conduct.hostile, conduct.conciliatory, conduct.concessions)
        of_side = [row for row in rows if row["side"] == side]
        assert [sum(row[name] for row in of_side) for name in COUNTS] == [len(steps) for steps in whole]


def test_a_story_by_month():
    names = ("side", "period", *STATES, *COUNTS)
    assert [tuple(row[name] for name in names) for row in panel(TOLLS, MONTH)] == [
        ("north", "2012-11", 2, 1, 0, 0, 1, 0, 0),
        ("south", "2012-11", 2, 0, 0, 0, 0, 0, 0),
        ("north", "2012-12", 4, 1, 0, 0, 0, 0, 0),
        ("south", "2012-12", 4, 1, 0, 0, 1, 0, 0),
        ("north", "2013-01", 14, 1, 1, 0, 1, 0, 0),
        ("south", "2013-01", 14, 1, 0, 2, 1, 0, 0),
        ("north", "2013-02", 4, 1, 0, 0, 0, 0, 0),
        ("south", "2013-02", 4, 1, 0, 0, 0, 0, 0),
        ("north", "2013-03", 0, 0, 0, 0, 0, 1, 0),
        ("south", "2013-03", 0, 0, 0, 0, 0, 1, 1),
    ]


@pytest.mark.parametrize(
    ("by", "day", "name", "start", "end"),
    [
        (DAY, "2007-10-12", "2007-10-12", "2007-10-12", "2007-10-12"),
        (WEEK, "2007-10-12", "2007-W41", "2007-10-08", "2007-10-14"),
        (WEEK, "2008-12-31", "2009-W01", "2008-12-29", "2009-01-04"),
        (WEEK, "9999-12-31", "9999-W52", "9999-12-27", "9999-12-31"),
        (WEEK, "0001-01-01", "0001-W01", "0001-01-01", "0001-01-07"),
        (MONTH, "2008-02-29", "2008-02", "2008-02-01", "2008-02-29"),
        (MONTH, "0987-12-01", "0987-12", "0987-12-01", "0987-12-31"),
        (QUARTER, "2007-10-12", "2007-Q4", "2007-10-01", "2007-12-31"),
        (QUARTER, "2007-06-30", "2007-Q2", "2007-04-01", "2007-06-30"),
    ],
)
def test_a_day_lies_in_a_period(by, day, name, start, end):
    period = period_of(date.fromisoformat(day), by)
    assert (period.name, str(period.start), str(period.end)) == (name, start, end)


@given(st.dates(), st.integers(0, 400), st.sampled_from(PERIODS))
def test_periods_follow_one_another_without_a_gap(first, days, by):
    last = date.fromordinal(min(first.toordinal() + days, date.max.toordinal()))
    spans = list(periods(first, last, by))
    assert spans[0].start <= first
    assert spans[-1].start <= last <= spans[-1].end
    assert all((after.start - before.end).days == 1 for before, after in pairwise(spans))
