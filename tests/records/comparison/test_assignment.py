import numpy as np
from hypothesis import given, strategies as st
from scipy.optimize import linear_sum_assignment

from sim.records.comparison.assignment import best_assignment

WIDTH = 7
rows = st.lists(st.dictionaries(st.integers(0, WIDTH - 1), st.integers(1, 20)), max_size=8)


def total(scores, assignment):
    return sum(scores[row][column] for row, column in assignment.items())


@given(rows)
def test_no_other_assignment_has_a_higher_total(scores):
    matrix = np.zeros((len(scores), WIDTH))
    for row, of_row in enumerate(scores):
        for column, score in of_row.items():
            matrix[row, column] = score
    assignment = best_assignment(scores)
    assert len({*assignment.values()}) == len(assignment)
    assert total(scores, assignment) == matrix[linear_sum_assignment(-matrix)].sum()


def test_a_row_makes_room_where_that_is_better_for_all():
    assert best_assignment([{0: 9, 1: 8}, {0: 7}]) == {0: 1, 1: 0}


def test_a_row_stays_alone_where_another_gets_more_of_its_column():
    assert best_assignment([{0: 5}, {0: 9}]) == {1: 0}
    assert best_assignment([{0: 9}, {0: 5}]) == {0: 0}


def test_a_row_that_can_be_reached_in_two_ways_is_moved_once():
    assert best_assignment([{0: 7}, {0: 7, 1: 8}, {0: 2, 1: 9}]) == {0: 0, 2: 1}


def test_a_row_without_candidates_stays_alone():
    assert best_assignment([{}, {0: 1}]) == {1: 0}


def test_of_many_candidates_the_best_are_looked_at():
    scores = [{column: 1_000 - abs(row - column) for column in range(60)} for row in range(60)]
    assert best_assignment(scores) == {row: row for row in range(60)}
