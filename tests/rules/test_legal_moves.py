from datetime import date, timedelta

import pytest
from days import DAY, LATER
from hypothesis import example, given, strategies as st

from sim.model.dates import When
from sim.model.errors import UnknownNameError
from sim.model.ids import BOTH
from sim.model.move import CarryOut, Lapse
from sim.model.setting import Setting
from sim.rules.legal_moves import creating_moves, legal_moves, legal_moves_on
from sim.rules.registry import lifecycle_of
from sim.rules.roles import PARTY, TOGETHER
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commit, Leave
from sim.rules.subjects.measures import Impose, Threaten
from sim.rules.subjects.proposals import Oppose, Propose
from sim.rules.subjects.statements import Act, Remark
from sim.rules.subjects.talks import BreakOff
from sim.rules.verdict import violations
from sim.testing.story import SETTING, START, after
from sim.testing.strategies import negotiations

AT_LAST = date.max - timedelta(days=31)
THREAT = Threaten(subject="close-ports", by="aland", date=DAY, issue="ports", action="close")
JOINT_OFFER = Propose(subject="halves", by=BOTH, date=DAY, issue="quota")
OFFER = Propose(subject="equal-shares", by="aland", date=DAY, issue="quota", expires=LATER)


def verbs(moves):
    return [(move.verb, move.by) for move in moves]


def test_a_party_may_move_alone_or_with_the_other():
    experts = START.subjects["experts"]
    transitions = lifecycle_of(experts).transitions_from(experts.status)
    alone = [(each.move.verb, "aland") for each in transitions if each.by is PARTY]
    together = [(each.move.verb, BOTH) for each in transitions if each.by is TOGETHER]
    assert {each.by for each in transitions} == {PARTY, TOGETHER}
    assert ("break-off", "aland") in alone
    assert together[:2] == [("convene", BOTH), ("agree-to-continue", BOTH)]
    assert verbs(legal_moves_on(START, "experts", "aland", DAY)) == [*alone, *together]


def conditional(state, by):
    """The subjects and the rows with a condition that *by* may use on them, as they stand at last."""
    for subject in state.subjects.values():
        law = lifecycle_of(subject)
        for standing in law.acted_on(subject, by, When.of(AT_LAST), SETTING):
            rows = (
                row
                for row in law.transitions_from(standing.status)
                if row.guard and row.by.allows(subject, by, SETTING)
            )
            yield from ((subject, row) for row in rows if not row.kinds or subject.kind in row.kinds)


@example(after(THREAT).state, "aland")
@example(after(JOINT_OFFER, Oppose(subject="halves", by="aland", date=DAY)).state, "bohus")
@given(negotiations(), st.sampled_from([*SETTING.party_ids, BOTH]))
def test_a_row_applies_with_the_fields_that_its_condition_samples_and_not_where_it_samples_none(state, by):
    for subject, row in conditional(state, by):
        met = row.guard.example(state.subjects, subject, by, AT_LAST)
        move = row.move(subject=subject.id, by=by, date=AT_LAST, **(met or {}))
        judge = lifecycle_of(subject).indexes[row.move, row.target].find
        is_met = row in judge(subject, move, SETTING)
        assert is_met == (met is not None)


def test_the_legal_moves_are_those_on_each_subject_in_order_of_creation_then_new_ones():
    state = after(THREAT).state
    expected = [move for name in state.ids for move in legal_moves_on(state, name, "aland", DAY)]
    assert list(legal_moves(state, "aland", DAY)) == [*expected, *creating_moves(state, "aland", DAY)]


def test_a_third_party_and_the_clock_may_ask_too():
    state = after(THREAT, OFFER).state
    assert verbs(legal_moves(state, None, LATER)) == [("lapse", None), ("lapse", None)]
    assert {move.verb for move in legal_moves(state, "council", DAY)} == {"propose", "remark", "act"}


def test_only_who_takes_part_may_ask():
    with pytest.raises(UnknownNameError, match=r"nobody named 'alnd' takes part; did you mean aland\?"):
        list(legal_moves(START, "alnd", DAY))
    with pytest.raises(UnknownNameError, match="nobody named 'alnd' takes part"):
        list(creating_moves(START, "alnd", DAY))
    with pytest.raises(UnknownNameError, match="nobody named 'alnd' takes part"):
        list(legal_moves_on(START, "pact", "alnd", DAY))


def test_only_what_is_there_may_be_asked_about():
    with pytest.raises(UnknownNameError, match=r"nobody has made 'pakt'; did you mean pact\?"):
        list(legal_moves_on(START, "pakt", "aland", DAY))


def test_what_has_run_out_may_be_extended_withdrawn_or_lapse():
    state = after(OFFER).state
    assert verbs(legal_moves_on(state, "equal-shares", "bohus", LATER)) == [
        ("oppose", "bohus"),
        *[("accept", "bohus")] * 2,
        ("propose", "both"),
    ]
    assert verbs(legal_moves_on(state, "equal-shares", "aland", "2013-06-02")) == [
        ("withdraw", "aland"),
        ("extend", "aland"),
    ]
    assert verbs(legal_moves_on(state, "equal-shares", None, "2013-06-02")) == [("lapse", None)]
    assert verbs(legal_moves_on(state, "equal-shares", None, DAY)) == []


def test_a_new_subject_gets_the_number_of_its_move():
    made = [move.subject for move in creating_moves(after(THREAT).state, "aland", DAY) if isinstance(move, Propose)]
    assert set(made) == {"proposal-2"}


def test_a_new_subject_gets_the_next_number_that_is_free():
    taken = Propose(subject="proposal-2", by="aland", date=DAY, issue="quota")
    made = [move.subject for move in creating_moves(after(taken).state, "aland", DAY) if isinstance(move, Propose)]
    assert set(made) == {"proposal-3"}


def test_a_replacement_is_offered_as_a_new_subject():
    replacements = [
        move
        for move in legal_moves_on(after(THREAT).state, "close-ports", "aland", DAY)
        if move.subject != "close-ports"
    ]
    assert [(move.verb, move.subject, move.replaces) for move in replacements] == [
        ("threaten", "measure-2", ("close-ports",))
    ]


def test_a_threat_is_carried_out_as_a_harm_only_where_there_is_one():
    def as_harm(*moves):
        found = legal_moves_on(after(THREAT, *moves).state, "close-ports", "aland", DAY)
        return [move.as_ for move in found if isinstance(move, CarryOut)]

    assert as_harm() == [None]
    assert as_harm(BreakOff(subject="experts", by="aland", date=DAY)) == ["experts", None]
    both = (Leave(subject="pact", by="aland", date=DAY), BreakOff(subject="experts", by="aland", date=DAY))
    assert as_harm(*both) == as_harm(*reversed(both)) == ["experts", None]


def test_nothing_is_given_a_later_end_on_the_last_day_of_the_calendar():
    offered = legal_moves_on(START, "pact", "aland", date.max)
    assert [move.verb for move in offered if isinstance(move, Leave)] == ["leave"]


def test_without_issues_everything_may_be_done_but_speak_on_one():
    bare = Negotiation.begin(Setting(parties=SETTING.parties))
    offered = [move for move in creating_moves(bare, "aland", DAY) if not isinstance(move, Remark)]
    assert {type(move) for move in offered} == {Propose, Threaten, Impose, Commit, Act}
    assert all(violations(bare, move) == () for move in offered)


def test_a_date_of_any_form_will_do():
    assert [str(move.date) for move in legal_moves_on(after(THREAT).state, "close-ports", None, "2013-06")] == [
        "2013-06"
    ]
    assert list(legal_moves_on(after(THREAT).state, "close-ports", None, LATER)) == [
        Lapse(subject="close-ports", date=LATER)
    ]
