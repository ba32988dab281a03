"""What stands between the two, in lines: threats, measures, commitments and talks, with their days."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Final

from attrs import frozen

from sim.assess.dialogue import Dialogue
from sim.history.snapshot import Snapshot
from sim.history.standing import Standing, standing
from sim.history.status_on_day import LEVELS, OVERDUE, StatusOnDay
from sim.history.triggers import DISCHARGED, DUE, TRIGGERED
from sim.model.dates import When
from sim.model.errors import counted
from sim.report.prose.dates import end_in_words, since_in_words, when_in_words
from sim.report.prose.fitting import Importance, Line
from sim.report.prose.items import forms_of
from sim.report.prose.names import Names, shortened
from sim.report.prose.references import is_verbal
from sim.report.prose.titles import capitalised
from sim.rules.lifecycle import spoken
from sim.rules.subject import Subject
from sim.rules.subjects import measures, participation, talks
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import AS_IMPOSED, Measure
from sim.rules.subjects.talks import Talks

LONGEST_NAME: Final = 70
BRIEF_NAME: Final = 30
"""The most characters of a name, and where a line has to be brief."""

_LONGEST_PLACE: Final = 30
_WITHOUT_FORCE: Final = (
    participation.SUSPENDED,
    participation.IN_BREACH,
    participation.LEAVING,
    participation.LEFT,
    participation.PENDING,
)
_COME: Final = {TRIGGERED: "its condition is met", DISCHARGED: "its demand is met"}


def called(subject: Subject, names: Names, longest: int = LONGEST_NAME) -> str:
    """A short name of a subject, in quotation marks."""
    return f"“{shortened(names.short(subject.id), longest)}”{names.distinction(subject.id)}"


def standing_lines(snapshot: Snapshot, dialogue: Dialogue, names: Names) -> Iterator[Line]:
    """The lines on threats, measures, commitments and talks; one line for the kinds of which there is none."""
    missing = list[str]()
    for kind in _KINDS:
        items = kind.of(snapshot, names, LONGEST_NAME)
        if items:
            brief = partial(kind.of, snapshot, names, BRIEF_NAME)
            yield kind.importance, forms_of(kind.head(len(items), snapshot), items, brief, kind.bare(len(items)))
        else:
            missing.append(kind.none)
    met = "" if dialogue.met is None else f"The two last met {when_in_words(dialogue.met.when)}."
    none = f"{capitalised(', '.join(missing))}." if missing else ""
    if met or none:
        yield Importance.LAST_TALKS, iter(" ".join(filter(None, told)) for told in ((met, none), (met or none,)))


def _not_in_force(count: int, snapshot: Snapshot) -> str:
    """The words above commitments without force, to which those count that are to be left."""
    parts = (
        part for commitment in snapshot.state.commitments.values() for part in snapshot.statuses_of(commitment).values()
    )
    to_be_left = " or to be left" if any(part.status == participation.LEAVING for part in parts) else ""
    return f"{counted(count, 'commitment is', 'commitments are')} not in force{to_be_left}"


def _latest(subjects: Iterable[Any]) -> list[Any]:
    return list(subjects)[::-1]


# THREATS AND MEASURES


def _threats(snapshot: Snapshot, names: Names, longest: int) -> list[str]:
    """The threats that stand: first those with a deadline, the nearest first, then the latest."""
    read = [(measure, snapshot.statuses_of(measure)[""]) for measure in _latest(snapshot.state.measures.values())]
    threats = [(measure, status, _deadline(measure, snapshot)) for measure, status in read if _is_threat(status)]
    threats.sort(key=lambda threat: (threat[2] is None, threat[2] or When.of("9999")))
    return [_threat(measure, status, snapshot, names, longest) for measure, status, _ in threats]


def _is_threat(status: StatusOnDay) -> bool:
    return status.status in measures.THREATS


def _deadline(measure: Measure, snapshot: Snapshot) -> When | None:
    deadline: When | None = measure.on(snapshot.read_on, snapshot.reading).of.ends.deadline
    return deadline


def _threat(measure: Measure, status: StatusOnDay, snapshot: Snapshot, names: Names, longest: int) -> str:
    """A threat, with what has come of it, its deadline and what is announced; its action comes after the deadline."""
    action = shortened(names.short(measure.id), longest)
    told = f"to {action}{names.distinction(measure.id)}" if is_verbal(action) else called(measure, names, longest)
    qualified = ", ".join(_on_threat(status, standing(measure, snapshot.read_on, snapshot.reading)))
    return f"{names.actor_in_sentence(measure.author)}, {told}{f' ({qualified})' if qualified else ''}"


def _on_threat(status: StatusOnDay, stands: Standing) -> Iterator[str]:
    yield from (_COME[word] for word in status.words if word in _COME)
    if (deadline := stands.of.ends.deadline) is not None:
        yield f"deadline{' passed' if DUE in status.words else ''}: {end_in_words(deadline)}"
    if status.status == measures.DEFERRED:
        yield spoken(status.status) + _until(stands.suspended_until)
    yield from _announced(status, stands)


def _announced(status: StatusOnDay, stands: Standing) -> Iterator[str]:
    """What is to become of a measure on a later day, in words."""
    ahead = stands.announced
    if ahead is not None:
        becomes = LEVELS[ahead.step or AS_IMPOSED.step] if ahead.status == status.status else ahead.status
        yield f"{spoken(becomes)} from {since_in_words(ahead.effective)}"


def _in_place(snapshot: Snapshot, names: Names, longest: int) -> list[str]:
    """The measures in place or suspended, the latest first."""
    read = [(measure, snapshot.statuses_of(measure)[""]) for measure in _latest(snapshot.state.measures.values())]
    return [
        _measure(measure, status, snapshot, names, longest)
        for measure, status in read
        if status.status in (measures.IN_PLACE, measures.SUSPENDED)
    ]


def _measure(measure: Measure, status: StatusOnDay, snapshot: Snapshot, names: Names, longest: int) -> str:
    state = ", ".join(_state(status, standing(measure, snapshot.read_on, snapshot.reading)))
    name = called(measure, names, longest)
    return f"{name} of {names.actor_in_sentence(measure.author)}{f' ({state})' if state else ''}"


def _state(status: StatusOnDay, stands: Standing) -> Iterator[str]:
    """Since when it is in place or suspended, until when, and what is announced."""
    is_suspended = status.status == measures.SUSPENDED
    state = ("suspended" if is_suspended else "") + _since(stands.since)
    state += _until(stands.suspended_until if is_suspended else stands.until)
    yield from filter(None, (state.strip(),))
    yield from _announced(status, stands)


def _since(when: When | None) -> str:
    return "" if when is None else f" since {since_in_words(when)}"


def _until(when: When | None) -> str:
    return "" if when is None else f" until {end_in_words(when)}"


# COMMITMENTS


def _out_of_force(snapshot: Snapshot, names: Names, longest: int) -> list[str]:
    """The commitments in which a part is suspended, broken, left or still to come, the latest first."""
    items = (
        _parts(commitment, snapshot, names, longest) for commitment in _latest(snapshot.state.commitments.values())
    )
    return [item for item in items if item]


def _parts(commitment: Commitment, snapshot: Snapshot, names: Names, longest: int) -> str:
    by_state = dict[str, list[str]]()
    for party, status in snapshot.statuses_of(commitment).items():
        if status.status in _WITHOUT_FORCE:
            stands = standing(commitment.participation[party], snapshot.read_on, snapshot.reading)
            by_state.setdefault(_part(status, stands), []).append(names.actor_in_sentence(party))
    told = ", ".join(state.format(" and ".join(whose)) for state, whose in by_state.items())
    return f"{called(commitment, names, longest)} ({told})" if told else ""


def _part(status: StatusOnDay, stands: Standing) -> str:
    """The words for a part without force, or that is to be left, with a gap for whose it is."""
    begins = None if stands.announced is None else stands.announced.effective
    match status.status:
        case participation.LEAVING:
            return "to be left by {}" + ("" if begins is None else f" {when_in_words(begins)}")
        case participation.PENDING:
            return "in force for {}" + (" later" if begins is None else f" from {since_in_words(begins)}")
        case participation.LEFT:
            return "left by {}" + ("" if stands.since is None else f" {when_in_words(stands.since)}")
        case participation.IN_BREACH:
            return "broken by {}" + _since(stands.since)
    return "suspended by {}" + _since(stands.since) + _until(stands.suspended_until)


# TALKS


def _talks(snapshot: Snapshot, names: Names, longest: int) -> list[str]:
    """The talks in session, agreed, suspended or broken off: the overdue and the next ones first."""
    every = sorted(snapshot.state.talks.values(), key=lambda each: (each.due is None, each.due or When.of("9999")))
    return [item for item in (_format(each, snapshot, names, longest) for each in every) if item]


def _format(format_: Talks, snapshot: Snapshot, names: Names, longest: int) -> str:
    """A format of talks with its status, or its next round.

    Where it has to be brief, the place of the round is left out, and the day of an overdue one.
    """
    status, name = snapshot.statuses_of(format_)[""], called(format_, names, longest)
    if status.status in (talks.IDLE, talks.ADJOURNED):
        return ""
    if format_.next_round is None:
        return f"{name} {spoken(status.status)}"
    session = "in session, and " if status.status == talks.IN_SESSION else ""
    overdue = _overdue(format_, status, snapshot)
    if overdue and longest == BRIEF_NAME:
        return f"{name} {session}{overdue}"
    due = " without a day" if format_.due is None else f" {when_in_words(When.parse(format_.due.text))}"
    place = "" if longest == BRIEF_NAME else _place(format_.next_round.place)
    return f"{name} {session}{'due' if overdue else 'next'}{due}{place}{overdue and f', {overdue}'}"


def _place(place: str | None) -> str:
    return f" in {shortened(place, _LONGEST_PLACE)}" if place else ""


def _overdue(format_: Talks, status: StatusOnDay, snapshot: Snapshot) -> str:
    if OVERDUE not in status.words or format_.due is None:
        return ""
    days = (snapshot.read_on - format_.due.best).days
    return f"overdue by {counted(days, 'day')}" if days > 0 else "overdue"


# ALL KINDS


@frozen
class _Kind:
    """What a line tells: how important it is, its things in words, its head, and what is said of none."""

    importance: Importance
    of: Callable[[Snapshot, Names, int], list[str]]
    head: Callable[[int, Snapshot], str]
    none: str
    bare: Callable[[int], str] = lambda _: ""


_KINDS: Final = (
    _Kind(
        Importance.THREATS,
        _threats,
        lambda count, _: counted(count, "threat stands", "threats stand"),
        "no threat stands",
    ),
    _Kind(
        Importance.MEASURES,
        _in_place,
        lambda count, _: counted(count, "measure stands", "measures stand"),
        "no measure is in place",
    ),
    _Kind(Importance.COMMITMENTS, _out_of_force, _not_in_force, "no commitment is suspended, broken or left"),
    _Kind(
        Importance.NEXT_TALKS,
        _talks,
        lambda *_: "Talks",
        "no further talks are agreed",
        lambda count: f"Talks: {counted(count, 'format')}.",
    ),
)
