from hypothesis import given

from sim.model.setting import Setting
from sim.model.terms import measured, value_fault
from sim.rules.subjects.proposals import Propose
from sim.testing.terms import values_of_terms
from sim.testing.values import moves_of, settings

PARTIES, ISSUES = {"a": "A", "b": "B"}, {"pay": "Pay", "rest": "Rest"}


def units(values):
    return {quantity.unit.removesuffix("s") for value in values if (quantity := measured(value))}


def test_the_numbers_of_a_term_are_in_one_unit():
    values = values_of_terms(Setting(PARTIES, ISSUES))
    assert {term: len(units(of_term)) for term, of_term in values.items()} == {
        "quota": 1,
        "term": 1,
        "fee": 1,
        "scope": 0,
    }


def test_the_terms_that_a_setting_declares_come_first_and_on_their_scale():
    scales = {"pay": {"wage": "%", "quota": ("little", "much")}, "rest": {"wage": "%"}}
    values = values_of_terms(Setting(PARTIES, ISSUES, terms=scales))
    assert list(values)[:2] == ["wage", "quota"]
    assert not any(value_fault(value, "%") for value in values["wage"])
    assert values["quota"] == ("little", "much")


def test_a_term_on_two_scales_has_no_values():
    values = values_of_terms(Setting(PARTIES, ISSUES, terms={"pay": {"quota": "%"}, "rest": {"quota": "days"}}))
    assert list(values) == ["term", "fee", "scope"]


@given(settings().flatmap(lambda setting: moves_of(Propose, setting).map(lambda move: (setting, move))))
def test_no_proposal_has_a_value_off_the_scale(pair):
    setting, move = pair
    terms = {} if move.terms is None or isinstance(move.terms, str) else move.terms
    for term, value in terms.items():
        scale = setting.scales.get((setting.issue_of_term(term, move.issue), term))
        assert value_fault(value, scale) == ""
