from fractions import Fraction

import pytest

from sim import History
from sim.assess.conduct import conduct, initiative, reciprocity
from sim.moves import (
    Accept,
    AgreeToContinue,
    Commit,
    Comply,
    Impose,
    Lift,
    Oppose,
    Propose,
    Remark,
    Resume,
    Suspend,
    Threaten,
    Withdraw,
)
from sim.testing.story import SETTING, START

DAY = "2013-03-01"


def propose(subject, by="aland", **fields):
    return Propose(subject=subject, by=by, date=DAY, issue="quota", **fields)


def threaten(subject, by="aland"):
    return Threaten(subject=subject, by=by, date=DAY, issue="ports", action="x")


def by(party, verb, subject, **fields):
    return verb(subject=subject, by=party, date=DAY, **fields)


def done(*moves, since=0):
    view = History.of(START, moves).as_of()
    return conduct(view, (step for step in view.steps() if step.number > since))


def numbers(steps):
    return [step.number for step in steps]


@pytest.mark.parametrize(
    ("moves", "party"),
    [
        ((propose("halves"), by("bohus", Accept, "halves")), "bohus"),
        ((propose("halves"), by("bohus", Accept, "halves", subject_to="a ballot")), "bohus"),
        ((threaten("strike"), by("bohus", Comply, "strike")), "bohus"),
        ((propose("x"), propose("halves", concedes="the northern grounds")), "aland"),
        ((propose("calm", kind="request"), by("aland", Withdraw, "calm")), "aland"),
        ((propose("harbour", kind="plan"), by("aland", Withdraw, "harbour")), "aland"),
    ],
)
def test_a_party_concedes(moves, party):
    found = done(*moves)
    assert {name: numbers(each.concessions) for name, each in found.items()} == {
        name: [2] if name == party else [] for name in SETTING.party_ids
    }


def test_a_second_acceptance_that_lifts_a_reservation_is_no_second_concession():
    moves = (propose("halves"), by("bohus", Accept, "halves", subject_to="a ballot"), by("bohus", Accept, "halves"))
    assert numbers(done(*moves)["bohus"].concessions) == [2]
    assert numbers(done(*moves, since=2)["bohus"].concessions) == []


@pytest.mark.parametrize(
    "moves",
    [
        (propose("halves"), by("aland", Withdraw, "halves")),
        (threaten("strike"), by("aland", Withdraw, "strike")),
        (by("aland", Suspend, "pact"), by("aland", Resume, "pact")),
        (propose("halves"), by("bohus", Oppose, "halves")),
    ],
)
def test_what_is_no_concession(moves):
    assert all(each.concessions == () for each in done(*moves).values())


def test_a_joint_proposal_that_concedes_counts_for_both():
    found = done(propose("joint", by="both", concedes="a little"))
    assert [numbers(each.concessions) for each in found.values()] == [[1], [1]]


def test_taking_back_harm_is_deescalation():
    moves = (
        threaten("strike"),
        by("aland", Withdraw, "strike"),
        by("aland", Impose, "levy", issue="ports", action="x"),
        by("aland", Suspend, "levy"),
        by("aland", Resume, "levy"),
        by("aland", Lift, "levy"),
        by("aland", Suspend, "pact"),
        by("aland", Resume, "pact"),
    )
    assert numbers(done(*moves)["aland"].deescalation) == [2, 4, 6, 8]


def test_the_initiative_is_with_who_makes_more_hostile_moves():
    assert initiative(done()) == "none"
    assert initiative(done(threaten("strike"))) == "aland"
    assert initiative(done(threaten("strike"), threaten("block", by="bohus"))) == "both"
    assert initiative(done(threaten("strike"), threaten("block", by="bohus"), threaten("bar"))) == "aland"


def test_conduct_counts_moves_by_tone_joint_ones_for_both():
    found = done(threaten("strike"), by("both", AgreeToContinue, "ministers"), by("bohus", Commit, "oath", title="x"))
    assert [numbers(found["aland"].hostile), numbers(found["aland"].conciliatory)] == [[1], [2]]
    assert [numbers(found["bohus"].hostile), numbers(found["bohus"].conciliatory)] == [[], [2, 3]]


# RECIPROCITY


def answers(*moves):
    return reciprocity(SETTING, History.of(START, moves).as_of().steps())


def test_a_move_is_answered_in_kind_if_the_next_of_the_other_side_has_its_tone():
    found = answers(
        threaten("one"),
        threaten("two", by="bohus"),
        by("aland", Commit, "oath", title="x"),
        by("bohus", Commit, "vow", title="x"),
    )
    assert numbers(found["bohus"].answered) == [1, 3]
    assert found["bohus"].share == 1
    assert found["bohus"].beyond_chance == Fraction(1, 2)
    assert (found["aland"].share, found["aland"].beyond_chance) == (0, 0)


def test_who_always_does_the_same_answers_nobody():
    moves = [threaten(f"t{number}", by=("aland", "bohus")[number % 2]) for number in range(6)]
    assert {each.beyond_chance for each in answers(*moves).values()} == {Fraction(0)}


def test_joint_moves_and_those_of_others_are_no_answers():
    hope = by("council", Remark, "quota", kind="hope")
    found = answers(threaten("one"), hope, by("both", AgreeToContinue, "ministers"))
    assert (found["bohus"].answered, found["bohus"].share, found["bohus"].beyond_chance) == ((), None, None)


def test_several_moves_in_a_row_are_answered_by_the_same_next_one():
    found = answers(threaten("one"), threaten("two"), by("bohus", Commit, "oath", title="x"))
    assert (numbers(found["bohus"].answered), found["bohus"].share) == ([1, 2], 0)
