import pytest
from days import DAY, LATER

from sim.model.condition import Condition, as_condition
from sim.model.dates import CERTAIN, LIKELY, POSSIBLE, When
from sim.rules.subjects.commitments import Leave
from sim.rules.subjects.measures import Impose
from sim.testing.story import after


def test_a_condition_is_on_a_subject_on_all_its_parts_or_on_one():
    condition = Condition({"levy": "lifted", "pact": "left", "truce/bohus": "in-force"})
    assert condition.stands == (("levy", "", "lifted"), ("pact", "", "left"), ("truce", "bohus", "in-force"))
    assert condition.subjects == ("levy", "pact", "truce")


def test_a_part_is_told_by_a_stroke_or_by_a_mapping():
    by_stroke, by_mapping = Condition({"pact/bohus": "left"}), Condition({"pact": {"bohus": "left"}})
    assert by_stroke == by_mapping == Condition((("pact", "bohus", "left"),))
    assert by_stroke.terms == by_mapping.terms == {"pact/bohus": "left"}


def test_both_parts_are_conditions_of_their_own():
    both = Condition({"pact": {"aland": "left", "bohus": "in-force"}})
    assert both.subjects == ("pact",)
    assert both.terms == {"pact/aland": "left", "pact/bohus": "in-force"}


def test_a_condition_reads_as_a_sentence():
    condition = Condition({"levy": "in-place", "pact/bohus": "in-breach", "deal": "accepted"})
    assert str(condition) == "levy is in place, bohus’s part in pact is in breach and deal is accepted"


def test_a_text_stays_a_text_and_terms_become_a_condition():
    assert as_condition("they agree") == "they agree"
    assert as_condition(None) is None
    assert as_condition({"pact": "left"}) == Condition({"pact": "left"})
    assert as_condition(Condition({"pact": "left"})) == Condition({"pact": "left"})


# whether it is met


def is_met(condition, *moves, day=LATER, reading=LIKELY):
    return Condition(condition).is_met(after(*moves).state.subjects, When.of(day).best, reading)


LEFT = Leave(subject="pact", by="aland", date=DAY)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"pact": "in-force"}, False),
        ({"pact": "left"}, False),
        ({"pact/aland": "left"}, True),
        ({"pact/bohus": "in-force"}, True),
        ({"pact/council": "in-force"}, False),
        ({"pact/aland": "left", "ministers": "idle"}, True),
        ({"pact/aland": "left", "ministers": "adjourned"}, False),
        ({"deal": "accepted"}, False),
    ],
)
def test_it_is_met_where_all_of_it_holds_and_what_is_not_made_meets_nothing(condition, expected):
    assert is_met(condition, LEFT) == expected


def test_all_parts_have_to_stand_so_where_none_is_named():
    assert is_met({"pact": "in-force"})
    assert is_met({"pact": "left"}, LEFT, Leave(subject="pact", by="bohus", date=DAY))


def test_it_is_asked_as_the_subject_reads_on_the_day():
    announced = Impose(subject="levy", by="aland", date=DAY, issue="ports", effective=LATER)
    assert [is_met({"levy": "in-place"}, announced, day=day) for day in ("2013-05-31", LATER)] == [False, True]
    notice = Leave(subject="pact", by="aland", date=DAY, effective=LATER)
    assert [is_met({"pact/aland": "left"}, notice, day=day) for day in ("2013-05-31", LATER)] == [False, True]


def test_it_is_asked_under_a_reading():
    announced = Impose(subject="levy", by="aland", date=DAY, issue="ports", effective="2013-06")
    readings = (CERTAIN, LIKELY, POSSIBLE)
    met = [is_met({"levy": "in-place"}, announced, day="2013-06-15", reading=reading) for reading in readings]
    assert met == [False, False, True]
