from fractions import Fraction

import pytest
from complaints import recorded
from wages import WAGES

from sim.assess import positions
from sim.report.table.positions import counted, course_table, percentage, positions_table

SCENARIO = recorded(WAGES)


def rows(make, moment=None):
    table = make(positions(SCENARIO.history.as_of(moment)))
    return [dict(zip(table.headers, row, strict=True)) for row in table.rows]


def test_a_row_tells_how_far_a_party_has_come_on_a_term():
    union, *_ = rows(positions_table, 5)
    assert union == {
        "term": "wage",
        "issue": "pay",
        "party": "union",
        "first": "8",
        "now": "6.5",
        "moved": "1.5",
        "% closed": "25",
        "first gap": "6",
        "left": "3.5",
        "unit": "%",
        "steps": "1 concession, 1 reneging",
    }


def test_words_stand_as_they_are():
    access = [row for row in rows(positions_table) if row["term"] == "access"]
    assert [(row["first"], row["now"], row["moved"], row["unit"]) for row in access] == [
        ("open", "on request", "1", "steps"),
        ("closed", "on request", "1", "steps"),
    ]


def test_what_nobody_can_tell_yet_is_a_dash():
    union, port, *_ = rows(positions_table, 1)
    assert [union[key] for key in ("now", "moved", "% closed", "first gap", "left", "steps")] == ["8", *"–––––"]
    assert (port["first"], port["now"]) == ("–", "–")


def test_the_course_has_a_row_for_each_step():
    wage = [row for row in rows(course_table) if row["term"] == "wage"]
    assert [(row["#"], row["by"], row["move"], row["value"], row["step"]) for row in wage] == [
        ("1", "union", "propose", "8 %", "opening"),
        ("2", "port", "propose", "2 %", "opening"),
        ("3", "union", "propose", "6 %", "concession"),
        ("4", "port", "propose", "3 %", "concession"),
        ("5", "union", "propose", "6.5 %", "reneging"),
        ("6", "mediator", "propose", "4.2 %", "text"),
        ("7", "port", "accept", "4.2 %", "concession"),
        ("8", "union", "accept", "4.2 %", "concession"),
    ]
    assert (wage[2]["proposal"], wage[2]["date"], wage[2]["issue"]) == ("second-demand", "2019-02-11", "pay")


@pytest.mark.parametrize(
    ("share", "text"),
    [(Fraction(1, 3), "33"), (Fraction(-1, 200), "-1"), (Fraction(-1, 300), "0"), (Fraction(5, 4), "125")],
)
def test_a_share_is_a_whole_percentage(share, text):
    assert percentage(share) == text


def test_words_for_kinds_have_a_plural():
    assert [counted("concession", 2), counted("concession", 1), counted("reneging", 2)] == [
        "concessions",
        "concession",
        "reneging",
    ]
