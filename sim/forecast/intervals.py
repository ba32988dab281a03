"""Intervals for estimates from many runs. They bound the effect of chance, not the error of the assumptions."""

from collections import Counter
from math import ceil, sqrt
from statistics import NormalDist
from typing import Final

from attrs import frozen

LEVEL: Final = 0.95
_Z: Final = NormalDist().inv_cdf(0.5 + LEVEL / 2)


@frozen
class Interval:
    """An estimate, and the bounds between which it lies with a confidence of 95 %, as far as the runs go."""

    value: float
    low: float
    high: float


def wilson(count: int, runs: int) -> Interval:
    """A share of runs, with Wilson's score interval.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927). SciPy has it too
    and takes half a second to load; the tests hold this against it.
    """
    share, extra = count / runs, _Z * _Z / runs
    middle = (share + extra / 2) / (1 + extra)
    reach = _Z * sqrt((share * (1 - share) + extra / 4) / runs) / (1 + extra)
    low = 0.0 if count == 0 else max(middle - reach, 0.0)
    high = 1.0 if count == runs else min(middle + reach, 1.0)
    return Interval(share, low, high)


@frozen
class Pairs:
    """The runs in which both of two outcomes came about, only the first, only the second, or neither."""

    both: int = 0
    first: int = 0
    second: int = 0
    neither: int = 0

    @property
    def runs(self) -> int:
        """The number of runs."""
        return self.both + self.first + self.second + self.neither


def difference(pairs: Pairs) -> Interval:
    """The share of the second less that of the first, with an interval for shares of the same runs.

    Source: R. G. Newcombe, Improved confidence intervals for the difference between binomial proportions based on
    paired data, Statistics in Medicine 17 (1998), method 10.
    """
    one, other = wilson(pairs.both + pairs.second, pairs.runs), wilson(pairs.both + pairs.first, pairs.runs)
    down, up = (one.value - one.low, other.high - other.value), (one.high - one.value, other.value - other.low)
    tie, value = _correlation(pairs), one.value - other.value
    low = value - sqrt(max(down[0] ** 2 - 2 * tie * down[0] * down[1] + down[1] ** 2, 0.0))
    high = value + sqrt(max(up[0] ** 2 - 2 * tie * up[0] * up[1] + up[1] ** 2, 0.0))
    return Interval(value, low, high)


def _correlation(pairs: Pairs) -> float:
    """The correlation of the two, with the correction for continuity where it is above 0."""
    margins = (
        (pairs.both + pairs.first)
        * (pairs.second + pairs.neither)
        * (pairs.both + pairs.second)
        * (pairs.first + pairs.neither)
    )
    if not margins:
        return 0.0
    product = float(pairs.both * pairs.neither - pairs.first * pairs.second)
    corrected = max(product - pairs.runs / 2, 0.0) if product > 0 else product
    return corrected / sqrt(margins)


def mean(counts: "Counter[int]") -> Interval:
    """The mean of whole numbers, given how often each came, with the interval of the normal approximation."""
    runs = counts.total()
    value = sum(number * count for number, count in counts.items()) / runs
    squares = sum((number - value) ** 2 * count for number, count in counts.items())
    reach = _Z * sqrt(squares / (runs - 1) / runs) if runs > 1 else 0.0
    return Interval(value, value - reach, value + reach)


def quantile(counts: "Counter[int]", share: float, runs: int | None = None) -> int | None:
    """The least number that this share of runs does not exceed; None where it lies among runs that have no number.

    Without *runs* all of them have one.
    """
    wanted, seen = max(ceil(share * (counts.total() if runs is None else runs) - 1e-9), 1), 0
    for number in sorted(counts):
        seen += counts[number]
        if seen >= wanted:
            return number
    return None
