from datetime import date

import pytest
from days import DAY, LATER, MUCH_LATER
from lawbook import entries, judged, openings, read
from rules.standings import SETTING as ALL, STANDINGS, START as BEGINNING

from sim.history.replay import replay
from sim.model.dates import When
from sim.model.errors import UnknownNameError
from sim.model.ids import BOTH
from sim.model.move import CarryOut, Commit, Lapse
from sim.model.setting import Setting
from sim.rules.legal_moves import creating_moves, legal_moves, legal_moves_on
from sim.rules.registry import lifecycle_of
from sim.rules.roles import CONVENER, EITHER, PARTY
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Leave
from sim.rules.subjects.measures import Impose, Threaten
from sim.rules.subjects.proposals import Accept, Propose
from sim.rules.subjects.statements import Act, Remark
from sim.rules.subjects.talks import BreakOff
from sim.rules.verdict import effects, violations
from sim.testing.story import SETTING, START, after

EVERYBODY = (*ALL.actors, None)
THREAT = Threaten(subject="close-ports", by="aland", date=DAY, issue="ports", action="close")
OFFER = Propose(subject="equal-shares", by="aland", date=DAY, issue="quota", expires=LATER)


def verbs(moves):
    return [(move.verb, move.by) for move in moves]


# sound and complete, by the second opinion


@pytest.mark.parametrize("name", STANDINGS)
def test_whatever_applies_to_a_subject_has_its_legal_move_and_nothing_else_has(name):
    state, book = replay(BEGINNING, STANDINGS[name]), read(BEGINNING, STANDINGS[name])
    subject = next(each for each in ("it", "ministers") if each in state.subjects)
    for day in (date(2013, 3, len(STANDINGS[name]) + 1), date(2013, 4, 10)):
        offered = {move for by in EVERYBODY for move in legal_moves_on(state, subject, by, day)}
        on_the_table = {
            (type(move), move.by, effect.after)
            for move in offered
            for effect in effects(state, move)
            if effect.subject == subject and (subject in move.subjects or effect.before != effect.after)
        }
        beside = [name for name in ("other", "pact", "experts") if name in state.subjects and name != subject]
        assert on_the_table == entries(book, subject, beside, day)


def test_whatever_can_be_made_has_its_legal_move():
    offered = [move for by in EVERYBODY for move in creating_moves(BEGINNING, by, DAY)]
    made = {(type(move), move.by, getattr(move, "kind", "")) for move in offered}
    tried = openings(ALL, "new", When.of(DAY).best)
    expected = [move for move in tried if judged(read(BEGINNING, ()), move) is not None]
    assert made >= {(type(move), move.by, getattr(move, "kind", "")) for move in expected}
    assert {(verb, by) for verb, by, _ in made} == {(type(move), move.by) for move in expected}
    assert all(violations(BEGINNING, move) == () for move in offered)


# who, and in what order


def test_a_party_may_move_alone_or_with_the_other():
    experts = START.subjects["experts"]
    transitions = lifecycle_of(experts).transitions_from(experts.status)
    alone = [(each.move.verb, "aland") for each in transitions if each.by in (PARTY, EITHER)]
    together = [(each.move.verb, BOTH) for each in transitions if each.by in (CONVENER, EITHER)]
    assert alone == [("suspend", "aland"), ("break-off", "aland")]
    assert together[:3] == [("convene", BOTH), ("agree-to-continue", BOTH), ("break-off", BOTH)]
    assert verbs(legal_moves_on(START, "experts", "aland", DAY)) == [*alone, *together]


def test_the_legal_moves_are_those_on_each_subject_in_order_of_creation_then_new_ones():
    state = after(THREAT).state
    on_each = [move for name in state.ids for move in legal_moves_on(state, name, "aland", DAY)]
    assert list(legal_moves(state, "aland", DAY)) == [*on_each, *creating_moves(state, "aland", DAY)]


def test_what_replaces_a_subject_is_a_move_on_that_and_listed_once():
    state = after(THREAT).state
    replacing = [move for move in legal_moves(state, "aland", DAY) if type(move) is Threaten and move.replaces]
    assert replacing == [move for move in legal_moves_on(state, "close-ports", "aland", DAY) if type(move) is Threaten]
    assert len(replacing) == 1


def test_what_a_move_makes_is_called_after_its_kind():
    made = [move.subject for move in legal_moves(after(THREAT).state, "aland", DAY) if type(move) is Commit]
    assert set(made) == {"commitment-2"}, "also on another subject, that it settles or carries out"


def test_a_third_party_and_the_clock_may_ask_too():
    state = after(THREAT, OFFER).state
    assert verbs(legal_moves(state, None, LATER)) == [("lapse", None), ("lapse", None)]
    offered = {move.verb for move in legal_moves(state, "council", DAY)}
    on_what_there_is = {"suspend", "commit", "convene", "agree-to-continue"}
    assert offered >= {"propose", "threaten", "impose", "remark", "act", *on_what_there_is}
    assert not offered & {"accept", "oppose", "withdraw", "comply", "break-off"}


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


# what is offered


def test_a_ratifier_is_offered_its_votes():
    state = after(OFFER, Accept(subject="equal-shares", by="bohus", date=DAY, subject_to="council")).state
    votes = verbs(legal_moves_on(state, "equal-shares", "council", DAY))
    assert votes == [("ratify", "council"), ("reject", "council")]


def test_a_yes_is_offered_with_and_without_a_ratifier():
    offered = legal_moves_on(after(OFFER).state, "equal-shares", "bohus", DAY)
    assert [move.subject_to for move in offered if type(move) is Accept] == [(), ("council",)]


def test_what_has_run_out_may_be_extended_withdrawn_or_lapse():
    state = after(OFFER).state
    assert verbs(legal_moves_on(state, "equal-shares", "aland", "2013-06-02")) == [
        ("withdraw", "aland"),
        ("extend", "aland"),
        ("commit", "both"),
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
    offered = legal_moves_on(after(THREAT).state, "close-ports", "aland", DAY)
    replacements = [move for move in offered if move.subject != "close-ports"]
    assert [(move.verb, move.subject, move.replaces) for move in replacements] == [
        ("threaten", "measure-2", ("close-ports",)),
        ("impose", "measure-2", ("close-ports",)),
    ]


def test_what_puts_a_deal_into_force_is_offered_as_a_new_commitment():
    state = after(OFFER, Accept(subject="equal-shares", by="bohus", date=DAY)).state
    offered = [move for move in legal_moves_on(state, "equal-shares", "aland", DAY) if isinstance(move, Commit)]
    assert ("commitment-3", "equal-shares", "aland") in {(move.subject, move.under, move.by) for move in offered}


def test_a_threat_is_carried_out_as_a_harm_only_where_there_is_one():
    def as_harm(*moves):
        found = legal_moves_on(after(THREAT, *moves).state, "close-ports", "aland", DAY)
        return [move.as_ for move in found if isinstance(move, CarryOut)]

    assert as_harm() == [None]
    assert as_harm(BreakOff(subject="experts", by="aland", date=DAY)) == ["experts", None]
    both = (Leave(subject="pact", by="aland", date=DAY), BreakOff(subject="experts", by="aland", date=DAY))
    assert as_harm(*both) == as_harm(*reversed(both)) == ["experts", None]


def test_a_notice_is_offered_to_be_put_off_by_both():
    state = after(Leave(subject="pact", by="aland", date=DAY, effective=LATER)).state
    offered = [
        move for move in legal_moves_on(state, "pact", "bohus", DAY) if move.verb == "extend" and move.by == BOTH
    ]
    assert [str(move.effective) for move in offered] == ["2013-07-01"]


def test_nothing_is_given_a_later_end_on_the_last_day_of_the_calendar():
    offered = legal_moves_on(START, "pact", "aland", date.max)
    assert [move.verb for move in offered if isinstance(move, Leave)] == ["leave", "leave"]
    assert all(
        move.effective is None for move in legal_moves_on(START, "pact", "aland", date.max) if type(move) is Leave
    )


def test_without_issues_everything_may_be_done_but_speak_on_one():
    bare = Negotiation.begin(Setting(parties=SETTING.parties))
    offered = [move for move in creating_moves(bare, "aland", DAY) if not isinstance(move, Remark)]
    assert {type(move) for move in offered} == {Propose, Threaten, Impose, Commit, Act}
    assert all(violations(bare, move) == () for move in offered)


def test_a_date_of_any_form_will_do():
    for day in ("2013-06", LATER, MUCH_LATER):
        offered = list(legal_moves_on(after(THREAT).state, "close-ports", None, day))
        assert offered == [Lapse(subject="close-ports", date=day)]
        assert [str(move.date) for move in offered] == [day]
