"""The tables of an assessment: its figures, and the contributions to tension."""

from collections.abc import Collection, Iterator
from typing import Final

from sim.assess import Assessment, Figure, figures
from sim.assess.tension import Contribution
from sim.report.table.render import NOTHING, Table

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


def chosen_figures(assessment: Assessment, only: Collection[str] = ()) -> Iterator[Figure]:
    """The figures of an assessment, or those with one of the names in *only*."""
    return (figure for figure in figures(assessment) if not only or figure.name in only)


def figures_table(assessment: Assessment, only: Collection[str] = ()) -> Table:
    """The table of the figures, or of *only* some, one row each."""
    headers = ("figure", "of", "value", "unit", "moves")
    return Table("Assessment", headers, tuple(map(_figure_row, chosen_figures(assessment, only))))


def _figure_row(figure: Figure) -> tuple[str, ...]:
    return figure.name, figure.of or NOTHING, str(figure), figure.unit or NOTHING, _numbers(figure.moves)


def tension_table(assessment: Assessment) -> Table:
    """The table of the contributions to tension, one row each."""
    headers = ("contribution", "subject", "party", "issues", "points", "moves")
    rows = (_contribution_row(contribution, assessment) for contribution in assessment.tension.contributions)
    return Table("Contributions to tension", headers, tuple(rows))


def _contribution_row(contribution: Contribution, assessment: Assessment) -> tuple[str, ...]:
    return (
        contribution.kind,
        contribution.subject,
        contribution.whose or NOTHING,
        ", ".join(contribution.issues) or NOTHING,
        str(assessment.tension.points_of(contribution)),
        _numbers(assessment.numbers_of(contribution.moves)),
    )


def _numbers(moves: tuple[int, ...]) -> str:
    return " ".join(f"#{number}" for number in moves) or NOTHING
