"""The tables of an assessment: its figures, and the contributions to tension."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from sim.assess import FIGURES, Assessment, Figure, figures
from sim.assess.durations import LASTING
from sim.assess.tension import Contribution
from sim.report.table.render import NOTHING, Table

HEADLINES: Final = (
    "agreement",
    "concessions",
    "tension",
    "centre",
    "more hostile",
    "next talks",
    "deadlock",
)
"""The figures of a short assessment."""

_FIRST: Final = 3
"""How many of the moves behind a figure are named, where not all are."""


def chosen_figures(assessment: Assessment, only: Collection[str] | None = None) -> Iterator[Figure]:
    """The figures of an assessment, or those with one of the names in *only*."""
    return (figure for figure in figures(assessment) if only is None or figure.name in only)


def figures_with_values(chosen: Iterable[Figure]) -> tuple[str, ...]:
    """The names of the figures that are not zero, or unknown, everywhere."""
    found = {figure.name for figure in chosen if not figure.is_nothing}
    return tuple(name for name in FIGURES if name in found)


def figures_table(chosen: Iterable[Figure], *, all_moves: bool = False, all_subjects: bool = False) -> Table:
    """The table of figures, one row each; of durations only what has lasted, or *all_subjects*.

    Of the moves that a figure rests on it names the first three, and how many more there are (`#2 #4 #6 +5`), unless
    *all_moves* are wanted.
    """
    headers = ("figure", "of", "value", "unit", "moves")
    told = (each for each in chosen if all_subjects or each.name not in LASTING or not each.is_nothing)
    return Table("Assessment", headers, tuple(_figure_row(each, all_moves=all_moves) for each in told))


def _figure_row(figure: Figure, *, all_moves: bool) -> tuple[str, ...]:
    moves = _numbers(figure.moves, all_moves=all_moves)
    return figure.name, figure.of or NOTHING, str(figure), figure.unit or NOTHING, moves


def tension_table(assessment: Assessment, *, all_moves: bool = False) -> Table:
    """The table of the contributions to tension, one row each, and their moves as in the table of the figures."""
    headers = ("contribution", "subject", "party", "issues", "points", "moves")
    rows = (_contribution_row(each, assessment, all_moves=all_moves) for each in assessment.tension.contributions)
    return Table("Contributions to tension", headers, tuple(rows))


def _contribution_row(contribution: Contribution, assessment: Assessment, *, all_moves: bool) -> tuple[str, ...]:
    return (
        contribution.kind,
        contribution.subject,
        contribution.whose or NOTHING,
        ", ".join(contribution.issues) or NOTHING,
        str(assessment.tension.points_of(contribution)),
        _numbers(assessment.numbers_of(contribution.moves), all_moves=all_moves),
    )


def _numbers(moves: tuple[int, ...], *, all_moves: bool) -> str:
    named = moves if all_moves else moves[:_FIRST]
    more = len(moves) - len(named)
    return " ".join(f"#{number}" for number in named) + (f" +{more}" if more else "") or NOTHING
