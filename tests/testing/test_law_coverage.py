import pytest
from attrs import evolve
from hypothesis import Phase, given, settings, strategies as st
from hypothesis.errors import NoSuchExample

from sim.history.replay import Trace
from sim.model.ids import BOTH
from sim.model.move import Commit, Convene, Suspend
from sim.model.setting import Setting
from sim.rules.registry import LIFECYCLES
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment, Leave
from sim.rules.subjects.measures import Impose
from sim.rules.subjects.proposals import Accept, Oppose, Proposal, Propose
from sim.rules.subjects.statements import Remark
from sim.rules.subjects.talks import AgreeToContinue
from sim.testing import coverage, find
from sim.testing.generator import MoveGenerator, at_random
from sim.testing.law_items import BOUNDARIES, ITEMS, REFUSALS, TRANSITIONS, items
from sim.testing.machine import run
from sim.testing.story import START, after
from sim.testing.strategies import histories, illegal_moves, moves, negotiations

DAY = "2013-03-01"
PROPOSE = Propose(subject="halves", by="aland", date=DAY, issue="quota", expires="2013-03-10")
OPPOSE = Oppose(subject="halves", by="bohus", date="2013-03-02")
IMPOSE = Impose(subject="levy", by="aland", date=DAY, issue="quota", action="a levy")
COMMIT = Commit(subject="yards", by="aland", date=DAY, issue="quota")
CHANGE = "day on which a change takes effect"
ONCE = settings(max_examples=5, database=None, derandomize=True, deadline=None, phases=[Phase.generate])


def seen_of(*made, start=START):
    """What is reached by these moves, one after the other, the last of which may be illegal."""
    with coverage.recorded() as seen:
        *before, last = made
        coverage.record(Trace.of(start, before))
        coverage.record_move(after(*before, start=start).state, last)
    return seen


def names(seen, part):
    return [str(item) for item in seen.reached(part)]


# WHAT THERE IS


def test_every_row_of_every_table_is_a_transition_with_a_name_of_its_own():
    rows = [row for lifecycle in LIFECYCLES.values() for row in lifecycle.transitions]
    assert len(rows) == len({str(item) for item in items(TRANSITIONS)}) == len(items(TRANSITIONS))


def test_every_item_is_there_once():
    assert len(set(ITEMS)) == len(ITEMS)


def test_rows_that_are_called_alike_say_in_what_they_differ():
    withdrawals = [item.name for item in items(TRANSITIONS, "proposal") if "provisional, withdraw" in item.name]
    assert withdrawals == ["provisional, withdraw, withdrawn (offer)", "provisional, withdraw, withdrawn (request)"]


# WHAT IS REACHED


def test_a_legal_move_reaches_its_transitions():
    assert names(seen_of(PROPOSE, OPPOSE), TRANSITIONS) == [
        "proposal: new, propose, tabled",
        "proposal: tabled, oppose, opposed",
    ]


def test_a_joint_move_on_a_commitment_reaches_a_transition_for_each_party_but_counts_once():
    seen = seen_of(Leave(subject="pact", by=BOTH, date=DAY))
    [item] = seen.reached(TRANSITIONS)
    assert (item.name, seen.counts[item]) == ("in-force, leave, ended", 1)


def test_an_illegal_move_reaches_the_kinds_of_its_refusal():
    seen = seen_of(Oppose(subject="halves", by="bohus", date=DAY, source="gazettes"))
    assert names(seen, REFUSALS) == ["names: no source … is declared", "names: nobody has made … yet"]
    assert not seen.reached(TRANSITIONS)


@pytest.mark.parametrize(
    ("day", "place"),
    [("2013-03-09", "the day before"), ("2013-03-10", "the day"), ("2013-03-11", "the day after")],
)
def test_a_move_on_the_day_of_an_end_or_beside_it_reaches_a_boundary(day, place):
    seen = seen_of(PROPOSE, Oppose(subject="halves", by="bohus", date=day))
    assert names(seen, BOUNDARIES) == [f"proposal: expiry: {place}"]


@pytest.mark.parametrize("day", ["2013-03-08", "2013-03-12"])
def test_a_move_on_another_day_reaches_none(day):
    assert not seen_of(PROPOSE, Oppose(subject="halves", by="bohus", date=day)).reached(BOUNDARIES)


@pytest.mark.parametrize(
    ("moves_made", "boundary"),
    [
        ([evolve(PROPOSE, expires="2013-02-28")], "expires of propose"),
        ([Convene(subject="experts", by=BOTH, date="2013-04-02")], "due day"),
        ([AgreeToContinue(subject="experts", by=BOTH, date=DAY, due="2013-02-28")], "due of agree-to-continue"),
        ([evolve(IMPOSE, effective="2013-03-04"), Suspend(subject="levy", by="aland", date="2013-03-05")], CHANGE),
        ([evolve(COMMIT, until="2013-03-04"), Leave(subject="yards", by="aland", date="2013-03-05")], "last day"),
    ],
)
def test_every_kind_of_end_has_a_day_after(moves_made, boundary):
    assert [item.name for item in seen_of(*moves_made).reached(BOUNDARIES)] == [f"{boundary}: the day after"]


def test_the_ends_until_an_announced_change_count_as_well():
    imposed = evolve(IMPOSE, until="2013-03-20")
    stayed = Suspend(subject="levy", by="aland", date="2013-03-02", effective="2013-03-30")
    resumed = Suspend(subject="levy", by="bohus", date="2013-03-20")
    assert "last day: the day" in [item.name for item in seen_of(imposed, stayed, resumed).reached(BOUNDARIES)]


def test_a_remark_and_what_nobody_has_made_are_at_no_boundary():
    assert not seen_of(Remark(subject="quota", by="aland", date=DAY, kind="hope")).reached(BOUNDARIES)
    assert not seen_of(Accept(subject="x", by="aland", date=DAY)).reached(BOUNDARIES)


def test_what_is_reached_and_what_is_missing_is_all():
    seen = seen_of(PROPOSE, OPPOSE)
    assert sorted(seen.reached(TRANSITIONS) + seen.missing(TRANSITIONS)) == sorted(items(TRANSITIONS))
    assert len(seen.missing(TRANSITIONS, "proposal")) == len(items(TRANSITIONS, "proposal")) - 2


# RECORDING


def test_nothing_is_looked_at_without_a_recording(monkeypatch):
    monkeypatch.setattr(coverage, "judge", None)
    monkeypatch.setattr(coverage, "boundaries_met", None)
    at_random(1, 5)
    coverage.record_move(START, PROPOSE)


def test_recordings_may_lie_within_each_other():
    with coverage.recorded() as outer:
        with coverage.recorded() as inner:
            at_random(1, 5)
        at_random(2, 5)
    assert (inner.moves["made"], outer.moves["made"]) == (5, 10)


def drawn(strategy):
    @ONCE
    @given(strategy)
    def draw(value):
        pass

    with coverage.recorded() as seen:
        draw()
    return seen


def test_histories_and_states_are_counted():
    for strategy in (histories(min_moves=2), negotiations(min_moves=2)):
        seen = drawn(strategy)
        assert seen.moves["made"] >= 10
        assert seen.reached(TRANSITIONS)


def test_single_moves_and_near_misses_are_counted():
    assert drawn(moves(START)).moves == {"made": 5}
    seen = drawn(illegal_moves(START))
    assert seen.moves["refused"] == 5
    assert seen.reached(REFUSALS)


def test_what_a_search_tries_is_counted():
    with coverage.recorded() as seen, pytest.raises(NoSuchExample):
        find(lambda history: False, seed=1, max_examples=5, min_moves=1)
    assert seen.moves["made"] >= 5


def test_what_a_machine_tries_is_counted():
    class Refused(Exception):  # noqa: N818 - what a system raises
        pass

    class System:
        def __init__(self):
            self.story = after()

        def apply(self, move):
            try:
                self.story = self.story.accepts(move)
            except AssertionError:
                raise Refused from None

        def state(self):
            subjects = self.story.state.subjects
            return {name: subject.status for name, subject in subjects.items() if isinstance(subject, Proposal)}

    with coverage.recorded() as seen:
        run(System, generator=MoveGenerator(kinds=[Proposal]), refusal=Refused, settings=ONCE)
    assert seen.moves["made"]
    assert seen.moves["refused"]
    assert {item.about for item in seen.reached(TRANSITIONS)} == {"proposal"}


def test_what_is_reached_in_an_example_is_an_event_of_it(monkeypatch):
    events = []
    monkeypatch.setattr("hypothesis.event", events.append)
    drawn(st.just(PROPOSE).map(lambda move: coverage.record_move(START, move)))
    assert set(events) == {"negsim: transitions: proposal: new, propose, tabled"}


def test_outside_of_a_test_there_are_no_events():
    assert seen_of(PROPOSE).reached(TRANSITIONS)


# THE TABLE


def test_the_table_has_the_numbers_of_each_kind_and_some_names():
    lines = seen_of(PROPOSE, OPPOSE).table(names=1).splitlines()
    count, transitions = len(items(TRANSITIONS, "proposal")), len(items(TRANSITIONS))
    assert lines[0] == "of the law, 2 legal and 0 illegal moves have reached:"
    assert [line.split() for line in lines if line.startswith(("proposal", "all"))][:2] == [
        ["proposal", "2", "of", str(count), "0", "of", str(len(items(BOUNDARIES, "proposal")))],
        ["all", "2", "of", str(transitions), "0", "of", str(len(items(BOUNDARIES)))],
    ]
    missing = lines.index("not reached:")
    assert lines[missing + 1] == f"  proposal, transitions: opposed, oppose, opposed; and {count - 3} more"
    assert " ".join(map(str.strip, lines[missing + 2 :])) == (
        "nothing at all of: measure, transitions; commitment, transitions; talks, transitions; statement, transitions; "
        "boundaries; refusals"
    )


def test_the_table_may_have_every_name_with_its_count():
    lines = seen_of(PROPOSE, OPPOSE).table(names=None).splitlines()
    assert "         1  tabled, oppose, opposed" in lines
    assert "         0  opposed, oppose, opposed" in lines
    assert sum(line[:10].strip().isdecimal() for line in lines) == len(ITEMS)


def test_the_table_names_nothing_where_all_is_reached():
    seen = coverage.Seen()
    seen.counts.update(ITEMS)
    assert seen.table().splitlines()[-1] == "not reached:"


def test_a_state_of_ones_own_is_recorded_as_well():
    start = Negotiation.begin(Setting({"x": "X", "y": "Y"}, {"river": "The river"}))
    seen = seen_of(Propose(subject="halves", by="x", date=DAY, issue="river"), start=start)
    assert names(seen, TRANSITIONS) == ["proposal: new, propose, tabled"]


def test_two_recordings_are_added():
    seen, other = seen_of(PROPOSE), seen_of(PROPOSE, OPPOSE)
    seen.add(other)
    assert seen.moves == {"made": 3}
    assert [seen.counts[item] for item in seen.reached(TRANSITIONS)] == [2, 1]
    assert {type(subject) for subject in START.subjects.values()} > {Commitment}
