from hypothesis import given
from standoff import did, recorded

from sim.evidence.independent_parts import independent_parts
from sim.model.condition import Condition
from sim.moves import Accept, Act, AgreeToContinue, Commit, Convene, Oppose, Propose, Remark, Suspend, Threaten
from sim.testing.strategies import histories


def parts(*moves):
    return independent_parts(recorded(*moves)).parts


def propose(subject, by="aland", **fields):
    return did(Propose, subject, by, issue="quota", **fields)


def test_moves_on_one_subject_are_in_one_part():
    assert parts(propose("halves"), propose("thirds"), did(Oppose, "halves", "bohus")) == ((1, 3), (2,))


def test_what_a_move_names_hangs_together():
    assert parts(propose("halves"), propose("thirds", "bohus", counters="halves")) == ((1, 2),)
    accepted = (propose("halves"), did(Accept, "halves", "bohus"))
    assert parts(*accepted, did(Commit, "truce", "both", issue="quota", under="halves")) == ((1, 2, 3),)


def test_what_a_condition_names_hangs_together():
    threat = did(Threaten, "close", issue="ports", action="x", unless=Condition({"pact": {"bohus": "in-force"}}))
    assert parts(did(Suspend, "pact", "bohus"), threat, propose("halves")) == ((1, 2), (3,))


def test_all_formats_of_talks_are_in_one_part():
    meet = did(Convene, "ministers", "both")
    assert parts(meet, propose("halves"), did(AgreeToContinue, "experts", "both")) == ((1, 3), (2,))


def test_a_format_that_no_move_names_is_in_the_part_of_the_others():
    assert independent_parts(recorded(did(Convene, "ministers", "both"))).of(["experts"]) == (0,)


def test_proposals_with_a_value_for_the_same_term_are_in_one_part():
    assert parts(propose("one", terms={"wage": "5 %"}), propose("two", terms={"wage": "4 %"})) == ((1, 2),)
    assert parts(propose("one", terms={"wage": "5 %"}), propose("two", terms={"days": "4"})) == ((1,), (2,))
    assert parts(propose("one", terms="more"), propose("two", terms="less")) == ((1,), (2,))


def test_statements_are_on_their_own():
    remark = did(Remark, "quota", kind="hope")
    assert parts(remark, remark, did(Act, "patrol", tone="hostile", action="x")) == ((1,), (2,), (3,))


def test_a_subject_that_no_move_names_is_in_no_part():
    partition = independent_parts(recorded(did(Suspend, "pact")))
    assert partition.of(["pact", "ministers"]) == (0,)
    assert partition.of(["ministers"]) == ()


@given(histories())
def test_each_move_is_in_one_part_and_each_part_in_order(history):
    found = independent_parts(history).parts
    assert sorted(number for numbers in found for number in numbers) == [*range(1, len(history.moves) + 1)]
    assert all(list(numbers) == sorted(numbers) for numbers in found)
    assert [numbers[0] for numbers in found] == sorted(numbers[0] for numbers in found)
