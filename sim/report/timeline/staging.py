"""A record put on the scene: which marks and bands there are in which lane, and how tension goes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from sim.assess.running import RunningTension
from sim.assess.weights import Weights
from sim.errors import in_line
from sim.law import SUBJECTS
from sim.lifecycle import Status, Subject, spoken
from sim.move import BOTH, Move
from sim.report.changes import named
from sim.report.stages import Stage, stages
from sim.report.timeline.scene import Band, Course, Due, Lane, LaneKey, Mark, Place, Scene, Span
from sim.report.timeline.signs import EXPIRED, FIRST, OUTSIDE, SECOND, SHADES, STANDS, TOGETHER
from sim.subjects.commitments import Commitment
from sim.subjects.statements import Deed, Remark
from sim.subjects.talks import IDLE, Talks
from sim.view import AsOf, Record, Step

_TALKS, _WITHOUT = "talks", "without an issue"


def scene(title: str, view: AsOf, weights: Weights) -> Scene:
    """What there is to draw of the whole record; marks say whether their move counts as of the view."""
    return _Staging(title, view, weights).scene()


class _Staging:
    """Puts a record on the scene."""

    def __init__(self, title: str, view: AsOf, weights: Weights) -> None:
        self._title, self._view, self._record = title, view, view.history
        self._setting = view.history.start.setting
        self._counting = set(view.numbers)
        self._weights = weights
        self._readings = defaultdict[tuple[str, str], list[tuple[Place, Status]]](list)
        for stage in stages(self._record, self._last_day):
            self._follow(stage)

    @property
    def _last_day(self) -> date | None:
        """The last day that is drawn."""
        days = [day for day in (self._record.last_day, self._view.day, *self._due_days) if day is not None]
        return max(days, default=None)

    @property
    def _due_days(self) -> tuple[date, ...]:
        return tuple(each.when.best for each in self._due())

    def _due(self) -> Iterator[Due]:
        for name, talks in self._view.state.talks.items():
            if talks.due is not None:
                yield Due(name, talks.due)

    def _follow(self, stage: Stage) -> None:
        """Take in how the subjects of a stage read."""
        state, place = self._record.states[stage.number], Place(stage.number, stage.day, stage.turned)
        for name in stage.names:
            for whose, reading in _readings(state.subjects[name], stage.day).items():
                known = self._readings[name, whose]
                if not known or known[-1][1] != reading:
                    known.append((place, reading))

    def scene(self) -> Scene:
        """The scene."""
        lanes = {key: Lane(title) for key, title in self._keys()}
        for step in self._record_steps():
            self._put_mark(step, lanes)
        end = self._record.states[-1]
        for (name, whose), readings in self._readings.items():
            subject = end.subjects[name]
            band = Band(
                name, whose, self._side(whose or _author(subject)), tuple(self._spans(subject, whose, readings))
            )
            if band.spans:
                for key in _lanes_of(subject):
                    lanes[key].bands.append(band)
        due = tuple(self._due())
        lanes[_TALKS, ""].due.extend(due)
        wanted = {mark.over for lane in lanes.values() for mark in lane.marks}
        shown = {key: lane for key, lane in lanes.items() if lane.marks or lane.bands or lane.due or key in wanted}
        view, record = self._view, self._record
        counting = Record(
            record.start,
            tuple(record.moves[number - 1] for number in view.numbers),
            tuple(record.dates[number - 1] for number in view.numbers),
            tuple(view.states()),
        )
        return Scene(
            title=self._title,
            view=view,
            lanes=shown,
            tension=_tension(record, range(1, len(record.moves) + 1), self._last_day, self._weights),
            counting=_tension(counting, view.numbers, view.day, self._weights),
            due=due,
        )

    def _keys(self) -> Iterator[tuple[LaneKey, str]]:
        yield from ((("issue", name), title) for name, title in self._setting.issues)
        yield (_WITHOUT, ""), "Without an issue"
        yield (_TALKS, ""), "Talks"

    def _record_steps(self) -> Iterator[Step]:
        record = self._record
        return AsOf(record, record.last_day, self._view.reading, range(1, len(record.moves) + 1)).steps()

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
        return {self._setting.sides[0]: FIRST, self._setting.sides[1]: SECOND, BOTH: TOGETHER}.get(who or "", OUTSIDE)

    def _spans(self, subject: Subject, whose: str, readings: Iterable[tuple[Place, Status]]) -> Iterator[Span]:
        """The spans in which something is to be seen; what has ended, or has not begun, is not."""
        ended, name = SUBJECTS[type(subject)].LAW.ended, f"{_id(subject)}{f' for {whose}' if whose else ''}"
        known = list(readings)
        ends = [place for place, _ in known[1:]]
        for (begin, status), end in zip_longest(known, ends):
            if status not in (*ended, IDLE):
                since = f" from {begin.day}" if begin.day != date.min else ""
                title = f"{name}: {spoken(status)}{since}{f' to {end.day}' if end else ''}{_about(subject)}"
                yield Span(begin, end, SHADES.get(status, STANDS), title, self._counts(begin))

    def _counts(self, place: Place) -> bool:
        """Whether what happened at a place counts as of the view."""
        if place.turned:
            return place.day <= self._view.read_on
        return not place.number or place.number in self._counting


def _tension(record: Record, numbers: Sequence[int], until: date | None, weights: Weights) -> Course:
    """Tension from place to place; *numbers* are those that the moves of the record have in the whole."""
    running, found = RunningTension(weights), list[tuple[Place, int]]()
    for stage in stages(record, until):
        running.look_at(stage.names, record.states[stage.number], stage.day)
        if not found or found[-1][1] != running.points:
            number = numbers[stage.number - 1] if stage.number else 0
            found.append((Place(number, stage.day, stage.turned), running.points))
    return tuple(found)


def _readings(subject: Subject, day: date) -> dict[str, Status]:
    """How a subject reads on a day: the status of each part of it, or that it has expired."""
    if isinstance(subject, Deed):
        return {}
    found: Any = subject
    is_expired = hasattr(found, "is_expired") and found.is_expired(day)
    ended = SUBJECTS[type(subject)].LAW.ended
    statuses = subject.statuses(day).items()
    return {whose: EXPIRED if is_expired and status not in ended else status for whose, status in statuses}


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
