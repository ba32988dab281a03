"""What the laws of DESIGN.md, section 7, say beyond `sim.testing.laws`, which `testing/test_laws.py` holds negsim to.

The tables are compared with a second copy that is written by hand; other processes make the same histories.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import lawbook
import pytest
from hypothesis import given, strategies as st

from sim.history.history import History
from sim.history.replay import Draft, audit, reduce, replay, step
from sim.model.dates import READINGS
from sim.model.errors import IllegalMoveError
from sim.model.ids import BOTH
from sim.model.move import CarryOut, Extend, Lapse, Move
from sim.rules.legal_moves import creating_moves, legal_moves, legal_moves_on
from sim.rules.registry import CREATING_MOVES, LIFECYCLES, MOVES_BY_VERB, lifecycle_of
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commit
from sim.rules.subjects.statements import Remark
from sim.rules.verdict import effects, judge, violations
from sim.testing.generator import MoveGenerator, at_random, last_day
from sim.testing.plain import exchanged, opposite, plain, without_order
from sim.testing.story import SETTING, START
from sim.testing.strategies import histories, negotiations

pytestmark = pytest.mark.uncovered

EVERYBODY = (*SETTING.actors, None)
SUBJECT_KINDS = pytest.mark.parametrize("kind", LIFECYCLES, ids=lambda kind: kind.__name__)
SEEDS = range(4)


@cache
def long_game(seed: int) -> History:
    return at_random(seed, 400)


@cache
def games_on(kind: type[Subject]) -> tuple[History, ...]:
    """Games on one kind of subject, as many as it takes to use every row of its table, if a few hundred will do."""
    generator, made, unused = MoveGenerator(kinds=(kind,)), [], {id(row) for row in LIFECYCLES[kind].transitions}
    while unused and len(made) < 400:
        made.append(at_random(len(made), 60, generator))
        unused -= rows_used_in(made[-1])
    return tuple(made)


def rows_used_in(history: History) -> set[int]:
    """The identities of the rows by which the moves were made."""
    return {id(row) for state, move, _ in turns_of(history) for _, _, _, found in judge(state, move) for row in found}


def turns_of(history: History) -> Iterator[tuple[Negotiation, Move, Negotiation]]:
    """The moves, each with the state before it and the one after it."""
    for move, (before, after) in zip(history.moves, pairwise(history.states), strict=True):
        yield before, move, after


# 1. The same moves give the same state, on every run, process and hash seed.

PLAY = """
from sim.rules.legal_moves import legal_moves
from sim.testing.generator import at_random
from sim.testing.plain import plain

for seed in range(3):
    history = at_random(seed, 120)
    state, now = history.states[-1], history.moves[-1].date
    for by in (*state.setting.party_ids, "council", None):
        print(list(legal_moves(state, by, now)))
    print(history.moves, history.dates, plain(state))
"""


def test_every_process_and_hash_seed_plays_and_replays_alike():
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PLAY],
            env={"PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONHASHSEED": seed, "PATH": os.environ["PATH"]},
            stdout=subprocess.PIPE,
        )
        for seed in ("0", "1", "1848")
    ]
    first, *others = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert first
    assert all(other == first for other in others)


@given(history=histories())
def test_bulk_replay_equals_the_fold_of_step_and_of_reduce(history):
    stepped = reduced = START
    for move in history.moves:
        stepped, reduced = step(stepped, move), reduce(reduced, move)
    assert plain(replay(START, history.moves)) == plain(stepped) == plain(reduced)
    assert replay(START, history.moves) == stepped == reduced


# 4. A refused move leaves nothing behind; `step` accepts a move exactly when `violations` is empty.


@given(state=negotiations(), data=st.data())
def test_step_and_draft_accept_a_move_exactly_when_nothing_speaks_against_it(state, data):
    picture, draft = plain(state), Draft(state)
    name = data.draw(st.sampled_from((*state.ids, "nothing")))
    for move in lawbook.attempts(name, last_day(state)):
        against = violations(state, move)
        if against:
            with pytest.raises(IllegalMoveError) as refused:
                step(state, move)
            with pytest.raises(IllegalMoveError):
                draft.step(move)
            assert refused.value.violations == against
            assert str(refused.value)
        else:
            assert step(state, move).version == state.version + 1
    assert plain(state) == picture
    assert draft.frozen() == state


@given(history=histories(), other=histories())
def test_an_audit_keeps_just_what_step_accepts(history, other):
    found = audit(START, (*history.moves, *other.moves))
    assert found.state == replay(START, found.moves)
    assert len(found.moves) + len(found.refusals) == len(history.moves) + len(other.moves)
    assert found.moves[: len(history.moves)] == history.moves


# 5. `legal_moves` is sound and complete.


def on_the_table(state: Negotiation, name: str, day: date) -> set[lawbook.Entry]:
    """What `legal_moves_on` offers on a subject: verb, by, and where it leads the subject."""
    offered = {move: None for by in EVERYBODY for move in legal_moves_on(state, name, by, day)}
    return {
        (type(move), move.by, effect.after)
        for move in offered
        for effect in effects(state, move)
        if effect.subject == name
    }


@given(state=negotiations(), data=st.data())
def test_every_row_that_applies_to_a_subject_has_its_legal_move_and_no_other_has(state, data):
    name = data.draw(st.sampled_from(state.ids))
    day = last_day(state) + timedelta(data.draw(st.sampled_from((0, 1, 30))))
    assert on_the_table(state, name, day) == lawbook.entries(state, state.subjects[name], day)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_row_that_applies_has_its_legal_move_in_long_histories_too(seed):
    history = long_game(seed)
    for number, (_, move, state) in enumerate(turns_of(history)):
        for name in state.ids if number % 100 == 0 else (move.subject,):
            if name in state.subjects:
                day = move.date.best
                assert on_the_table(state, name, day) == lawbook.entries(state, state.subjects[name], day)


@given(state=negotiations())
def test_every_row_that_makes_something_has_its_legal_move(state):
    offered = [move for by in EVERYBODY for move in creating_moves(state, by, last_day(state))]
    made = {(type(move), move.by, getattr(move, "kind", "")) for move in offered}
    assert made == lawbook.OPENINGS


@given(state=negotiations(), data=st.data())
def test_what_no_row_covers_is_refused(state, data):
    name = data.draw(st.sampled_from(state.ids))
    day = last_day(state)
    covered = {(verb, by) for verb, by, _ in lawbook.entries(state, state.subjects[name], day)}
    for move in lawbook.attempts(name, day):
        if (type(move), move.by) not in covered:
            with pytest.raises(IllegalMoveError):
                step(state, move)


def test_the_hand_written_tables_know_every_verb():
    attempted = {type(move) for move in lawbook.attempts("pact", date(2013, 1, 1))}
    assert attempted | {verb for verb, _, _ in lawbook.OPENINGS} == set(MOVES_BY_VERB.values())


@SUBJECT_KINDS
def test_every_row_of_every_table_is_reachable(kind):
    rows, used = LIFECYCLES[kind].transitions, set().union(*map(rows_used_in, games_on(kind)))
    assert [f"{row.start}: {row.move.verb} {row.to}" for row in rows if id(row) not in used] == []
    assert used == {id(row) for row in rows}


@SUBJECT_KINDS
def test_every_effect_has_the_tone_that_the_design_gives_it(kind):
    for history in games_on(kind):
        has_the_tones_of_the_design(history)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_effect_has_that_tone_where_all_kinds_of_subjects_meet_too(seed):
    has_the_tones_of_the_design(long_game(seed))


def has_the_tones_of_the_design(history: History) -> None:
    for state, move, after in turns_of(history):
        for effect in effects(state, move):
            subject = None if isinstance(move, Remark) else after.subjects[effect.subject]
            noun, kind = (lifecycle_of(subject).noun, subject.kind) if subject else ("statement", move.kind)
            expected = lawbook.tone(noun, move.verb, effect.before, effect.after, kind)
            assert (move, effect.tone) == (move, expected)


# 7. Exchanging the two parties commutes with what is offered, to a third party and the clock as well.


@given(state=negotiations(), by=st.sampled_from(EVERYBODY))
def test_exchanging_the_parties_exchanges_their_legal_moves(state, by):
    party_ids, day = SETTING.party_ids, last_day(state)
    offered = [exchanged(move, party_ids) for move in legal_moves(state, by, day)]
    others = legal_moves(exchanged(state, party_ids), opposite(by, party_ids), day)
    assert sorted(offered, key=repr) == sorted(others, key=repr)


# 8. Moves that share no subject commute: by another notion of what they share, and in any order.


def bonds(moves: tuple[Move, ...]) -> list[set[int]]:
    """For each move the earlier moves that it must stay behind, by what the two touch."""
    commitments = {*START.commitments, *(move.subject for move in moves if isinstance(move, Commit))}
    makers: dict[str, int] = {}
    touched: list[set[tuple[str, str]]] = []
    bound: list[set[int]] = []
    for position, move in enumerate(moves):
        names = {*(() if isinstance(move, Remark) else (move.subject,)), *getattr(move, "replaces", ())}
        names |= {move.as_} if isinstance(move, CarryOut) and move.as_ else set()
        party_ids = SETTING.party_ids if isinstance(move, Extend) or move.by == BOTH else (move.by,)
        touches = {(name, side) for name in names for side in (party_ids if name in commitments else ("",))}
        earlier = {before for before, others in enumerate(touched) if others & touches}
        needed = (getattr(move, "counters", None), move.subject if isinstance(move, Commit) else None)
        bound.append(earlier | {makers[name] for name in needed if name in makers})
        touched.append(touches)
        if type(move) in CREATING_MOVES and not isinstance(move, Remark):
            makers.setdefault(move.subject, position)
    return bound


@given(history=histories(), source=st.randoms(use_true_random=False))
def test_moves_that_share_no_subject_commute_in_any_order(history, source):
    moves, bound, order = history.moves, bonds(history.moves), []
    while len(order) < len(moves):
        free = [number for number in range(len(moves)) if number not in order and bound[number] <= set(order)]
        order.append(source.choice(free))
    shuffled = replay(START, (moves[number] for number in order))
    assert without_order(shuffled) == without_order(history.states[-1])


# 11. The three readings; the dates that they go by.


def days_of(history: History) -> list[date]:
    days = {day for when in history.dates for day in (when.earliest, when.best, when.latest) if day}
    return sorted(near for day in days or {date(2013, 1, 1)} for near in (day - timedelta(1), day))


@given(history=histories(max_moves=25))
def test_each_reading_has_the_steps_of_its_moves_and_no_other(history):
    for day in days_of(history):
        for view in (history.as_of(day, reading) for reading in READINGS):
            assert view.state.version == len(view.numbers)
            assert [(moment.number, moment.move) for moment in view.steps()] == [
                (number, history.moves[number - 1]) for number in view.numbers
            ]


@given(history=histories(max_moves=25))
def test_what_is_likely_on_a_day_is_what_stood_after_its_last_move(history):
    for day in days_of(history):
        likely = history.as_of(day)
        assert likely.state == history.as_of(len(likely.numbers)).state


@given(history=histories())
def test_tightened_dates_keep_their_order_and_their_own_bounds(history):
    bests = [when.best for when in history.dates]
    assert bests == sorted(bests)
    for move, when in zip(history.moves, history.dates, strict=True):
        assert (when.earliest or date.min) >= (move.date.earliest or date.min)
        assert (when.latest or date.max) <= (move.date.latest or date.max)
        assert (when.earliest or date.min) <= when.best <= (when.latest or date.max)


# 12. A branch never touches its trunk, nor another branch.


@given(base=negotiations(max_moves=20), seeds=st.tuples(st.integers(0, 99), st.integers(0, 99)))
def test_two_courses_from_one_state_change_neither_it_nor_each_other(base, seeds):
    picture, generator = plain(base), MoveGenerator(base)
    first = at_random(seeds[0], 10, generator)
    pictures = [plain(state) for state in first.states]
    second = at_random(seeds[1], 10, generator)
    assert [plain(state) for state in first.states] == pictures
    for course in (first, second):
        assert replay(base, course.moves) == course.states[-1]
    assert plain(base) == picture


def test_lapse_is_the_one_move_that_nobody_makes():
    lapses = [move for move in long_game(0).moves if move.by is None]
    assert lapses
    assert {type(move) for move in lapses} == {Lapse}
