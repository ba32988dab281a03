from fractions import Fraction

import pytest

from sim import History
from sim.assess.conduct import Conduct, conduct, more_hostile, reciprocity
from sim.model.setting import Setting
from sim.moves import (
    Accept,
    AgreeToContinue,
    CarryOut,
    Commit,
    Comply,
    Ease,
    Impose,
    Lift,
    Propose,
    Reject,
    Remark,
    Resume,
    Suspend,
    Threaten,
    Withdraw,
)
from sim.rules.state import Negotiation
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


def test_concessions_are_counted_in_the_span_and_by_all_that_was_conceded_before():
    moves = (
        propose("halves"),
        by("bohus", Accept, "halves", subject_to="council"),
        by("council", Reject, "halves"),
        by("bohus", Accept, "halves"),
    )
    assert numbers(done(*moves)["bohus"].concessions) == [2]
    assert numbers(done(*moves, since=2)["bohus"].concessions) == []
    assert numbers(done(*moves)["aland"].concessions) == []


def test_a_move_by_which_both_concede_is_one_of_each():
    moves = (propose("ask", kind="request"), propose("answer", "bohus", counters="ask"), by("aland", Accept, "answer"))
    assert [numbers(each.concessions) for each in done(*moves).values()] == [[3], [3]]


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
        by("aland", Impose, "tariff", issue="ports"),
        by("aland", Ease, "tariff"),
        threaten("raid"),
        by("aland", Suspend, "raid"),
    )
    assert numbers(done(*moves)["aland"].deescalation) == [2, 4, 6, 8, 10, 12]


@pytest.mark.parametrize(
    "moves",
    [
        (propose("calm", kind="request"), by("aland", Withdraw, "calm")),
        (threaten("strike"), by("bohus", Comply, "strike")),
        (threaten("strike"), by("council", Suspend, "strike")),
        (by("aland", Commit, "oath"),),
        (by("aland", Commit, "oath"), by("bohus", Commit, "oath")),
        (propose("harbour", kind="plan"), by("aland", CarryOut, "harbour"), by("aland", Withdraw, "harbour")),
    ],
)
def test_what_is_no_deescalation(moves):
    assert all(each.deescalation == () for each in done(*moves).values())


def test_what_a_third_party_with_a_side_does_counts_as_that_partys():
    setting = Setting(
        dict(SETTING.parties), dict(SETTING.issues), {"ally": "Ally", "court": "Court"}, {"ally": "aland"}
    )
    blockades = [by(actor, Impose, name, issue="ports") for actor, name in (("ally", "one"), ("court", "two"))]
    lifting = [by(actor, Lift, name) for actor, name in (("ally", "one"), ("court", "two"))]
    view = History.of(Negotiation.begin(setting), (*blockades, *lifting)).as_of()
    found = conduct(view, view.steps())
    assert [numbers(found["aland"].hostile), numbers(found["aland"].conciliatory)] == [[1], [3]]
    assert numbers(found["aland"].deescalation) == [3]
    assert found["bohus"] == Conduct((), (), (), ())


def test_one_act_on_several_subjects_is_one_move_in_its_strongest_tone():
    moves = (
        propose("calm", kind="request"),
        propose("halves"),
        by("aland", Withdraw, ("calm", "halves")),
    )
    assert numbers(done(*moves)["aland"].conciliatory) == [3]


def test_who_makes_more_hostile_moves_is_the_more_hostile():
    assert more_hostile(done()) == "none"
    assert more_hostile(done(threaten("strike"))) == "aland"
    assert more_hostile(done(threaten("strike"), threaten("block", by="bohus"))) == "tie"
    assert more_hostile(done(threaten("strike"), threaten("block", by="bohus"), threaten("bar"))) == "aland"


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
