"""Terms that are values: numbers in a unit, or words of a list, each a step from the next."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from sim.model.errors import did_you_mean
from sim.model.ids import NONE, reserved_word
from sim.model.quantity import Quantity, is_prose, is_same_unit, number_fault, unit_fault

Scale = str | tuple[str, ...]
"""What the values of a term are: numbers in this unit, or one of these words, in their order."""

Scales = tuple[tuple[str, tuple[tuple[str, Scale], ...]], ...]
"""The scales by issue and term."""

MOST_WORDS: Final = 100
"""The most words of a list."""

STEPS: Final = "steps"
"""The unit of what lies between two words."""


def as_scales(declared: "Mapping[str, Mapping[str, str | Sequence[str]]] | Scales") -> Scales:
    """The scales that are declared by issue and term, a unit or a list of words; an issue without terms has none."""
    if not isinstance(declared, Mapping):
        return tuple(declared)
    return tuple(
        (issue, tuple((term, scale if isinstance(scale, str) else tuple(scale)) for term, scale in terms.items()))
        for issue, terms in declared.items()
        if terms
    )


def unfit_scales(scales: Scales, issues: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """The reasons why the terms of issues cannot have these scales, each with the issue and the term."""
    for issue, terms in scales:
        if issue not in issues:
            yield issue, "", f"{issue!r} is no issue, and so has no terms{did_you_mean(issue, issues)}"
        for term, scale in terms:
            reason = scale_fault(scale)
            if reason:
                yield issue, term, reason


def scale_fault(scale: Scale) -> str:
    """Why this is no scale, with the way out; empty for one."""
    if isinstance(scale, str):
        return f"{unit_fault(scale)}, or a list of words in order" if unit_fault(scale) else ""
    twice = [word for word, count in Counter(scale).items() if count > 1]
    if twice:
        return f"{twice[0]!r} stands in this list twice"
    if NONE in scale:
        return reserved_word(NONE)
    if len(scale) > MOST_WORDS:
        return f"the list has {len(scale):,} words; a list has {MOST_WORDS} at most"
    return "" if len(scale) > 1 else "a list has two words or more, from one end to the other"


def measured(value: str, scale: Scale | None = None) -> Quantity | None:
    """The value of a term as a quantity: a number in its unit, or of a word its place in the list, from 0, in steps.

    A number without a unit has that of the scale. None for what is neither, and for a number in another unit. Without a
    scale, a number whose unit is not a plain one is prose: `1 May`, `10 % plus a bonus`.
    """
    if isinstance(scale, tuple):
        return Quantity(Decimal(scale.index(value)), STEPS) if value in scale else None
    quantity = None if scale is None and is_prose(value) else Quantity.parse(value)
    if quantity is None or scale is None or quantity.unit == scale:
        return quantity
    is_in_unit = not quantity.unit or is_same_unit(quantity.unit, scale)
    return Quantity(quantity.amount, scale) if is_in_unit else None


def value_fault(value: str, scale: Scale | None = None) -> str:
    """Why this cannot be the value of a term on that scale, with the way out; empty for what can.

    Without a scale only a number is refused that could be read in two ways; words are prose.
    """
    if isinstance(scale, tuple):
        return (
            "" if value in scale else f"{value!r} is none of its words{did_you_mean(value, scale)}{_all(scale, value)}"
        )
    if scale is None:
        return "" if is_prose(value) else number_fault(value)
    if measured(value, scale) is not None:
        return ""
    quantity = Quantity.parse(value)
    if quantity is None:
        return number_fault(value) or f"{value!r} is no number; write one in {scale}, or leave the term out"
    return f"{value!r} is in {quantity.unit}; write it in {scale}"


def _all(words: tuple[str, ...], value: str) -> str:
    """The whole list, where the advice names only the likeliest of its words."""
    return f" Its words are {', '.join(words)}" if did_you_mean(value, words).endswith("?") else ""
