from collections import Counter
from datetime import date, timedelta

import pytest
from attrs import evolve
from futures import EARLIER, EVERYTHING, SINCE, UNTIL, between, forecast, measure, proposal, result

from sim.assess import Weights, assess
from sim.assess.agreement import agreed
from sim.assess.conduct import conduct
from sim.assess.tension import tension
from sim.forecast.calendar import CalendarEvent, Vote
from sim.forecast.policies.at_random import RandomMoves
from sim.forecast.policies.scripted import Scripted
from sim.model.dates import When
from sim.model.ids import BOTH
from sim.model.move import CarryOut, Commit, Convene, Resume, Suspend, Withdraw
from sim.model.setting import Setting
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Breach, Leave
from sim.rules.subjects.measures import Comply, Impose, Lift
from sim.rules.subjects.proposals import Accept, Oppose, Propose, Repudiate
from sim.rules.subjects.statements import Act
from sim.rules.subjects.talks import AgreeToContinue, BreakOff
from sim.testing.generator import at_random
from sim.testing.story import SETTING, START

ANY = ("any agreement", "")
BROKEN_OFF = ("break-off", "")
CARRIED_OUT = ("threat carried out", "")
VOTE_LOST = ("vote lost", "")
REPUDIATED = ("agreement repudiated", "")
TREATY_BROKEN = ("treaty broken", "")
TREATY_LEFT = ("treaty left", "")
ON_QUOTA = ("agreement", "quota")
HELD = ("talks held by the due date", "experts")


def on(day, by, verb, subject, **fields):
    return verb(subject=subject, by=by, date=f"2013-{day}", **fields)


def scripted(*moves):
    """The policies that make these moves, each by its party; joint ones are on the lists of both."""
    return {party: Scripted([move for move in moves if move.by in (party, BOTH)]) for party in ("aland", "bohus")}


def days(*moves, record=(), **about):
    """The outcomes of a run in which the parties make these moves, and after how many days each came about."""
    return result(forecast(*record, **scripted(*moves), **about)).days


# WHAT IS ASKED


def test_the_outcomes_that_are_asked_about_are_in_order():
    calendar = (CalendarEvent("vote", When.of("2013-05-05"), "The vote"),)
    asked = forecast(calendar=calendar)
    assert asked.measurement.outcomes == (
        *(("agreement", issue) for issue in ("quota", "ports", "mesh")),
        ANY,
        ("any agreement by", "vote"),
        HELD,
        VOTE_LOST,
        REPUDIATED,
        BROKEN_OFF,
        CARRIED_OUT,
        TREATY_BROKEN,
        TREATY_LEFT,
    )


def test_where_nobody_could_vote_no_vote_is_asked_about():
    setting = Setting(SETTING.parties, SETTING.issues)
    assert VOTE_LOST not in forecast(start=Negotiation.begin(setting)).measurement.outcomes


@pytest.mark.parametrize("day", [str(SINCE), "2013-02-01", "2013-06-02"])
def test_only_dates_of_the_calendar_that_lie_ahead_are_asked_about(day):
    asked = forecast(calendar=(CalendarEvent("vote", When.of(day), "The vote"),))
    assert "any agreement by" not in [each for each, _ in asked.measurement.outcomes]


@pytest.mark.parametrize(
    "about", [{"since": date(2013, 4, 1)}, {"until": date(2013, 3, 31)}], ids=["due before", "due after"]
)
def test_only_talks_that_are_due_in_the_time_ahead_are_asked_about(about):
    assert forecast(**about).measurement.due == {}


def test_talks_that_are_off_are_not_asked_about():
    broken = BreakOff(subject="experts", by="aland", date=EARLIER)
    undated = AgreeToContinue(subject="ministers", by=BOTH, date=EARLIER)
    assert forecast(broken, undated).measurement.due == {}


# AGREEMENT


def test_an_agreement_is_noted_on_the_day_of_the_last_acceptance_and_for_each_of_its_issues():
    found = days(
        on("03-05", "aland", Propose, "halves", issue=("quota", "mesh")), on("04-02", "bohus", Accept, "halves")
    )
    assert found == {ANY: 35, ON_QUOTA: 35, ("agreement", "mesh"): 35}


def test_only_the_first_agreement_counts():
    record = (proposal("halves"), proposal("thirds", issue="ports"), proposal("fourths"))
    accepted = (on(f"04-0{number}", "bohus", Accept, name) for number, name in enumerate(("thirds", "halves"), 1))
    assert days(*accepted, record=record) == {ANY: 35, ("agreement", "ports"): 35, ON_QUOTA: 42}


def test_an_agreement_of_the_record_is_none_of_the_run():
    assert days(record=(proposal("halves"), Accept(subject="halves", by="bohus", date=EARLIER))) == {}


def test_what_is_put_by_a_third_party_is_agreed_when_both_have_accepted():
    record = (proposal("mediated", "council"),)
    accepted = (on("03-10", "aland", Accept, "mediated"), on("04-10", "bohus", Accept, "mediated"))
    assert days(accepted[0], record=record) == {}
    assert days(*accepted, record=record) == {ANY: 42, ON_QUOTA: 42}


@pytest.mark.parametrize(("probability", "expected"), [(1, {ANY: 21, ON_QUOTA: 21}), (0, {VOTE_LOST: 21})])
def test_an_acceptance_subject_to_ratification_is_an_agreement_when_the_vote_is_won(probability, expected):
    move = on("03-15", "bohus", Accept, "halves", subject_to="council")
    assert days(move, record=(proposal("halves"),), ratification_probability=probability) == expected


def test_an_agreement_on_procedure_counts_in_no_figure():
    record = (proposal("to-meet", matter="procedure"),)
    moves = (on("03-10", "bohus", Accept, "to-meet"), on("03-20", "aland", Repudiate, "to-meet"))
    assert days(*moves, record=record) == {}


def test_several_that_are_accepted_by_one_move_are_an_agreement_on_the_issues_of_all():
    record = (proposal("halves"), proposal("open-ports", issue="ports"))
    assert days(on("03-15", "bohus", Accept, ("halves", "open-ports")), record=record) == {
        ANY: 14,
        ON_QUOTA: 14,
        ("agreement", "ports"): 14,
    }


def test_what_an_agreement_settles_is_no_agreement_itself():
    record = (proposal("open-ports", issue="ports"), proposal("halves", "bohus", counters="open-ports"))
    assert days(on("03-15", "aland", Accept, "halves"), record=record) == {ANY: 14, ON_QUOTA: 14}


def test_an_agreement_that_is_repudiated_was_one_all_the_same():
    moves = (on("03-15", "bohus", Accept, "halves"), on("04-05", "aland", Repudiate, "halves"))
    assert days(*moves, record=(proposal("halves"),)) == {ANY: 14, ON_QUOTA: 14, REPUDIATED: 35}


def test_a_lost_vote_is_noted_when_it_is_held_and_may_be_put_right():
    record = (proposal("halves"), Accept(subject="halves", by="bohus", date=EARLIER, subject_to="council"))
    found = days(on("03-15", "bohus", Accept, "halves"), record=record, ratification_probability=0)
    assert found == {VOTE_LOST: 7}


@pytest.mark.parametrize(("day", "is_by"), [("2013-04-04", False), ("2013-04-05", True), ("2013-05-01", True)])
def test_an_agreement_by_a_date_is_one_on_that_day_or_before(day, is_by):
    found = days(
        on("04-05", "bohus", Accept, "halves"),
        record=(proposal("halves"),),
        calendar=(CalendarEvent("vote", When.of(day), "The vote"),),
    )
    assert found.get(("any agreement by", "vote")) == (35 if is_by else None)


def test_without_an_agreement_there_is_none_by_any_date():
    assert days(calendar=(CalendarEvent("vote", When.of("2013-05-05"), "The vote"),)) == {}


# TALKS


def test_talks_that_are_broken_off_are_noted():
    assert days(on("04-05", "aland", BreakOff, "experts")) == {BROKEN_OFF: 35}


@pytest.mark.parametrize(("day", "expected"), [("03-29", {HELD: 28}), ("03-30", {})])
def test_talks_are_held_by_the_due_date_if_the_parties_meet_by_then(day, expected):
    assert days(on(day, BOTH, Convene, "experts")) == expected


def test_talks_that_are_held_on_the_due_date_are_held_by_it():
    assert days(on("04-01", BOTH, Convene, "experts"), step="month") == {HELD: 31}


def test_talks_that_are_not_due_are_none_that_are_held():
    assert days(on("03-08", BOTH, Convene, "ministers")) == {}


# THREATS


def test_a_threat_that_is_carried_out_is_noted():
    found = days(on("03-08", "aland", CarryOut, "strike"), record=(measure("strike"),))
    assert found == {CARRIED_OUT: 7}


@pytest.mark.parametrize(("effective", "expected"), [("04-20", {CARRIED_OUT: 50}), ("06-02", {})])
def test_a_threat_that_is_carried_out_from_a_later_day_counts_from_that_day(effective, expected):
    done = on("03-08", "aland", CarryOut, "strike", effective=f"2013-{effective}")
    assert days(done, record=(measure("strike"),)) == expected
    announced = CarryOut(subject="strike", by="aland", date=EARLIER, effective=f"2013-{effective}")
    assert days(record=(measure("strike"), announced)) == expected


def test_a_threat_that_is_called_off_before_its_day_is_not_carried_out():
    announced = CarryOut(subject="strike", by="aland", date=EARLIER, effective="2013-04-20")
    found = days(on("04-05", "aland", Withdraw, "strike"), record=(measure("strike"), announced))
    assert found == {("measure ends", "strike"): 35}


def test_a_threat_that_is_lifted_on_the_next_step_after_its_day_was_carried_out():
    announced = CarryOut(subject="strike", by="aland", date=EARLIER, effective="2013-04-10")
    found = days(on("04-12", "aland", Lift, "strike"), record=(measure("strike"), announced))
    assert found == {CARRIED_OUT: 40, ("measure ends", "strike"): 42}


def test_a_deferred_threat_is_a_threat_and_what_was_carried_out_before_is_none():
    deferred = (measure("strike"), Suspend(subject="strike", by="aland", date=EARLIER))
    assert days(on("03-08", "aland", CarryOut, "strike"), record=deferred) == {CARRIED_OUT: 7}
    stayed = (measure("strike"), *(verb(subject="strike", by="aland", date=EARLIER) for verb in (CarryOut, Suspend)))
    assert days(on("03-08", "aland", Resume, "strike"), record=stayed) == {}


def test_a_threat_that_was_triggered_before_is_not_discharged_in_the_run():
    both = measure("strike", if_={"pact": {"bohus": "suspended"}}, unless={"deal": "accepted"})
    met = (verb(subject="pact", by="bohus", date=EARLIER) for verb in (Suspend, Resume))
    record = (proposal("deal"), both, *met)
    asked = forecast(*record, **scripted(on("03-08", "bohus", Accept, "deal")))
    branch = asked.branch(0).history
    expected = tension(branch.as_of(UNTIL)).points
    assert result(asked).tension[-1] == expected


LEVY = ("measure ends", "levy")


@pytest.mark.parametrize(
    ("fields", "moves", "found"),
    [
        ({}, [on("04-05", "aland", Lift, "levy")], {LEVY: 35}),
        ({}, [on("04-05", "aland", Lift, "levy", effective="2013-04-17")], {LEVY: 47}),
        ({}, [on("04-05", "aland", Suspend, "levy")], {}),
        ({}, [on("04-05", "bohus", Comply, "levy")], {}),
        ({"until": "2013-04-17"}, [], {LEVY: 48}),
        ({"until": "2013-06-01"}, [], {}),
        ({"effective": "2013-04-17"}, [], {}),
        ({"effective": "2013-04-17"}, [on("04-05", "aland", Withdraw, "levy")], {LEVY: 35}),
        ({"effective": "2013-04-17"}, [on("04-05", "bohus", Comply, "levy")], {LEVY: 35}),
        ({"effective": "2013-04-17", "until": "2013-04-30"}, [], {LEVY: 61}),
    ],
    ids=[
        "lifted",
        "to be lifted",
        "suspended",
        "complied",
        "term",
        "later",
        "in effect",
        "called off",
        "averted",
        "both",
    ],
)
def test_a_measure_ends_when_it_is_lifted_called_off_or_its_term_has_run_out(fields, moves, found):
    assert days(*moves, record=(measure("levy", verb=Impose, **fields),)) == found


def test_only_a_measure_that_stands_when_the_forecast_begins_is_asked_about():
    record = (
        measure("strike"),
        measure("levy", verb=Impose),
        measure("toll", verb=Impose),
        Lift(subject="toll", by="aland", date=EARLIER),
        measure("due", verb=Impose, until="2013-02-20"),
        measure("closure", "bohus", Impose, effective="2013-04-17"),
    )
    asked = forecast(*record).measurement.outcomes
    assert [of for outcome, of in asked if outcome == "measure ends"] == ["levy", "closure"]


TO_A_VOTE = (proposal("deal"), Accept(subject="deal", by="bohus", date=EARLIER, subject_to="council"))
RATIFIED = ("ratified", "deal")


def test_a_text_is_ratified_when_the_last_vote_is_a_yes():
    asked = forecast(*TO_A_VOTE, ratification_probability=1)
    assert result(asked).days == {RATIFIED: 7, ANY: 7, ON_QUOTA: 7}
    assert RATIFIED not in result(forecast(*TO_A_VOTE, ratification_probability=0)).days


def test_a_text_that_is_accepted_without_a_vote_is_not_ratified():
    votes = (Vote("vote", "deal"),)
    found = days(on("04-05", "bohus", Accept, "deal"), record=TO_A_VOTE[:1], votes=votes)
    assert found == {ANY: 35, ON_QUOTA: 35}


def test_only_an_open_text_with_a_vote_outstanding_or_declared_is_asked_about():
    votes = (Vote("vote", "halves"), Vote("other", "done"))
    done = (proposal("done"), Accept(subject="done", by="bohus", date=EARLIER))
    asked = forecast(*TO_A_VOTE, proposal("halves"), proposal("thirds"), *done, votes=votes).measurement.outcomes
    assert [of for outcome, of in asked if outcome == "ratified"] == ["deal", "halves"]


def test_what_is_agreed_at_the_end_is_counted_as_its_definition_has_it():
    record = (proposal("old"), Accept(subject="old", by="bohus", date=EARLIER), proposal("new"))
    assert result(forecast(*record)).agreed == 1
    agreeing = [on("04-05", "bohus", Accept, "new"), on("04-12", "aland", Repudiate, "old")]
    asked = forecast(*record, **scripted(*agreeing))
    run = asked.run(0)
    assert result(asked).agreed == agreed(run.context.frozen(), UNTIL) == 1
    assert result(forecast(*record, **scripted(*agreeing[:1]))).agreed == 2


def test_a_measure_that_was_not_threatened_is_no_threat_carried_out():
    record = (measure("levy", verb=Impose, effective="2013-04-01"),)
    assert days(record=record) == {}


def test_what_else_is_carried_out_is_no_threat():
    moves = (on("03-08", "aland", CarryOut, "harbour"), on("03-08", "bohus", CarryOut, "pact"))
    assert days(*moves, record=(proposal("harbour", kind="plan"),)) == {}


# TREATIES


def test_a_treaty_that_is_left_is_noted():
    assert days(on("04-05", "aland", Leave, "pact")) == {TREATY_LEFT: 35}


@pytest.mark.parametrize(
    ("effective", "expected"), [("04-20", {TREATY_LEFT: 50}), ("06-01", {TREATY_LEFT: 92}), ("06-02", {})]
)
def test_a_notice_of_exit_counts_from_the_day_on_which_it_takes_effect(effective, expected):
    assert days(on("03-08", "aland", Leave, "pact", effective=f"2013-{effective}")) == expected
    given = Leave(subject="pact", by="aland", date=EARLIER, effective=f"2013-{effective}")
    assert days(record=(given,)) == expected


def test_a_notice_of_exit_that_is_taken_back_in_time_does_not_count():
    given = Leave(subject="pact", by="aland", date=EARLIER, effective="2013-05-01")
    assert days(on("04-05", "aland", Resume, "pact"), record=(given,)) == {}


def test_a_treaty_that_a_party_leaves_and_comes_back_to_was_left():
    moves = (on("03-08", "aland", Leave, "pact"), on("04-05", "aland", Resume, "pact"))
    assert days(*moves) == {TREATY_LEFT: 7}


def test_a_treaty_that_is_left_again_after_a_return_is_left():
    record = (Leave(subject="pact", by="aland", date=EARLIER),)
    moves = (on("03-08", "aland", Resume, "pact"), on("04-05", "aland", Leave, "pact"))
    assert days(*moves, record=record) == {TREATY_LEFT: 35}


def test_a_treaty_that_both_end_together_is_not_left():
    assert days(on("03-08", BOTH, Leave, "pact")) == {}


def test_a_treaty_that_a_third_party_leaves_counts_if_it_stands_with_a_side():
    guarantee = Commit(subject="guarantee", by="council", date=EARLIER)
    notice = Leave(subject="guarantee", by="council", date=EARLIER, effective="2013-04-05")
    assert days(record=(guarantee, notice)) == {}
    sided = evolve(START, setting=evolve(SETTING, sides={"council": "aland"}))
    assert days(record=(guarantee, notice), start=sided) == {TREATY_LEFT: 35}


def test_a_breach_is_noted_be_it_repeated():
    assert days(on("04-05", "aland", Breach, "pact")) == {TREATY_BROKEN: 35}
    before = Breach(subject="pact", by="aland", date=EARLIER)
    assert days(record=(before,)) == {}
    assert days(on("04-05", "aland", Breach, "pact"), record=(before,)) == {TREATY_BROKEN: 35}


@pytest.mark.parametrize("effective", [None, "2013-02-15", str(SINCE)])
def test_a_treaty_that_was_left_before_is_not_left_again(effective):
    assert days(record=(Leave(subject="pact", by="aland", date=EARLIER, effective=effective),)) == {}


def test_of_several_exits_the_first_counts():
    moves = (
        on("03-08", "aland", Leave, "pact", effective="2013-05-01"),
        on("04-05", "bohus", Leave, "pact"),
        on("03-10", "bohus", Commit, "oath", title="x"),
        on("04-20", "bohus", Leave, "oath"),
    )
    assert days(*moves) == {TREATY_LEFT: 35}


# DEADLOCK, CONCESSIONS, ANSWERS, MOVES


def test_the_deadlock_lasts_since_something_moved_last():
    moves = (on("03-08", "aland", Propose, "halves", issue="quota"), on("04-05", "bohus", Oppose, "halves"))
    assert result(forecast(**scripted(*moves))).deadlock == (UNTIL - date(2013, 3, 8)).days


def test_a_deadlock_of_the_record_goes_on():
    assert result(forecast(proposal("halves"))).deadlock == (UNTIL - date(2013, 2, 1)).days


def test_where_nothing_has_ever_moved_there_is_no_deadlock():
    assert result(forecast()).deadlock is None


def test_the_concessions_of_each_party_are_those_of_the_run_and_what_a_joint_text_concedes_adds_nothing():
    record = (measure("strike"), proposal("halves"), Accept(subject="halves", by="bohus", date=EARLIER))
    moves = (
        on("03-08", "bohus", Comply, "strike"),
        on("03-08", "aland", Propose, "thirds", issue="quota", concedes="the north"),
        on("03-16", BOTH, Propose, "joint", issue="quota", concedes="the south"),
    )
    assert result(forecast(*record, **scripted(*moves))).concessions == {"aland": 1, "bohus": 1}


def test_a_vote_that_is_won_is_no_concession_but_one_on_a_referral_is():
    record = (proposal("halves"), Accept(subject="halves", by="bohus", date=EARLIER, subject_to="council"))
    found = result(forecast(*record, ratification_probability=1))
    assert (found.concessions["bohus"], found.days[ANY]) == (0, 7)
    referred = (proposal("halves"), Oppose(subject="halves", by="bohus", date=EARLIER, subject_to="council"))
    assert result(forecast(*referred, ratification_probability=1)).concessions["bohus"] == 1


def test_who_has_conceded_in_a_deal_of_the_record_does_not_concede_in_it_again():
    record = (
        proposal("halves", concedes="the north"),
        proposal("thirds", "bohus", counters="halves"),
    )
    found = result(forecast(*record, **scripted(on("03-08", "aland", Accept, "thirds"))))
    assert found.concessions == {"aland": 0, "bohus": 1}


def test_what_is_taken_back_is_a_concession_unless_it_was_an_offer():
    record = (proposal("offer"), proposal("plan", kind="plan"))
    moves = (on("03-08", "aland", Withdraw, "offer"), on("03-15", "aland", Withdraw, "plan"))
    assert result(forecast(*record, **scripted(*moves))).concessions == {"aland": 1, "bohus": 0}


def test_answers_are_counted_by_the_tones_of_move_and_answer():
    moves = (
        on("03-08", "aland", Act, "a", tone="hostile"),
        on("03-15", "bohus", Act, "b", tone="neutral"),
        on("03-22", "aland", Act, "c", tone="conciliatory"),
    )
    found = result(forecast(Act(subject="z", by="bohus", date=EARLIER, tone="hostile"), **scripted(*moves)))
    assert found.answers == {
        "aland": Counter({("neutral", "conciliatory"): 1}),
        "bohus": Counter({("hostile", "neutral"): 1}),
    }
    assert found.moves == 3


# TENSION


def test_tension_rises_and_falls_with_what_stands():
    moves = (on("03-08", "aland", Suspend, "pact"), on("03-22", "aland", Resume, "pact"))
    found = result(forecast(**scripted(*moves), until=date(2013, 3, 29))).tension
    assert found == (3, 3, 0, 0)


def test_tension_turns_by_itself_on_the_days_of_the_record():
    assert result(forecast(step="month")).tension == (0, 1, 1)  # the experts are overdue from 2 April on


def test_tension_weighs_what_stands_as_it_is_told():
    asked = forecast(**scripted(on("03-08", "aland", Suspend, "pact")), weights=Weights(participation_suspended=2))
    assert result(asked).tension[0] == 2


# THE SAME AS THE ASSESSMENT OF THE BRANCH

PAIRS = [
    ("hold", "hold"),
    ("random", "random"),
    ("extending", "extending"),
    ("tit-for-tat", "random"),
    ("extending", "grit"),
    ("random", "time-dependent"),
    ("markov", "markov"),
    ("brinkmanship", "brinkmanship"),
    ("scripted", "tit-for-tat"),
]
RECORDS = {"nothing": (), "everything": EVERYTHING}


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize(("aland", "bohus"), PAIRS)
def test_tension_at_each_step_is_that_of_the_branch_as_of_its_day(aland, bohus, record):
    asked = between(aland, bohus, *RECORDS[record], until=date(2013, 9, 1))
    for number in range(3):
        history = asked.branch(number).history
        expected = [tension(history.as_of(when)).points for when in asked.setup.days]
        assert list(result(asked, number).tension) == expected


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize(("aland", "bohus"), PAIRS)
def test_concessions_answers_and_deadlock_are_those_of_the_branch(aland, bohus, record):
    asked = between(aland, bohus, *RECORDS[record])
    for number in range(3):
        history, found = asked.branch(number).history, result(asked, number)
        whole = assess(history.as_of(UNTIL), history.as_of(SINCE))
        assert found.concessions == {party: len(each.concessions) for party, each in whole.conduct.items()}
        assert found.deadlock == whole.deadlock.days
        assert found.moves == len(history.as_of(UNTIL).since(history.as_of(SINCE)))
        for party, each in whole.reciprocity.items():
            in_kind = sum(count for (one, other), count in found.answers[party].items() if one == other)
            assert (found.answers[party].total(), in_kind) == (len(each.answered), len(each.in_kind))


@pytest.mark.parametrize("seed", range(12))
def test_tension_and_concessions_are_those_of_the_branch_after_any_record(seed):
    history = at_random(seed, 40)
    since = history.dates[10 + 2 * seed].best
    asked = forecast(**{party: RandomMoves() for party in ("aland", "bohus")}, since=since, until=since + timedelta(90))
    asked = evolve(asked, history=history)
    found, end = result(asked), asked.branch(0).history
    assert list(found.tension) == [tension(end.as_of(when)).points for when in asked.setup.days]
    whole = conduct(end.as_of(asked.until), end.as_of(asked.until).since(end.as_of(since)))
    assert found.concessions == {party: len(each.concessions) for party, each in whole.items()}


def test_watching_a_run_does_not_change_it():
    asked = between("random", "extending", *EVERYTHING)
    assert result(asked, 3).moves == len(asked.run(3).moves)
    assert result(asked, 3) == result(asked, 3)


def test_deadlock_goes_by_the_tightened_date():
    halves = Propose(subject="halves", by="aland", date="2013-02/2013-06", issue="quota")
    asked = forecast(halves, Withdraw(subject="halves", by="aland", date="2013-02-20"))
    assert result(asked).deadlock == assess(asked.branch(0).history.as_of(UNTIL)).deadlock.days
