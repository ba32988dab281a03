from functools import partial

import pytest

from sim import History
from sim.history.triggers import Triggers, unknown_stands
from sim.model.condition import Condition
from sim.model.dates import CERTAIN, LIKELY, POSSIBLE
from sim.moves import (
    Accept,
    Act,
    CarryOut,
    Commit,
    Comply,
    Extend,
    Impose,
    Leave,
    Oppose,
    Propose,
    Resume,
    Suspend,
    Threaten,
    Withdraw,
)
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.testing.story import SETTING, START

plan = Propose(subject="harbour", by="aland", date="2013-02-01", issue="ports", kind="plan")
build = CarryOut(subject="harbour", by="aland", date="2013-02-10")
undo = Withdraw(subject="harbour", by="aland", date="2013-02-20")
offer = Propose(subject="halves", by="bohus", date="2013-02-02", issue="quota")
threaten = partial(Threaten, subject="strike", by="bohus", date="2013-02-05", issue="ports", action="strike")
on_building = threaten(if_={"harbour": "carried-out"})
for_halves = threaten(unless={"halves": "accepted"}, deadline="2013-03-01")
accept = Accept(subject="halves", by="aland", date="2013-02-12")
strike = CarryOut(subject="strike", by="bohus", date="2013-02-15")


def verdict(*moves, day="2013-02-28"):
    view = History.of(START, moves).as_of(day)
    found = Triggers(view).of(view.state.measures["strike"])
    return found and str(found)


def triggered(*moves, day="2013-02-28"):
    view = History.of(START, moves).as_of(day)
    return Triggers(view).has_been_triggered(view.state.measures["strike"])


def test_a_threat_is_triggered_by_the_move_that_meets_its_condition():
    assert verdict(plan, on_building) is None
    assert verdict(plan, on_building, build) == "triggered since #3"


def test_what_has_been_met_once_stays_met_whatever_becomes_of_it():
    assert verdict(plan, on_building, build, undo) == "triggered since #3"
    better = Propose(subject="thirds", by="bohus", date="2013-02-13", issue="quota", settles="halves")
    agreed = Accept(subject="thirds", by="aland", date="2013-02-14")
    assert verdict(offer, for_halves, accept, better, agreed) == "discharged since #3"
    assert verdict(offer, for_halves, accept, better, agreed, day="2014") == "discharged since #3"


def test_what_had_been_met_before_the_threat_triggers_it_at_once():
    built = CarryOut(subject="harbour", by="aland", date="2013-02-03")
    assert verdict(plan, built, on_building) == "triggered since #3"


def test_a_threat_is_discharged_by_the_move_that_does_what_it_demands():
    assert verdict(offer, for_halves, accept) == "discharged since #3"
    assert not triggered(offer, for_halves, accept, day="2014")


def test_a_threat_whose_demand_is_not_met_in_time_is_due():
    assert verdict(offer, for_halves) is None
    assert verdict(offer, for_halves, day="2013-03-02") == "due"
    assert triggered(offer, for_halves, day="2013-03-02")


on_either = threaten(if_={"harbour": "carried-out"}, unless={"halves": "accepted"})


def test_of_two_conditions_the_one_that_is_met_first_counts():
    assert verdict(plan, offer, on_either, build, accept) == "triggered since #4"
    assert triggered(plan, offer, on_either, build, accept)
    late = CarryOut(subject="harbour", by="aland", date="2013-02-13")
    assert verdict(plan, offer, on_either, accept, late) == "discharged since #4"
    assert not triggered(plan, offer, on_either, accept, late)


def test_where_one_move_meets_both_conditions_the_demand_is_met():
    third = Propose(subject="third", by="bohus", date="2013-02-03", issue="quota")
    both = threaten(if_={"third": "accepted"}, unless={"halves": "accepted"})
    at_once = Accept(subject=("third", "halves"), by="aland", date="2013-02-12")
    assert verdict(offer, third, both, at_once) == "discharged since #4"
    assert not triggered(offer, third, both, at_once)


def test_where_one_day_meets_both_conditions_the_demand_is_met():
    both = threaten(if_={"pact/bohus": "left"}, unless={"pact/aland": "superseded"})
    leaving = Leave(subject="pact", by="bohus", date="2013-02-10", effective="2013-02-20")
    replaced = Commit(subject="new", by="both", date="2013-02-11", replaces="pact", effective="2013-02-20")
    assert verdict(both, leaving, replaced, day="2013-02-19") is None
    assert verdict(both, leaving, replaced, day="2013-02-20") == "discharged since #3"


def test_what_was_met_before_the_threat_was_made_and_not_since_is_nothing_to_it():
    assert verdict(plan, build, undo, threaten(date="2013-02-21", if_={"harbour": "carried-out"})) is None


def test_a_threat_reads_so_while_it_is_deferred_too():
    deferred = Suspend(subject="strike", by="bohus", date="2013-02-06", until="2013-02-24")
    view = History.of(START, (plan, on_building, deferred, build)).as_of("2013-02-12")
    assert str(view.statuses("strike")[1][""]) == "deferred, triggered since #4"
    assert verdict(plan, on_building, deferred, build) == "triggered since #4"


def test_a_threat_whose_harm_is_announced_reads_so_until_that_day():
    announced = CarryOut(subject="strike", by="bohus", date="2013-02-15", effective="2013-02-25")
    assert verdict(plan, on_building, build, announced, day="2013-02-24") == "triggered since #3"
    assert verdict(plan, on_building, announced, day="2013-02-24") is None
    assert verdict(plan, on_building, build, announced, day="2013-02-25") is None
    assert triggered(plan, on_building, build, announced, day="2013-02-25")


def test_the_discharged_are_the_threats_that_still_stand_and_whose_demand_was_met_first():
    gone = for_halves, Withdraw(subject="strike", by="bohus", date="2013-02-20")
    for_both = threaten(subject="fines", unless={"halves": "accepted"})
    view = History.of(START, (plan, offer, for_both, gone[0], accept, gone[1]))
    assert view.as_of("2013-02-11").triggers.discharged == set()
    assert view.as_of("2013-02-12").triggers.discharged == {"strike", "fines"}
    assert view.as_of().triggers.discharged == {"fines"}
    triggered_first = History.of(START, (plan, offer, on_either, build, accept))
    assert triggered_first.as_of().triggers.discharged == set()


def test_a_threat_that_stands_no_longer_has_no_verdict_but_a_past():
    assert verdict(plan, on_building, build, strike) is None
    assert triggered(plan, on_building, build, strike)
    assert not triggered(plan, on_building, Comply(subject="strike", by="aland", date="2013-02-06"), build)


def test_a_threat_carried_out_after_its_deadline_had_been_triggered_by_it():
    late = CarryOut(subject="strike", by="bohus", date="2013-03-05")
    assert triggered(offer, for_halves, late, day="2014")
    assert not triggered(offer, for_halves, strike, day="2014")
    longer = Extend(subject="strike", by="bohus", date="2013-02-10", deadline="2013-04-01")
    assert not triggered(offer, for_halves, longer, late, day="2014")


def test_a_condition_in_words_is_nothing_that_the_record_can_tell():
    assert verdict(plan, threaten(if_="the harbour is built"), build) is None
    assert not triggered(plan, threaten(if_="the harbour is built"), build)


def test_a_notice_of_exit_triggers_on_the_day_on_which_it_takes_effect():
    leaving = Leave(subject="pact", by="aland", date="2013-02-10", effective="2013-02-20")
    moves = (threaten(if_={"pact": {"aland": "left"}}), leaving)
    assert verdict(*moves, day="2013-02-19") is None
    assert verdict(*moves, day="2013-02-20") == "triggered since #2"


def test_an_imposition_has_no_condition():
    view = History.of(
        START, (Impose(subject="levy", by="aland", date="2013-02-01", issue="ports", action="x"),)
    ).as_of()
    levy = view.state.measures["levy"]
    assert Triggers(view).of(levy) is None
    assert not Triggers(view).has_been_triggered(levy)


def test_each_reading_has_its_own_triggers():
    doubtful = Oppose(subject="halves", by="aland", date="2013-02-10?")
    history = History.of(START, (offer, threaten(if_={"halves": "opposed"}), doubtful))
    for reading, expected in (("likely", True), (CERTAIN, False)):
        view = history.as_of("2013-02-28", reading)
        assert bool(Triggers(view).of(view.state.measures["strike"])) is expected


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        ({"pakt": "left"}, "nobody makes 'pakt' in the whole record; did you mean pact?"),
        ({"pact": "carried-out"}, "a commitment is never 'carried-out'"),
        ({"pact": {"sweden": "left"}}, "'sweden' is not one of the parties"),
        ({"ministers": {"aland": "idle"}}, "ministers is talks, in which no party has a part of its own"),
    ],
)
def test_what_can_never_be_is_told(terms, reason):
    (found,) = unknown_stands(START.subjects, SETTING, Condition(terms))
    assert found.reason.startswith(reason)


def test_what_can_be_is_not_complained_of():
    terms = Condition({"pact": {SETTING.party_ids[0]: "left"}, "ministers": "broken-off"})
    assert unknown_stands(START.subjects, SETTING, terms) == ()


def test_an_act_can_only_be_done():
    parade = Act(subject="parade", by="bohus", date="2013-02-01", tone="hostile")
    subjects = History.of(START, (parade,)).states[-1].subjects
    assert unknown_stands(subjects, SETTING, Condition({"parade": "done"})) == ()
    [found] = unknown_stands(subjects, SETTING, Condition({"parade": "withdrawn"}))
    assert found.reason == "a statement is never 'withdrawn'; there is done"


def test_what_a_notice_of_exit_has_triggered_stays_so_since_that_move():
    leaving = Leave(subject="pact", by="aland", date="2013-02-10", effective="2013-02-20")
    other = Suspend(subject="pact", by="bohus", date="2013-03-10")
    moves = (threaten(if_={"pact": {"aland": "left"}}), leaving, other)
    assert verdict(*moves, day="2013-03-09") == verdict(*moves, day="2013-03-10") == "triggered since #2"
    early = (leaving, threaten(date="2013-02-12", if_={"pact": {"aland": "left"}}))
    assert verdict(*early, day="2013-02-20") == "triggered since #1"


def test_a_deadline_that_has_passed_in_vain_is_not_forgotten():
    extended = Extend(subject="strike", by="bohus", date="2013-03-20", deadline="2013-05-01")
    assert triggered(offer, for_halves, extended, day="2013-03-21")
    agreed = Accept(subject="halves", by="aland", date="2013-03-20")
    assert triggered(offer, for_halves, agreed, day="2013-04-01")
    assert verdict(offer, for_halves, agreed, day="2013-04-01") == "discharged since #3"


on_the_treaty = threaten(if_={"treaty": {"aland": "in-force"}})


def test_what_takes_effect_triggers_on_that_day_since_the_move_that_announced_it():
    treaty = Commit(subject="treaty", by="both", date="2013-02-01", issue="quota", effective="2013-02-20")
    assert verdict(treaty, on_the_treaty, day="2013-02-19") is None
    assert verdict(treaty, on_the_treaty, day="2013-02-20") == "triggered since #1"
    other = Suspend(subject="treaty", by="bohus", date="2013-03-10")
    assert verdict(treaty, on_the_treaty, other, day="2013-03-10") == "triggered since #1"


def test_what_is_declared_for_a_later_day_triggers_then_and_no_move_does():
    start = Negotiation.begin(
        SETTING, [Commitment.declared(Declaration("treaty", since="2013-02-20"), SETTING.party_ids)]
    )
    history = History.of(start, (on_the_treaty,))
    views = [history.as_of(day) for day in ("2013-02-19", "2013-02-20")]
    before, after = (view.statuses("strike")[1][""] for view in views)
    assert str(before) == "threatened"
    assert (str(after), after.moves) == ("threatened, triggered", ())
    assert views[1].why("strike").brought_about is None
    [treaty, *_, strike] = views[0].difference(views[1])
    assert (treaty.words, strike.words) == (("changed",), ("triggered",))


def test_of_what_takes_effect_on_one_day_that_is_named_which_the_condition_is_about():
    start = Negotiation.begin(
        SETTING,
        [Commitment.declared(Declaration(name, since="2013-02-20"), SETTING.party_ids) for name in ("a", "b", "c")],
    )
    moves = (
        threaten(if_={"b": {"aland": "in-force"}, "c": "in-force"}, unless={"a": {"aland": "ended"}}),
        Leave(subject="a", by="both", date="2013-02-10", effective="2013-02-20"),
        Suspend(subject="b", by="aland", date="2013-02-11"),
        Resume(subject="b", by="aland", date="2013-02-12"),
    )
    view = History.of(start, moves).as_of("2013-02-20")
    assert str(Triggers(view).of(view.state.measures["strike"])) == "discharged since #2"
    without = History.of(start, (moves[0], *moves[2:])).as_of("2013-02-20")
    assert str(Triggers(without).of(without.state.measures["strike"])) == "triggered", "the day was declared"


def test_a_condition_may_hold_for_the_days_between_two_on_which_something_takes_effect():
    treaty = Commit(subject="treaty", by="bohus", date="2013-02-01", issue="quota", effective="2013-02-20")
    joined = Commit(subject="treaty", by="aland", date="2013-02-02")
    leaving = Leave(subject="treaty", by="aland", date="2013-02-03", effective="2013-02-25")
    moves = (treaty, joined, leaving, threaten(if_={"treaty": {"aland": "leaving", "bohus": "in-force"}}))
    assert not triggered(*moves, day="2013-02-19")
    assert verdict(*moves, day="2013-02-24") == "triggered since #1"
    assert verdict(*moves, day="2013-02-25") == "triggered since #1"


def test_nothing_has_come_of_a_deadline_that_is_later_than_the_day_asked_about():
    vague = Suspend(subject="pact", by="aland", date="2013-02-10/2013-06-01")
    threat = threaten(if_={"pact": {"aland": "left"}}, deadline="2013-04-01")
    view = History.of(START, (threat, vague)).as_of("2013-03-01", POSSIBLE)
    assert list(view.numbers) == [1, 2]
    assert not Triggers(view).has_been_triggered(view.state.measures["strike"])


# WHAT DAYS MEET


def test_a_measure_that_takes_effect_or_ends_triggers_on_that_day_since_the_move_that_announced_it():
    levy = Impose(
        subject="levy",
        by="aland",
        date="2013-02-06",
        issue="quota",
        action="a levy",
        effective="2013-02-10",
        until="2013-02-20",
    )
    for status, day, before in (("in-place", "2013-02-10", "2013-02-09"), ("expired", "2013-02-21", "2013-02-20")):
        moves = threaten(if_={"levy": status}), levy
        assert verdict(*moves, day=before) is None
        assert verdict(*moves, day=day) == "triggered since #2"
        assert verdict(*moves) == "triggered since #2"


def test_a_suspension_that_ends_triggers_since_the_move_that_gave_it_an_end():
    paused = Suspend(subject="pact", by="aland", date="2013-02-06", until="2013-02-19")
    other = Suspend(subject="pact", by="bohus", date="2013-02-07", until="2013-02-25")
    moves = paused, threaten(date="2013-02-07", if_={"pact/aland": "in-force"}), other
    assert verdict(*moves, day="2013-02-19") is None
    assert verdict(*moves, day="2013-02-20") == verdict(*moves) == "triggered since #1"


def test_a_treaty_whose_place_is_taken_on_a_day_triggers_since_the_move_that_takes_it():
    moves = (
        Suspend(subject="pact", by="aland", date="2013-02-04"),
        threaten(if_={"pact": "superseded"}),
        Commit(subject="new", by="both", date="2013-02-11", replaces="pact", effective="2013-02-20"),
    )
    assert verdict(*moves, day="2013-02-19") is None
    assert verdict(*moves, day="2013-02-20") == "triggered since #3"


def test_a_treaty_whose_place_is_taken_when_the_new_one_begins_for_all_triggers_since_the_last_has_joined():
    moves = (
        threaten(if_={"pact": "superseded"}),
        Commit(subject="new", by="aland", date="2013-02-11", replaces="pact", effective="2013-02-20"),
        Commit(subject="new", by="bohus", date="2013-02-12"),
    )
    assert verdict(*moves, day="2013-02-19") is None
    assert verdict(*moves, day="2013-02-20") == "triggered since #3"


def test_a_day_turns_before_the_moves_that_are_made_on_it():
    leaving = Leave(subject="pact", by="aland", date="2013-02-10", effective="2013-02-20")
    back = Resume(subject="pact", by="aland", date="2013-02-20")
    moves = threaten(if_={"pact": {"aland": "left"}}), leaving, back
    assert verdict(*moves, day="2013-02-20") == "triggered since #2"


def test_an_end_that_was_put_off_triggers_nothing():
    bounded = Extend(subject="pact", by="both", date="2013-02-01", until="2013-02-10")
    longer = Extend(subject="pact", by="both", date="2013-02-06", until="2013-02-20")
    moves = bounded, threaten(if_={"pact": "expired"}), longer
    assert verdict(*moves, day="2013-02-20") is None
    assert verdict(*moves, day="2013-02-21") == "triggered since #3"


# READINGS

vague = Oppose(subject="halves", by="aland", date="2013-02-07/2013-02-20")
on_both = threaten(if_={"harbour": "carried-out", "halves": "opposed"})
early_build = CarryOut(subject="harbour", by="aland", date="2013-02-06")
early_undo = Withdraw(subject="harbour", by="aland", date="2013-02-10")
DOUBTFUL = History.of(START, (plan, offer, on_both, early_build, vague, early_undo))


@pytest.mark.parametrize(("reading", "first"), [(POSSIBLE, "2013-02-07"), (LIKELY, "2013-02-10"), (CERTAIN, None)])
def test_under_each_reading_moves_count_from_its_own_day_of_their_dates(reading, first):
    """Beyond doubt the harbour was given up before the offer was opposed."""
    for day in ("2013-02-06", "2013-02-07", "2013-02-09", "2013-02-10", "2013-02-20", "2014-01-01"):
        view = DOUBTFUL.as_of(day, reading)
        found = view.triggers.of(view.state.measures["strike"])
        assert str(found) == ("triggered since #5" if first is not None and day >= first else "None")


@pytest.mark.parametrize(
    ("reading", "first"), [(POSSIBLE, "2013-02-10"), (LIKELY, "2013-02-28"), (CERTAIN, "2013-02-28")]
)
def test_under_each_reading_days_turn_as_it_reads_them(reading, first):
    leaving = Leave(subject="pact", by="aland", date="2013-02-10", effective="2013-02")
    history = History.of(START, (threaten(if_={"pact": {"aland": "left"}}), leaving))
    for day in ("2013-02-09", "2013-02-10", "2013-02-27", "2013-02-28", "2013-03-10"):
        view = history.as_of(day, reading)
        found = view.triggers.of(view.state.measures["strike"])
        assert bool(found) is (day >= first)


def test_what_was_always_possible_is_not_met_by_what_is_announced_for_later():
    leaving = Leave(subject="pact", by="aland", date="../2013-02-10", effective="2013-06-01")
    history = History.of(START, (threaten(date="../2013-02-01", if_={"pact/aland": "left"}), leaving))
    for day, expected in (("2013-05-31", False), ("2013-06-01", True)):
        view = history.as_of(day, POSSIBLE)
        assert bool(view.triggers.of(view.state.measures["strike"])) is expected
