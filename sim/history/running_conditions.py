"""When the conditions of threats are first met, kept up to date while a record goes on.

A condition that has once been met stays met, whatever becomes of it later. So a threat is looked at only when one of
the subjects that its condition names is moved or turned by a day, and no longer once it has been met.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from heapq import heappop, heappush

from attrs import define, evolve, field

from sim.history.triggers import DISCHARGED, DUE, TRIGGERED, Trigger, conditions, stands
from sim.model.condition import Condition
from sim.model.dates import LIKELY
from sim.model.move import Commit, Move
from sim.rules.preconditions import ENDS
from sim.rules.subject import Subject, Subjects
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure, Threaten


@define
class RunningConditions:
    """What has come of the threats, kept up to date subject by subject while a record goes on.

    `met` has the first verdict on each threat whose condition has been met while it stood, by its id, and `overdue`
    those whose deadline had passed before that. Where `unless` and `if` are met at once, `unless` wins. *numbers* are
    those of the moves, by the identity of each.
    """

    reading: str = LIKELY
    numbers: Mapping[int, int] = field(factory=dict)
    met: dict[str, Trigger] = field(factory=dict)
    overdue: dict[str, Trigger] = field(factory=dict)
    _after: int = 0
    _threats: set[str] = field(factory=set)
    _threats_on: defaultdict[str, dict[str, None]] = field(factory=lambda: defaultdict(dict))
    _days_ahead: list[tuple[date, str]] = field(factory=list)

    def copy(self) -> "RunningConditions":
        """An independent copy."""
        threats_on = defaultdict[str, dict[str, None]](dict)
        threats_on.update((name, dict(threats)) for name, threats in self._threats_on.items())
        return evolve(
            self,
            met=dict(self.met),
            overdue=dict(self.overdue),
            threats=set(self._threats),
            threats_on=threats_on,
            days_ahead=list(self._days_ahead),
        )

    def look_at(self, names: Iterable[str], subjects: Subjects, day: date, number: int | None = None) -> None:
        """Take note of a move of that number on a day, which leaves the subjects of these *names* as they are given."""
        self._after += 1
        for name in names:
            self._look_at_subject(subjects[name], subjects, day)
        for threat in self._threats_named(names):
            self._judge(threat, subjects, day, lambda condition: number)

    def turn_to(self, day: date, subjects: Subjects) -> None:
        """Take note of the days up to this one, on which the *subjects* turn though nobody moves."""
        while self._days_ahead and self._days_ahead[0][0] <= day:
            turning, names = self._days_ahead[0][0], dict[str, None]()
            while self._days_ahead and self._days_ahead[0][0] == turning:
                names[heappop(self._days_ahead)[1]] = None
            since = partial(self._announced, names, subjects, turning)
            for threat in self._threats_named(names):
                self._judge(threat, subjects, turning, since)

    def _look_at_subject(self, subject: Subject, subjects: Subjects, day: date) -> None:
        """Watch a new threat, and what its conditions name; of what is watched, note the days ahead."""
        if isinstance(subject, Measure) and isinstance(subject.made, Threaten) and subject.id not in self._threats:
            self._threats.add(subject.id)
            for name in (subject.id, *_named(subject)):
                self._threats_on[name][subject.id] = None
                if name in subjects:
                    self._look_ahead(subjects[name], day)
        elif subject.id in self._threats_on:
            self._look_ahead(subject, day)

    def _look_ahead(self, subject: Subject, day: date) -> None:
        for turning in subject.turning_days(self.reading):
            if turning > day:
                heappush(self._days_ahead, (turning, subject.id))

    def _threats_named(self, names: Iterable[str]) -> tuple[str, ...]:
        """The threats among these subjects, and those whose conditions name one of them."""
        return tuple(dict.fromkeys(threat for name in names for threat in self._threats_on.get(name, ())))

    def _judge(self, threat: str, subjects: Subjects, day: date, since: Callable[[Condition], int | None]) -> None:
        """Note what has come of a threat on a day; *since* gives the number of the move that has met a condition."""
        measure = subjects[threat]
        if not stands(measure, day, self.reading):
            if measure.ends.before is None:
                self._forget(measure)
            return
        for verdict, condition in ((DISCHARGED, measure.made.unless), (TRIGGERED, measure.made.if_)):
            if isinstance(condition, Condition) and condition.is_met(subjects, day, self.reading):
                self.met[threat] = Trigger(verdict, since(condition), self._after, day)
                self._forget(measure)
                return
        if threat not in self.overdue and measure.is_due(day, self.reading):
            self.overdue[threat] = Trigger(DUE, None, self._after, day)

    def _forget(self, measure: Measure) -> None:
        """Look no longer at a threat that has come to an end, or to a verdict."""
        for name in (measure.id, *_named(measure)):
            threats = self._threats_on[name]
            threats.pop(measure.id, None)
            if not threats:
                del self._threats_on[name]

    def _announced(self, names: Container[str], subjects: Subjects, day: date, condition: Condition) -> int | None:
        """The number of the last move that set the day for one of the subjects that turn then, of those it names."""
        turned = (subjects[name] for name in condition.subjects if name in names)
        moves = (move for subject in turned for move in _setting_the_day(subject, day, self.reading))
        return max((self.numbers[id(move)] for move in moves if id(move) in self.numbers), default=None)


def _named(threat: Measure) -> tuple[str, ...]:
    """The ids of the subjects that the conditions of a threat name, each once."""
    return tuple(dict.fromkeys(name for each in conditions(threat) for name in each.subjects))


def _setting_the_day(subject: Subject, day: date, reading: str) -> Iterator[Move]:
    """The last move on a subject that has set a day, or what takes its place then; none if the day was declared."""
    for move in subject.trail:
        ends = (getattr(move, name, None) for name in ENDS)
        if any(end is not None and day in (*end.comes_on(reading), *end.past_from(reading)) for end in ends):
            yield move
            return
    if isinstance(subject, Commitment) and subject.replaced_by:
        yield next(move for move in subject.trail if isinstance(move, Commit))
