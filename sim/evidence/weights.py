"""Whether a conclusion holds for all admissible weights of tension, or for those of the scenario and some others."""

from collections.abc import Mapping
from fractions import Fraction

from sim.assess.tension import DEPENDS
from sim.assess.weights import RAYS
from sim.evidence.divided_record import Conclusion
from sim.evidence.results import ALL, SOME
from sim.evidence.summed_figures import points_by_issue
from sim.model.ids import NONE
from sim.scenario.expectations import CENTRE, EASED, TENSION


def holds_for_weights(conclusion: Conclusion) -> str | None:
    """`all` if a conclusion that holds does so for all admissible weights, else `some`; None where they play no part.

    Of tension eased, that it does, or does not, is said of all weights. An issue is at the centre for all weights if
    none find another with more points, and some find each other one with fewer. Points of tension are the same for all
    only where nothing adds to it.
    """
    key, expected = conclusion.expectation.key, conclusion.expectation.expected
    if key == EASED:
        return SOME if expected == DEPENDS else ALL
    if key == CENTRE:
        return ALL if _is_centre_for_all(conclusion) else SOME
    if key == TENSION:
        return SOME if conclusion.sums else ALL
    return None


def _is_centre_for_all(conclusion: Conclusion) -> bool:
    issues = conclusion.record.history.start.setting.issue_ids
    by_ray = [points_by_issue(conclusion.sums, ray.by_kind, issues) for ray in RAYS]
    expected = () if conclusion.expectation.expected == NONE else conclusion.expectation.expected.split(", ")
    if not expected:
        return not any(any(points.values()) for points in by_ray)
    others = [issue for issue in issues if issue not in expected]
    return all(_are_most(points, expected) for points in by_ray) and all(
        any(points[expected[0]] > points[other] for points in by_ray) for other in others
    )


def _are_most(points: Mapping[str, Fraction], issues: list[str]) -> bool:
    """Whether each of these issues has as many points as any."""
    most_points = max(points.values())
    return all(points[issue] == most_points for issue in issues)
