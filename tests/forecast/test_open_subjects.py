import pickle

import pytest
from futures import EVERYTHING, between, by, context, make, measure, proposal

from sim.forecast.open_subjects import UNMADE, StateKey
from sim.model.ids import BOTH
from sim.model.move import Suspend
from sim.rules.registry import lifecycle_of
from sim.rules.subjects.commitments import Commit, Commitment, Leave
from sim.rules.subjects.proposals import Withdraw
from sim.rules.subjects.statements import Act
from sim.testing.story import SETTING


def state_key(state, name):
    return StateKey.of(state.subjects[name], SETTING)


def open_by_id(state):
    """What stands in the line-up, and how."""
    open_subjects = state.open_subjects
    assert (open_subjects.subjects[0], open_subjects.state_keys[0]) == (None, UNMADE)
    return {
        each.id: (each, stands)
        for each, stands in zip(open_subjects.subjects[1:], open_subjects.state_keys[1:], strict=True)
    }


def open_ones(state):
    """The subjects that some row of their table leads on from, for one side at least, and how they stand."""
    found = {}
    for name, subject in state.subjects.items():
        party_ids = [subject.statused(side) for side in SETTING.party_ids] if isinstance(subject, Commitment) else []
        transitions = [
            transition
            for status in party_ids or [subject.status]
            for transition in lifecycle_of(subject).transitions_from(status)
        ]
        if any(not transition.kinds or subject.kind in transition.kinds for transition in transitions):
            found[name] = (subject, state_key(state, name))
    return found


def test_subjects_that_stand_alike_have_one_state_key_and_others_have_others():
    alike = (proposal("one"), proposal("two"), measure("strike"), measure("levy"))
    state = context(*alike, proposal("plan", kind="plan"), proposal("other", "bohus"), proposal("joint", BOTH))
    assert state_key(state, "one") is state_key(state, "two")
    assert state_key(state, "strike") is state_key(state, "levy")
    assert len({state_key(state, name) for name in ("one", "plan", "strike", "other", "joint")}) == 5


def test_the_state_key_of_a_commitment_is_that_of_both_sides():
    state = context(by("aland", Commit, "word", title="x"), by("bohus", Commit, "oath", title="x"))
    assert state_key(state, "word").statuses == ("in-force", None)
    assert state_key(state, "oath").statuses == (None, "in-force")
    assert [[transition.move.verb for transition in state_key(state, "word").transitions(side)] for side in (0, 1)] == [
        ["suspend", "leave", "leave", "carry-out", "extend"],
        ["commit"],
    ]


def test_both_sides_act_together_where_rows_of_the_same_move_lead_on_for_each():
    word, suspended = by("aland", Commit, "word", title="x"), by("aland", Suspend, "pact")
    state = context(word, suspended, proposal("offer"))
    assert state_key(state, "word").shared_transitions == ()
    assert [transition.move.verb for transition in state_key(state, "pact").shared_transitions] == [
        "leave",
        "leave",
        "extend",
    ]
    assert state_key(state, "offer").shared_transitions == state_key(state, "offer").transitions(1)


def test_the_transitions_of_a_state_key_are_those_for_its_kind():
    state = context(proposal("offer"), proposal("plan", kind="plan"))
    tones = [
        [transition.tone for transition in state_key(state, name).transitions(0) if transition.move is Withdraw]
        for name in ("offer", "plan")
    ]
    assert tones == [["neutral"], ["conciliatory"]]


def test_what_is_yet_to_be_made_stands_where_the_rows_begin_that_make_something():
    assert {transition.start for transition in UNMADE.transitions(0)} == {None}
    assert {"propose", "threaten", "impose", "commit", "remark", "act"} == {
        transition.move.verb for transition in UNMADE.transitions(1)
    }


def test_a_state_key_is_the_same_one_after_a_journey():
    state = context(proposal("one"))
    assert pickle.loads(pickle.dumps(state_key(state, "one"))) is state_key(state, "one")
    assert pickle.loads(pickle.dumps(UNMADE)) is UNMADE


def test_what_no_transition_leads_on_from_is_not_in_the_open_subjects():
    state = context(by("aland", Act, "parade", tone="hostile"), proposal("offer"), by("aland", Withdraw, "offer"))
    assert set(open_by_id(state)) == {"pact", "ministers", "experts"}


@pytest.mark.parametrize("ending", ["first", "second", "third"])
def test_what_ends_leaves_the_open_subjects_and_the_others_stay(ending):
    state = context(*(measure(name) for name in ("first", "second", "third")))
    make(state, by("aland", Withdraw, ending))
    assert set(open_by_id(state)) == {"pact", "ministers", "experts", "first", "second", "third"} - {ending}
    for name in {"first", "second", "third"} - {ending}:
        make(state, by("aland", Withdraw, name))
    assert set(open_by_id(state)) == {"pact", "ministers", "experts"}


def test_a_commitment_that_one_side_has_left_is_open_while_the_other_is_in_it():
    state = context(by(BOTH, Commit, "vow", title="x"), by("aland", Leave, "vow"))
    assert "vow" in open_by_id(state)
    make(state, by("bohus", Leave, "vow"))
    assert "vow" not in open_by_id(state)


def test_a_run_keeps_its_open_subjects_and_leaves_that_of_the_record_alone():
    asked = between("random", "extending", *EVERYTHING, step="day")
    before = open_by_id(asked.setup.context)
    assert before == open_ones(asked.setup.context)
    for number in range(10):
        run = asked.run(number)
        assert open_by_id(run.context) == open_ones(run.context)
    assert open_by_id(asked.setup.context) == before
