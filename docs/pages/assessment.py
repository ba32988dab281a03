"""The page on the figures of an assessment, from their definitions."""

from pages import code, filled, table
from sim.assess import FIGURES


def page() -> str:
    """The reference of the figures."""
    return filled("assessment.md", figures="\n\n".join(_figure(name) for name in FIGURES), overview=_overview())


def _overview() -> str:
    rows = ((f"[{name}](#{name.replace(' ', '-')})", each.unit or "a verdict") for name, each in FIGURES.items())
    return table(("figure", "unit"), rows)


def _figure(name: str) -> str:
    each = FIGURES[name]
    unit = f"Unit: {code(each.unit)}." if each.unit else "A verdict."
    parts = (
        f"## {name}",
        each.words,
        f"Example: {each.example}",
        f"It does not say: {each.silent_on}",
        unit,
        f"Source: {each.source}.",
    )
    return "\n\n".join(parts)
