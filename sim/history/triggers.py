"""Threats whose condition is on the record: triggered by a move, discharged by one, or due."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import takewhile
from typing import Final, Protocol, cast

from attrs import frozen

from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.errors import MANY, Violation, did_you_mean, no_party, with_article
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.lifecycle import Lifecycle
from sim.rules.phases import EXPIRED, turning_days
from sim.rules.registry import lifecycle_of
from sim.rules.state import Negotiation
from sim.rules.subject import Status, Subject, Subjects
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import THREATENED, Measure, Threaten
from sim.rules.subjects.participation import PENDING
from sim.rules.subjects.statements import DONE

TRIGGERED: Final = "triggered"
DISCHARGED: Final = "discharged"
DUE: Final = "due"


@frozen
class Trigger:
    """The verdict on the condition of a threat, and since which move (None: the day alone made it so)."""

    verdict: str
    since: int | None

    def __str__(self) -> str:
        return self.verdict if self.since is None else f"{self.verdict} since #{self.since}"


class DatedRecord(Protocol):
    """A record whose moves have dates."""

    @property
    def moves(self) -> tuple[Move, ...]: ...  # noqa: D102 - the name says it
    @property
    def dates(self) -> tuple[When, ...]: ...  # noqa: D102 - the name says it


class SnapshotLike(Protocol):
    """A record as of a day under a reading; `sim.history.snapshot.Snapshot` is the instance."""

    @property
    def history(self) -> DatedRecord: ...  # noqa: D102 - the name says it
    @property
    def numbers(self) -> Sequence[int]: ...  # noqa: D102 - the name says it
    @property
    def numbered(self) -> dict[int, int]: ...  # noqa: D102 - the name says it
    @property
    def reading(self) -> str: ...  # noqa: D102 - the name says it
    @property
    def read_on(self) -> date: ...  # noqa: D102 - the name says it

    def states(self) -> Iterator[Negotiation]: ...  # noqa: D102 - the name says it
    def touched(self, number: int) -> tuple[str, ...]: ...  # noqa: D102 - the name says it


def unknown_stands(subjects: Subjects, setting: Setting, as_condition: Condition) -> tuple[Violation, ...]:
    """The violations by a condition on the record: names of nothing, and statuses that such a subject never has."""
    return tuple(violation for stand in as_condition.stands for violation in _unknown_stand(subjects, setting, *stand))


def _unknown_stand(subjects: Subjects, setting: Setting, name: str, party: str, status: str) -> Iterator[Violation]:
    subject = subjects.get(name)
    if subject is None:
        yield Violation(
            f"nobody makes {name!r} in the whole record{did_you_mean(name, _in_order(subjects))}", None, name
        )
        return
    law = lifecycle_of(subject)
    possible = possible_statuses(law)
    if status not in possible:
        yield Violation(f"{with_article(law.noun)} is never {status!r}{did_you_mean(status, possible)}", None, name)
    if party and not isinstance(subject, Commitment):
        yield Violation(f"{name} is {with_article(law.noun)}, in which no party has a part of its own", None, name)
    elif party and party not in (*setting.party_ids, *setting.outsiders):
        yield Violation(no_party(party, setting.party_ids), None, name)


def possible_statuses(lifecycle: Lifecycle) -> tuple[Status, ...]:
    """The statuses that a subject of this kind can have, by its moves or by the day on which it is read."""
    return (*(lifecycle.statuses or (DONE,)), *_READ_ON_A_DAY.get(lifecycle.entity, ()))


_READ_ON_A_DAY: Final[dict[type[Subject], tuple[Status, ...]]] = {
    Measure: (EXPIRED,),
    Commitment: (PENDING, EXPIRED),
}
"""The statuses to which no move leads, by kind of subject."""


def _in_order(subjects: Subjects) -> Collection[str]:
    """The ids of subjects, in order where they are few."""
    return sorted(subjects) if len(subjects) <= MANY else subjects


def conditions(measure: Measure) -> tuple[Condition, ...]:
    """The conditions of a threat that are on the record: `unless`, then `if`."""
    return conditions_of(measure.made)


def conditions_of(move: object) -> tuple[Condition, ...]:
    """The same as the move has them that makes the threat."""
    given = (move.unless, move.if_) if isinstance(move, Threaten) else ()
    return tuple(each for each in given if isinstance(each, Condition))


@frozen
class _Verdict:
    """The verdict on a threat's condition at some time, and the move that brought it about (None: no move did)."""

    number: int | None
    verdict: str


class Triggers:
    """The verdicts on the conditions of the threats in a view, each for as long as the threat stands."""

    def __init__(self, view: SnapshotLike) -> None:
        self._view = view

    @cached_property
    def _states(self) -> dict[int, Negotiation]:
        """The state after each move that counts, by its number."""
        return dict(zip((0, *self._view.numbers), self._view.states(), strict=True))

    @cached_property
    def _touching(self) -> dict[str, list[int]]:
        """The numbers of the moves on each subject."""
        touching = defaultdict[str, list[int]](list)
        for number in self._view.numbers:
            for name in self._view.touched(number):
                touching[name].append(number)
        return touching

    def of(self, measure: Measure) -> Trigger | None:
        """The verdict on a threat that stands; None if nothing has come of its condition, or it stands no longer."""
        if not isinstance(measure.made, Threaten) or measure.status != THREATENED:
            return None
        if not conditions(measure):
            return Trigger(DUE, None) if measure.is_due(self._view.read_on, self._view.reading) else None
        branch_result = list(self._course(measure, measure.made))
        verdict = branch_result[-1].verdict
        if verdict in (TRIGGERED, DISCHARGED):
            *_, first = takewhile(lambda each: each.verdict == verdict, reversed(branch_result))
            return Trigger(verdict, first.number)
        return Trigger(DUE, None) if verdict == DUE else None

    def has_been_triggered(self, measure: Measure) -> bool:
        """Whether the condition of a threat was met, or its deadline passed in vain, at any time while it stood."""
        if not isinstance(measure.made, Threaten):
            return False
        return any(each.verdict in (TRIGGERED, DUE) for each in self._course(measure, measure.made))

    def _course(self, measure: Measure, made: Threaten) -> Iterator[_Verdict]:
        """The verdicts on it while it stood, oldest first.

        There is one for the first and the last day of every stretch between two moves that may change the verdict, and
        one for each day within it on which an earlier declaration or announcement takes effect.
        """
        names = dict.fromkeys(name for each in conditions(measure) for name in each.subjects)
        begin, end = self._life(measure)
        touching = {number for name in (measure.id, *names) for number in self._touching[name]}
        numbers = sorted({begin, *(number for number in touching if begin < number < (end or number + 1))})
        for number, following in zip(numbers, (*numbers[1:], end), strict=True):
            first, last = self._day(number), self._day(following)
            yield self._verdict(measure, made, number, first, {})
            for day, announced in self._taking_effect(names, number, first, last):
                yield self._verdict(measure, made, number, day, announced)
            yield self._verdict(measure, made, number, last, {})

    def _life(self, measure: Measure) -> tuple[int, int | None]:
        """The number of the move that made it, and of the one after which it is no threat any more."""
        numbers = self._touching[measure.id]
        over = (number for number in numbers if self._as_of(measure, number).status != THREATENED)
        return numbers[0], next(over, None)

    def _taking_effect(
        self, names: Iterable[str], number: int, first: date, last: date
    ) -> list[tuple[date, dict[str, int]]]:
        """The days after the first, to the last, on which subjects take effect as a move leaves them, in order.

        Each has the subjects, with the number of the move that announced it (0: it was declared).
        """
        found, subjects = defaultdict[date, dict[str, int]](dict), self._states[number].subjects
        for name in names:
            for day, announced in self._effective(subjects.get(name)):
                if first < day <= last:
                    found[day][name] = max(announced, found[day].get(name, 0))
        return sorted(found.items())

    def _effective(self, subject: Subject | None) -> Iterator[tuple[date, int]]:
        """The days on which parts in a commitment take effect, each with the number of the move that announced it."""
        for part in subject.participation.values() if isinstance(subject, Commitment) else ():
            for day in turning_days(part.phases(), self._view.reading):
                yield day, self._view.numbered.get(id(part.turn), 0)

    def _verdict(
        self, measure: Measure, made: Threaten, after: int, day: date, announced: Mapping[str, int]
    ) -> _Verdict:
        """The verdict on a day, after a move; it counts from that move, or from the one that *announced* it."""
        subjects, reading = self._states[after].subjects, self._view.reading
        for verdict, condition in ((DISCHARGED, made.unless), (TRIGGERED, made.if_)):
            if isinstance(condition, Condition) and condition.is_met(subjects, day, reading):
                numbers = (announced[name] for name in condition.subjects if name in announced)
                return _Verdict(max(numbers, default=after) or None, verdict)
        return _Verdict(after, DUE if self._as_of(measure, after).is_due(day, reading) else "")

    def _as_of(self, measure: Measure, number: int) -> Measure:
        """The measure as it stood after a move."""
        return cast(Measure, self._states[number].subjects[measure.id])

    def _day(self, number: int | None) -> date:
        """The best date of a move, no later than the day of the view; of none that day."""
        read_on = self._view.read_on
        return read_on if number is None else min(self._view.history.dates[number - 1].best, read_on)
