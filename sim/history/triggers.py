"""Threats whose condition is on the record: triggered, discharged, or due; and conditions that can never be met."""

from collections.abc import Collection, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, cast

from attrs import field, frozen

from sim.model.condition import Condition
from sim.model.dates import NO_DAY
from sim.model.errors import MANY, Violation, did_you_mean, no_party, with_article
from sim.model.move import CarryOut
from sim.model.setting import Setting
from sim.rules.lifecycle import Lifecycle
from sim.rules.phases import EXPIRED
from sim.rules.registry import lifecycle_of
from sim.rules.subject import Status, Subject, Subjects
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import THREATS, Measure, Threaten
from sim.rules.subjects.participation import PENDING
from sim.rules.subjects.statements import DONE

if TYPE_CHECKING:
    from sim.history.running_conditions import RunningConditions
    from sim.history.snapshot import Snapshot

TRIGGERED: Final = "triggered"
DISCHARGED: Final = "discharged"
DUE: Final = "due"


@frozen
class Trigger:
    """The verdict on a threat, and since which move (None: the day alone made it so).

    It came after so many moves had counted, on a day.
    """

    verdict: str
    since: int | None
    after: int = field(default=0, eq=False)
    day: date = field(default=NO_DAY, eq=False)

    def has_come(self, after: int, day: date) -> bool:
        """Whether it has come once so many moves count, by a day."""
        return self.after <= after and self.day <= day

    def __str__(self) -> str:
        return self.verdict if self.since is None else f"{self.verdict} since #{self.since}"


def conditions(measure: Measure) -> tuple[Condition, ...]:
    """The conditions of a threat that are on the record: `unless`, then `if`."""
    return conditions_of(measure.made)


def conditions_of(move: object) -> tuple[Condition, ...]:
    """The same as the move has them that makes the threat."""
    given = (move.unless, move.if_) if isinstance(move, Threaten) else ()
    return tuple(each for each in given if isinstance(each, Condition))


def stands(measure: Measure, day: date, reading: str) -> bool:
    """Whether it stands as a threat on a day, threatened or deferred."""
    return measure.on(day, reading).status in THREATS


def can_be_discharged(measure: Measure, day: date, reading: str) -> bool:
    """Whether it stands as a threat on a day, and has not been carried out from a later one on."""
    phase = measure.on(day, reading)
    return phase.status in THREATS and not isinstance(phase.of.turn, CarryOut)


class Triggers:
    """The verdicts on the conditions of the threats in a snapshot, each for as long as the threat stands.

    A condition that has once been met stays met, whatever becomes of it later. Of `unless` and `if` the one that was
    met first counts, and where one move or day has met both, `unless`.
    """

    def __init__(self, view: "Snapshot") -> None:
        self._view = view

    @cached_property
    def _known(self) -> "RunningConditions":
        return self._view.history.conditions_met(self._view.reading)

    def of(self, measure: Measure) -> Trigger | None:
        """The verdict on a threat that stands; None if nothing has come of it, or it stands no longer."""
        if not isinstance(measure.made, Threaten) or not self._stands(measure):
            return None
        is_due, met = measure.is_due(self._view.read_on, self._view.reading), self._met(measure.id)
        if met is not None and met.verdict == DISCHARGED and not self._can_be_discharged(measure):
            met = None
        return met or (Trigger(DUE, None) if is_due else None)

    def has_been_triggered(self, measure: Measure) -> bool:
        """Whether the condition of a threat was met, or its deadline passed in vain, at any time while it stood."""
        met, overdue = self._met(measure.id), self._known.overdue.get(measure.id)
        return (met is not None and met.verdict == TRIGGERED) or (overdue is not None and self._has_come(overdue))

    def discharged_on(self, threat: str) -> date | None:
        """The day on which the demand of a threat was met while it stood; None if it was not by then."""
        met = self._met(threat)
        return met.day if met is not None and met.verdict == DISCHARGED else None

    @cached_property
    def discharged(self) -> frozenset[str]:
        """The ids of the threats that still stand and whose demand has been met."""
        subjects, known = self._view.state.subjects, self._known.met.items()
        names = (name for name, met in known if met.verdict == DISCHARGED and self._has_come(met))
        return frozenset(name for name in names if self._can_be_discharged(cast(Measure, subjects[name])))

    def _stands(self, measure: Measure) -> bool:
        return stands(measure, self._view.read_on, self._view.reading)

    def _can_be_discharged(self, measure: Measure) -> bool:
        return can_be_discharged(measure, self._view.read_on, self._view.reading)

    def _met(self, threat: str) -> Trigger | None:
        """The verdict on a threat by its condition, if that has been met by then, be it that it stands no longer."""
        met = self._known.met.get(threat)
        return met if met is not None and self._has_come(met) else None

    def _has_come(self, trigger: Trigger) -> bool:
        return trigger.has_come(len(self._view.numbers), self._view.read_on)


# CONDITIONS THAT CAN NEVER BE MET


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
