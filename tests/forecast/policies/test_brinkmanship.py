from random import Random

import pytest
from attrs import evolve
from futures import EARLIER, SINCE, Loaded, choice, choices, context, forecast, made, make, runs
from scipy import stats

from sim.forecast.policies.brinkmanship import Brinkmanship
from sim.model.dates import When
from sim.model.ids import BOTH
from sim.model.move import CarryOut, Extend, Lapse, Suspend, Withdraw
from sim.model.setting import Setting
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Leave
from sim.rules.subjects.measures import Comply, Impose, Threaten
from sim.rules.subjects.proposals import Accept, Propose
from sim.rules.subjects.talks import AgreeToContinue, BreakOff
from sim.testing.story import SETTING, START

JOINT_INDEX = AgreeToContinue(subject="ministers", by=BOTH, date=SINCE)


def threat(party="aland", name="strike", **fields):
    return Threaten(subject=name, by=party, date=EARLIER, issue="ports", action="x", **fields)


def done(party, verb, name="strike", **fields):
    return verb(subject=name, by=party, date=EARLIER, **fields)


def verbs(policy, *moves, count=400):
    return [move and move.verb for move in choices(policy, context(*moves), count=count)]


def rarely(state, party="aland", count=60):
    """What it does where it makes a new threat, as it does once in ten times."""
    return [choice(Brinkmanship(1, 0, 0), state, party, Loaded(0.05)) for _ in range(count)]


def happens(found, verb, chance):
    return stats.binomtest(found.count(verb), len(found), chance).pvalue > 0.001


# WITH NO THREAT STANDING


@pytest.mark.parametrize("resolve", [0, 0.3, 1])
def test_it_makes_a_threat_with_a_tenth_of_the_chance_of_its_resolve(resolve):
    found = verbs(Brinkmanship(resolve), count=800)
    assert happens(found, "threaten", resolve / 10)
    assert set(found) <= {"threaten", None}


def test_its_threats_are_on_any_issue_and_have_ids_of_their_own():
    state = context(threat("bohus", "threat-2"))
    found = [move for move in choices(Brinkmanship(1), state, count=600) if move]
    assert {move.issue for move in found} == {("quota",), ("ports",), ("mesh",)}
    assert {move.subject for move in found} == {"threat-3"}


def test_without_issues_there_is_nothing_to_threaten_over():
    bare = context(start=Negotiation.begin(Setting(SETTING.parties)))
    assert {*rarely(bare)} == {None}


def test_harm_done_without_a_threat_is_no_threat_that_stands():
    levy = Impose(subject="levy", by="aland", date=EARLIER, issue="ports", action="x")
    assert {move.verb for move in rarely(context(levy))} == {"threaten"}


# WITH ONE OF ITS OWN


def test_with_slip_1_its_threat_goes_off_by_itself():
    assert set(verbs(Brinkmanship(0, 0, 1), threat())) == {"carry-out"}


def test_its_threat_goes_off_by_itself_with_the_chance_of_slip():
    policy = Brinkmanship(resolve=0, audience_cost=1, slip=0.2)
    assert happens(verbs(policy, threat()), "carry-out", 0.2)


def test_with_full_resolve_it_carries_out_and_with_none_it_backs_down():
    assert set(verbs(Brinkmanship(1, 0, 0), threat())) == {"carry-out"}
    assert set(verbs(Brinkmanship(0, 0, 0), threat())) == {"withdraw"}


@pytest.mark.parametrize(("resolve", "cost"), [(0.5, 0), (0.5, 0.5), (0.2, 0.3)])
def test_it_carries_out_and_backs_down_with_the_chances_that_it_says(resolve, cost):
    found = verbs(Brinkmanship(resolve, cost, 0), threat(), count=800)
    assert happens(found, "carry-out", resolve**2)
    assert happens(found, "withdraw", (1 - resolve**2) * (1 - resolve) ** 2 * (1 - cost))
    assert set(found) == {"carry-out", "withdraw", None}


def test_who_would_pay_for_it_at_home_does_not_back_down():
    assert set(verbs(Brinkmanship(0, 1, 0), threat())) == {None}


def test_of_several_threats_of_its_own_the_oldest_comes_first():
    found = choices(Brinkmanship(1, 0, 0), context(threat(), threat(name="block")), count=20)
    assert {move.subject for move in found} == {"strike"}


@pytest.mark.parametrize("policy", [Brinkmanship(1, 0, 0), Brinkmanship(0, 0, 1)], ids=["by resolve", "by slip"])
def test_a_threat_is_carried_out_by_itself_whatever_other_harm_its_author_has_done(policy):
    broken = BreakOff(subject="experts", by="aland", date=EARLIER)
    levy = Impose(subject="levy", by="aland", date=EARLIER, issue="quota", action="tax fish")
    carried_out = choice(policy, context(broken, levy, threat()))
    assert (carried_out.verb, carried_out.as_) == ("carry-out", None)


def test_a_threat_that_it_has_carried_out_from_a_later_day_is_none_any_more():
    announced = [threat(), done("aland", CarryOut, effective="2013-06-30")]
    assert {move.verb for move in rarely(context(*announced))} == {"threaten"}


@pytest.mark.parametrize(("until", "verb"), [("2013-02-28", "carry-out"), (str(SINCE), "threaten")])
def test_a_threat_that_is_deferred_stands_again_when_that_has_ended(until, verb):
    deferred = [threat(), done("aland", Suspend, until=until)]
    assert {move.verb for move in rarely(context(*deferred))} == {verb}


# IN ITS TIME


def carries_out(*moves, day=SINCE, **about):
    """What it may carry out on a day, when it never gives way."""
    found = choices(Brinkmanship(1, 1, 1), context(*moves, on=day, **about), count=20)
    return {move.subject for move in found if isinstance(move, CarryOut)}


@pytest.mark.parametrize(("day", "carried_out"), [("2013-04-14", set()), ("2013-04-15", {"strike"})])
def test_a_threat_with_a_deadline_is_carried_out_on_that_day_at_the_earliest(day, carried_out):
    assert carries_out(threat(deadline="2013-04-15"), day=day) == carried_out


def test_a_deadline_that_was_put_off_counts_as_it_stands_now():
    put_off = done("aland", Extend, deadline="2013-05-15")
    assert carries_out(threat(deadline="2013-04-15"), put_off, day="2013-04-20") == set()
    assert carries_out(threat(deadline="2013-04-15"), put_off, day="2013-05-15") == {"strike"}


@pytest.mark.parametrize("deadline", [None, "2013-05-01"])
def test_a_threat_with_a_condition_on_the_record_is_carried_out_once_that_is_met(deadline):
    conditional = threat(if_={"pact": {"bohus": "left"}}, deadline=deadline)
    left = Leave(subject="pact", by="bohus", date=EARLIER)
    assert carries_out(conditional) == set()
    assert carries_out(conditional, left) == {"strike"}


def test_a_condition_that_is_met_in_the_run_counts_from_then_on():
    left = Leave(subject="pact", by="bohus", date=SINCE)
    state = context(threat(if_={"pact": {"bohus": "left"}}))
    make(state, left)
    assert choice(Brinkmanship(1, 1, 1), state).subject == "strike"


def test_a_condition_that_a_day_meets_counts_from_that_day_on():
    conditional = threat(if_={"pact": {"bohus": "left"}})
    notice = Leave(subject="pact", by="bohus", date=EARLIER, effective="2013-04-01")
    assert carries_out(conditional, notice, day="2013-03-31") == set()
    assert carries_out(conditional, notice, day="2013-04-01") == {"strike"}


def test_a_condition_in_words_is_never_met_and_leaves_the_deadline():
    assert carries_out(threat(if_="they leave the pact"), day="2013-05-30") == set()
    assert carries_out(threat(if_="they leave the pact", deadline="2013-05-01"), day="2013-05-30") == {"strike"}
    assert carries_out(threat(unless="they give in")) == {"strike"}


def test_a_threat_that_is_discharged_is_not_carried_out_and_nobody_complies_with_it():
    offer = Propose(subject="halves", by="aland", date=EARLIER, issue="quota")
    met = Accept(subject="halves", by="bohus", date=EARLIER)
    record = [offer, threat(unless={"halves": "accepted"}, deadline="2013-04-15")]
    assert carries_out(*record, day="2013-05-30") == {"strike"}
    assert carries_out(*record, met, day="2013-05-30") == set()
    answers = choices(Brinkmanship(0, credibility=1), context(*record, met), "bohus", count=20)
    assert set(answers) == {None}


def test_the_first_condition_to_be_met_is_the_one_that_counts():
    both = threat(unless={"halves": "accepted"}, if_={"pact": {"bohus": "left"}})
    offer = Propose(subject="halves", by="aland", date=EARLIER, issue="quota")
    met, left = Accept(subject="halves", by="bohus", date=EARLIER), Leave(subject="pact", by="bohus", date=EARLIER)
    assert carries_out(offer, both, left, met) == {"strike"}
    assert carries_out(offer, both, met, left) == set()


def test_a_condition_of_a_threat_that_is_made_in_the_run_is_watched_from_then_on():
    state = context()
    make(state, evolve(threat(if_={"pact": {"bohus": "left"}}), date=When.of(SINCE)))
    other = state.copy()
    assert choice(Brinkmanship(1, 1, 1), state) is None
    make(state, Leave(subject="pact", by="bohus", date=SINCE))
    assert choice(Brinkmanship(1, 1, 1), state).verb == "carry-out"
    assert choice(Brinkmanship(1, 1, 1), other) is None


def test_a_threat_is_carried_out_in_a_run_on_the_first_step_from_its_deadline_on():
    asked = forecast(threat(deadline="2013-04-15"), aland=Brinkmanship(1, 1, 0))
    assert [made(asked, number)[0] for number in range(5)] == [("2013-04-19", "aland", "carry-out", "strike")] * 5
    assert not made(forecast(threat(deadline="2013-06-02"), aland=Brinkmanship(1, 1, 0.5)))


# UNDER THREAT


def test_what_the_other_side_announces_and_what_a_third_party_threatens_that_stands_with_it_are_threats():
    announced = Impose(subject="levy", by="bohus", date=EARLIER, issue="ports", effective="2013-06-30")
    assert set(verbs(Brinkmanship(0, credibility=1), announced, count=20)) == {"comply"}
    sided = evolve(START, setting=evolve(SETTING, sides={"council": "bohus"}))
    state = context(threat("council"), start=sided)
    assert {move.verb for move in choices(Brinkmanship(0, credibility=1), state, count=20)} == {"comply"}
    assert set(verbs(Brinkmanship(0, credibility=1), threat("council"), count=20)) == {None}


def test_it_does_not_carry_out_what_a_third_party_threatens_that_stands_with_it():
    sided = evolve(START, setting=evolve(SETTING, sides={"council": "aland"}))
    assert {move.verb for move in rarely(context(threat("council"), start=sided))} == {"threaten"}


@pytest.mark.parametrize(("resolve", "credibility"), [(0, 1), (0, 0), (1, 1), (0.4, 0.5)])
def test_it_complies_with_the_chance_of_its_belief_and_of_what_it_is_not_resolved_on(resolve, credibility):
    found = verbs(Brinkmanship(resolve, credibility=credibility), threat("bohus"))
    assert happens(found, "comply", credibility * (1 - resolve))


def test_it_answers_the_oldest_threat_first():
    state = context(threat("bohus"), threat("bohus", "block"))
    assert {move.subject for move in choices(Brinkmanship(0, credibility=1), state, count=20)} == {"strike"}
    found = choice(Brinkmanship(0, credibility=0.5), state, random=Loaded(0.9, 0.1))
    assert (found.verb, found.subject) == ("comply", "block")


def test_a_slip_comes_before_its_answer_and_its_answer_before_its_own_threat():
    state = context(threat(), threat("bohus", "block"))
    policy = Brinkmanship(0.5, 0, slip=0.1, credibility=0.8)
    assert choice(policy, state, random=Loaded(0.05)).verb == "carry-out"
    assert choice(policy, state, random=Loaded(0.2, 0.3)).verb == "comply"
    assert choice(policy, state, random=Loaded(0.2, 0.5, 0.2)).verb == "carry-out"
    assert choice(policy, state, random=Loaded(0.2, 0.5, 0.9, 0.2)).verb == "withdraw"
    assert choice(policy, state, random=Loaded(0.2, 0.5, 0.9, 0.9)) is None


# ITS BELIEF


@pytest.mark.parametrize(
    ("moves", "belief"),
    [
        ([], 0.5),
        ([threat("bohus")], 0.5),
        ([threat("bohus"), done("bohus", CarryOut)], 2 / 3),
        ([threat("bohus"), done("bohus", Withdraw)], 1 / 3),
        ([threat("bohus"), Lapse(subject="strike", date=EARLIER)], 1 / 3),
        ([threat("bohus"), done("aland", Comply)], 0.5),
        ([threat("bohus"), threat("bohus", "block", replaces="strike")], 0.5),
        ([threat("bohus"), done("bohus", CarryOut), threat("bohus", "b"), done("bohus", Withdraw, "b")], 0.5),
        ([threat("aland"), done("aland", CarryOut)], 0.5),
        ([Impose(subject="levy", by="bohus", date=EARLIER, issue="ports", action="x")], 0.5),
    ],
    ids=["none", "stands", "done", "back", "lapsed", "worked", "replaced", "both", "own", "unthreatened"],
)
def test_its_belief_follows_what_became_of_the_threats_of_the_other_side(moves, belief):
    assert Brinkmanship().belief(context(*moves), "aland") == pytest.approx(belief)


def test_a_threat_that_was_carried_out_elsewhere_counts_as_carried_out():
    broken = BreakOff(subject="experts", by="bohus", date=EARLIER)
    carried_out = done("bohus", CarryOut, as_="experts")
    assert Brinkmanship().belief(context(threat("bohus"), broken, carried_out), "aland") == pytest.approx(2 / 3)


def test_its_belief_begins_with_the_credibility_of_the_other_side_as_if_that_were_two_cases():
    state = context(threat("bohus"), done("bohus", CarryOut))
    assert Brinkmanship(credibility=0.2).belief(context(), "aland") == pytest.approx(0.2)
    assert Brinkmanship(credibility=0.2).belief(state, "aland") == pytest.approx(1.4 / 3)


# TOGETHER


@pytest.mark.parametrize("resolve", [0, 0.3, 1])
def test_it_joins_in_with_the_chance_that_it_does_not_insist(resolve):
    random = Random(1)
    joined = sum(Brinkmanship(resolve).consents(context(), "aland", JOINT_INDEX, random) for _ in range(400))
    assert stats.binomtest(joined, 400, 1 - resolve).pvalue > 0.001


def test_two_that_never_give_way_carry_out_all_that_they_threaten():
    record = (threat(), threat("bohus", "block"))
    found = made(forecast(*record, aland=Brinkmanship(1, 1, 0), bohus=Brinkmanship(1, 1, 0), step="month"))
    assert {each[1:] for each in found} >= {("aland", "carry-out", "strike"), ("bohus", "carry-out", "block")}


def test_two_that_give_way_at_once_never_threaten():
    assert [run.moves for run in runs(forecast(aland=Brinkmanship(0), bohus=Brinkmanship(0)), 3)] == [()] * 3
