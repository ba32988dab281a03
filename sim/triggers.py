"""Threats whose condition is on the record: what has triggered them, what discharges them, whether they are due."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from typing import Final, cast

from attrs import frozen

from sim.errors import Violation, did_you_mean, with_article
from sim.law import SUBJECTS, Position, objects
from sim.proviso import Proviso
from sim.subjects.commitments import Commitment
from sim.subjects.measures import THREATENED, Measure, Threaten
from sim.view import AsOf

TRIGGERED: Final = "triggered"
DISCHARGED: Final = "discharged"
DUE: Final = "due"


@frozen
class Trigger:
    """How it stands with the condition of a threat: the verdict, and since which move (None: since its deadline)."""

    verdict: str
    since: int | None

    def __str__(self) -> str:
        return self.verdict if self.since is None else f"{self.verdict} since #{self.since}"


def unknown_stands(position: Position, proviso: Proviso) -> tuple[Violation, ...]:
    """What of a condition on the record can never be: names of nothing, statuses that such a subject cannot have."""
    return tuple(violation for stand in proviso.stands for violation in _unknown_stand(position, *stand))


def _unknown_stand(position: Position, name: str, party: str, status: str) -> Iterator[Violation]:
    subject = position.subjects.get(name)
    if subject is None:
        yield Violation(f"nobody makes {name!r} in the whole record{did_you_mean(name, position.ids)}", None, name)
        return
    law = SUBJECTS[type(subject)].LAW
    if status not in law.statuses:
        advice = did_you_mean(status, law.statuses) if law.statuses else "; nothing becomes of it"
        yield Violation(f"{with_article(law.noun)} is never {status!r}{advice}", None, name)
    if party and not isinstance(subject, Commitment):
        yield Violation(f"{name} is {with_article(law.noun)}, in which no party has a part of its own", None, name)
    elif party and party not in position.setting.sides:
        yield Violation(f"{party!r} is not one of the parties{did_you_mean(party, position.setting.sides)}", None, name)


class Triggers:
    """How it stands with the conditions of the threats in a view, each from the threat on for as long as it stands."""

    def __init__(self, view: AsOf) -> None:
        self._view = view
        self._states = dict(zip((0, *view.numbers), view.states(), strict=True))
        self._touching = defaultdict[str, list[int]](list)
        for number in view.numbers:
            for name in objects(view.history.moves[number - 1]):
                self._touching[name].append(number)

    def of(self, measure: Measure) -> Trigger | None:
        """The verdict on a threat that stands; None if nothing has come of its condition, or it stands no longer."""
        if not isinstance(measure.made, Threaten) or measure.status != THREATENED:
            return None
        course = self._course(measure, measure.made)
        _, verdict = course[-1]
        if verdict:
            *_, (since, _) = takewhile(lambda each: each[1] == verdict, reversed(course))
            return Trigger(verdict, since)
        return Trigger(DUE, None) if measure.is_due(self._day(None)) else None

    def has_been_triggered(self, measure: Measure) -> bool:
        """Whether the condition of a threat was met, or its deadline passed in vain, at any time while it stood."""
        if not isinstance(measure.made, Threaten):
            return False
        verdicts = [verdict for _, verdict in self._course(measure, measure.made)]
        return TRIGGERED in verdicts or (verdicts[-1] != DISCHARGED and self._was_due(measure))

    def ended_by(self, measure: Measure) -> int | None:
        """The number of the move after which the threat stands no longer; None if it does."""
        return self._life(measure)[1]

    def _life(self, measure: Measure) -> tuple[int, int | None]:
        """The number of the move that made it, and of the one after which it is no threat any more."""
        numbers = self._touching[measure.id]
        over = (number for number in numbers if self._as_of(measure, number).status != THREATENED)
        return numbers[0], next(over, None)

    def _was_due(self, measure: Measure) -> bool:
        end = self.ended_by(measure)
        before = [number for number in self._touching[measure.id] if end is None or number < end]
        return self._as_of(measure, before[-1]).is_due(self._day(end))

    def _course(self, measure: Measure, made: Threaten) -> list[tuple[int, str]]:
        """The verdicts on its condition while it stood: after the moves that may have changed them, oldest first."""
        begin, end = self._life(measure)
        conditions = [each for each in (made.unless, made.if_) if isinstance(each, Proviso)]
        touching = {number for each in conditions for name in each.subjects for number in self._touching[name]}
        numbers = sorted({begin, *(number for number in touching if begin < number < (end or number + 1))})
        days = [*map(self._day, numbers[:-1]), self._day(end)]
        return [(number, self._verdict(made, number, day)) for number, day in zip(numbers, days, strict=True)]

    def _verdict(self, made: Threaten, number: int, day: date) -> str:
        subjects = self._states[number].subjects
        for verdict, condition in ((DISCHARGED, made.unless), (TRIGGERED, made.if_)):
            if isinstance(condition, Proviso) and condition.is_met(subjects, day):
                return verdict
        return ""

    def _as_of(self, measure: Measure, number: int) -> Measure:
        """The measure as it stood after a move."""
        return cast(Measure, self._states[number].subjects[measure.id])

    def _day(self, number: int | None) -> date:
        """The best date of a move; of none the day of the view."""
        return self._view.read_on if number is None else self._view.history.dates[number - 1].best
