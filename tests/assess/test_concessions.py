import pytest
from hypothesis import given
from standoff import SETTING, did, recorded

from sim.assess.concessions import Concessions
from sim.moves import (
    Accept,
    Commit,
    Comply,
    Impose,
    Lift,
    Oppose,
    Propose,
    Ratify,
    Reject,
    Resume,
    Suspend,
    Threaten,
    Withdraw,
)
from sim.testing.strategies import histories

OFFER = did(Propose, "halves", issue="quota")
ASK = did(Propose, "ask", "bohus", kind="request", issue="quota")
ANSWER = did(Propose, "answer", issue="quota", counters="ask")
JOINT = did(Propose, "joint", "both", issue="quota")
TEXT = did(Propose, "text", "court", issue="quota")
GIFT = did(Propose, "gift", issue="quota", concedes="the northern grounds")
THREAT = did(Threaten, "strike", issue="ports")


def conceding(*moves):
    """Who concedes by each of the moves."""
    history = recorded(*moves)
    concessions = Concessions(SETTING)
    return [concessions.made_by(move, state.subjects) for move, state in zip(moves, history.states[1:], strict=True)]


@pytest.mark.parametrize(
    ("moves", "parties"),
    [
        ((OFFER, did(Accept, "halves", "bohus")), ("bohus",)),
        ((OFFER, did(Accept, "halves", "bohus", subject_to="senate")), ("bohus",)),
        ((ASK, did(Accept, "ask")), ("aland",)),
        ((ASK, ANSWER, did(Accept, "answer", "bohus")), ("bohus", "aland")),
        ((JOINT, did(Accept, "joint", "both")), ("aland", "bohus")),
        ((JOINT, did(Accept, "joint")), ("aland",)),
        ((TEXT, did(Accept, "text", "bohus")), ("bohus",)),
        ((GIFT,), ("aland",)),
        ((did(Propose, "gift", "ally", issue="quota", concedes="tolls"),), ("aland",)),
        ((did(Propose, "dam", issue="quota", kind="plan", concedes="tolls"),), ("aland",)),
        ((THREAT, did(Comply, "strike", "bohus")), ("bohus",)),
        ((did(Impose, "levy", issue="ports"), did(Comply, "levy", "bohus")), ("bohus",)),
        ((ASK, did(Withdraw, "ask", "bohus")), ("bohus",)),
        ((did(Propose, "dam", issue="quota", kind="plan"), did(Withdraw, "dam")), ("aland",)),
        ((did(Commit, "oath", "bohus", concedes="the southern grounds"),), ("bohus",)),
        ((did(Commit, "oath", "ally", concedes="the southern grounds"),), ("aland",)),
        ((did(Commit, "oath", "both", concedes="something each"),), ("aland", "bohus")),
    ],
)
def test_a_party_concedes(moves, parties):
    assert conceding(*moves)[-1] == parties
    assert not any(conceding(*moves)[:-1])


@pytest.mark.parametrize(
    "moves",
    [
        (OFFER,),
        (OFFER, did(Oppose, "halves", "bohus")),
        (OFFER, did(Withdraw, "halves")),
        (THREAT, did(Withdraw, "strike")),
        (did(Suspend, "pact"), did(Resume, "pact")),
        (did(Impose, "levy", issue="ports"), did(Lift, "levy")),
        (did(Propose, "joint", "both", issue="quota", concedes="a little"),),
        (did(Propose, "gift", "court", issue="quota", concedes="a little"),),
        (did(Propose, "later", "bohus", issue="quota", matter="procedure"), did(Accept, "later")),
        (did(Propose, "later", issue="quota", matter="procedure", concedes="a week"),),
        (did(Propose, "later", issue="quota", kind="request", matter="procedure"), did(Withdraw, "later")),
        (
            did(Propose, "dam", issue="quota", kind="plan"),
            did(Oppose, "dam", "bohus"),
            did(Accept, "dam", "bohus"),
        ),
        (did(Commit, "oath", "bohus"),),
    ],
)
def test_what_is_no_concession(moves):
    assert not any(conceding(*moves))


def test_who_accepts_what_the_author_concedes_without_being_asked_gives_up_nothing():
    assert conceding(GIFT, did(Accept, "gift", "bohus")) == [("aland",), ()]


def test_who_accepts_an_answer_that_concedes_has_conceded_too():
    answer = did(Propose, "answer", issue="quota", counters="ask", concedes="half of it")
    assert conceding(ASK, answer, did(Accept, "answer", "bohus")) == [(), ("aland",), ("bohus",)]


def test_a_party_concedes_once_in_a_deal():
    moves = (
        OFFER,
        did(Accept, "halves", "bohus", subject_to="senate"),
        did(Reject, "halves", "senate"),
        did(Accept, "halves", "bohus"),
        did(Oppose, "halves", "bohus"),
        did(Accept, "halves", "bohus"),
    )
    assert conceding(*moves)[1:] == [("bohus",), (), (), (), ()]


def test_what_replaces_or_settles_or_counters_is_in_the_same_deal():
    for link in ("replaces", "settles"):
        again = did(Propose, "again", issue="mesh", concedes="more", **{link: "gift"})
        assert conceding(GIFT, again) == [("aland",), ()]
    answer = did(Propose, "answer", "bohus", issue="quota", counters="gift")
    assert conceding(GIFT, answer, did(Accept, "answer")) == [("aland",), (), ("bohus",)]


def test_deals_that_are_linked_later_become_one_and_nothing_is_taken_back():
    other = did(Propose, "other", issue="mesh", concedes="the meshes")
    package = did(Propose, "package", "court", issue="quota", counters=("gift", "other"))
    again = did(Propose, "again", issue="mesh", replaces="other", concedes="more")
    moves = (GIFT, other, package, again, did(Accept, "package", "bohus"), did(Accept, "package"))
    assert conceding(*moves) == [("aland",), ("aland",), (), (), ("bohus",), ()]


def test_what_is_accepted_in_full_closes_the_deal():
    lasting = did(Propose, "lasting", "both", issue="quota", settles="halves")
    moves = (OFFER, did(Accept, "halves", "bohus"), lasting, did(Accept, "lasting", "both"))
    assert conceding(*moves)[1:] == [("bohus",), (), ("aland", "bohus")]


def test_what_awaits_a_vote_closes_nothing_yet():
    lasting = did(Propose, "lasting", "both", issue="quota", settles="halves")
    open_yet = (OFFER, did(Accept, "halves", "bohus", subject_to="senate"), lasting, did(Accept, "lasting", "both"))
    assert conceding(*open_yet)[1:] == [("bohus",), (), ("aland",)]


def test_after_a_referral_with_a_no_a_party_concedes_when_its_ratifiers_have_said_yes():
    referred = did(Oppose, "halves", "bohus", subject_to=("senate", "diet"))
    votes = (did(Ratify, "halves", "senate"), did(Ratify, "halves", "diet"))
    assert conceding(OFFER, referred, *votes) == [(), (), (), ("bohus",)]
    assert conceding(OFFER, referred, votes[0], did(Reject, "halves", "diet"))[-1] == ()


def test_a_vote_on_a_yes_is_no_concession_of_its_own():
    moves = (OFFER, did(Accept, "halves", "bohus", subject_to="senate"), did(Ratify, "halves", "senate"))
    assert conceding(*moves) == [(), ("bohus",), ()]


def test_an_author_that_puts_its_own_text_to_the_vote_again_concedes_nothing():
    offer = did(Propose, "halves", issue="quota", subject_to="senate")
    assert conceding(offer, did(Reject, "halves", "senate"), did(Accept, "halves"))[-1] == ()


def test_one_act_concedes_once_for_each_deal_or_thing_given_up():
    offers = [did(Propose, name, issue="quota") for name in ("one", "two")]
    requests = [did(Propose, name, "bohus", kind="request", issue="quota") for name in ("three", "four")]
    threats = [did(Threaten, name, issue="quota") for name in ("five", "six")]
    assert conceding(*offers, did(Accept, ("one", "two"), "bohus"))[-1] == ("bohus", "bohus")
    assert conceding(*requests, did(Withdraw, ("three", "four"), "bohus"))[-1] == ("bohus", "bohus")
    assert conceding(*threats, did(Comply, ("five", "six"), "bohus"))[-1] == ("bohus", "bohus")


def test_a_copy_goes_its_own_way():
    state = recorded(OFFER, did(Accept, "halves", "bohus")).states[-1]
    concessions = Concessions(SETTING)
    concessions.made_by(OFFER, state.subjects)
    copies = [concessions.copy(), concessions.copy()]
    yes = did(Accept, "halves", "bohus")
    assert [copy.made_by(yes, state.subjects) for copy in copies] == [("bohus",), ("bohus",)]


@given(histories())
def test_nobody_concedes_more_often_than_there_are_proposals_and_other_things_to_give_up(history):
    concessions, counts = Concessions(history.start.setting), dict.fromkeys(history.start.setting.party_ids, 0)
    others = 0
    for move, state in zip(history.moves, history.states[1:], strict=True):
        for party in concessions.made_by(move, state.subjects):
            counts[party] += 1
        others += len(move.subjects) * isinstance(move, (Comply, Withdraw, Commit))
    assert max(counts.values()) <= len(history.states[-1].proposals) + others
