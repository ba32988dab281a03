"""The tables and the JSON of an assessment: its figures, and what tension rests on."""

from collections.abc import Collection, Iterator
from typing import Any, Final

from sim.assess import Assessment, Figure, figures
from sim.assess.tension import Contribution
from sim.report.table.render import NOTHING, Table

FORMAT: Final = "negsim-assess/1"

HEADLINES: Final = (
    "agreement",
    "concessions",
    "tension",
    "centre",
    "initiative",
    "next talks",
    "deadlock",
)
"""The figures of a short assessment."""


def figures_table(found: Assessment, only: Collection[str] = ()) -> Table:
    """The table of the figures, or of *only* some, one row each."""
    headers = ("figure", "of", "value", "unit", "moves")
    return Table("Assessment", headers, tuple(map(_figure_row, _wanted(found, only))))


def _wanted(found: Assessment, only: Collection[str]) -> Iterator[Figure]:
    return (figure for figure in figures(found) if not only or figure.name in only)


def _figure_row(figure: Figure) -> tuple[str, ...]:
    return figure.name, figure.of or NOTHING, str(figure), figure.unit or NOTHING, _numbers(figure.moves)


def tension_table(found: Assessment) -> Table:
    """The table of the contributions to tension, one row each."""
    headers = ("contribution", "subject", "party", "issues", "points", "moves")
    rows = (_contribution_row(each, found) for each in found.tension.contributions)
    return Table("Contributions to tension", headers, tuple(rows))


def _contribution_row(each: Contribution, found: Assessment) -> tuple[str, ...]:
    points, moves = str(found.tension.points_of(each)), _numbers(found.numbers_of(each.moves))
    return each.kind, each.subject, each.whose or NOTHING, ", ".join(each.issues) or NOTHING, points, moves


def _numbers(moves: tuple[int, ...]) -> str:
    return " ".join(f"#{number}" for number in moves) or NOTHING


def assess_document(title: str, branch: str, found: Assessment, only: Collection[str] = ()) -> dict[str, Any]:
    """The assessment as one object that JSON can hold. Its form is a contract, named by `format`."""
    view, before = found.view, found.before
    document: dict[str, Any] = {
        "format": FORMAT,
        "scenario": title,
        "branch": branch or None,
        "as_of": None if view.day is None else view.day.isoformat(),
        "since": None if before is None or before.day is None else before.day.isoformat(),
        "reading": view.reading,
        "figures": figures_as_json(found, only),
    }
    if not only or "tension" in only:
        document["tension"] = [_contribution(each, found) for each in found.tension.contributions]
    return document


def figures_as_json(found: Assessment, only: Collection[str] = ()) -> list[dict[str, Any]]:
    """The figures, or *only* some, as objects that JSON can hold."""
    return [_figure(figure) for figure in _wanted(found, only)]


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "figure": figure.name,
        "of": figure.of or None,
        "value": figure.value,
        "out_of": figure.out_of,
        "unit": figure.unit or None,
        "moves": list(figure.moves),
    }


def _contribution(each: Contribution, found: Assessment) -> dict[str, Any]:
    return {
        "what": each.kind,
        "subject": each.subject,
        "of": each.whose or None,
        "issues": list(each.issues),
        "points": found.tension.points_of(each),
        "moves": list(found.numbers_of(each.moves)),
    }
