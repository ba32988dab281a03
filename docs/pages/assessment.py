"""The page on the figures of an assessment, from their definitions."""

from pages import code, filled, table
from sim.assess import FIGURES, POSITIONS
from sim.assess.definitions import Definition


def page() -> str:
    """The reference of the figures."""
    return filled(
        "assessment.md",
        figures="\n\n".join(_defined(name, each, "##") for name, each in FIGURES.items()),
        overview=_overview(),
        positions="\n\n".join(_defined(name, each, "###") for name, each in POSITIONS.items()),
    )


def _overview() -> str:
    rows = ((f"[{name}](#{name.replace(' ', '-')})", each.unit or "a verdict") for name, each in FIGURES.items())
    return table(("figure", "unit"), rows)


def _defined(name: str, each: Definition, level: str) -> str:
    unit = f"Unit: {code(each.unit)}." if each.unit else "A verdict."
    parts = (
        f"{level} {name}",
        each.words,
        f"Example: {each.example}",
        f"It does not say: {each.silent_on}",
        unit,
        f"Source: {each.source}.",
    )
    return "\n\n".join(parts)
