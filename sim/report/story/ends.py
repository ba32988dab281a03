"""The ends that a move sets, moves or takes away: of offers, threats, measures, commitments, suspensions and rounds."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sim.model.dates import When
from sim.model.errors import all_of
from sim.report.prose.dates import date_in_words
from sim.report.prose.names import Names
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks

Ends = dict[tuple[str, str], When]
"""Dates by what they end or begin, and by whose part it is."""


_OPEN: Final = "open until"
_BEGINNINGS: Final = ("begins", "takes effect")


def ends_of(subject: Subject | None) -> Ends:
    """The ends of a subject as moves left them."""
    match subject:
        case Proposal():
            return _given({_OPEN: subject.expires})
        case Measure():
            ends = subject.ends
            days = {"deadline": ends.deadline, "last day": ends.until, "suspended until": ends.paused_until}
            return _given({**days, "takes effect": ends.effective})
        case Commitment():
            parts = subject.participation.items()
            return {key: when for party, part in parts for key, when in _of_part(part.ends, party).items()}
        case Talks():
            return _given({"next round": subject.due})
    return {}


def moved_ends(before: Subject | None, after: Subject, day: date, names: Names) -> Iterator[str]:
    """The ends that a move of that day has moved or taken away, in words; what is set anew its sentence tells."""
    later = ends_of(after)
    for (what, whose), when in ends_of(before).items():
        now = later.get((what, whose))
        of = f" for {names.actor_in_sentence(whose)}" if whose else ""
        if now is not None and now.text != when.text:
            yield f"{what}{of}: moved from {date_in_words(when)} to {date_in_words(now)}"
        elif now is None and when.best > day and not isinstance(after, Talks):
            yield f"{what}{of}: no longer {date_in_words(when)}"


def ends_in_words(subject: Subject, day: date, names: Names) -> str:
    """The ends that a subject has on a day, those of several parts together; what has begun is no end any more."""
    told = dict[str, list[str]]()
    for (what, whose), when in ends_of(subject).items():
        if _is_of_use(what, when, subject, day):
            was = "was " if what == _OPEN and when.best < day else ""
            whom = names.actor_in_sentence(whose) if whose else ""
            told.setdefault(f"{was}{what}: {date_in_words(when)}", []).append(whom)
    return "; ".join(_of_some(words, whose) for words, whose in told.items())


def _is_of_use(what: str, when: When, subject: Subject, day: date) -> bool:
    """Whether an end still is one: no beginning that has come, and no last day of an offer that has been answered."""
    return (
        when.best > day if what in _BEGINNINGS else what != _OPEN or (isinstance(subject, Proposal) and subject.is_open)
    )


def _of_some(words: str, whose: list[str]) -> str:
    return f"{words} for {all_of(whose)}" if all(whose) else words


def _of_part(ends: object, party: str) -> Ends:
    named = (
        ("last day", "until"),
        ("suspended until", "paused_until"),
        ("takes effect", "effective"),
        ("begins", "begins"),
    )
    return _given({what: getattr(ends, name) for what, name in named}, party)


def _given(ends: dict[str, When | None], whose: str = "") -> Ends:
    return {(what, whose): when for what, when in ends.items() if when is not None}
