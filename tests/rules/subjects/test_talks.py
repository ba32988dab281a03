from functools import partial

import pytest
from days import DAY, LATER, MUCH_LATER

from sim.model.dates import When
from sim.model.errors import InvalidFieldError
from sim.model.move import Adjourn, Convene, Suspend
from sim.rules.state import Negotiation
from sim.rules.subjects.talks import (
    ADJOURNED,
    BROKEN_OFF,
    IDLE,
    IN_SESSION,
    SCHEDULED,
    SUSPENDED,
    AgreeToContinue,
    BreakOff,
    Round,
    Talks,
)
from sim.rules.verdict import effects
from sim.testing.story import SETTING, after

NAME = "ministers"
convene = partial(Convene, subject=NAME, by="both", date=DAY)
agree = partial(AgreeToContinue, subject=NAME, by="both", date=DAY)
adjourn = partial(Adjourn, subject=NAME, by="both", date=DAY)
suspend = partial(Suspend, subject=NAME, by="aland", date=LATER)
break_off = partial(BreakOff, subject=NAME, by="aland", date=LATER)


def talks(story):
    return story.state.talks[NAME]


def in_status(status):
    return Negotiation.begin(SETTING, [Talks.declared(NAME, status=status)])


@pytest.mark.parametrize("status", [IDLE, ADJOURNED, SCHEDULED, SUSPENDED, BROKEN_OFF])
def test_talks_that_are_not_in_session_may_be_convened(status):
    after(start=in_status(status)).accepts(convene()).leads_to(NAME, IN_SESSION)


def test_talks_in_session_are_not_convened_again():
    after(convene()).refuses(convene(), because="it has been in session since 2013-03-01; adjourn the round first")


@pytest.mark.parametrize(
    ("moves", "move"), [((), convene), ((), agree), ((convene(),), agree), ((convene(),), adjourn)]
)
def test_it_takes_both_or_a_third_party_to_convene_to_agree_and_to_adjourn(moves, move):
    after(*moves).refuses(move(by="aland"), because="it takes both parties; write `by: both`, or name the third party")
    after(*moves).accepts(move(by="both"))
    after(*moves).accepts(move(by="council"))


def test_to_convene_after_a_break_is_conciliatory():
    in_recess = {effects(in_status(status), convene())[0].tone for status in (IDLE, ADJOURNED, SCHEDULED)}
    off = {effects(in_status(status), convene())[0].tone for status in (SUSPENDED, BROKEN_OFF)}
    assert (in_recess, off) == ({"neutral"}, {"conciliatory"})


@pytest.mark.parametrize("status", [IDLE, ADJOURNED, SCHEDULED, SUSPENDED, BROKEN_OFF])
def test_who_agrees_to_continue_schedules_the_next_round(status):
    story = after(start=in_status(status)).accepts(agree(due=LATER, place="Mariehamn", mandate="quotas"))
    story.leads_to(NAME, SCHEDULED)
    assert talks(story).next_round == Round(When.of(LATER), "Mariehamn")
    assert (talks(story).due, talks(story).mandate) == (When.of(LATER), "quotas")


def test_a_next_round_agreed_in_session_is_kept_and_the_session_goes_on():
    story = after(convene()).accepts(agree(due=MUCH_LATER, date=LATER)).leads_to(NAME, IN_SESSION)
    assert talks(story).since == When.of(DAY)
    assert talks(story).due == When.of(MUCH_LATER)
    story.accepts(adjourn(date=LATER)).leads_to(NAME, SCHEDULED)


def test_a_session_without_a_next_round_adjourns():
    after(convene()).accepts(adjourn(outcome="partial")).leads_to(NAME, ADJOURNED)


def test_talks_adjourn_in_session_alone():
    after().refuses(adjourn(), because="it has been idle from the start")


def test_a_second_agreement_changes_what_it_names_and_keeps_the_rest():
    story = after(agree(due=LATER, place="Mariehamn", mandate="quotas"), agree(due=MUCH_LATER))
    assert talks(story).next_round == Round(When.of(MUCH_LATER), "Mariehamn")
    assert talks(story).mandate == "quotas"
    assert talks(after(agree(due=LATER), agree(place="Visby"))).next_round == Round(When.of(LATER), "Visby")


def test_a_next_round_may_be_agreed_without_a_day():
    story = after(agree()).leads_to(NAME, SCHEDULED)
    assert talks(story).next_round == Round()
    assert not talks(story).is_overdue(When.of(MUCH_LATER).best)


def test_a_round_cannot_be_due_before_it_is_agreed():
    after().refuses(agree(due="2013-02-28"), because="due 2013-02-28 is past already on 2013-03-01")
    after().accepts(agree(due=DAY))


def test_the_round_that_is_held_is_no_longer_the_next():
    assert talks(after(agree(due=LATER), convene())).next_round is None


@pytest.mark.parametrize("by", ["aland", "bohus"])
@pytest.mark.parametrize("status", [IN_SESSION, ADJOURNED, SCHEDULED])
def test_either_party_may_suspend_talks(status, by):
    after(start=in_status(status)).accepts(suspend(by=by)).leads_to(NAME, SUSPENDED)
    assert effects(in_status(status), suspend(by=by))[0].tone == "hostile"


def test_it_is_one_party_that_suspends_talks():
    after(convene()).refuses(suspend(by="both"), because="it is the act of one")
    after(convene()).refuses(suspend(by="council"), because="only a party may, aland or bohus")


@pytest.mark.parametrize("status", [IDLE, SUSPENDED, BROKEN_OFF])
def test_what_is_idle_suspended_or_broken_off_cannot_be_suspended(status):
    after(start=in_status(status)).refuses(suspend(), because="from the start")


@pytest.mark.parametrize("end", ["until", "effective"])
def test_talks_are_suspended_at_once_until_they_are_convened_again(end):
    move = suspend(**{end: MUCH_LATER})
    after(convene()).refuses(move, because="until they are convened again; leave the date out")


@pytest.mark.parametrize("by", ["aland", "bohus", "both"])
@pytest.mark.parametrize("status", [IN_SESSION, ADJOURNED, SCHEDULED, SUSPENDED])
def test_either_party_or_both_may_break_talks_off(status, by):
    after(start=in_status(status)).accepts(break_off(by=by)).leads_to(NAME, BROKEN_OFF)
    assert effects(in_status(status), break_off(by=by))[0].tone == "hostile"


def test_no_third_party_breaks_talks_off():
    after(convene()).refuses(break_off(by="council"), because="only aland, bohus or both may")


def test_what_is_idle_or_broken_off_cannot_be_broken_off():
    after().refuses(break_off(), because="who refuses to meet opposes a request to meet (`matter: procedure`)")
    after(convene(), break_off()).refuses(break_off(by="bohus"), because="it has been broken off since 2013-06-01")


@pytest.mark.parametrize("stop", [suspend(), break_off()])
def test_a_suspension_or_a_break_calls_the_next_round_off(stop):
    stopped = after(convene(), agree(due=LATER), stop)
    assert talks(stopped).next_round is None
    stopped.accepts(convene(date=LATER), adjourn(date=LATER)).leads_to(NAME, ADJOURNED)


def test_talks_know_when_the_two_last_met():
    assert talks(after()).met is None
    met = after(convene(), adjourn(), agree(date=LATER))
    assert talks(met).met == When.of(DAY)
    assert talks(met.accepts(convene(date=MUCH_LATER))).met == When.of(MUCH_LATER)


def test_talks_are_overdue_from_the_day_after_the_round_was_due():
    scheduled = talks(after(agree(due=LATER)))
    assert [scheduled.is_overdue(When.of(day).best) for day in (LATER, "2013-06-02")] == [False, True]
    assert not talks(after(agree(due=LATER), convene(date=LATER))).is_overdue(When.of(MUCH_LATER).best)


def test_a_round_is_not_overdue_on_the_day_on_which_it_is_agreed():
    scheduled = talks(after(agree(date="2013-06", due="2013-06-10")))
    assert [scheduled.is_overdue(When.of(day).best) for day in ("2013-06-10", "2013-06-11")] == [False, True]


def test_a_round_whose_old_date_is_kept_is_not_overdue_on_that_day():
    kept = talks(after(agree(due=LATER), agree(date="2013-06-05")))
    assert [kept.is_overdue(When.of(day).best) for day in ("2013-06-05", "2013-06-06")] == [False, True]
    assert [str(day) for day in kept.turning_days()] == ["2013-06-06"]


def test_declared_talks_are_scheduled_where_a_next_round_is_given():
    experts = after().state.talks["experts"]
    assert (experts.status, experts.due, experts.next_round.place) == (SCHEDULED, When.of("2013-04-01"), "Mariehamn")
    assert Talks.declared(NAME, place="Visby").next_round == Round(None, "Visby")
    assert Talks.declared(NAME, status=SCHEDULED).next_round == Round()


def test_declared_talks_are_idle_where_nothing_else_is_said():
    assert (talks(after()).status, talks(after()).next_round, talks(after()).due) == (IDLE, None, None)
    assert Talks.declared(NAME, status=BROKEN_OFF).next_round is None


def test_talks_declared_in_session_keep_their_next_round():
    declared = Talks.declared(NAME, status=IN_SESSION, due=LATER)
    after(start=Negotiation.begin(SETTING, [declared])).accepts(adjourn()).leads_to(NAME, SCHEDULED)


def test_talks_have_a_title_or_their_id():
    assert [after().state.talks[name].title for name in ("ministers", "experts")] == ["Fisheries ministers", "experts"]


def test_talks_belong_to_nobody():
    assert (talks(after()).author, talks(after()).kind) == (None, "talks")


@pytest.mark.parametrize("stop", [suspend, break_off])
def test_only_who_suspended_talks_or_broke_them_off_has_done_a_harm(stop):
    stopped, day = talks(after(convene(), stop())), When.of(LATER)
    assert [stopped.is_harm_by(party, day) for party in ("aland", "bohus")] == [True, False]
    assert not in_status(BROKEN_OFF).talks[NAME].is_harm_by("aland", day)


def test_a_break_by_both_is_a_harm_by_each():
    broken, day = talks(after(convene(), break_off(by="both"))), When.of(LATER)
    assert [broken.is_harm_by(party, day) for party in ("aland", "bohus")] == [True, True]


def test_talks_may_be_declared_for_an_issue():
    assert (Talks.declared(NAME, issue="quota").issue, Talks.declared(NAME).issue) == (("quota",), ())


def test_an_outcome_is_none_partial_or_agreement():
    with pytest.raises(InvalidFieldError, match="outcome cannot be 'full'; there is none, partial or agreement"):
        adjourn(outcome="full")
