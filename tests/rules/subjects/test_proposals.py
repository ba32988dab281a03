from functools import partial

import pytest
from days import DAY, LATER, MUCH_LATER

from sim.model.dates import When
from sim.model.errors import InvalidFieldError
from sim.model.move import CarryOut, Extend, Lapse, Withdraw
from sim.rules.subjects.answers import ACCEPTED, AWAITED, OPPOSED, PROVISIONAL, TABLED
from sim.rules.subjects.measures import Threaten
from sim.rules.subjects.proposals import (
    CARRIED_OUT,
    LAPSED,
    REPUDIATED,
    SUPERSEDED,
    WITHDRAWN,
    Accept,
    Oppose,
    Propose,
    Reject,
    Repudiate,
)
from sim.rules.verdict import effects
from sim.testing.story import START, after

NAME = "equal-shares"
propose = partial(Propose, subject=NAME, by="aland", date=DAY, issue="quota")
oppose = partial(Oppose, subject=NAME, by="bohus", date=LATER)
accept = partial(Accept, subject=NAME, by="bohus", date=LATER)
withdraw = partial(Withdraw, subject=NAME, by="aland", date=LATER)
carry_out = partial(CarryOut, subject=NAME, by="aland", date=LATER)
repudiate = partial(Repudiate, subject=NAME, by="aland", date=LATER)
extend = partial(Extend, subject=NAME, by="aland", date=LATER)
lapse = partial(Lapse, subject=NAME, date=LATER)
another = partial(Propose, subject="two-thirds", by="aland", date=LATER, issue="quota")

OFFERED, REQUESTED, PLANNED = propose(), propose(kind="request"), propose(kind="plan")
BY_COUNCIL, BY_BOTH = propose(by="council"), propose(by="both")
TO_COUNCIL = accept(subject_to="council")
LOST = Reject(subject=NAME, by="council", date=LATER)


def answers(story):
    return dict(story.state.proposals[NAME].answers.given)


def tone(story, move):
    return effects(story.state, move)[0].tone


# propose


@pytest.mark.parametrize("by", ["aland", "bohus", "both", "council"])
def test_a_party_both_or_a_third_party_may_propose(by):
    after().accepts(propose(by=by)).leads_to(NAME, TABLED)


def test_the_clock_may_not_propose():
    after().refuses(propose(by=None), because="the clock may not propose equal-shares")


def test_a_proposal_awaits_every_party_that_is_not_its_sole_author():
    assert answers(after(OFFERED)) == {"bohus": AWAITED}
    assert answers(after(BY_COUNCIL)) == answers(after(BY_BOTH)) == {"aland": AWAITED, "bohus": AWAITED}


def test_a_proposal_is_an_offer_of_substance_unless_it_says_otherwise():
    kinds = [after(move).state.proposals[NAME].kind for move in (OFFERED, REQUESTED, PLANNED)]
    assert kinds == ["offer", "request", "plan"]
    assert [propose(**given).matter for given in ({}, {"matter": "procedure"})] == ["substance", "procedure"]


def test_a_proposal_of_no_known_kind_or_matter_cannot_be():
    with pytest.raises(InvalidFieldError, match="kind cannot be 'demand'; there is offer, request or plan"):
        propose(kind="demand")
    with pytest.raises(InvalidFieldError, match="matter cannot be 'form'; there is substance or procedure"):
        propose(matter="form")


def test_terms_are_words_or_the_value_of_each_term():
    assert propose(terms="half and half").terms == "half and half"
    assert dict(propose(terms={"wage": "5 %", "term": "3 years"}).terms) == {"wage": "5 %", "term": "3 years"}


def test_a_proposal_cannot_expire_before_it_is_made():
    after().refuses(propose(expires="2013-02-28"), because="expires 2013-02-28 is past already on 2013-03-01")
    after().accepts(propose(expires=DAY))


# counters


def test_a_counter_proposal_answers_the_other_side_s_proposal():
    after(OFFERED).refuses(another(counters=NAME), because="aland made equal-shares; name it under `replaces`")
    after(OFFERED).accepts(another(by="bohus", counters=NAME)).leads_to(NAME, TABLED)


def test_a_counter_proposal_may_answer_several_of_the_other_side_s():
    second = propose(subject="second")
    after(OFFERED, second).accepts(another(by="bohus", counters=(NAME, "second")))
    after(OFFERED, propose(subject="second", by="bohus")).refuses(
        another(by="bohus", counters=(NAME, "second")), because="bohus made second"
    )


def test_a_joint_text_is_nobody_s_to_counter():
    after(BY_BOTH).refuses(another(counters=NAME), because="both made equal-shares")


def test_a_third_party_s_text_may_be_countered_by_either_party():
    after(BY_COUNCIL).accepts(another(counters=NAME))


def test_only_a_proposal_that_is_there_can_be_countered_or_settled():
    after().refuses(another(counters="pact"), because="pact is no proposal")
    after().refuses(another(settles="pact"), because="pact is no proposal; only a proposal can be settled")
    after(OFFERED).refuses(another(counters="equal-share"), because="did you mean equal-shares?")


# oppose


@pytest.mark.parametrize("made", [OFFERED, REQUESTED, PLANNED])
def test_the_party_that_was_asked_may_oppose(made):
    after(made).accepts(oppose()).leads_to(NAME, OPPOSED)


def test_a_party_may_not_oppose_its_own_proposal():
    after(OFFERED).refuses(oppose(by="aland"), because="aland made it; the answer is for bohus to give")


def test_a_third_party_leaves_the_answer_to_the_parties():
    after(BY_COUNCIL).refuses(oppose(by="council"), because="the answer is for the parties to give")
    after(OFFERED).refuses(oppose(by="council"), because="only a party that was asked may: bohus")


def test_both_together_oppose_nothing():
    after(BY_COUNCIL).refuses(oppose(by="both"), because="each party answers for itself; write one move for aland")


def test_nobody_opposes_twice():
    after(OFFERED, oppose()).refuses(oppose(), because="bohus has opposed it already")


def test_who_has_accepted_may_still_oppose_what_is_not_accepted_by_all():
    after(BY_BOTH, accept()).accepts(oppose()).leads_to(NAME, OPPOSED)
    after(OFFERED, TO_COUNCIL).accepts(oppose()).leads_to(NAME, OPPOSED)
    after(OFFERED, accept()).refuses(oppose(), because="who disowns what was agreed writes `repudiate`")


def test_a_third_party_s_text_may_be_opposed_by_each_party():
    after(BY_COUNCIL, oppose()).accepts(oppose(by="aland")).leads_to(NAME, OPPOSED)


def test_a_plan_may_still_be_opposed_when_it_is_carried_out():
    story = after(PLANNED, carry_out()).accepts(oppose()).leads_to(NAME, CARRIED_OUT)
    assert answers(story) == {"bohus": OPPOSED}
    story.refuses(oppose(), because="bohus has opposed it already")


def test_an_offer_that_is_carried_out_can_no_longer_be_opposed():
    after(OFFERED, accept(), carry_out()).refuses(oppose(), because="it is an offer, and oppose is for a plan")


def test_since_counts_from_the_change_of_status_alone():
    story = after(BY_COUNCIL, oppose(), oppose(by="aland", date=MUCH_LATER))
    assert story.state.proposals[NAME].since == When.of(LATER)


# accept


@pytest.mark.parametrize("made", [OFFERED, REQUESTED])
def test_an_offer_or_a_request_is_accepted_by_the_party_that_was_asked(made):
    after(made).accepts(accept()).leads_to(NAME, ACCEPTED)
    after(made, oppose()).accepts(accept()).leads_to(NAME, ACCEPTED)


def test_nobody_accepts_an_own_proposal():
    after(OFFERED).refuses(accept(by="aland"), because="aland made it; the answer is for bohus to give")


def test_nobody_accepts_twice():
    after(OFFERED, accept()).refuses(accept(), because="it has been accepted since 2013-06-01")
    after(BY_COUNCIL, accept()).refuses(accept(), because="bohus has accepted it already")


def test_a_text_of_a_third_party_or_of_both_needs_both():
    for made in (BY_COUNCIL, BY_BOTH):
        after(made, accept()).leads_to(NAME, PROVISIONAL).accepts(accept(by="aland")).leads_to(NAME, ACCEPTED)


@pytest.mark.parametrize("made", [BY_COUNCIL, BY_BOTH])
def test_both_accept_together_what_asks_both(made):
    after(made).accepts(accept(by="both")).leads_to(NAME, ACCEPTED)
    after(made, oppose(), oppose(by="aland")).accepts(accept(by="both")).leads_to(NAME, ACCEPTED)
    after(OFFERED).refuses(accept(by="both"), because="each party answers for itself")


def test_both_accept_together_only_where_neither_has_said_yes_and_nothing_is_reserved():
    for answer in (accept(), oppose(subject_to="council")):
        after(BY_COUNCIL, answer).refuses(accept(by="both"), because="each party answers for itself")
        after(BY_BOTH, answer).refuses(accept(by="both"), because="both may not accept")
    after(BY_BOTH).refuses(
        accept(by="both", subject_to="council"), because="both accept together only where nothing is reserved"
    )


def test_a_plan_is_not_accepted_but_the_opposition_to_it_ends():
    after(PLANNED).refuses(accept(), because="a plan is not accepted: `accept` only ends an opposition to it")
    after(PLANNED, oppose()).accepts(accept()).leads_to(NAME, TABLED)
    over = after(PLANNED, oppose(), carry_out()).accepts(accept()).leads_to(NAME, CARRIED_OUT)
    assert over.state.proposals[NAME].answers.opponents == ()
    over.refuses(accept(), because="accept` only ends an opposition to it")


def test_a_mediator_s_plan_stays_opposed_while_one_party_opposes():
    story = after(propose(by="council", kind="plan"), oppose(), oppose(by="aland"))
    story.accepts(accept()).leads_to(NAME, OPPOSED).accepts(accept(by="aland")).leads_to(NAME, TABLED)
    story.accepts(accept(by="both")).leads_to(NAME, TABLED)


def test_nobody_ratifies_a_plan():
    after().refuses(propose(kind="plan", subject_to="council"), because="a plan asks for no yes, so nobody ratifies it")
    after(PLANNED).refuses(oppose(subject_to="council"), because="nobody ratifies a plan; leave it out")


# withdraw


@pytest.mark.parametrize("made", [OFFERED, REQUESTED, PLANNED])
def test_only_the_author_may_withdraw_a_proposal(made):
    after(made).refuses(withdraw(by="bohus"), because="aland made it, and only its author may")
    after(made, oppose()).accepts(withdraw()).leads_to(NAME, WITHDRAWN)


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ((OFFERED,), "neutral"),
        ((OFFERED, oppose()), "neutral"),
        ((OFFERED, TO_COUNCIL, LOST), "neutral"),
        ((REQUESTED,), "conciliatory"),
        ((REQUESTED, oppose()), "conciliatory"),
        ((REQUESTED, TO_COUNCIL), "neutral"),
        ((REQUESTED, TO_COUNCIL, LOST), "conciliatory"),
        ((PLANNED, oppose()), "conciliatory"),
        ((PLANNED, carry_out()), "conciliatory"),
    ],
)
def test_it_is_neutral_to_withdraw_an_offer_or_what_is_provisional_and_else_conciliatory(moves, expected):
    assert tone(after(*moves), withdraw()) == expected


def test_a_plan_that_is_carried_out_may_be_undone():
    after(PLANNED, carry_out()).accepts(withdraw()).leads_to(NAME, WITHDRAWN)


def test_what_is_accepted_can_no_longer_be_withdrawn():
    after(OFFERED, accept()).refuses(withdraw(), because="it has been accepted since 2013-06-01")


def test_an_offer_that_is_carried_out_cannot_be_undone():
    after(OFFERED, accept(), carry_out()).refuses(
        withdraw(), because="it has been carried out since 2013-06-01; aland may: repudiate"
    )


# repudiate


@pytest.mark.parametrize("by", ["aland", "bohus"])
@pytest.mark.parametrize("made", [OFFERED, REQUESTED, BY_COUNCIL, BY_BOTH])
def test_each_party_may_repudiate_what_is_accepted_or_carried_out(made, by):
    agreed = after(made, accept(), *([accept(by="aland")] if made in (BY_COUNCIL, BY_BOTH) else []))
    agreed.accepts(repudiate(by=by)).leads_to(NAME, REPUDIATED)
    agreed.accepts(carry_out()).accepts(repudiate(by=by)).leads_to(NAME, REPUDIATED)
    assert tone(agreed, repudiate(by=by)) == "hostile"


def test_only_a_party_repudiates_and_only_what_was_agreed():
    after(OFFERED, accept()).refuses(repudiate(by="council"), because="only a party may, aland or bohus")
    after(OFFERED, accept()).refuses(repudiate(by="both"), because="it is the act of one")
    after(OFFERED).refuses(repudiate(), because="it has been tabled since 2013-03-01")
    after(PLANNED, carry_out()).refuses(repudiate(), because="it is a plan, and repudiate is for an offer or a request")


# replaces


def test_only_its_author_may_replace_a_proposal():
    after(OFFERED).refuses(another(by="bohus", replaces=NAME), because="only its author may replace it")
    after(OFFERED).accepts(another(replaces=NAME)).leads_to(NAME, SUPERSEDED).leads_to("two-thirds", TABLED)


def test_a_joint_text_may_replace_either_side_s():
    theirs = propose(subject="theirs", by="bohus")
    story = after(OFFERED, theirs).accepts(another(by="both", replaces=(NAME, "theirs")))
    story.leads_to(NAME, SUPERSEDED).leads_to("theirs", SUPERSEDED)


def test_a_joint_text_may_not_replace_a_third_party_s():
    after(BY_COUNCIL).refuses(another(by="both", replaces=NAME), because="council made equal-shares")
    after(BY_COUNCIL).accepts(another(by="council", replaces=NAME))


def test_one_proposal_may_replace_several_if_each_may_be_replaced():
    second = propose(subject="second")
    after(OFFERED, second).accepts(another(replaces=(NAME, "second"))).leads_to("second", SUPERSEDED)
    after(OFFERED, second, accept()).refuses(another(replaces=(NAME, "second")), because="has been accepted")


def test_only_a_proposal_that_is_there_can_be_replaced():
    after().refuses(another(replaces="pact"), because="pact is a commitment")
    after(OFFERED).refuses(another(replaces="equal-share"), because="did you mean equal-shares?")
    after(OFFERED).refuses(another(replaces="two-thirds"), because="nobody has made 'two-thirds' yet")


def test_a_threat_cannot_replace_a_proposal():
    threat = Threaten(subject="t", by="aland", date=LATER, issue="quota", action="leave", replaces=NAME)
    because = "equal-shares is a proposal, and a proposal cannot be the object of threaten"
    after(OFFERED).refuses(threat, because=because)


# carry out


def test_a_plan_is_carried_out_by_its_author_opposed_or_not():
    after(PLANNED).refuses(carry_out(by="bohus"), because="aland made it, and only its author may")
    after(PLANNED).accepts(carry_out()).leads_to(NAME, CARRIED_OUT)
    after(PLANNED, oppose()).accepts(carry_out()).leads_to(NAME, CARRIED_OUT)


def test_to_carry_a_plan_out_over_opposition_is_hostile():
    assert [tone(after(PLANNED, *more), carry_out()) for more in ((), (oppose(),))] == ["neutral", "hostile"]


@pytest.mark.parametrize("by", ["aland", "bohus", "both"])
def test_what_is_accepted_may_be_carried_out_by_either_party_or_both(by):
    after(OFFERED, accept()).accepts(carry_out(by=by)).leads_to(NAME, CARRIED_OUT)


def test_no_third_party_carries_out_what_is_accepted():
    after(OFFERED, accept()).refuses(carry_out(by="council"), because="only aland, bohus or both may")


def test_an_offer_is_accepted_before_it_is_carried_out():
    after(OFFERED).refuses(carry_out(), because="it has been tabled since 2013-03-01; aland may: withdraw")


@pytest.mark.parametrize(
    ("field", "value"), [("as_", "pact"), ("level", "25 %"), ("effective", MUCH_LATER), ("until", MUCH_LATER)]
)
def test_a_plan_is_carried_out_as_itself_and_at_once(field, value):
    key = field.rstrip("_")
    after(PLANNED).refuses(carry_out(**{field: value}), because=f"`{key}` is for a threat that is carried out")


# extend, expire, lapse


def test_only_the_author_may_extend_a_proposal():
    after(OFFERED).refuses(extend(by="bohus", expires=MUCH_LATER), because="only its author may")
    story = after(OFFERED).accepts(extend(expires=MUCH_LATER)).leads_to(NAME, TABLED)
    assert story.state.proposals[NAME].expires == When.of(MUCH_LATER)


def test_a_proposal_is_extended_by_a_later_expires_or_none_and_nothing_else():
    made = after(propose(expires=LATER))
    made.refuses(extend(expires=LATER), because="it runs until 2013-06-01 already; give a later expires")
    made.refuses(extend(until=MUCH_LATER), because="until is not for it as it stands; give expires")
    made.accepts(extend(expires=MUCH_LATER))
    assert made.accepts(extend()).state.proposals[NAME].expires is None
    after(OFFERED).refuses(extend(), because="it has no end that could be put off; give expires")


def test_only_a_commitment_is_extended_under_a_proposal():
    agreed = propose(subject="agreed"), accept(subject="agreed", date=DAY)
    move = extend(expires=MUCH_LATER, under="agreed")
    after(OFFERED, *agreed).refuses(move, because="`under` is for a commitment; leave it out here")


def test_an_extension_cannot_end_before_its_own_day():
    after(OFFERED).refuses(extend(expires="2013-05-31"), because="expires 2013-05-31 is past already on 2013-06-01")


@pytest.mark.parametrize("move", [oppose(), accept(), TO_COUNCIL, another(replaces=NAME)])
def test_past_its_expiry_a_proposal_can_no_longer_be_answered_or_replaced(move):
    after(propose(expires=DAY)).refuses(move, because="equal-shares expired on 2013-03-01; extend it first")
    after(propose(expires=LATER)).accepts(move)


def test_past_its_expiry_a_plan_is_no_longer_carried_out():
    after(propose(kind="plan", expires=DAY)).refuses(carry_out(), because="expired on 2013-03-01")


@pytest.mark.parametrize("move", [extend(expires=MUCH_LATER), lapse(), withdraw()])
def test_past_its_expiry_a_proposal_may_still_be_extended_withdrawn_or_lapse(move):
    after(propose(expires=DAY)).accepts(move)


def test_a_proposal_does_not_lapse_before_its_end():
    after(propose(expires=MUCH_LATER)).refuses(lapse(), because="it stands until 2013-09-01")
    after(propose(expires=LATER)).accepts(lapse()).leads_to(NAME, LAPSED)
    after(OFFERED).accepts(lapse()).leads_to(NAME, LAPSED)


def test_what_is_accepted_no_longer_lapses_or_expires():
    story = after(propose(expires=LATER), accept())
    story.refuses(lapse(date=MUCH_LATER), because="it has been accepted")
    assert not story.state.proposals[NAME].is_expired(When.of(MUCH_LATER).best)


# questions


def test_a_proposal_is_expired_from_the_day_after_its_expiry():
    proposal = after(propose(expires=LATER)).state.proposals[NAME]
    assert not proposal.is_expired(When.of(LATER).best)
    assert proposal.is_expired(When.of("2013-06-02").best)
    assert not after(OFFERED).state.proposals[NAME].is_expired(When.of(MUCH_LATER).best)


def test_agreed_is_what_was_accepted_even_when_it_is_carried_out():
    stories = [after(OFFERED), after(OFFERED, accept()), after(OFFERED, accept(), carry_out())]
    assert [story.state.proposals[NAME].is_agreed() for story in stories] == [False, True, True]
    assert not after(PLANNED, carry_out()).state.proposals[NAME].is_agreed()


def test_a_plan_carried_out_is_a_harm_by_its_author_alone():
    plan, offer = (after(*made).state.proposals[NAME] for made in ((PLANNED, carry_out()), (OFFERED, accept())))
    day = When.of(LATER)
    harms = [plan.is_harm_by("aland", day), plan.is_harm_by("bohus", day), offer.is_harm_by("aland", day)]
    assert harms == [True, False, False]


def test_a_proposal_knows_its_id_its_author_and_its_links():
    proposal = after(OFFERED).state.proposals[NAME]
    assert (proposal.id, proposal.author, proposal.moves) == (NAME, "aland", (OFFERED,))
    linked = after(OFFERED, another(by="bohus", counters=NAME, settles=NAME)).state.proposals["two-thirds"]
    assert linked.links == (NAME, NAME)


def test_talks_and_commitments_cannot_be_answered():
    after(start=START).refuses(oppose(subject="pact"), because="a commitment cannot be the object of oppose")
