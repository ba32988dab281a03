"""Which move of one coding is which of the other."""

import time
from datetime import date, timedelta

import pytest
from codings import (
    ANNA,
    HEAD,
    anna,
    bert,
    coded,
    keys,
    numbers,
    renamed,
    scenario_of,
    shifted,
    without,
)
from hypothesis import assume, given, strategies as st

from sim.records.comparison import alignment
from sim.records.comparison.comparison import compare_codings
from sim.records.comparison.names import SUBJECT
from sim.scenario import load, loads
from sim.testing.strategies import histories

OUR_SCENARIOS = ("fishing", "moscow-2007", "colombia-2016")
ours = pytest.mark.parametrize("name", OUR_SCENARIOS)
PROPOSED = "propose: shares, by: aland, date: 2013-02-01, issue: quota, terms: half and half"
OPPOSED = "oppose: shares, by: bohus, date: 2013-02-09"


def ours_named(name):
    return load(f"scenarios/{name}.yaml")


def all_one(count):
    return [(number, number) for number in range(1, count + 1)]


def test_moves_that_no_further_round_looks_at_stay_paired(monkeypatch):
    monkeypatch.setattr(alignment, "_ROUNDS", 0)
    fishing = ours_named("fishing")
    assert numbers(compare_codings(fishing, fishing)) == all_one(len(fishing.history.moves))


# PROPERTIES


@given(histories(min_moves=1, max_moves=7))
def test_a_coding_agrees_with_itself(history):
    comparison = compare_codings(scenario_of(history), scenario_of(history))
    assert numbers(comparison) == all_one(len(history.moves))
    assert not any(keys(comparison))
    assert comparison.first_only == comparison.second_only == ()


@given(histories(min_moves=1, max_moves=7), histories(min_moves=1, max_moves=7))
def test_the_second_compared_with_the_first_is_the_mirror_image(one, other):
    assume(dict(one.start.setting.parties) == dict(other.start.setting.parties))
    there, back = (
        compare_codings(scenario_of(first), scenario_of(second)) for first, second in ((one, other), (other, one))
    )
    differences = {pair: {*of_pair} for pair, of_pair in zip(numbers(there), keys(there), strict=True)}
    assert differences == {
        (first, second): {*of_pair} for (second, first), of_pair in zip(numbers(back), keys(back), strict=True)
    }
    assert (there.first_only, there.second_only) == (back.second_only, back.first_only)


@given(histories(min_moves=1, max_moves=7), st.data())
def test_other_ids_in_one_coding_change_nothing(history, data):
    scenario = scenario_of(history)
    other = scenario_of(data.draw(histories(history.start, min_moves=1, max_moves=7)))
    plain, anew = compare_codings(scenario, other), compare_codings(scenario, renamed(other))
    assert numbers(plain) == numbers(anew)
    assert keys(plain) == keys(anew)


@ours
def test_our_scenarios_under_other_ids_agree_with_themselves(name):
    scenario = ours_named(name)
    comparison = compare_codings(scenario, renamed(scenario))
    assert numbers(comparison) == all_one(len(scenario.history.moves))
    assert not any(keys(comparison))


@ours
@pytest.mark.parametrize("days", [1, 7])
def test_days_within_the_window_keep_the_pairs(name, days):
    scenario = ours_named(name)
    exact = scenario_of(shifted(scenario, 0).history) if all(_is_dated(scenario)) else scenario
    comparison = compare_codings(exact, renamed(exact), days=days)
    assert numbers(comparison) == all_one(len(scenario.history.moves))


def _is_dated(scenario):
    return (move.date.is_exact for move in scenario.history.moves)


def test_a_shift_within_the_window_keeps_the_pairs_and_a_longer_one_loses_them():
    scenario = anna()
    for days in (1, 7, -7):
        comparison = compare_codings(scenario, shifted(scenario, days))
        assert numbers(comparison) == all_one(5)
        assert keys(comparison) == [["date"]] * 5
    assert numbers(compare_codings(scenario, shifted(scenario, 8))) == []
    assert numbers(compare_codings(scenario, shifted(scenario, 8), days=8)) == all_one(5)


@given(histories(min_moves=1, max_moves=7), st.data())
def test_as_many_moves_are_alone_as_were_left_out(history, data):
    number = data.draw(st.integers(1, len(history.moves)))
    less = without(scenario_of(history), number)
    assume(less.history.moves)
    comparison = compare_codings(scenario_of(history), less)
    assert len(comparison.first_only) == len(history.moves) - len(less.history.moves)
    assert comparison.second_only == ()


@ours
def test_a_move_left_out_is_alone_and_nothing_else_is(name):
    scenario = ours_named(name)
    count = len(scenario.history.moves)
    for number in range(1, count + 1):
        try:
            less = without(scenario, number)
        except Exception:  # noqa: BLE001 - a branch whose dates contradict each other is no coding
            continue
        gone = count - len(less.history.moves)
        comparison = compare_codings(scenario, less)
        assert number in comparison.first_only
        assert len(comparison.first_only) == gone
        assert comparison.second_only == ()


# WHAT DECIDES


def test_two_coders_with_other_ids_have_five_moves_in_common():
    comparison = compare_codings(anna(), bert())
    assert numbers(comparison) == [(1, 1), (2, 2), (3, 3), (4, 4), (5, 6)]
    assert comparison.second_only == (5,)
    assert comparison.names.names[SUBJECT] == {"treaty": "pact", "half-each": "equal-shares", "patrol": "patrol"}
    assert keys(comparison) == [
        ["date"],
        ["date"],
        ["verb", "effective"],
        ["verb", "subject", "issue", "kind", "action", "quote"],
        ["kind"],
    ]


def test_moves_of_one_day_may_be_swapped():
    first = ("remark: quota, kind: hope, by: aland, date: 2013-01-01, quote: we hope for rain",)
    last = ("remark: ports, kind: hope, by: aland, date: 2013-01-01, quote: the harbour is open",)
    assert numbers(compare_codings(coded(*first, *last), coded(*last, *first))) == [(1, 2), (2, 1)]


def test_wording_tells_remarks_of_one_day_apart_even_if_their_issues_are_swapped():
    ours = coded(
        "remark: quota, kind: hope, by: aland, date: 2013-01-01, quote: we hope for rain in spring",
        "remark: quota, kind: hope, by: aland, date: 2013-01-01, quote: the harbour stays open",
    )
    theirs = coded(
        "remark: quota, kind: hope, by: aland, date: 2013-01-01, note: The harbour stays open!",
        "remark: quota, kind: hope, by: aland, date: 2013-01-01, note: we hope for rain in the spring",
    )
    assert numbers(compare_codings(ours, theirs)) == [(1, 2), (2, 1)]


def test_of_moves_that_are_alike_the_first_is_the_first():
    same = "remark: quota, kind: hope, by: aland, date: 2013-01-01"
    assert numbers(compare_codings(coded(same, same), coded(same, same, same))) in (
        [(1, 1), (2, 2)],
        [(1, 1), (2, 3)],
        [(1, 2), (2, 3)],
    )
    assert numbers(compare_codings(coded(same, same, same), coded(same, same, same))) == all_one(3)


def test_vague_dates_that_may_be_one_day_are_within_any_window():
    ours, theirs = coded(PROPOSED.replace("2013-02-01", "2013-02")), coded(PROPOSED)
    assert keys(compare_codings(ours, theirs, days=0)) == [["date"]]
    assert numbers(compare_codings(coded(PROPOSED.replace("2013-02-01", "2013-03")), theirs, days=0)) == []


def test_another_party_or_verb_on_the_same_subject_is_a_difference():
    accepted = OPPOSED.replace("oppose", "accept")
    assert keys(compare_codings(coded(PROPOSED, OPPOSED), coded(PROPOSED, accepted))) == [[], ["verb"]]
    joint = "convene: talks, by: both, date: 2013-03-01, place: Visby"
    head = HEAD.replace("moves:", "talks: {talks: The talks}\nthird-parties: {council: Council}\nmoves:")
    ours, theirs = (coded(joint.replace("both", by), head=head) for by in ("both", "council"))
    assert keys(compare_codings(ours, theirs)) == [["by"]]


def test_moves_that_share_no_more_than_party_and_day_are_two():
    ours = coded("propose: x, by: aland, date: 2013-01-01, issue: quota, terms: half and half")
    theirs = coded("propose: y, by: aland, date: 2013-01-01, issue: ports, terms: a month without boats")
    comparison = compare_codings(ours, theirs)
    assert (comparison.first_only, comparison.second_only) == ((1,), (1,))


def test_subjects_are_known_by_the_moves_on_them_not_by_their_ids():
    ours = coded(
        "propose: p, by: aland, date: 2013-01-01, issue: quota",
        "propose: q, by: aland, date: 2013-01-01, issue: quota",
        "oppose: p, by: bohus, date: 2013-01-05",
        "accept: q, by: bohus, date: 2013-01-20",
    )
    theirs = coded(
        "propose: p, by: aland, date: 2013-01-01, issue: quota",
        "propose: q, by: aland, date: 2013-01-01, issue: quota",
        "oppose: q, by: bohus, date: 2013-01-05",
        "accept: p, by: bohus, date: 2013-01-20",
    )
    comparison = compare_codings(ours, theirs)
    assert comparison.names.names[SUBJECT] == {"p": "q", "q": "p"}
    assert not any(keys(comparison))


def test_a_map_can_say_which_subject_is_which():
    ours, theirs = coded(PROPOSED), coded(PROPOSED.replace("shares", "halves"))
    assert compare_codings(ours, theirs, same={"shares": "halves"}).names.names[SUBJECT] == {"halves": "shares"}
    both = f"{PROPOSED}}}\n  - {{{PROPOSED.replace('shares', 'halves')}"
    names = compare_codings(coded(both), coded(both), same={"shares": "halves"}).names.names[SUBJECT]
    assert names == {"halves": "shares", "shares": "halves"}


def test_one_act_on_several_subjects_is_compared_with_the_same_in_any_order():
    two = (
        "propose: p, by: aland, date: 2013-01-01, issue: quota, terms: half and half",
        "propose: q, by: aland, date: 2013-01-01, issue: ports, terms: open the ports",
    )
    ours = coded(*two, "oppose: [p, q], by: bohus, date: 2013-01-05")
    theirs = coded(*two, "oppose: [q, p], by: bohus, date: 2013-01-05")
    assert not any(keys(compare_codings(ours, theirs)))
    less = coded(*two, "oppose: q, by: bohus, date: 2013-01-05")
    assert keys(compare_codings(ours, less)) == [[], [], ["subject"]]


def test_conditions_are_compared_in_the_names_of_the_first():
    text = ANNA.replace("action: close its ports", "action: close its ports, unless: {pact/bohus: in-force}")
    scenario = loads(text.replace("pact/bohus: in-force", "pact: {bohus: in-force}"), "a.yaml")
    assert not any(keys(compare_codings(scenario, renamed(scenario))))


def test_a_lapse_is_nobodys():
    lapsed = coded(f"{PROPOSED}, expires: 2013-03-01", "lapse: shares, date: 2013-03-02")
    withdrawn = coded(f"{PROPOSED}, expires: 2013-03-01", "withdraw: shares, by: aland, date: 2013-03-01")
    comparison = compare_codings(lapsed, withdrawn)
    assert keys(comparison)[1] == ["verb", "by", "date"]
    assert [each.goes_with_verb for each in comparison.pairs[1].differences] == [False, True, False]


def five_hundred(ids, days):
    """Five hundred proposals within so many days."""
    first = date(2013, 1, 1)
    return coded(
        *(
            f"propose: {ids}{number}, by: {'aland' if number % 3 else 'bohus'}, "
            f"date: {first + timedelta(days=number * days // 500)}, issue: quota, "
            f"terms: plan {number} on {'boats' if number % 2 else 'nets'}"
            for number in range(500)
        )
    )


def is_aligned_in_seconds(days):
    ours, theirs = five_hundred("x", days), five_hundred("y", days)
    start = time.process_time()
    comparison = compare_codings(ours, theirs)
    assert numbers(comparison) == all_one(500)
    return time.process_time() - start < 30


def test_five_hundred_moves_of_some_years_take_seconds():
    assert is_aligned_in_seconds(1_000)


@pytest.mark.slow(reason="each of 500 moves of one day is held against all others")
def test_so_do_five_hundred_moves_of_one_day():
    assert is_aligned_in_seconds(1)
