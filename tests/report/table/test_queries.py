from sim import History
from sim.moves import Accept, Commit, Extend, Impose, Leave, Oppose, Propose, Suspend, Threaten
from sim.report.table.queries import difference_table, invalidation, left_out_table, status_in_words, why_table
from sim.rules.state import Negotiation
from sim.rules.subjects.measures import DeclaredMeasure, Measure
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


def test_a_difference_that_the_day_has_made_names_no_move():
    announced = Suspend(subject="pact", by="aland", date="2013-02-04", effective="2013-03-01")
    history = History.of(START, (announced, Suspend(subject="pact", by="bohus", date="2013-03-02")))
    rows = difference_table(history.difference("2013-02-28", "2013-03-02"), history.as_of(), "").rows
    assert [(row[2], row[3], row[4], row[-1]) for row in rows] == [
        ("aland", "in force, suspended from 2013-03-01", "suspended", "–"),
        ("bohus", "in force", "suspended", "#2 suspend pact by bohus"),
    ]


def test_a_difference_names_the_move_that_settled_a_proposal():
    accepted = Accept(subject="thirds", by="aland", date="2013-02-04")
    history = History.of(START, (*RECORD.moves[:2], accepted))
    rows = difference_table(history.difference(2, 3), history.as_of(), "").rows
    assert [row[-1] for row in rows if row[0] == "halves"] == ["#3 accept thirds by aland"]


def why(history, name, party=""):
    """The moves and their effects in the answer to why."""
    view = history.as_of()
    return [(row[0], row[3], row[4]) for row in why_table(view.why(name), view, party).rows]


def test_why_finds_one_act_on_several_subjects_with_what_it_did_to_the_one():
    levy = Impose(subject="levy", by="aland", date="2013-02-01", issue="quota")
    strike = Threaten(subject="strike", by="aland", date="2013-02-02", issue="quota")
    history = History.of(START, (levy, strike, Suspend(subject=("levy", "strike"), by="aland", date="2013-02-03")))
    assert why(history, "strike") == [("#2", "threaten", "threatened"), ("#3", "suspend levy, strike", "deferred")]


def test_why_finds_what_another_move_did_to_a_subject():
    history = History.of(START, (*RECORD.moves[:2], Accept(subject="thirds", by="aland", date="2013-02-04")))
    assert why(history, "halves") == [("#1", "propose", "tabled"), ("#3", "accept thirds", "settled")]


def test_why_of_one_part_has_the_moves_on_that_part():
    left = Leave(subject="pact", by="bohus", date="2013-02-01", effective="2013-06-01")
    put_off = Extend(subject="pact", by="both", date="2013-02-02", effective="2013-09-01")
    treaty = Commit(subject="treaty", by="both", date="2013-02-03", issue="quota", replaces="pact")
    history = History.of(START, (left, put_off, treaty))
    assert why(history, "pact", "bohus") == [
        ("", "declared", "in force"),
        ("#1", "leave", "leaving"),
        ("#2", "extend", "leaving"),
        ("#3", "commit treaty", "–"),
    ]
    assert why(history, "pact", "aland")[1:] == [("#2", "extend", "–"), ("#3", "commit treaty", "superseded")]


def test_why_tells_of_what_was_declared_with_its_source():
    levy = DeclaredMeasure(subject="levy", by="bohus", level="10 %", since="2012", source="gazette", quote="as ever")
    view = History.of(Negotiation.begin(START.setting, [Measure.declared(levy)]), ()).as_of()
    [row] = why_table(view.why("levy"), view).rows
    assert row == ("", "2012", "bohus", "declared", "in place (10 %)", "as ever", "gazette", "")


def test_a_party_without_a_part_stands_nowhere():
    view = RECORD.branch(moves=[]).history.as_of()
    account = view.why("halves")
    assert status_in_words(account, view) == "tabled"
    assert status_in_words(account, view, "bohus") == "nothing"
    assert why_table(account, view, "bohus").rows == ()
