"""The bootstrap over records: how much a figure would vary, had other records of the same sort been collected.

Whole records are drawn anew, as what stands in one record hangs together: its cuts overlap, its outcomes follow from
each other.

Source: B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap (1993), the percentile interval.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from random import Random
from statistics import quantiles
from typing import Final

from attrs import frozen

SAMPLES: Final = 1000
FEWEST: Final = 10
"""The fewest records from which there is an interval."""


@frozen
class Estimate:
    """A figure, and the bounds between which it lies with a confidence of 95 %, as far as the records go.

    The figure is None where there is none, the bounds are None where there are too few records to say.
    """

    value: float | None
    low: float | None = None
    high: float | None = None

    @classmethod
    def of(cls, value: float | None, samples: Iterable[float | None]) -> "Estimate":
        """The figure with the bounds that its values in the samples give; samples in which it has none do not count."""
        values = [sample for sample in samples if sample is not None]
        if value is None or len(values) < 2:
            return cls(value)
        cuts = quantiles(values, n=40, method="inclusive")  # fortieths: the first is at 2.5 %, the last at 97.5 %
        return cls(value, cuts[0], cuts[-1])


def resampled(records: int, seed: int) -> Iterator[Counter[int]]:
    """Samples of so many records, drawn with replacement: how often each is in it, by number; none of too few."""
    random = Random(f"{seed}/the bootstrap")  # noqa: S311 - a simulation, not a secret
    for _ in range(SAMPLES if records >= FEWEST else 0):
        yield Counter(random.choices(range(records), k=records))
