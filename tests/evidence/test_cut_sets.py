from evidence_by_hand import asked, concluded, days_asked, minimal_cuts, sets_up_to
from hypothesis import given, strategies as st
from standoff import did, recorded

from sim.assess.weights import Weights
from sim.evidence.cut_sets import cut_sets_of_groups, cut_sets_of_moves
from sim.evidence.divided_record import Conclusion, DividedRecord
from sim.model.dates import READINGS, When
from sim.moves import Accept, Act, Impose, Lift, Oppose, Propose, Suspend, Threaten
from sim.testing.strategies import histories


def cuts(conclusion, up_to=2):
    return cut_sets_of_moves(conclusion, up_to)


def on(history, key, subject, expected, **scope):
    """A conclusion on a history."""
    conclusion = Conclusion(DividedRecord(history, Weights()), asked(key, subject, expected=expected, **scope))
    assert conclusion.holds
    return conclusion


# AGAINST BRANCHES


def any_conclusions(draw, history):
    """Everything concluded on a history as of some day under some reading, since some earlier day."""
    days = days_asked(history)
    as_of = draw(st.sampled_from(days))
    earlier = [day for day in days if day is not None and (as_of is None or day.best <= as_of.best)]
    reading = draw(st.sampled_from(READINGS))
    return concluded(DividedRecord(history, Weights()), as_of, reading, draw(st.sampled_from(earlier)))


@given(data=st.data(), history=histories(min_moves=1, max_moves=9))
def test_every_set_that_is_reported_is_minimal_and_no_other_overturns(data, history):
    numbers = range(1, len(history.moves) + 1)
    histories_without = {
        left_out: history.branch(without=left_out).history
        for left_out in sets_up_to(3 if len(numbers) < 7 else 2, numbers)
    }
    size = max(map(len, histories_without))
    for conclusion in any_conclusions(data.draw, history):
        assert cuts(conclusion, size) == minimal_cuts(conclusion, histories_without), conclusion.expectation


@given(data=st.data(), history=histories(min_moves=1, max_moves=9))
def test_groups_fall_together_and_a_move_of_several_with_the_last_of_them(data, history):
    numbers = range(1, len(history.moves) + 1)
    names = st.sets(st.sampled_from("abcd"), max_size=2).map(sorted)
    groups = {number: of_move for number in numbers if (of_move := data.draw(names))}
    without = {
        gone: history.branch(without=[number for number, names in groups.items() if {*names} <= {*gone}]).history
        for gone in sets_up_to(2, "abcd")
    }
    for conclusion in any_conclusions(data.draw, history):
        reported = {tuple(sorted(cut)) for cut in cut_sets_of_groups(conclusion, groups, 2)}
        assert reported == {*minimal_cuts(conclusion, without)}, conclusion.expectation


# BY HAND


def two_threats(*further):
    return recorded(
        did(Threaten, "close", issue="ports", action="close the ports"),
        did(Threaten, "search", "bohus", issue="ports", action="search ships"),
        *further,
    )


def test_what_falls_with_a_move_is_left_out_as_well():
    history = recorded(did(Propose, "halves", issue="quota"), did(Oppose, "halves", "bohus"))
    assert cuts(on(history, "proposals", "halves", "opposed")) == ((1,), (2,))
    assert cuts(on(history, "tension", "tension", "1")) == ((1,), (2,))


def test_moves_of_different_parts_overturn_a_figure_together():
    assert cuts(on(two_threats(), "more hostile", "more hostile", "tie")) == ((1,), (2,))
    assert cuts(on(two_threats(), "centre", "centre", "ports")) == ((1, 2),)
    assert cuts(on(two_threats(), "centre", "centre", "ports"), 1) == ()


def test_a_set_with_a_smaller_one_in_it_is_not_reported():
    history = two_threats(did(Act, "patrol", tone="hostile", action="patrol the strait"))
    assert cuts(on(history, "more hostile", "more hostile", "aland"), 3) == ((1,), (3,))


def test_a_conclusion_may_return_when_more_is_left_out():
    history = recorded(did(Impose, "levy", issue="quota"), did(Lift, "levy"))
    conclusion = on(history, "tension", "tension", "0")
    assert cuts(conclusion) == ((2,),)
    assert conclusion.without([1, 2]) == conclusion.without([1]) == "0"


def test_a_position_hangs_on_the_offers_with_a_value_for_its_term():
    history = recorded(
        did(Propose, "one", issue="quota", terms={"catch": "10 t", "season": "9 weeks"}),
        did(Propose, "two", "bohus", issue="quota", terms={"catch": "4 t"}, counters="one"),
        did(Propose, "three", issue="quota", terms={"catch": "8 t"}, replaces="one"),
        did(Propose, "four", issue="ports", terms={"season": "3 weeks"}),
    )
    assert cuts(on(history, "positions", "catch/aland", "8 t")) == ((1,), (3,))
    assert cuts(on(history, "positions", "catch/bohus", "4 t")) == ((1,), (2,))
    assert cuts(on(history, "positions", "quota/season/aland", "9 weeks")) == ((1,),)
    without = {left_out: history.branch(without=left_out).history for left_out in sets_up_to(2, range(1, 5))}
    for conclusion in concluded(DividedRecord(history, Weights())):
        assert cuts(conclusion) == minimal_cuts(conclusion, without), conclusion.expectation


def test_a_position_on_a_term_without_values_hangs_on_nothing():
    assert cuts(on(two_threats(), "positions", "catch/aland", "none")) == ()


def test_what_is_declared_hangs_on_nothing():
    conclusion = on(two_threats(), "commitments", "pact/aland", "in-force")
    assert conclusion.parts == ()
    assert cuts(conclusion) == ()
    assert cut_sets_of_groups(conclusion, {1: ("herald",)}, 2) == ()


def test_a_move_after_the_day_that_is_asked_about_is_in_no_cut():
    history = recorded(did(Suspend, "pact", "bohus"), did(Propose, "halves", on="2013-06-01", issue="quota"))
    assert cuts(on(history, "proposals", "halves", "absent", as_of=days_asked(history)[1])) == ()
    assert cuts(on(history, "commitments", "pact/bohus", "suspended", as_of=days_asked(history)[1])) == ((1,),)


def test_a_move_by_the_later_day_that_is_compared_with_may_be_in_a_cut():
    history = two_threats(did(Suspend, "pact", on="2013-06-01"))
    first, last = days_asked(history)[1], When.of("2013-06-01")
    assert cuts(on(history, "tension eased", "tension eased", "yes", as_of=first, since=last)) == ((3,),)


def test_a_move_that_two_sources_report_falls_only_without_both():
    history = recorded(
        did(Propose, "halves", issue="quota"), did(Accept, "halves", "bohus"), did(Propose, "thirds", issue="quota")
    )
    conclusion = on(history, "agreed", "agreed", "1")
    groups = {1: ("herald", "times"), 2: ("times",), 3: ("herald",)}
    assert cut_sets_of_groups(conclusion, groups, 2) == (("times",),)
    groups[2] = ("times", "mail")
    assert cut_sets_of_groups(conclusion, groups, 2) == (("herald", "times"), ("times", "mail"))
