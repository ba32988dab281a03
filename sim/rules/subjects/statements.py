"""Statements: what carries the record without a lifecycle. A remark is said, an act done; neither changes again."""

from typing import Final

from attrs import field, frozen

from sim.model.dates import When
from sim.model.ids import BOTH, ids
from sim.model.move import Move, check_choice, check_ids, holds
from sim.model.setting import Setting
from sim.rules.lifecycle import (
    CONCILIATORY,
    HOSTILE,
    NEUTRAL,
    NOTHING,
    TONES,
    Case,
    Fields,
    Lifecycle,
    Transition,
    Transitions,
)
from sim.rules.roles import ANYBODY
from sim.rules.subject import NO_MOVES, MadeSubject, Status

__all__ = ["Act", "Remark"]

# MOVES

KINDS_BY_TONE: Final = {
    HOSTILE: ("accusation", "criticism"),
    CONCILIATORY: ("support", "apology"),
    NEUTRAL: ("concern", "hope", "explanation", "warning", "appeal", "reaffirmation", "denial"),
}
KINDS: Final = tuple(kind for kinds in KINDS_BY_TONE.values() for kind in kinds)


@frozen(kw_only=True)
class Remark(Move):
    """Somebody says something on an issue, or several, that asks nothing and binds nobody."""

    subjects: tuple[str, ...] = field(
        alias="subject",
        converter=ids,
        validator=check_ids,
        metadata=holds("ids", "The issue that it speaks on, or several.", name="issue"),
    )
    kind: str = field(validator=check_choice, metadata=holds("choice", "What sort of remark.", choices=KINDS))


@frozen(kw_only=True)
class Act(Move):
    """Somebody does something outside the table."""

    tone: str = field(
        validator=check_choice, metadata=holds("choice", "How it bears on the other side.", choices=TONES)
    )
    action: str | None = field(default=None, metadata=holds("text", "What is done."))
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

    def is_harm_by(self, party: str | None, when: When) -> bool:
        """Whether it is a hostile act of *party*."""
        return self.kind == HOSTILE and self.author in (party, BOTH)


# REDUCERS


def said(_: None, move: Remark, transitions: Transitions, setting: Setting) -> None:
    """Nothing: a remark changes no subject."""


def done(_: None, move: Act, transitions: Transitions, setting: Setting) -> RecordedAct:
    """The act, recorded under its id."""
    return RecordedAct(NO_MOVES.push_front(move), move)


# LIFECYCLE


def a_first_issue(case: Case) -> Fields | None:
    """A kind, and the first issue as what it speaks on."""
    return {"kind": case.kind, "subject": case.issues[0]} if case.issues else None


def a_tone(case: Case) -> Fields:
    """A tone."""
    return {"tone": case.kind}


# A table reads by its rows; the formatter would give each part a line of its own.
# fmt: off
LIFECYCLE: Final = Lifecycle(
    "statement",
    RecordedAct,
    *(Transition(None, Remark, NOTHING, by=ANYBODY, tone=tone, kinds=KINDS_BY_TONE[tone], then=said,
                 example=a_first_issue) for tone in TONES),
    *(Transition(None, Act, NOTHING, by=ANYBODY, tone=tone, kinds=(tone,), then=done, example=a_tone)
      for tone in TONES),
)
# fmt: on
