import pickle

import pytest
from futures import EVERYTHING, between, by, context, make, measure, proposal

from sim.forecast.open_subjects import UNMADE, state_key_of
from sim.forecast.standing import standing
from sim.model.dates import When
from sim.model.ids import BOTH
from sim.model.move import CarryOut, Commit, Extend, Suspend
from sim.rules.registry import lifecycle_of
from sim.rules.subjects.commitments import Leave
from sim.rules.subjects.measures import Impose, Lift
from sim.rules.subjects.proposals import Propose, Withdraw
from sim.rules.subjects.statements import Act
from sim.testing.story import SETTING


def state_key(state, name):
    subject = state.subjects[name]
    statuses, _ = standing(subject, SETTING, state.when)
    return state_key_of(type(subject), subject.kind, SETTING.party_index.get(subject.author), statuses)


def statuses(state, name):
    """The statuses in which either party may meet a subject today."""
    return tuple(tuple(status for status, _ in met) for met in state_key(state, name).statuses)


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
        lifecycle = lifecycle_of(subject)
        parts = [part for party in SETTING.party_ids for part in lifecycle.acted_on(subject, party, SETTING)]
        statuses = {status for part in parts for status in part.statuses(state.when)}
        transitions = [transition for status in statuses for transition in lifecycle.transitions_from(status)]
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
    assert statuses(state, "word") == (("in-force",), (None,))
    assert statuses(state, "oath") == ((None,), ("in-force",))
    verbs = [[transition.move.verb for transition in state_key(state, "word").transitions(side)] for side in (0, 1)]
    assert verbs == [["commit", "suspend", "leave", "leave", "leave", "breach", "carry-out", "extend"], ["commit"]]


def test_both_sides_act_together_where_rows_of_the_same_move_lead_on_for_each():
    word, suspended = by("aland", Commit, "word", title="x"), by("aland", Suspend, "pact")
    state = context(word, suspended, proposal("offer"))
    assert [each.target for each in state_key(state, "word").shared_transitions] == ["replaces"]
    verbs = {transition.move.verb for transition in state_key(state, "pact").shared_transitions}
    assert verbs == {"commit", "leave", "breach", "carry-out", "extend"}
    assert set(state_key(state, "offer").shared_transitions) == set(state_key(state, "offer").transitions(1))


@pytest.mark.parametrize("leaving", SETTING.party_ids)
def test_both_may_put_off_a_notice_of_exit_that_one_of_them_has_given(leaving):
    state = context(by(leaving, Leave, "pact", effective="2013-05-01"))
    shared = [each for each in state_key(state, "pact").shared_transitions if each.move is Extend]
    assert "leaving" in [each.start for each in shared]
    assert len(shared) == len(set(shared))


# WHAT DAYS MAKE OF IT


@pytest.mark.parametrize(("day", "status"), [("2013-03-04", "threatened"), ("2013-03-05", "in-place")])
def test_what_is_announced_is_met_as_a_threat_until_its_day(day, status):
    state = context(measure("levy", verb=Impose, effective="2013-03-05"), on=day)
    assert open_by_id(state)["levy"][1] is state_key(state, "levy")
    assert statuses(state, "levy") == ((status,), (status,))


def test_a_suspension_that_has_ended_is_met_as_what_was_suspended():
    suspended = by("aland", Suspend, "pact", until="2013-03-10")
    state = context(suspended)
    assert statuses(state, "pact") == (("suspended",), ("in-force",))
    state.turn_to(When.of("2013-03-11"))
    assert statuses(state, "pact") == (("in-force",), ("in-force",))
    assert open_by_id(state)["pact"][1] is state_key(state, "pact")


def test_past_its_last_day_only_what_may_be_late_leads_on():
    state = context(by("aland", Commit, "word", title="x", until="2013-03-10"), on="2013-03-11")
    verbs = [transition.move.verb for transition in open_by_id(state)["word"][1].transitions(0)]
    assert verbs == ["breach", "carry-out", "extend"]


def test_a_day_in_doubt_is_met_before_and_after_it():
    levy = measure("levy", verb=Impose, effective="2013-03")
    assert statuses(context(levy, on="2013-03-01"), "levy")[0] == ("threatened", "in-place")
    assert statuses(context(levy, on="2013-03-30"), "levy")[0] == ("threatened", "in-place")
    assert statuses(context(levy, on="2013-03-31"), "levy")[0] == ("in-place",)


def test_what_ends_by_the_day_alone_leaves_the_open_subjects():
    lifted = by("aland", Lift, "levy", effective="2013-03-10")
    state = context(measure("levy", verb=Impose), lifted)
    assert "levy" in open_by_id(state)
    state.turn_to(When.of("2013-03-10"))
    assert "levy" not in open_by_id(state)


def test_the_parts_of_third_parties_lead_nowhere_for_the_parties_but_they_may_join():
    state = context(by("council", Commit, "guarantee", title="x"))
    assert statuses(state, "guarantee") == ((None,), (None,))
    assert {each.move for each in state_key(state, "guarantee").transitions(0)} == {Commit}


def test_the_transitions_of_a_state_key_are_those_for_its_kind():
    state = context(proposal("offer"), proposal("plan", kind="plan"))
    tones = [
        [transition.tone for transition in state_key(state, name).transitions(0) if transition.move is Withdraw]
        for name in ("offer", "plan")
    ]
    assert tones == [["neutral"], ["conciliatory"]]


def test_what_is_yet_to_be_made_stands_where_the_rows_begin_that_make_something():
    assert {transition.start for transition in UNMADE.transitions(0)} == {None}
    verbs = {transition.move.verb for transition in UNMADE.transitions(1)}
    assert verbs == {"propose", "threaten", "impose", "commit", "remark", "act"}


def test_what_a_move_does_to_other_subjects_leads_on_only_where_it_makes_one():
    transitions = state_key(context(proposal("offer")), "offer").transitions(0)
    assert {each.move for each in transitions if each.target != "subject"} == {Propose, Commit}


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


def test_a_commitment_that_one_side_has_fulfilled_is_open_while_the_other_is_in_it():
    state = context(by(BOTH, Commit, "vow", title="x"), by("aland", CarryOut, "vow"))
    assert "vow" in open_by_id(state)
    make(state, by("bohus", CarryOut, "vow"))
    assert "vow" not in open_by_id(state)


def test_a_commitment_that_each_side_has_left_is_open_as_either_may_come_back_but_not_one_that_both_have_ended():
    vow = by(BOTH, Commit, "vow", title="x")
    assert "vow" in open_by_id(context(vow, by("aland", Leave, "vow"), by("bohus", Leave, "vow")))
    assert "vow" not in open_by_id(context(vow, by(BOTH, Leave, "vow")))


def test_a_run_keeps_its_open_subjects_and_leaves_that_of_the_record_alone():
    asked = between("random", "extending", *EVERYTHING, step="day")
    before = open_by_id(asked.setup.context)
    assert before == open_ones(asked.setup.context)
    for number in range(10):
        run = asked.run(number)
        assert open_by_id(run.context) == open_ones(run.context)
    assert open_by_id(asked.setup.context) == before
