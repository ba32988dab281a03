"""The timeline of a record: its moves and the statuses of its subjects, from change to change."""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from datetime import date
from itertools import zip_longest

from sim.assess.incremental import RunningTension
from sim.assess.state_changes import state_changes
from sim.assess.weights import Weights
from sim.history.snapshot import Record, Snapshot, Step
from sim.model.dates import LIKELY, NO_DAY
from sim.model.errors import in_line
from sim.model.ids import BOTH
from sim.report.svg.symbols import DECLARED, EXPIRED, is_shown, side_of
from sim.report.timeline.model import (
    NO_ISSUE,
    TALKS,
    DueRound,
    Lane,
    LaneKey,
    MoveMarker,
    StatusBand,
    StatusSpan,
    Timeline,
    TimePoint,
)
from sim.rules.lifecycle import spoken
from sim.rules.registry import acted_subjects, lifecycle_of
from sim.rules.subject import Status, Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.participation import LEAVING, PENDING, Participation
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks


def timeline_of(title: str, view: Snapshot, weights: Weights) -> Timeline:
    """The timeline of the whole record of a view."""
    record, setting = view.history, view.history.start.setting
    due = tuple(DueRound(name, talks.due) for name, talks in view.state.talks.items() if talks.due is not None)
    days = (record.last_day, view.day, *(agreed.when.best for agreed in due))
    last_day = max((day for day in days if day is not None), default=None)
    lanes = {("issue", name): Lane(title) for name, title in setting.issues}
    lanes |= {NO_ISSUE: Lane("Without an issue"), TALKS: Lane("Talks", due=list(due))}
    whole = Snapshot(record, last_day, LIKELY, range(1, len(record.moves) + 1))
    _add_markers(lanes, whole, set(view.numbers))
    tracked, counting = _Tracker(whole, weights), _Tracker(view, weights)
    for (name, party), statuses in tracked.statuses.items():
        subject: Subject = whole.state.subjects[name]
        label, statuses_counting = f"{name} for {party}" if party else name, counting.statuses.get((name, party), ())
        spans = tuple(_spans(subject, label, statuses))
        spans_counting = tuple(_spans(subject, label, statuses_counting))
        band = StatusBand(name, party, side_of(party or subject.author or BOTH, setting), spans, spans_counting)
        for key in _lanes_of(subject) if spans or spans_counting else ():
            lanes[key].bands.append(band)
    linked = {marker.over for lane in lanes.values() for marker in lane.markers}
    shown = {key: lane for key, lane in lanes.items() if lane.markers or lane.bands or lane.due or key in linked}
    return Timeline(title, view, shown, tuple(tracked.tension), tuple(counting.tension), due)


def _add_markers(lanes: dict[LaneKey, Lane], whole: Snapshot, counting: Container[int]) -> None:
    """Put a marker of each move into its lanes; `counting` are the numbers of those that count as of the view."""
    for step in whole.steps():
        move, subjects = step.move, whole.history.states[step.number].subjects
        keys = _lanes_of(subjects[move.subject]) if acted_subjects(move) else (("issue", move.subject),)
        marker = MoveMarker(
            number=step.number,
            verb=move.verb,
            side=side_of(move.by, whole.history.start.setting),
            when=step.when,
            changes=tuple(dict.fromkeys((effect.subject, effect.whose) for effect in step.effects)),
            over=None if move.over is None or ("issue", move.over) in keys else ("issue", move.over),
            counts=step.number in counting,
            tooltip=_move_in_words(step),
        )
        for key in keys:
            lanes[key].markers.append(marker)


class _Tracker:
    """The statuses of all subjects and the points of tension, each with the time from which it holds."""

    def __init__(self, view: Snapshot, weights: Weights) -> None:
        self.statuses = defaultdict[tuple[str, str], list[tuple[TimePoint, Status]]](list)
        self.tension: list[tuple[TimePoint, int]] = []
        moves = tuple(view.history.moves[number - 1] for number in view.numbers)
        dates = tuple(view.history.dates[number - 1] for number in view.numbers)
        effects = tuple(step.effects for step in view.steps())
        record, running = (
            Record(view.history.start, moves, dates, tuple(view.states()), effects),
            RunningTension(weights),
        )
        for change in state_changes(record, view.day, view.reading):
            number = view.numbers[change.number - 1] if change.number else 0
            day = change.day if number or change.by_day_alone else NO_DAY
            point, state = TimePoint(number, day, change.by_day_alone), record.states[change.number]
            running.look_at(change.names, state, change.day, view.reading)
            if not self.tension or self.tension[-1][1] != running.points:
                self.tension.append((point, running.points))
            for name in change.names:
                for party, status in _statuses(state.subjects[name], change.day, view.reading).items():
                    known = self.statuses[name, party]
                    if not known or known[-1][1] != status:
                        known.append((point, status))


def _spans(subject: Subject, title: str, statuses: Sequence[tuple[TimePoint, Status]]) -> Iterator[StatusSpan]:
    """The spans of the statuses that have a band."""
    law = lifecycle_of(subject)
    for (begin, status), end in zip_longest(statuses, [point for point, _ in statuses[1:]]):
        if is_shown(status, law):
            since = f" from {begin.day}" if begin.day != NO_DAY else ""
            until = f" to {end.day}" if end else ""
            yield StatusSpan(begin, end, status, f"{title}: {spoken(status)}{since}{until}{_content(subject)}")


def _statuses(subject: Subject, day: date, reading: str) -> dict[str, Status]:
    """The status that is shown on a day, under the empty name; of a commitment one for each party."""
    law = lifecycle_of(subject)
    statuses = subject.statuses(day, reading).items() if law.statuses else ()
    return {
        party: status if status in law.ended else _open_status(subject, party, status, day, reading)
        for party, status in statuses
    }


def _open_status(subject: Subject, party: str, status: Status, day: date, reading: str) -> Status:
    if isinstance(subject, Proposal | Commitment) and subject.is_expired(day, reading):
        return EXPIRED
    if status in (LEAVING, PENDING):
        return status
    part = subject.parts[party]
    if isinstance(part, Measure | Participation) and not part.is_in_effect(day, reading):
        return DECLARED
    return status


def _lanes_of(subject: Subject) -> tuple[LaneKey, ...]:
    """The lanes of a subject: one for each of its issues."""
    if isinstance(subject, Talks):
        return (TALKS,)
    return tuple(("issue", name) for name in subject.issue) or (NO_ISSUE,)


def _content(subject: Subject) -> str:
    """The title, the terms or the action of a subject, after a dash."""
    if isinstance(subject, Commitment | Talks):
        return f" – {subject.title}" if subject.title != subject.id else ""
    made = getattr(subject, "made", None)
    content = getattr(made, "terms", None) or getattr(made, "action", None)
    return f" – {content}" if content else ""


def _move_in_words(step: Step) -> str:
    """A move in words: its number, date, verb, subject, actor and quote, and its line in the file."""
    move = step.move
    speaker = f"{move.speaker}: " if move.speaker else ""
    quote = f" – {speaker}“{move.quote}”" if move.quote else ""
    actor, line = move.by or "the clock", in_line(move.where)
    return f"#{step.number} {move.date}: {move.verb} {move.subject} by {actor}{quote}{line}"
