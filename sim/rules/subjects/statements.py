"""Statements: what carries the record without a lifecycle. A remark is said, an act done; neither changes again."""

from datetime import date
from typing import Final

from attrs import field, frozen

from sim.model.ids import ids
from sim.model.move import Move, check_choice, check_id, holds
from sim.model.setting import Setting
from sim.rules.lifecycle import (
    CONCILIATORY,
    HOSTILE,
    NEUTRAL,
    NO_MOVES,
    NOTHING,
    TONES,
    Lifecycle,
    Objections,
    Reducer,
    Status,
    Subject,
    Transition,
)
from sim.rules.preconditions import Limits
from sim.rules.roles import SPEAKER

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
class RecordedAct(Subject):
    """What an act leaves in the state: its id, which nothing else may use, and the act."""

    made: Act

    @property
    def id(self) -> str:
        """Its id."""
        return self.made.subject

    @property
    def author(self) -> str | None:
        """Who did it."""
        return self.made.by

    @property
    def kind(self) -> str:
        """Its tone."""
        return self.made.tone

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


# LAW

LIFECYCLE = Lifecycle(
    "statement",
    Transition(None, Remark, NOTHING, by=SPEAKER, tone=NEUTRAL, kinds=KINDS),
    Transition(None, Act, NOTHING, by=SPEAKER, tone=HOSTILE, kinds=(HOSTILE,)),
    Transition(None, Act, NOTHING, by=SPEAKER, tone=NEUTRAL, kinds=(NEUTRAL,)),
    Transition(None, Act, NOTHING, by=SPEAKER, tone=CONCILIATORY, kinds=(CONCILIATORY,)),
)

LIMITS: dict[type[Move], Limits] = {}

OBJECTIONS: dict[type[Move], Objections] = {}


def sample(
    verb: type[Move], kind: str, deed: RecordedAct | None, by: str | None, issues: tuple[str, ...], day: date
) -> dict[str, object] | None:
    """The fields that a representative move needs beside `by` and date; a remark speaks on the first issue."""
    if verb is Act:
        return {"tone": kind}
    return {"kind": kind, "subject": issues[0]} if issues else None


# REDUCERS


def _done(_: None, move: Act, rows: tuple[Transition, ...], setting: Setting) -> RecordedAct:
    return RecordedAct(NO_MOVES.push_front(move), move)


def changed(_: None, move: Move, rows: tuple[Transition, ...], setting: Setting) -> None:
    """Nothing: a remark changes no subject."""


REDUCERS: dict[type[Move], Reducer] = {Act: _done}
