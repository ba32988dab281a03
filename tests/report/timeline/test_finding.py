"""The title of a timeline is a finding, no more exact than the record."""

import pytest
from attrs import evolve

from sim import History
from sim.assess.weights import Weights
from sim.moves import Accept, Act, Commit, Impose, Lift, Oppose, Propose, Resume, Suspend
from sim.report.timeline.build import timeline_of
from sim.report.timeline.finding import finding
from sim.report.timeline.picture import picture
from sim.rules.state import Negotiation
from sim.rules.subjects.measures import DeclaredMeasure, Measure
from sim.testing.story import START

OFFER = Propose(subject="halves", by="aland", date="2013-02-01", issue="quota", terms="half and half")
NO = Oppose(subject="halves", by="bohus", date="2013-02-09")
YES = Accept(subject="halves", by="bohus", date="2013-03-01")
LEVY = Negotiation.begin(
    START.setting, [Measure.declared(DeclaredMeasure(subject="levy", by="bohus", title="A levy", issue="quota"))]
)


def found(*moves, start=START, as_of=None):
    return finding(timeline_of("T", History.of(start, moves).as_of(as_of), Weights()))


def test_a_record_without_tension_has_no_finding():
    assert found(OFFER) == found() == ""


def test_the_finding_stands_over_the_title_of_the_record():
    texts = [label.text for label in picture("Herring", History.of(START, (OFFER, NO, YES)).as_of()).canvas.labels]
    assert texts[:2] == [
        "Tension rose to 1 point on 9 February 2013 and fell back to 0",
        "Herring: 3 moves from 1 February 2013 to 1 March 2013",
    ]


def test_without_a_finding_the_title_of_the_record_stands_alone():
    texts = [label.text for label in picture("Herring", History.of(START, (OFFER,)).as_of()).canvas.labels]
    assert texts[:2] == ["Herring", "1 move"]


def test_tension_that_is_highest_at_the_end_has_not_fallen():
    assert found(OFFER, NO) == "Tension is at its highest at the end: 1 point, first reached on 9 February 2013"


def test_tension_that_stays_as_it_was_declared_has_no_date():
    assert found(Act(subject="x", by="aland", date="2013-02-01", tone="neutral"), start=LEVY) == (
        "Tension is at its highest at the end: 4 points"
    )


def test_tension_that_was_highest_before_the_record_began_so():
    lifted = Lift(subject="levy", by="bohus", date="2013-02-01")
    assert found(lifted, start=LEVY) == "Tension began at its highest, 4 points, and has fallen to 0 since"


def test_tension_that_stays_above_its_beginning_has_not_fallen_back():
    tariff = Impose(subject="tariff", by="aland", date="2013-02-10", issue="quota")
    assert found(OFFER, NO, tariff, YES) == "Tension rose to 5 points on 10 February 2013 and has fallen to 4 since"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2013-02", "in February 2013"),
        ("../2013-02-09", "on or before 9 February 2013"),
        ("2013-02-09?", "about 9 February 2013"),
    ],
)
def test_a_day_that_is_not_known_is_told_as_it_is_written(written, told):
    assert found(OFFER, evolve(NO, date=written), YES) == f"Tension rose to 1 point {told} and fell back to 0"


def test_a_height_that_is_reached_often_is_counted():
    moves = [Impose(subject="tariff", by="aland", date="2013-01-01", issue="quota")]
    for day in (10, 12, 14):
        moves.append(Suspend(subject="tariff", by="aland", date=f"2013-01-{day}"))
        moves.append(Resume(subject="tariff", by="aland", date=f"2013-01-{day + 1}"))
    said = found(*moves, Lift(subject="tariff", by="aland", date="2013-02-01"))
    assert said == "Tension reached its highest, 4 points, 4 times, last on 15 January 2013; it is 0 at the end"


def test_a_day_that_changes_tension_alone_is_told():
    truce = Commit(subject="truce", by="both", date="2013-02-01", issue="quota")
    tariff = Impose(subject="tariff", by="aland", date="2013-02-01", issue="quota", effective="2013-03-01")
    lifted = Lift(subject="tariff", by="aland", date="2013-04-01")
    assert found(truce, tariff, lifted) == "Tension rose to 4 points on 1 March 2013 and fell back to 0"


def test_the_finding_is_that_of_the_moves_that_count():
    assert found(OFFER, NO, YES, as_of="2013-02-20").startswith("Tension is at its highest at the end: 1 point")
