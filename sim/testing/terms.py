"""The values that terms have in what the kit makes: on the scale of their term, or all of one term in one unit."""

from collections.abc import Mapping
from typing import Final

from sim.model.setting import Setting
from sim.model.terms import Scale

UNDECLARED: Final[Mapping[str, tuple[str, ...]]] = {
    "quota": ("40,000 tonnes", "35 500.5 tonnes", "1 tonne"),
    "term": ("3 years", "1 year", "27.5 years"),
    "fee": ("EUR 1,650", "0 EUR", "−20.50 EUR"),
    "scope": ("half and half", "NO", "5 to 7 %"),
}
"""The terms of every setting, each with numbers in one unit; the last has prose."""

_AMOUNTS: Final = ("0", "2.5", "1,650")


def values_of_terms(setting: Setting) -> dict[str, tuple[str, ...]]:
    """Some values for each term, by name: of those that a setting declares, then of four others.

    A term that two issues declare on different scales has none.
    """
    scales: dict[str, set[Scale]] = {}
    for (_, term), scale in setting.scales.items():
        scales.setdefault(term, set()).add(scale)
    declared = {term: _on(*of_term) if len(of_term) == 1 else () for term, of_term in scales.items()}
    return {term: values for term, values in {**declared, **UNDECLARED, **declared}.items() if values}


def _on(scale: Scale) -> tuple[str, ...]:
    """Some values on a scale."""
    return tuple(f"{amount} {scale}" for amount in _AMOUNTS) if isinstance(scale, str) else scale
