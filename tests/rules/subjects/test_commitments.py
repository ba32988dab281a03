from functools import partial

import pytest
from attrs import evolve
from days import DAY, LATER, MUCH_LATER

from sim.model.dates import When
from sim.model.errors import InvalidFieldError
from sim.model.move import CarryOut, Extend, Lapse, Resume, Suspend, Withdraw
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commit, Commitment, Declaration, Leave
from sim.rules.subjects.participation import FULFILLED, IN_FORCE, LEAVING, LEFT, SUSPENDED
from sim.testing.story import SETTING, after

commit = partial(Commit, subject="moratorium", by="aland", date=DAY, issue="mesh")
suspend = partial(Suspend, subject="pact", by="aland", date=DAY)
resume = partial(Resume, subject="pact", by="aland", date=LATER)
leave = partial(Leave, subject="pact", by="aland", date=DAY)
carry_out = partial(CarryOut, subject="pact", by="aland", date=DAY)
extend = partial(Extend, subject="pact", by="both", date=DAY)

NOTICE = leave(effective=LATER)
OF_ONE = Negotiation.begin(SETTING, [Commitment.declared(Declaration("pledge", until=LATER), ("bohus",))])


def day(text):
    return When.of(text).best


# commit


@pytest.mark.parametrize(
    ("by", "parts"),
    [
        ("aland", {"aland": IN_FORCE, "bohus": None}),
        ("both", {"aland": IN_FORCE, "bohus": IN_FORCE}),
    ],
)
def test_a_commitment_binds_who_undertakes_it(by, parts):
    after().accepts(commit(by=by)).leads_to("moratorium", parts)


def test_a_party_may_join_a_commitment_that_exists():
    story = after(commit()).accepts(commit(by="bohus", date=LATER, until=MUCH_LATER))
    story.leads_to("moratorium", {"aland": IN_FORCE, "bohus": IN_FORCE})
    assert story.state.commitments["moratorium"].made is story.state.commitments["moratorium"].moves[0]
    assert story.state.commitments["moratorium"].until == When.of(MUCH_LATER)


def test_nobody_joins_what_has_ended():
    joining = commit(by="bohus", date=LATER, until=MUCH_LATER)
    after(commit(until=DAY)).refuses(
        joining, because=f"moratorium ended on {DAY}; extend it first, or undertake a new one"
    )


def test_who_joins_without_a_last_day_keeps_the_one_there_is():
    story = after(commit(until=MUCH_LATER), commit(by="bohus"))
    assert story.state.commitments["moratorium"].until == When.of(MUCH_LATER)


def test_nobody_undertakes_twice_what_binds_already():
    after(commit()).refuses(commit(), because="for aland it has been in force since 2013-03-01")
    after(commit()).refuses(commit(by="both"), because="for aland it has been in force")
    after().refuses(commit(subject="pact"), because="for aland it has been in force")


def test_who_has_left_does_not_come_back():
    after(leave()).refuses(commit(subject="pact"), because="for aland it has been left since 2013-03-01")


def test_a_commitment_cannot_end_before_it_begins():
    after().refuses(commit(until="2013-02-28"), because="until 2013-02-28 is past already on 2013-03-01")
    after().accepts(commit(until=DAY))


# suspend, resume


def test_each_party_suspends_for_itself():
    after().accepts(suspend()).leads_to("pact", {"aland": SUSPENDED, "bohus": IN_FORCE})
    after().refuses(suspend(by="both"), because="it is the act of one; write one move for aland and one for bohus")


def test_nobody_suspends_twice():
    after(suspend()).refuses(suspend(date=LATER), because="for aland it has been suspended since 2013-03-01")
    after(suspend()).accepts(suspend(by="bohus"))


def test_who_is_not_bound_has_nothing_to_suspend():
    after(commit()).refuses(suspend(subject="moratorium", by="bohus"), because="bohus is not bound by moratorium")


def test_only_who_has_suspended_may_resume():
    after(suspend()).refuses(resume(by="bohus"), because="for bohus it has been in force")
    after(suspend()).accepts(resume()).leads_to("pact", {"aland": IN_FORCE})


def test_a_declaration_without_a_date_holds_from_the_start():
    after(start=OF_ONE).refuses(
        resume(subject="pledge", by="bohus"), because="for bohus it has been in force from the start"
    )


# leave


def test_who_leaves_has_left():
    after().accepts(leave()).leads_to("pact", {"aland": LEFT, "bohus": IN_FORCE})
    after(suspend()).accepts(leave(date=LATER)).leads_to("pact", {"aland": LEFT})
    after(leave()).refuses(leave(date=LATER), because="for aland it has been left since 2013-03-01")


def test_a_notice_of_exit_reads_as_left_from_its_day_on():
    story = after().accepts(NOTICE)
    story.leads_to("pact", {"aland": LEAVING}, on="2013-05-31")
    story.leads_to("pact", {"aland": LEFT}, on=LATER)
    assert story.state.commitments["pact"].part_of("aland", day(LATER)).since == When.of(LATER)


def test_an_exit_that_takes_effect_at_once_is_no_notice():
    after().accepts(leave(effective=DAY)).leads_to("pact", {"aland": LEFT}, on=DAY)


def test_a_notice_of_exit_may_be_taken_back_before_its_day_alone():
    after(NOTICE).accepts(resume(date="2013-05-31")).leads_to("pact", {"aland": IN_FORCE})
    after(NOTICE).refuses(resume(), because="for aland it has been left since 2013-06-01")


def test_who_has_given_notice_neither_leaves_nor_suspends():
    after(NOTICE).refuses(leave(date="2013-04-01"), because="for aland it has been leaving since 2013-03-01")
    after(NOTICE).refuses(suspend(date="2013-04-01"), because="for aland it has been leaving since 2013-03-01")


def test_a_suspension_with_a_later_effect_is_no_notice():
    after(suspend(effective=MUCH_LATER)).leads_to("pact", {"aland": SUSPENDED}, on="2013-12-01")


@pytest.mark.parametrize(
    "move", [suspend(effective="2013-02-28"), leave(effective="2013-02-28"), commit(effective="2013-02-28")]
)
def test_nothing_takes_effect_before_the_day_on_which_it_is_done(move):
    after().refuses(move, because="effective 2013-02-28 is past already on 2013-03-01")
    after().accepts(evolve(move, effective=DAY))


def test_a_resumption_takes_effect_no_earlier_than_its_day():
    after(suspend()).refuses(resume(effective=DAY), because="effective 2013-03-01 is past already on 2013-06-01")
    after(suspend()).accepts(resume(effective=MUCH_LATER))


# carry out


def test_each_party_fulfils_for_itself():
    after().accepts(carry_out()).leads_to("pact", {"aland": FULFILLED, "bohus": IN_FORCE})
    after().refuses(carry_out(by="both"), because="it is the act of one")
    after(suspend()).refuses(carry_out(date=LATER), because="for aland it has been suspended")


def test_a_commitment_is_carried_out_as_itself():
    after().refuses(carry_out(as_="pact"), because="`as` is for a threat that is carried out")


# extend


def test_both_extend_a_commitment_that_binds_both():
    after().refuses(extend(by="aland", until=LATER), because="who extend it together; write `by: both`")
    story = after().accepts(extend(until=LATER)).leads_to("pact", {"aland": IN_FORCE, "bohus": IN_FORCE})
    assert story.state.commitments["pact"].until == When.of(LATER)


def test_who_suspends_or_is_leaving_is_bound_and_extends_with_the_other():
    after(suspend(), Leave(subject="pact", by="bohus", date=DAY, effective=LATER)).accepts(
        extend(until=MUCH_LATER)
    ).leads_to("pact", {"aland": SUSPENDED, "bohus": LEAVING}, on=DAY)


def test_who_alone_is_bound_extends_alone():
    after(leave()).accepts(extend(by="bohus", until=LATER))
    after(leave()).refuses(extend(until=LATER), because="for aland it has been left")
    after(start=OF_ONE).accepts(extend(subject="pledge", by="bohus", until=MUCH_LATER))
    after(start=OF_ONE).refuses(extend(subject="pledge", until=MUCH_LATER), because="aland is not bound by pledge")


def test_a_commitment_is_extended_by_a_later_until_and_nothing_else():
    pledge = partial(extend, subject="pledge", by="bohus")
    after(start=OF_ONE).refuses(pledge(until=DAY), because="it runs until 2013-06-01 already")
    after(start=OF_ONE).refuses(pledge(deadline=MUCH_LATER), because="deadline is not for this subject; give until")
    after(start=OF_ONE).refuses(pledge(), because="it takes until, the new last day")


# no such rows


def test_a_commitment_neither_lapses_nor_is_withdrawn():
    after().refuses(Lapse(subject="pact", date=DAY), because="a commitment cannot be the object of lapse")
    after().refuses(Withdraw(subject="pact", by="aland", date=DAY), because="aland may: suspend, leave or carry-out")


# questions


def test_a_commitment_knows_its_title_its_author_and_its_kind():
    pact, own = after(commit()).state.commitments.values()
    assert (pact.title, pact.author, pact.kind) == ("Fisheries Pact of 1998", None, "commitment")
    assert (own.title, own.author, own.id) == ("moratorium", "aland", "moratorium")


def test_a_commitment_is_expired_from_the_day_after_its_last():
    pledge, pact = OF_ONE.commitments["pledge"], after().state.commitments["pact"]
    assert [pledge.is_expired(day(text)) for text in (LATER, "2013-06-02")] == [False, True]
    assert not pact.is_expired(day(MUCH_LATER))


def test_a_party_is_bound_until_it_has_left_or_fulfilled():
    bound = {
        move: after(move).state.commitments["pact"].binds("aland", day(MUCH_LATER))
        for move in (suspend(), leave(), carry_out(), NOTICE)
    }
    assert list(bound.values()) == [True, False, False, False]
    assert not OF_ONE.commitments["pledge"].binds("aland", day(DAY))


@pytest.mark.parametrize("move", [suspend(), leave(), NOTICE])
def test_who_suspends_leaves_or_gives_notice_does_a_harm(move):
    pact = after(move).state.commitments["pact"]
    assert [pact.is_harm_by(party) for party in ("aland", "bohus", "council", None)] == [True, False, False, False]


def test_a_declared_commitment_holds_for_the_parties_it_names():
    assert OF_ONE.commitments["pledge"].status_of("bohus", day(DAY)) == IN_FORCE
    assert OF_ONE.commitments["pledge"].status_of("aland", day(DAY)) is None
    assert evolve(Declaration("pledge"), issue="quota").issue == ("quota",)


def test_a_commitment_that_ends_before_it_begins_cannot_be_declared():
    with pytest.raises(InvalidFieldError, match="it would end on 2013-01-01, before it begins on 2013-02-01"):
        Declaration("pact", since="2013-02-01", until="2013-01-01")
