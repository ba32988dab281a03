"""Moves, their effects, terms, declarations and expectations in words, as tables, pages and pictures say them."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from sim.history.status_on_day import LEVELS
from sim.model.move import CarryOut, Commit, Extend, Move, fields_of, key_of
from sim.rules.lifecycle import spoken
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import AS_IMPOSED, EASED, RAISED, Comply, DeclaredMeasure, Ease, Measure, Raise
from sim.rules.subjects.participation import LEAVING, SUPERSEDED
from sim.rules.subjects.proposals import SUBSTANCE, Proposal
from sim.rules.subjects.talks import Talks
from sim.rules.verdict import Effect

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


# EFFECTS


def effects_in_words(move: Move, effects: Sequence[Effect]) -> str:
    """The statuses that a move leads to, those of its own subjects first; empty if it leads to none.

    A subject is named where its own statuses are not those of all subjects of the move.
    """
    if len(effects) == 1:
        return effect_in_words(effects[0], move)
    reached: dict[str, dict[str, None]] = {}
    for effect in effects:
        if effect.after:
            reached.setdefault(effect.subject, {})[effect_in_words(effect, move)] = None
    words = {name: ", ".join(statuses) for name, statuses in reached.items()}
    own = {name: told for name, told in words.items() if name in move.subjects}
    further = {name: told for name, told in words.items() if name not in own}
    parts = [*({*own.values()} if len({*own.values()}) == 1 else _grouped(own)), *_grouped(further)]
    return ("; " if any("," in part for part in parts) else ", ").join(parts)


def _grouped(words: Mapping[str, str]) -> Iterator[str]:
    """The words, each after the names of all for which they stand."""
    for told in dict.fromkeys(words.values()):
        yield f"{', '.join(name for name, its_words in words.items() if its_words == told)} {told}"


def effect_in_words(effect: Effect, move: Move) -> str:
    """The status that an effect leads to, or what it does beside the status; from when, if that is a later day."""
    beside = _beside_the_status(effect, move)
    reached = beside or spoken(effect.after or "")
    is_announced = effect.subject in move.subjects or beside or _is_replaced(effect, move)
    effective = getattr(move, "effective", None)
    if effective is None or not is_announced or isinstance(move, Extend) or effect.after == LEAVING:
        return reached
    return f"{reached} from {effective}"


def _beside_the_status(effect: Effect, move: Move) -> str:
    """What an effect does that leaves the status as it is: another level, a demand that is met; empty otherwise."""
    if effect.before == effect.after:
        if isinstance(move, Raise | Ease):
            return _levelled(RAISED if isinstance(move, Raise) else EASED, move.to)
        if isinstance(move, CarryOut) and effect.subject == move.as_:
            return _levelled(RAISED, move.level)
        if isinstance(move, Comply):
            return "complied with"
    return ""


def _is_replaced(effect: Effect, move: Move) -> bool:
    """Whether the place of a commitment is taken by the one that a move makes."""
    return isinstance(move, Commit) and effect.after == SUPERSEDED


def _levelled(step: int, to: str | None) -> str:
    return LEVELS[step] if to is None else f"{LEVELS[step]} to {to}"


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
