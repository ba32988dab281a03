from collections import Counter
from random import Random

from futures import EVERYTHING, between, result

from sim.forecast.counts import Batch, Comparison, Counts, counted
from sim.forecast.intervals import Pairs
from sim.forecast.measurement import Question, Result

ANY = ("any agreement", "")
OFF = ("break-off", "")
ONE = Result({ANY: 7}, (1, 2), {"aland": 1, "bohus": 0}, {"aland": Counter({("hostile", "neutral"): 2})}, 5, 3)
OTHER = Result({ANY: 7, OFF: 14}, (1, 5), {"aland": 2, "bohus": 0}, {"aland": Counter()}, None, 4)


def questions(*pairs):
    asked = (between(aland, bohus, *EVERYTHING) for aland, bohus in pairs)
    return tuple(Question(each.outset, each.weights, each.calendar) for each in asked)


def test_a_tally_counts_what_runs_came_to():
    tally = Counts()
    tally.count(ONE)
    tally.count(OTHER)
    assert tally == Counts(
        runs=2,
        moves=7,
        days={ANY: Counter({7: 2}), OFF: Counter({14: 1})},
        tension=[Counter({1: 2}), Counter({2: 1, 5: 1})],
        concessions={"aland": Counter({1: 1, 2: 1}), "bohus": Counter({0: 2})},
        answers={"aland": Counter({("hostile", "neutral"): 2})},
        deadlock=Counter({5: 1}),
    )


def test_the_counts_are_the_same_in_whatever_order_and_parts_the_runs_are_counted():
    asked, random = questions(("random", "tit-for-tat"), ("random", "brinkmanship")), Random(3)
    whole = counted(asked, range(12))
    numbers = random.sample(range(12), 12)
    added = Batch.of(2)
    for piece in (numbers[:5], numbers[5:6], [], numbers[6:]):
        added.add(counted(asked, piece))
    assert added == whole


def test_adding_an_empty_tally_changes_nothing():
    tally, empty = Counts(), Counts()
    tally.count(ONE)
    tally.add(Counts())
    empty.add(tally)
    assert empty == tally


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


def test_each_forecast_has_a_tally_and_each_but_the_first_is_compared_with_it():
    asked = questions(("random", "hold"), ("random", "grit"), ("hold", "hold"))
    batch = counted(asked, range(4))
    assert [tally.runs for tally in batch.tallies] == [4, 4, 4]
    assert [comparison.pairs(ANY).runs for comparison in batch.comparisons] == [4, 4]


def test_a_tally_is_that_of_its_runs():
    asked, tally = between("random", "grit"), Counts()
    for number in (3, 5):
        tally.count(result(asked, number))
    assert counted((Question(asked.outset),), (3, 5)).tallies == [tally]
