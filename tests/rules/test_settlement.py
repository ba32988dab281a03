"""What is settled with what is accepted in full, or moot: by links, in turn, to the end."""

from functools import partial

import pytest
from days import DAY, LATER

from sim.model.move import Adjourn, CarryOut, Commit, Convene
from sim.rules.settlement import linked, settled_with
from sim.rules.subjects.proposals import Accept, Oppose, Propose, Ratify, Withdraw
from sim.rules.verdict import effects
from sim.testing.story import after

propose = partial(Propose, date=DAY, issue="quota")
accept = partial(Accept, date=LATER)
FIRST = propose(subject="first", by="aland")
SECOND = propose(subject="second", by="bohus", counters="first")
THIRD = propose(subject="third", by="aland", counters="second")
FOURTH = propose(subject="fourth", by="bohus", counters="third")
BASE = propose(subject="base", by="council")
ASK = propose(subject="ask", by="bohus", kind="request")
NO = Oppose(subject="ask", by="aland", date=DAY)


def statuses(story):
    return {name: proposal.status for name, proposal in story.state.proposals.items()}


# by a yes


def test_what_is_accepted_settles_what_it_answers_in_turn_and_what_answers_it():
    story = after(FIRST, SECOND, THIRD, FOURTH).accepts(accept(subject="third", by="bohus"))
    assert statuses(story) == {"first": "settled", "second": "settled", "third": "accepted", "fourth": "settled"}


def test_what_answers_what_is_settled_is_settled_with_it():
    ours, theirs = (propose(subject=by, by=by, counters="base") for by in ("aland", "bohus"))
    story = after(BASE, ours, theirs).accepts(accept(subject="bohus", by="aland"))
    assert statuses(story) == {"base": "settled", "aland": "settled", "bohus": "accepted"}


def test_the_links_are_followed_to_the_end():
    base = propose(subject="base", by="bohus")
    answer = propose(subject="answer", by="aland", counters=("base", "ask"))
    story = after(ASK, NO, base, answer).accepts(accept(subject="base", by="aland"))
    assert statuses(story) == {"ask": "settled", "base": "accepted", "answer": "settled"}


def test_the_links_lead_through_what_has_ended():
    better = propose(subject="better", by="aland", replaces="first")
    story = after(FIRST, SECOND, better).accepts(accept(subject="better", by="bohus"))
    assert statuses(story) == {"first": "superseded", "second": "settled", "better": "accepted"}


def test_what_only_says_that_it_would_settle_something_is_not_settled_with_it():
    middle = propose(subject="middle", by="council", settles="first")
    story = after(FIRST, middle).accepts(accept(subject="first", by="bohus"))
    assert statuses(story) == {"first": "accepted", "middle": "tabled"}


@pytest.mark.parametrize("answers", [(), (accept(subject="first", by="bohus", subject_to="council"),)])
def test_what_is_open_is_settled_whatever_its_answers(answers):
    middle = propose(subject="middle", by="both", settles="first", date=LATER)
    story = after(FIRST, *answers, middle).accepts(accept(subject="middle", by="both"))
    assert statuses(story)["first"] == "settled"


@pytest.mark.parametrize("further", [(), (CarryOut(subject="first", by="aland", date=LATER),)])
def test_what_was_agreed_is_settled_only_where_the_text_says_so(further):
    agreed = (FIRST, accept(subject="first", by="bohus"), *further)
    said = propose(subject="other", by="both", date=LATER, settles="first")
    assert statuses(after(*agreed, said, accept(subject="other", by="both")))["first"] == "settled"
    countered = propose(subject="other", by="bohus", date=LATER, counters="first")
    assert statuses(after(*agreed, countered, accept(subject="other", by="aland")))["first"] != "settled"


def test_what_the_settled_one_would_have_settled_stays_agreed():
    agreed = FIRST, accept(subject="first", by="bohus", date=DAY)
    second = propose(subject="second", by="bohus", settles="first")
    third = propose(subject="third", by="aland", counters="second")
    story = after(*agreed, second, third).accepts(accept(subject="third", by="bohus"))
    assert statuses(story) == {"first": "accepted", "second": "settled", "third": "accepted"}


def test_what_has_ended_stays_as_it_ended():
    story = after(FIRST, Withdraw(subject="first", by="aland", date=DAY), SECOND)
    assert statuses(story.accepts(accept(subject="second", by="aland")))["first"] == "withdrawn"


def test_only_a_yes_in_full_settles():
    story = after(FIRST, SECOND).accepts(accept(subject="second", by="aland", subject_to="council"))
    assert statuses(story)["first"] == "tabled"
    done = story.accepts(Ratify(subject="second", by="council", date=LATER))
    assert statuses(done) == {"first": "settled", "second": "accepted"}


def test_settling_is_an_effect_of_its_own_and_neutral():
    found = effects(after(FIRST, SECOND).state, accept(subject="second", by="aland"))
    told = [(effect.subject, effect.after, effect.tone) for effect in found]
    assert told == [("second", "accepted", "conciliatory"), ("first", "settled", "neutral")]


# by what is done

MET = (Convene(subject="ministers", by="both", date=DAY),)
MOOT = [
    ((), Convene(subject="ministers", by="both", date=LATER, settles="ask")),
    ((), Convene(subject="ministers", by="council", date=LATER, settles="ask")),
    (MET, Adjourn(subject="ministers", by="both", date=LATER, settles="ask")),
    ((), Commit(subject="deal", by="both", date=LATER, issue="quota", settles="ask")),
    ((FIRST, accept(subject="first", by="bohus")), CarryOut(subject="first", by="aland", date=LATER, settles="ask")),
    ((), CarryOut(subject="pact", by="aland", date=LATER, settles="ask")),
    (
        (FIRST, accept(subject="first", by="bohus")),
        Commit(subject="deal", by="aland", date=LATER, issue="quota", under="first", settles="ask"),
    ),
]


@pytest.mark.parametrize(("moves", "move"), MOOT)
def test_a_claim_is_moot_once_they_meet_undertake_something_or_perform(moves, move):
    answer = propose(subject="answer", by="aland", counters="ask")
    story = after(ASK, NO, answer, *moves).accepts(move)
    assert {name: statuses(story)[name] for name in ("ask", "answer")} == {"ask": "settled", "answer": "settled"}


@pytest.mark.parametrize(("moves", "move"), MOOT)
def test_nothing_is_settled_that_has_ended_or_is_no_proposal(moves, move):
    gone = Withdraw(subject="ask", by="bohus", date=DAY)
    after(ASK, gone, *moves).refuses(move, because="ask cannot be settled: it has been withdrawn since 2013-03-01")
    after(*moves).refuses(move, because="nobody has made 'ask' yet")


def test_a_plan_settles_nothing():
    plan = propose(subject="plan", by="aland", kind="plan")
    after(ASK, plan).refuses(
        CarryOut(subject="plan", by="aland", date=LATER, settles="ask"), because="a plan settles nothing; leave it out"
    )


@pytest.mark.parametrize("by", ["aland", "council"])
def test_one_side_alone_settles_nothing_by_a_promise(by):
    because = "a promise settles proposals only by both, or `under` an accepted proposal"
    after(ASK).refuses(Commit(subject="deal", by=by, date=LATER, issue="quota", settles="ask"), because=because)


def test_an_agreement_is_settled_by_what_says_so_and_what_it_settles_is_named_once():
    agreed = FIRST, accept(subject="first", by="bohus")
    assert statuses(after(*agreed).accepts(Convene(subject="ministers", by="both", date=LATER, settles="first"))) == {
        "first": "settled"
    }
    twice = Commit(subject="deal", by="both", date=LATER, issue="quota", under="first", settles="first")
    after(*agreed).refuses(twice, because="first is named under under as well; name it once")


# questions


def test_what_hangs_together_is_told_from_every_end():
    state = after(FIRST, SECOND, THIRD, ASK).state
    assert linked(state, ("ask",)) == ("ask",)
    for name in ("first", "second", "third"):
        assert sorted(linked(state, (name,))) == ["first", "second", "third"]


def test_what_stands_alone_settles_nothing():
    assert [*settled_with(after(ASK).state, after(ASK).state.proposals["ask"])] == []
