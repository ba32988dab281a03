from hypothesis import given, strategies as st
from standoff import did, recorded

from sim.evidence.reduced_records import ReducedRecord, ReducedRecords
from sim.history.replay import Trace
from sim.model.dates import CERTAIN, LIKELY
from sim.moves import Extend, Oppose, Propose, Resume, Suspend, Withdraw
from sim.testing.strategies import histories


def all_of(history):
    return ReducedRecords(history, range(1, len(history.moves) + 1))


HALVES = did(Propose, "halves", issue="quota")
NO = did(Oppose, "halves", "bohus")


@given(data=st.data(), history=histories(min_moves=1, max_moves=12))
def test_what_stands_is_what_a_branch_leaves(data, history):
    records = all_of(history)
    numbers = st.sets(st.integers(1, len(history.moves)))
    for left_out in data.draw(st.lists(numbers, max_size=3)):
        assert records.without(tuple(sorted(left_out))).numbers == history.branch(without=left_out).numbers


def test_a_record_without_what_falls_anyway_is_the_same_one():
    records = all_of(recorded(HALVES, NO))
    assert records.without((1, 2)) is records.without((1,))
    assert records.without((1,)).numbers == ()
    assert records.without((1,)) is records.without((1,))


def test_many_moves_are_left_out_at_once():
    history = recorded(*(did(Propose, f"p{number}", issue="quota") for number in range(6)))
    assert all_of(history).without((1, 2, 4, 5)).numbers == (3, 6)


def test_one_more_move_may_make_later_ones_fall():
    records = all_of(recorded(HALVES, NO))
    withdrawn = records.with_one_more(did(Withdraw, "halves"), 1)
    assert withdrawn.numbers == (1,)
    assert [move.verb for move in withdrawn.history(LIKELY).moves] == ["propose", "withdraw"]
    put_off = records.with_one_more(did(Extend, "halves", expires="2013-12-31"), 1)
    assert put_off.numbers == (1, 2)
    assert len(put_off.dates) == len(put_off.history(LIKELY).moves) == 3


def test_one_more_move_must_be_legal():
    assert all_of(recorded(HALVES, NO)).with_one_more(NO, 2) is None
    assert all_of(recorded(HALVES, NO)).with_one_more(NO, 0) is None


def test_under_other_readings_dates_are_tightened_by_what_is_left():
    history = recorded(did(Propose, "halves", on="2013", issue="quota"), NO)
    record = all_of(history).without((2,))
    assert record.history(LIKELY).dates == record.history(CERTAIN).dates == history.dates[:1]


def test_dates_that_contradict_each_other_are_read_as_they_are():
    history = recorded(did(Suspend, "pact", "bohus"), did(Resume, "pact", "bohus", on="2013-04-01"))
    record = ReducedRecord((1, 2), Trace.of(history.start, history.moves), history.dates[::-1])
    assert not record.is_consistent
    assert record.history(CERTAIN).dates == history.dates[::-1]
