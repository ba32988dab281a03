"""What a day adds to a status: in tables, in differences, in answers to why, and in what expectations find."""

from datetime import date

import pytest
from attrs import evolve

from sim.history.history import History
from sim.model.dates import CERTAIN, LIKELY, POSSIBLE
from sim.moves import (
    AgreeToContinue,
    Commit,
    Ease,
    Extend,
    Impose,
    Leave,
    Lift,
    Propose,
    Raise,
    Resume,
    Suspend,
    Threaten,
)
from sim.report.table.queries import difference_table, last_moves, made_so_by, why_table
from sim.scenario import loads
from sim.testing.story import START

offer = Propose(subject="offer", by="aland", date="2013-03-01", issue="quota", expires="2013-03-31")
strike = Threaten(subject="strike", by="bohus", date="2013-03-02", issue="quota", action="x", deadline="2013-04-15")
meet = AgreeToContinue(subject="ministers", by="both", date="2013-03-03", due="2013-04-30")
levy = Impose(subject="levy", by="aland", date="2013-03-04", issue="ports", action="y")
ease = Suspend(subject="levy", by="aland", date="2013-03-05", effective="2013-05-10")
truce = Commit(subject="truce", by="both", date="2013-03-06", issue="quota", effective="2013-05-20", until="2013-05-31")
resumed = Resume(subject="levy", by="aland", date="2013-03-06", effective="2013-05-01")
leave = Leave(subject="pact", by="bohus", date="2013-03-07", effective="2013-06-10")
HISTORY = History.of(START, (offer, strike, meet, levy, ease, truce, leave))


def reads(name, day, whose="", reading=LIKELY):
    return str(HISTORY.as_of(day, reading).statuses(name)[1][whose])


@pytest.mark.parametrize(
    ("name", "whose", "day", "before", "after"),
    [
        ("offer", "", "2013-04-01", "tabled", "tabled, expired 2013-03-31"),
        ("strike", "", "2013-04-16", "threatened", "threatened, due"),
        ("ministers", "", "2013-05-01", "scheduled", "scheduled, overdue"),
        ("levy", "", "2013-05-10", "in place, suspended from 2013-05-10", "suspended"),
        ("truce", "aland", "2013-05-20", "pending, in force from 2013-05-20", "in force"),
        ("truce", "bohus", "2013-06-01", "in force", "expired since its end on 2013-05-31"),
        ("pact", "bohus", "2013-06-10", "leaving, left from 2013-06-10", "left"),
    ],
)
def test_a_day_turns_how_a_subject_reads_and_the_difference_tells_it(name, whose, day, before, after):
    eve = date.fromordinal(date.fromisoformat(day).toordinal() - 1)
    assert (reads(name, eve, whose), reads(name, day, whose)) == (before, after)
    told = {(each.subject, each.whose): (str(each.was), str(each.reads)) for each in HISTORY.difference(eve, day)}
    assert told[name, whose] == (before, after)
    assert {subject for subject, _ in told} == {name}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("2013-03-31", "2013-04-01", {"offer": ("expired",)}),
        ("2013-04-15", "2013-04-16", {"strike": ("due",)}),
        ("2013-04-30", "2013-05-01", {"ministers": ("overdue",)}),
        ("2013-05-09", "2013-05-10", {"levy": ("changed",)}),
        ("2013-05-19", "2013-05-20", {"truce": ("changed",)}),
        ("2013-05-31", "2013-06-01", {"truce": ("expired",)}),
        ("2013-06-09", "2013-06-10", {"pact": ("changed",)}),
        ("2013-04-01", "2013-03-31", {"offer": ("changed",)}),
        ("2013-02-28", "2013-03-01", {"offer": ("appeared",)}),
        ("2013-06-11", "2013-12-31", {}),
    ],
)
def test_a_difference_says_what_the_days_between_have_done(before, after, words):
    assert {each.subject: each.words for each in HISTORY.difference(before, after)} == words


def test_what_appears_past_its_end_is_said_to():
    assert HISTORY.difference(0, "2013-04-01")[0].words == ("appeared", "expired")


def test_the_day_has_no_number_but_a_move_that_puts_an_end_off_has():
    expired, longer = (
        HISTORY.difference("2013-03-31", "2013-04-01"),
        Extend(subject="offer", by="aland", date="2013-06-20", expires="2013-12-31"),
    )
    extended = History.of(START, (*HISTORY.moves, longer))
    assert [made_so_by(each, last_moves(HISTORY.as_of())) for each in expired] == [None]
    [change] = extended.difference("2013-06-19", "2013-06-20")
    assert (change.words, made_so_by(change, last_moves(extended.as_of()))) == (("changed",), 8)


DOUBTFUL = History.of(START, (evolve(offer, subject="a", expires="2013-04"),))


def test_each_reading_has_its_own_ends():
    for reading, words in ((CERTAIN, []), (LIKELY, []), (POSSIBLE, [("expired",)])):
        found = DOUBTFUL.difference("2013-04-01", "2013-04-30", reading)
        assert [each.words for each in found if each.subject == "a"] == words


def test_views_under_two_readings_differ_in_what_is_past():
    [change] = DOUBTFUL.as_of("2013-04-15", CERTAIN).difference(DOUBTFUL.as_of("2013-04-15", POSSIBLE))
    assert (change.subject, change.words) == ("a", ("expired",))


# LEVELS

raised = Raise(subject="levy", by="aland", date="2013-03-05", to="25 %")
later = Raise(subject="levy", by="aland", date="2013-03-05", to="25 %", effective="2013-04-01")
milder = Ease(subject="levy", by="aland", date="2013-03-06")


def levels(*moves, before, after):
    history = History.of(START, (levy, *moves))
    return [(str(each.was), str(each.reads), *each.words) for each in history.difference(before, after)]


def test_a_measure_that_is_raised_or_eased_differs_though_it_is_in_place_as_before():
    assert levels(raised, before=1, after=2) == [("in place", "in place", "raised")]
    assert levels(raised, milder, before=2, after=3) == [("in place", "in place", "eased")]
    assert levels(raised, milder, before=1, after=3) == [("in place", "in place", "changed")], "another level in words"


def test_a_level_that_is_announced_takes_effect_on_its_day():
    assert levels(later, before=1, after=2) == [("in place", "in place, raised from 2013-04-01", "changed")]
    [(was, reads, *words)] = levels(later, before=2, after="2013-04-01")
    assert (was, reads, words) == ("in place, raised from 2013-04-01", "in place", ["raised", "in effect"])


def test_what_is_announced_and_called_off_has_not_come_into_effect():
    lifted = Lift(subject="levy", by="aland", date="2013-03-06", effective="2013-04-01")
    never = Extend(subject="levy", by="aland", date="2013-03-07")
    assert levels(lifted, never, before=2, after=3) == [("in place, lifted from 2013-04-01", "in place", "changed")]


# MEASURES AND PARTS, DAY BY DAY

BY_DAY = {
    "an announced measure": (
        (Impose(subject="levy", by="aland", date="2013-03-04", issue="ports", effective="2013-04-01"),),
        "levy",
        "",
        (("2013-03-31", "threatened, in place from 2013-04-01"), ("2013-04-01", "in place")),
    ),
    "a measure with an end, and suspended with another": (
        (
            Impose(subject="levy", by="aland", date="2013-03-04", issue="ports", until="2013-06-30"),
            Suspend(subject="levy", by="aland", date="2013-03-05", until="2013-04-30"),
        ),
        "levy",
        "",
        (
            ("2013-04-30", "suspended"),
            ("2013-05-01", "in place"),
            ("2013-06-30", "in place"),
            ("2013-07-01", "expired since its end on 2013-06-30"),
        ),
    ),
    "a deferral that ends": (
        (strike, Suspend(subject="strike", by="bohus", date="2013-03-05", until="2013-04-30")),
        "strike",
        "",
        (("2013-04-30", "deferred"), ("2013-05-01", "threatened, due")),
    ),
    "a resumption on a later day": (
        (levy, Suspend(subject="levy", by="aland", date="2013-03-05"), resumed),
        "levy",
        "",
        (("2013-04-30", "suspended, in place from 2013-05-01"), ("2013-05-01", "in place")),
    ),
    "a treaty that takes the place of another": (
        (Commit(subject="new", by="both", date="2013-03-05", replaces="pact", effective="2013-05-01"),),
        "pact",
        "aland",
        (("2013-04-30", "in force, superseded from 2013-05-01"), ("2013-05-01", "superseded")),
    ),
    "a part that had ended when the place of the treaty was taken": (
        (
            Extend(subject="pact", by="aland", date="2013-03-05", until="2013-03-31"),
            Commit(subject="new", by="both", date="2013-04-05", replaces="pact"),
        ),
        "pact",
        "aland",
        (("2013-04-04", "expired since its end on 2013-03-31"), ("2013-04-05", "expired since its end on 2013-03-31")),
    ),
    "a promise that ends before it is kept": (
        (Commit(subject="vow", by="aland", date="2013-03-05", effective="2013-04-01", until="2013-05-01"),),
        "vow",
        "aland",
        (
            ("2013-03-31", "pending, in force from 2013-04-01"),
            ("2013-04-01", "in force"),
            ("2013-05-02", "expired since its end on 2013-05-01"),
        ),
    ),
}


@pytest.mark.parametrize("case", BY_DAY)
def test_what_days_turn_reads_so_on_each(case):
    moves, name, whose, expected = BY_DAY[case]
    history = History.of(START, moves)
    assert tuple((day, str(history.as_of(day).statuses(name)[1][whose])) for day, _ in expected) == expected


# WHAT TRIGGERS A THREAT

triggering = Suspend(subject="pact", by="bohus", date="2013-03-05")
threat = Threaten(
    subject="strike", by="aland", date="2013-03-01", issue="quota", action="x", if_={"pact": {"bohus": "suspended"}}
)
TRIGGERED = History.of(START, (threat, triggering))


def test_a_difference_tells_what_has_triggered_a_threat():
    changes = TRIGGERED.difference("2013-03-04", "2013-03-05")
    assert {each.subject: each.words for each in changes} == {"pact": ("changed",), "strike": ("triggered",)}
    rows = difference_table(changes, TRIGGERED.as_of(), "").rows
    assert rows[1][-1] == "#2 suspend pact by bohus"


@pytest.mark.parametrize("history", [HISTORY, TRIGGERED])
def test_no_move_on_a_subject_is_named_where_there_is_none_between(history):
    changes = history.difference("2013-12-31", "2013-03-04")
    made_by = last_moves(history.as_of("2013-03-04"))
    same = [each for each in changes if each.before == each.after]
    assert same
    assert [(each.words, made_so_by(each, made_by)) for each in same] == [(("changed",), None)] * len(same)


def test_a_threat_that_has_been_triggered_stays_so_when_its_condition_is_met_no_longer():
    history = History.of(START, (*TRIGGERED.moves, Resume(subject="pact", by="bohus", date="2013-03-10")))
    rows = difference_table(history.difference(2, 3), history.as_of(), "").rows
    assert [(row[0], *row[-2:]) for row in rows] == [("pact", "changed", "#3 resume pact by bohus")]


def test_why_names_the_move_that_has_triggered_a_threat():
    view = TRIGGERED.as_of()
    table = why_table(view.why("strike"), view)
    assert table.title == "Why strike is threatened, triggered since #2"
    assert [row[:5] for row in table.rows] == [
        ("#1", "2013-03-01", "aland", "threaten", "threatened"),
        ("#2", "2013-03-05", "bohus", "suspend pact", "suspended; strike triggered"),
    ]


def test_why_does_not_tell_a_move_twice_that_triggers_its_own_threat():
    view = History.of(
        START,
        (
            triggering,
            Threaten(subject="strike", by="aland", date="2013-03-06", issue="quota", action="x", if_=threat.if_),
        ),
    ).as_of()
    assert [row[3:5] for row in why_table(view.why("strike"), view).rows] == [
        ("threaten", "threatened; strike triggered")
    ]


# EXPECTATIONS

TEXT = """
scenario: Ends
parties: {aland: Aland, bohus: Bohus}
issues: {quota: Quota}
commitments: {pact: {title: Pact, issue: quota}, later: {title: Later, issue: quota, since: 2013-06-01}}
moves:
  - {threaten: strike, by: aland, date: 2013-03-01, issue: quota, action: x, if: {pact: {bohus: suspended}}}
  - {suspend: pact, by: bohus, date: 2013-03-05}
  - {propose: offer, by: bohus, date: 2013-03-06, issue: quota, expires: 2013-03-31}
  - {remark: quota, by: bohus, date: 2013-06-30, kind: hope}
expect:
"""


@pytest.mark.parametrize(
    ("block", "found", "met"),
    [
        ("{as of: 2013-04-30, measures: {strike: discharged}}", "triggered", False),
        ("{as of: 2013-04-30, measures: {strike: triggered}}", "triggered", True),
        ("{as of: 2013-04-30, measures: {strike: threatened}}", "threatened", True),
        ("{as of: 2013-03-04, measures: {strike: triggered}}", "threatened", False),
        ("{as of: 2013-04-30, proposals: {offer: opposed}}", "expired", False),
        ("{as of: 2013-04-30, proposals: {offer: tabled}}", "tabled", True),
        ("{as of: 2013-03-31, proposals: {offer: expired}}", "tabled", False),
        ("{as of: 2013-05-31, commitments: {later: {aland: in-force}}}", "pending", False),
        ("{as of: 2013-05-31, commitments: {later: {aland: pending}}}", "pending", True),
        ("{as of: 2013-06-01, commitments: {later: {aland: pending}}}", "in-force", False),
        ("{as of: 2013-03-01, proposals: {offer: tabled}}", "absent", False),
    ],
)
def test_an_expectation_finds_what_the_tables_show(block, found, met):
    [finding] = loads(TEXT + f"  - {block}\n").findings()
    assert (finding.found, finding.met) == (found, met)


def test_a_condition_may_ask_for_what_is_pending():
    text = TEXT.replace("{pact: {bohus: suspended}}", "{later: pending}")
    scenario = loads(text + "  - {as of: 2013-05-31, measures: {strike: triggered}}\n")
    assert [each.met for each in scenario.findings()] == [True]
