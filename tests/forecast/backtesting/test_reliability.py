import pytest
from hypothesis import given, strategies as st

from sim.forecast.backtesting.reliability import BINS, Reliability, ReliabilityBin

ANSWERS = st.lists(st.tuples(st.integers(0, 200), st.booleans()))


def counted(answers, runs=200):
    reliability = Reliability(runs)
    for count, happened in answers:
        reliability.add(count, happened=happened)
    return reliability.table


def test_a_bin_has_the_mean_forecast_and_the_share_that_came_about():
    assert counted([(10, True), (14, False), (200, True)]) == (
        ReliabilityBin(0.0, 0.1, 2, pytest.approx(0.06), 0.5),
        ReliabilityBin(0.9, 1.0, 1, 1.0, 1.0),
    )


@given(ANSWERS)
def test_bins_add_up_to_all_questions(answers):
    bins = counted(answers)
    assert sum(each.questions for each in bins) == len(answers)
    assert sum(round(each.observed * each.questions) for each in bins) == sum(happened for _, happened in answers)
    assert sum(each.forecast * each.questions for each in bins) == pytest.approx(sum(n for n, _ in answers) / 200)


@given(ANSWERS)
def test_the_mean_forecast_of_a_bin_lies_in_it(answers):
    assert all(each.low <= each.forecast <= each.high for each in counted(answers))


@pytest.mark.parametrize("tenth", range(BINS))
def test_a_bound_belongs_to_the_bin_above_it(tenth):
    (each,) = counted([(tenth * 20, False)])
    assert each.low == tenth / BINS
