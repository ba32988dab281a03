from collections import Counter
from random import Random

from futures import EVERYTHING, between, result

from sim.forecast.counts import Batch, Comparison, Counts, count_runs
from sim.forecast.intervals import Pairs
from sim.forecast.measurement import RunResult

ANY = ("any agreement", "")
OFF = ("break-off", "")
ONE = RunResult({ANY: 7}, (1, 2), {"aland": 1, "bohus": 0}, {"aland": Counter({("hostile", "neutral"): 2})}, 5, 3)
OTHER = RunResult({ANY: 7, OFF: 14}, (1, 5), {"aland": 2, "bohus": 0}, {"aland": Counter()}, None, 4)


def measurements(*pairs):
    return tuple(between(aland, bohus, *EVERYTHING).measurement for aland, bohus in pairs)


def test_a_count_counts_what_runs_came_to():
    counts = Counts()
    counts.count(ONE)
    counts.count(OTHER)
    assert counts == Counts(
        runs=2,
        moves=7,
        days={ANY: Counter({7: 2}), OFF: Counter({14: 1})},
        tension=[Counter({1: 2}), Counter({2: 1, 5: 1})],
        concessions={"aland": Counter({1: 1, 2: 1}), "bohus": Counter({0: 2})},
        answers={"aland": Counter({("hostile", "neutral"): 2})},
        deadlock=Counter({5: 1}),
        agreed=Counter({0: 2}),
    )


def test_the_counts_are_the_same_in_whatever_order_and_parts_the_runs_are_counted():
    asked, random = measurements(("random", "tit-for-tat"), ("random", "brinkmanship")), Random(3)
    whole = count_runs(asked, range(12))
    numbers = random.sample(range(12), 12)
    added = Batch.of(2)
    for chunk in (numbers[:5], numbers[5:6], [], numbers[6:]):
        added.add(count_runs(asked, chunk))
    assert added == whole


def test_adding_an_empty_count_changes_nothing():
    counts, empty = Counts(), Counts()
    counts.count(ONE)
    counts.add(Counts())
    empty.add(counts)
    assert empty == counts


def test_adding_leaves_what_is_added_as_it_is():
    one, other, third = Counts(), Counts(), Counts()
    one.count(ONE)
    third.add(one)
    other.count(OTHER)
    third.add(other)
    assert (one.runs, one.days, one.tension[0]) == (1, {ANY: Counter({7: 1})}, Counter({1: 1}))


def test_a_comparison_counts_what_happened_in_the_same_runs():
    found = Comparison()
    found.count((ANY, OFF), ONE, OTHER)
    found.count((ANY, OFF), OTHER, ONE)
    assert found.pairs(ANY) == Pairs(both=2)
    assert found.pairs(OFF) == Pairs(first=1, second=1)
    assert found.pairs(("treaty left", "")) == Pairs()
    assert found.concessions == {"aland": Counter({1: 1, -1: 1}), "bohus": Counter({0: 2})}
    assert found.tension == Counter({3: 1, -3: 1})


def test_each_forecast_has_a_count_and_each_but_the_first_is_compared_with_it():
    asked = measurements(("random", "hold"), ("random", "grit"), ("hold", "hold"))
    batch = count_runs(asked, range(4))
    assert [counts.runs for counts in batch.counts] == [4, 4, 4]
    assert [comparison.pairs(ANY).runs for comparison in batch.comparisons] == [4, 4]


def test_a_count_is_that_of_its_runs():
    asked, counts = between("random", "grit"), Counts()
    for number in (3, 5):
        counts.count(result(asked, number))
    assert count_runs((asked.measurement,), (3, 5)).counts == [counts]
