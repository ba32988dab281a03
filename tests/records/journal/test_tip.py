"""A move that is judged by the end of the record is judged as with the whole of it."""

from hypothesis import given, strategies as st
from journals import PACT, SECTIONS, YES

from sim.model.errors import InvalidScenarioError
from sim.records.journal import Add, Declare, actions_of
from sim.records.journal.folding import RecordedMove
from sim.records.journal.judging import Judge
from sim.records.journal.reading import scenario_of_record
from sim.records.journal.tip import Tip
from sim.scenario.scenario import Scenario
from sim.scenario.write import move_as_mapping
from sim.testing.strategies import any_moves, histories, illegal_moves, moves, whens


def judge_of(actions):
    """A judge that has taken these actions."""
    judge = Judge("talks.db")
    for number, action in enumerate(actions, 1):
        judge.draft.take(number, action)
    judge.version = len(actions)
    return judge


def by_the_whole(judge, item):
    """The record with a further move, read as a whole; None if it has faults."""
    draft = judge.draft.copy()
    draft.take(judge.version + 1, Add(item))
    try:
        return scenario_of_record(draft.frozen(), "talks.db")
    except InvalidScenarioError:
        return None


def tip_after(judge, item):
    tip = judge._tip()
    return None if tip is None else tip.after(RecordedMove(judge.version + 1, judge.version + 1, item))


def assert_judged_alike(judge, item):
    """What the end of the record lets pass the whole lets pass too, and the two ends are one."""
    tip, scenario = tip_after(judge, item), by_the_whole(judge, item)
    assert tip is None or scenario is not None
    if tip is not None:
        assert tip.state == scenario.history.states[-1]
        again = Tip.of(scenario)
        assert again is not None
        assert tip.over >= again.over


@st.composite
def further_items(draw, state, last):
    """A further move of some kind: legal, nearly legal, or any; with any date, or one about the last day."""
    move = draw(st.one_of(moves(state), illegal_moves(state), any_moves()))
    item = move_as_mapping(move)
    day = draw(st.sampled_from([None, "written", "about"]))
    if day == "written":
        item["date"] = str(draw(whens()))
    elif day == "about":
        item["date"] = draw(st.sampled_from([str(last), f"{last}/..", f"../{last}", f"{last}?", str(last)[:4]]))
    if draw(st.booleans()) and state.setting.sources:
        item["source"] = draw(st.sampled_from([name for name, _ in state.setting.sources]))
    return item


@given(st.data())
def test_a_move_is_judged_by_the_end_as_by_the_whole(data):
    history = data.draw(histories(max_moves=8))
    judge = judge_of(actions_of(Scenario("", "S", None, history)))
    for _ in range(3):
        state = judge._tip().state if judge._tip() else history.states[-1]
        last = history.moves[-1].date.best if history.moves else "2013-01-01"
        item = data.draw(further_items(state, last))
        assert_judged_alike(judge, item)
        if by_the_whole(judge, item) is None:
            return
        judge.keep(judge.judged([Add(item)], let_fall=False))


@given(st.data())
def test_moves_one_by_one_or_at_once_give_the_same_verdicts(data):
    history = data.draw(histories(min_moves=2, max_moves=10))
    sections, *adds = actions_of(Scenario("", "S", None, history))
    one_by_one, at_once = judge_of([sections]), judge_of([sections])
    for add in adds:
        one_by_one.keep(one_by_one.judged([add], let_fall=False))
    at_once.keep(at_once.judged(adds, let_fall=False))
    assert one_by_one.draft.frozen() == at_once.draft.frozen()
    assert scenario_of_record(at_once.draft.frozen(), "").history == history


def judge_after(*items):
    """A judge of the short record with these moves."""
    return judge_of([Declare(SECTIONS), *map(Add, items)])


LAPSE = {"lapse": "levy", "date": "2013-03-01/.."}


def test_a_move_after_one_with_an_open_date_is_no_earlier_than_its_own_limits():
    judge = judge_after(PACT)
    judge.keep(judge.judged([Add(LAPSE)], let_fall=False))
    impose = {"impose": "levy", "by": "bohus", "date": "2013-06-01"}
    other = {"lift": "levy", "by": "bohus", "date": "2013-06-01"}
    for item in (impose, other, YES):
        assert_judged_alike(judge, item)
