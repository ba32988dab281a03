"""What the laws of DESIGN.md, section 7, say beyond `sim.testing.laws`, which `testing/test_laws.py` holds negsim to.

The tables are compared with a second copy that is written by hand; other processes make the same histories.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice, pairwise
from pathlib import Path

import lawbook
import pytest
from hypothesis import given, strategies as st

from sim.history.history import History
from sim.history.replay import Draft, audit, reduce, replay, step
from sim.model.condition import Condition
from sim.model.dates import READINGS
from sim.model.errors import IllegalMoveError
from sim.model.ids import BOTH
from sim.model.move import Commit, Extend, Lapse, Move, in_python
from sim.rules.legal_moves import creating_moves, legal_moves, legal_moves_on
from sim.rules.registry import LIFECYCLES, MOVES_BY_VERB, named_subjects
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks
from sim.rules.verdict import Refusal, effects, judge, violations
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


ACTING_ON = {Proposal: (Proposal, Commitment, Talks)}
"""The kinds of subjects whose moves act on others of a kind, where it is not that kind alone."""


def games_on(kind: type[Subject]) -> Iterator[History]:
    """Thousands of games on one kind of subject, alone and with all that acts on it."""
    alone, beside = MoveGenerator(kinds=(kind,)), MoveGenerator(kinds=ACTING_ON.get(kind, (kind,)))
    return (at_random(seed, 60, beside if seed % 2 else alone) for seed in range(4000))


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
    for move in lawbook.attempts(SETTING, name, state.ids[:2], last_day(state)):
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
        if effect.subject == name and (name in move.subjects or effect.before != effect.after)
    }


def by_the_book(history: History, name: str, day: date) -> set[lawbook.Entry]:
    """What the second opinion lets be done with a subject."""
    state, book = history.states[-1], lawbook.read(START, history.moves)
    author = state.subjects[name].author
    harms = (each for each in state.ids if each != name and author and book.is_harm(each, author, day))
    return lawbook.entries(book, name, [*islice(harms, 1)], day)


@given(history=histories(), data=st.data())
def test_every_row_that_applies_to_a_subject_has_its_legal_move_and_no_other_has(history, data):
    state = history.states[-1]
    name = data.draw(st.sampled_from(state.ids))
    day = last_day(state) + timedelta(data.draw(st.sampled_from((0, 1, 30))))
    assert on_the_table(state, name, day) == by_the_book(history, name, day)


@pytest.mark.slow(reason="long histories are held against the book of the law, after each move")
@pytest.mark.parametrize("seed", SEEDS)
def test_every_row_that_applies_has_its_legal_move_in_long_histories_too(seed):
    history = long_game(seed)
    state, day = history.states[-1], last_day(history.states[-1])
    for name in state.ids[:: max(len(state.ids) // 12, 1)]:
        assert on_the_table(state, name, day) == by_the_book(history, name, day)


@given(history=histories())
def test_every_row_that_makes_something_has_its_legal_move(history):
    state, book = history.states[-1], lawbook.read(START, history.moves)
    offered = [move for by in EVERYBODY for move in creating_moves(state, by, last_day(state))]
    tried = lawbook.openings(SETTING, "something-new", last_day(state))
    assert {(type(move), move.by) for move in offered} == {
        (type(move), move.by) for move in tried if lawbook.judged(book, move) is not None
    }


@given(history=histories(), data=st.data())
def test_whatever_is_tried_does_what_the_second_opinion_says(history, data):
    state, book = history.states[-1], lawbook.read(START, history.moves)
    name = data.draw(st.sampled_from(state.ids))
    for move in lawbook.attempts(SETTING, name, state.ids[-3:], last_day(state)):
        ruled, opinion = judge(state, move), lawbook.judged(book, move)
        assert isinstance(ruled, Refusal) == (opinion is None), in_python(move)
        if opinion is not None:
            tones = {(each.subject, each.whose): each.tone for each in effects(state, move)}
            assert {part: tones[part] for part in opinion.changes} == {
                part: tone for part, (_, _, tone) in opinion.changes.items()
            }


def test_the_hand_written_tables_know_every_verb():
    day = date(2013, 1, 1)
    tried = (*lawbook.attempts(SETTING, "pact", ("experts",), day), *lawbook.openings(SETTING, "new", day))
    assert {type(move) for move in tried} == {*MOVES_BY_VERB.values()}


@pytest.mark.slow(reason="the rarest rows, such as a vote that is lost after it was won, take hundreds of games")
@SUBJECT_KINDS
def test_every_row_of_every_table_is_reachable(kind):
    unused = {id(row): f"{row.start}: {row.move.verb} {row.to}" for row in LIFECYCLES[kind].transitions}
    for game in games_on(kind):
        unused = {row: words for row, words in unused.items() if row not in rows_used_in(game)}
        if not unused:
            break
    assert [*unused.values()] == []


@pytest.mark.slow(reason="hundreds of games on each kind of subject are held against the second opinion")
@SUBJECT_KINDS
def test_every_effect_has_the_tone_that_the_design_gives_it(kind):
    games = [*islice(games_on(kind), 150)]
    assert sum(map(has_the_tones_of_the_design, games)) > 0.98 * sum(len(game.moves) for game in games)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_effect_has_that_tone_where_all_kinds_of_subjects_meet_too(seed):
    has_the_tones_of_the_design(long_game(seed))


def has_the_tones_of_the_design(history: History) -> int:
    """How many moves have them: those up to the first that the second opinion refuses, which hardly any game has.

    Whether the two agree on what is legal is a question of its own, for `rules/test_second_opinion.py`.
    """
    book = lawbook.Book.begun(START)
    for number, (state, move, _) in enumerate(turns_of(history)):
        try:
            opinion = lawbook.on_a_day(book, move)
        except AssertionError:
            return number
        tones = {(each.subject, each.whose): each.tone for each in effects(state, move)}
        assert {part: tones[part] for part in opinion.changes} == {
            part: tone for part, (_, _, tone) in opinion.changes.items()
        }
        book = opinion.book
    return len(history.moves)


# 7. Exchanging the two parties commutes with what is offered, to a third party and the clock as well.


@given(state=negotiations(), by=st.sampled_from(EVERYBODY))
def test_exchanging_the_parties_exchanges_their_legal_moves(state, by):
    party_ids, day = SETTING.party_ids, last_day(state)
    offered = [exchanged(move, party_ids) for move in legal_moves(state, by, day)]
    others = legal_moves(exchanged(state, party_ids), opposite(by, party_ids), day)
    assert sorted(offered, key=repr) == sorted(others, key=repr)


# 8. Moves whose subjects are not linked commute: by a coarser notion of what is linked, and in any order.


def bonds(moves: tuple[Move, ...]) -> list[set[int]]:
    """For each move the earlier moves that it must stay behind: those on what hangs together with what it touches.

    All subjects hang together that some move names together; a commitment that none names so is one for each part.
    """
    together = {name: name for move in moves for name in named(move)}

    def root(name: str) -> str:
        return name if together[name] == name else root(together[name])

    linked: set[str] = set()
    for names in map(named, moves):
        linked.update(names if len(names) > 1 else ())
        for name in names[1:]:
            together[root(name)] = root(names[0])
    alone = {
        *START.commitments,
        *(name for move in moves if isinstance(move, Commit) for name in move.subjects),
    } - linked
    bound: list[set[int]] = []
    touched: list[set[tuple[str, str]]] = []
    for move in moves:
        touches = {
            (root(name), whose) for name in named(move) for whose in (parts_of(move) if name in alone else ("",))
        }
        bound.append({before for before, others in enumerate(touched) if others & touches})
        touched.append(touches)
    return bound


def named(move: Move) -> tuple[str, ...]:
    """The subjects that a move names, in its conditions as well."""
    conditions = [getattr(move, field, None) for field in ("if_", "unless")]
    asked = (name for each in conditions if isinstance(each, Condition) for name in each.subjects)
    return tuple(dict.fromkeys((*named_subjects(move), *asked)))


def parts_of(move: Move) -> tuple[str, ...]:
    """Whose parts of a commitment a move touches: who joins has the term of the others, a notice may be of either."""
    if isinstance(move, Commit):
        return SETTING.actors
    own = SETTING.party_ids if move.by == BOTH else (str(move.by),)
    return (*SETTING.party_ids, *own) if isinstance(move, Extend) else own


@given(history=histories(), source=st.randoms(use_true_random=False))
def test_moves_whose_subjects_are_not_linked_commute_in_any_order(history, source):
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
