"""The calendar beside negsim: after the same reports, both say the same of the talks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sim.moves import Talks
from sim.testing.generator import MoveGenerator
from sim.testing.machine import NegotiationMachine
from sim.testing.story import START
from sim.testing.strategies import histories, illegal_moves

from agenda.calendar import CALLED_OFF, HALTED, NEVER, OVER, SET, SITTING, Calendar, Clash
from agenda.tasks import days_left

STATUSES = {
    NEVER: "idle",
    SET: "scheduled",
    SITTING: "in-session",
    OVER: "adjourned",
    HALTED: "suspended",
    CALLED_OFF: "broken-off",
}
ENTRIES = {status: entry for entry, status in STATUSES.items()}
FAULTS = ("wrong party", "unknown id", "wrong status", "wrong list")
"""What the calendar looks at: it knows nothing of issues, sources and days that are past."""


def calendar():
    """A calendar that says what negsim's example begins with."""
    talks = START.talks.values()
    entries = {each.id: ENTRIES[each.status] for each in talks}
    return Calendar(START.setting, entries, {each.id: each.due for each in talks if each.next_round})


def after(history):
    """The calendar into which a history was entered."""
    kept = calendar()
    for move in history.moves:
        kept.enter(move)
    return kept


class Adapter:
    """The calendar in negsim's words."""

    def __init__(self):
        self.calendar = calendar()

    def apply(self, move):
        self.calendar.enter(move)

    def state(self):
        return {name: STATUSES[entry] for name, entry in self.calendar.entries.items()}


class CalendarMachine(NegotiationMachine):
    adapter_factory = Adapter
    generator = MoveGenerator(START, kinds=(Talks,))
    refusal = Clash
    faults = FAULTS


TestCalendar = CalendarMachine.TestCase


@given(histories(subjects=[Talks], min_moves=1))
def test_the_calendar_counts_the_days_to_the_next_meeting(history):
    kept, day = after(history), history.last_day
    for talks in history.states[-1].talks.values():
        assert kept.days_to(talks.id, day) == (None if talks.due is None else days_left(talks.due, day))


@given(histories(subjects=[Talks]), st.data())
def test_a_report_that_cannot_be_true_is_refused_and_leaves_the_calendar_as_it_was(history, data):
    kept = after(history)
    entries, meetings = dict(kept.entries), dict(kept.meetings)
    with pytest.raises(Clash):
        kept.enter(data.draw(illegal_moves(history.states[-1], faults=FAULTS)))
    assert (kept.entries, kept.meetings) == (entries, meetings)
