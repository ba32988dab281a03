"""The further subjects that a move acts on: a deal put into force, a commitment whose place another takes."""

from functools import partial

import pytest
from days import DAY, LATER, MUCH_LATER
from rules.reads import reads

from sim.history.replay import touched_by
from sim.model.move import CarryOut, Commit, Extend, Resume, Suspend
from sim.rules.subjects.commitments import Breach, Leave
from sim.rules.subjects.proposals import Accept, Oppose, Propose, Repudiate
from sim.rules.verdict import effects, judge
from sim.testing.story import after

commit = partial(Commit, subject="treaty", by="both", date=LATER, issue="quota")
DEAL = (
    Propose(subject="deal", by="both", date=DAY, issue="quota"),
    Accept(subject="deal", by="both", date=DAY),
)
PLAN = Propose(subject="offer", by="aland", date=DAY, issue="quota", kind="plan")
OFFER = Propose(subject="offer", by="aland", date=DAY, issue="quota")


def effects_on(story, move, name):
    """What a move does to the parts of one subject."""
    on_it = [effect for effect in effects(story.state, move) if effect.subject == name]
    return [(effect.whose, effect.before, effect.after, effect.tone) for effect in on_it]


# under


@pytest.mark.parametrize("by", ["both", "aland", "bohus", "council"])
def test_an_accepted_deal_is_in_force_as_what_is_undertaken_under_it(by):
    story = after(*DEAL).accepts(commit(by=by, under="deal")).leads_to("deal", "carried-out")
    assert story.state.proposals["deal"].in_force_as == ("treaty",)
    assert effects_on(after(*DEAL), commit(by=by, under="deal"), "deal") == [("", "accepted", "carried-out", "neutral")]


def test_a_deal_may_be_in_force_as_several_commitments():
    story = after(*DEAL, commit(under="deal")).accepts(commit(subject="pledge", by="aland", under="deal"))
    assert story.leads_to("deal", "carried-out").state.proposals["deal"].in_force_as == ("treaty", "pledge")
    assert story.accepts(commit(by="council", under="deal")).state.proposals["deal"].in_force_as == ("treaty", "pledge")


def test_a_deal_may_be_put_into_force_by_an_extension():
    move = Extend(subject="pact", by="both", date=LATER, until=MUCH_LATER, under="deal")
    story = after(*DEAL).accepts(move).leads_to("deal", "carried-out")
    assert story.state.proposals["deal"].in_force_as == ("pact",)
    after(OFFER).refuses(
        Extend(subject="pact", by="both", date=LATER, until=MUCH_LATER, under="offer"),
        because="offer cannot be put into force: it has been tabled since 2013-03-01",
    )


@pytest.mark.parametrize(
    ("moves", "because"),
    [
        ((OFFER,), "it has been tabled since 2013-03-01"),
        ((OFFER, Oppose(subject="offer", by="bohus", date=DAY)), "it has been opposed"),
        ((OFFER, Accept(subject="offer", by="bohus", date=DAY, subject_to="council")), "it has been provisional"),
        (
            (OFFER, Accept(subject="offer", by="bohus", date=DAY), Repudiate(subject="offer", by="aland", date=DAY)),
            "it has been repudiated",
        ),
        ((PLAN, CarryOut(subject="offer", by="aland", date=DAY)), "it is a plan"),
    ],
)
def test_only_what_is_agreed_is_put_into_force(moves, because):
    after(*moves).refuses(commit(under="offer"), because=f"offer cannot be put into force: {because}")


def test_what_is_in_force_may_be_repudiated():
    after(*DEAL, commit(under="deal")).accepts(Repudiate(subject="deal", by="aland", date=MUCH_LATER)).leads_to(
        "deal", "repudiated"
    )


def test_only_a_proposal_is_put_into_force():
    after().refuses(commit(under="pact"), because="pact cannot be put into force: pact is a commitment")
    after().refuses(commit(under="dael"), because="nobody has made 'dael' yet")


# replaces

REPLACING = commit(replaces="pact")


def test_a_commitment_takes_the_place_of_another_once_all_in_it_have_joined():
    one = after(commit(by="aland", replaces="pact"))
    assert reads(one, "pact", MUCH_LATER) == {"aland": "in-force", "bohus": "in-force"}
    both = one.accepts(commit(by="bohus", date=MUCH_LATER))
    assert reads(both, "pact", MUCH_LATER) == {"aland": "superseded", "bohus": "superseded"}
    assert both.state.commitments["pact"].replaced_by == "treaty"


def test_a_third_party_in_it_has_to_join_too():
    guaranteed = Commit(subject="pact", by="council", date=DAY), REPLACING
    assert reads(after(*guaranteed), "pact", LATER)["aland"] == "in-force"
    joined = after(*guaranteed).accepts(commit(by="council", date=MUCH_LATER))
    assert set(reads(joined, "pact", MUCH_LATER).values()) == {"superseded"}


@pytest.mark.parametrize(
    ("move", "status"),
    [
        (Suspend(subject="pact", by="aland", date=DAY), "superseded"),
        (Breach(subject="pact", by="aland", date=DAY), "superseded"),
        (Leave(subject="pact", by="aland", date=DAY), "left"),
    ],
)
def test_who_has_left_keeps_that_name_and_all_others_are_superseded(move, status):
    story = after(move).accepts(REPLACING)
    assert reads(story, "pact", LATER) == {"aland": status, "bohus": "superseded"}
    part = story.state.commitments["pact"].participation["aland"]
    assert (part.is_superseded, part.on(REPLACING.date.best).status) == (True, "superseded")


def test_a_notice_keeps_its_name_and_its_day():
    story = after(Leave(subject="pact", by="aland", date=DAY, effective=MUCH_LATER), REPLACING)
    assert [reads(story, "pact", day)["aland"] for day in (LATER, MUCH_LATER)] == ["leaving", "left"]


@pytest.mark.parametrize(("end", "status"), [("2013-03-31", "expired"), (MUCH_LATER, "superseded")])
def test_what_had_ended_before_stays_as_it_ended_and_nothing_else_does(end, status):
    ending = Extend(subject="pact", by="aland", date=DAY, until=end)
    story = after(ending, REPLACING)
    assert [reads(story, "pact", day)["aland"] for day in (LATER, "2013-12-31")] == [status, status]
    whose = [whose for whose, *_ in effects_on(after(ending), REPLACING, "pact")]
    assert whose == (["bohus"] if status == "expired" else ["aland", "bohus"])


def test_what_was_to_end_later_is_superseded_before():
    story = after(Leave(subject="pact", by="both", date=DAY, effective=MUCH_LATER), REPLACING)
    assert [set(reads(story, "pact", day).values()) for day in (LATER, MUCH_LATER)] == [{"superseded"}] * 2


def test_it_takes_its_place_on_the_day_from_which_it_is_in_force():
    story = after().accepts(commit(replaces="pact", effective=MUCH_LATER))
    assert reads(story, "pact", "2013-08-31") == {"aland": "in-force", "bohus": "in-force"}
    assert reads(story, "pact", MUCH_LATER) == {"aland": "superseded", "bohus": "superseded"}
    story.accepts(Breach(subject="pact", by="aland", date="2013-08-31"))
    story.refuses(Breach(subject="pact", by="aland", date=MUCH_LATER), because="superseded since 2013-09-01")


def test_nothing_that_follows_comes_before_it_however_much_in_doubt_its_day():
    story = after(commit(replaces="pact", date="2013-06-01?"))
    for text in (DAY, "2013-05", "../2013-06-01"):
        breach = Breach(subject="pact", by="aland", date=text)
        story.refuses(breach, because="for aland it has been superseded since")


def test_a_part_that_ends_before_the_last_joins_has_ended_whenever_the_others_began():
    early = commit(by="aland", replaces="pact", date=DAY, effective="2013-03-02")
    ending = Extend(subject="pact", by="bohus", date=DAY, until="2013-03-31")
    story = after(ending, early, commit(by="bohus"))
    assert reads(story, "pact", LATER) == {"aland": "superseded", "bohus": "expired"}


def test_it_waits_for_the_last_of_those_who_join():
    story = after(commit(by="aland", replaces="pact", effective=MUCH_LATER), commit(by="bohus"))
    assert reads(story, "pact", "2013-08-31") == {"aland": "in-force", "bohus": "in-force"}
    assert reads(story, "pact", MUCH_LATER) == {"aland": "superseded", "bohus": "superseded"}


@pytest.mark.parametrize("verb", [Suspend, Breach, Leave, Resume, CarryOut, Extend])
def test_nothing_is_done_any_more_with_what_is_superseded(verb):
    story = after(Suspend(subject="pact", by="aland", date=DAY), Leave(subject="pact", by="bohus", date=DAY), REPLACING)
    for by in ("aland", "bohus"):
        move = verb(subject="pact", by=by, date=MUCH_LATER)
        story.refuses(move, because=f"for {by} it has been superseded since 2013-06-01")


def test_nobody_joins_what_is_to_be_replaced_or_replaces_it_again():
    story = after(commit(replaces="pact", effective=MUCH_LATER))
    join = Commit(subject="pact", by="council", date=LATER)
    story.refuses(join, because="pact has been replaced by treaty; join that instead")
    story.refuses(commit(subject="other", replaces="pact"), because="pact has been replaced by treaty already")


def test_only_another_commitment_is_replaced():
    after(OFFER).refuses(commit(replaces="offer"), because="offer is not another commitment")
    after().refuses(Commit(subject="pact", by="council", date=LATER, replaces="pact"), because="pact is not another")


def test_who_is_superseded_is_told_part_by_part():
    assert effects_on(after(), REPLACING, "pact") == [
        ("aland", "in-force", "superseded", "neutral"),
        ("bohus", "in-force", "superseded", "neutral"),
    ]
    assert effects_on(after(), commit(by="aland", replaces="pact"), "pact") == []


def test_a_move_touches_its_own_subjects_and_the_further_ones():
    rulings = judge(after(*DEAL).state, commit(under="deal", replaces="pact"))
    assert touched_by(rulings) == ("treaty", "deal", "pact")
