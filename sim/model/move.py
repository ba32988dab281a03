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

from sim.model.condition import Condition, as_condition
from sim.model.dates import When
from sim.model.errors import InvalidFieldError, Where, did_you_mean
from sim.model.ids import NOT_AN_ID, ids, is_id
from sim.model.private import OF_A_MOVE, only_of

__all__ = ["Adjourn", "CarryOut", "Commit", "Convene", "Extend", "Lapse", "Move", "Resume", "Suspend", "Withdraw"]

CHANNELS = ("public", "private", "secret")
OUTCOMES = ("none", "partial", "agreement")


@frozen
class Holds:
    """The content of a field in `words`, its `form`, and the namespace (`name`) of ids or the `choices` of a choice.

    The forms are text, date, id, ids, choice, choices, condition and terms.
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


def check_ids(move: object, attribute: "Attribute[Any]", value: tuple[str, ...]) -> None:
    """Let only ids pass: one or several, each once.

    Raises: InvalidFieldError.
    """
    for name in value:
        if not is_id(name):
            raise InvalidFieldError(f"{name!r} {NOT_AN_ID}")
    if len(value) != 1 and len(set(value)) != max(len(value), 1):
        raise InvalidFieldError(f"{key_of(attribute.alias or attribute.name)} takes one id or several, each once")


@frozen(kw_only=True)
class Move:
    """One reported act: who did what to which subject, when, and how it is known."""

    verb: ClassVar[str]

    subjects: tuple[str, ...] = field(
        alias="subject",
        converter=ids,
        validator=check_ids,
        metadata=holds("ids", "The id of what the move makes or acts on; several for one act on all.", name="subject"),
    )
    by: str | None = field(metadata=holds("id", "Who makes the move; `both` for a joint act.", name="actor"))
    date: When = field(converter=a_day, metadata=holds("date", "When it was made."))
    over: str | None = field(
        default=None, metadata=holds("id", "The issue for whose sake it is made (leverage).", name="issue")
    )
    speaker: str | None = field(default=None, metadata=holds("text", "Whose words they are."))
    quote: str | None = field(default=None, metadata=holds("text", "The words, as the source has them."))
    source: tuple[str, ...] = field(
        default=(), converter=ids, metadata=holds("ids", "The source that reports it, or several.", name="source")
    )
    channel: str | None = field(
        default=None,
        validator=check_choice,
        metadata=holds("choice", "How it was made known.", choices=CHANNELS),
    )
    note: str | None = field(default=None, metadata=holds("text", "What the coder has to add."))
    private: tuple[str, ...] = field(
        default=(),
        converter=ids,
        validator=only_of(OF_A_MOVE),
        metadata=holds(
            "choices",
            "The keys of this item that pages, pictures and exports leave out unless `--private` asks for them.",
            choices=OF_A_MOVE,
        ),
    )
    where: Where | None = field(default=None, eq=False, repr=False, metadata=holds("place", "Where it is written."))

    def __init_subclass__(cls) -> None:
        cls.verb = re.sub(r"(?<=.)(?=[A-Z])", "-", cls.__name__).lower()

    @property
    def subject(self) -> str:
        """The id of its subject, or of the first of several."""
        return self.subjects[0]

    @property
    def names(self) -> str:
        """The ids of its subjects as a sentence has them."""
        return ", ".join(self.subjects)

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
            "For a threat: the subject that records the harm (the treaty left, the talks broken off, the measure that "
            "it raises).",
            name="subject",
        ),
    )
    level: str | None = field(default=None, metadata=holds("text", "For a threat: how far the measure goes."))
    effective: When | None = field(
        default=None,
        converter=optional_day,
        metadata=holds("date", "For a threat: the day from which the measure is in place, if later."),
    )
    until: When | None = field(
        default=None,
        converter=optional_day,
        metadata=holds("date", "For a threat: the last day on which the measure is in place."),
    )
    settles: tuple[str, ...] = field(
        default=(),
        converter=ids,
        metadata=holds("ids", "For what was agreed or promised: the proposals that this makes moot.", name="subject"),
    )


@frozen(kw_only=True)
class Extend(Move):
    """A proposal, a measure, a commitment or a notice of exit is given a later end, or none."""

    expires: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "For a proposal: the new last day.")
    )
    deadline: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "For a threat: the new deadline.")
    )
    until: When | None = field(
        default=None,
        converter=optional_day,
        metadata=holds("date", "For a measure, a commitment or a suspension: the new last day."),
    )
    effective: When | None = field(
        default=None,
        converter=optional_day,
        metadata=holds("date", "For a notice of exit, or what is announced: the day to which it is put off."),
    )
    under: str | None = field(
        default=None,
        metadata=holds("id", "For a commitment: the accepted proposal that this carries out.", name="subject"),
    )


@frozen(kw_only=True)
class Suspend(Move):
    """A commitment, a measure, a threat or talks stop for the time being."""

    until: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The last day of the suspension.")
    )
    effective: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The day from which it takes effect, if later.")
    )


@frozen(kw_only=True)
class Resume(Move):
    """A commitment is honoured again, or a measure or a threat that was suspended stands again."""

    effective: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The day from which it takes effect, if later.")
    )
    until: When | None = field(
        default=None,
        converter=optional_day,
        metadata=holds("date", "For a measure: the last day on which it is in place then."),
    )


@frozen(kw_only=True)
class Lapse(Move):
    """A proposal or a threat runs out, where that is an event of its own (a referee calls the deadline)."""

    by: str | None = field(default=None, init=False, metadata=holds("id", "Nobody: the clock makes it.", name="actor"))


@frozen(kw_only=True)
class Commit(Move):
    """Somebody undertakes something, or joins what others have undertaken."""

    title: str | None = field(default=None, metadata=holds("text", "What it is called, or what it says."))
    issue: tuple[str, ...] = field(
        default=(), converter=ids, metadata=holds("ids", "The issue, or several.", name="issue")
    )
    under: str | None = field(
        default=None,
        metadata=holds("id", "The accepted proposal that it puts into force.", name="subject"),
    )
    replaces: tuple[str, ...] = field(
        default=(),
        converter=ids,
        metadata=holds(
            "ids",
            "The commitments whose place it takes, once all who have a part in them have joined it.",
            name="subject",
        ),
    )
    settles: tuple[str, ...] = field(
        default=(),
        converter=ids,
        metadata=holds(
            "ids", "The proposals that it makes moot; by both, or `under` an accepted proposal.", name="subject"
        ),
    )
    if_: str | Condition | None = field(
        default=None, converter=as_condition, metadata=holds("condition", "The condition on which it binds.")
    )
    unless: str | Condition | None = field(
        default=None, converter=as_condition, metadata=holds("condition", "What would free from it.")
    )
    concedes: str | None = field(
        default=None, metadata=holds("text", "What who undertakes it gives up by it, outside any deal.")
    )
    effective: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The day from which it is in force, if later.")
    )
    until: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The last day on which it binds.")
    )


@frozen(kw_only=True)
class Convene(Move):
    """The parties meet, or a third party brings them together."""

    place: str | None = field(default=None, metadata=holds("text", "Where they meet."))
    settles: tuple[str, ...] = field(
        default=(),
        converter=ids,
        metadata=holds("ids", "The proposals that are moot once they meet, such as a request to meet.", name="subject"),
    )


@frozen(kw_only=True)
class Adjourn(Move):
    """The round ends, with an outcome or none."""

    outcome: str | None = field(
        default=None,
        validator=check_choice,
        metadata=holds("choice", "What the round came to.", choices=OUTCOMES),
    )
    settles: tuple[str, ...] = field(
        default=(),
        converter=ids,
        metadata=holds("ids", "The proposals that the round has made moot.", name="subject"),
    )


def in_python(move: Move) -> str:
    """The move as the Python that makes it, with the fields that it gives and no others."""
    given = {"subject": _single(move.subjects)} | {
        field.name: getattr(move, field.name) for field in fields_of(type(move))
    }
    texts = {name: _literal(value) for name, value in given.items()}
    fields_given = ", ".join(f"{name}={value!r}" for name, value in texts.items() if value not in (None, ()))
    return f"{type(move).__name__}({fields_given})"


def _single(values: tuple[str, ...]) -> str | tuple[str, ...]:
    """One value for a tuple of one."""
    return values[0] if len(values) == 1 else values


def _literal(value: object) -> object:
    if isinstance(value, When):
        return str(value)
    if isinstance(value, tuple) and len(value) == 1:
        return value[0]
    return value.terms if isinstance(value, Condition) else value


def fields_of(verb: type[Move]) -> tuple["Attribute[Any]", ...]:
    """The fields that a record may give for *verb*: its own first, then those of every move."""
    given = [attribute for attribute in fields(verb) if attribute.init and attribute.name not in ("subjects", "where")]
    common = {attribute.name for attribute in fields(Move)}
    return tuple(sorted(given, key=lambda attribute: attribute.name in common))
