import pytest
from attrs import evolve
from evidence_by_hand import asked
from standoff import SETTING, START, did

from sim import History
from sim.assess.weights import Weights
from sim.evidence.conclusion_evidence import RecordEvidence
from sim.evidence.divided_record import DividedRecord
from sim.model.dates import When
from sim.model.setting import Source
from sim.moves import Act, Impose, Lapse, Oppose, Propose, Suspend, Threaten
from sim.rules.state import Negotiation

REPORTED = Negotiation.begin(
    evolve(SETTING, sources={name: Source(name, When.of("2013-04-01")) for name in ("herald", "times")}),
    START.subjects.values(),
)
SUSPENDED = did(Suspend, "pact", "bohus", on="2013-03-01?", source=("herald",))
THREATS = tuple(did(Threaten, name, issue="ports", action="x") for name in ("close", "bar", "search"))


def verdict(key, subject, expected, *moves, up_to=2, as_of=None):
    expectation = asked(key, subject, None if as_of is None else When.of(as_of), expected=expected)
    return (
        RecordEvidence(DividedRecord(History.of(REPORTED, moves), Weights()), [expectation], up_to)
        .of(expectation)
        .verdict
    )


def test_what_hangs_on_one_move_says_what_that_is_known_from():
    assert verdict("commitments", "pact/bohus", "suspended", SUSPENDED, as_of="2013-06-01") == (
        "hangs on #1 alone: suspend pact by bohus, of an inferred day, in one source"
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"on": "2013-03-01"}, "on a day that is known, without a source"),
        ({"on": "2013-03", "source": ("herald", "times")}, "of a day within bounds, in 2 sources"),
    ],
)
def test_how_well_a_move_is_known_is_said(fields, words):
    said = verdict("commitments", "pact/bohus", "suspended", did(Suspend, "pact", "bohus", **fields))
    assert said == f"hangs on #1 alone: suspend pact by bohus, {words}"


def test_what_the_clock_does_has_no_maker():
    moves = did(Propose, "halves", issue="quota", expires="2013-03-01"), Lapse(subject="halves", date="2013-03-02")
    assert verdict("proposals", "halves", "lapsed", *moves, up_to=1) == ("hangs on #1 and #2, on each alone")
    assert verdict("tension", "tension", "0", *moves) == "holds without any two of the 2 reports"


def test_what_hangs_on_several_alone_names_three():
    moves = did(Propose, "halves", issue="quota"), did(Oppose, "halves", "bohus")
    assert verdict("proposals", "halves", "opposed", *moves) == "hangs on #1 and #2, on each alone"
    assert verdict("tension", "tension", "8", *THREATS, did(Threaten, "seize", issue="ports", action="x")) == (
        "hangs on #1, #2, #3 and #4, on each alone"
    )
    levies = [did(Impose, name, issue="quota") for name in ("toll", "levy", "duty", "fee", "tax")]
    assert verdict("tension", "tension", "20", *levies) == "hangs on #1, #2, #3 and 2 more, on each alone"


def test_what_hangs_on_pairs_holds_without_any_one():
    assert verdict("centre", "centre", "ports", *THREATS[:2]) == (
        "holds without any one of the 2 reports, but not without #1 with #2"
    )


def test_further_sets_are_named_after_the_single_ones():
    moves = (*THREATS, did(Act, "patrol", "bohus", tone="hostile", action="x"))
    assert verdict("more hostile", "more hostile", "aland", *moves, up_to=3) == (
        "holds without any one of the 4 reports, but not without #1 with #2, #1 with #3 and #2 with #3"
    )
    single = did(Suspend, "pact", "bohus"), *THREATS[:2]
    assert verdict("centre", "centre", "ports", *single, up_to=3) == ("hangs on #2 and #3, on each alone")


def test_what_holds_without_anything_says_how_many_were_left_out():
    assert verdict("agreed", "agreed", "0", *THREATS) == "holds without any two of the 3 reports"
    assert verdict("agreed", "agreed", "0", *THREATS, up_to=3) == "holds without any three of the 3 reports"
    assert verdict("agreed", "agreed", "0", SUSPENDED) == "holds without the report"
    assert verdict("agreed", "agreed", "0", SUSPENDED, as_of="2012-01-01") == "holds before any report"


def test_the_reports_by_the_later_day_that_is_compared_with_are_counted():
    early, late = When.of("2012-01-01"), When.of("2013-06-01")
    expectation = asked("tension eased", "tension eased", early, since=late, expected="yes")
    record = DividedRecord(History.of(REPORTED, [THREATS[0]]), Weights())
    assert RecordEvidence(record, [expectation], 1).of(expectation).verdict.startswith("hangs on #1 alone")


def test_other_days_that_overturn_it_are_said():
    moves = [
        did(Threaten, name, issue="ports", action="x", on="2013")
        for name in ("bar", "block", "close", "search", "seize")
    ]
    said = verdict("tension", "tension", "0", *moves, as_of="2013-06-01")
    assert said == "holds before any report; does not hold on other days of #1, #2, #3 and 2 more"


def test_what_does_not_hold_says_what_is_found():
    assert verdict("agreed", "agreed", "3", SUSPENDED) == "does not hold: 0 is found"
