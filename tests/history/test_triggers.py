from functools import partial

import pytest

from sim import History
from sim.history.triggers import Triggers, unknown_stands
from sim.model.condition import Condition
from sim.model.dates import CERTAIN, POSSIBLE
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


def test_what_is_undone_triggers_no_longer_but_has_triggered():
    moves = (plan, on_building, build, undo)
    assert verdict(*moves) is None
    assert triggered(*moves)


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


def test_a_demand_that_is_met_averts_what_would_trigger():
    both = threaten(if_={"harbour": "carried-out"}, unless={"halves": "accepted"})
    assert verdict(plan, offer, both, build, accept) == "discharged since #5"
    assert triggered(plan, offer, both, build, accept), "between the two it was"


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
        threaten(if_={"b": {"aland": "in-force"}, "c": "in-force"}, unless={"a": {"aland": "left"}}),
        Leave(subject="a", by="aland", date="2013-02-10", effective="2013-02-20"),
        Suspend(subject="b", by="aland", date="2013-02-11"),
        Resume(subject="b", by="aland", date="2013-02-12"),
    )
    view = History.of(start, moves).as_of("2013-02-20")
    assert str(Triggers(view).of(view.state.measures["strike"])) == "discharged since #2"
    without = History.of(start, (moves[0], *moves[2:])).as_of("2013-02-20")
    assert str(Triggers(without).of(without.state.measures["strike"])) == "triggered since #3"


def test_a_condition_may_hold_for_the_days_between_two_on_which_something_takes_effect():
    treaty = Commit(subject="treaty", by="bohus", date="2013-02-01", issue="quota", effective="2013-02-20")
    joined = Commit(subject="treaty", by="aland", date="2013-02-02")
    leaving = Leave(subject="treaty", by="aland", date="2013-02-03", effective="2013-02-25")
    moves = (treaty, joined, leaving, threaten(if_={"treaty": {"aland": "leaving", "bohus": "in-force"}}))
    assert not triggered(*moves, day="2013-02-19")
    assert verdict(*moves, day="2013-02-24") == "triggered since #1"
    assert verdict(*moves, day="2013-02-25") is None
    assert triggered(*moves, day="2013-02-25")


def test_nothing_has_come_of_a_deadline_that_is_later_than_the_day_asked_about():
    vague = Suspend(subject="pact", by="aland", date="2013-02-10/2013-06-01")
    threat = threaten(if_={"pact": {"aland": "left"}}, deadline="2013-04-01")
    view = History.of(START, (threat, vague)).as_of("2013-03-01", POSSIBLE)
    assert list(view.numbers) == [1, 2]
    assert not Triggers(view).has_been_triggered(view.state.measures["strike"])
