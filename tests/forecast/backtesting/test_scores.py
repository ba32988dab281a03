from math import isclose, log

import pytest
from hypothesis import given, strategies as st

from sim.forecast.backtesting.scores import ScoreSums, brier, logarithmic, skill

RUNS = st.integers(1, 10_000)


@pytest.mark.parametrize(
    ("count", "happened", "score"), [(0, False, 0), (0, True, 1), (5, True, 0.25), (8, False, 0.64)]
)
def test_the_brier_score_is_the_squared_distance(count, happened, score):
    assert brier(count, 10, happened=happened) == pytest.approx(score)


@pytest.mark.parametrize(
    ("count", "happened", "probability"), [(0, True, 0.5 / 11), (0, False, 10.5 / 11), (7, True, 7.5 / 11)]
)
def test_the_logarithmic_score_is_that_of_the_corrected_probability_of_what_came(count, happened, probability):
    assert logarithmic(count, 10, happened=happened) == pytest.approx(-log(probability))


@given(runs=RUNS, happened=st.booleans())
def test_a_perfect_forecast_has_a_brier_score_of_nought_and_the_least_logarithmic_score(runs, happened):
    perfect = runs if happened else 0
    assert brier(perfect, runs, happened=happened) == 0
    assert logarithmic(perfect, runs, happened=happened) <= logarithmic(runs / 2, runs, happened=happened)


@given(runs=RUNS, share=st.floats(0, 1))
def test_an_answer_of_yes_costs_as_much_as_the_opposite_answer_of_no(runs, share):
    count = share * runs
    assert isclose(brier(count, runs, happened=True), brier(runs - count, runs, happened=False), abs_tol=1e-9)
    assert isclose(logarithmic(count, runs, happened=True), logarithmic(runs - count, runs, happened=False))


@given(questions=st.integers(1, 500), share=st.floats(0, 1), other=st.floats(0, 1))
def test_who_always_says_the_true_share_does_best_in_both_scores(questions, share, other):
    happened = round(share * questions)
    best, worse = (ScoreSums.of(questions, happened, said * 200, 200) for said in (happened / questions, other))
    assert best.brier <= worse.brier + 1e-9


@given(questions=st.integers(1, 500), share=st.floats(0, 1))
def test_the_brier_score_of_the_share_itself_is_its_variance(questions, share):
    happened = round(share * questions)
    rate = happened / questions
    sums = ScoreSums.of(questions, happened, rate * 200, 200)
    assert sums.brier / questions == pytest.approx(rate * (1 - rate), abs=1e-9)


def test_equal_answers_sum_up_as_one_by_one():
    one_by_one = ScoreSums()
    for happened in (True, False, False):
        scores = brier(20, 100, happened=happened), logarithmic(20, 100, happened=happened)
        one_by_one.add(ScoreSums(1, int(happened), *scores))
    together = ScoreSums.of(3, 1, 20, 100)
    assert (together.questions, together.happened) == (one_by_one.questions, one_by_one.happened) == (3, 1)
    assert together.brier == pytest.approx(one_by_one.brier)
    assert together.logarithmic == pytest.approx(one_by_one.logarithmic)


@pytest.mark.parametrize(("score", "baseline", "of_it"), [(0, 0.2, 1), (0.2, 0.2, 0), (0.4, 0.2, -1), (0.1, 0, None)])
def test_skill_is_the_part_of_the_baseline_that_is_done_away_with(score, baseline, of_it):
    assert skill(score, baseline) == of_it
