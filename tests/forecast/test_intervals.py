from collections import Counter
from itertools import product
from random import Random

import pytest
from scipy import stats

from sim.forecast.intervals import Interval, Pairs, difference, mean, quantile, wilson

TABLES = [Pairs(*counts) for counts in product((0, 1, 4, 30), repeat=4) if any(counts)]


def bounds(interval):
    return interval.low, interval.high


# A SHARE


@pytest.mark.parametrize("runs", [1, 2, 3, 7, 20, 101, 1000, 25_000])
def test_the_interval_of_a_share_is_that_of_scipy(runs):
    for count in {0, 1, 2, runs // 3, runs // 2, runs - 2, runs - 1, runs} & set(range(runs + 1)):
        low, high = stats.binomtest(count, runs).proportion_ci(method="wilson")
        assert bounds(wilson(count, runs)) == pytest.approx((low, high), abs=1e-9)
        assert wilson(count, runs).value == count / runs


def test_a_share_of_none_or_all_reaches_its_bound_exactly():
    assert wilson(0, 30).low == 0
    assert wilson(30, 30).high == 1


# A DIFFERENCE


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        (Pairs(both=59, first=6, second=16, neither=80), (-0.0621, -0.1186, -0.0046)),
        (Pairs(both=1, first=1, second=7, neither=12), (-0.286, -0.507, -0.026)),
    ],
)
def test_the_interval_of_a_difference_is_that_of_the_literature(pairs, expected):
    # Fagerland, Lydersen and Laake, Statistical Analysis of Contingency Tables (2017), chapter 8: the first less the
    # second, so that it is the other way round here.
    found = difference(pairs)
    digits = 5e-5 if pairs.both == 59 else 5e-4
    assert (-found.value, -found.high, -found.low) == pytest.approx(expected, abs=digits)


def test_a_difference_is_the_share_of_the_second_less_that_of_the_first_and_lies_in_its_interval():
    for pairs in TABLES:
        found = difference(pairs)
        assert found.value == pytest.approx((pairs.second - pairs.first) / pairs.runs)
        assert found.low <= found.value <= found.high


def test_a_difference_changes_its_sign_with_the_order():
    for pairs in TABLES:
        found = difference(pairs)
        other = difference(Pairs(pairs.both, pairs.second, pairs.first, pairs.neither))
        assert (-other.value, -other.high, -other.low) == pytest.approx((found.value, *bounds(found)))


def test_there_is_no_difference_where_both_always_agree():
    found = difference(Pairs(both=600, neither=400))
    assert found.value == 0
    assert found.high == pytest.approx(-found.low)
    assert found.high < 0.003


def test_pairs_that_agree_leave_less_doubt_than_pairs_that_do_not():
    close, apart = difference(Pairs(50, 0, 0, 50)), difference(Pairs(25, 25, 25, 25))
    assert close.high - close.low < apart.high - apart.low


@pytest.mark.parametrize("shares", [(0.4, 0.1, 0.2, 0.3), (0.05, 0.02, 0.1, 0.83), (0.1, 0.3, 0.3, 0.3)])
def test_the_interval_of_a_difference_has_the_true_one_in_it_about_as_often_as_it_says(shares):
    random, hits, tries = Random(7), 0, 1500
    for _ in range(tries):
        drawn = Counter(random.choices(range(4), shares, k=80))
        found = difference(Pairs(*(drawn[cell] for cell in range(4))))
        hits += found.low <= shares[2] - shares[1] <= found.high
    assert 0.93 < hits / tries < 0.98


# A MEAN


def test_the_interval_of_a_mean_is_the_normal_approximation():
    numbers = [0, 0, 1, 1, 1, 3, 7]
    low, high = stats.norm.interval(0.95, stats.tmean(numbers), stats.sem(numbers))
    found = mean(Counter(numbers))
    assert (found.value, *bounds(found)) == pytest.approx((13 / 7, low, high), abs=1e-9)


def test_a_single_number_is_its_own_mean_without_an_interval():
    assert mean(Counter([4])) == Interval(4, 4, 4)


# A QUANTILE


@pytest.mark.parametrize(
    ("share", "expected"), [(0, 1), (0.1, 1), (0.11, 2), (0.5, 5), (0.51, 6), (0.9, 9), (0.91, 10), (1, 10)]
)
def test_a_quantile_is_the_least_number_that_such_a_share_does_not_exceed(share, expected):
    assert quantile(Counter(range(1, 11)), share) == expected


def test_a_share_is_counted_exactly_though_it_is_no_binary_fraction():
    assert quantile(Counter({1: 9, 2: 21}), 0.3) == 1
    assert quantile(Counter({1: 7, 2: 3}), 0.7) == 1


def test_runs_that_have_no_number_lie_beyond_all_that_have_one():
    counts = Counter({3: 2, 8: 3})
    assert [quantile(counts, share, runs=10) for share in (0.2, 0.3, 0.5, 0.51)] == [3, 8, 8, None]


def test_without_numbers_there_is_no_quantile():
    assert quantile(Counter(), 0.5) is None
    assert quantile(Counter(), 0.5, runs=0) is None
