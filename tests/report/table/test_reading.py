import pytest
from complaints import RECORD

from sim.assess import assess
from sim.report.prose.names import Names
from sim.report.table.assess import chosen_figures
from sim.report.table.reading import (
    MOST,
    Extent,
    Named,
    expectations_for_people,
    figures_for_people,
    has_ended,
    moves_for_people,
    subjects_for_people,
)
from sim.report.table.record import TABLES
from sim.report.table.render import NOTHING
from sim.scenario import load, loads

FISHING = load("scenarios/fishing.yaml")
VIEW = FISHING.history.as_of()
NAMES = Names(VIEW.state)
ALL, OPEN = Extent(all=True), Extent()


def column(table, header):
    return [row[table.headers.index(header)] for row in table.rows]


def test_moves_are_by_name_and_have_a_title():
    table = moves_for_people(VIEW, NAMES, OPEN)
    assert column(table, "by")[10] == "Nordic Council"
    assert column(table, "title")[13] == "44,000 tonnes for Bohus…"
    assert column(table, "title")[10] == "The yearly herring quota"
    assert max(map(len, column(table, "title"))) <= 36


def test_a_title_that_says_no_more_than_the_id_is_none():
    view = loads(RECORD.replace("    terms: Each side lands 40,000 tonnes\n", "")).history.as_of()
    assert column(moves_for_people(view, Names(view.state), OPEN), "title") == [NOTHING]


def test_of_many_subjects_the_last_are_listed():
    offers = "".join(f"  - {{propose: p-{n}, by: aland, date: 2013-03-01, issue: quota}}\n" for n in range(MOST + 1))
    view = loads(RECORD + offers).history.as_of()
    table = subjects_for_people(TABLES["proposals"], view, Names(view.state), OPEN)
    assert column(table, "proposal") == [f"p-{n}" for n in range(1, MOST + 1)]
    assert table.note == "and 2 earlier (--all)"
    assert subjects_for_people(TABLES["proposals"], view, Names(view.state), ALL).note == ""


def test_what_no_move_leads_on_from_has_ended():
    ended = {name for name, subject in VIEW.state.subjects.items() if has_ended(subject, VIEW)}
    assert {"by-coastline", "close-ports"} <= ended
    assert ended.isdisjoint({"pact", "council-text", "equal-shares", "ministers"})


def test_an_offer_that_is_carried_out_has_ended_and_a_plan_has_not():
    accepted = "  - {accept: equal-shares, by: bohus, date: 2013-02-09}\n"
    for kind, before, ended in (("offer", accepted, True), ("plan", "", False)):
        done = "  - {carry-out: equal-shares, by: aland, date: 2013-02-10}\n"
        view = loads(f"{RECORD}    kind: {kind}\n{before}{done}").history.as_of()
        assert has_ended(view.state.subjects["equal-shares"], view) is ended, kind


def test_what_has_expired_has_ended():
    history = loads(RECORD + "    expires: 2013-03-01\n").history
    early, late = history.as_of("2013-02-28"), history.as_of("2013-03-02")
    assert not has_ended(early.state.subjects["equal-shares"], early)
    assert has_ended(late.state.subjects["equal-shares"], late)


@pytest.mark.parametrize(
    ("issues", "extent", "said"),
    [
        ((), OPEN, ""),
        (("quota", "ports"), OPEN, "The yearly herring quota, Access to ports"),
        (("quota", "ports", "catches"), OPEN, "The yearly herring quota and 2 more"),
        (("quota", "ports", "catches"), ALL, "The yearly herring quota, Access to ports, Who knows what was caught"),
    ],
)
def test_of_many_issues_the_first_is_named_unless_all_are_asked_for(issues, extent, said):
    assert Named(NAMES, extent).issues(issues) == said


def test_figures_are_of_parties_and_issues_by_name():
    names = ("agreement", "concessions", "centre", "more hostile")
    table = figures_for_people(chosen_figures(assess(VIEW, None, FISHING.weights), names), NAMES)
    assert column(table, "of")[1:6] == [
        "The yearly herring quota",
        "Access to ports",
        "Who knows what was caught",
        "Aland",
        "Bohus",
    ]
    assert column(table, "value")[-2:] == ["The yearly herring quota", "Bohus"]


def test_only_unmet_expectations_are_listed_unless_all_are_asked_for():
    findings = FISHING.findings()
    assert expectations_for_people(findings, OPEN).rows == ()
    assert len(expectations_for_people(findings, ALL).rows) == 39
