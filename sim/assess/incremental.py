"""A record while it goes on: its tension, and the days on which something turns; only what may turn is looked at."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from heapq import heappop, heappush

from attrs import define, evolve, field

from sim.assess.tension import of_subject, opposed_on
from sim.assess.weights import Weights
from sim.model.dates import LIKELY
from sim.rules.subject import StateLike, Subjects


@define
class RunningTension:
    """The points of what stands, kept subject by subject."""

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
        """The sum of all points: of what stands, and of each issue on which something is opposed."""
        return self._total + self._weigh["opposed"] * len(self._on_issue)

    def look_at(self, names: Iterable[str], state: StateLike, day: date, reading: str = LIKELY) -> None:
        """Take in how the subjects of these *names* read on a day under a reading."""
        for name in names:
            subject = state.subjects.get(name)
            points = sum(self._weigh[each.kind] for each in of_subject(subject, state.setting, day, reading))
            self._total += points - self._points.get(name, 0)
            self._points[name] = points
            self._oppose(name, opposed_on(subject, day, reading))

    def _oppose(self, name: str, issues: tuple[str, ...]) -> None:
        before = self._opposed.get(name, ())
        if issues != before:
            self._on_issue.update(issues)
            self._on_issue.subtract(before)
            self._on_issue = +self._on_issue
            self._opposed[name] = issues

    def copy(self) -> "RunningTension":
        """One that goes on from here by itself."""
        points, opposed, on_issue = dict(self._points), dict(self._opposed), Counter(self._on_issue)
        return evolve(self, points=points, opposed=opposed, on_issue=on_issue)


class UpcomingChanges:
    """The days ahead on which subjects may come to read otherwise under a reading, though nobody moves."""

    def __init__(self, days: Iterable[tuple[date, str]] = (), reading: str = LIKELY) -> None:
        self._days, self._reading = list(days), reading

    def copy(self) -> "UpcomingChanges":
        """One that goes on from here by itself."""
        return UpcomingChanges(self._days, self._reading)

    def look_at(self, names: Iterable[str], subjects: Subjects, day: date) -> None:
        """Take in how the subjects of these *names* stand on a day."""
        for name in names:
            for turning in subjects[name].turning_days(self._reading):
                if turning > day:
                    heappush(self._days, (turning, name))

    def turned(self, day: date) -> Iterator[tuple[date, tuple[str, ...]]]:
        """Each of the days up to this one, in order, with the subjects that it may turn; none comes twice."""
        while self._days and self._days[0][0] <= day:
            turning, names = self._days[0][0], dict[str, None]()
            while self._days and self._days[0][0] == turning:
                names[heappop(self._days)[1]] = None
            yield turning, tuple(names)
