"""Reliability: whether what is forecast with a probability of so much comes about so often.

Source: A. H. Murphy, A new vector partition of the probability score, Journal of Applied Meteorology 12 (1973).
"""

from collections.abc import Iterator
from typing import Final

from attrs import define, field, frozen

BINS: Final = 10
"""The number of bins; each takes in its lower bound, and the last one its upper bound, too."""


@frozen
class ReliabilityBin:
    """The questions that a forecast gave a probability between two bounds: their mean, and how many came about."""

    low: float
    high: float
    questions: int
    forecast: float
    observed: float


@define
class ReliabilitySums:
    """The sums of one bin: questions, the runs in which their outcomes came about, and those that did come about."""

    questions: int = 0
    count: int = 0
    happened: int = 0


def _empty_bins() -> list[ReliabilitySums]:
    return [ReliabilitySums() for _ in range(BINS)]


@define
class Reliability:
    """The answers of one forecast, counted by bin; each answer is a number of so many *runs*."""

    runs: int
    bins: list[ReliabilitySums] = field(factory=_empty_bins)

    def add(self, count: int, *, happened: bool) -> None:
        """Count one answer."""
        sums = self.bins[min(BINS * count // self.runs, BINS - 1)]
        sums.questions += 1
        sums.count += count
        sums.happened += happened

    @property
    def table(self) -> tuple[ReliabilityBin, ...]:
        """The bins that are not empty, from low to high."""
        return tuple(self._filled())

    def _filled(self) -> Iterator[ReliabilityBin]:
        for number, sums in enumerate(self.bins):
            if sums.questions:
                yield ReliabilityBin(
                    low=number / BINS,
                    high=(number + 1) / BINS,
                    questions=sums.questions,
                    forecast=sums.count / sums.questions / self.runs,
                    observed=sums.happened / sums.questions,
                )
