import pytest

from sim import History
from sim.model.dates import CERTAIN, POSSIBLE
from sim.model.errors import UnknownNameError
from sim.moves import (
    Accept,
    Commit,
    Impose,
    Leave,
    Oppose,
    Propose,
    Remark,
    Repudiate,
    Suspend,
    Threaten,
    Withdraw,
)
from sim.testing.story import START

RECORD = History.of(
    START,
    (
        Propose(subject="halves", by="aland", date="2013-02-01", issue="quota"),
        Suspend(subject="pact", by="bohus", date="2013-02-02"),
        Oppose(subject="halves", by="bohus", date="2013-02-03?"),
        Remark(subject="quota", by="aland", date="2013-02-03", kind="hope"),
        Leave(subject="pact", by="bohus", date="2013-02-04", effective="2013-06-01"),
        Propose(subject="thirds", by="aland", date="2013-02-05", issue="quota", replaces="halves"),
        Withdraw(subject="thirds", by="aland", date="2013-02-06"),
    ),
)


def changed(before, after):
    return [(change.subject, change.whose, *change.words) for change in RECORD.difference(before, after)]


def test_a_subject_is_explained_by_the_moves_that_made_and_changed_it():
    account = RECORD.why("halves")
    assert account.subject.status == "superseded"
    assert account.declared is None
    assert [step.number for step in account.steps] == [1, 3, 6]
    assert [effect.after for effect in account.steps[2].effects] == ["tabled", "superseded"]


def test_what_is_declared_is_explained_by_its_declaration_first():
    account = RECORD.why("pact", 2)
    assert account.declared is START.subjects["pact"]
    assert [step.number for step in account.steps] == [2]


@pytest.mark.parametrize("reading", [CERTAIN, POSSIBLE])
def test_only_the_moves_that_count_explain_it(reading):
    numbers = [step.number for step in RECORD.why("halves", "2013-02-02", reading).steps]
    assert numbers == ([1] if reading == CERTAIN else [1, 3])


def test_nobody_can_say_why_of_what_has_not_been_made():
    with pytest.raises(UnknownNameError, match="nobody has made 'thirds' by then; it is made by move #6"):
        RECORD.why("thirds", "2013-02-04")
    with pytest.raises(UnknownNameError, match=r"nobody makes 'halfs' at all; did you mean halves\?"):
        RECORD.why("halfs")


def test_the_difference_is_what_appeared_changed_and_ended_and_nothing_else():
    assert changed(0, 1) == [("halves", "", "appeared")]
    assert changed(1, 4) == [("pact", "bohus", "changed"), ("halves", "", "changed")]
    assert changed(4, 7) == [
        ("pact", "bohus", "changed"),
        ("thirds", "", "appeared", "ended"),
        ("halves", "", "changed", "ended"),
    ]
    assert changed(3, 3) == []


def test_a_difference_backwards_tells_what_is_missing():
    assert changed(1, 0) == [("halves", "", "missing")]


def test_a_notice_of_exit_takes_effect_without_a_move():
    assert changed("2013-05-31", "2013-06-01") == [("pact", "bohus", "changed")]
    assert changed("2013-06-01", "2013-07-01") == []


def test_an_end_of_what_is_not_likely_to_exist_changes_nothing():
    offer = Propose(subject="offer", by="bohus", date="2013-02-01/2013-04-30", issue="quota", expires="2013-02-10?")
    assert History.of(START, (offer,)).difference("2013-02-05", "2013-02-20") == ()


def test_what_is_certain_by_the_day_on_which_it_takes_effect_is_in_the_difference():
    oath = Commit(subject="oath", by="bohus", date="2013-02-01/..", title="An oath")
    notice = Leave(subject="oath", by="bohus", date="2013-02-02/..", effective="2013-03-01")
    history = History.of(START, (oath, notice))
    assert history.difference("2013-02-15", "2013-02-28", CERTAIN) == ()
    [change] = history.difference("2013-02-15", "2013-03-01", CERTAIN)
    assert (change.subject, change.after, change.words) == ("oath", "left", ("appeared",))


def test_branches_differ_from_where_they_part():
    branch = RECORD.branch(without=[2]).history
    found = RECORD.as_of().difference(branch.as_of())
    assert found == ()
    found = RECORD.as_of(3).difference(branch.as_of("2013-02-03"))
    assert [(change.subject, change.whose, change.after) for change in found] == [("pact", "bohus", "in-force")]


def test_records_that_begin_otherwise_differ_in_what_is_declared():
    other = History.of(History.of(START, RECORD.moves[:1]).states[-1], ())
    found = History.of(START, ()).as_of().difference(other.as_of())
    assert [(change.subject, change.words) for change in found] == [("halves", ("appeared",))]


def test_what_was_done_between_two_moments_is_what_counts_at_one_only():
    assert [step.number for step in RECORD.between("2013-02-02", "2013-02-04")] == [3, 4, 5]
    assert [step.number for step in RECORD.between(5)] == [6, 7]
    assert [step.number for step in RECORD.between("2013-02-01", "2013-02-03", CERTAIN)] == [2, 4]


def test_states_are_told_in_order_under_every_reading():
    for view in (RECORD.as_of(4), RECORD.as_of("2013-02-03", CERTAIN)):
        states = list(view.states())
        assert (states[0], states[-1], len(states)) == (START, view.state, len(view.numbers) + 1)


def test_a_subject_is_explained_by_the_moves_that_name_it_not_and_act_on_it_all_the_same():
    moves = (
        *RECORD.moves[:1],
        Propose(subject="thirds", by="bohus", date="2013-02-02", issue="quota", counters="halves"),
        Accept(subject="thirds", by="aland", date="2013-02-03"),
        Commit(subject="new", by="aland", date="2013-02-04", replaces="pact"),
        Commit(subject="new", by="bohus", date="2013-02-05"),
    )
    history = History.of(START, moves)
    assert [step.number for step in history.why("halves").steps] == [1, 3]
    assert [step.number for step in history.why("pact").steps] == [5]
    assert [(each.subject, each.whose, *each.words) for each in history.difference(2, 5)] == [
        ("thirds", "", "changed"),
        ("halves", "", "changed", "ended"),
        ("new", "aland", "appeared"),
        ("new", "bohus", "appeared"),
        ("pact", "aland", "changed", "ended"),
        ("pact", "bohus", "changed", "ended"),
    ]


def test_one_act_on_several_subjects_is_one_step_with_an_effect_on_each():
    imposed = [Impose(subject=name, by="aland", date="2013-02-01", issue="ports") for name in ("levy", "ban")]
    act = Suspend(subject=("ban", "levy"), by="aland", date="2013-02-02")
    history = History.of(START, (*imposed, act))
    [step] = history.between(2)
    assert [(effect.subject, effect.after) for effect in step.effects] == [("ban", "suspended"), ("levy", "suspended")]
    assert [history.why(name).steps[-1].number for name in ("levy", "ban")] == [3, 3]
    assert [each.subject for each in history.difference(2, 3)] == ["ban", "levy"]


def test_an_explanation_names_what_discharged_a_threat_though_it_is_undone():
    moves = (
        Propose(subject="first", by="bohus", date="2013-02-01", issue="quota"),
        Threaten(
            subject="raid", by="aland", date="2013-02-02", issue="ports", action="x", unless={"first": "accepted"}
        ),
        Accept(subject="first", by="aland", date="2013-02-03"),
        Repudiate(subject="first", by="bohus", date="2013-02-04"),
    )
    step, word = History.of(START, moves).why("raid").brought_about
    assert (step.number, word) == (3, "discharged")
