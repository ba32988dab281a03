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
    example = f"\n\nExample: {each.example}" if each.example else ""
    source = f"\n\nSource: {each.source}." if each.source else ""
    return f"## {name}\n\n{each.words}{example}\n\n{unit}{source}"
