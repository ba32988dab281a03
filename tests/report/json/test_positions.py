from complaints import recorded
from wages import WAGES

from sim.assess import positions
from sim.report.json.positions import positions_as_json

SCENARIO = recorded(WAGES)


def told(moment=None):
    return {term["term"]: term for term in positions_as_json(positions(SCENARIO.history.as_of(moment)))}


def test_a_term_has_its_unit_its_gap_and_what_is_left():
    wage = told(5)["wage"]
    assert {key: wage[key] for key in ("issue", "unit", "words", "first_gap", "left", "omitted")} == {
        "issue": "pay",
        "unit": "%",
        "words": [],
        "first_gap": 6,
        "left": 3.5,
        "omitted": [],
    }
    assert told()["access"]["words"] == ["closed", "on request", "open"]


def test_a_party_has_its_values_and_the_share_that_it_has_closed():
    assert told(5)["wage"]["parties"]["union"] == {
        "first": "8 %",
        "now": "6.5 %",
        "moved": 1.5,
        "closed": 0.25,
        "steps": {"opening": 1, "concession": 1, "reneging": 1, "repetition": 0, "revision": 0},
    }
    port = told(1)["wage"]["parties"]["port"]
    assert (port["first"], port["now"], port["moved"], port["closed"]) == (None, None, None, None)


def test_the_course_has_every_step():
    course = told()["night shift"]["course"]
    assert course[0] == {
        "n": 3,
        "date": {"text": "2019-02-11", "earliest": "2019-02-11", "best": "2019-02-11", "latest": "2019-02-11"},
        "move": "propose",
        "proposal": "second-demand",
        "by": "union",
        "value": "4.50 EUR per hour",
        "amount": 4.5,
        "step": "opening",
    }
    assert [step["by"] for step in course] == ["union", "port", "mediator", "port", "union"]
