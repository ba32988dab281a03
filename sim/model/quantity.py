"""Numbers with a unit, such as `5 %`, `3 years` or `EUR 1,650.50`, and the rules by which a text is read as one.

A point begins the decimals. A comma or a blank may stand between groups of three digits, so `1,650` is one thousand six
hundred and fifty, and `1.650` is less than two. The unit follows the number; a sign or a code of three capitals for a
currency may stand before it. A text with more than one number, such as a range, is no quantity.

Whether what follows a number is its unit or the beginning of a sentence, the text alone does not tell: `30 days` has a
unit, `1 May` has none. Where nobody has declared the unit, only a plain one counts.
"""

import re
from decimal import Decimal
from typing import Final

from attrs import frozen

MOST_DIGITS: Final = 12
"""The most digits of a number; sums and differences of such numbers are exact."""

_BLANKS: Final = " \u00a0\u2009\u202f"
_CURRENCY_SIGNS: Final = "$\u00a2-\u00a5\u20a0-\u20cf"
_CURRENCY: Final = rf"(?:[A-Z]{{3}}(?![A-Za-z])|[A-Z]{{0,3}}[{_CURRENCY_SIGNS}])"
_WORD: Final = r"[^\s\d_+\-−–—.,;:!?\"'’“”()\[\]{}<>=~/|\u00bc-\u00be\u2150-\u215f][^\s,;:!?\"“”()\[\]{}<>=]*"
_UNIT: Final = rf"{_WORD}(?:[{_BLANKS}]{_WORD}){{0,3}}"
_SIGN: Final = "[-+−]"
_ORDINAL_OR_CODE: Final = r"(?:st|nd|rd|th)\b|[A-Za-z]+[0-9]"
"""What no unit is that follows a number at once, as in `3rd` or `1e3`."""
_QUANTITY: Final = re.compile(
    rf"(?!{_SIGN}[^0-9]*{_SIGN})(?P<sign>{_SIGN}?)(?:(?P<currency>{_CURRENCY})[{_BLANKS}]?)?(?P<inner>{_SIGN}?)"
    rf"(?P<number>[0-9](?:[0-9.,'’]|[{_BLANKS}](?=[0-9]{{3}}(?![0-9])))*)"
    rf"(?:(?:[{_BLANKS}]|(?!{_ORDINAL_OR_CODE}))(?P<unit>{_UNIT}))?"
)
"""A text that looks like a number with a unit; whether its number is one, `_NUMBER` says."""
_NUMBER: Final = re.compile(
    rf"(?P<whole>[1-9][0-9]{{0,2}}(?:(?P<gap>[,{_BLANKS}])[0-9]{{3}})(?:(?P=gap)[0-9]{{3}})*|[0-9]+)"
    r"(?P<decimals>\.[0-9]+)?"
)
_SHORTEST_PLURAL: Final = 4
_MOST_PLAIN_WORDS: Final = 3
"""The most words of a plain unit, without its currency."""
_WORD_OF_PROSE: Final = re.compile(
    "and|or|nor|but|not|no|of|off|after|before|plus|minus|with|without|from|by|until|till|to|into|in|on|at|for|as|than|"
    "then|if|unless|when|while|since|during|within|under|over|upon|about|against|between|the|this|that|these|those|both|"
    "only|more|less|fewer|most|least|later|earlier|ago|now|again|once|twice|extra|am|a\\.m\\.|pm|p\\.m\\.|"
    "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|(nov|dec)(ember)?",
    re.IGNORECASE,
)
"""A word that no plain unit has: one that goes on with a sentence, or a month."""


@frozen
class Quantity:
    """An amount and its unit as written; the unit is empty where none is.

    >>> Quantity.parse("EUR 1,650.50")
    Quantity(amount=Decimal('1650.50'), unit='EUR')
    >>> Quantity.parse("5 to 7 %") is None
    True
    """

    amount: Decimal
    unit: str

    @classmethod
    def parse(cls, text: str) -> "Quantity | None":
        """The quantity that a text is; None if it is none."""
        parts = _QUANTITY.fullmatch(text.strip())
        if parts is None:
            return None
        number = _NUMBER.fullmatch(parts["number"])
        if number is None or _digits(parts["number"]) > MOST_DIGITS:
            return None
        amount = Decimal(f"{re.sub('[^0-9]', '', number['whole'])}{number['decimals'] or ''}")
        is_negative = f"{parts['sign']}{parts['inner']}" in ("-", "−")
        unit = " ".join(f"{parts['currency'] or ''} {parts['unit'] or ''}".split())
        return cls(-amount if is_negative and amount else amount, unit)


def is_plain(unit: str) -> bool:
    """Whether this is a unit even if nobody has declared it: a currency, and three words at most, none of prose.

    >>> is_plain("EUR per hour"), is_plain("days after signing")
    (True, False)
    """
    _, others = _by_currency(unit)
    return len(others) <= _MOST_PLAIN_WORDS and not any(map(_WORD_OF_PROSE.fullmatch, unit.split()))


def is_prose(text: str) -> bool:
    """Whether a text is no number with a plain unit; one whose number cannot be read in one way counts as such."""
    parts = _QUANTITY.fullmatch(text.strip())
    return parts is None or not is_plain(parts["unit"] or "")


def number_fault(text: str) -> str:
    """Why a text that looks like a quantity cannot be read as one, with the way out; empty for any other text."""
    parts = _QUANTITY.fullmatch(text.strip())
    if parts is None or parts["number"][-1] in ".,'’" or Quantity.parse(text) is not None:
        return ""
    number, clear = parts["number"], _NUMBER.fullmatch(parts["number"])
    if clear is not None:
        way_out = (
            "write it in a larger unit, such as `1.65 million EUR`"
            if _digits(clear["whole"]) > MOST_DIGITS
            else "write fewer decimals"
        )
        return f"{number!r} has more than {MOST_DIGITS} digits; {way_out}"
    return (
        f"{number!r} cannot be read in one way; write a point before decimals, and a comma or a blank between "
        "thousands, such as 1650.5 or 1,650.5"
    )


def _by_currency(unit: str) -> tuple[str, list[str]]:
    """The first word of a unit that is a currency, empty if none is, and its other words."""
    words = unit.split()
    currency = next((word for word in words if re.fullmatch(_CURRENCY, word)), "")
    if currency:
        words.remove(currency)
    return currency, words


def _digits(number: str) -> int:
    return sum(character.isdigit() for character in number)


def unit_fault(unit: str) -> str:
    """Why a text is no unit, with the way out; empty for a unit."""
    is_unit = re.fullmatch(_UNIT, unit) is not None or re.fullmatch(_CURRENCY, unit) is not None
    return "" if is_unit else f"{unit!r} is no unit; write one such as %, years, EUR or `EUR per hour`"


def is_same_unit(one: str, other: str) -> bool:
    """Whether two units are one.

    They are alike but for the place of the currency, and for a plural `s` at the end of the first other word.

    >>> is_same_unit("EUR million", "million EUR"), is_same_unit("year", "years")
    (True, True)
    """
    return one == other or _compared(one) == _compared(other)


def _compared(unit: str) -> tuple[str, str]:
    currency, words = _by_currency(unit)
    return currency, singular(" ".join(words))


def singular(unit: str) -> str:
    """The unit without a plural `s` at the end of its first word, if that has four letters or more.

    >>> singular("tonnes a year")
    'tonne a year'
    >>> singular("ms")
    'ms'
    """
    first, blank, others = unit.partition(" ")
    is_plural = len(first) >= _SHORTEST_PLURAL and first.isalpha() and first.endswith("s") and not first.endswith("ss")
    return f"{first[:-1] if is_plural else first}{blank}{others}"


def written(amount: Decimal) -> str:
    """The amount in digits, without needless zeros.

    >>> written(Decimal("1650.50"))
    '1650.5'
    """
    text = f"{amount:f}"
    return text.rstrip("0").removesuffix(".") if "." in text else text
