from datetime import date

from hypothesis import given
from standoff import best_day_in, did, recorded

from sim import History
from sim.assess.incremental import RunningTension
from sim.assess.state_changes import state_changes
from sim.assess.tension import tension
from sim.assess.weights import Weights
from sim.moves import (
    Accept,
    BreakOff,
    CarryOut,
    Commit,
    Convene,
    Leave,
    Oppose,
    Propose,
    Reject,
    Remark,
    Resume,
    Suspend,
    Threaten,
)
from sim.testing.story import START
from sim.testing.strategies import histories


def points(history, weights=None):
    """The points after each move, kept while the record goes on."""
    running, found = RunningTension(weights or Weights(), best_day=best_day_in(history)), []
    for change in state_changes(history):
        running.look_at(change.names, history.states[change.number], change.day)
        if not change.by_day_alone:
            found.append(running.points)
    return found


@given(histories())
def test_running_tension_is_that_of_the_view_after_each_move(history):
    assert points(history) == [tension(history.as_of(n)).points for n in range(len(history.moves) + 1)]


CLAIM = (did(Propose, "claim", kind="request", issue="quota"), did(Oppose, "claim", "bohus"))
ANSWER = did(Propose, "answer", "bohus", issue="quota", counters="claim")
YES = did(Accept, "answer", subject_to="senate")


def test_what_another_text_is_about_to_settle_is_looked_at_when_that_text_is_answered():
    moves = (*CLAIM, ANSWER, YES, did(Reject, "answer", "senate"), did(Accept, "answer"), did(Oppose, "answer"))
    assert points(recorded(*moves))[2:] == [1, 1, 0, 2, 0, 2]


def test_what_is_about_to_be_settled_may_come_later():
    rival = did(Propose, "rival", "bohus", issue="quota", counters="claim")
    assert points(recorded(*CLAIM, ANSWER, YES, rival, did(Oppose, "rival")))[3:] == [1, 0, 0, 0]


def test_a_text_that_expires_hides_what_is_opposed_no_longer():
    answer = did(Propose, "answer", "bohus", issue="quota", counters="claim", expires="2013-03-10")
    history = recorded(*CLAIM, answer, YES)
    running = RunningTension(Weights())
    running.look_at(history.states[-1].subjects, history.states[-1], date(2013, 3, 10))
    assert running.points == 0
    running.look_at(["answer"], history.states[-1], date(2013, 3, 11))
    assert running.points == 1


def test_a_threat_carried_out_is_looked_at_when_the_harm_is():
    moves = (did(Threaten, "exit", issue="quota"), did(Leave, "pact"), did(CarryOut, "exit", as_="pact"))
    assert points(recorded(*moves, did(Resume, "pact"))) == [0, 2, 8, 8, 0]


def test_talks_are_looked_at_when_the_two_meet_in_another_format():
    off = (did(Convene, "ministers", "both"), did(BreakOff, "ministers"))
    assert points(recorded(*off, did(Convene, "experts", "both", "2013-03-02"))) == [0, 0, 3, 0]


THREAT = did(Threaten, "raid", issue="quota", unless={"ask": "accepted"})
ASK = did(Propose, "ask", kind="request", issue="quota")


def test_a_threat_is_looked_at_when_its_demand_is_met_and_stays_discharged():
    better = (did(Propose, "better", "bohus", issue="quota", settles="ask"), did(Accept, "better"))
    assert points(recorded(ASK, THREAT, did(Accept, "ask", "bohus"), *better))[2:] == [2, 0, 0, 0]


def test_a_threat_is_discharged_by_a_day():
    threat = did(Threaten, "raid", issue="quota", unless={"oath": "in-force"})
    oath = did(Commit, "oath", "bohus", effective="2013-03-10")
    history = recorded(threat, oath, did(Remark, "quota", on="2013-03-10", kind="hope"))
    assert points(history) == [0, 2, 2, 0]


def test_a_threat_that_no_longer_stands_is_not_discharged():
    moves = (ASK, THREAT, did(CarryOut, "raid"), did(Accept, "ask", "bohus"))
    assert points(recorded(*moves)) == [0, 0, 2, 4, 4]


def test_what_was_discharged_or_triggered_before_the_first_look_is_told():
    state = recorded(ASK, THREAT).states[-1]
    told = [RunningTension(Weights(), discharged=frozenset({"raid"})), RunningTension(Weights())]
    for running in told:
        running.look_at(state.subjects, state, date(2013, 3, 1))
    assert [running.points for running in told] == [0, 2]


def test_a_threat_that_was_triggered_first_is_not_discharged():
    threat = did(Threaten, "raid", issue="quota", unless={"ask": "accepted"}, if_={"pact": {"bohus": "suspended"}})
    moves = (ASK, threat, did(Suspend, "pact", "bohus"), did(Resume, "pact", "bohus"), did(Accept, "ask", "bohus"))
    history = recorded(*moves)
    assert points(history) == [0, 0, 2, 5, 2, 2]
    late = RunningTension(Weights(), triggered=frozenset({"raid"}))
    late.look_at(history.states[4].subjects, history.states[4], date(2013, 3, 1))
    late.look_at(["ask"], history.states[5], date(2013, 3, 1))
    assert late.points == 2


def test_a_copy_goes_its_own_way():
    history = recorded(*CLAIM, ANSWER, YES)
    running = RunningTension(Weights())
    running.look_at(history.states[3].subjects, history.states[3], date(2013, 3, 1))
    copy = running.copy()
    copy.look_at(["answer"], history.states[4], date(2013, 3, 1))
    assert (running.points, copy.points) == (1, 0)


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
