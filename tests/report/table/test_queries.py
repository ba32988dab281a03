from sim import History
from sim.moves import Oppose, Propose, Suspend
from sim.report.table.queries import difference_table, invalidation, left_out_table, status_in_words, why_table
from sim.testing.story import START

HALVES = Propose(subject="halves", by="aland", date="2013-02-01", issue="quota")
RECORD = History.of(
    START,
    (
        HALVES,
        Propose(subject="thirds", by="bohus", date="2013-02-02", issue="quota", counters="halves"),
        Oppose(subject="thirds", by="aland", date="2013-02-03"),
        Suspend(subject="pact", by="aland", date="2013-02-04"),
    ),
)


def test_a_fall_is_told_with_its_reason_and_the_chain_that_it_hangs_on():
    branch = RECORD.branch(without=[1])
    first, second = (invalidation(fall, branch) for fall in branch.invalidated)
    assert first == "nobody has made 'halves' yet, as #1 is left out"
    assert second == "nobody has made 'thirds' yet, as #2 is invalidated, as #1 is left out"


def test_a_fall_that_hangs_on_nothing_left_out_is_told_with_its_reason_alone():
    branch = RECORD.branch(moves=[Suspend(subject="pact", by="aland", date="2013-02-03")])
    assert invalidation(branch.invalidated[0], branch) == "for aland it has been suspended since 2013-02-03"


def test_what_is_not_in_a_branch_is_told_in_the_order_of_the_trunk():
    rows = left_out_table(RECORD.branch(without=[1, 4])).rows
    assert [row[0] for row in rows] == ["#1", "#2", "#3", "#4"]
    assert rows[3] == ("#4", "2013-02-04", "suspend pact by aland", "left out")


def test_what_is_missing_was_made_so_by_no_move():
    rows = difference_table(RECORD.difference(1, 0), RECORD.as_of(0), "").rows
    assert rows == (("halves", "proposal", "–", "tabled", "–", "missing", "–"),)


def test_a_difference_names_the_move_that_made_it():
    rows = difference_table(RECORD.difference(3, 4), RECORD.as_of(), "").rows
    assert rows == (("pact", "commitment", "aland", "in force", "suspended", "changed", "#4 suspend pact by aland"),)


def test_a_party_without_a_part_stands_nowhere():
    view = RECORD.branch(moves=[]).history.as_of()
    account = view.why("halves")
    assert status_in_words(account, view) == "tabled"
    assert status_in_words(account, view, "bohus") == "nothing"
    assert why_table(account, view, "bohus").rows == ()
