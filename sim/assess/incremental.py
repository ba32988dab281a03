"""Tension, and the days of changes without a move, kept up to date subject by subject while a record goes on."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from heapq import heappop, heappush

from attrs import define, evolve, field

from sim.assess.contributions import StateOnDay, as_written, is_averted_by_record, last_met
from sim.assess.opposition import MovesById, awaits_only_votes, settled_by
from sim.assess.weights import Weights
from sim.history.triggers import conditions
from sim.model.condition import Condition
from sim.model.dates import LIKELY
from sim.model.move import CarryOut, Move
from sim.rules.subject import StateLike, Subjects
from sim.rules.subjects.measures import CARRIED_OUT, THREATS, Measure
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks

Dependents = dict[str, tuple[str, ...]]
"""By the id of a subject the ids of those that may count otherwise when it changes."""


@define
class RunningTension:
    """The points of tension, kept up to date subject by subject.

    `discharged` has the ids of the threats whose `unless` has been met first, `triggered` of those whose `if` has; at
    the first look those of the record before. Whoever looks at every change, and on every day that changes something,
    misses none.
    """

    weights: Weights
    discharged: frozenset[str] = frozenset()
    best_day: Callable[[Move], date] = as_written
    triggered: frozenset[str] = frozenset()
    _points: dict[str, int] = field(factory=dict)
    _total: int = 0
    _conditional_on: Dependents = field(factory=dict)
    _carried_out_as: Dependents = field(factory=dict)
    _formats: tuple[str, ...] = ()
    _met: date | None = None
    _texts: frozenset[str] = frozenset()
    _settled_soon: frozenset[str] = frozenset()
    _against_replaced: MovesById = field(factory=dict)
    _weigh: dict[str, int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._weigh = self.weights.by_kind

    @property
    def points(self) -> int:
        """The sum of all points."""
        return self._total

    def look_at(self, names: Iterable[str], state: StateLike, day: date, reading: str = LIKELY) -> None:
        """Update the points of the subjects of these *names*, as they read on a day under a reading.

        Those that may count otherwise because of these are looked at, too.
        """
        looked_at = self._with_dependents(dict.fromkeys(names), state, day, reading)
        discharged, soon = self.discharged, self._settled_soon
        known = self._against_replaced
        on_day = StateOnDay(state, day, reading, discharged, soon, self._met, self.best_day, known)
        for name in looked_at:
            contributions = on_day.contributions_of(state.subjects.get(name))
            points = sum(self._weigh[contribution.kind] for contribution in contributions)
            self._total += points - self._points.get(name, 0)
            self._points[name] = points

    def copy(self) -> "RunningTension":
        """An independent copy."""
        return evolve(
            self,
            points=dict(self._points),
            conditional_on=dict(self._conditional_on),
            carried_out_as=dict(self._carried_out_as),
            against_replaced=dict(self._against_replaced),
        )

    # DEPENDENTS

    def _with_dependents(self, names: dict[str, None], state: StateLike, day: date, reading: str) -> dict[str, None]:
        """The names, and those of the subjects that count otherwise because of them."""
        subjects = [state.subjects.get(name) for name in names]
        talks = [subject for subject in subjects if isinstance(subject, Talks)]
        proposals = [subject for subject in subjects if isinstance(subject, Proposal)]
        for subject in subjects:
            if isinstance(subject, Measure):
                self._note_measure(subject)
        further = [*self._talks_met(talks), *self._discharged_by(names, state, day, reading)]
        further += self._settled_otherwise(proposals, state, day, reading)
        names.update(dict.fromkeys(further))
        threats = [threat for name in names for threat in self._carried_out_as.get(name, ())]
        names.update(dict.fromkeys(threats))
        return names

    def _note_measure(self, measure: Measure) -> None:
        """Note what a threat depends on, when it is first seen or carried out as something else."""
        name, turn = measure.id, measure.turn
        if name not in self._points and is_averted_by_record(measure):
            for condition in conditions(measure):
                for other in condition.subjects:
                    _add(self._conditional_on, other, name)
        if measure.status == CARRIED_OUT and isinstance(turn, CarryOut) and turn.as_ is not None:
            _add(self._carried_out_as, turn.as_, name)

    def _talks_met(self, talks: list[Talks]) -> tuple[str, ...]:
        """All formats of talks, where the two have met in one of these."""
        if talks:
            self._formats = tuple(dict.fromkeys((*self._formats, *(each.id for each in talks))))
        met = last_met(talks, self.best_day)
        if met is None or (self._met is not None and met <= self._met):
            return ()
        self._met = met
        return self._formats

    def _discharged_by(self, names: Iterable[str], state: StateLike, day: date, reading: str) -> list[str]:
        """The threats that are discharged now, among these subjects and those whose conditions name these."""
        threats = dict.fromkeys((*names, *(threat for name in names for threat in self._conditional_on.get(name, ()))))
        discharged = list[str]()
        for name in threats:
            if name in self.discharged or name in self.triggered:
                continue
            unless, if_ = _conditions_on(state.subjects.get(name), day, reading)
            if unless is not None and unless.is_met(state.subjects, day, reading):
                discharged.append(name)
            elif if_ is not None and if_.is_met(state.subjects, day, reading):
                self.triggered |= {name}
        self.discharged |= {*discharged}
        return discharged

    def _settled_otherwise(
        self, proposals: list[Proposal], state: StateLike, day: date, reading: str
    ) -> frozenset[str]:
        """The proposals that are about to be settled now and were not, or the other way round."""
        awaiting = {each.id for each in proposals if awaits_only_votes(each, day, reading)}
        texts, before = self._texts.difference(each.id for each in proposals) | awaiting, self._settled_soon
        further = (each for each in proposals if each.id not in before)
        is_joined = any(name in before for each in further for name in each.made.counters)
        kept = before if self._texts <= texts and not is_joined else frozenset[str]()
        self._texts = texts
        if kept is before and texts <= before:
            return frozenset()
        self._settled_soon = kept | settled_by(texts - kept, state)
        return before ^ self._settled_soon


def _add(dependents: Dependents, name: str, other: str) -> None:
    dependents[name] = tuple(dict.fromkeys((*dependents.get(name, ()), other)))


def _conditions_on(subject: object, day: date, reading: str) -> tuple[Condition | None, Condition | None]:
    """The `unless` and the `if` of a threat, where it stands on a day, has an `unless`, and they are on the record."""
    if not isinstance(subject, Measure) or not is_averted_by_record(subject):
        return None, None
    if subject.on(day, reading).status not in THREATS:
        return None, None
    unless, if_ = (getattr(subject.made, name) for name in ("unless", "if_"))
    return unless, if_ if isinstance(if_, Condition) else None


class UpcomingChanges:
    """The days ahead on which subjects may change under a reading without a move."""

    def __init__(self, reading: str = LIKELY) -> None:
        self._days, self._reading = list[tuple[date, str]](), reading

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
