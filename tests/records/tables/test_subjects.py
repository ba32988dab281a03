"""The tables of subjects, positions and expectations."""

from datetime import date

import pytest
from hypothesis import given, settings
from wages import WAGES

from sim.assess import positions
from sim.evidence.expected import findings
from sim.records.tables.named import long_table
from sim.records.tables.table import table
from sim.scenario import load, loads
from sim.testing.files import starts
from sim.testing.strategies import histories

FISHING = load("scenarios/fishing.yaml")

ENDS = """\
scenario: Ends
parties: {north: North, south: South}
issues: {tolls: T}
commitments: {pact: {title: Pact, since: 0998-05, until: 2020}}
measures: {dues: {title: The old dues, by: north, level: 5 %}}
talks: {envoys: {title: Envoys, due: 2013-09/2013-10}}
moves:
  - {propose: offer, by: north, date: 2013-01-01, issue: tolls, terms: {toll: 5 %}, expires: 2013-02}
  - {threaten: levy, by: south, date: 2013-01-02, issue: tolls, action: levy, deadline: 2013-03-01}
  - {raise: dues, by: north, date: 2013-01-03, to: 6 %}
  - {act: parade, by: south, date: 2013-04-01, tone: hostile, action: a parade}
"""


def by_subject(text):
    rows = table(loads(text, "ends.yaml"), "subjects").to_dicts()
    return {(row["subject"], row["party"]): row for row in rows}


@given(histories(starts(), max_moves=10))
@settings(max_examples=settings.default.max_examples // 2)
def test_there_is_a_row_for_each_subject_and_part_and_for_each_effect(history):
    view = history.as_of()
    statuses = ((name, party, each.status) for name in view.state.ids for party, each in view.statuses(name)[1].items())
    subjects = ((row["subject"], row["party"] or "", row["status"]) for row in table(history, "subjects"))
    assert list(subjects) == list(statuses)
    effects = ((step.number, effect.subject, effect.after) for step in view.steps() for effect in step.effects)
    assert [(row["number"], row["subject"], row["after"]) for row in table(history, "effects")] == list(effects)


def test_a_subject_is_told_by_what_made_it_and_how_it_stands():
    rows = by_subject(ENDS)
    names = ("kind", "form", "by", "title", "action", "terms", "status", "qualifiers", "step", "level")
    assert [tuple(row[name] for name in names) for row in rows.values()] == [
        ("commitment", None, None, "Pact", None, None, "in-force", None, None, None),
        ("commitment", None, None, "Pact", None, None, "in-force", None, None, None),
        ("measure", "imposition", "north", "The old dues", None, None, "in-place", None, "raised", "6 %"),
        ("talks", None, None, "Envoys", None, None, "scheduled", None, None, None),
        ("proposal", "offer", "north", None, None, '{"toll": "5 %"}', "tabled", "expired", None, None),
        ("measure", "threat", "south", None, "levy", None, "threatened", "due", "as-imposed", None),
        ("statement", "hostile", "south", None, "a parade", None, "done", None, None, None),
    ]


def test_its_dates_are_told_as_written_and_with_their_bounds():
    rows = by_subject(ENDS)
    ends = {name: (row["end"], row["end-earliest"], row["end-latest"]) for (name, _), row in rows.items()}
    assert ends == {
        "pact": ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        "dues": (None, None, None),
        "envoys": ("2013-09/2013-10", date(2013, 9, 1), date(2013, 10, 31)),
        "offer": ("2013-02", date(2013, 2, 1), date(2013, 2, 28)),
        "levy": ("2013-03-01", date(2013, 3, 1), date(2013, 3, 1)),
        "parade": (None, None, None),
    }
    assert rows["pact", "north"]["since-earliest"] == date(998, 5, 1)
    assert rows["parade", None]["since-best"] == date(2013, 4, 1)


def test_its_moves_are_told_by_their_numbers():
    numbers = {name: (row["made"], row["last"], row["moves"]) for (name, _), row in by_subject(ENDS).items()}
    assert numbers == {
        "pact": (None, None, 0),
        "dues": (None, 3, 1),
        "envoys": (None, None, 0),
        "offer": (1, 1, 1),
        "levy": (2, 2, 1),
        "parade": (4, 4, 1),
    }


PARTS = """\
scenario: Parts
parties: {north: North, south: South}
third-parties: {bank: Bank}
issues: {tolls: T}
commitments: {pact: Pact}
moves:
  - {suspend: pact, by: north, date: 2013-02-01}
  - {commit: oath, by: both, date: 2013-02-10, issue: tolls}
  - {commit: oath, by: bank, date: 2013-02-11}
  - {propose: offer, by: north, date: 2013-02-20, issue: tolls}
  - {breach: oath, by: south, date: 2013-02}
  - {oppose: offer, by: south, date: "2013-02-10/.."}
  - {leave: oath, by: bank, date: 2013-03-01}
"""


def test_a_part_has_the_numbers_of_the_moves_on_it_alone():
    rows = by_subject(PARTS)
    numbers = {key: (row["made"], row["last"], row["moves"]) for key, row in rows.items() if key[1]}
    assert numbers == {
        ("pact", "north"): (None, 1, 1),
        ("pact", "south"): (None, None, 0),
        ("oath", "north"): (2, 2, 1),
        ("oath", "south"): (2, 5, 2),
        ("oath", "bank"): (3, 7, 2),
    }


# POSITIONS


def test_positions_are_numbers_with_the_days_on_which_they_were_taken():
    port = next(
        row for row in table(loads(WAGES, "wages.yaml"), "positions") if (row["term"], row["party"]) == ("wage", "port")
    )
    names = ("first-value", "first", "first-best", "last", "last-best", "moved", "first-gap", "left", "concessions")
    assert [port[name] for name in names] == [
        "2 %",
        2.0,
        date(2019, 1, 28),
        4.2,
        date(2019, 3, 13),
        pytest.approx(2.2),
        6.0,
        0.0,
        2,
    ]
    assert port["closed"] == pytest.approx(2.2 / 6)


def test_a_party_that_has_named_no_value_has_no_position():
    text = WAGES.replace("access: closed}", "term: 30 months}").split("  - {propose: third-demand")[0]
    rows = {(row["term"], row["party"]): row for row in table(loads(text, "wages.yaml"), "positions")}
    assert rows["access", "port"]["first"] is rows["access", "port"]["moved"] is None


def test_the_course_has_a_row_for_each_step():
    wages = loads(WAGES, "wages.yaml")
    steps = [
        (each.term, step.move.number, step.kind) for each in positions(wages.history.as_of()) for step in each.course
    ]
    assert [(row["term"], row["number"], row["step"]) for row in table(wages, "course")] == steps


# EXPECTATIONS


def test_expectations_are_judged_as_check_judges_them():
    rows = table(FISHING, "expectations").to_dicts()
    assert [(row["line"], row["subject"], row["found"], row["met"]) for row in rows] == [
        (each.expectation.line, each.expectation.subject, each.found, each.met) for each in findings(FISHING)
    ]


def test_an_expectation_says_what_it_must_hold_without_and_on_which_day():
    text = f"{ENDS}expect:\n  - agreed: 0\n    holds without: 1\n  - as of: 2013-01\n    tension: 7\n"
    strict = text + "  - since: 2013-01-02\n    hostile moves: {south: 1}\n    holds without: 1\n"
    names = ("as-of", "as-of-best", "since-best", "holds-without", "found", "met", "without")
    assert [tuple(row[name] for name in names) for row in table(loads(strict, "x.yaml"), "expectations")] == [
        (None, date(2013, 4, 1), None, "any one move", "0", True, None),
        ("2013-01", date(2013, 1, 31), None, None, "7", True, None),
        (None, date(2013, 4, 1), date(2013, 1, 2), "any one move", "0", False, "4"),
    ]


def test_the_tables_are_known_by_name():
    assert long_table("subjects").name == "subjects"
