from random import Random

import pytest
from attrs import frozen

from sim.forecast.policies.at_random import RandomMoves
from sim.forecast.policies.grit import Grit
from sim.forecast.policies.hold import Hold
from sim.forecast.policies.markov import Markov
from sim.forecast.policy import (
    CHOICE,
    EVENT,
    MOVES,
    POLICY,
    WEIGHTS,
    Consenting,
    Learning,
    Parameter,
    kebab,
    name_of,
    number,
    parsed_value,
    share,
    whole,
)
from sim.model.errors import InvalidFieldError, PolicyError

SHARE = Parameter("share", "x", high=1.0)
COUNT = Parameter("whole number", "x", low=1, high=10)
AMOUNT = Parameter("number", "x", low=0.5)


@frozen
class Patient:
    patience: int = whole(3, "How long.", low=1, high=10)
    trust: float = share(0.5, "How much.")
    weight: float = number(1.0, "How heavy.", low=0.5)


# ITS NAME


@pytest.mark.parametrize(
    ("name", "expected"),
    [("TitForTat", "tit-for-tat"), ("tit_for_tat", "tit-for-tat"), ("_Mine", "mine"), ("grit", "grit"), ("AB", "a-b")],
)
def test_a_python_name_is_written_with_hyphens(name, expected):
    assert kebab(name) == expected


def test_a_policy_is_called_by_its_name_its_function_or_its_class():
    def wait_and_see():
        pass

    found = [name_of(each) for each in (wait_and_see, Grit, Grit(), RandomMoves, Random)]
    assert found == ["wait-and-see", "grit", "grit", "random", "random"]


# WHAT IT CAN DO


def test_a_policy_consents_or_learns_if_it_has_a_method_for_it():
    assert isinstance(Hold(), Consenting)
    assert not isinstance(Hold(), Learning)
    assert isinstance(Markov(), Learning)
    assert not isinstance(lambda *_: None, Consenting)


# WHAT A PARAMETER HOLDS


@pytest.mark.parametrize(
    ("about", "words"),
    [
        (SHARE, "a number from 0 to 1"),
        (COUNT, "a whole number from 1 to 10"),
        (AMOUNT, "a number from 0.5"),
        (Parameter(CHOICE, "x", choices=("soon", "late")), "soon, late"),
        (Parameter(EVENT, "x"), "id of the calendar"),
    ],
)
def test_the_range_of_a_parameter_in_words(about, words):
    assert about.range == words


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"patience": 0}, "patience cannot be 0; give a whole number from 1 to 10"),
        ({"patience": 11}, "patience cannot be 11; give a whole number from 1 to 10"),
        ({"patience": 2.0}, "patience cannot be 2.0; give a whole number from 1 to 10"),
        ({"trust": True}, "trust cannot be True; give a number from 0 to 1"),
        ({"trust": "0.5"}, "trust cannot be '0.5'; give a number from 0 to 1"),
        ({"trust": float("nan")}, "trust cannot be nan; give a number from 0 to 1"),
        ({"weight": 0.4}, "weight cannot be 0.4; give a number from 0.5"),
    ],
)
def test_a_value_outside_the_bounds_is_refused(given, words):
    with pytest.raises(InvalidFieldError) as raised:
        Patient(**given)
    assert str(raised.value) == words


def test_a_value_at_its_bounds_will_do():
    assert Patient(1, 0, 0.5) != Patient(10, 1, 1e9)


# WHAT IS WRITTEN AS A TEXT


@pytest.mark.parametrize(
    ("about", "text", "value"),
    [
        (SHARE, "0.25", 0.25),
        (SHARE, "1", 1),
        (COUNT, "10", 10),
        (AMOUNT, "0.5", 0.5),
        (Parameter(EVENT, "x"), "0.5", "0.5"),
        (Parameter(CHOICE, "x", choices=("soon",)), "late", "late"),
        (None, "12", 12),
        (None, "1.5", 1.5),
        (None, "soon", "soon"),
        (None, "-1", "-1"),
    ],
)
def test_a_text_is_read_as_what_the_parameter_holds(about, text, value):
    found = parsed_value("x", about, text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("about", "text", "words"),
    [
        (SHARE, "1.1", "x cannot be 1.1; give a number from 0 to 1"),
        (SHARE, "half", "x cannot be 'half'; give a number from 0 to 1"),
        (SHARE, "-0.1", "x cannot be '-0.1'; give a number from 0 to 1"),
        (SHARE, "nan", "x cannot be 'nan'; give a number from 0 to 1"),
        (SHARE, "٣", "x cannot be '٣'; give a number from 0 to 1"),
        (COUNT, "1.5", "x cannot be '1.5'; give a whole number from 1 to 10"),
        (COUNT, "0", "x cannot be 0; give a whole number from 1 to 10"),
        (AMOUNT, "0.4", "x cannot be 0.4; give a number from 0.5"),
    ],
)
def test_a_text_that_holds_no_such_thing_is_refused(about, text, words):
    with pytest.raises(PolicyError) as raised:
        parsed_value("x", about, text)
    assert str(raised.value) == words


@pytest.mark.parametrize("form", [WEIGHTS, MOVES, POLICY])
def test_what_is_no_single_value_is_no_text(form):
    with pytest.raises(PolicyError, match="x is no single value; write it in the"):
        parsed_value("x", Parameter(form, "x"), "1")
