"""Statements: what carries the record without a lifecycle. A remark is said, an act done; neither changes again."""

from datetime import date
from typing import Final

from attrs import field, frozen

from sim.model.dates import When
from sim.model.ids import ids
from sim.model.move import Move, check_choice, check_id, holds
from sim.model.setting import Setting
from sim.rules.lifecycle import (
    CONCILIATORY,
    HOSTILE,
    NEUTRAL,
    NOTHING,
    TONES,
    Fields,
    Lifecycle,
    Transition,
    Transitions,
)
from sim.rules.roles import SPEAKER
from sim.rules.subject import NO_MOVES, MadeSubject, Status

__all__ = ["Act", "Remark"]

# MOVES

KINDS: Final = (
    "concern",
    "hope",
    "support",
    "criticism",
    "explanation",
    "warning",
    "appeal",
    "reaffirmation",
)


@frozen(kw_only=True)
class Remark(Move):
    """A party or a third party says something on an issue that asks nothing and binds nobody."""

    subject: str = field(validator=check_id, metadata=holds("id", "The issue that it speaks on.", name="issue"))
    kind: str = field(validator=check_choice, metadata=holds("choice", "What sort of remark.", choices=KINDS))


@frozen(kw_only=True)
class Act(Move):
    """A party or a third party does something outside the table."""

    tone: str = field(
        validator=check_choice, metadata=holds("choice", "How it bears on the other side.", choices=TONES)
    )
    issue: tuple[str, ...] = field(
        default=(), converter=ids, metadata=holds("ids", "The issue, or several.", name="issue")
    )

    @property
    def kind(self) -> str:
        """Its tone: what the rows tell acts apart by."""
        return self.tone


# STATE

DONE: Final = "done"


@frozen
class RecordedAct(MadeSubject):
    """The trace of an act in the state: the act, and its id, which nothing else may use."""

    made: Act

    @property
    def kind(self) -> str:
        """Its tone."""
        return self.made.tone

    @property
    def since(self) -> When:
        """The date of the act."""
        return self.made.date

    @property
    def status(self) -> Status:
        """Always `done`."""
        return DONE

    @property
    def turn(self) -> Move:
        """The act."""
        return self.made

    def is_harm_by(self, party: str | None) -> bool:
        """Whether it is a hostile act of *party*."""
        return self.kind == HOSTILE and self.author == party


# REDUCERS


def said(_: None, move: Remark, transitions: Transitions, setting: Setting) -> None:
    """Nothing: a remark changes no subject."""


def done(_: None, move: Act, transitions: Transitions, setting: Setting) -> RecordedAct:
    """The act, recorded under its id."""
    return RecordedAct(NO_MOVES.push_front(move), move)


# LIFECYCLE


def a_first_issue(_: object, kind: str, by: str | None, issues: tuple[str, ...], day: date) -> Fields | None:
    """A kind, and the first issue as what it speaks on."""
    return {"kind": kind, "subject": issues[0]} if issues else None


def a_tone(_: object, kind: str, by: str | None, issues: tuple[str, ...], day: date) -> Fields:
    """A tone."""
    return {"tone": kind}


# A table reads by its rows; the formatter would give each part a line of its own.
# fmt: off
LIFECYCLE: Final = Lifecycle(
    "statement",
    RecordedAct,
    Transition(None, Remark, NOTHING, by=SPEAKER, tone=NEUTRAL, kinds=KINDS, then=said, example=a_first_issue),
    Transition(None, Act, NOTHING, by=SPEAKER, tone=HOSTILE, kinds=(HOSTILE,), then=done, example=a_tone),
    Transition(None, Act, NOTHING, by=SPEAKER, tone=NEUTRAL, kinds=(NEUTRAL,), then=done, example=a_tone),
    Transition(None, Act, NOTHING, by=SPEAKER, tone=CONCILIATORY, kinds=(CONCILIATORY,), then=done, example=a_tone),
)
# fmt: on
