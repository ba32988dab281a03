"""A record put on the scene: which marks and bands there are in which lane, and how tension goes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from sim.assess.incremental import RunningTension
from sim.assess.weights import Weights
from sim.history.snapshot import Record, Snapshot, Step
from sim.model.dates import LIKELY, NO_DAY
from sim.model.errors import in_line
from sim.model.ids import BOTH
from sim.model.move import Move
from sim.report.state_changes import state_changes
from sim.report.svg.symbols import DECLARED, EXPIRED, FIRST, OUTSIDE, SECOND, SHADES, STANDS, TOGETHER
from sim.report.table.changes import named
from sim.report.timeline.model import Due, Lane, LaneKey, Mark, Place, Scene, Span, StatusBand
from sim.rules.lifecycle import spoken
from sim.rules.registry import lifecycle_of
from sim.rules.subject import Status, Subject
from sim.rules.subjects.commitments import LEAVING, PENDING, Commitment, Participation
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.statements import RecordedAct, Remark
from sim.rules.subjects.talks import IDLE, Talks

_TALKS, _WITHOUT = "talks", "without an issue"


def scene(title: str, view: Snapshot, weights: Weights) -> Scene:
    """What there is to draw of the whole record; marks say whether their move counts as of the view."""
    return _Staging(title, view, weights).scene()


class _Staging:
    """Puts a record on the scene."""

    def __init__(self, title: str, view: Snapshot, weights: Weights) -> None:
        self._title, self._view, self._record, self._weights = title, view, view.history, weights
        self._setting = view.history.start.setting
        self._counting = set(view.numbers)

    def _last_day(self, due: Iterable[Due]) -> date | None:
        """The last day that is drawn."""
        days = (self._record.last_day, self._view.day, *(each.when.best for each in due))
        return max((day for day in days if day is not None), default=None)

    def _due(self) -> Iterator[Due]:
        for name, talks in self._view.state.talks.items():
            if talks.due is not None:
                yield Due(name, talks.due)

    def scene(self) -> Scene:
        """The scene."""
        view, record, due = self._view, self._record, tuple(self._due())
        lanes = {key: Lane(title) for key, title in self._keys()}
        for step in self._record_steps():
            self._put_mark(step, lanes)
        whole = _Followed(record, range(1, len(record.moves) + 1), self._last_day(due), self._weights, LIKELY)
        counting = _Followed(_part(record, view), view.numbers, view.day, self._weights, view.reading)
        for unit in whole.readings:
            self._put_band(unit, whole, counting, lanes)
        lanes[_TALKS, ""].due.extend(due)
        wanted = {mark.over for lane in lanes.values() for mark in lane.marks}
        shown = {key: lane for key, lane in lanes.items() if lane.marks or lane.bands or lane.due or key in wanted}
        return Scene(self._title, view, shown, tuple(whole.tension), tuple(counting.tension), due)

    def _put_band(
        self, unit: tuple[str, str], whole: "_Followed", counting: "_Followed", lanes: dict[LaneKey, Lane]
    ) -> None:
        name, whose = unit
        subject = self._record.states[-1].subjects[name]
        spans = [tuple(_spans(subject, whose, course.readings.get(unit, ()))) for course in (whole, counting)]
        band = StatusBand(name, whose, self._side(whose or _author(subject)), *spans)
        for key in _lanes_of(subject) if band.spans or band.counting else ():
            lanes[key].bands.append(band)

    def _keys(self) -> Iterator[tuple[LaneKey, str]]:
        yield from ((("issue", name), title) for name, title in self._setting.issues)
        yield (_WITHOUT, ""), "Without an issue"
        yield (_TALKS, ""), "Talks"

    def _record_steps(self) -> Iterator[Step]:
        record = self._record
        return Snapshot(record, record.last_day, self._view.reading, range(1, len(record.moves) + 1)).steps()

    def _put_mark(self, step: Step, lanes: dict[LaneKey, Lane]) -> None:
        move = step.move
        subject = self._record.states[step.number].subjects.get(move.subject)
        keys = (("issue", move.subject),) if isinstance(move, Remark) else _lanes_of(subject)
        over = None if move.over is None or ("issue", move.over) in keys else ("issue", move.over)
        units = tuple(dict.fromkeys((effect.subject, effect.whose) for effect in step.effects))
        mark = Mark(
            step.number,
            move.verb,
            self._side(move.by),
            step.when,
            units,
            over,
            step.number in self._counting,
            _words(step),
        )
        for key in keys:
            lanes[key].marks.append(mark)

    def _side(self, who: str | None) -> str:
        return {self._setting.party_ids[0]: FIRST, self._setting.party_ids[1]: SECOND, BOTH: TOGETHER}.get(
            who or "", OUTSIDE
        )


class _Followed:
    """How subjects read from place to place in a record, and tension; *numbers* are those of its moves in the whole."""

    def __init__(
        self, record: Record, numbers: Sequence[int], until: date | None, weights: Weights, reading: str
    ) -> None:
        self.readings = defaultdict[tuple[str, str], list[tuple[Place, Status]]](list)
        self.tension: list[tuple[Place, int]] = []
        running = RunningTension(weights)
        for stage in state_changes(record, until, reading):
            state, number = record.states[stage.number], numbers[stage.number - 1] if stage.number else 0
            place = Place(number, stage.day if number or stage.turned else NO_DAY, stage.turned)
            running.look_at(stage.names, state, stage.day, reading)
            if not self.tension or self.tension[-1][1] != running.points:
                self.tension.append((place, running.points))
            for name in stage.names:
                for whose, status in _statuses(state.subjects[name], stage.day, reading).items():
                    known = self.readings[name, whose]
                    if not known or known[-1][1] != status:
                        known.append((place, status))


def _part(record: Record, view: Snapshot) -> Record:
    """What of a record counts as of a view, as a record."""
    moves = tuple(record.moves[number - 1] for number in view.numbers)
    dates = tuple(record.dates[number - 1] for number in view.numbers)
    return Record(record.start, moves, dates, tuple(view.states()), tuple(step.effects for step in view.steps()))


def _spans(subject: Subject, whose: str, readings: Sequence[tuple[Place, Status]]) -> Iterator[Span]:
    """The spans in which something is to be seen; what has ended, or has not begun, is not."""
    ended, name = lifecycle_of(subject).ended, f"{_id(subject)}{f' for {whose}' if whose else ''}"
    ends = [place for place, _ in readings[1:]]
    for (begin, status), end in zip_longest(readings, ends):
        if status not in (*ended, IDLE):
            since = f" from {begin.day}" if begin.day != NO_DAY else ""
            title = f"{name}: {spoken(status)}{since}{f' to {end.day}' if end else ''}{_about(subject)}"
            yield Span(begin, end, SHADES.get(status, STANDS), title)


def _statuses(subject: Subject, day: date, reading: str) -> dict[str, Status]:
    """How a subject reads on a day: the status of each part, or that it has expired, or is declared for a later day."""
    if isinstance(subject, RecordedAct):
        return {}
    statuses = subject.statuses(day, reading).items()
    return {whose: _status(subject, whose, status, day, reading) for whose, status in statuses}


def _status(subject: Any, whose: str, status: Status, day: date, reading: str) -> Status:
    standing = subject.participation[whose] if whose else subject
    if status in lifecycle_of(subject).ended:
        return status
    if isinstance(subject, Proposal | Commitment) and subject.is_expired(day, reading):
        return EXPIRED
    if status in (LEAVING, PENDING):
        return status
    if isinstance(standing, Measure | Participation) and not standing.is_in_effect(day, reading):
        return DECLARED
    return status


def _lanes_of(subject: Any) -> tuple[LaneKey, ...]:
    """The lanes of a subject: one for each of its issues."""
    if isinstance(subject, Talks):
        return ((_TALKS, ""),)
    return tuple(("issue", name) for name in subject.made.issue) or ((_WITHOUT, ""),)


def _author(subject: Any) -> str | None:
    """Who made a subject; talks belong to both sides."""
    return BOTH if isinstance(subject, Talks) else subject.author


def _id(subject: Any) -> str:
    return str(subject.id)


def _about(subject: Any) -> str:
    """What a subject is about, after a dash."""
    if isinstance(subject, Commitment | Talks):
        return f" – {subject.title}" if subject.title != subject.id else ""
    words = getattr(subject.made, "terms", None) or getattr(subject.made, "action", None)
    return f" – {words}" if words else ""


def _words(step: Step) -> str:
    """A move in words: its number, date, what was done by whom, the words said, and where it is written."""
    move: Move = step.move
    speaker = f"{move.speaker}: " if move.speaker else ""
    said = f" – {speaker}“{move.quote}”" if move.quote else ""
    return f"#{step.number} {move.date}: {named(move)}{said}{in_line(move.where)}"
