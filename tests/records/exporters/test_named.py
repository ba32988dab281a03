"""The formats of other tools by name, from Python."""

import pytest

from sim import InvalidFieldError, UnknownNameError, load
from sim.records import conflict, exported
from sim.records.exporters.named import EXPORTERS


def test_a_format_is_asked_for_by_its_name():
    assert next(iter(exported("cloudevents", [("fishing", load("scenarios/fishing.yaml"))]))).startswith(
        '{"specversion"'
    )


def test_an_unknown_format_is_refused_with_the_nearest_one():
    with pytest.raises(UnknownNameError, match="no format for many cases is called 'ocell'; did you mean ocel"):
        exported("ocell", [])


def test_a_conflict_is_an_object():
    scenario = load("scenarios/fishing.yaml")
    assert conflict("fishing", scenario.title, scenario.history.as_of("2013-04-20"))["asOf"] == "2013-04-20"


@pytest.mark.parametrize("form", EXPORTERS)
def test_cases_of_different_names_are_one_file(form):
    scenario = load("scenarios/fishing.yaml")
    text = "".join(exported(form, [("a", scenario), ("b", scenario)]))
    assert all(text.count(f'"{name}/1"') or text.count(f"({name})") for name in "ab")


@pytest.mark.parametrize("form", EXPORTERS)
def test_no_two_cases_have_one_name(form):
    scenario = load("scenarios/fishing.yaml")
    with pytest.raises(InvalidFieldError, match="two cases are called 'a'"):
        list(exported(form, [("a", scenario), ("a", scenario)]))
