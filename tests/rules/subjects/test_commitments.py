from functools import partial

import pytest
from attrs import evolve
from days import DAY, LATER, MUCH_LATER
from rules.reads import reads

from sim.model.dates import When
from sim.model.errors import InvalidFieldError
from sim.model.move import CarryOut, Commit, Extend, Lapse, Resume, Suspend, Withdraw
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Breach, Commitment, Declaration, Leave
from sim.rules.subjects.participation import (
    ENDED,
    FULFILLED,
    IN_BREACH,
    IN_FORCE,
    LEAVING,
    LEFT,
    PENDING,
    SUSPENDED,
)
from sim.rules.verdict import effects
from sim.testing.story import SETTING, after

commit = partial(Commit, subject="moratorium", by="aland", date=DAY, issue="mesh")
suspend = partial(Suspend, subject="pact", by="aland", date=DAY)
resume = partial(Resume, subject="pact", by="aland", date=LATER)
leave = partial(Leave, subject="pact", by="aland", date=DAY)
breach = partial(Breach, subject="pact", by="aland", date=DAY)
carry_out = partial(CarryOut, subject="pact", by="aland", date=DAY)
extend = partial(Extend, subject="pact", by="aland", date=DAY)
join = partial(Commit, subject="pact", by="council", date=DAY)

NOTICE = leave(effective=LATER)
OF_ONE = Negotiation.begin(SETTING, [Commitment.declared(Declaration("pledge", until=LATER), ("bohus",))])


def day(text):
    return When.of(text).best


def tone(story, move):
    return {effect.tone for effect in effects(story.state, move)}


# commit


@pytest.mark.parametrize(
    ("by", "parts"),
    [
        ("aland", {"aland": IN_FORCE, "bohus": None}),
        ("both", {"aland": IN_FORCE, "bohus": IN_FORCE}),
        ("council", {"council": IN_FORCE, "aland": None}),
    ],
)
def test_a_commitment_binds_who_undertakes_it(by, parts):
    after().accepts(commit(by=by)).leads_to("moratorium", parts)
    assert tone(after(), commit(by=by)) == {"conciliatory"}


def test_the_clock_undertakes_nothing():
    after().refuses(commit(by=None), because="the clock may not commit moratorium")


def test_a_party_or_a_third_party_may_join_a_commitment_that_exists():
    story = after(commit()).accepts(commit(by="bohus", date=LATER), commit(by="council", date=LATER))
    story.leads_to("moratorium", {"aland": IN_FORCE, "bohus": IN_FORCE, "council": IN_FORCE})
    moratorium = story.state.commitments["moratorium"]
    assert moratorium.made is moratorium.moves[0]


def test_who_joins_has_a_term_of_its_own_or_that_of_the_longest_part():
    story = after(commit(until=MUCH_LATER), commit(by="bohus"), commit(by="council", until=LATER))
    parts = story.state.commitments["moratorium"].participation
    assert [str(parts[party].until) for party in ("aland", "bohus", "council")] == [MUCH_LATER, MUCH_LATER, LATER]


def test_nobody_joins_what_has_ended():
    because = f"moratorium ended on {DAY}; extend it first, or undertake a new one"
    after(commit(until=DAY)).refuses(commit(by="bohus", date=LATER, until=MUCH_LATER), because=because)
    after(commit(until=LATER)).refuses(commit(by="bohus", effective=MUCH_LATER), because="it would end on 2013-06-01")


def test_a_commitment_lasts_as_long_as_the_longest_part():
    both = after(commit(until=LATER), commit(by="bohus", until=MUCH_LATER)).state.commitments["moratorium"]
    assert both.until == When.of(MUCH_LATER)
    assert after(commit(until=LATER), join(subject="moratorium")).state.commitments["moratorium"].until == When.of(
        LATER
    )
    assert after().state.commitments["pact"].until is None


def test_nobody_undertakes_twice_what_binds_already():
    after(commit()).refuses(commit(), because="for aland it has been in force since 2013-03-01")
    after(commit()).refuses(commit(by="both"), because="for aland it has been in force")
    after().refuses(commit(subject="pact"), because="for aland it has been in force")


def test_who_has_left_comes_back_by_a_resumption_and_not_by_joining():
    after(leave()).refuses(commit(subject="pact"), because="for aland it has been left since 2013-03-01")
    after(leave()).accepts(resume()).leads_to("pact", {"aland": IN_FORCE})
    assert tone(after(leave()), resume()) == {"conciliatory"}


def test_a_commitment_cannot_end_before_it_begins():
    after().refuses(commit(until="2013-02-28"), because="until 2013-02-28 is past already on 2013-03-01")
    after().refuses(commit(effective=LATER, until=DAY), because="it would end on 2013-03-01, before it begins")
    after().accepts(commit(until=DAY))


def test_what_is_to_be_in_force_later_is_pending_until_then_and_moves_take_it_for_in_force():
    story = after().accepts(commit(by="both", effective=LATER))
    assert reads(story, "moratorium", "2013-05-31") == {"aland": PENDING, "bohus": PENDING}
    assert reads(story, "moratorium", LATER) == {"aland": IN_FORCE, "bohus": IN_FORCE}
    for move in (suspend, leave, breach, carry_out):
        story.accepts(move(subject="moratorium"))
    because = "for aland it is pending, in force from 2013-06-01"
    story.refuses(resume(subject="moratorium", date="2013-05-31"), because=because)


# suspend, resume


def test_each_who_is_bound_suspends_for_itself():
    after().accepts(suspend()).leads_to("pact", {"aland": SUSPENDED, "bohus": IN_FORCE})
    after(join()).accepts(suspend(by="council")).leads_to("pact", {"council": SUSPENDED, "aland": IN_FORCE})
    after().refuses(suspend(by="both"), because="it is the act of one; write one move for aland and one for bohus")
    assert tone(after(), suspend()) == {"hostile"}


def test_nobody_suspends_twice():
    after(suspend()).refuses(suspend(date=LATER), because="for aland it has been suspended since 2013-03-01")
    after(suspend()).accepts(suspend(by="bohus"))


@pytest.mark.parametrize("verb", [Suspend, Resume, Leave, Breach, CarryOut])
def test_who_is_not_bound_has_nothing_to_suspend_leave_break_or_keep(verb):
    for by in ("bohus", "council"):
        move = verb(subject="moratorium", by=by, date=DAY)
        after(commit()).refuses(move, because=f"{by} is not bound by moratorium")


def test_only_who_has_suspended_may_resume():
    after(suspend()).refuses(resume(by="bohus"), because="for bohus it has been in force")
    after(suspend()).accepts(resume()).leads_to("pact", {"aland": IN_FORCE})


@pytest.mark.parametrize("move", [suspend(), NOTICE, leave(), breach()])
def test_who_has_suspended_given_notice_left_or_broken_it_may_return(move):
    after(move).accepts(resume(date="2013-05-31")).leads_to("pact", {"aland": IN_FORCE, "bohus": IN_FORCE})


@pytest.mark.parametrize("move", [carry_out(), leave(by="both")])
def test_nobody_returns_to_what_is_fulfilled_or_ended(move):
    after(move).refuses(resume(), because="for aland it has been")


def test_a_resumption_sets_no_term():
    after(suspend()).refuses(resume(until=MUCH_LATER), because="`until` is for a measure")


def test_a_declaration_without_a_date_holds_from_the_start():
    because = "for bohus it has been in force from the start"
    after(start=OF_ONE).refuses(resume(subject="pledge", by="bohus", date=DAY), because=because)


# leave


def test_who_leaves_has_left():
    after().accepts(leave()).leads_to("pact", {"aland": LEFT, "bohus": IN_FORCE})
    for move in (suspend(), breach()):
        after(move).accepts(leave(date=LATER)).leads_to("pact", {"aland": LEFT})
    after(leave()).refuses(leave(date=LATER), because="for aland it has been left since 2013-03-01")
    assert tone(after(), leave()) == {"hostile"}


def test_both_together_end_it():
    story = after().accepts(leave(by="both")).leads_to("pact", {"aland": ENDED, "bohus": ENDED})
    story.refuses(breach(), because="for aland it has been ended since 2013-03-01")
    after(suspend(), breach(by="bohus")).accepts(leave(by="both"))
    after(leave()).refuses(leave(by="both"), because="for aland it has been left")
    after(commit()).refuses(leave(subject="moratorium", by="both"), because="bohus is not bound by moratorium")
    assert tone(after(), leave(by="both")) == {"neutral"}


def test_both_may_end_it_on_a_later_day_which_is_no_notice():
    story = after().accepts(leave(by="both", effective=LATER))
    assert reads(story, "pact", "2013-05-31") == {"aland": IN_FORCE, "bohus": IN_FORCE}
    assert reads(story, "pact", LATER) == {"aland": ENDED, "bohus": ENDED}


def test_a_third_party_stays_when_both_end_it():
    after(join()).accepts(leave(by="both")).leads_to("pact", {"aland": ENDED, "council": IN_FORCE})


def test_a_notice_of_exit_reads_as_left_from_its_day_on():
    story = after().accepts(NOTICE)
    assert [reads(story, "pact", text)["aland"] for text in ("2013-05-31", LATER)] == [LEAVING, LEFT]
    assert tone(after(), NOTICE) == {"hostile"}


def test_an_exit_that_takes_effect_at_once_is_no_notice():
    after().accepts(leave(effective=DAY)).leads_to("pact", {"aland": LEFT}, on=DAY)


def test_who_has_given_notice_neither_leaves_nor_suspends():
    after(NOTICE).refuses(leave(date="2013-04-01"), because="for aland it has been leaving since 2013-03-01")
    after(NOTICE).refuses(suspend(date="2013-04-01"), because="for aland it has been leaving since 2013-03-01")


@pytest.mark.parametrize(
    "move", [suspend(effective="2013-02-28"), leave(effective="2013-02-28"), commit(effective="2013-02-28")]
)
def test_nothing_takes_effect_before_the_day_on_which_it_is_done(move):
    after().refuses(move, because="effective 2013-02-28 is past already on 2013-03-01")
    after().accepts(evolve(move, effective=DAY))


def test_a_resumption_takes_effect_no_earlier_than_its_day_and_no_later_than_the_last():
    after(suspend()).refuses(resume(effective=DAY), because="effective 2013-03-01 is past already on 2013-06-01")
    after(suspend()).accepts(resume(effective=MUCH_LATER))
    ending = after(commit(until=LATER), suspend(subject="moratorium"))
    ending.refuses(resume(subject="moratorium", effective=MUCH_LATER), because="before it begins on 2013-09-01")


# breach


@pytest.mark.parametrize("moves", [(), (suspend(),), (breach(),)])
def test_who_is_bound_may_break_it_more_than_once(moves):
    after(*moves).accepts(breach(date=LATER)).leads_to("pact", {"aland": IN_BREACH, "bohus": IN_FORCE})
    after(*moves).refuses(breach(by="both"), because="it is the act of one")
    assert tone(after(*moves), breach(date=LATER)) == {"hostile"}


def test_a_notice_stays_a_notice_when_it_is_broken():
    story = after(NOTICE, breach(date="2013-04-01"))
    assert [reads(story, "pact", text)["aland"] for text in ("2013-05-31", LATER)] == [LEAVING, LEFT]
    assert tone(after(NOTICE), breach(date="2013-04-01")) == {"hostile"}


@pytest.mark.parametrize("move", [leave(), carry_out(), leave(by="both")])
def test_nobody_breaks_what_it_has_left_fulfilled_or_ended(move):
    after(move).refuses(breach(date=LATER), because="for aland it has been")


def test_a_promise_not_kept_by_its_day_is_broken_after_it():
    story = after(start=OF_ONE).accepts(breach(subject="pledge", by="bohus", date=MUCH_LATER))
    assert reads(story, "pledge", "2014-12-31") == {"bohus": IN_BREACH}


def test_what_is_broken_before_its_last_day_ends_with_it():
    story = after(breach(subject="pledge", by="bohus"), start=OF_ONE)
    assert [reads(story, "pledge", text)["bohus"] for text in (LATER, "2013-06-02")] == [IN_BREACH, "expired"]


# carry out


def test_each_who_is_bound_fulfils_for_itself():
    after().accepts(carry_out()).leads_to("pact", {"aland": FULFILLED, "bohus": IN_FORCE})
    after().refuses(carry_out(by="both"), because="it is the act of one")
    assert tone(after(), carry_out()) == {"conciliatory"}


@pytest.mark.parametrize("move", [suspend(), NOTICE, breach()])
def test_what_is_suspended_broken_or_to_be_left_may_be_fulfilled(move):
    after(move).accepts(carry_out(date="2013-05-31")).leads_to("pact", {"aland": FULFILLED})


@pytest.mark.parametrize("move", [leave(), leave(by="both"), carry_out()])
def test_what_is_left_ended_or_fulfilled_is_not_fulfilled_any_more(move):
    after(move).refuses(carry_out(date=LATER), because="for aland it has been")


def test_a_promise_may_be_kept_late():
    after(start=OF_ONE).accepts(carry_out(subject="pledge", by="bohus", date=MUCH_LATER)).leads_to(
        "pledge", {"bohus": FULFILLED}
    )


@pytest.mark.parametrize(
    ("field", "value"), [("as_", "pact"), ("level", "25 %"), ("effective", LATER), ("until", LATER)]
)
def test_a_commitment_is_carried_out_as_itself_and_at_once(field, value):
    after().refuses(carry_out(**{field: value}), because=f"`{field.rstrip('_')}` is for a threat that is carried out")


# extend


def test_who_is_bound_extends_its_own_part_and_both_extend_theirs():
    alone = after().accepts(extend(until=LATER)).state.commitments["pact"].participation
    assert [alone[party].until for party in ("aland", "bohus")] == [When.of(LATER), None]
    both = after().accepts(extend(by="both", until=LATER)).state.commitments["pact"].participation
    assert [both[party].until for party in ("aland", "bohus")] == [When.of(LATER), When.of(LATER)]
    after(join()).accepts(extend(by="council", until=LATER))
    assert tone(after(), extend(until=LATER)) == {"neutral"}


@pytest.mark.parametrize("move", [suspend(), breach()])
def test_who_suspends_or_is_in_breach_may_extend(move):
    status = reads(after(move), "pact", DAY)["aland"]
    after(move).accepts(extend(by="both", until=LATER)).leads_to("pact", {"aland": status})


@pytest.mark.parametrize("move", [leave(), carry_out()])
def test_who_has_left_or_fulfilled_extends_nothing(move):
    after(move).refuses(extend(until=LATER), because="for aland it has been")
    after(move).refuses(extend(by="both", until=LATER), because="for aland it has been")
    after(move).accepts(extend(by="bohus", until=LATER))
    after(start=OF_ONE).refuses(extend(subject="pledge", until=MUCH_LATER), because="aland is not bound by pledge")


def test_what_has_ended_may_still_be_extended():
    story = after(start=OF_ONE).accepts(extend(subject="pledge", by="bohus", date=MUCH_LATER, until="2013-12-31"))
    assert [reads(story, "pledge", text)["bohus"] for text in ("2013-12-31", "2014-01-01")] == [IN_FORCE, "expired"]


def test_a_commitment_is_extended_by_a_later_until_or_none_and_nothing_else():
    pledge, start = partial(extend, subject="pledge", by="bohus"), after(start=OF_ONE)
    start.refuses(pledge(until=DAY), because="it runs until 2013-06-01 already")
    start.refuses(pledge(deadline=MUCH_LATER), because="deadline is not for it as it stands; give until")
    start.refuses(pledge(effective=MUCH_LATER), because="effective is not for it as it stands; give until")
    assert start.accepts(pledge()).state.commitments["pledge"].until is None
    after().refuses(extend(), because="it has no end that could be put off; give until")


def test_no_entry_into_force_is_put_off_and_no_end_set_before_it():
    pending = after(commit(effective=LATER))
    put_off = extend(subject="moratorium", effective=MUCH_LATER)
    pending.refuses(put_off, because="effective is not for it as it stands; give until")
    pending.refuses(extend(subject="moratorium"), because="it has no end that could be put off")
    pending.refuses(extend(subject="moratorium", until=DAY), because="it would end on 2013-03-01, before it begins")
    pending.accepts(extend(subject="moratorium", until=MUCH_LATER))


@pytest.mark.parametrize("by", ["aland", "both"])
def test_a_notice_is_put_off_by_who_gave_it_or_by_both(by):
    story = after(NOTICE).accepts(extend(by=by, effective=MUCH_LATER))
    assert [reads(story, "pact", text)["aland"] for text in ("2013-08-31", MUCH_LATER)] == [LEAVING, LEFT]
    after(NOTICE).refuses(extend(by="bohus", effective=MUCH_LATER), because="effective is not for it as it stands")
    after(NOTICE).refuses(extend(by=by, effective="2013-05-31"), because="it runs until 2013-06-01 already")


def test_both_put_off_a_notice_where_one_is_leaving_or_both_are():
    after().refuses(extend(by="both", effective=MUCH_LATER), because="effective is not for it as it stands")
    story = after(NOTICE, leave(by="bohus", effective=LATER)).accepts(extend(by="both", effective=MUCH_LATER))
    assert reads(story, "pact", LATER) == {"aland": LEAVING, "bohus": LEAVING}


def test_both_put_off_the_notice_of_who_is_leaving_still_when_the_other_has_left():
    soon = leave(by="bohus", effective="2013-03-20")
    extended = extend(by="both", date="2013-04-01", effective=MUCH_LATER)
    story = after(NOTICE, soon).accepts(extended)
    assert reads(story, "pact", LATER) == {"aland": LEAVING, "bohus": LEFT}


def test_what_both_put_off_is_of_who_was_leaving_whatever_becomes_of_a_late_breach():
    story = after(
        commit(until="2013-03-10"),
        commit(by="bohus"),
        leave(subject="moratorium", by="bohus", effective="2013-03-12"),
        breach(subject="moratorium", date="2013-03-15"),
        leave(subject="moratorium", date="2013-03-16", effective="2013-05-01"),
    )
    extended = extend(subject="moratorium", by="both", date="2013-04-01", effective="2013-06-01")
    assert [effect.whose for effect in effects(story.state, extended)] == ["aland"]


def test_a_notice_has_no_last_day_to_extend_and_does_not_go_on_for_ever():
    after(NOTICE).refuses(extend(until=MUCH_LATER), because="until is not for it as it stands; give effective")
    after(NOTICE).refuses(extend(), because="a notice of exit takes effect some day; give effective, or resume it")


# no such rows


def test_a_commitment_neither_lapses_nor_is_withdrawn():
    after().refuses(Lapse(subject="pact", date=DAY), because="a commitment cannot be the object of lapse")
    instead = "aland may: suspend, leave, breach, carry-out or extend"
    after().refuses(Withdraw(subject="pact", by="aland", date=DAY), because=instead)


# questions


def test_a_commitment_knows_its_title_its_author_and_its_kind():
    pact, own = after(commit()).state.commitments.values()
    assert (pact.title, pact.author, pact.kind) == ("Fisheries Pact of 1998", None, "commitment")
    assert (own.title, own.author, own.id) == ("moratorium", "aland", "moratorium")


def test_a_part_is_over_from_the_day_after_its_last():
    pledge = OF_ONE.commitments["pledge"].participation["bohus"]
    assert [pledge.on(day(text)).is_over for text in (LATER, "2013-06-02")] == [False, True]


def test_a_party_is_bound_until_it_has_left_or_fulfilled():
    moves = (suspend(), breach(), leave(), carry_out(), NOTICE)
    bound = [after(move).state.commitments["pact"].binds("aland", day(MUCH_LATER)) for move in moves]
    assert bound == [True, True, False, False, False]
    assert not OF_ONE.commitments["pledge"].binds("aland", day(DAY))
    assert after(commit(effective=LATER)).state.commitments["moratorium"].binds("aland", day(DAY))


@pytest.mark.parametrize("move", [suspend(), leave(), NOTICE, breach()])
def test_who_suspends_leaves_breaks_it_or_gives_notice_does_a_harm(move):
    pact, when = after(move).state.commitments["pact"], When.of(DAY)
    harms = [pact.is_harm_by(party, when) for party in ("aland", "bohus", "council", None)]
    assert harms == [True, False, False, False]


def test_a_declared_commitment_holds_for_the_parties_it_names():
    assert OF_ONE.commitments["pledge"].status_of("bohus", day(DAY)) == IN_FORCE
    assert OF_ONE.commitments["pledge"].status_of("aland", day(DAY)) is None
    assert evolve(Declaration("pledge"), issue="quota").issue == ("quota",)


def test_what_is_declared_to_begin_later_is_pending_until_then():
    start = Negotiation.begin(SETTING, [Commitment.declared(Declaration("pledge", since=LATER), ("bohus",))])
    story = after(start=start)
    assert [reads(story, "pledge", text)["bohus"] for text in (DAY, LATER)] == [PENDING, IN_FORCE]


def test_a_commitment_that_ends_before_it_begins_cannot_be_declared():
    with pytest.raises(InvalidFieldError, match="it would end on 2013-01-01, before it begins on 2013-02-01"):
        Declaration("pact", since="2013-02-01", until="2013-01-01")
