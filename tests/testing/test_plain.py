from rpds import List

from sim.model.dates import When
from sim.model.errors import Where
from sim.model.frozen import FrozenDict
from sim.model.setting import Setting
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.subjects.proposals import Oppose, Propose
from sim.rules.subjects.statements import Remark
from sim.testing.plain import differences, exchanged, plain, without_order
from sim.testing.story import SETTING, after

PROPOSE = Propose(subject="halves", by="aland", date="2013-02-01", issue="quota", expires="2013-12-31")
OPPOSE = Oppose(subject="halves", by="bohus", date="../2013-02-09", note="before the round")
ALIKE = Setting({"north": "N", "south": "S"}, {"north": "The north"})
"""A setting in which a party, an issue and a subject bear one name."""


def test_a_portrait_shows_plain_values_in_one_order():
    drawn = plain({"b": [When.of("2013-05")], "a": FrozenDict(y=1, x=(None, List("z")))})
    assert list(drawn) == ["a", "b"]
    assert drawn["a"] == {"x": (None, ("z",)), "y": 1}
    assert drawn["b"] == (When.of("2013-05"),)


def test_a_portrait_leaves_out_what_it_is_told_to():
    assert plain(Where("strait.yaml", 3, 1), without=("file", "column")) == {"class": "Where", "line": 3}


def test_differences_name_the_place():
    one, other = after(PROPOSE).state, after(PROPOSE, OPPOSE).state
    assert list(differences(one, after(PROPOSE).state)) == []
    assert list(differences(one.subjects["halves"], other.subjects["halves"])) == [
        "given, bohus is 'opposed', not 'awaited'",
        "status is 'opposed', not 'tabled'",
        "trail, #1 is oppose halves by bohus on ../2013-02-09, not propose halves by aland on 2013-02-01",
        "trail has 2 entries, not 1",
        "turn is oppose halves by bohus on ../2013-02-09, not propose halves by aland on 2013-02-01",
    ]


def test_differences_name_what_is_missing_and_what_was_not_to_be():
    assert list(differences({"a": 1, "b": 2}, {"b": 2, "c": 3})) == ["a is missing", "c is there, and was not to be"]


def test_differences_pass_over_nothing_that_is_written():
    one, other = When.of("2013-05-01/2013-05-31"), When.of("2013-05")
    assert one == other
    assert list(differences(one, other)) == ["text is '2013-05', not '2013-05-01/2013-05-31'"]


def test_differences_show_a_long_value_on_half_a_line():
    assert list(differences("a" * 100, "b" * 100)) == [f"it is '{'b' * 59}…, not '{'a' * 59}…"]


def test_the_parties_are_exchanged_where_they_stand_as_parties():
    pact = Commitment.declared(Declaration("north", "A pact"), ("north",))
    state = exchanged(Negotiation.begin(ALIKE, [pact]), ALIKE.party_ids)
    assert list(state.subjects["north"].participation) == ["south"]
    move = exchanged(Remark(subject="north", by="north", date="2013", kind="hope", over="north"), ALIKE.party_ids)
    assert (move.by, move.subject, move.over) == ("south", "north", "north")


def test_what_a_third_party_has_said_stays_with_the_third_party():
    remark = Remark(subject="quota", by="council", date="2013-02-21", kind="hope")
    assert exchanged(remark, SETTING.party_ids) is remark


def test_what_is_settled_is_the_same_whatever_order_the_moves_came_in():
    other = Propose(subject="thirds", by="bohus", date="2013-02-12", issue="mesh")
    one, two = after(PROPOSE, OPPOSE, other).state, after(PROPOSE, other, OPPOSE).state
    assert one.order != after(other, PROPOSE).state.order
    assert without_order(one) == without_order(two) == without_order(after(other, PROPOSE, OPPOSE).state)
    assert without_order(one) != without_order(after(PROPOSE, other).state)
