"""Tables, JSON, answers to why, pictures and differences read every subject alike, on any day, in any reading."""

import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import example, given, strategies as st

from sim.assess import assess
from sim.assess.weights import Weights
from sim.history.history import History
from sim.history.snapshot import Snapshot
from sim.history.triggers import DISCHARGED
from sim.model.dates import LIKELY, READINGS
from sim.moves import Convene, Threaten
from sim.report.json.queries import why_document
from sim.report.json.record import run_document
from sim.report.svg.symbols import EASED, RAISED, is_shown
from sim.report.table.queries import difference_table
from sim.report.table.record import SECTION_OF
from sim.report.timeline.build import timeline_of
from sim.rules.phases import EXPIRED
from sim.rules.registry import lifecycle_of
from sim.rules.subjects.measures import IN_PLACE
from sim.testing.story import START
from sim.testing.strategies import histories

Statuses = dict[tuple[str, str], Any]
"""By the id of a subject, and by whose part in it: how it reads."""


def views_of(history: History, reading: str) -> Iterator[Snapshot]:
    """The record on some of its days, and on one long after its last."""
    days = sorted({when.best for when in history.dates})
    for day in (*days[:: max(len(days) // 3, 1)], *[day + timedelta(days=60) for day in days[-1:]]):
        yield history.as_of(day, reading)


def read(view: Snapshot) -> Statuses:
    """How every subject reads, by the one place that says so."""
    subjects = (
        view.state.subjects[name] for name in view.state.ids if lifecycle_of(view.state.subjects[name]).statuses
    )
    return {(subject.id, whose): status for subject in subjects for whose, status in view.statuses_of(subject).items()}


def in_json(view: Snapshot) -> Statuses:
    document = json.loads(json.dumps(run_document("T", (), assess(view), ())))
    found = {(name, ""): each for kind in ("proposals", "measures", "talks") for name, each in document[kind].items()}
    for name, commitment in document["commitments"].items():
        found.update({(name, whose): part for whose, part in commitment["participation"].items()})
    return {key: (each["status"], tuple(each["qualifiers"])) for key, each in found.items()}


def in_tables(view: Snapshot) -> Statuses:
    found = {}
    for kind, section in SECTION_OF.items():
        for row in section.table(view).rows:
            cells = dict(zip(section.headers, row, strict=True))
            whose = cells.get("party", "")
            found[row[0], whose] = cells["status"]
            assert isinstance(view.state.subjects[row[0]], kind)
    return found


def in_answers(view: Snapshot) -> Statuses:
    found = {}
    for name in {name for name, _ in read(view)}:
        status = why_document("T", (), view.why(name), view)["status"]
        found.update(
            {(name, whose): each for whose, each in (status if isinstance(status, dict) else {"": status}).items()}
        )
    return found


def in_picture(view: Snapshot) -> Statuses:
    """The status of each band at the moment of the view."""
    lanes = timeline_of("T", view, Weights()).lanes.values()
    last = {(band.subject, band.party): band.counting[-1] for lane in lanes for band in lane.bands if band.counting}
    return {key: span.status for key, span in last.items() if span.end is None}


def as_drawn(view: Snapshot) -> Statuses:
    """The statuses that have a band, as a picture has them; a threat that is discharged has none."""
    drawn = {}
    for (name, whose), status in read(view).items():
        is_discharged = DISCHARGED in status.words
        if is_shown(status.status, lifecycle_of(view.state.subjects[name])) and not is_discharged:
            drawn[name, whose] = EXPIRED if EXPIRED in status.words else status.status
    return drawn


DISCHARGING = History.of(
    START,
    [
        Threaten(
            subject="a", by="aland", date="2013-01-01", issue="quota", action="harm", unless={"ministers": "in-session"}
        ),
        Convene(subject="ministers", by="both", date="2013-01-01"),
    ],
)


@given(histories(), st.sampled_from(READINGS))
@example(DISCHARGING, LIKELY)
def test_every_report_reads_a_subject_as_the_snapshot_does(history, reading):
    for view in views_of(history, reading):
        statuses = read(view)
        assert in_json(view) == {key: (status.status, status.words) for key, status in statuses.items()}
        assert in_tables(view) == {key: str(status) for key, status in statuses.items()}
        assert in_answers(view) == {key: status.status for key, status in statuses.items()}
        levelled = {key: IN_PLACE if status in (EASED, RAISED) else status for key, status in in_picture(view).items()}
        assert levelled == as_drawn(view)


@given(histories())
def test_a_difference_tells_what_the_two_moments_read(history):
    views = list(views_of(history, LIKELY))
    for before, after in pairwise(views):
        then, now = read(before), read(after)
        rows = difference_table(before.difference(after), after, "").rows
        told = {(row[0], "" if row[2] == "–" else row[2]): row[3:5] for row in rows if row[1] != "statement"}
        changed = {
            key: (str(then.get(key, "–")), str(status)) for key, status in now.items() if status != then.get(key)
        }
        assert told == changed
