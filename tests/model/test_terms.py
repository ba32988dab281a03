from decimal import Decimal

import pytest

from sim.model.quantity import Quantity
from sim.model.terms import MOST_WORDS, STEPS, as_scales, measured, scale_fault, unfit_scales, value_fault

ACCESS = ("closed", "limited", "open")


def test_a_word_is_as_many_steps_from_the_first_as_its_place_says():
    assert [measured(word, ACCESS) for word in ACCESS] == [Quantity(Decimal(place), STEPS) for place in (0, 1, 2)]
    assert measured("ajar", ACCESS) is None


@pytest.mark.parametrize("value", ["2 years", "2", "2 year"])
def test_a_number_is_in_the_unit_of_its_scale(value):
    assert measured(value, "years") == Quantity(Decimal(2), "years")


@pytest.mark.parametrize("value", ["2 months", "as last year", "1,65 years"])
def test_what_is_not_in_the_unit_of_the_scale_is_not_measured(value):
    assert measured(value, "years") is None


def test_without_a_scale_numbers_are_measured_in_the_unit_that_they_have():
    assert measured("2 years") == Quantity(Decimal(2), "years")
    assert measured("as last year") is None


@pytest.mark.parametrize("value", ["1 May", "30 days after signing", "5 and a half years", "1_000", "1,65 and a car"])
def test_without_a_scale_a_sentence_that_begins_with_a_number_is_prose(value):
    assert measured(value) is None
    assert value_fault(value) == ""


def test_what_would_be_prose_is_a_unit_where_it_is_the_scale():
    assert measured("30 days after signing", "days after signing") == Quantity(Decimal(30), "days after signing")


@pytest.mark.parametrize(
    ("value", "scale", "reason"),
    [
        ("10 % plus a bonus", "%", "'10 % plus a bonus' is in % plus a bonus; write it in %"),
        ("1_000", "%", "'1_000' is no number; write one in %"),
        ("opn", ACCESS, "'opn' is none of its words; did you mean open? Its words are closed, limited, open"),
        ("5 %", ACCESS, "'5 %' is none of its words; there is closed, limited or open"),
        ("5 EUR", "%", "'5 EUR' is in EUR; write it in %"),
        ("as last year", "%", "'as last year' is no number; write one in %, or leave the term out"),
        ("1,65 %", "%", "'1,65' cannot be read in one way; write a point before decimals"),
        ("1,65 %", None, "'1,65' cannot be read in one way; write a point before decimals"),
    ],
)
def test_what_cannot_be_a_value_is_told_with_the_way_out(value, scale, reason):
    assert value_fault(value, scale).startswith(reason)


@pytest.mark.parametrize(("value", "scale"), [("open", ACCESS), ("5", "%"), ("5 %", None), ("as last year", None)])
def test_what_can_be_a_value_has_no_fault(value, scale):
    assert value_fault(value, scale) == ""


@pytest.mark.parametrize(
    ("scale", "reason"),
    [
        ("5", "'5' is no unit; write one such as %, years, EUR or `EUR per hour`, or a list of words in order"),
        ((), "a list has two words or more, from one end to the other"),
        (("open",), "a list has two words or more"),
        (("open", "closed", "open"), "'open' stands in this list twice"),
        (("none", "some", "all"), "'none' is reserved for nothing at all; choose another word"),
        (tuple(map(str, range(MOST_WORDS + 1))), "the list has 101 words; a list has 100 at most"),
    ],
)
def test_what_is_no_scale_is_told(scale, reason):
    assert scale_fault(scale).startswith(reason)


@pytest.mark.parametrize("scale", ["%", ACCESS, tuple(map(str, range(MOST_WORDS)))])
def test_a_unit_or_a_list_of_words_is_a_scale(scale):
    assert scale_fault(scale) == ""


def test_scales_are_given_by_issue_and_term():
    scales = as_scales({"pay": {"wage": "%", "access": ["closed", "open"]}, "rest": {}})
    assert scales == (("pay", (("wage", "%"), ("access", ("closed", "open")))),)
    assert as_scales(scales) == scales


def test_terms_belong_to_issues():
    scales = as_scales({"pey": {"wage": "%"}, "pay": {"wage": "5"}})
    (issue, term, unknown), (*place, unfit) = unfit_scales(scales, ["pay"])
    assert (issue, term, unknown) == ("pey", "", "'pey' is no issue, and so has no terms; did you mean pay?")
    assert (place, unfit[:16]) == (["pay", "wage"], "'5' is no unit; ")
