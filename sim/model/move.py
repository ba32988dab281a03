"""The base class of moves with the metadata of their fields, and the verbs for several kinds of subject.

A move is an immutable event: one reported act of a negotiation. Its class is its verb; the fields that the record
gives are its attributes. Each field says in its metadata what it holds (`Holds`), and from that the reader of
scenario files, their JSON Schema and the reference are derived.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

from attrs import Attribute, field, fields, frozen

from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.errors import InvalidFieldError, Where, did_you_mean
from sim.model.ids import NOT_AN_ID, is_id

__all__ = ["CarryOut", "Extend", "Lapse", "Move", "Resume", "Suspend", "Withdraw"]

CHANNELS = ("public", "private", "secret")


@frozen
class Holds:
    """The content of a field in `words`, its `form`, and the namespace (`name`) of ids or the `choices` of a choice.

    The forms are text, date, id, ids, choice and condition.
    """

    form: str
    words: str
    name: str = ""
    choices: tuple[str, ...] = ()


def holds(form: str, words: str, name: str = "", choices: tuple[str, ...] = ()) -> Mapping[str, Holds]:
    """The metadata of a field."""
    return {"holds": Holds(form, words, name, choices)}


def holding(attribute: "Attribute[Any]") -> Holds:
    """The `Holds` in the metadata of a move's *attribute*."""
    about: Holds = attribute.metadata["holds"]
    return about


def key_of(name: str) -> str:
    """A field's key in scenario files: `if_` is `if`, `subject_to` is `subject-to`."""
    return name.rstrip("_").replace("_", "-")


def a_day(value: When | date | str) -> When:
    """The day that the value stands for."""
    return When.of(value)


def optional_day(value: When | date | str | None) -> When | None:
    """The day that the value stands for; None for none."""
    return None if value is None else When.of(value)


def check_choice(move: object, attribute: "Attribute[Any]", value: str | None) -> None:
    """Let only the choices of a field pass, and None where it is optional.

    Raises: InvalidFieldError.
    """
    if value is None and attribute.default is None:
        return
    choices = holding(attribute).choices
    if value not in choices:
        raise InvalidFieldError(f"{key_of(attribute.name)} cannot be {value!r}{did_you_mean(str(value), choices)}")


def check_id(move: object, attribute: "Attribute[Any]", value: str) -> None:
    """Let only what looks like an id pass.

    Raises: InvalidFieldError.
    """
    if not is_id(value):
        raise InvalidFieldError(f"{value!r} {NOT_AN_ID}")


@frozen(kw_only=True)
class Move:
    """One reported act: who did what to which subject, when, and how it is known."""

    verb: ClassVar[str]

    subject: str = field(
        validator=check_id, metadata=holds("id", "The id of what the move makes or acts on.", name="subject")
    )
    by: str | None = field(metadata=holds("id", "Who makes the move; `both` for a joint act.", name="actor"))
    date: When = field(converter=a_day, metadata=holds("date", "When it was made."))
    over: str | None = field(
        default=None, metadata=holds("id", "The issue for whose sake it is made (leverage).", name="issue")
    )
    speaker: str | None = field(default=None, metadata=holds("text", "Whose words they are."))
    quote: str | None = field(default=None, metadata=holds("text", "The words, as the source has them."))
    source: str | None = field(default=None, metadata=holds("id", "The source that reports it.", name="source"))
    channel: str | None = field(
        default=None,
        validator=check_choice,
        metadata=holds("choice", "How it was made known.", choices=CHANNELS),
    )
    note: str | None = field(default=None, metadata=holds("text", "What the coder has to add."))
    where: Where | None = field(default=None, eq=False, repr=False, metadata=holds("place", "Where it is written."))

    def __init_subclass__(cls) -> None:
        cls.verb = re.sub(r"(?<=.)(?=[A-Z])", "-", cls.__name__).lower()

    @property  # a method would be called on the class as well
    def _repr_pretty_(self) -> Callable[[Any, bool], None]:
        return lambda printer, cycle: printer.text(in_python(self))


@frozen(kw_only=True)
class Withdraw(Move):
    """The author takes back a proposal or a threat, or undoes a plan that was carried out."""


@frozen(kw_only=True)
class CarryOut(Move):
    """What was planned, agreed, promised or threatened is done."""

    as_: str | None = field(
        default=None,
        metadata=holds(
            "id",
            "For a threat: the subject that records the harm (the treaty left, the talks broken off).",
            name="subject",
        ),
    )


@frozen(kw_only=True)
class Extend(Move):
    """A proposal, a threat, a suspension or a commitment is given a later end."""

    expires: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "For a proposal: the new last day.")
    )
    deadline: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "For a measure: the new deadline.")
    )
    until: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "For a commitment: the new last day.")
    )


@frozen(kw_only=True)
class Suspend(Move):
    """A party stops honouring a commitment for the time being, or stops a measure that is in place."""

    effective: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The day from which it takes effect, if later.")
    )


@frozen(kw_only=True)
class Resume(Move):
    """A party honours a commitment again, takes back its notice of exit, or puts a suspended measure back in place."""

    effective: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The day from which it takes effect, if later.")
    )


@frozen(kw_only=True)
class Lapse(Move):
    """A proposal or a threat runs out, where that is an event of its own (a referee calls the deadline)."""

    by: str | None = field(default=None, init=False, metadata=holds("id", "Nobody: the clock makes it.", name="actor"))


def in_python(move: Move) -> str:
    """The move as the Python that makes it, with the fields that it gives and no others."""
    given = {"subject": move.subject} | {field.name: getattr(move, field.name) for field in fields_of(type(move))}
    texts = {name: _literal(value) for name, value in given.items()}
    fields_given = ", ".join(f"{name}={value!r}" for name, value in texts.items() if value not in (None, ()))
    return f"{type(move).__name__}({fields_given})"


def _literal(value: object) -> object:
    if isinstance(value, When):
        return str(value)
    return value.terms if isinstance(value, Condition) else value


def fields_of(verb: type[Move]) -> tuple["Attribute[Any]", ...]:
    """The fields that a record may give for *verb*: its own first, then those of every move."""
    given = [attribute for attribute in fields(verb) if attribute.init and attribute.name not in ("subject", "where")]
    common = {attribute.name for attribute in fields(Move)}
    return tuple(sorted(given, key=lambda attribute: attribute.name in common))
