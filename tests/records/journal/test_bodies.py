from datetime import date

import pytest
from journals import BAN, PACT, SECTIONS

from sim.model.frozen import FrozenDict
from sim.records.journal import Add, Amend, Declare, Redact, Retract
from sim.records.journal.bodies import as_body, of_body, plain

BODIES = [
    (Declare(SECTIONS), {"declare": SECTIONS}),
    (Add(PACT), {"add": PACT}),
    (Add(PACT, after=0), {"add": PACT, "after": 0}),
    (Amend(3, BAN), {"amend": BAN, "move": 3}),
    (Retract(3), {"retract": 3}),
    (Redact(3, ("/reason",)), {"redact": ["/reason"], "entry": 3}),
]


@pytest.mark.parametrize(("action", "body"), BODIES)
def test_a_body_and_what_it_records_are_one(action, body):
    assert as_body(action) == body
    assert of_body(body) == action


@pytest.mark.parametrize("body", [{}, {"forget": 3}, {"add": "x"}, {"amend": {}}, {"retract": None}, {"redact": 3}])
def test_what_is_no_body_is_refused(body):
    with pytest.raises((KeyError, TypeError, ValueError, StopIteration)):
        of_body(body)


def test_an_action_is_plain_as_json_has_it():
    odd = Add(
        FrozenDict({"propose": "pact", "date": date(2013, 2, 1), "issue": ("quota",), "terms": {1: None, "t": 2.5}})
    )
    assert plain(odd) == Add(
        {"propose": "pact", "date": "2013-02-01", "issue": ["quota"], "terms": {"1": None, "t": 2.5}}
    )
