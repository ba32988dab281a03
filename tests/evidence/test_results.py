import pytest
from attrs import evolve
from complaints import FOUR_MOVES, recorded
from hanging import hanging

EXPECTED = """\
branches: {calm: {title: Calm, without: [{suspend: pact}]}}
expect:
  - as of: 2013-02-01
    proposals: {equal-shares: tabled}
  - as of: 2013-02-10
    proposals: {equal-shares: opposed}
  - branch: calm
    agreed: 0
"""
SCENARIO = recorded(f"{FOUR_MOVES}{EXPECTED}")


def counts(evidence):
    return [(each.number, [one.line for one in each.alone], each.in_pairs) for each in evidence.moves]


def test_each_move_has_the_conclusions_that_hang_on_it_alone_and_how_many_do_in_pairs():
    evidence = hanging(SCENARIO, [(1,), (2, 3), (3, 4)], [(1,), (2, 4)])
    first, second = (each.expectation.line for each in evidence.on_history)
    assert counts(evidence) == [(1, [first, second], 0), (2, [], 2), (3, [], 1), (4, [], 2)]


def test_a_move_on_which_nothing_hangs_alone_or_in_a_pair_carries_nothing():
    assert [each.carries_nothing for each in hanging(SCENARIO, [(1,), (2, 3)]).moves] == [False, False, False, True]
    assert all(each.carries_nothing for each in hanging(SCENARIO, [(1, 2, 3)]).moves)


def test_conclusions_on_a_branch_count_for_the_evidence_of_the_branch_alone():
    record, branch = (hanging(SCENARIO, [(2,)], [], [(1,)], branch=name) for name in ("", "calm"))
    assert [len(each.on_history) for each in (record, branch)] == [2, 1]
    assert [move.number for move in record.moves if move.alone] == [2]
    assert [move.number for move in branch.moves if move.alone] == [1]
    assert len(branch.moves) == 3


@pytest.mark.parametrize(("asked", "partial"), [(3, False), (4, True)])
def test_evidence_is_partial_where_less_has_been_looked_at_than_was_asked(asked, partial):
    assert evolve(hanging(SCENARIO), asked=asked).is_partial is partial


def test_a_conclusion_is_borne_by_the_moves_of_its_cut_sets():
    bearing, free, _ = hanging(SCENARIO, [(1,), (2, 3)]).conclusions
    assert (bearing.load_bearing, free.load_bearing) == ({1, 2, 3}, frozenset())


def test_a_conclusion_holds_where_what_is_found_meets_it():
    assert [each.holds for each in hanging(SCENARIO, unmet=[1]).conclusions] == [True, False, True]
