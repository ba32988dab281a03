"""The figures of a record that are worked out from sums over its independent parts.

Each part adds its own share, so that what one part adds without some moves is looked at once, whatever is left out of
the others.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import partial
from typing import Any, Final

from attrs import frozen

from sim.assess.agreement import agreed
from sim.assess.conduct import ahead
from sim.assess.tension import change_by_kind, contributions, most, verdict
from sim.model.ids import NONE
from sim.scenario.expectations import (
    AGREED,
    CENTRE,
    COUNTS,
    EASED,
    HOSTILE_MOVES,
    MORE_HOSTILE,
    TENSION,
    AssessedSnapshot,
)

Sums = Mapping[Any, int | Fraction]
"""Sums by what they are of; what is missing is 0."""


@frozen
class SummedFigure:
    """A figure worked out from sums: what a part adds to them, and the value of the figure, as a file writes it."""

    summand: Callable[[AssessedSnapshot], Sums]
    value: Callable[[Sums, AssessedSnapshot], str]


def total(sums: Iterable[Sums]) -> Sums:
    """The sum of these; what comes to 0 is left out."""
    found = dict[Any, int | Fraction]()
    for each in sums:
        for key, value in each.items():
            found[key] = found.get(key, 0) + value
    return {key: value for key, value in found.items() if value}


def less(sums: Sums, others: Sums) -> Sums:
    """What the first has more than the others; what comes to 0 is left out."""
    return total((sums, {key: -value for key, value in others.items()}))


def of_key(key: str, subject: str) -> SummedFigure | None:
    """The figure that is expected under a key of an `expect` block, of a party where it is counted for each.

    None for what is no sum.
    """
    if key in COUNTS:
        return SummedFigure(partial(_counts, key), lambda sums, _: str(sums.get(subject, 0)))
    return _FIGURES.get(key)


def _counts(key: str, assessed: AssessedSnapshot) -> Sums:
    return {party: len(COUNTS[key](conduct)) for party, conduct in assessed.conduct.items()}


def _agreed(assessed: AssessedSnapshot) -> Sums:
    view = assessed.view
    return {AGREED: agreed(view.state, view.read_on, view.reading)}


def _leading(sums: Sums, assessed: AssessedSnapshot) -> str:
    return ahead({party: int(sums.get(party, 0)) for party in assessed.view.state.setting.party_ids})


def _change(assessed: AssessedSnapshot) -> Sums:
    assert assessed.before is not None, "it is read with the day that it compares with"
    return change_by_kind(contributions(assessed.before), contributions(assessed.view))


def _standing(assessed: AssessedSnapshot) -> Sums:
    """The shares of each issue in the contributions of each kind, under the kind and the issue.

    A contribution that is on no issue counts under an empty one.
    """
    shares = defaultdict[tuple[str, str], Fraction](Fraction)
    for contribution in contributions(assessed.view):
        issues = contribution.issues or ("",)
        for issue in issues:
            shares[contribution.kind, issue] += Fraction(1, len(issues))
    return shares


def points_by_issue(sums: Sums, weights: Mapping[str, int], issues: Iterable[str]) -> dict[str, Fraction]:
    """The points for the sake of each of the *issues*, with these points of each kind."""
    points = dict.fromkeys(issues, Fraction())
    for (kind, issue), share in sums.items():
        if issue in points:
            points[issue] += weights[kind] * share
    return points


def _centre(sums: Sums, assessed: AssessedSnapshot) -> str:
    issues = assessed.view.state.setting.issue_ids
    return ", ".join(most(points_by_issue(sums, assessed.weights.by_kind, issues))) or NONE


def _tension(sums: Sums, assessed: AssessedSnapshot) -> str:
    weights = assessed.weights.by_kind
    return str(sum(weights[kind] * share for (kind, _), share in sums.items()))


_FIGURES: Final[dict[str, SummedFigure]] = {
    AGREED: SummedFigure(_agreed, lambda sums, _: str(sums.get(AGREED, 0))),
    MORE_HOSTILE: SummedFigure(partial(_counts, HOSTILE_MOVES), _leading),
    CENTRE: SummedFigure(_standing, _centre),
    TENSION: SummedFigure(_standing, _tension),
    EASED: SummedFigure(_change, lambda sums, _: verdict({kind: int(count) for kind, count in sums.items()})),
}
