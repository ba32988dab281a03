"""The laws of DESIGN.md, section 7, for every move at once."""

import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import lawbook
import pytest
from hypothesis import given
from hypothesis import strategies as st
from portrait import exchanged, portrait, settled
from story import SETTING, START
from strategies import choosers, doubtful_histories, histories, moves_at_random, played

from sim.errors import IllegalMove
from sim.history import CERTAIN, LIKELY, POSSIBLE, READINGS, History, audit, replay
from sim.law import LAWS, MAKERS, SUBJECTS, VERBS, effects, rulings, violations
from sim.legal import legal_moves, legal_moves_on, openings
from sim.move import BOTH, CarryOut, Extend, Lapse, Move
from sim.negotiation import Draft, Negotiation, reduce, step
from sim.subjects.commitments import Commit, Commitment
from sim.subjects.measures import Impose, Threaten
from sim.subjects.proposals import Propose
from sim.subjects.statements import Act, Remark

EVERYBODY = (*SETTING.actors, None)
RANDOM_GAMES = [(seed, 400) for seed in range(6)]
LONG_GAMES = [(seed, 1000) for seed in range(8)]
"""Between them they use every row of every table."""


def last_day(moves: Iterable[Move]) -> date:
    return max((move.date.best for move in moves), default=date(2013, 1, 1))


# 1. The same moves give the same state, on every run, process and hash seed.

PLAY = """
from portrait import portrait
from sim.history import replay
from sim.legal import legal_moves
from story import SETTING, START
from strategies import moves_at_random

for seed in range(3):
    moves = moves_at_random(seed, 120)
    state = replay(START, moves)
    now = moves[-1].date
    print(moves, portrait(state), [list(legal_moves(state, by, now)) for by in (*SETTING.sides, "council", None)])
"""


def test_every_process_and_hash_seed_plays_and_replays_alike():
    folders = os.pathsep.join(str(folder) for folder in (Path(__file__).parent, Path(__file__).parents[1]))
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PLAY],
            env={"PYTHONPATH": folders, "PYTHONHASHSEED": seed, "PATH": os.environ["PATH"]},
            stdout=subprocess.PIPE,
        )
        for seed in ("0", "1", "1848")
    ]
    first, *others = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert first
    assert all(other == first for other in others)


@given(histories())
def test_replaying_the_same_moves_gives_the_same_state(moves):
    assert replay(START, moves) == replay(START, moves)


@given(histories())
def test_bulk_replay_equals_the_fold_of_step_and_of_reduce(moves):
    stepped = reduced = START
    for move in moves:
        stepped, reduced = step(stepped, move), reduce(reduced, move)
    assert portrait(replay(START, moves)) == portrait(stepped) == portrait(reduced)
    assert replay(START, moves) == stepped == reduced


# 2. Any prefix is a snapshot.


@given(histories(), st.data())
def test_replay_may_stop_and_go_on_after_any_move(moves, data):
    cut = data.draw(st.integers(0, len(moves)))
    assert replay(replay(START, moves[:cut]), moves[cut:]) == replay(START, moves)


# 3. No earlier state ever changes.


@given(histories())
def test_no_earlier_state_ever_changes(moves):
    states = [START]
    pictures = [portrait(START)]
    for move in moves:
        states.append(step(states[-1], move))
        pictures.append(portrait(states[-1]))
    assert [portrait(state) for state in states] == pictures


# 4. A refused move leaves nothing behind; `step` accepts a move exactly when `violations` is empty.


@given(histories(), st.data())
def test_step_and_draft_accept_a_move_exactly_when_nothing_speaks_against_it(moves, data):
    state = replay(START, moves)
    picture, draft = portrait(state), Draft(state)
    name = data.draw(st.sampled_from((*state.ids, "nothing")))
    for move in lawbook.attempts(name, last_day(moves)):
        against = violations(state, move)
        if against:
            with pytest.raises(IllegalMove) as refused:
                step(state, move)
            with pytest.raises(IllegalMove):
                draft.step(move)
            assert refused.value.violations == against
            assert str(refused.value)
        else:
            assert step(state, move).version == state.version + 1
    assert portrait(state) == picture
    assert draft.frozen() == state


@given(histories(), histories())
def test_an_audit_keeps_just_what_step_accepts(moves, others):
    found = audit(START, (*moves, *others))
    assert found.state == replay(START, found.moves)
    assert len(found.moves) + len(found.refusals) == len(moves) + len(others)
    assert found.moves[: len(moves)] == moves


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


@given(histories(), st.data())
def test_every_row_that_applies_to_a_subject_has_its_legal_move_and_no_other_has(moves, data):
    state = replay(START, moves)
    name = data.draw(st.sampled_from(state.ids))
    day = last_day(moves) + timedelta(data.draw(st.sampled_from((0, 1, 30))))
    assert on_the_table(state, name, day) == lawbook.entries(state, state.subjects[name], day)


@pytest.mark.parametrize(("seed", "length"), RANDOM_GAMES)
def test_every_row_that_applies_has_its_legal_move_in_long_histories_too(seed, length):
    for number, (move, state) in enumerate(played(Random(seed).choice, length)):
        for name in state.ids if number % 100 == 0 else (move.subject,):
            if name in state.subjects:
                day = move.date.best
                assert on_the_table(state, name, day) == lawbook.entries(state, state.subjects[name], day)


@given(histories())
def test_every_row_that_makes_something_has_its_legal_move(moves):
    state = replay(START, moves)
    offered = [move for by in EVERYBODY for move in openings(state, by, last_day(moves))]
    made = {(type(move), move.by, getattr(move, "kind", "")) for move in offered}
    assert made == lawbook.OPENINGS


@given(histories())
def test_every_legal_move_is_accepted(moves):
    state = replay(START, moves)
    for by in EVERYBODY:
        for move in legal_moves(state, by, last_day(moves)):
            assert violations(state, move) == ()
            assert move.by in (by, BOTH)
            assert step(state, move).version == state.version + 1


@given(histories(), st.data())
def test_what_no_row_covers_is_refused(moves, data):
    state = replay(START, moves)
    name = data.draw(st.sampled_from(state.ids))
    day = last_day(moves)
    covered = {(verb, by) for verb, by, _ in lawbook.entries(state, state.subjects[name], day)}
    for move in lawbook.attempts(name, day):
        if (type(move), move.by) not in covered:
            with pytest.raises(IllegalMove):
                step(state, move)


def test_the_hand_written_tables_know_every_verb():
    attempted = {type(move) for move in lawbook.attempts("pact", date(2013, 1, 1))}
    assert attempted | {verb for verb, _, _ in lawbook.OPENINGS} == set(VERBS.values())


def test_every_row_of_every_table_is_reachable():
    used = []
    for seed, length in LONG_GAMES:
        state = START
        for move, after in played(Random(seed).choice, length):
            used += [row for _, _, rows, _ in rulings(state, move) for row in rows]
            state = after
    reached = {id(row) for row in used}
    rows = [(law.noun, row) for law in LAWS for row in law.rows]
    unused = [f"{noun}: {row.start[0]} {row.move.verb} {row.to}" for noun, row in rows if id(row) not in reached]
    assert unused == []
    assert reached == {id(row) for _, row in rows}


@pytest.mark.parametrize(("seed", "length"), LONG_GAMES)
def test_every_effect_has_the_tone_that_the_design_gives_it(seed, length):
    state = START
    for move, after in played(Random(seed).choice, length):
        for effect in effects(state, move):
            subject = None if isinstance(move, Remark) else after.subjects[effect.subject]
            noun, kind = (SUBJECTS[type(subject)].LAW.noun, subject.kind) if subject else ("statement", move.kind)
            expected = lawbook.tone(noun, move.verb, effect.before, effect.after, kind)
            assert (move, effect.tone) == (move, expected)
        state = after


# 6. Every legal move changes the state.


@given(histories())
def test_every_move_but_a_remark_and_an_act_changes_a_subject(moves):
    state = START
    for move in moves:
        after = step(state, move)
        if not isinstance(move, (Remark, Act)):
            assert portrait(after.subjects) != portrait(state.subjects)  # rpds compares maps well with == alone
            assert after.said == state.said
        else:
            assert after.statements == (*state.statements, move)
        state = after


# 7. Exchanging the two parties commutes with replay.


@given(histories())
def test_exchanging_the_parties_commutes_with_replay(moves):
    assert replay(exchanged(START), map(exchanged, moves)) == exchanged(replay(START, moves))


@given(histories(), st.sampled_from(EVERYBODY))
def test_exchanging_the_parties_exchanges_their_legal_moves(moves, by):
    state = replay(START, moves)
    day = last_day(moves)
    offered = [exchanged(move) for move in legal_moves(state, by, day)]
    assert sorted(offered, key=repr) == sorted(legal_moves(exchanged(state), exchanged(by), day), key=repr)


# 8. Moves that share no subject commute.


def bonds(moves: tuple[Move, ...]) -> list[set[int]]:
    """For each move the earlier moves that it must stay behind, by what the two touch."""
    commitments = {*START.commitments, *(move.subject for move in moves if isinstance(move, Commit))}
    makers: dict[str, int] = {}
    touched: list[set[tuple[str, str]]] = []
    bound: list[set[int]] = []
    for position, move in enumerate(moves):
        names = {*(() if isinstance(move, Remark) else (move.subject,)), *getattr(move, "replaces", ())}
        names |= {move.as_} if isinstance(move, CarryOut) and move.as_ else set()
        sides = SETTING.sides if isinstance(move, Extend) or move.by == BOTH else (move.by,)
        touches = {(name, side) for name in names for side in (sides if name in commitments else ("",))}
        earlier = {before for before, others in enumerate(touched) if others & touches}
        needed = (getattr(move, "counters", None), move.subject if isinstance(move, Commit) else None)
        bound.append(earlier | {makers[name] for name in needed if name in makers})
        touched.append(touches)
        if type(move) in MAKERS and not isinstance(move, Remark):
            makers.setdefault(move.subject, position)
    return bound


@given(histories(), choosers())
def test_moves_that_share_no_subject_commute(moves, choose):
    bound, order = bonds(moves), []
    while len(order) < len(moves):
        free = [number for number in range(len(moves)) if number not in order and bound[number] <= set(order)]
        order.append(choose(free))
    shuffled = replay(START, (moves[number] for number in order))
    assert settled(shuffled) == settled(replay(START, moves))


# 9. Ended is ended.


def ended(state: Negotiation, day: date) -> dict[tuple[str, str], object]:
    """What stands in a status without rows: the subject, or the part of a party in it."""
    found: dict[tuple[str, str], object] = {}
    for name, subject in state.subjects.items():
        law = SUBJECTS[type(subject)].LAW
        if not isinstance(subject, Commitment):
            if not law.rows_from(subject.status):
                found[name, ""] = subject
        else:
            parts = {party: subject.part_of(party, day) for party in subject.participation}
            gone = {party: part for party, part in parts.items() if not law.rows_from(part.status)}
            found |= {(name, party): subject.participation[party] for party in gone}
            found |= {(name, ""): subject} if gone.keys() == set(SETTING.sides) else {}
    return found


@given(histories())
def test_what_has_ended_never_changes_again(moves):
    states = [step_by_step := START]
    for move in moves:
        step_by_step = step(step_by_step, move)
        states.append(step_by_step)
    past: dict[tuple[str, str], object] = {}
    for move, state in zip(moves, states[1:], strict=True):
        now = ended(state, move.date.best)
        assert past.items() <= now.items()
        past = now


# 10. An entity belongs to the move that made it; ids are never reused; nothing is lost.


@given(histories())
def test_every_subject_belongs_to_the_move_that_made_it_or_to_its_declaration(moves):
    state = replay(START, moves)
    making = {move.subject: move for move in moves if type(move) in MAKERS and not isinstance(move, Remark)}
    for name, subject in state.subjects.items():
        assert subject.id == name
        if name in START.subjects:
            assert getattr(subject, "made", None) is getattr(START.subjects[name], "made", None)
        elif isinstance(subject, Commitment):
            assert subject.made is subject.moves[0]
        else:
            assert subject.made is making[name]


@given(histories())
def test_nothing_is_lost_and_no_id_is_used_twice(moves):
    state = replay(START, moves)
    kinds = [type(move) for move in moves]
    assert len(state.proposals) == kinds.count(Propose)
    assert len(state.measures) == kinds.count(Threaten) + kinds.count(Impose)
    assert len(state.statements) == kinds.count(Remark) + kinds.count(Act)
    assert state.version == len(moves)
    assert len(set(state.ids)) == len(state.ids) == len(state.subjects)
    for move in moves:
        trail = state.statements if isinstance(move, Remark) else state.subjects[move.subject].moves
        assert any(move is kept for kept in trail)


# 11. As of a day, then the rest, equals the whole; the three readings contain each other.


def days_of(history: History) -> list[date]:
    days = {day for when in history.dates for day in (when.earliest, when.best, when.latest) if day}
    return sorted(near for day in days or {date(2013, 1, 1)} for near in (day - timedelta(1), day))


@given(doubtful_histories())
def test_as_of_a_day_then_the_rest_equals_the_whole(history):
    for day in days_of(history):
        likely = history.as_of(day)
        assert replay(likely.state, history.moves[len(likely.numbers) :]) == history.states[-1]
        assert likely.numbers == tuple(range(1, len(likely.numbers) + 1))
        assert likely.state == history.after(len(likely.numbers)).state


@given(doubtful_histories())
def test_each_reading_replays_without_a_refusal_and_contains_the_stricter_ones(history):
    for day in days_of(history):
        certain, likely, possible = (history.as_of(day, reading) for reading in (CERTAIN, LIKELY, POSSIBLE))
        assert set(certain.numbers) <= set(likely.numbers) <= set(possible.numbers)
        for view in (certain, likely, possible):
            assert view.state.version == len(view.numbers)
            assert [(moment.number, moment.move) for moment in view.steps()] == [
                (number, history.moves[number - 1]) for number in view.numbers
            ]


@given(doubtful_histories())
def test_a_later_day_never_holds_fewer_moves(history):
    for reading in READINGS:
        views = [set(history.as_of(day, reading).numbers) for day in days_of(history)]
        assert all(earlier <= later for earlier, later in pairwise(views))


@given(doubtful_histories())
def test_tightened_dates_keep_their_order_and_their_own_bounds(history):
    bests = [when.best for when in history.dates]
    assert bests == sorted(bests)
    for move, when in zip(history.moves, history.dates, strict=True):
        assert (when.earliest or date.min) >= (move.date.earliest or date.min)
        assert (when.latest or date.max) <= (move.date.latest or date.max)
        assert (when.earliest or date.min) <= when.best <= (when.latest or date.max)


# 12. A branch never touches its trunk.


@given(histories(20), choosers(), choosers())
def test_two_courses_from_one_state_change_neither_it_nor_each_other(moves, one, other):
    trunk, day = replay(START, moves), last_day(moves)
    picture = portrait(trunk)
    first = [*played(one, 10, trunk, day)]
    pictures = [portrait(state) for _, state in first]
    second = [*played(other, 10, trunk, day)]
    assert [portrait(state) for _, state in first] == pictures
    for course in (first, second):
        assert replay(trunk, [move for move, _ in course]) == (course[-1][1] if course else trunk)
    assert portrait(trunk) == picture
    assert trunk == replay(START, moves)


def test_lapse_is_the_one_move_that_nobody_makes():
    lapses = [move for move in moves_at_random(1, 500) if move.by is None]
    assert lapses
    assert {type(move) for move in lapses} == {Lapse}
