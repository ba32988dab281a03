from evidence_by_hand import asked, concluded, found_in
from hypothesis import given, strategies as st
from standoff import did, recorded

from sim.assess.weights import Weights
from sim.evidence.additions import Additions
from sim.evidence.divided_record import Conclusion, DividedRecord
from sim.history.branching import branch_result
from sim.model.dates import READINGS, When
from sim.moves import Impose, Propose, Remark, Threaten
from sim.rules.subjects.measures import DeclaredMeasure, Measure
from sim.testing.strategies import histories

OFFER = did(Propose, "halves", issue="quota")


def additions(history, key, subject, expected, since=None, as_of=None):
    record = DividedRecord(history, Weights())
    conclusion = Conclusion(record, asked(key, subject, as_of, since=since, expected=expected))
    assert conclusion.holds
    return [*Additions(record, [conclusion.scope]).overturning(conclusion)]


def kinds(found):
    return {(each.move.verb, each.move.subject, each.move.by) for each in found}


def test_one_more_answer_overturns_that_nothing_is_agreed():
    (addition,) = additions(recorded(OFFER), "agreed", "agreed", "0")
    assert (addition.after, addition.found) == (1, "1")
    assert kinds([addition]) == {("accept", "halves", "bohus")}


def test_the_first_place_is_named_where_a_move_may_be_made():
    history = recorded(did(Remark, "quota", kind="hope"), OFFER, did(Remark, "quota", kind="hope", on="2013-06-01"))
    (addition,) = additions(history, "agreed", "agreed", "0")
    assert addition.after == 2


def test_what_makes_a_new_subject_is_tried_about_each_issue():
    found = additions(recorded(did(Threaten, "close", issue="ports", action="x")), "centre", "centre", "ports")
    imposed = [each for each in found if each.move.verb == "impose" and each.move.by == "aland"]
    assert [(each.after, each.move.issue, each.found) for each in imposed] == [(0, ("quota",), "quota")]


def test_both_act_together_once():
    history = recorded(did(Propose, "treaty", "court", issue="quota"))
    joint = [each for each in additions(history, "agreed", "agreed", "0") if each.move.by == "both"]
    assert [each.move.verb for each in joint] == ["accept"]


def test_what_is_counted_from_a_day_is_tried_after_that_day():
    history = recorded(OFFER, did(Remark, "quota", "bohus", kind="hope", on="2013-06-01"))
    since = When.of("2013-04-01")
    found = additions(history, "hostile moves", "bohus", "0", since=since)
    assert ("oppose", "halves", "bohus") in kinds(found)
    assert {each.after for each in found} == {2}
    assert additions(history, "hostile moves", "bohus", "0", since=When.of("2013-06-01")) == []


def test_a_move_is_tried_when_a_day_has_made_it_legal():
    history = recorded(
        did(Propose, "halves", issue="quota", expires="2013-04-01"), did(Remark, "quota", kind="hope", on="2013-06-01")
    )
    found = additions(history, "proposals", "halves", "expired")
    assert ("lapse", "halves", None) in kinds(found)


def test_an_end_is_put_off_beyond_the_day_that_is_asked_about():
    offer = did(Propose, "halves", issue="quota", expires="2013-04-01")
    history = recorded(offer, did(Remark, "quota", kind="hope", on="2013-12-01"))
    found = additions(history, "proposals", "halves", "expired")
    assert ("extend", "halves", "aland") in kinds(found)


def test_a_yes_is_tried_once_more_when_it_has_come_to_settle_something_else():
    counter = did(Propose, "thirds", "bohus", issue="quota", counters="halves", on="2013-04-01")
    found = additions(recorded(OFFER, counter), "proposals", "thirds", "tabled")
    assert [each.found for each in found if each.move.subject == "halves" and each.move.verb == "accept"] == ["settled"]


def test_no_move_is_made_after_the_day_that_is_asked_about():
    history = recorded(OFFER)
    assert additions(history, "agreed", "agreed", "0", as_of=When.of("2013-02-01")) == []


def test_in_a_record_without_moves_they_are_made_on_the_day_that_is_asked_about():
    found = additions(recorded(), "commitments", "pact/bohus", "in-force", as_of=When.of("2013-02-01"))
    assert ("suspend", "pact", "bohus") in kinds(found)
    assert {str(each.move.date) for each in found} == {"2013-02-01"}
    assert additions(recorded(), "commitments", "pact/bohus", "in-force") == []


def test_an_id_that_a_later_move_takes_is_not_used():
    history = recorded(did(Impose, "measure-1", issue="quota"))
    found = additions(history, "tension", "tension", "4")
    assert all(each.move.subject != "measure-1" for each in found if each.after == 0)
    assert any(each.move.verb == "raise" for each in found)


def test_how_long_a_declared_measure_was_in_place_depends_on_the_whole_record():
    levy = Measure.declared(DeclaredMeasure(subject="levy", by="aland", issue="quota"))
    history = recorded(OFFER, did(Remark, "quota", kind="hope", on="2013-03-11"), declared=(levy,))
    found = additions(history, "days in place", "levy", "11")
    assert ("lift", "levy", "aland") in kinds(found)
    assert {each.after for each in found} == {0}


@given(data=st.data(), history=histories(min_moves=1, max_moves=7))
def test_every_addition_is_legal_and_overturns_the_whole_record(data, history):
    record = DividedRecord(history, Weights())
    as_of = When.of(data.draw(st.sampled_from([when.best for when in history.dates])))
    held = [*concluded(record, as_of, data.draw(st.sampled_from(READINGS)))]
    found = Additions(record, [each.scope for each in held])
    for conclusion in data.draw(st.lists(st.sampled_from(held), max_size=6)):
        for addition in found.overturning(conclusion):
            with_it = taking(history, addition)
            assert found_in(conclusion, with_it) == addition.found != conclusion.found


def taking(history, addition):
    """The course that a record takes with one more move."""
    turns = list(enumerate(history.moves, 1))
    turns.insert(addition.after, (None, addition.move))
    result = branch_result(history.start, history.states[-1], turns, (), history.known_dates)
    assert not result.refusals
    return history.branched(result).history
