import pytest
from attrs import evolve
from days import DAY, LATER

from sim.model.dates import When
from sim.model.errors import Where
from sim.model.move import Extend, Lapse, Resume, Suspend, Withdraw
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, NEUTRAL, SAME, TONES, Acted, Guard, Lifecycle, Transition, spoken
from sim.rules.registry import LIFECYCLES
from sim.rules.roles import (
    ALONE,
    ANYBODY,
    AUTHOR,
    CLOCK,
    CONVENER,
    EITHER,
    OTHER_SIDE,
    OUTSIDER,
    PARTY,
    TOGETHER,
)
from sim.rules.subject import Subject
from sim.rules.subjects import commitments, measure_lifecycle, proposals, talks
from sim.rules.subjects.measures import Comply, Impose, Lift, Measure, Threaten
from sim.rules.subjects.proposals import Propose
from sim.testing.story import SETTING, START, after


def unchanged(subject, move, transitions, setting):
    return subject


LIGHT = Lifecycle(
    "lamp",
    Measure,
    Transition(None, Impose, "on", by=PARTY, tone=NEUTRAL, then=unchanged),
    Transition(("on", "dim"), Suspend, "out-for-good", by=PARTY, tone=HOSTILE, then=unchanged),
    Transition("on", Threaten, "dim", by=PARTY, tone=HOSTILE, target="replaces", then=unchanged),
    Transition(("on", "dim"), Extend, SAME, by=PARTY, tone=NEUTRAL, then=unchanged),
)
THREAT = Threaten(
    subject="close-ports", by="aland", date=DAY, issue="ports", action="close", where=Where("strait.yaml", 27, 3)
)


def test_a_row_of_several_statuses_is_a_row_for_each():
    rows = [(row.start, row.to) for row in LIGHT.transitions if row.move is Suspend]
    assert rows == [("on", "out-for-good"), ("dim", "out-for-good")]


def test_a_row_that_leaves_the_status_leads_to_it():
    assert [(row.start, row.to) for row in LIGHT.transitions if row.move is Extend] == [("on", "on"), ("dim", "dim")]


def test_a_table_names_its_statuses_in_order():
    assert LIGHT.statuses == ("on", "out-for-good", "dim")


def test_a_status_that_no_row_leaves_is_an_end():
    assert LIGHT.ended == {"out-for-good"}
    assert measure_lifecycle.LIFECYCLE.ended == {
        "carried-out",
        "complied",
        "withdrawn",
        "lifted",
        "superseded",
        "lapsed",
    }
    assert talks.LIFECYCLE.ended == frozenset()


def test_a_table_names_its_moves_and_those_that_make_its_subject():
    assert LIGHT.moves == (Impose, Suspend, Threaten, Extend)
    assert LIGHT.creating_moves == {Impose}
    assert talks.LIFECYCLE.creating_moves == frozenset()


def test_the_rows_from_a_status_are_those_that_leave_it():
    assert [row.move for row in LIGHT.transitions_from("dim")] == [Suspend, Extend]
    assert [row.move for row in LIGHT.transitions_from(None)] == [Impose]


def test_a_table_is_drawn_as_a_state_diagram():
    assert LIGHT.diagram().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> on: impose",
        "    on --> out_for_good: suspend",
        "    dim --> out_for_good: suspend",
        "    on --> dim: threaten (replaces)",
        "    on --> on: extend",
        "    dim --> dim: extend",
        "    out_for_good --> [*]",
    ]


def test_a_diagram_names_a_move_once_for_each_arrow():
    assert proposals.LIFECYCLE.diagram().count("tabled --> withdrawn: withdraw\n") == 1


def test_every_row_has_a_tone():
    assert (
        {row.tone for law in LIFECYCLES.values() for row in law.transitions}
        == set(TONES)
        == {HOSTILE, NEUTRAL, CONCILIATORY}
    )


def test_the_transitions_that_two_parties_make_at_once_have_the_same_limits_and_preconditions():
    for index in commitments.LIFECYCLE.indexes.values():
        assert len({(each.limits, each.unless) for each in index.transitions}) == 1


def test_only_a_lapse_is_the_clock_s():
    assert {row.move for law in LIFECYCLES.values() for row in law.transitions if row.by is CLOCK} == {Lapse}


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (PARTY, ["aland", "bohus"]),
        (ANYBODY, ["aland", "bohus", "both", "council", "bank"]),
        (ALONE, ["aland", "bohus", "council", "bank"]),
        (OUTSIDER, ["council", "bank"]),
        (CONVENER, ["both", "council", "bank"]),
        (EITHER, ["aland", "bohus", "both"]),
        (TOGETHER, ["both"]),
        (CLOCK, [None]),
        (AUTHOR, ["aland"]),
        (OTHER_SIDE, ["bohus"]),
    ],
)
def test_a_role_allows_those_that_it_names(role, allowed):
    threat = after(THREAT).state.subjects["close-ports"]
    assert [by for by in (*SETTING.actors, "nobody", None) if role.allows(threat, by, SETTING)] == allowed


def test_a_refusal_tells_the_line_of_the_move_that_stands_in_the_way():
    withdrawn = Withdraw(subject="close-ports", by="aland", date=LATER, where=Where("strait.yaml", 31, 3))
    after(THREAT, withdrawn).refuses(
        evolve(withdrawn, where=None), because="it has been withdrawn since 2013-06-01 (line 31)"
    )


def test_the_line_is_that_of_the_move_that_brought_the_subject_to_its_status():
    extended = Extend(
        subject="close-ports", by="aland", date=DAY, deadline="2013-12-01", where=Where("strait.yaml", 30, 3)
    )
    impossible = Lift(subject="close-ports", by="aland", date=LATER)
    after(THREAT, extended).refuses(impossible, because="it has been threatened since 2013-03-01 (line 27)")


def test_what_a_table_does_not_know_is_no_object_of_the_move():
    threat = after(THREAT).state.subjects["close-ports"]
    assert list(LIGHT.why_not(threat, Resume(subject="close-ports", by="aland", date=DAY), SETTING)) == [
        "close-ports is a lamp, and a lamp cannot be the object of resume"
    ]


def test_what_is_acted_on_has_the_statuses_that_a_date_may_meet():
    announced = Impose(subject="levy", by="aland", date=DAY, issue="ports", effective=LATER)
    threat, levy = (after(THREAT, announced).state.subjects[name] for name in ("close-ports", "levy"))
    assert [Acted("", part).statuses(When.of(DAY)) for part in (threat, None)] == [("threatened",), (None,)]
    assert [Acted("", levy).statuses(When.of(text)) for text in (DAY, "2013")] == [
        ("threatened",),
        ("in-place", "threatened"),
    ]


def test_a_subject_keeps_its_moves_the_oldest_first():
    extended = Extend(subject="close-ports", by="aland", date=LATER, deadline="2013-12-01")
    assert after(THREAT, extended).state.subjects["close-ports"].moves == (THREAT, extended)


def test_a_subject_is_no_harm_unless_it_says_so():
    assert not Subject(START.talks["ministers"].trail).is_harm_by("aland", When.of(DAY))


def test_a_status_is_spoken_without_hyphens():
    assert spoken("broken-off") == "broken off"


def test_a_role_gives_its_reason_once_where_several_rows_have_it():
    request = Propose(subject="peace", by="aland", date=DAY, issue="quota", kind="request")
    refused = after(request).refuses(Withdraw(subject="peace", by="bohus", date=LATER), because="only its author may")
    assert refused.state.version == 1


def test_a_row_does_not_apply_where_its_condition_is_not_met():
    noted = Guard("a note says why", lambda threat, move: move.note is not None)
    law = Lifecycle(
        "threat",
        Measure,
        Transition("threatened", Withdraw, "gone", by=AUTHOR, tone=NEUTRAL, guard=noted, then=unchanged),
    )
    threat = after(THREAT).state.subjects["close-ports"]
    withdraw = Withdraw(subject="close-ports", by="aland", date=DAY)
    find = law.indexes[Withdraw, "subject"].find
    assert find(threat, withdraw, SETTING) == ()
    assert find(threat, evolve(withdraw, note="a gesture"), SETTING) == law.transitions


def table(*rows):
    """The look-up in a table of rows by which the other side complies."""
    made = (
        Transition("threatened", Comply, to, by=OTHER_SIDE, tone=NEUTRAL, then=unchanged, **more) for to, more in rows
    )
    return Lifecycle("threat", Measure, *made).indexes[Comply, "subject"]


def test_rows_are_told_apart_by_the_outcome_where_they_have_one():
    def is_met(threat, move):
        return "met" if move.note else "unmet"

    index = table(("unmet", {"outcome": is_met}), ("met", {"outcome": is_met}))
    threat, comply = after(THREAT).state.subjects["close-ports"], Comply(subject="close-ports", by="bohus", date=DAY)
    [unmet] = index.find(threat, comply, SETTING)
    [met] = index.find(threat, evolve(comply, note="at last"), SETTING)
    assert (unmet.to, met.to) == ("unmet", "met")


def test_only_a_late_row_applies_past_the_last_day():
    levy = after(Impose(subject="levy", by="aland", date=DAY, issue="ports", until=DAY)).state.subjects["levy"]
    lift = Lift(subject="levy", by="aland", date=LATER)
    for is_late in (False, True):
        row = Transition("in-place", Lift, "gone", by=AUTHOR, tone=NEUTRAL, is_late=is_late, then=unchanged)
        found = Lifecycle("levy", Measure, row).indexes[Lift, "subject"].find(levy, lift, SETTING)
        assert bool(found) == is_late


def test_a_row_is_refused_in_the_words_of_its_guard():
    noted = Guard("a note says why", lambda threat, move: move.note is not None)
    lifecycle = Lifecycle(
        "threat",
        Measure,
        Transition("threatened", Withdraw, "gone", by=AUTHOR, tone=NEUTRAL, guard=noted, then=unchanged),
    )
    threat = after(THREAT).state.subjects["close-ports"]
    withdraw = Withdraw(subject="close-ports", by="aland", date=DAY)
    assert [*lifecycle.why_not(threat, withdraw, SETTING)] == ["withdraw is possible only where a note says why"]


def test_every_outcome_of_an_answer_has_its_row_from_every_status_it_can_have():
    for verb in (proposals.Accept, proposals.Ratify, proposals.Reject):
        rows = [row for row in proposals.LIFECYCLE.transitions if row.move is verb and row.target == "subject"]
        assert all(row.outcome is not None for row in rows if row.start in proposals.OPEN)
