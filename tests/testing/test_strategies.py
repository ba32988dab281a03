from functools import cache

import pytest
from hypothesis import Phase, find, given, settings, strategies as st
from hypothesis.errors import Unsatisfiable
from testing.seen import seen_in

from sim.history.history import History
from sim.history.replay import step
from sim.model.ids import BOTH
from sim.model.move import Lapse, Suspend
from sim.model.setting import Setting
from sim.rules.registry import lifecycle_of
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment, Leave
from sim.rules.subjects.measures import Measure, Threaten
from sim.rules.subjects.proposals import OPEN, Oppose, Proposal, Propose
from sim.rules.subjects.statements import Act, Remark
from sim.rules.subjects.talks import Talks
from sim.rules.verdict import violations
from sim.testing.actions import FIRST_DAY
from sim.testing.generator import MoveGenerator, at_random, last_day
from sim.testing.near_misses import near_misses
from sim.testing.overrides import TEXTS
from sim.testing.story import SETTING, START, after
from sim.testing.strategies import (
    EVERY_MOVE,
    EVERY_SUBJECT,
    NEAR_MISSES,
    begun,
    histories,
    illegal_moves,
    moves,
    negotiations,
)

BARE = Setting({"aland": "Aland", "bohus": "Bohus"})
ELSEWHERE = Setting({"x": "X", "y": "Y"}, {"river": "The river"})
PROPOSE = Propose(subject="halves", by="aland", date="2013-03-01", issue="quota")
STATES = [at_random(seed, turns).states[-1] for seed, turns in ((1, 5), (2, 30), (3, 80))]


def plainest(strategy):
    """What a strategy gives first: the plainest that it has."""
    return find(strategy, lambda _: True, settings=settings(max_examples=10, database=None, phases=[Phase.generate]))


def occurs(strategy, condition):
    """Assert that among a few hundred values of the strategy there is one of which it is true."""
    find(strategy, condition, settings=settings(max_examples=400, database=None, phases=[Phase.generate]))


@cache
def made():
    """The moves of a few hundred histories."""
    return [move for history in seen_in(histories(), 250) for move in history.moves]


# histories


@given(history=histories())
def test_a_history_is_legal_and_timely(history):
    again = History.of(START, history.moves)
    assert (history.start, again.states, again.dates) == (START, history.states, history.dates)


@given(history=histories())
def test_the_dates_of_a_history_never_run_back(history):
    bests = [FIRST_DAY, *(move.date.best for move in history.moves)]
    assert bests == sorted(bests)


@given(bounds=st.tuples(st.integers(0, 6), st.integers(0, 6)), data=st.data())
def test_a_history_has_as_many_moves_as_are_asked_for(bounds, data):
    least, more = bounds
    history = data.draw(histories(min_moves=least, max_moves=least + more))
    assert least <= len(history.moves) <= least + more


@given(history=histories(min_moves=8))
def test_a_history_may_have_to_have_several_moves(history):
    assert len(history.moves) >= 8


def test_most_histories_are_short_and_some_are_long():
    lengths = sorted(len(history.moves) for history in seen_in(histories(), 150))
    assert lengths[0] == 0
    assert lengths[len(lengths) // 2] < 25
    assert lengths[-1] > 25


def test_the_plainest_history_has_no_moves():
    assert plainest(histories()).moves == ()


def test_it_is_unsatisfiable_where_too_little_can_be_done():
    with pytest.raises(Unsatisfiable):
        plainest(histories(moves=(Leave,), min_moves=50))


@given(history=histories(moves=(Propose, Oppose, Suspend)))
def test_a_history_has_the_moves_alone_that_are_asked_for(history):
    assert {type(move) for move in history.moves} <= {Propose, Oppose, Suspend}


@pytest.mark.parametrize("kind", EVERY_SUBJECT, ids=lambda kind: kind.__name__)
def test_a_history_has_the_subjects_alone_that_are_asked_for(kind):
    seen = seen_in(histories(subjects=(kind,), max_moves=20), 20)
    touched = {type(each) for history in seen for each in history.states[-1].subjects.values() if each.trail}
    assert touched == {kind}


@given(history=histories(BARE, max_moves=10))
def test_a_bare_setting_begins_with_a_treaty_and_talks(history):
    assert history.start.setting == BARE
    assert history.start.ids == ("treaty", "talks")


def test_the_treaty_is_in_force_for_both_and_about_the_first_issue():
    after(start=begun(ELSEWHERE)).leads_to("treaty", {"x": "in-force", "y": "in-force"}).leads_to("talks", "idle")
    assert begun(ELSEWHERE).commitments["treaty"].made.issue == ("river",)


@given(history=histories(after(PROPOSE).state, max_moves=10))
def test_a_history_may_go_on_from_any_state(history):
    assert history.states[0] == after(PROPOSE).state == begun(after(PROPOSE).state)
    assert all(move.date.best >= PROPOSE.date.best for move in history.moves)


@given(history=histories(st.sampled_from((BARE, ELSEWHERE, START)), max_moves=10))
def test_a_history_may_begin_in_whatever_a_strategy_gives(history):
    assert history.start in (begun(BARE), begun(ELSEWHERE), START)


@given(history=histories(negotiations(max_moves=6), max_moves=6))
def test_a_history_may_go_on_from_what_another_has_led_to(history):
    assert history.states[-1].version == history.start.version + len(history.moves)


# what occurs in them


def test_joint_moves_occur():
    assert {type(move).verb for move in made() if move.by == BOTH} >= {"propose", "commit", "convene", "extend"}


def test_third_parties_and_the_clock_move_too():
    assert {move.by for move in made()} == {*SETTING.actors, None}


def test_every_verb_and_every_form_of_a_date_occurs():
    assert {type(move) for move in made()} == {*EVERY_MOVE}
    assert {_form(move.date.text) for move in made()} == {"day", "day?", "../day", "day/..", "month", "day/day"}


def _form(text):
    bounds = text.rstrip("?").split("/")
    words = [bound if bound == ".." else {7: "month", 10: "day"}[len(bound)] for bound in bounds]
    return "/".join(words) + "?" * text.endswith("?")


def _said(moves):
    names = ("speaker", "quote", "note", "action", "if_")
    return {getattr(move, name, None) for move in moves for name in names}


def test_every_text_is_said_now_and_then():
    for text in {*TEXTS} - _said(made()):  # some are said in threats alone
        occurs(histories(subjects=(Measure,)), lambda history, text=text: text in _said(history.moves))


def test_a_source_a_channel_and_an_issue_are_named_now_and_then():
    assert {move.source for move in made()} == {(), ("gazette",)}
    assert {move.channel for move in made()} == {None, "public", "private", "secret"}
    assert {move.over for move in made()} == {None, *SETTING.issue_ids}


def test_packages_are_proposed():
    assert any(len(move.issue) > 1 for move in made() if isinstance(move, Propose))


@pytest.mark.parametrize("kind", [Proposal, Commitment, Talks], ids=lambda kind: kind.__name__)
def test_several_subjects_of_a_kind_are_alive_at_once(kind):
    occurs(negotiations(), lambda state: sum(map(_is_alive, _of_kind(state, kind))) > 1)


def _of_kind(state, kind):
    return [subject for subject in state.subjects.values() if type(subject) is kind]


def _is_alive(subject):
    if isinstance(subject, Commitment):
        return any(part.status == "in-force" for part in subject.participation.values())
    return bool(lifecycle_of(subject).transitions_from(subject.status))


def test_a_proposal_is_countered_while_it_is_open():
    occurs(
        negotiations(moves=(Propose, Oppose)),
        lambda state: any(
            state.proposals[name].status in OPEN for each in state.proposals.values() for name in each.made.counters
        ),
    )


@pytest.mark.parametrize("verb", [Propose, Threaten], ids=lambda verb: verb.verb)
def test_what_a_move_replaces_is_superseded(verb):
    occurs(histories(moves=(verb,)), lambda history: any(move.replaces for move in history.moves))


# negotiations, moves, illegal moves


@given(state=negotiations(BARE, min_moves=1, max_moves=4, moves=(Act, Suspend)))
def test_a_negotiation_is_what_such_a_history_leads_to(state):
    assert isinstance(state, Negotiation)
    assert (state.setting, 1 <= state.version <= 4) == (BARE, True)
    assert {type(move) for subject in state.subjects.values() for move in subject.moves} <= {Act, Suspend}


@given(state=st.sampled_from(STATES) | negotiations(), data=st.data())
def test_a_move_is_legal_and_no_earlier_than_the_last(state, data):
    move = data.draw(moves(state))
    assert step(state, move).version == state.version + 1
    assert move.date.best >= last_day(state)


@given(state=negotiations(max_moves=10), data=st.data())
def test_a_move_is_of_the_verbs_and_on_the_subjects_that_are_asked_for(state, data):
    assert type(data.draw(moves(state, moves=(Act, Propose)))) in (Act, Propose)
    move = data.draw(moves(state, subjects=(Talks,)))
    assert isinstance(state.subjects[move.subject], Talks)


def test_where_nothing_is_legal_there_is_no_move():
    left = [Leave(subject="pact", by=party, date="2013-03-01") for party in SETTING.party_ids]
    with pytest.raises(Unsatisfiable):
        plainest(moves(after(*left).state, moves=(Leave,)))


@given(state=st.sampled_from(STATES) | negotiations(), data=st.data())
def test_an_illegal_move_is_refused(state, data):
    move = data.draw(illegal_moves(state))
    assert violations(state, move)


NEAR = {
    "wrong party": "only",
    "unknown id": "nobody has made",
    "id reused": "names a",
    "wrong status": "it has been",
    "unknown name": "is declared",
    "wrong field": "give",
    "too late": "past already",
    "too early": "it stands until",
    "wrong list": "one act is on several subjects of one kind",
    "made again": "already",
}
"""What is said of some of the near misses of each kind."""


def test_every_kind_of_near_miss_is_known():
    assert {*NEAR_MISSES} == {*NEAR}


@pytest.mark.parametrize("words", NEAR.values(), ids=NEAR)
def test_every_kind_of_near_miss_occurs(words):
    state = at_random(3, 30).states[-1]
    occurs(illegal_moves(state), lambda move: any(words in each.reason for each in violations(state, move)))


def test_nobody_is_put_in_the_place_of_the_clock():
    lapse = Lapse(subject="halves", date="2013-03-01")
    assert near_misses("wrong party", MoveGenerator(), START, lapse) == ()


def test_a_remark_takes_no_id():
    reused = [move for move in seen_in(illegal_moves(START), 100) if isinstance(move, Remark)]
    assert all(move.subject in SETTING.issue_ids for move in reused)
