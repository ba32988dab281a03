"""Tension while a record goes on: only what may have come to read otherwise is looked at again."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from sim.assess.tension import of_subject, opposed_on
from sim.assess.weights import Weights
from sim.negotiation import Negotiation


class RunningTension:
    """The points of what stands, kept subject by subject."""

    def __init__(self, weights: Weights) -> None:
        self._weigh = weights.by_kind
        self._points: dict[str, int] = {}
        self._opposed: dict[str, tuple[str, ...]] = {}
        self._on_issue = Counter[str]()
        self._total = 0

    @property
    def points(self) -> int:
        """The sum of all points: of what stands, and of each issue on which something is opposed."""
        return self._total + self._weigh["opposed"] * len(self._on_issue)

    def look_at(self, names: Iterable[str], state: Negotiation, day: date) -> None:
        """Take in how the subjects of these *names* read on a day."""
        for name in names:
            subject = state.subjects.get(name)
            points = sum(self._weigh[each.kind] for each in of_subject(subject, state.setting, day))
            self._total += points - self._points.get(name, 0)
            self._points[name] = points
            self._oppose(name, opposed_on(subject, day))

    def _oppose(self, name: str, issues: tuple[str, ...]) -> None:
        before = self._opposed.get(name, ())
        if issues != before:
            self._on_issue.update(issues)
            self._on_issue.subtract(before)
            self._on_issue = +self._on_issue
            self._opposed[name] = issues
