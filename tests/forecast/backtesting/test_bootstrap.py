from itertools import islice
from statistics import mean

import pytest
from scipy import stats

from sim.forecast.backtesting.bootstrap import FEWEST, SAMPLES, Estimate, resampled


def test_under_ten_records_there_is_no_sample():
    assert list(resampled(FEWEST - 1, 0)) == []


def test_samples_are_as_large_as_the_records_and_the_same_again():
    samples = list(resampled(FEWEST, 7))
    assert len(samples) == SAMPLES
    assert {sample.total() for sample in samples} == {FEWEST}
    assert samples == list(resampled(FEWEST, 7))
    assert samples != list(resampled(FEWEST, 8))


def test_every_record_is_drawn_equally_often():
    draws = [sum(sample[number] for sample in resampled(12, 0)) / SAMPLES for number in range(12)]
    assert mean(draws) == pytest.approx(1)
    assert all(0.85 < draw < 1.15 for draw in draws)


def test_the_interval_is_that_of_the_percentiles_as_scipy_has_it():
    values = [0.1, 0.12, 0.3, 0.05, 0.2, 0.22, 0.18, 0.4, 0.09, 0.15, 0.11, 0.27]
    means = [sum(values[number] * times for number, times in sample.items()) / 12 for sample in resampled(12, 1)]
    found = Estimate.of(mean(values), means)
    theirs = stats.bootstrap((values,), _mean, method="percentile", n_resamples=4000, rng=3).confidence_interval
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=0.012)


def _mean(values, axis):
    return values.mean(axis=axis)


def test_samples_in_which_there_is_no_figure_do_not_count():
    values = [*range(100), None]
    assert Estimate.of(50, values) == Estimate.of(50, islice(values, 100))


@pytest.mark.parametrize(("value", "samples"), [(None, [1.0, 2.0]), (0.5, []), (0.5, [0.4]), (0.5, [None, None])])
def test_without_a_figure_or_samples_of_it_there_is_no_interval(value, samples):
    assert Estimate.of(value, samples) == Estimate(value, None, None)
