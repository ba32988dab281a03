from datetime import date

from hypothesis import given

from sim import History
from sim.assess.incremental import RunningTension
from sim.assess.state_changes import state_changes
from sim.assess.tension import tension
from sim.assess.weights import Weights
from sim.moves import CarryOut, Oppose, Propose, Withdraw
from sim.testing.story import START
from sim.testing.strategies import histories


def points(history, weights=None):
    """The points after each move, kept while the record goes on."""
    running, found = RunningTension(weights or Weights()), []
    for change in state_changes(history):
        running.look_at(change.names, history.states[change.number], change.day)
        if not change.by_day_alone:
            found.append(running.points)
    return found


@given(histories())
def test_running_tension_is_that_of_the_view_after_each_move(history):
    assert points(history) == [tension(history.as_of(n)).points for n in range(len(history.moves) + 1)]


def test_an_issue_on_which_two_proposals_are_opposed_counts_once():
    one, other = (Propose(subject=name, by="aland", date="2013-03-01", issue="quota") for name in ("one", "other"))
    no = [Oppose(subject=name, by="bohus", date="2013-03-02") for name in ("one", "other")]
    back = Withdraw(subject="one", by="aland", date="2013-03-03")
    assert points(History.of(START, [one, other, *no, back])) == [0, 0, 0, 1, 1, 1]


def test_points_are_those_of_the_weights():
    plan = Propose(subject="harbour", by="aland", date="2013-03-01", issue="ports", kind="plan")
    moves = [plan, Oppose(subject="harbour", by="bohus", date="2013-03-02")]
    moves.append(CarryOut(subject="harbour", by="aland", date="2013-03-03"))
    assert points(History.of(START, moves), Weights(opposed=5, plan_over_opposition=9))[1:] == [0, 5, 9]


def test_what_reads_otherwise_on_a_later_day_is_looked_at_on_that_day():
    running = RunningTension(Weights())
    running.look_at(["experts"], START, date(2013, 4, 1))
    assert running.points == 0
    running.look_at(["experts"], START, date(2013, 4, 2))
    assert running.points == 1
