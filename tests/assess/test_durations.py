from datetime import date, timedelta

import pytest
from hypothesis import given
from standoff import COUNCIL, did, recorded

from sim.assess.durations import durations
from sim.assess.tension import tension
from sim.moves import (
    Accept,
    BreakOff,
    CarryOut,
    Convene,
    Ease,
    Extend,
    Impose,
    Lift,
    Propose,
    Raise,
    Resume,
    Suspend,
    Threaten,
)
from sim.rules.subjects.measures import DeclaredMeasure, Measure
from sim.testing.strategies import histories

THREAT = did(Threaten, "strike", on="2023-04-10", issue="ports", action="strike")
STRIKE = did(CarryOut, "strike", on="2023-05-02")
LIFTED = did(Lift, "strike", on="2023-09-27")
LEVY = Measure.declared(DeclaredMeasure(subject="levy", by="bohus", issue="ports", since="2023-04-01"))
DUTY = Measure.declared(DeclaredMeasure(subject="duty", by="bohus", issue="ports"))


def days(history, as_of=None, reading="likely"):
    """The days that have lasted, by duration and subject."""
    found = durations(history.as_of(as_of, reading))
    return {
        (name, subject): each.days for name, lasted in found.items() for subject, each in lasted.items() if each.days
    }


def test_a_measure_is_in_place_from_the_day_on_which_it_begins_to_the_day_before_it_ends():
    assert days(recorded(THREAT, STRIKE, LIFTED)) == {
        ("days in place", "strike"): 148,
        ("days threatened", "strike"): 22,
    }


def test_what_still_lasts_counts_the_day_that_is_asked_about():
    assert days(recorded(THREAT, STRIKE), "2023-05-02")["days in place", "strike"] == 1
    assert days(recorded(THREAT, STRIKE), "2023-05-11")["days in place", "strike"] == 10


def test_the_moves_are_those_by_which_it_began_and_ended():
    pause = did(Suspend, "strike", on="2023-06-01"), did(Resume, "strike", on="2023-07-01")
    eased = did(Ease, "strike", on="2023-05-10"), did(Raise, "strike", on="2023-05-20")
    found = durations(recorded(THREAT, STRIKE, *eased, *pause, LIFTED).as_of())["days in place"]["strike"]
    assert (found.days, found.moves) == (148 - 30, (2, 5, 6, 7))


def test_days_alone_begin_and_end_it():
    levy = did(Impose, "levy", on="2023-05-01", issue="ports", effective="2023-05-11", until="2023-05-20")
    history = recorded(THREAT, levy)
    found = days(history, "2023-06-01")
    assert (found["days threatened", "levy"], found["days in place", "levy"]) == (10, 10)
    assert durations(history.as_of("2023-06-01"))["days in place"]["levy"].moves == (2,)


def test_a_declared_measure_counts_from_its_first_day_or_from_that_of_the_record():
    lifted = did(Lift, "levy", "bohus", "2023-04-11"), did(Lift, "duty", "bohus", "2023-04-21")
    found = days(recorded(THREAT, *lifted, declared=(LEVY, DUTY)))
    assert (found["days in place", "levy"], found["days in place", "duty"]) == (10, 11)


def test_a_declared_measure_that_has_ended_keeps_its_days():
    levy = Measure.declared(
        DeclaredMeasure(subject="levy", by="bohus", issue="ports", since="2023-03-01", until="2023-04-10")
    )
    history = recorded(THREAT, did(Extend, "levy", "bohus", "2023-04-15", until="2023-04-20"), declared=(levy,))
    assert days(history, "2023-04-12")["days in place", "levy"] == 41
    assert days(history, "2023-05-12")["days in place", "levy"] == 41 + 6


def test_a_measure_that_is_declared_from_a_later_day_on_has_not_lasted():
    levy = Measure.declared(DeclaredMeasure(subject="levy", by="bohus", issue="ports", since="2023-05-01"))
    lifted = did(Lift, "levy", "bohus", "2023-04-20")
    assert days(recorded(THREAT, declared=(levy,))) == days(recorded(THREAT), "2023-04-10")
    assert ("days in place", "levy") not in days(recorded(THREAT, lifted, declared=(levy,)))


def test_what_has_not_lasted_has_lasted_for_no_days():
    lifted = did(Lift, "levy", "bohus", "2023-04-01")
    levy = did(Impose, "levy", "bohus", "2023-04-01", issue="ports")
    found = durations(recorded(levy, lifted).as_of())
    assert found["days in place"]["levy"].days == found["days broken off"]["ministers"].days == 0


def test_a_threat_that_is_discharged_and_carried_out_all_the_same_is_announced():
    offer = did(Propose, "package", on="2023-04-05", issue="ports", kind="offer")
    threat = did(Threaten, "strike", on="2023-04-10", issue="ports", unless={"package": "accepted"})
    met = did(Accept, "package", "bohus", "2023-04-15")
    done = did(CarryOut, "strike", on="2023-04-20", effective="2023-05-01")
    history = recorded(offer, threat, met, done)
    assert days(history, "2023-05-10") == {("days threatened", "strike"): 5 + 11, ("days in place", "strike"): 10}
    view = history.as_of("2023-04-25")
    assert [each.kind for each in tension(view).contributions] == ["measure threatened"]
    assert view.statuses("strike")[1][""].words == ("declared",)


def test_a_threat_that_is_discharged_stands_no_longer():
    offer = did(Propose, "package", on="2023-04-05", issue="ports", kind="offer")
    threat = did(Threaten, "strike", on="2023-04-10", issue="ports", unless={"package": "accepted"})
    met = did(Accept, "package", "bohus", "2023-04-20")
    assert days(recorded(offer, threat, met), "2023-05-20") == {("days threatened", "strike"): 10}


def test_talks_are_broken_off_until_they_go_on():
    moves = (
        did(Convene, "council", "both", "2023-04-11"),
        did(BreakOff, "council", on="2023-05-01"),
        did(Convene, "council", "both", "2023-05-31"),
    )
    assert days(recorded(THREAT, *moves, declared=(COUNCIL,)))["days broken off", "council"] == 1 + 30


def test_before_the_first_move_nothing_has_lasted():
    assert days(recorded(THREAT), 0) == {}


@pytest.mark.parametrize("reading", ["certain", "likely", "possible"])
def test_an_end_that_is_put_off_counts(reading):
    levy = did(Impose, "levy", on="2023-05-01", issue="ports", until="2023-05-20")
    later = did(Extend, "levy", on="2023-05-10", until="2023-05-31")
    assert days(recorded(levy, later), "2023-07-01", reading) == {("days in place", "levy"): 31}


@given(histories(max_moves=15))
def test_the_days_are_those_at_whose_end_the_subject_reads_so(history):
    last = history.last_day
    if last is None:
        return
    counted: dict[tuple[str, str], int] = {}
    first = history.first_day
    for day in (first + timedelta(number) for number in range((last - first).days + 1)):
        view = history.as_of(date.isoformat(day))
        for name in view.state.measures:
            status = view.statuses(name)[1][""]
            if status.status == "in-place":
                counted["days in place", name] = counted.get(("days in place", name), 0) + 1
            elif status.status in ("threatened", "deferred") and "discharged" not in status.words:
                counted["days threatened", name] = counted.get(("days threatened", name), 0) + 1
    declared = history.start.measures
    found = {key: value for key, value in days(history).items() if key[0] != "days broken off"}
    assert {key: value for key, value in found.items() if key[1] not in declared} == {
        key: value for key, value in counted.items() if key[1] not in declared
    }
