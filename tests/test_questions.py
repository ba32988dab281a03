"""What the questions over time keep in every history: why, difference, between, branch."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from sim.model.dates import READINGS
from sim.rules.registry import CREATING_MOVES
from sim.testing.plain import plain
from sim.testing.strategies import histories

pytestmark = pytest.mark.uncovered


def statuses(view):
    """The status of every standing on the day of a view, with what the day adds, by subject and party."""
    told = {name: view.statuses_of(subject) for name, subject in view.state.subjects.items()}
    return {(name, whose): status for name, parts in told.items() for whose, status in parts.items()}


@st.composite
def moments(draw, history):
    """Moments of a history: after some of its moves, or on a day about them."""
    if draw(st.booleans()):
        return draw(st.integers(0, len(history.moves)))
    day = draw(st.sampled_from(sorted({when.best for when in history.dates}) or [date(2013, 1, 1)]))
    return day + timedelta(draw(st.sampled_from((0, -1, 1, 40))))


@given(histories(), st.data())
def test_a_difference_makes_the_statuses_of_one_moment_into_those_of_another(history, data):
    readings = st.sampled_from(READINGS)
    before, after = (history.as_of(data.draw(moments(history)), data.draw(readings)) for _ in range(2))
    changed = {(each.subject, each.whose): each.reads for each in before.difference(after)}
    known = statuses(before)
    assert all(known.get(key) != status for key, status in changed.items()), "it tells nothing else"
    applied = {key: status for key, status in (known | changed).items() if status is not None}
    assert applied == statuses(after)


@given(histories(), st.data())
def test_the_account_of_a_subject_begins_with_what_made_it_or_its_declaration(history, data):
    view = history.as_of(data.draw(moments(history)))
    for name in view.state.ids:
        account = view.why(name)
        assert [step.move for step in account.steps] == list(account.subject.moves)
        if account.declared is None:
            assert type(account.steps[0].move) in CREATING_MOVES
            assert name in account.steps[0].move.subjects
        else:
            assert account.declared is history.start.subjects[name]


@given(histories(), st.data())
def test_what_was_done_between_two_days_is_what_the_later_one_holds_more(history, data):
    drawn = [data.draw(moments(history)) for _ in range(2)]
    since, until = sorted(drawn, key=lambda moment: history.as_of(moment).day or date.min)
    for reading in READINGS:
        numbers = [step.number for step in history.between(since, until, reading)]
        known = {*history.as_of(since, reading).numbers}
        assert numbers == [number for number in history.as_of(until, reading).numbers if number not in known]


@given(histories())
def test_a_branch_without_changes_equals_its_trunk(history):
    branch = history.branch()
    assert branch.history == history
    assert branch.numbers == tuple(range(1, len(history.moves) + 1))


@given(histories(min_moves=1), st.data())
def test_in_a_branch_every_move_of_the_trunk_stands_is_left_out_or_falls(history, data):
    numbers = st.integers(1, len(history.moves))
    shown = plain(history)
    without = data.draw(st.sets(numbers, min_size=1, max_size=3))
    branch = history.branch(without=without)
    fallen = [fall.number for fall in branch.invalidated]
    assert sorted((*branch.numbers, *branch.left_out, *fallen)) == list(range(1, len(history.moves) + 1))
    assert all(branch.history.moves[at] is history.moves[number - 1] for at, number in enumerate(branch.numbers))
    assert plain(history) == shown


@given(histories(min_moves=1), st.data())
def test_every_fall_hangs_on_what_was_left_out_and_has_its_reasons(history, data):
    without = data.draw(st.sets(st.integers(1, len(history.moves)), min_size=1, max_size=3))
    invalidated = history.branch(without=without).invalidated
    hanging = {fall.number: fall.caused_by for fall in invalidated}
    for fall in invalidated:
        assert fall.reasons
        assert fall.caused_by[-1] in without
        assert list(fall.caused_by) == sorted(fall.caused_by, reverse=True)
        assert fall.caused_by[1:] == hanging.get(fall.caused_by[0], ())


@given(histories(), st.data())
def test_a_record_up_to_a_fork_and_then_the_rest_is_the_record(history, data):
    number = data.draw(st.integers(0, len(history.moves)))
    branch = history.branch(fork=number, moves=history.moves[number:])
    assert branch.history.moves == history.moves
    assert branch.history.states == history.states
