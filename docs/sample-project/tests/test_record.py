"""The record that the project keeps: what is to be done in the course of it, and the laws that it is held to."""

from pathlib import Path

import pytest
from sim import When, load
from sim.testing import laws

from agenda.tasks import ANSWER, COMPLY, DECIDE, RATIFY, tasks

HISTORY = load(Path(__file__).parent.parent / "scenarios" / "strait.yaml").history

AGENDA = {
    "2013-02-05": ["bohus: answer equal-shares"],
    "2013-02-09": ["parliament: ratify equal-shares"],
    "2013-03-20": ["parliament: ratify equal-shares", "bohus: comply close-ports"],
    "2013-04-16": ["aland: decide close-ports"],
    "2013-05-02": [],
}


@pytest.mark.parametrize("day", AGENDA)
def test_the_agenda_of_a_day_is_what_the_record_makes_it(day):
    view = HISTORY.as_of(day)
    assert [f"{task.whose}: {task.what} {task.subject}" for task in tasks(view.state, When.of(day).best)] == AGENDA[day]


@pytest.mark.parametrize("law", laws.LAWS)
def test_the_record_keeps_the_law(law):
    law(HISTORY)


def test_the_record_needs_every_kind_of_task():
    days = [day.best for day in HISTORY.dates]
    found = {task.what for day in days for task in tasks(HISTORY.as_of(day).state, day)}
    assert found == {ANSWER, RATIFY, COMPLY, DECIDE}
