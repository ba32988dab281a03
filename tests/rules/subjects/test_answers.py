"""The status that follows from all answers and votes, and the votes of those who have to ratify."""

from functools import partial

import pytest
from attrs import evolve
from days import DAY, LATER, MUCH_LATER

from sim.model.frozen import FrozenDict
from sim.model.setting import Setting
from sim.rules.state import Negotiation
from sim.rules.subjects.answers import (
    ACCEPTED,
    AWAITED,
    NO,
    OPPOSED,
    PROVISIONAL,
    REJECTED,
    TABLED,
    YES,
    Answers,
)
from sim.rules.subjects.proposals import Accept, Oppose, Propose, Ratify, Reject
from sim.rules.verdict import effects
from sim.testing.story import SETTING, after

START = Negotiation.begin(
    Setting(SETTING.parties, SETTING.issues, {"senate": "Senate", "court": "Court", "envoy": "Envoy"})
)
NAME = "treaty"
propose = partial(Propose, subject=NAME, by="bohus", date=DAY, issue="quota")
accept = partial(Accept, subject=NAME, by="aland", date=LATER)
oppose = partial(Oppose, subject=NAME, by="aland", date=LATER)
ratify = partial(Ratify, subject=NAME, by="senate", date=LATER)
reject = partial(Reject, subject=NAME, by="senate", date=LATER)

OFFERED, BY_BOTH = propose(), propose(by="both")
TO_SENATE, TO_BOTH_BODIES = accept(subject_to="senate"), accept(subject_to=("senate", "court"))
REFERRED = oppose(subject_to="senate")
told = partial(after, start=START)


def tone(story, move):
    return effects(story.state, move)[0].tone


# precedence


@pytest.mark.parametrize(
    ("given", "votes", "status"),
    [
        ({"aland": AWAITED}, {}, TABLED),
        ({"aland": OPPOSED}, {}, OPPOSED),
        ({"aland": ACCEPTED}, {}, ACCEPTED),
        ({"aland": AWAITED, "bohus": ACCEPTED}, {}, PROVISIONAL),
        ({"aland": OPPOSED, "bohus": ACCEPTED}, {}, OPPOSED),
        ({"aland": ACCEPTED}, {"aland": AWAITED}, PROVISIONAL),
        ({"aland": ACCEPTED}, {"aland": YES}, ACCEPTED),
        ({"aland": ACCEPTED}, {"aland": NO}, REJECTED),
        ({"aland": OPPOSED}, {"bohus": NO}, OPPOSED),
        ({"aland": AWAITED}, {"bohus": NO}, REJECTED),
        ({"aland": AWAITED}, {"bohus": YES}, TABLED),
        ({"aland": AWAITED}, {"bohus": AWAITED}, TABLED),
        ({"aland": ACCEPTED}, {"bohus": AWAITED}, PROVISIONAL),
        ({"aland": OPPOSED}, {"aland": AWAITED}, OPPOSED),
        ({"aland": OPPOSED}, {"aland": NO}, OPPOSED),
        ({"aland": OPPOSED}, {"aland": YES}, ACCEPTED),
        ({"aland": OPPOSED, "bohus": AWAITED}, {"aland": YES}, PROVISIONAL),
    ],
)
def test_opposed_goes_before_rejected_and_that_before_accepted_tabled_and_provisional(given, votes, status):
    put = FrozenDict({(party, "senate"): vote for party, vote in votes.items()})
    assert Answers(FrozenDict(given), put).status == status


def test_a_new_yes_brings_a_lost_vote_to_light():
    story = told(propose(subject_to="senate"), reject()).leads_to(NAME, REJECTED)
    story.accepts(oppose()).leads_to(NAME, OPPOSED).accepts(accept()).leads_to(NAME, REJECTED)


# subject to ratification


def test_what_is_accepted_subject_to_ratification_is_provisional_until_all_have_said_yes():
    story = told(OFFERED, TO_BOTH_BODIES).leads_to(NAME, PROVISIONAL)
    story.accepts(ratify()).leads_to(NAME, PROVISIONAL).accepts(ratify(by="court")).leads_to(NAME, ACCEPTED)


def test_a_vote_may_be_lost_more_than_once_and_won_in_the_end():
    story = told(OFFERED, TO_SENATE).accepts(reject()).leads_to(NAME, REJECTED)
    story.accepts(reject(date=MUCH_LATER)).leads_to(NAME, REJECTED).accepts(ratify(date=MUCH_LATER)).leads_to(
        NAME, ACCEPTED
    )


def test_one_no_of_two_bodies_rejects():
    told(OFFERED, TO_BOTH_BODIES, ratify()).accepts(reject(by="court")).leads_to(NAME, REJECTED)
    told(OFFERED, TO_BOTH_BODIES, reject()).accepts(ratify()).leads_to(NAME, PROVISIONAL)


def test_the_author_s_body_votes_before_or_after_the_answer():
    told(propose(subject_to="senate"), ratify()).leads_to(NAME, TABLED).accepts(accept()).leads_to(NAME, ACCEPTED)
    told(propose(subject_to="senate"), accept()).leads_to(NAME, PROVISIONAL).accepts(ratify()).leads_to(NAME, ACCEPTED)


def test_each_side_may_have_its_own_bodies():
    story = told(propose(subject_to="court"), TO_SENATE, ratify()).leads_to(NAME, PROVISIONAL)
    story.accepts(ratify(by="court")).leads_to(NAME, ACCEPTED)


def test_one_body_before_which_both_have_put_it_votes_for_both():
    story = told(BY_BOTH, TO_SENATE, accept(by="bohus", subject_to="senate"))
    story.accepts(ratify()).leads_to(NAME, ACCEPTED)


def test_who_changes_its_no_into_a_yes_names_its_bodies_anew():
    told(OFFERED, oppose(), TO_SENATE).leads_to(NAME, PROVISIONAL)


@pytest.mark.parametrize("by", ["court", "envoy"])
def test_only_who_is_named_ratifies_or_rejects(by):
    for vote in (ratify(by=by), reject(by=by)):
        told(OFFERED, TO_SENATE).refuses(vote, because="it is subject to senate only")


@pytest.mark.parametrize("by", ["aland", "bohus", "both"])
def test_a_party_opposes_or_accepts_and_does_not_vote(by):
    for vote in (ratify(by=by), reject(by=by)):
        told(OFFERED, TO_SENATE).refuses(vote, because="a party opposes or accepts")


def test_nobody_votes_where_nothing_is_put_to_it_or_all_is_done():
    told(OFFERED).refuses(ratify(), because="`subject-to`")
    told(OFFERED, TO_SENATE, ratify()).refuses(reject(), because="it has been accepted since 2013-06-01")


def test_a_body_that_has_ratified_may_still_reject_what_is_open_and_does_not_ratify_twice():
    story = told(OFFERED, TO_BOTH_BODIES, ratify())
    story.refuses(ratify(), because="senate has ratified it already")
    story.accepts(reject()).leads_to(NAME, REJECTED)


def test_no_vote_is_later_than_the_end_of_the_proposal():
    story = told(propose(expires=LATER), TO_SENATE)
    for vote in (ratify(date=MUCH_LATER), reject(date=MUCH_LATER)):
        story.refuses(vote, because="treaty expired on 2013-06-01; extend it first")


def test_a_ratifier_is_a_declared_third_party():
    undeclared = "no third party 'parliament' is declared; name those who have to ratify"
    told(OFFERED).refuses(accept(subject_to="parliament"), because=undeclared)
    told(OFFERED).refuses(accept(subject_to="bohus"), because="no third party 'bohus' is declared")


@pytest.mark.parametrize("by", ["both", "envoy"])
def test_a_party_names_its_own_bodies(by):
    told().refuses(propose(by=by, subject_to="senate"), because="leave it out here")


def test_a_yes_is_conciliatory_and_a_lost_vote_hostile():
    story = told(OFFERED, TO_SENATE)
    assert (tone(story, ratify()), tone(story, reject())) == ("conciliatory", "hostile")


# anew


def test_after_a_lost_vote_it_may_be_put_to_all_its_bodies_again():
    story = told(OFFERED, TO_BOTH_BODIES, ratify(by="court"), reject()).leads_to(NAME, REJECTED)
    again = story.accepts(accept(date=MUCH_LATER)).leads_to(NAME, PROVISIONAL)
    again.accepts(ratify(date=MUCH_LATER)).leads_to(NAME, PROVISIONAL).accepts(
        ratify(by="court", date=MUCH_LATER)
    ).leads_to(NAME, ACCEPTED)


def test_another_body_may_be_named_beside_them():
    story = told(OFFERED, TO_SENATE, reject(), accept(subject_to="court")).leads_to(NAME, PROVISIONAL)
    assert story.state.proposals[NAME].answers.ratifiers_of("aland") == ("senate", "court")


def test_its_author_too_puts_it_to_its_body_again():
    story = told(propose(subject_to="senate"), accept(), reject())
    story.accepts(accept(by="bohus")).leads_to(NAME, PROVISIONAL).accepts(ratify()).leads_to(NAME, ACCEPTED)
    told(propose(subject_to="senate"), reject()).accepts(accept(by="bohus")).leads_to(NAME, TABLED)


def test_it_is_not_put_to_a_body_again_before_a_vote_is_lost():
    told(OFFERED, TO_SENATE).refuses(accept(subject_to="senate"), because="aland has accepted it already")
    told(propose(subject_to="senate")).refuses(accept(by="bohus"), because="bohus made it")


def test_nobody_puts_it_to_the_body_of_the_other_side_again():
    told(propose(subject_to="senate"), accept(), reject()).refuses(accept(), because="aland has accepted it already")


# referral


def test_a_no_may_be_referred_and_the_yes_of_all_stands_for_it():
    story = told(OFFERED, oppose(subject_to=("senate", "court"))).leads_to(NAME, OPPOSED)
    story.accepts(ratify()).leads_to(NAME, OPPOSED).accepts(ratify(by="court")).leads_to(NAME, ACCEPTED)


def test_a_no_of_those_it_is_referred_to_confirms_it():
    story = told(OFFERED, oppose(subject_to=("senate", "court")), ratify(by="court"), reject()).leads_to(NAME, OPPOSED)
    story.refuses(oppose(), because="aland has opposed it already")
    story.accepts(ratify()).leads_to(NAME, ACCEPTED)


def test_whose_no_was_overruled_may_say_no_again():
    story = told(BY_BOTH, REFERRED, ratify()).leads_to(NAME, PROVISIONAL)
    story.accepts(oppose()).leads_to(NAME, OPPOSED)
    story.refuses(accept(), because="aland has accepted it already")


def test_a_body_that_takes_its_yes_back_confirms_the_no():
    told(BY_BOTH, REFERRED, ratify()).accepts(reject()).leads_to(NAME, OPPOSED)


def test_who_has_referred_may_say_yes_itself():
    told(OFFERED, REFERRED).accepts(accept()).leads_to(NAME, ACCEPTED)
    told(OFFERED, REFERRED, reject()).accepts(accept()).leads_to(NAME, PROVISIONAL)


# questions


def test_only_votes_are_awaited_once_every_party_has_said_yes():
    def awaits(*moves):
        return told(*moves).state.proposals[NAME].answers.awaits_only_votes

    assert awaits(OFFERED, TO_SENATE)
    assert awaits(BY_BOTH, TO_SENATE, accept(by="bohus"))
    assert not awaits(OFFERED)
    assert not awaits(BY_BOTH, TO_SENATE)
    assert not any(awaits(OFFERED, *answers) for answers in ((TO_SENATE, reject()), (REFERRED,), (accept(),)))


def test_answers_keep_each_party_s_own_votes():
    answers = told(propose(subject_to="court"), TO_SENATE, ratify()).state.proposals[NAME].answers
    assert dict(answers.votes) == {("bohus", "court"): AWAITED, ("aland", "senate"): YES}
    assert (answers.ratifiers, answers.ratifiers_of("aland")) == (("court", "senate"), ("senate",))
    assert evolve(answers, votes=FrozenDict()).ratifiers == ()
