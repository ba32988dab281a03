"""One act on several subjects: all or nothing, in any order, with an effect on each."""

from functools import partial

import pytest
from days import DAY, LATER

from sim.model.dates import When
from sim.model.errors import InvalidFieldError
from sim.model.move import Adjourn, CarryOut, Commit, Convene, Extend, Lapse, Resume, Suspend, Withdraw
from sim.rules.subjects.commitments import Leave
from sim.rules.subjects.measures import Comply, Impose, Lift, Threaten
from sim.rules.subjects.proposals import Accept, Oppose, Propose
from sim.rules.subjects.statements import Act, Remark
from sim.rules.verdict import effects, tone_of, violations
from sim.testing.story import START, after

propose = partial(Propose, date=DAY, issue="quota")
impose = partial(Impose, by="aland", date=DAY, issue="ports")
OIL, GRAIN = impose(subject="oil"), impose(subject="grain")
THREAT = Threaten(subject="grain", by="aland", date=DAY, issue="ports", action="an embargo")
FIRST, SECOND = propose(subject="first", by="bohus"), propose(subject="second", by="bohus")


def statuses(story, *names):
    return [story.state.subjects[name].status for name in names]


def test_one_act_on_several_subjects_is_one_move():
    story = after(OIL, GRAIN).accepts(Suspend(subject=("oil", "grain"), by="aland", date=LATER))
    assert statuses(story, "oil", "grain") == ["suspended", "suspended"]
    assert story.state.version == 3
    assert story.state.measures["oil"].turn is story.state.measures["grain"].turn


def test_it_is_all_or_nothing():
    lift = Lift(subject=("oil", "grain"), by="aland", date=LATER)
    story = after(OIL, THREAT).refuses(lift, because="it has been threatened since 2013-03-01")
    assert statuses(story, "oil", "grain") == ["in-place", "threatened"]
    after(OIL).refuses(lift, because="nobody has made 'grain' yet")


def test_who_may_act_on_one_of_them_only_may_not_act_on_both():
    theirs = impose(subject="grain", by="bohus")
    lift = Lift(subject=("oil", "grain"), by="aland", date=LATER)
    after(OIL, theirs).refuses(lift, because="bohus made it, and only its author or a third party may")


TREATIES = Commit(subject="first", by="both", date=DAY), Commit(subject="second", by="both", date=DAY)
MOVES = [
    ((OIL, GRAIN), partial(Suspend, by="council")),
    ((FIRST, SECOND), partial(Accept, by="aland")),
    ((FIRST, SECOND), partial(Oppose, by="aland", subject_to="council")),
    ((FIRST, SECOND), partial(Withdraw, by="bohus")),
    ((FIRST, SECOND), Lapse),
    ((OIL, THREAT), partial(Comply, by="bohus")),
    (TREATIES, partial(Leave, by="aland")),
]


@pytest.mark.parametrize(("made", "verb"), MOVES)
def test_the_order_of_the_subjects_does_not_matter(made, verb):
    names, state, day = tuple(move.subject for move in made), after(*made).state, When.of(LATER).best
    moves = [verb(subject=order, date=LATER) for order in (names, names[::-1])]
    one, other = ([after(*made, move).state.subjects[name].statuses(day) for name in names] for move in moves)
    assert one == other
    assert {*effects(state, moves[0])} == {*effects(state, moves[1])}


def test_each_effect_has_its_own_tone_and_the_move_the_strongest():
    made = propose(subject="ask", by="aland", kind="request"), propose(subject="gift", by="aland")
    found = effects(after(*made).state, Withdraw(subject=("ask", "gift"), by="aland", date=LATER))
    assert [effect.tone for effect in found] == ["conciliatory", "neutral"]
    assert tone_of(found) == "conciliatory"
    mixed = effects(after(THREAT, OIL).state, CarryOut(subject="grain", by="aland", date=LATER, as_="oil"))
    assert tone_of(mixed) == "hostile"
    assert tone_of(()) == "neutral"


# of one kind


def test_the_subjects_are_of_one_kind():
    move = Suspend(subject=("oil", "pact"), by="aland", date=LATER)
    after(OIL).refuses(move, because="one act is on several subjects of one kind; write one move for each kind")


def test_only_a_commitment_is_made_with_others():
    story = after().accepts(Commit(subject=("truce", "corridor"), by="both", date=DAY, issue="quota"))
    assert [story.state.commitments[name].id for name in ("truce", "corridor")] == ["truce", "corridor"]
    for move in (
        propose(subject=("one", "two"), by="aland"),
        impose(subject=("one", "two")),
        Act(subject=("one", "two"), by="aland", date=DAY, tone="neutral"),
    ):
        after().refuses(move, because=f"{move.verb} makes one subject; write one move for each")


def test_several_commitments_put_one_deal_into_force():
    deal = propose(subject="deal", by="both"), Accept(subject="deal", by="both", date=DAY)
    story = after(*deal, Commit(subject=("truce", "corridor"), by="both", date=LATER, issue="quota", under="deal"))
    assert story.state.proposals["deal"].in_force_as == ("truce", "corridor")


def test_one_is_joined_and_another_made_by_one_move():
    story = after().accepts(Commit(subject=("pact", "truce"), by="council", date=DAY))
    joined = [story.state.commitments[name].status_of("council", OIL.date.best) for name in ("pact", "truce")]
    assert joined == ["in-force", "in-force"]


def test_a_remark_on_several_issues_changes_nothing():
    remark = Remark(subject=("quota", "ports"), by="both", date=DAY, kind="apology")
    assert [effect.tone for effect in effects(START, remark)] == ["conciliatory", "conciliatory"]
    assert after(remark).state.subjects == START.subjects


def test_each_is_named_once():
    with pytest.raises(InvalidFieldError, match="subject takes one id or several, each once"):
        Lift(subject=("oil", "oil"), by="aland", date=LATER)


# not one that settles another


@pytest.mark.parametrize("order", [("first", "second"), ("second", "first")])
@pytest.mark.parametrize("link", ["settles", "counters"])
def test_not_both_a_text_and_one_that_would_settle_it(order, link):
    made = (
        propose(subject="first", by="council"),
        propose(subject="second", by="bohus", **{link: "first"}),
    )
    after(*made).refuses(Accept(subject=order, by="aland", date=LATER), because="would settle")


def test_what_hangs_together_may_be_opposed_or_withdrawn_together():
    made = propose(subject="first", by="bohus"), propose(subject="second", by="bohus", settles="first")
    after(*made).accepts(Oppose(subject=("first", "second"), by="aland", date=LATER))
    after(*made).accepts(Withdraw(subject=("first", "second"), by="bohus", date=LATER))


def test_what_both_would_settle_is_settled_once():
    third = propose(subject="third", by="council")
    made = third, *(propose(subject=name, by="bohus", settles="third") for name in ("first", "second"))
    story = after(*made).accepts(Accept(subject=("first", "second"), by="aland", date=LATER))
    assert statuses(story, "third", "first", "second") == ["settled", "accepted", "accepted"]
    assert len(story.state.proposals["third"].moves) == 2


def test_nothing_is_named_among_the_subjects_and_beside_them():
    agreed = FIRST, SECOND, Accept(subject=("first", "second"), by="aland", date=DAY)
    move = CarryOut(subject=("first", "second"), by="aland", date=LATER, settles="first")
    after(*agreed).refuses(move, because="first is named under subject as well; name it once")


# talks and parts


def test_two_formats_meet_and_adjourn_at_once():
    story = after(Convene(subject=("ministers", "experts"), by="both", date=DAY))
    assert statuses(story, "ministers", "experts") == ["in-session", "in-session"]
    adjourned = story.accepts(Adjourn(subject=("ministers", "experts"), by="council", date=DAY))
    assert statuses(adjourned, "ministers", "experts") == ["adjourned", "adjourned"]


def test_both_act_for_each_part_of_each():
    made = Commit(subject=("one", "two"), by="both", date=DAY)
    found = effects(after(made).state, Extend(subject=("one", "two"), by="both", date=DAY, until=LATER))
    expected = [(name, party) for name in ("one", "two") for party in ("aland", "bohus")]
    assert [(effect.subject, effect.whose) for effect in found] == expected


def test_every_reason_is_told_of_each_subject():
    reasons = [each.reason for each in violations(START, Resume(subject=("pact", "ministers"), by="aland", date=DAY))]
    assert reasons == [
        "one act is on several subjects of one kind; write one move for each kind",
        "pact: for aland it has been in force since 1998-05-01",
        "ministers is talks, and talks cannot be the object of resume",
    ]
