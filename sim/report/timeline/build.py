"""The timeline of a record: its moves and the statuses of its subjects, from change to change."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import Final

from sim.assess.incremental import RunningTension
from sim.assess.state_changes import state_changes
from sim.assess.weights import Weights
from sim.evidence.results import Evidence, MoveImportance
from sim.history.effect_words import effects_in_words
from sim.history.snapshot import Record, Snapshot, Step
from sim.history.status_on_day import LEVELS
from sim.history.triggers import DISCHARGED, can_be_discharged
from sim.model.dates import LIKELY, NO_DAY
from sim.model.errors import in_line
from sim.model.escaping import one_line
from sim.model.ids import BOTH
from sim.report.evidence.words import importance_in_words
from sim.report.prose.names import Names
from sim.report.svg.symbols import is_shown, side_of, stands_with
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
from sim.report.words import content, described
from sim.rules.lifecycle import spoken
from sim.rules.phases import EXPIRED
from sim.rules.registry import lifecycle_of
from sim.rules.subject import Status, Subject
from sim.rules.subjects.measures import AS_IMPOSED, IN_PLACE, Measure
from sim.rules.subjects.proposals import AGREED, CARRIED_OUT, PLAN, Proposal
from sim.rules.subjects.statements import Remark
from sim.rules.subjects.talks import Talks

_CONCLUDED: Final = (*AGREED, EXPIRED)
"""The statuses that may stand on and ask nothing any more; but a plan that is carried out goes on."""


def timeline_of(
    title: str, view: Snapshot, weights: Weights, evidence: Evidence | None = None, *, ids: bool = False
) -> Timeline:
    """The timeline of the whole record of a view, with the *evidence* that its moves are for conclusions.

    Issues and subjects have their titles, or their *ids*.
    """
    record, setting = view.history, view.history.start.setting
    names = Names(record.states[-1])
    named: Callable[[str], str] = str if ids else lambda name: one_line(names.subject(name))
    talks = view.state.talks.items()
    due = tuple(DueRound(name, named(name), each.due) for name, each in talks if each.due is not None)
    days = (record.last_day, view.day, *(agreed.when.best for agreed in due))
    last_day = max((day for day in days if day is not None), default=None)
    lanes = {("issue", name): Lane(name if ids else issue) for name, issue in setting.issues}
    lanes |= {NO_ISSUE: Lane("Without an issue"), TALKS: Lane("Talks", due=list(due))}
    whole = Snapshot(record, last_day, LIKELY, range(1, len(record.moves) + 1))
    last_moves = _add_markers(lanes, whole, set(view.numbers), evidence)
    tracked, counting = _Tracker(whole, weights), _Tracker(view, weights)
    for (name, party), statuses in tracked.statuses.items():
        subject: Subject = whole.state.subjects[name]
        label, statuses_counting = f"{name} for {party}" if party else name, counting.statuses.get((name, party), ())
        spans = tuple(_spans(subject, label, statuses))
        spans_counting = tuple(_spans(subject, label, statuses_counting))
        author = party or subject.author or BOTH
        sides = side_of(author, setting), stands_with(author, setting)
        last_move = last_moves.get((name, party), 0)
        band = StatusBand(name, party, named(name), *sides, spans, spans_counting, last_move)
        for key in _lanes_of(subject) if spans or spans_counting else ():
            lanes[key].bands.append(band)
    linked = {marker.over for lane in lanes.values() for marker in lane.markers}
    shown = {key: lane for key, lane in lanes.items() if lane.markers or lane.bands or lane.due or key in linked}
    return Timeline(title, view, shown, tuple(tracked.tension), tuple(counting.tension), due, evidence)


def _add_markers(
    lanes: dict[LaneKey, Lane], whole: Snapshot, counting: Container[int], evidence: Evidence | None
) -> dict[tuple[str, str], int]:
    """Put a marker of each move into its lanes; `counting` are the numbers of those that count as of the view.

    Returns the number of the last move on each subject, and on each part in one.
    """
    importance, hanging = _importance(evidence)
    last_moves = dict[tuple[str, str], int]()
    for step in whole.steps():
        move, setting = step.move, whole.history.start.setting
        keys = tuple(_lanes_of_move(step, whole.history))
        marker = MoveMarker(
            number=step.number,
            verb=move.verb,
            tone=step.tone,
            side=side_of(move.by, setting),
            beside=stands_with(move.by, setting),
            when=step.when,
            changes=tuple(dict.fromkeys((effect.subject, effect.whose) for effect in step.effects)),
            over=None if move.over is None or ("issue", move.over) in keys else ("issue", move.over),
            counts=step.number in counting,
            tooltip=f"{_move_in_words(step)}{hanging.get(step.number, '')}",
            importance=importance.get(step.number),
        )
        last_moves.update(dict.fromkeys(marker.changes, marker.number))
        for key in keys:
            lanes[key].markers.append(marker)
    return last_moves


def _importance(evidence: Evidence | None) -> tuple[dict[int, MoveImportance], dict[int, str]]:
    """How much hangs on each move, by its number, and that in words to follow those on the move."""
    if evidence is None:
        return {}, {}
    importance = {each.number: each for each in evidence.moves}
    return importance, {n: f" – {importance_in_words(each, evidence.up_to)}" for n, each in importance.items()}


def _lanes_of_move(step: Step, record: Record) -> Iterator[LaneKey]:
    """The lanes of a move: those of its subjects, each once; of a remark those of the issues that it speaks on."""
    move, subjects = step.move, record.states[step.number].subjects
    if isinstance(move, Remark):
        yield from (("issue", name) for name in move.subjects)
    else:
        yield from dict.fromkeys(key for name in move.subjects for key in _lanes_of(subjects[name]))


class _Tracker:
    """The statuses of all subjects and the points of tension, each with the time from which it holds."""

    def __init__(self, view: Snapshot, weights: Weights) -> None:
        self.statuses = defaultdict[tuple[str, str], list[tuple[TimePoint, Status]]](list)
        self.tension: list[tuple[TimePoint, int]] = []
        record = view.counted
        running = RunningTension(weights, best_day=lambda move: view.history.dates[view.numbered[id(move)] - 1].best)
        for change in state_changes(record, view.day, view.reading):
            number = view.numbers[change.number - 1] if change.number else 0
            day = change.day if number or change.by_day_alone else NO_DAY
            point, state = TimePoint(number, day, change.by_day_alone), record.states[change.number]
            running.look_at(change.names, state, change.day, view.reading)
            if not self.tension or self.tension[-1][1] != running.points:
                self.tension.append((point, running.points))
            for name in change.names:
                statuses = _statuses(state.subjects[name], change.day, view.reading, running.discharged)
                for party, status in statuses.items():
                    known = self.statuses[name, party]
                    if not known or known[-1][1] != status:
                        known.append((point, status))


def _spans(subject: Subject, title: str, statuses: Sequence[tuple[TimePoint, Status]]) -> Iterator[StatusSpan]:
    """The spans of the statuses that have a band; each tells in words what comes after it, if that has none."""
    law, about = lifecycle_of(subject), content(subject)
    about = f" – {about}" if about else ""
    for (begin, status), following in zip_longest(statuses, statuses[1:]):
        if is_shown(status, law):
            end, then = following or (None, "")
            since = f" from {begin.day}" if begin.day != NO_DAY else ""
            until = f" to {end.day}" if end else ""
            after = f", then {spoken(then)}" if then and not is_shown(then, law) else ""
            tooltip = f"{title}: {spoken(status)}{since}{until}{after}{about}"
            yield StatusSpan(begin, end, status, tooltip, then if after else "", _is_concluded(subject, status))


def _is_concluded(subject: Subject, status: Status) -> bool:
    is_plan = isinstance(subject, Proposal) and subject.made.kind == PLAN
    return status in _CONCLUDED and not (is_plan and status == CARRIED_OUT)


def _statuses(subject: Subject, day: date, reading: str, discharged: Container[str]) -> dict[str, Status]:
    """The status that is shown on a day, under the empty name; of a commitment one for each who has a part in it."""
    if not lifecycle_of(subject).statuses:
        return {}
    if isinstance(subject, Proposal):
        return {"": EXPIRED if subject.is_expired(day, reading) else subject.status}
    if isinstance(subject, Measure):
        phase = subject.on(day, reading)
        if subject.id in discharged and can_be_discharged(subject, day, reading):
            return {"": DISCHARGED}
        is_levelled = phase.reads == IN_PLACE and phase.of.step != AS_IMPOSED.step
        return {"": LEVELS[phase.of.step] if is_levelled else phase.reads}
    return subject.statuses(day, reading)


def _lanes_of(subject: Subject) -> tuple[LaneKey, ...]:
    """The lanes of a subject: one for each of its issues."""
    if isinstance(subject, Talks):
        return (TALKS,)
    return tuple(("issue", name) for name in subject.issue) or (NO_ISSUE,)


def _move_in_words(step: Step) -> str:
    """A move in words: its number, date, verb, subjects, actor, effects and quote, and its line in the file."""
    move = step.move
    speaker = f"{move.speaker}: " if move.speaker else ""
    quote = f" – {speaker}“{move.quote}”" if move.quote else ""
    effects = effects_in_words(move, step.effects)
    leads_to = f" → {effects}" if effects else ""
    return f"#{step.number} {move.date}: {described(move)}{leads_to}{quote}{in_line(move.where)}"
