"""Durations: on how many days a measure was in place, a threat stood, and talks were broken off."""

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from attrs import define, field, frozen

from sim.assess.state_changes import state_changes
from sim.history.triggers import can_be_discharged
from sim.rules.subject import Subject
from sim.rules.subjects import measures, talks
from sim.rules.subjects.measures import THREATS, Measure
from sim.rules.subjects.talks import Talks

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot

DAYS_IN_PLACE: Final = "days in place"
DAYS_THREATENED: Final = "days threatened"
DAYS_BROKEN_OFF: Final = "days broken off"

LASTING: Final[dict[str, type[Subject]]] = {
    DAYS_IN_PLACE: Measure,
    DAYS_THREATENED: Measure,
    DAYS_BROKEN_OFF: Talks,
}
"""The durations that are counted, and of which kind of subject each is."""

_COUNTED: Final = {
    measures.IN_PLACE: DAYS_IN_PLACE,
    **dict.fromkeys(THREATS, DAYS_THREATENED),
    talks.BROKEN_OFF: DAYS_BROKEN_OFF,
}
"""The durations that a day counts for, by how a subject reads at its end."""

_LASTING_OF: Final[dict[type[Subject], tuple[str, ...]]] = {
    kind: tuple(name for name, lasting in LASTING.items() if lasting is kind) for kind in LASTING.values()
}
"""The durations of each kind of subject that has any."""

_ONE_DAY: Final = timedelta(days=1)


@frozen
class Duration:
    """On how many days something lasted, and the numbers of the moves by which it began and ended, in order."""

    days: int
    moves: tuple[int, ...]


NO_DURATION: Final = Duration(0, ())


def durations(view: "Snapshot") -> dict[str, dict[str, Duration]]:
    """What has lasted by the day of a snapshot: by duration and by the id of its subject, in order of creation.

    A day counts by how the subject reads at its end, so from the day of a beginning to the day before an end. A measure
    that is declared without `since` counts from the first day of the record.
    """
    lasted: dict[str, dict[str, Duration]] = {name: {} for name in LASTING}
    if view.day is None:
        return lasted
    running = defaultdict[tuple[str, str], _Running](_Running)
    record = view.counted
    for change in state_changes(record, view.day, view.reading, _LASTING_OF.keys()):
        subjects = record.states[change.number].subjects
        is_later = change.by_day_alone or change.number > 0
        moved = 0 if change.by_day_alone or not change.number else view.numbers[change.number - 1]
        for name in change.names:
            subject = subjects[name]
            names_of_durations = _LASTING_OF.get(type(subject))
            if names_of_durations is None:
                continue
            number = moved or _announced_by(subject, change.day, view)
            counted, day = _counted(subject, change.day, view), change.day if is_later else _begun(subject, change.day)
            for duration in names_of_durations:
                running[duration, name].turn(day, number, is_counted=duration == counted)
    for name in view.state.ids:
        for duration in _LASTING_OF.get(type(view.state.subjects[name]), ()):
            found = running[duration, name].until(view.day + _ONE_DAY)
            lasted[duration][name] = found
    return lasted


@define
class _Running:
    """The days counted so far, and since when more are."""

    days: int = 0
    since: date | None = None
    moves: list[int] = field(factory=list)

    def turn(self, day: date, number: int, *, is_counted: bool) -> None:
        """Begin or end to count on a day, by the move of that number (0: by none)."""
        if is_counted == (self.since is not None):
            return
        self.days += self._further(day)
        self.since = day if is_counted else None
        if number:
            self.moves.append(number)

    def until(self, day: date) -> Duration:
        """What has been counted before a day."""
        return Duration(self.days + self._further(day), tuple(sorted({*self.moves})))

    def _further(self, day: date) -> int:
        """The days before a day that are not counted yet; none of what is declared from a later day on."""
        return 0 if self.since is None else max(0, (day - self.since).days)


def _counted(subject: Subject, day: date, view: "Snapshot") -> str | None:
    """The duration that a subject reads in at the end of a day; None if in none."""
    reads = subject.statuses(day, view.reading).get("", "")
    is_threat = isinstance(subject, Measure) and can_be_discharged(subject, day, view.reading)
    discharged = view.triggers.discharged_on(subject.id) if is_threat else None
    return None if discharged is not None and discharged <= day else _COUNTED.get(reads)


def _announced_by(subject: Subject, day: date, view: "Snapshot") -> int:
    """The number of the move that has set the day on which a measure turns; 0 if none has."""
    if not isinstance(subject, Measure):
        return 0
    return view.numbered.get(id(subject.on(day, view.reading).of.turn), 0)


def _begun(subject: Subject, first: date) -> date:
    """The day since which a subject stands that is declared, where that is known; else the *first* of the record."""
    since = subject.since if isinstance(subject, Measure) else None
    return first if since is None else since.best
