"""Tension, and the days of changes without a move, kept up to date subject by subject while a record goes on."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from heapq import heappop, heappush

from attrs import define, evolve, field

from sim.assess.tension import contributions_of, opposed_issues
from sim.assess.weights import Weights
from sim.model.dates import LIKELY
from sim.rules.subject import StateLike, Subjects


@define
class RunningTension:
    """The points of tension, kept up to date subject by subject."""

    weights: Weights
    _points: dict[str, int] = field(factory=dict)
    _opposed: dict[str, tuple[str, ...]] = field(factory=dict)
    _on_issue: Counter[str] = field(factory=Counter)
    _total: int = 0
    _weigh: dict[str, int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._weigh = self.weights.by_kind

    @property
    def points(self) -> int:
        """The sum of all points: of every subject, and of each issue on which something is opposed."""
        return self._total + self._weigh["opposed"] * len(self._on_issue)

    def look_at(self, names: Iterable[str], state: StateLike, day: date, reading: str = LIKELY) -> None:
        """Update the points of the subjects of these *names*, as they read on a day under a reading."""
        for name in names:
            subject = state.subjects.get(name)
            points = sum(self._weigh[one.kind] for one in contributions_of(subject, state.setting, day, reading))
            self._total += points - self._points.get(name, 0)
            self._points[name] = points
            self._update_opposed(name, opposed_issues(subject, day, reading))

    def _update_opposed(self, name: str, issues: tuple[str, ...]) -> None:
        before = self._opposed.get(name, ())
        if issues != before:
            self._on_issue.update(issues)
            self._on_issue.subtract(before)
            self._on_issue = +self._on_issue
            self._opposed[name] = issues

    def copy(self) -> "RunningTension":
        """An independent copy."""
        points, opposed, on_issue = dict(self._points), dict(self._opposed), Counter(self._on_issue)
        return evolve(self, points=points, opposed=opposed, on_issue=on_issue)


class UpcomingChanges:
    """The days ahead on which subjects may change under a reading without a move."""

    def __init__(self, days: Iterable[tuple[date, str]] = (), reading: str = LIKELY) -> None:
        self._days, self._reading = list(days), reading

    def copy(self) -> "UpcomingChanges":
        """An independent copy."""
        return UpcomingChanges(self._days, self._reading)

    def look_at(self, names: Iterable[str], subjects: Subjects, day: date) -> None:
        """Update the days ahead of the subjects of these *names*, as they are on a day."""
        for name in names:
            for turning in subjects[name].turning_days(self._reading):
                if turning > day:
                    heappush(self._days, (turning, name))

    def turned(self, day: date) -> Iterator[tuple[date, tuple[str, ...]]]:
        """The days up to this one, in order, each with the subjects that may change on it; they are then taken out."""
        while self._days and self._days[0][0] <= day:
            turning, names = self._days[0][0], dict[str, None]()
            while self._days and self._days[0][0] == turning:
                names[heappop(self._days)[1]] = None
            yield turning, tuple(names)
