from functools import partial

import pytest

from sim import History, IllegalMoveError, InconsistentDatesError
from sim.model.errors import UnknownNameError
from sim.moves import (
    Accept,
    CarryOut,
    Commit,
    Extend,
    Leave,
    Oppose,
    Propose,
    Ratify,
    Reject,
    Remark,
    Resume,
    Suspend,
    Threaten,
    Withdraw,
)
from sim.testing.story import START

PROPOSE = Propose(subject="halves", by="aland", date="2013-02-01", issue="quota")
OPPOSE = Oppose(subject="halves", by="bohus", date="2013-02-02")
ACCEPT = Accept(subject="halves", by="bohus", date="2013-02-03")
DONE = CarryOut(subject="halves", by="aland", date="2013-02-04")
HOPE = Remark(subject="quota", by="council", date="2013-02-05", kind="hope")
RECORD = History.of(START, (PROPOSE, OPPOSE, ACCEPT, DONE, HOPE))


def verbs(branch):
    return [move.verb for move in branch.history.moves]


def test_a_branch_without_changes_is_its_trunk():
    branch = RECORD.branch()
    assert branch.history == RECORD
    assert (branch.left_out, branch.invalidated) == ((), ())


def test_what_hangs_on_a_move_that_is_left_out_falls_with_it_and_says_so():
    branch = RECORD.branch(without=[1])
    assert verbs(branch) == ["remark"]
    assert [(fall.number, fall.caused_by) for fall in branch.invalidated] == [(2, (1,)), (3, (1,)), (4, (1,))]
    assert branch.invalidated[0].reasons[0].reason == "nobody has made 'halves' yet"


def test_the_chain_of_reasons_ends_with_the_move_that_was_left_out():
    branch = RECORD.branch(without=[3])
    assert [(fall.number, fall.caused_by) for fall in branch.invalidated] == [(4, (3,))]
    pact = (
        Commit(subject="oath", by="aland", date="2013-03-01", title="An oath"),
        Suspend(subject="oath", by="aland", date="2013-03-02"),
        Resume(subject="oath", by="aland", date="2013-03-03"),
        Leave(subject="oath", by="aland", date="2013-03-04"),
        Threaten(subject="out", by="aland", date="2013-02-05", issue="ports", action="leave"),
    )
    base = History.of(START, (pact[4], *pact[:4], CarryOut(subject="out", by="aland", date="2013-03-05", as_="oath")))
    invalidated = base.branch(without=[2]).invalidated
    assert [(fall.number, fall.caused_by) for fall in invalidated] == [(3, (2,)), (4, (2,)), (5, (2,)), (6, (2,))]
    invalidated = base.branch(without=[3]).invalidated
    assert [(fall.number, fall.caused_by) for fall in invalidated] == [(4, (3,))]


def test_the_chain_goes_through_what_fell():
    moves = (
        PROPOSE,
        Propose(subject="thirds", by="bohus", date="2013-02-02", issue="quota", counters="halves"),
        Oppose(subject="thirds", by="aland", date="2013-02-03"),
    )
    invalidated = History.of(START, moves).branch(without=[1]).invalidated
    assert [(fall.number, fall.caused_by) for fall in invalidated] == [(2, (1,)), (3, (2, 1))]


def test_a_fork_ends_the_trunk_and_what_happens_instead_follows():
    branch = RECORD.branch(fork=2, moves=[Withdraw(subject="halves", by="aland", date="2013-02-06")])
    assert verbs(branch) == ["propose", "oppose", "withdraw"]
    assert branch.numbers == (1, 2, None)


def test_without_a_fork_what_happens_instead_is_put_in_by_its_date():
    branch = RECORD.branch(without=[2], moves=[Extend(subject="halves", by="aland", date="2013-02-01", expires="2014")])
    assert verbs(branch) == ["propose", "extend", "accept", "carry-out", "remark"]
    assert branch.numbers == (1, None, 3, 4, 5)


def test_a_trunk_move_falls_where_what_happens_instead_stands_in_its_way():
    branch = RECORD.branch(moves=[Withdraw(subject="halves", by="aland", date="2013-02-01")])
    assert [(fall.number, fall.caused_by) for fall in branch.invalidated] == [(2, ()), (3, ()), (4, ())]


def test_a_branch_from_before_the_first_move_is_empty():
    assert RECORD.branch(fork="2012").history == History.of(START, ())


def test_what_happens_instead_keeps_the_law_and_the_calendar():
    with pytest.raises(IllegalMoveError, match="bohus may not oppose thirds"):
        RECORD.branch(moves=[Oppose(subject="thirds", by="bohus", date="2013-02-02")])
    with pytest.raises(InconsistentDatesError, match="put the moves in the order"):
        RECORD.branch(fork=2, moves=[Withdraw(subject="halves", by="aland", date="2013-02-01")])


@pytest.mark.parametrize(("fork", "number"), [(None, 6), (None, 0), (2, 3)])
def test_what_is_not_in_the_branch_cannot_be_left_out(fork, number):
    with pytest.raises(UnknownNameError, match=f"there is no move #{number}"):
        RECORD.branch(fork=fork, without=[number])


def test_dates_stay_within_what_the_whole_record_says_of_them():
    moves = (
        Propose(subject="halves", by="aland", date="2013", issue="quota"),
        Oppose(subject="halves", by="bohus", date="2013-02-02"),
        Remark(subject="quota", by="council", date="2013-03-05", kind="hope"),
    )
    branch = History.of(START, moves).branch(without=[2])
    assert [str(when.best) for when in branch.history.dates] == ["2013-02-02", "2013-03-05"]


def test_vague_dates_of_what_happens_instead_are_put_in_order_as_those_of_a_record_are():
    texts = ("2013-02-10?", "2013-02-08?", "2013", "2013-01/..", "../2013-02-20")
    hopes = [Remark(subject="quota", by="council", date=text, kind="hope") for text in texts]
    branch = RECORD.branch(fork=5, moves=hopes).history
    assert branch.dates[5:] == History.of(START, (*RECORD.moves, *hopes)).dates[5:]
    best = ["2013-02-10", "2013-02-10", "2013-02-20", "2013-02-20", "2013-02-20"]
    assert [str(when.best) for when in branch.dates[5:]] == best
    assert [when.earliest for when in branch.dates[5:]] == [hope.date.earliest for hope in hopes]


def test_only_what_would_let_a_move_stand_is_to_blame():
    moves = (
        Suspend(subject="pact", by="aland", date="2013-02-01"),
        Extend(subject="pact", by="both", date="2013-02-02", until="2014"),
        Resume(subject="pact", by="aland", date="2013-02-03"),
    )
    invalidated = History.of(START, moves).branch(without=[1, 2]).invalidated
    assert [(fall.number, fall.caused_by) for fall in invalidated] == [(3, (1,))]


def test_who_binds_another_party_to_a_commitment_is_to_blame_where_it_is_replaced_without_that():
    record = History.of(
        START,
        (
            Commit(subject="pact", by="bank", date="2013-02-01", issue="quota"),
            Commit(subject="treaty", by="both", date="2013-02-02", issue="quota", replaces="pact"),
            Leave(subject="pact", by="bohus", date="2013-02-03"),
        ),
    )
    (fall,) = record.branch(without={1}).invalidated
    assert (fall.number, fall.caused_by) == (3, (1,))


def test_what_is_left_out_is_not_to_blame_for_what_happens_instead():
    extend = Extend(subject="halves", by="aland", date="2013-02-01", expires="2014")
    base = History.of(START, (PROPOSE, extend, OPPOSE, ACCEPT))
    branch = base.branch(without=[2], moves=[Withdraw(subject="halves", by="aland", date="2013-02-01")])
    assert [(fall.number, fall.caused_by) for fall in branch.invalidated] == [(3, ()), (4, ())]


def test_a_fall_may_hang_on_one_that_what_happens_instead_has_brought_about():
    moves = (
        PROPOSE,
        Propose(subject="thirds", by="aland", date="2013-02-02", issue="quota", replaces="halves"),
        Oppose(subject="thirds", by="bohus", date="2013-02-03"),
    )
    instead = Withdraw(subject="halves", by="aland", date="2013-02-01")
    invalidated = History.of(START, moves).branch(moves=[instead]).invalidated
    assert [(fall.number, fall.caused_by) for fall in invalidated] == [(2, ()), (3, (2,))]


def refused(base, *moves, without=()):
    """What one's own moves hang on, where they are refused."""
    return [refusal.caused_by for refusal in base.branch_result(without=without, moves=moves).refusals]


def test_a_move_of_ones_own_hangs_on_what_is_left_out_only_if_it_would_stand_otherwise():
    late = partial(Accept, subject="halves", by="bohus", date="2013-02-04")
    assert refused(History.of(START, (PROPOSE, OPPOSE)), late(), without=[1]) == [(1,)]
    assert refused(History.of(START, (PROPOSE, OPPOSE)), late(by="aland"), without=[2]) == [()]
    assert refused(History.of(START, (PROPOSE, ACCEPT)), late(), late(), without=[2]) == [()]


def test_a_move_of_ones_own_may_hang_on_what_fell():
    base = History.of(START, (PROPOSE, ACCEPT))
    assert refused(base, CarryOut(subject="halves", by="aland", date="2013-02-04"), without=[1]) == [(1,)]
    suspended = History.of(START, (Suspend(subject="pact", by="aland", date="2013-02-01"),))
    assert refused(suspended, Resume(subject="pact", by="aland", date="2013-03-01"), without=[1]) == [(1,)]


def test_what_happens_instead_comes_after_what_makes_its_subject_where_the_dates_allow_it():
    base = History.of(START, (Propose(subject="halves", by="aland", date="../2013-02-05", issue="quota"), HOPE))
    for date in ("2013-02-03", "2012-12-01/.."):
        branch = base.branch(moves=[Accept(subject="halves", by="bohus", date=date)])
        assert verbs(branch)[:2] == ["propose", "accept"]
    with pytest.raises(IllegalMoveError, match="nobody has made 'halves' yet"):
        RECORD.branch(moves=[Oppose(subject="halves", by="bohus", date="2013-01-31")])


@pytest.mark.parametrize("extended", ["2013-02-11", "2013-02-05"])
@pytest.mark.parametrize("answered", ["2013-02", "2013-02-28?", "2013-02-15/.."])
def test_a_move_of_the_trunk_falls_where_no_day_is_left_of_what_the_record_says_of_its_date(extended, answered):
    moves = (
        Propose(subject="halves", by="aland", date="2013-02-01", issue="quota", expires="2013-02-10"),
        Extend(subject="halves", by="aland", date=extended, expires="2013-02-28"),
        Remark(subject="quota", by="council", date="2013-02-12", kind="hope"),
        Accept(subject="halves", by="bohus", date=answered),
        CarryOut(subject="halves", by="aland", date="2013-03"),
    )
    branch = History.of(START, moves).branch(without=[2])
    assert verbs(branch) == ["propose", "remark"]
    assert [(fall.number, fall.caused_by) for fall in branch.invalidated] == [(4, (2,)), (5, (4, 2))]
    assert branch.invalidated[0].reasons[0].reason.startswith("halves expired on 2013-02-10")
    assert branch.invalidated[0].move is moves[3]


def test_a_move_of_the_trunk_stands_where_some_day_is_left_of_its_date():
    moves = (
        Propose(subject="halves", by="aland", date="2013-02-01", issue="quota", expires="2013-02-10"),
        Extend(subject="halves", by="aland", date="2013-02-05", expires="2013-02-28"),
        Accept(subject="halves", by="bohus", date="2013-02"),
    )
    branch = History.of(START, moves).branch(without=[2])
    assert (verbs(branch), branch.history.moves[1]) == (["propose", "accept"], moves[2])
    assert str(branch.history.dates[1].best) == "2013-02-10"


# one act on several subjects

TWO = (
    PROPOSE,
    Propose(subject="mesh", by="aland", date="2013-02-01", issue="mesh"),
    Accept(subject=("halves", "mesh"), by="bohus", date="2013-02-03"),
    CarryOut(subject="mesh", by="aland", date="2013-02-04"),
    CarryOut(subject="halves", by="both", date="2013-02-05"),
)


def fallen(branch):
    return [(fall.number, fall.caused_by) for fall in branch.invalidated]


def test_an_act_on_several_subjects_is_left_out_as_one():
    branch = History.of(START, TWO).branch(without=[3])
    assert fallen(branch) == [(4, (3,)), (5, (3,))]
    assert [proposal.status for proposal in branch.history.states[-1].proposals.values()] == ["tabled", "tabled"]


def test_an_act_on_several_subjects_falls_whole_where_one_of_them_is_missing():
    branch = History.of(START, TWO).branch(without=[2])
    assert fallen(branch) == [(3, (2,)), (4, (2,)), (5, (3, 2))]
    assert branch.invalidated[0].reasons[0].reason.startswith("nobody has made 'mesh' yet")


def test_an_act_on_several_subjects_falls_whole_where_it_may_not_be_on_one_of_them():
    gone = Withdraw(subject="mesh", by="aland", date="2013-02-02")
    branch = History.of(START, TWO).branch(moves=[gone])
    assert fallen(branch) == [(3, ()), (4, ()), (5, ())]
    assert branch.history.states[-1].proposals["halves"].status == "tabled"


def test_what_happens_instead_may_be_one_act_on_several_subjects():
    both = Accept(subject=("halves", "mesh"), by="bohus", date="2013-02-02")
    branch = History.of(START, TWO).branch(without=[3], moves=[both])
    assert (branch.invalidated, branch.numbers) == ((), (1, 2, None, 4, 5))


# what a move brings about elsewhere


def test_what_is_not_settled_any_more_is_open_in_a_branch():
    moves = (
        PROPOSE,
        Propose(subject="thirds", by="bohus", date="2013-02-02", issue="quota", counters="halves"),
        Accept(subject="thirds", by="aland", date="2013-02-03"),
    )
    base = History.of(START, moves)
    branch = base.branch(without=[3], moves=[Oppose(subject="halves", by="bohus", date="2013-02-03")])
    assert base.states[-1].proposals["halves"].status == "settled"
    assert branch.history.states[-1].proposals["halves"].status == "opposed"
    [refused] = base.branch_result(moves=[Oppose(subject="halves", by="bohus", date="2013-02-04")]).refusals
    assert refused.caused_by == ()


def test_a_branch_without_the_last_to_join_keeps_the_treaty_that_was_to_be_replaced():
    moves = (
        Commit(subject="new", by="aland", date="2013-02-01", title="A new pact", replaces="pact"),
        Commit(subject="new", by="bohus", date="2013-02-02"),
        Suspend(subject="new", by="bohus", date="2013-02-03"),
    )
    branch = History.of(START, moves).branch(
        without=[2], moves=[Suspend(subject="pact", by="bohus", date="2013-02-04")]
    )
    assert fallen(branch) == [(3, (2,))]
    assert branch.history.states[-1].commitments["pact"].statused("bohus") == "suspended"


def test_a_ratification_falls_with_the_yes_that_it_is_of():
    moves = (
        PROPOSE,
        Accept(subject="halves", by="bohus", date="2013-02-03", subject_to="council"),
        Ratify(subject="halves", by="council", date="2013-02-04"),
        Commit(subject="accord", by="both", date="2013-02-05", under="halves"),
    )
    base = History.of(START, moves)
    assert fallen(base.branch(without=[2])) == [(3, (2,)), (4, (3, 2))]
    lost = base.branch(without=[3], moves=[Reject(subject="halves", by="council", date="2013-02-04")])
    assert fallen(lost) == [(4, (3,))]
    assert lost.history.states[-1].proposals["halves"].status == "rejected"


def test_a_triggered_threat_is_not_in_a_branch_without_what_triggered_it():
    moves = (
        Threaten(
            subject="strike", by="bohus", date="2013-02-01", issue="ports", action="x", if_={"pact/aland": "suspended"}
        ),
        Suspend(subject="pact", by="aland", date="2013-02-02"),
        Resume(subject="pact", by="aland", date="2013-02-03"),
    )
    base = History.of(START, moves)
    strike = [str(history.as_of().statuses("strike")[1][""]) for history in (base, base.branch(without=[2, 3]).history)]
    assert strike == ["threatened, triggered since #2", "threatened"]
