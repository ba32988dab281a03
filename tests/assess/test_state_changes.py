from datetime import date

from hypothesis import given

from sim import History
from sim.assess.state_changes import state_changes
from sim.history.triggers import Triggers
from sim.model.condition import Condition
from sim.moves import Act, Commit, Leave, Propose, Remark, Suspend, Threaten, Withdraw
from sim.testing.story import START
from sim.testing.strategies import histories


def changes_of(*moves, until=None):
    """The changes of a story: how many moves, the day, the names, and whether the day alone has made them."""
    changes = state_changes(History.of(START, moves), None if until is None else date.fromisoformat(until))
    return [(change.number, str(change.day), change.names, change.by_day_alone) for change in changes][1:]


def test_the_first_change_is_before_the_first_move_and_names_what_is_declared():
    first = next(state_changes(History.of(START, ())))
    assert (first.number, first.day, first.names) == (0, date.min, ("pact", "ministers", "experts"))


def test_a_move_makes_a_change_that_names_what_it_acts_on():
    again = Propose(subject="b", by="aland", date="2013-02-02", issue="quota", replaces="a")
    offer = Propose(subject="a", by="aland", date="2013-02-01", issue="quota")
    assert changes_of(offer, again) == [(1, "2013-02-01", ("a",), False), (2, "2013-02-02", ("b", "a"), False)]


def test_a_remark_names_nothing():
    remark = Remark(subject="quota", by="aland", date="2013-02-01", kind="hope")
    assert changes_of(remark) == [(1, "2013-02-01", (), False)]


def test_a_day_that_turns_something_makes_a_change_before_the_moves_of_that_day():
    notice = Leave(subject="pact", by="bohus", date="2013-02-01", effective="2013-03-01")
    act = Act(subject="x", by="aland", date="2013-03-01", tone="neutral")
    assert changes_of(notice, act) == [
        (1, "2013-02-01", ("pact",), False),
        (1, "2013-03-01", ("pact",), True),
        (2, "2013-03-01", ("x",), False),
    ]


def test_days_after_the_last_move_make_changes_only_if_they_are_asked_for():
    offer = Propose(subject="a", by="aland", date="2013-02-01", issue="quota", expires="2013-02-20")
    assert changes_of(offer) == [(1, "2013-02-01", ("a",), False)]
    turned = [(1, "2013-02-21", ("a",), True), (1, "2013-04-02", ("experts",), True)]
    assert changes_of(offer, until="2013-04-02")[1:] == turned
    assert changes_of(offer, until="2013-04-01")[1:] == turned[:1]


def test_no_change_is_later_than_the_last_day():
    notice = Leave(subject="pact", by="bohus", date="2013-02-01", effective="2013-03-01")
    act = Act(subject="x", by="aland", date="2013-02/2013-04", tone="neutral")
    assert [change[:2] for change in changes_of(notice, act, until="2013-02-20")] == [
        (1, "2013-02-01"),
        (2, "2013-02-20"),
    ]


def test_what_turns_on_one_day_makes_one_change():
    one, other = (
        Commit(subject=name, by="both", date="2013-02-01", issue="quota", until="2013-02-20") for name in "ab"
    )
    assert changes_of(one, other, until="2013-02-21")[2:] == [(2, "2013-02-21", ("a", "b"), True)]


def test_a_threat_that_has_ended_is_named_no_longer():
    threat = Threaten(subject="raid", by="aland", date="2013-02-01", issue="quota", if_={"pact/bohus": "suspended"})
    withdrawn = Withdraw(subject="raid", by="aland", date="2013-02-02")
    suspended = Suspend(subject="pact", by="bohus", date="2013-02-03")
    assert [names for _, _, names, _ in changes_of(threat, withdrawn, suspended)] == [("raid",), ("raid",), ("pact",)]


def test_a_threat_is_named_wherever_its_condition_is_touched():
    threat = Threaten(
        subject="strike", by="bohus", date="2013-02-01", issue="quota", action="strike", if_={"pact": "suspended"}
    )
    suspension = Suspend(subject="pact", by="aland", date="2013-02-02")
    assert isinstance(threat.if_, Condition)
    assert changes_of(threat, suspension)[1][2] == ("pact", "strike")


def read(history, number, day):
    """How every subject reads after so many moves, on a day."""
    view = history.as_of(number)
    state, triggers = view.state, Triggers(view)
    return {
        name: (subject.statuses(day), name in state.measures and str(triggers.of(subject)))
        for name, subject in state.subjects.items()
    }


@given(histories())
def test_what_no_change_names_reads_as_before(history):
    before, named = {}, set()
    for change in state_changes(history):
        named |= set(change.names)
        if not change.by_day_alone:
            now = read(history, change.number, change.day)
            assert {name for name in now if now[name] != before.get(name)} <= named
            before, named = now, set()
