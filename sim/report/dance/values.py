"""The scale of the values of a term, with its ticks: round numbers, or each word of a list."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from itertools import count
from typing import Final

from attrs import frozen

from sim.assess.position import TermPositions
from sim.model.quantity import written

_MAX_STEPS: Final = 4
_HEIGHT: Final = 96.0
_WORD_HEIGHT: Final = 18.0


@frozen
class ValueScale:
    """The ticks of a scale with their labels, from the lowest up, and the span of the amounts; it is so high."""

    low: Decimal
    high: Decimal
    ticks: tuple[tuple[Decimal, str], ...]
    height: float

    @classmethod
    def of(cls, term: TermPositions) -> "ValueScale":
        """The scale of the values of a term: for words all that there are."""
        if term.words:
            ticks = tuple((Decimal(place), word) for place, word in enumerate(term.words))
            return cls(ticks[0][0], ticks[-1][0], ticks, max(_HEIGHT, _WORD_HEIGHT * (len(ticks) - 1)))
        amounts = [step.amount for step in term.course]
        low, high = min(amounts), max(amounts)
        return cls(low, high, tuple((tick, written(tick)) for tick in _round(low, high)), _HEIGHT)

    def above(self, amount: Decimal) -> float:
        """How far an amount is above the lowest, in the unit of the height; in the middle where there is but one."""
        span = self.high - self.low
        return self.height * (float((amount - self.low) / span) if span else 0.5)


def _round(low: Decimal, high: Decimal) -> Iterator[Decimal]:
    """The round amounts between two, with equal steps between them, of which there are few."""
    span = high - low
    if not span:
        yield low
        return
    powers = count(span.adjusted() - 1)
    steps = (digit * Decimal(10) ** power for power in powers for digit in (1, 2, 5))
    step = next(step for step in steps if span <= _MAX_STEPS * step)
    tick = (low / step).to_integral_value(ROUND_CEILING) * step
    while tick <= high:
        yield tick
        tick += step
