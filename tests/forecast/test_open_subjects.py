import pickle

import pytest
from futures import EVERYTHING, between, by, make, measure, proposal, situation

from sim.forecast.open_subjects import UNMADE, StateKey
from sim.model.ids import BOTH
from sim.model.move import Suspend
from sim.rules.registry import lifecycle_of
from sim.rules.subjects.commitments import Commit, Commitment, Leave
from sim.rules.subjects.proposals import Withdraw
from sim.rules.subjects.statements import Act
from sim.testing.story import SETTING


def footing(state, name):
    return StateKey.of(state.subjects[name], SETTING)


def in_lineup(state):
    """What stands in the line-up, and how."""
    lineup = state.lineup
    assert (lineup.subjects[0], lineup.footings[0]) == (None, UNMADE)
    return {each.id: (each, stands) for each, stands in zip(lineup.subjects[1:], lineup.footings[1:], strict=True)}


def open_ones(state):
    """The subjects that some row of their table leads on from, for one side at least, and how they stand."""
    found = {}
    for name, subject in state.subjects.items():
        party_ids = [subject.statused(side) for side in SETTING.party_ids] if isinstance(subject, Commitment) else []
        rows = [
            row for status in party_ids or [subject.status] for row in lifecycle_of(subject).transitions_from(status)
        ]
        if any(not row.kinds or subject.kind in row.kinds for row in rows):
            found[name] = (subject, footing(state, name))
    return found


def test_subjects_that_stand_alike_have_one_footing_and_others_have_others():
    alike = (proposal("one"), proposal("two"), measure("strike"), measure("levy"))
    state = situation(*alike, proposal("plan", kind="plan"), proposal("other", "bohus"), proposal("joint", BOTH))
    assert footing(state, "one") is footing(state, "two")
    assert footing(state, "strike") is footing(state, "levy")
    assert len({footing(state, name) for name in ("one", "plan", "strike", "other", "joint")}) == 5


def test_the_footing_of_a_commitment_is_that_of_both_sides():
    state = situation(by("aland", Commit, "word", title="x"), by("bohus", Commit, "oath", title="x"))
    assert footing(state, "word").statuses == ("in-force", None)
    assert footing(state, "oath").statuses == (None, "in-force")
    assert [[row.move.verb for row in footing(state, "word").rows(side)] for side in (0, 1)] == [
        ["suspend", "leave", "leave", "carry-out", "extend"],
        ["commit"],
    ]


def test_both_sides_act_together_where_rows_of_the_same_move_lead_on_for_each():
    word, suspended = by("aland", Commit, "word", title="x"), by("aland", Suspend, "pact")
    state = situation(word, suspended, proposal("offer"))
    assert footing(state, "word").shared_rows == ()
    assert [row.move.verb for row in footing(state, "pact").shared_rows] == ["leave", "leave", "extend"]
    assert footing(state, "offer").shared_rows == footing(state, "offer").rows(1)


def test_the_rows_of_a_footing_are_those_for_its_kind():
    state = situation(proposal("offer"), proposal("plan", kind="plan"))
    tones = [[row.tone for row in footing(state, name).rows(0) if row.move is Withdraw] for name in ("offer", "plan")]
    assert tones == [["neutral"], ["conciliatory"]]


def test_what_is_yet_to_be_made_stands_where_the_rows_begin_that_make_something():
    assert {row.start for row in UNMADE.rows(0)} == {None}
    assert {"propose", "threaten", "impose", "commit", "remark", "act"} == {row.move.verb for row in UNMADE.rows(1)}


def test_a_footing_is_the_same_one_after_a_journey():
    state = situation(proposal("one"))
    assert pickle.loads(pickle.dumps(footing(state, "one"))) is footing(state, "one")
    assert pickle.loads(pickle.dumps(UNMADE)) is UNMADE


def test_what_no_row_leads_on_from_is_not_in_the_lineup():
    state = situation(by("aland", Act, "parade", tone="hostile"), proposal("offer"), by("aland", Withdraw, "offer"))
    assert set(in_lineup(state)) == {"pact", "ministers", "experts"}


@pytest.mark.parametrize("ending", ["first", "second", "third"])
def test_what_ends_leaves_the_lineup_and_the_others_stay(ending):
    state = situation(*(measure(name) for name in ("first", "second", "third")))
    make(state, by("aland", Withdraw, ending))
    assert set(in_lineup(state)) == {"pact", "ministers", "experts", "first", "second", "third"} - {ending}
    for name in {"first", "second", "third"} - {ending}:
        make(state, by("aland", Withdraw, name))
    assert set(in_lineup(state)) == {"pact", "ministers", "experts"}


def test_a_commitment_that_one_side_has_left_is_open_while_the_other_is_in_it():
    state = situation(by(BOTH, Commit, "vow", title="x"), by("aland", Leave, "vow"))
    assert "vow" in in_lineup(state)
    make(state, by("bohus", Leave, "vow"))
    assert "vow" not in in_lineup(state)


def test_a_run_keeps_its_lineup_and_leaves_that_of_the_record_alone():
    asked = between("random", "extending", *EVERYTHING, step="day")
    before = in_lineup(asked.outset.situation)
    assert before == open_ones(asked.outset.situation)
    for number in range(10):
        run = asked.run(number)
        assert in_lineup(run.situation) == open_ones(run.situation)
    assert in_lineup(asked.outset.situation) == before
