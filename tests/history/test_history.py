import pickle
from functools import partial

import pytest
from days import DAY, LATER, MUCH_LATER

from sim.history.history import History
from sim.history.replay import replay
from sim.model.dates import CERTAIN, LIKELY, POSSIBLE, When
from sim.model.errors import IllegalMoveError, InconsistentDatesError, UnknownNameError
from sim.rules.subjects.proposals import Oppose, Propose
from sim.rules.subjects.statements import Remark
from sim.rules.verdict import Effect
from sim.testing.story import START, after

propose = partial(Propose, subject="equal-shares", by="aland", date=DAY, issue="quota")
oppose = partial(Oppose, subject="equal-shares", by="bohus", date=LATER)
remark = partial(Remark, subject="quota", by="aland", date=MUCH_LATER, kind="hope")

HISTORY = History.of(START, [propose(), oppose(), remark()])
DOUBTFUL = History.of(START, [propose(), remark(date="2013-03-10/2013-08-01"), oppose(date="2013-08-01?")])
EMPTY = History.of(START, [])


def test_a_history_keeps_every_state():
    assert [state.version for state in HISTORY.states] == [0, 1, 2, 3]
    assert HISTORY.states[-1] == replay(START, HISTORY.moves)


def test_an_illegal_move_makes_no_history():
    with pytest.raises(IllegalMoveError, match="bohus has opposed it already"):
        History.of(START, [propose(), oppose(), oppose()])


def test_moves_that_run_back_make_no_history():
    with pytest.raises(InconsistentDatesError, match="put the moves in the order in which they happened"):
        History.of(START, [remark(), propose()])


def test_the_last_day_is_that_of_the_last_move():
    assert HISTORY.last_day == When.of(MUCH_LATER).best
    assert EMPTY.last_day is None


@pytest.mark.parametrize(
    ("day", "count"), [("2013-02-28", 0), (DAY, 1), ("2013-05", 1), (LATER, 2), (MUCH_LATER, 3), (None, 3)]
)
def test_as_of_a_day_is_the_state_at_the_end_of_it(day, count):
    assert HISTORY.as_of(day).state is HISTORY.states[count]


def test_each_reading_counts_by_another_day_of_a_doubtful_date():
    def numbers(day):
        return [[*DOUBTFUL.as_of(day, reading).numbers] for reading in (CERTAIN, LIKELY, POSSIBLE)]

    assert numbers("2013-03-05") == [[1], [1], [1, 3]]
    assert numbers("2013-03-10") == [[1], [1], [1, 2, 3]]
    assert numbers("2013-08-01") == [[1, 2], [1, 2, 3], [1, 2, 3]]


def test_a_reading_that_leaves_moves_out_replays_the_others():
    view = DOUBTFUL.as_of("2013-03-05", POSSIBLE)
    assert view.state == after(DOUBTFUL.moves[0], DOUBTFUL.moves[2]).state
    assert [(moment.number, moment.effects[0].after) for moment in view.steps()] == [(1, "tabled"), (3, "opposed")]


def test_there_is_no_other_reading():
    with pytest.raises(UnknownNameError, match=r"there is no reading 'probable'; did you mean possible\?"):
        HISTORY.as_of(DAY, "probable")


@pytest.mark.parametrize("number", range(4))
def test_a_record_may_be_asked_about_after_any_of_its_moves(number):
    view = HISTORY.as_of(number)
    assert view.state is HISTORY.states[number]
    assert view.day == (HISTORY.moves[number - 1].date.best if number else None)


@pytest.mark.parametrize("number", [-1, 4])
def test_a_record_has_no_other_moves(number):
    with pytest.raises(UnknownNameError, match=f"there is no move #{number}; the record has 3"):
        HISTORY.as_of(number)


@pytest.mark.parametrize("reading", [CERTAIN, LIKELY, POSSIBLE])
def test_an_empty_record_stands_where_it_starts(reading):
    view = EMPTY.as_of(None, reading)
    assert (view.state, view.day, tuple(view.numbers), list(view.steps())) == (START, None, (), [])


def test_a_step_tells_the_number_the_move_its_date_and_what_it_did():
    first, second, third = HISTORY.as_of().steps()
    assert (first.number, first.move, first.when) == (1, propose(), When.of(DAY))
    assert second.effects == (Effect("equal-shares", "", "tabled", "opposed", "hostile"),)
    assert third.effects == (Effect("quota", "", None, None, "neutral"),)


def test_the_dates_of_a_history_are_tightened_and_those_of_its_moves_are_as_written():
    assert DOUBTFUL.dates[2].earliest == When.of(DAY).best
    assert DOUBTFUL.moves[2].date == When.of("2013-08-01?")


def test_a_history_keeps_the_effects_of_its_moves_when_it_is_pickled():
    copy = pickle.loads(pickle.dumps(HISTORY))
    assert copy == HISTORY
    assert list(copy.effects) == [step.effects for step in HISTORY.as_of().steps()]
    assert len(copy.effects) == len(HISTORY.effects) == len(HISTORY.moves)
    assert copy.effects == HISTORY.effects == tuple(HISTORY.effects)
    assert (repr(HISTORY.effects), hash(HISTORY.effects)) == (repr(copy.effects), hash(copy.effects))
