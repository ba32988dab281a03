"""How things stand in a snapshot, as stories say it: its day, and the status of a subject with names."""

from collections.abc import Iterable

from sim.history.snapshot import Snapshot
from sim.model.dates import LIKELY
from sim.model.errors import all_of, counted
from sim.report.prose.dates import day_in_words
from sim.report.prose.references import noun_of
from sim.report.prose.titles import capitalised
from sim.report.story.telling import Telling
from sim.rules.lifecycle import spoken
from sim.rules.phases import EXPIRED
from sim.rules.registry import lifecycle_of
from sim.rules.subject import Subject
from sim.rules.subjects.statements import DONE


def as_of(snapshot: Snapshot) -> str:
    """The day, how many moves count, and the reading."""
    reading = "" if snapshot.reading == LIKELY else f", by {snapshot.reading} dates"
    moves = counted(len(snapshot.numbers), "move")
    return f"As of {day_in_words(snapshot.day)}, after {moves}{reading}." if snapshot.day else "Before the first move."


def status_of(subject: Subject, telling: Telling, party: str = "") -> str:
    """The status as it reads then, in words, for each who has a part in it."""
    told = dict[str, list[str]]()
    for whose, status in telling.snapshot.statuses_of(subject).items():
        if party in ("", whose):
            of = told.setdefault(_read(status.status, status.words), [])
            of += [telling.names.actor_in_sentence(whose)] if whose else []
    parts = (f"{words} for {all_of(whose)}" if whose else words for words, whose in told.items())
    return ", ".join(parts) or "nothing"


def has_ended(subject: Subject, telling: Telling) -> bool:
    """Whether no part of it can change any more, or all that it had has expired; an act is over at once."""
    ended = (*lifecycle_of(subject).ended, EXPIRED, DONE)
    return all(status.status in ended for status in telling.snapshot.statuses_of(subject).values())


def _read(status: str, words: Iterable[str]) -> str:
    return ", ".join((spoken(status), *(word for word in words if word not in (status, "declared"))))


def standing_of(subject: Subject, telling: Telling) -> str:
    """A subject and its status."""
    noun = noun_of(subject) or lifecycle_of(subject).noun
    whose = f" of {telling.names.actor_in_sentence(subject.author)}" if subject.author else ""
    named = f"“{telling.names.short(subject.id)}” ({subject.id})"
    return f"{capitalised(noun)}{whose}, {named}: {status_of(subject, telling)}"
