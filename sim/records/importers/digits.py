"""Numbers of a source as the values of terms have them: digits and a point, no more of them than terms can have."""

from decimal import Decimal
from math import isfinite

from sim.model.quantity import MOST_DIGITS


def in_digits(value: float) -> str:
    """A number in digits, rounded to as many as terms can have; one that is too large for them as Python prints it.

    >>> in_digits(1 / 3), in_digits(1e-05), in_digits(1350.0), in_digits(-0.0), in_digits(1e300)
    ('0.33333333333', '0.00001', '1350', '0', '1e+300')
    """
    if not isfinite(value) or abs(value) >= 10**MOST_DIGITS:
        return repr(value)
    number = Decimal(repr(value)) + 0
    places = MOST_DIGITS - len(str(abs(int(number))))
    text = f"{round(number, places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
