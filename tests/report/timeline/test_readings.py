"""Each reading draws its own ends in what counts; the whole record is drawn as it is likely."""

import pytest

from sim import History
from sim.assess.tension import tension
from sim.assess.weights import Weights
from sim.model.dates import CERTAIN, LIKELY, POSSIBLE
from sim.moves import AgreeToContinue, Commit, Leave, Oppose, Propose, Resume, Suspend, Threaten
from sim.report.timeline.build import timeline_of
from sim.testing.story import START

HISTORY = History.of(
    START,
    (
        Propose(subject="offer", by="aland", date="2013-03-01", issue="quota", expires="2013-04-10/2013-04-20"),
        Oppose(subject="offer", by="bohus", date="2013-03-02"),
        Commit(subject="truce", by="both", date="2013-03-03", issue="quota", until="2013-05-01?"),
        AgreeToContinue(subject="ministers", by="both", date="2013-03-04", due="2013-04-05/.."),
        Leave(subject="pact", by="bohus", date="2013-03-05", effective="2013-05/2013-07"),
    ),
)


def drawn(reading):
    return timeline_of("T", HISTORY.as_of("2013-06-01", reading), Weights())


def titles(spans):
    return [span.tooltip.partition(" from ")[0].partition(": ")[2] for span in spans]


@pytest.mark.parametrize(
    ("reading", "day", "truce", "points"),
    [
        (CERTAIN, "2013-04-21", ["in force"], [0, 1, 5, 6, 5]),
        (LIKELY, "2013-04-21", ["in force", "expired"], [0, 1, 5, 6, 5]),
        (POSSIBLE, "2013-04-11", ["in force", "expired"], [0, 1, 5, 6, 7, 6, 8]),
    ],
)
def test_a_picture_shows_ends_as_they_are_past_under_its_reading(reading, day, truce, points):
    timeline = drawn(reading)
    bands = {band.subject: band for lane in timeline.lanes.values() for band in lane.bands}
    assert str(bands["offer"].counting[-1].begin.day) == day
    assert str(bands["offer"].spans[-1].begin.day) == "2013-04-21", "whatever the reading"
    assert (titles(bands["truce"].counting), titles(bands["truce"].spans)) == (truce, ["in force", "expired"])
    assert [tension_points for _, tension_points in timeline.counting] == points
    assert tension(timeline.view).points == points[-1]


def test_the_bar_of_a_threat_ends_where_the_threat_is_discharged():
    history = History.of(
        START,
        (
            Suspend(subject="pact", by="bohus", date="2013-03-01"),
            Threaten(subject="raid", by="aland", date="2013-03-02", issue="ports", unless={"pact/bohus": "in-force"}),
            Resume(subject="pact", by="bohus", date="2013-03-10"),
        ),
    )
    lanes = timeline_of("T", history.as_of("2013-06-01"), Weights()).lanes
    (raid,) = [band for lane in lanes.values() for band in lane.bands if band.subject == "raid"]
    (bar,) = raid.spans
    assert (str(bar.begin.day), str(bar.end.day), bar.tooltip) == (
        "2013-03-02",
        "2013-03-10",
        "raid: threatened from 2013-03-02 to 2013-03-10, then discharged",
    )
