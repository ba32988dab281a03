from decimal import Decimal

import pytest
from hypothesis import example, given, strategies as st

from sim.model.quantity import (
    MOST_DIGITS,
    Quantity,
    is_plain,
    is_prose,
    is_same_unit,
    number_fault,
    singular,
    unit_fault,
    written,
)


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("5 %", "5", "%"),
        ("5%", "5", "%"),
        (" 3 years ", "3", "years"),
        ("-2", "-2", ""),
        ("−2 points", "-2", "points"),
        ("+3 %", "3", "%"),
        ("-0", "0", ""),
        ("007", "7", ""),
        ("1.10", "1.1", ""),
        ("1650 EUR", "1650", "EUR"),
        ("EUR 1650", "1650", "EUR"),
        ("EUR1650", "1650", "EUR"),
        ("US$5 per hour", "5", "US$ per hour"),
        ("-€5", "-5", "€"),
        ("€-5", "-5", "€"),
        ("1,650", "1650", ""),
        ("1.650", "1.65", ""),
        ("1,650.50 EUR", "1650.5", "EUR"),
        ("12 650 000 EUR", "12650000", "EUR"),
        ("12\u202f650 EUR", "12650", "EUR"),
        ("40,000 tonnes a year", "40000", "tonnes a year"),
        ("5 % p.a.", "5", "% p.a."),
        ("3 m3", "3", "m3"),
        ("5 EUR/t", "5", "EUR/t"),
    ],
)
def test_a_number_with_or_without_a_unit_is_a_quantity(text, amount, unit):
    assert Quantity.parse(text) == Quantity(Decimal(amount), unit)
    assert number_fault(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "as last year",
        "about 5 %",
        "5 to 7 %",
        "5-7 %",
        "5–7 %",
        "1/2",
        "2001-05-01",
        "5, then 6",
        "5.",
        "3rd",
        "1e3",
        "0x1F",
        "5½",
        "--5",
        "5 years or 6",
        "a plan of four more words than a unit",
        "5 a b c d e",
        "1_000",
        "5 _x",
    ],
)
def test_words_ranges_and_dates_are_no_quantities(text):
    assert Quantity.parse(text) is None
    assert number_fault(text) == ""


@pytest.mark.parametrize(
    "text",
    ["1,65", "16,50 EUR", "0,123", "1.650,50 EUR", "1'650", "1,650,00", "1.2.3", "0,1234567890123"],
)
def test_a_number_that_could_be_read_in_two_ways_is_refused(text):
    assert Quantity.parse(text) is None
    assert "cannot be read in one way; write a point before decimals" in number_fault(text)


def test_a_number_has_twelve_digits_at_most():
    assert Quantity.parse("9" * MOST_DIGITS) == Quantity(Decimal("9" * MOST_DIGITS), "")
    assert Quantity.parse("9" * (MOST_DIGITS + 1)) is None
    assert number_fault("1,000,000,000,000 EUR") == (
        "'1,000,000,000,000' has more than 12 digits; write it in a larger unit, such as `1.65 million EUR`"
    )


@pytest.mark.parametrize("text", ["0.1234567890123", "1,234.5678901234 EUR"])
def test_a_number_with_many_decimals_wants_fewer(text):
    assert number_fault(text) == f"{text.split()[0]!r} has more than 12 digits; write fewer decimals"


@given(st.decimals(-(10**8), 10**8, places=4))
def test_an_amount_is_read_back_as_it_is_written(amount):
    assert Quantity.parse(f"{written(amount)} %") == Quantity(amount, "%")


@given(st.text() | st.text("0123456789.,' -+%$EUR½a"))
@example("\N{ARABIC-INDIC DIGIT THREE}")
def test_no_text_is_both_a_quantity_and_at_fault(text):
    assert Quantity.parse(text) is None or not number_fault(text)


@pytest.mark.parametrize("unit", ["%", "years", "EUR", "$", "EUR per hour", "m²", "tonnes a year"])
def test_a_unit_is_a_sign_a_code_or_a_few_words(unit):
    assert unit_fault(unit) == ""
    assert Quantity.parse(f"5 {unit}") == Quantity(Decimal(5), unit)


@pytest.mark.parametrize(
    "unit", ["", "%", "years", "EUR per hour", "tonnes a year", "% a year", "EUR million a year", "ALL", "$ each"]
)
def test_three_words_and_a_currency_are_a_plain_unit(unit):
    assert is_plain(unit)


@pytest.mark.parametrize(
    "unit", ["May", "JUNE", "days after signing", "% plus a bonus", "seats and a veto", "of them", "a b c d", "pm"]
)
def test_what_goes_on_with_a_sentence_is_no_plain_unit(unit):
    assert not is_plain(unit)


@pytest.mark.parametrize(
    ("text", "expected"), [("5", False), ("5 %", False), ("1,65", False), ("soon", True), ("1,65 of May", True)]
)
def test_what_is_no_number_with_a_plain_unit_is_prose(text, expected):
    assert is_prose(text) == expected


@pytest.mark.parametrize("unit", ["", "5", "a, b", "5 %", "a b c d e", "-", "_x"])
def test_what_is_no_unit_is_refused(unit):
    assert unit_fault(unit) == f"{unit!r} is no unit; write one such as %, years, EUR or `EUR per hour`"


@pytest.mark.parametrize(
    ("one", "other"), [("year", "years"), ("tonne a year", "tonnes a year"), ("days", "day"), ("", "")]
)
def test_a_plural_s_makes_no_other_unit(one, other):
    assert is_same_unit(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("EUR 1.5 million", "2 million EUR"), ("$5", "5 $"), ("US$ 5 per hour", "5 US$ per hour"), ("EUR 1 m", "1 m EUR")],
)
def test_a_currency_before_or_after_the_number_says_the_same(one, other):
    first, second = Quantity.parse(one), Quantity.parse(other)
    assert is_same_unit(first.unit, second.unit)


@pytest.mark.parametrize(
    ("one", "other"),
    [("EUR m", "m"), ("m", "ms"), ("Years", "years"), ("EUR", "€"), ("", "%")],
)
def test_what_is_written_otherwise_is_another_unit(one, other):
    assert not is_same_unit(one, other)


def test_only_a_plural_s_is_taken_away():
    assert [singular(unit) for unit in ("glass", "kms", "m²s", "acres", "")] == ["glass", "kms", "m²s", "acre", ""]


@pytest.mark.parametrize(
    ("amount", "text"), [("1650.50", "1650.5"), ("100", "100"), ("1E+3", "1000"), ("-0.250", "-0.25"), ("5.0", "5")]
)
def test_an_amount_is_written_without_needless_zeros(amount, text):
    assert written(Decimal(amount)) == text
