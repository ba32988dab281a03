import pytest
from hypothesis import given, strategies as st
from journals import BAN, PACT, YES, begun

from sim.model.errors import InvalidScenarioError, UnknownNameError
from sim.records.journal import Add, Amend, Declare, Retract
from sim.records.journal.references import by_entry, by_number

ENTRIES = {1: 2, 2: 7, 3: 5}
NUMBERS = {2: 1, 7: 2, 5: 3}


def branches(**parts):
    return {"branches": {"b": parts}}


@pytest.mark.parametrize(
    ("in_a_file", "in_a_journal"),
    [
        (branches(**{"from": "#2"}), branches(**{"from": "@7"})),
        (branches(**{"from": "2"}), branches(**{"from": "@7"})),
        (branches(**{"from": 2}), branches(**{"from": "@7"})),
        (branches(**{"from": "#02"}), branches(**{"from": "@7"})),
        (branches(**{"from": "#0"}), branches(**{"from": "#0"})),
        (branches(**{"from": "2013"}), branches(**{"from": "2013"})),
        (branches(without="#1"), branches(without="@2")),
        (branches(without=("#1", {"accept": "#1"})), branches(without=["@2", {"accept": "#1"}])),
        (branches(title="#1", summary={"from": "#1"}), branches(title="#1", summary={"from": "#1"})),
        (branches(of="a", **{"from": "#9"}), branches(of="a", **{"from": "#9"})),
        (
            {"branches": {"b": None}, "expect": [{"as of": "#1"}]},
            {"branches": {"b": None}, "expect": [{"as of": "#1"}]},
        ),
        ({"branches": None, "title": "#1"}, {"branches": None, "title": "#1"}),
        ({"parties": {"a": "#1"}}, {"parties": {"a": "#1"}}),
    ],
)
def test_only_where_a_branch_names_moves_of_the_record_they_are_named_by_their_entries(in_a_file, in_a_journal):
    assert by_entry(in_a_file, ENTRIES) == in_a_journal


@given(st.lists(st.sampled_from(sorted(ENTRIES)), unique=True))
def test_a_name_goes_to_the_journal_and_back(numbers):
    sections = branches(**{"from": "#3", "without": [f"#{number}" for number in numbers]})
    assert by_number(by_entry(sections, ENTRIES), NUMBERS, gone=None) == sections


def test_a_move_that_is_not_there_has_no_entry():
    with pytest.raises(UnknownNameError, match="there is no move #4; the record has 3"):
        by_entry(branches(without=["#4"]), ENTRIES)


def test_in_place_of_a_move_that_is_gone_stands_what_is_wanted_there():
    named = by_number(branches(without=["@9", "@2"]), NUMBERS, gone=lambda *place: place)
    assert named == branches(without=[(9, "b", "without"), "#1"])


@pytest.fixture
def journal(tmp_path):
    """A journal with a branch that leaves out #3, the threat, and one that departs after #2."""
    with begun(tmp_path, PACT, YES, BAN) as journal:
        journal.append([Declare({"branches": {"calm": {"without": ["#3"]}, "early": {"from": "#2"}}})])
        yield journal


def left_out(journal):
    """The verbs of the moves that the branch does without."""
    scenario = journal.scenario()
    (calm, early) = scenario.branches
    moves = scenario.history.moves
    return [moves[number - 1].verb for number in calm.branch.left_out], moves[early.fork - 1].verb


NOTE = {"act": "visit", "by": "aland", "date": "2013-01-05", "tone": "neutral", "action": "visits"}


@pytest.mark.parametrize("after", [0, 2, 3, 4])
def test_a_move_before_others_leaves_the_moves_that_branches_name_as_they_are(journal, after):
    date = {0: "2013-01-05", 2: "2013-02-05", 3: "2013-03-05", 4: "2013-04-05"}[after]
    journal.append([Add({**NOTE, "date": date}, after=after)])
    assert left_out(journal) == (["threaten"], "accept")


def test_so_does_a_move_that_is_retracted(journal):
    journal.append([Add({**NOTE, "date": "2013-01-05"}, after=0)])
    journal.append([Retract(6)])
    assert left_out(journal) == (["threaten"], "accept")


def test_so_does_another_reading_of_it(journal):
    journal.append([Amend(4, {**BAN, "date": "2013-04-09"})])
    assert left_out(journal) == (["threaten"], "accept")


@pytest.mark.parametrize("let_fall", [False, True])
@pytest.mark.parametrize(
    ("entry", "place", "advice"),
    [
        (4, "calm, without", "declare the branch again without it"),
        (3, "early, from", "declare the branch again from another move, or from a date"),
    ],
)
def test_a_move_that_a_branch_names_cannot_be_retracted_before_the_branch(journal, let_fall, entry, place, advice):
    with pytest.raises(InvalidScenarioError) as refused:
        journal.append([Retract(entry)], let_fall=let_fall)
    complaint = f"the move of entry @{entry} is no longer in the record; {advice}, or take the branch back"
    assert str(refused.value) == f"{journal.address}@5: branches, {place}: {complaint}"
    journal.append([Declare({"branches": {"calm": None, "early": None}}), Retract(entry)])


def test_each_move_that_is_gone_is_told(journal):
    with pytest.raises(InvalidScenarioError) as refused:
        journal.append([Declare({"branches": {"calm": {"without": ["#3", "#2"]}}}), Retract(4), Retract(3)])
    assert [fault.concerns for fault in refused.value.faults] == [
        "branches, early, from",
        "branches, calm, without",
        "branches, calm, without",
    ]
