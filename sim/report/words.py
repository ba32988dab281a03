"""Moves, their effects, terms, declarations and expectations in words, as tables, pages and pictures say them."""

from collections.abc import Container, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from sim.history.status_on_day import LEVELS
from sim.model.move import Move, fields_of, key_of
from sim.rules.lifecycle import spoken
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import AS_IMPOSED, DeclaredMeasure, Measure
from sim.rules.subjects.proposals import SUBSTANCE, Proposal
from sim.rules.subjects.talks import Talks

if TYPE_CHECKING:
    from sim.scenario.expectations import Expectation

CLOCK: Final = "the clock"
"""The author of a move that nobody makes."""


def as_of_in_words(expectation: "Expectation") -> str:
    """The day that an expectation asks about, and the reading."""
    return f"{expectation.as_of or 'the end'}, {expectation.reading}"


def described(move: Move) -> str:
    """A move in a few words: verb, subjects, by whom."""
    return f"{move.verb} {move.names} by {move.by or CLOCK}"


def value_in_words(value: object) -> str:
    """The value of a field of a move: ids one after the other, terms each with its value, anything else as it is."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{term} {what}" for term, what in value.items())
    return str(value)


def fields_in_words(move: Move, without: Container[str]) -> Iterator[tuple[str, str]]:
    """The keys and values of the fields that the record gives, *without* some.

    That a matter is one of substance goes without saying.
    """
    for attribute in fields_of(type(move)):
        value = getattr(move, attribute.name)
        if value not in (None, (), SUBSTANCE) and attribute.name not in without:
            yield key_of(attribute.name), value_in_words(value)


# SUBJECTS


def level_in_words(measure: Measure) -> str:
    """How far a measure goes, and whether it was eased or raised; empty if nothing is said of that."""
    changed = "" if measure.step == AS_IMPOSED.step else LEVELS[measure.step]
    return ", ".join(filter(None, (measure.level, changed)))


def content(subject: Subject) -> str:
    """The terms of a proposal, the action or the title of a measure, another title; empty if there is none."""
    match subject:
        case Proposal():
            return value_in_words(subject.made.terms or "")
        case Measure():
            made = subject.made
            title = subject.title if isinstance(made, DeclaredMeasure) else made.action
            return title if title and title != subject.id else ""
        case Commitment() | Talks():
            return subject.title if subject.title != subject.id else ""
    return getattr(getattr(subject, "made", None), "action", None) or ""


@frozen
class Declared:
    """The declaration of a subject in words: since when, for or by whom, its status, and where that is known from."""

    since: str
    whose: tuple[str, ...]
    status: str
    quote: str
    source: str
    preposition: str = "for"

    def __str__(self) -> str:
        whose = f" {self.preposition} {', '.join(self.whose)}" if self.whose else ""
        since = f" since {self.since}" if self.since else ""
        return f"declared {self.status}{whose}{since}"


def declared(subject: Subject) -> Declared:
    """The declaration of a commitment, a measure or a format of talks."""
    status = ", ".join(dict.fromkeys(spoken(part.status) for part in subject.parts.values()))
    if isinstance(subject, Talks):
        return Declared("", (), status, "", "")
    made: Any = getattr(subject, "made", None)
    since, source = str(made.since or ""), value_in_words(made.source)
    if isinstance(subject, Measure):
        level = f" ({subject.level})" if subject.level else ""
        return Declared(since, (made.by,), f"{status}{level}", made.quote or "", source, "by")
    whose = tuple(subject.parts)
    return Declared(since, whose, status, made.quote or "", source)
