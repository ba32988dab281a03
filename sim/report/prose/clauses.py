"""What the fields of a move add to its sentence, each a clause: ", until 12 October 2007", ", if …", ", in secret"."""

from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any, Final

from attrs import Attribute

from sim.model.dates import When
from sim.model.ids import ids
from sim.model.move import Move, fields_of, holding, key_of
from sim.report.prose.dates import date_in_words, end_in_words, when_in_words
from sim.report.prose.names import Names, on_one_line
from sim.report.prose.phrases import Phrase, joined, plain, quoted
from sim.report.prose.references import actors, condition_in_words, references
from sim.report.words import value_in_words

Clause = Callable[[Any, Names], Phrase]

_OUTCOMES: Final = {
    "none": ", without a result",
    "partial": ", with a partial result",
    "agreement": ", with an agreement",
}

APART: Final = frozenset({"by", "date", "issue", "speaker", "quote", "source", "note", "private"})
"""The fields that no sentence tells: they stand beside it."""


def clauses_of(move: Move, names: Names, without: Container[str]) -> Phrase:
    """The clauses of all fields that the move gives, *without* those that its sentence tells otherwise."""
    return joined("", (_clause(field, value, names) for field, value in _given(move, without)))


def _given(move: Move, without: Container[str]) -> Iterator[tuple["Attribute[Any]", Any]]:
    """The fields that the move gives, in the order in which sentences tell them, with their values."""
    fields = {field.name: field for field in fields_of(type(move))}
    for name in sorted(fields, key=lambda name: _ORDER.get(name, len(_ORDER))):
        value = getattr(move, name)
        if value not in (None, ()) and name not in APART and name not in without:
            yield fields[name], value


def _clause(field: "Attribute[Any]", value: Any, names: Names) -> Phrase:
    clause = CLAUSES.get(field.name)
    return _of_any_field(field, value, names) if clause is None else clause(value, names)


def _of_any_field(field: "Attribute[Any]", value: Any, names: Names) -> Phrase:
    """The clause of a field that has no words of its own, by what it holds."""
    match holding(field).form, value:
        case "date", When():
            told = plain(date_in_words(value))
        case (("id" | "ids"), _) if holding(field).name == "subject":
            told = references(ids(value), names)
        case "condition", _:
            told = condition_in_words(value, names)
        case _:
            told = quoted(on_one_line(value_in_words(value)))
    return Phrase(f", {key_of(field.name)}: ") + told


def _text(before: str) -> Clause:
    return lambda value, _: plain(on_one_line(value)).within(before)


def _quoted(before: str) -> Clause:
    return lambda value, _: Phrase(before) + quoted(on_one_line(value))


def _end(before: str) -> Clause:
    return lambda value, _: plain(end_in_words(value)).within(before)


def _day(before: str) -> Clause:
    return lambda value, _: plain(when_in_words(value)).within(before)


def _condition(before: str) -> Clause:
    return lambda value, names: Phrase(before) + condition_in_words(value, names)


def _subjects(before: str) -> Clause:
    return lambda value, names: Phrase(before) + references(ids(value), names)


def _actors(before: str) -> Clause:
    return lambda value, names: Phrase(before) + actors(value, names)


CLAUSES: Final[Mapping[str, Clause]] = {
    "level": _text(" ({})"),
    "to": _text(" to {}"),
    "due": _day(" {}"),
    "place": _text(" in {}"),
    "outcome": lambda value, _: Phrase(_OUTCOMES[value]),
    "mandate": _quoted(", with the mandate "),
    "as_": _subjects(", recorded in "),
    "under": _subjects(", under "),
    "counters": _subjects(", in answer to "),
    "replaces": _subjects(", in place of "),
    "settles": _subjects(", settling "),
    "subject_to": _actors(", subject to ratification by "),
    "concedes": _quoted(", with the concession "),
    "effective": _day(", effective {}"),
    "until": _end(", until {}"),
    "expires": _end(", open until {}"),
    "if_": _condition(", if "),
    "unless": _condition(", unless "),
    "deadline": _end(", with a deadline of {}"),
    "over": lambda value, names: Phrase(", over ") + quoted(names.issue(value)),
    "channel": lambda value, _: Phrase(f", in {value}"),
}
"""The clause of each field, in the order in which a sentence has them."""

_ORDER: Final = {name: position for position, name in enumerate(CLAUSES)}
