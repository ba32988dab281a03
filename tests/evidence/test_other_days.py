from attrs import evolve
from evidence_by_hand import asked
from hypothesis import given, strategies as st
from standoff import did, recorded

from sim import replay
from sim.assess.weights import Weights
from sim.evidence.divided_record import Conclusion, DividedRecord
from sim.evidence.other_days import OtherDays
from sim.history.readings import earliest, latest
from sim.model.dates import When
from sim.moves import Accept, Ease, Impose, Propose, Suspend
from sim.testing.strategies import histories


def overturning(history, key, subject, expected, as_of=None):
    record = DividedRecord(history, Weights())
    conclusion = Conclusion(record, asked(key, subject, None if as_of is None else When.of(as_of), expected=expected))
    assert conclusion.holds
    days = OtherDays(record, [conclusion.scope])
    return [(each.number, str(each.day), each.found) for each in days.overturning(conclusion)]


def test_a_move_that_may_have_come_after_the_day_asked_about_overturns_what_it_made():
    history = recorded(did(Suspend, "pact", "bohus", on="2013-03-01/2013-06-01"), did(Suspend, "pact", on="2013-08-01"))
    assert overturning(history, "commitments", "pact/bohus", "in-force", "2013-05-01") == [
        (1, "2013-05-01", "suspended")
    ]
    assert overturning(history, "commitments", "pact/bohus", "suspended", "2013-07-01") == []


def test_the_day_that_is_named_is_the_nearest_to_the_best_one():
    history = recorded(did(Suspend, "pact", "bohus", on="2013"), did(Suspend, "pact", on="2014-01-01"))
    assert overturning(history, "commitments", "pact/bohus", "in-force", "2013-05-01") == [
        (1, "2013-05-01", "suspended")
    ]


def test_what_is_asked_as_of_the_end_is_asked_after_all_moves():
    history = recorded(did(Suspend, "pact", "bohus", on="2013-03-01?"))
    assert overturning(history, "commitments", "pact/bohus", "suspended") == []
    assert overturning(history, "commitments", "pact/bohus", "suspended", "2013-03-01") == [
        (1, "2013-03-02", "in-force")
    ]


def test_a_move_whose_day_is_known_stands_on_it():
    history = recorded(did(Suspend, "pact", "bohus"))
    assert overturning(history, "commitments", "pact/bohus", "in-force", "2013-02-01") == []


def test_the_day_of_a_move_that_a_conclusion_does_not_depend_on_is_not_tried():
    history = recorded(did(Propose, "halves", on="2013", issue="quota"), did(Suspend, "pact", "bohus", on="2014"))
    assert overturning(history, "proposals", "halves", "tabled", "2014-02-01") == []


def test_an_answer_is_no_later_than_the_end_that_it_had_to_meet():
    history = recorded(
        did(Propose, "halves", on="2013-03-01", issue="quota", expires="2013-03-31"),
        did(Accept, "halves", "bohus", on="2013-03-15/2013-05-01"),
    )
    assert history.dates[1].latest.isoformat() == "2013-03-31"
    assert overturning(history, "proposals", "halves", "accepted", "2013-05-01") == []
    assert overturning(history, "proposals", "halves", "tabled", "2013-03-20") == [(2, "2013-03-20", "accepted")]


def test_a_day_that_the_law_refuses_is_not_tried():
    history = recorded(
        did(Impose, "levy", issue="quota", effective="2013-06-01"), did(Ease, "levy", on="2013-03-01/2013-12-31")
    )
    assert overturning(history, "tension", "tension", "2", "2013-05-01") == []
    assert overturning(history, "tension", "tension", "4", "2013-07-01") == [(2, "2013-07-01", "3")]


@given(data=st.data(), history=histories(min_moves=1, max_moves=10))
def test_every_day_that_is_named_is_within_bounds_and_overturns(data, history):
    record = DividedRecord(history, Weights())
    as_of = When.of(data.draw(st.sampled_from([when.best for when in history.dates])))
    conclusion = Conclusion(record, asked("tension", "tension", as_of))
    conclusion = Conclusion(record, asked("tension", "tension", as_of, expected=conclusion.found))
    for other in OtherDays(record, [conclusion.scope]).overturning(conclusion):
        when, moves = history.dates[other.number - 1], [*history.moves]
        assert earliest(when) <= other.day <= latest(when)
        assert other.found != conclusion.found
        moves[other.number - 1] = evolve(moves[other.number - 1], date=When.of(other.day))
        assert replay(history.start, moves).version == len(moves)
