from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from futures import EARLIER, SINCE, choice, choices, context, forecast, made, make
from scipy import stats

from sim.forecast.calendar import CalendarEvent
from sim.forecast.policies.scripted import Scripted
from sim.forecast.policies.time_dependent import TimeDependent
from sim.forecast.registry import PolicySpec
from sim.model.dates import When
from sim.model.errors import InvalidFieldError, PolicyError
from sim.model.ids import BOTH
from sim.model.move import CarryOut, Suspend, Withdraw
from sim.rules.subjects.measures import Comply, Impose, Threaten
from sim.rules.subjects.proposals import Accept, Oppose, Propose, Reject, Repudiate
from sim.rules.subjects.talks import AgreeToContinue

UNTIL = date(2013, 6, 9)
HALF = "2013-04-20"
JOINT_INDEX = AgreeToContinue(subject="ministers", by=BOTH, date=SINCE)


def by(party, verb, subject, **fields):
    return verb(subject=subject, by=party, date=EARLIER, **fields)


def offers(count, party="bohus", first=0, **fields):
    return [by(party, Propose, f"p{number}", issue="quota", **fields) for number in range(first, first + count)]


def threat(party="aland", name="strike"):
    return by(party, Threaten, name, issue="ports", action="x")


def at(day, *moves, **about):
    return context(*moves, on=day, until=UNTIL, **about)


def readiness(policy, day, **about):
    return policy.readiness(at(day, **about))


def does(policy, *moves, day=UNTIL):
    """What it may do on the last day, when it is ready for all."""
    found = choices(policy, at(day, *moves), count=40)
    return {move and (move.verb, move.subject) for move in found}


# HOW READY IT IS


@pytest.mark.parametrize(("tactic", "halfway"), [("boulware", 0.5**5), ("linear", 0.5), ("conceder", 0.5**0.2)])
def test_readiness_goes_from_0_to_1_by_its_tactic(tactic, halfway):
    policy = TimeDependent(tactic)
    found = [readiness(policy, day) for day in (SINCE, HALF, UNTIL)]
    assert found == pytest.approx([0, halfway, 1])


@pytest.mark.parametrize("beta", [0.5, 1, 2])
def test_beta_takes_the_place_of_the_tactic(beta):
    found = [readiness(TimeDependent("boulware", beta), day) for day in ("2013-03-26", HALF, "2013-05-15")]
    assert found == pytest.approx([share ** (1 / beta) for share in (0.25, 0.5, 0.75)])


def test_readiness_begins_with_k():
    found = [readiness(TimeDependent(k=0.4), day) for day in (SINCE, HALF, UNTIL)]
    assert found == pytest.approx([0.4, 0.7, 1])


def test_the_deadline_is_one_of_the_calendar_and_readiness_stays_at_1_after_it():
    calendar = (CalendarEvent("vote", When.of(HALF), "The vote"),)
    found = [readiness(TimeDependent(deadline="vote"), day, calendar=calendar) for day in ("2013-03-26", HALF, UNTIL)]
    assert found == pytest.approx([0.5, 1, 1])


def test_the_dates_that_follow_from_the_record_are_deadlines_too():
    assert readiness(TimeDependent(deadline="experts"), "2013-04-01") == 1


def test_an_unknown_deadline_is_named_with_what_was_meant():
    calendar = (CalendarEvent("vote", When.of(HALF), "The vote"),)
    asked = forecast(*offers(1), aland=TimeDependent(deadline="vota"), calendar=calendar)
    with pytest.raises(PolicyError, match=r"on 2013-03-08: the calendar has no 'vota'; did you mean vote\?"):
        asked.run(0)


# WHAT IS ASKED OF IT


def test_it_accepts_what_awaits_its_answer_without_ratifiers():
    found = choice(TimeDependent(), at(UNTIL, *offers(1)))
    assert (type(found), found.subject, found.by, found.subject_to) == (Accept, "p0", "aland", ())


def test_it_takes_back_its_own_threats_requests_and_plans():
    own = [threat(), *offers(1, "aland", kind="request"), *offers(1, "aland", 1, kind="plan")]
    assert does(TimeDependent(), *own) == {("withdraw", "strike"), ("withdraw", "p0"), ("withdraw", "p1")}


@pytest.mark.parametrize(
    "moves",
    [
        [],
        offers(1, "aland"),
        offers(1, kind="plan"),
        [threat("bohus")],
        [by("aland", Impose, "levy", issue="ports", action="x")],
        [threat(), by("aland", CarryOut, "strike")],
        [threat(), by("bohus", Comply, "strike")],
        [*offers(1), by("bohus", Withdraw, "p0")],
        offers(1, expires="2013-05-01"),
        [*offers(1), by("aland", Accept, "p0")],
        [*offers(1), by("aland", Accept, "p0", subject_to="council")],
        [*offers(1), by("aland", Accept, "p0"), by("aland", Repudiate, "p0")],
        [threat(), by("aland", Withdraw, "strike")],
    ],
    ids=[
        "nothing",
        "offer",
        "plan",
        "threat",
        "measure",
        "carried out",
        "complied",
        "gone",
        "expired",
        "met",
        "to a vote",
        "repudiated",
        "back",
    ],
)
def test_where_nothing_more_is_asked_of_it_it_makes_no_move(moves):
    assert does(TimeDependent(), *moves) == {None}


def test_what_has_expired_is_no_part_of_what_is_asked():
    expired = offers(1, first=1, expires="2013-03-15")
    assert does(TimeDependent(), *offers(1), *expired, day=HALF) == {None, ("accept", "p0")}
    assert does(TimeDependent(), *offers(2), day=HALF) == {("accept", "p0"), ("accept", "p1")}


def test_what_it_has_refused_is_asked_of_it_still():
    assert does(TimeDependent(), *offers(1), by("aland", Oppose, "p0")) == {("accept", "p0")}


def test_what_its_ratifiers_have_refused_is_answered_and_not_asked_of_it_again():
    lost = [*offers(1), by("aland", Accept, "p0", subject_to="council"), by("council", Reject, "p0")]
    assert does(TimeDependent(), *lost) == {None}


def test_what_it_has_countered_is_answered_while_the_counter_proposal_awaits_an_answer():
    counter = by("aland", Propose, "counter", issue="quota", counters="p0")
    assert does(TimeDependent(), *offers(1), counter) == {None}
    assert does(TimeDependent(), *offers(1), counter, by("bohus", Oppose, "counter")) == {("accept", "p0")}
    assert does(TimeDependent(), *offers(1), counter, by("aland", Withdraw, "counter")) == {("accept", "p0")}


def test_what_another_text_has_settled_is_not_answered():
    counter = by("bohus", Propose, "counter", issue="quota", counters="own")
    settled = [*offers(1), by("aland", Propose, "own", issue="quota", counters="p0"), counter]
    assert does(TimeDependent(), *settled, by("aland", Accept, "counter")) == {None}


def test_a_plan_that_it_has_carried_out_over_opposition_it_undoes():
    done = [*offers(1, "aland", kind="plan"), by("aland", CarryOut, "p0")]
    assert does(TimeDependent(), *done) == {None}
    assert does(TimeDependent(), *done, by("bohus", Oppose, "p0")) == {("withdraw", "p0")}


def test_it_calls_off_what_it_has_announced_or_deferred_and_not_what_is_in_place_by_now():
    announced = by("aland", Impose, "levy", issue="ports", action="x", effective="2013-06-30")
    in_place = by("aland", Impose, "levy", issue="ports", action="x", effective="2013-05-30")
    assert does(TimeDependent(), announced) == {("withdraw", "levy")}
    assert does(TimeDependent(), in_place) == {None}
    assert does(TimeDependent(), threat(), by("aland", Suspend, "strike")) == {("withdraw", "strike")}


def test_what_a_third_party_proposes_is_accepted_by_each_for_itself():
    mediated = offers(1, "council")
    assert does(TimeDependent(), *mediated) == {("accept", "p0")}
    assert choice(TimeDependent(), at(UNTIL, *mediated), "bohus").by == "bohus"


def test_it_gives_way_on_any_of_them_by_chance():
    assert does(TimeDependent(), *offers(3)) == {("accept", "p0"), ("accept", "p1"), ("accept", "p2")}


# WHEN


def test_at_the_start_it_makes_no_move():
    assert does(TimeDependent("conceder"), *offers(2), day=SINCE) == {None}


def share_that_gives_way(policy, *moves, day, last=None, count=800):
    """The share of what it does on a day, after a last turn on another, that is a move."""
    state = at(day if last is None else last, *moves)
    if last is not None:
        state.take_turn("aland")
        state.turn_to(When.of(day))
    found = choices(policy, state, count=count)
    return sum(move is not None for move in found)


def test_it_gives_way_for_sure_where_with_one_more_it_has_met_the_share_it_is_ready_for():
    met = [by("aland", Accept, f"p{number}") for number in range(2)]
    assert share_that_gives_way(TimeDependent(), *offers(4), *met, day="2013-05-15", count=40) == 40
    assert share_that_gives_way(TimeDependent(), *offers(4), *met, day="2013-04-20", count=40) == 0


def test_a_fraction_of_one_more_is_the_chance_of_it():
    met = [by("aland", Accept, f"p{number}") for number in range(2)]
    found = share_that_gives_way(TimeDependent(), *offers(4), *met, day="2013-04-30")
    assert stats.binomtest(found, 800, 0.4).pvalue > 0.001


def test_what_it_has_not_given_at_the_last_turn_is_not_given_again_by_chance():
    found = share_that_gives_way(TimeDependent(), *offers(1), day="2013-05-15", last=HALF)
    assert stats.binomtest(found, 800, 0.5).pvalue > 0.001
    assert share_that_gives_way(TimeDependent(), *offers(1), day=HALF, last=HALF) == 0


def test_an_offer_that_has_come_since_the_last_turn_is_met_with_the_whole_chance():
    state = at(HALF)
    state.take_turn("aland")
    state.turn_to(When.of("2013-05-15"))
    make(state, Propose(subject="new", by="bohus", date="2013-05-15", issue="quota"))
    found = [move for move in choices(TimeDependent(), state, count=800) if move]
    assert stats.binomtest(len(found), 800, 0.75).pvalue > 0.001


@pytest.mark.parametrize("step", ["day", "week", "month"])
@pytest.mark.parametrize("tactic", ["boulware", "linear", "conceder"])
def test_one_offer_is_accepted_by_a_day_with_the_share_that_it_is_ready_for_whatever_the_step(tactic, step):
    vote = (CalendarEvent("vote", When.of(UNTIL), "The vote"),)
    policy = TimeDependent(tactic, deadline="vote")
    asked = forecast(*offers(1), aland=policy, step=step, until=date(2013, 5, 1), calendar=vote)
    accepted = sum(bool(made(asked, number)) for number in range(300))
    assert stats.binomtest(accepted, 300, readiness(policy, "2013-05-01", calendar=vote)).pvalue > 0.001


@pytest.mark.parametrize("tactic", ["boulware", "linear", "conceder"])
def test_no_horizon_turns_what_is_sure_into_what_is_impossible(tactic):
    for days in range(11):
        until = UNTIL + timedelta(days=days)
        asked = forecast(*offers(1), aland=TimeDependent(tactic), until=until)
        assert all(len(made(asked, number)) == 1 for number in range(10)), until


@pytest.mark.parametrize("tactic", ["boulware", "linear", "conceder"])
def test_a_horizon_that_moves_by_days_past_the_expiry_of_an_offer_moves_the_chance_smoothly(tactic):
    expiring = offers(1, expires=str(UNTIL))

    def share(days):
        asked = forecast(*expiring, aland=TimeDependent(tactic), until=UNTIL + timedelta(days=days), step="day")
        return sum(bool(made(asked, number)) for number in range(100)) / 100

    shares = [share(days) for days in (0, 2, 5, 10)]
    assert shares[0] == 1
    assert all(-0.15 < before - after < 0.4 for before, after in pairwise(shares))


def test_what_it_is_ready_for_at_the_start_it_meets_at_once():
    assert does(TimeDependent(k=0.5), *offers(2), day=SINCE) == {("accept", "p0"), ("accept", "p1")}
    assert does(TimeDependent(k=0.5), *offers(2), by("aland", Accept, "p1"), day=SINCE) == {None}


def test_it_meets_one_at_a_step_so_that_several_want_several_steps():
    def met(until):
        return len(made(forecast(*offers(3), aland=TimeDependent(), step="month", until=until)))

    assert [met(until) for until in (date(2013, 4, 1), date(2013, 12, 1))] == [1, 3]


def test_by_its_deadline_it_has_given_way_on_all_that_is_asked():
    verbs = [verb for _, _, verb, _ in made(forecast(*offers(3), threat(), aland=TimeDependent(), step="day"))]
    assert sorted(verbs) == ["accept", "accept", "accept", "withdraw"]


VOTE = (CalendarEvent("vote", When.of("2013-05-14"), "The vote"),)


@pytest.mark.parametrize("step", ["day", "week", "month"])
@pytest.mark.parametrize(
    "policy",
    [
        TimeDependent("boulware", deadline="vote"),
        PolicySpec("time-dependent", {"tactic": "boulware", "deadline": "vote"}),
        Scripted(then=TimeDependent("boulware", deadline="vote")),
    ],
    ids=["made", "named", "after a script"],
)
def test_a_deadline_between_two_steps_is_met_all_the_same(policy, step):
    asked = forecast(*offers(1), aland=policy, step=step, calendar=VOTE)
    accepted = [made(asked, number)[0][0] for number in range(20)]
    assert max(accepted) == "2013-05-14"


def test_a_deadline_adds_one_step_and_none_outside_the_forecast():
    def steps(**about):
        asked = forecast(aland=TimeDependent(deadline="vote"), step="month", calendar=VOTE, **about)
        return [str(when) for when in asked.setup.days]

    assert steps() == ["2013-04-01", "2013-05-01", "2013-05-14", "2013-06-01"]
    assert steps(until=date(2013, 5, 14)) == ["2013-04-01", "2013-05-01", "2013-05-14"]
    assert steps(until=date(2013, 5, 10)) == ["2013-04-01", "2013-05-01", "2013-05-10"]
    assert steps(since=date(2013, 5, 14)) == ["2013-06-01"]


def test_who_gives_way_late_does_so_after_who_gives_way_soon():
    soon, evenly, late = (
        made(forecast(*offers(2), aland=TimeDependent(tactic), step="day"))[0][0]
        for tactic in ("conceder", "linear", "boulware")
    )
    assert soon < evenly < late


def test_it_joins_in_with_the_chance_of_its_readiness():
    state, random = at("2013-03-31"), Random(0)
    joined = sum(TimeDependent().consents(state, "aland", JOINT_INDEX, random) for _ in range(400))
    assert stats.binomtest(joined, 400, 0.3).pvalue > 0.001
    assert not TimeDependent().consents(at(SINCE), "aland", JOINT_INDEX, random)
    assert TimeDependent().consents(at(UNTIL), "aland", JOINT_INDEX, random)


# ITS PARAMETERS


def test_there_are_three_tactics():
    with pytest.raises(InvalidFieldError, match=r"tactic cannot be 'boulwar'; did you mean boulware\?"):
        TimeDependent("boulwar")


@pytest.mark.parametrize(("name", "value"), [("beta", -1), ("beta", 101), ("k", 1.5), ("k", "half")])
def test_its_numbers_have_their_bounds(name, value):
    with pytest.raises(InvalidFieldError, match=f"{name} cannot be {value!r}; give a number from 0 to"):
        TimeDependent(**{name: value})
