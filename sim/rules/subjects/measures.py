"""Measures: a harm that one side threatens or does to the other.

A sanction, a tariff, a strike, a blockade, the withdrawal from a pact. Who foretells harm without threatening an act
of its own warns, and a warning is a remark.

Source: T. C. Schelling, The Strategy of Conflict (1960), on threats and warnings.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import field, frozen

from sim.model.condition import Condition, as_condition
from sim.model.dates import LIKELY, When
from sim.model.errors import Violation
from sim.model.ids import ids
from sim.model.move import CarryOut, Extend, Lapse, Move, Resume, Suspend, Withdraw, holds, optional_day
from sim.model.setting import Setting
from sim.rules.lifecycle import (
    CONCILIATORY,
    HOSTILE,
    NEUTRAL,
    SAME,
    Fields,
    Guard,
    Lifecycle,
    Transition,
    Transitions,
)
from sim.rules.preconditions import a_later_day, end_set_by, extends, sets, stands_until
from sim.rules.roles import AUTHOR, CLOCK, OTHER_SIDE, PARTY
from sim.rules.subject import NO_MOVES, MadeSubject, Status, Subjects

__all__ = ["Comply", "Impose", "Lift", "Measure", "Threaten"]

# MOVES


@frozen(kw_only=True)
class Threaten(Move):
    """A party announces a harm that it will do to the other side, on a condition or not."""

    issue: tuple[str, ...] = field(converter=ids, metadata=holds("ids", "The issue, or several.", name="issue"))
    action: str = field(metadata=holds("text", "What it threatens to do."))
    if_: str | Condition | None = field(
        default=None,
        converter=as_condition,
        metadata=holds("condition", "What would bring it about (a deterrent threat)."),
    )
    unless: str | Condition | None = field(
        default=None, converter=as_condition, metadata=holds("condition", "What would avert it (a compellent threat).")
    )
    deadline: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The day past which the threat is due.")
    )
    replaces: tuple[str, ...] = field(
        default=(),
        converter=ids,
        metadata=holds("ids", "The own threat that this one takes the place of.", name="subject"),
    )


@frozen(kw_only=True)
class Impose(Move):
    """A party does the other side a harm that it has not threatened before."""

    issue: tuple[str, ...] = field(converter=ids, metadata=holds("ids", "The issue, or several.", name="issue"))
    action: str = field(metadata=holds("text", "What it does."))


@frozen(kw_only=True)
class Comply(Move):
    """The side under threat does what the threat demands."""


@frozen(kw_only=True)
class Lift(Move):
    """The author ends a measure that is in place or suspended."""


# STATE

THREATENED: Final = "threatened"
IN_PLACE: Final = "in-place"
CARRIED_OUT: Final = "carried-out"
COMPLIED: Final = "complied"
WITHDRAWN: Final = "withdrawn"
SUSPENDED: Final = "suspended"
LIFTED: Final = "lifted"
SUPERSEDED: Final = "superseded"
LAPSED: Final = "lapsed"
CARRIED_THROUGH: Final = (IN_PLACE, CARRIED_OUT)
"""The statuses to which a threat is brought that is made true."""


@frozen
class Measure(MadeSubject):
    """A measure: the move that made it, its status and the move that brought it there, and its deadline."""

    made: Threaten | Impose
    status: Status
    turn: Move
    deadline: When | None

    @property
    def since(self) -> When:
        """Since when it has its status."""
        return self.turn.date

    @property
    def kind(self) -> str:
        """`threat` if it was threatened first, else `imposition`."""
        return "threat" if isinstance(self.made, Threaten) else "imposition"

    def is_due(self, day: date, reading: str = LIKELY) -> bool:
        """Whether it is a threat past its deadline on *day*."""
        return self.status == THREATENED and self.deadline is not None and self.deadline.is_past(day, reading)

    def turning_days(self, reading: str = LIKELY) -> tuple[date, ...]:
        """The day after its deadline, and the day on which an announced change takes effect."""
        after = () if self.deadline is None else self.deadline.past_from(reading)
        return after if self.effective is None else (*after, *self.effective.comes_on(reading))

    @property
    def effective(self) -> When | None:
        """The day from which its suspension or resumption takes effect, where that was announced."""
        return end_set_by(self.turn, self.turn.effective) if isinstance(self.turn, Suspend | Resume) else None

    def is_in_effect(self, day: date, reading: str = LIKELY) -> bool:
        """Whether its suspension or resumption, if it was declared for a later day, has taken effect by *day*."""
        return self.effective is None or self.effective.has_come(day, reading)

    def is_harm_by(self, party: str | None) -> bool:
        """Whether *party* has it in place."""
        return self.status == IN_PLACE and self.author == party


# REDUCERS


def threatened(_: None, move: Threaten, transitions: Transitions, setting: Setting) -> Measure:
    """The measure that is threatened, with its deadline."""
    return Measure(NO_MOVES.push_front(move), move, transitions[0].to, move, end_set_by(move, move.deadline))


def imposed(_: None, move: Impose, transitions: Transitions, setting: Setting) -> Measure:
    """The measure that is in place."""
    return Measure(NO_MOVES.push_front(move), move, transitions[0].to, move, None)


def changed(measure: Measure, move: Move, transitions: Transitions, setting: Setting) -> Measure:
    """The measure in the status that the transition leads to."""
    return Measure(measure.trail.push_front(move), measure.made, transitions[0].to, move, measure.deadline)


def extended(measure: Measure, move: Extend, transitions: Transitions, setting: Setting) -> Measure:
    """The measure with a later deadline."""
    deadline = end_set_by(move, move.deadline)
    return Measure(measure.trail.push_front(move), measure.made, measure.status, measure.turn, deadline)


# GUARDS, LIMITS, PRECONDITIONS, EXAMPLES


def recorded_harm(subjects: Subjects, measure: Measure, by: str | None, day: date) -> Fields | None:
    """The first subject, by its id, that records a harm by *by*; None if there is none."""
    harm = min((name for name, subject in subjects.items() if subject.is_harm_by(by)), default=None)
    return None if harm is None else {"as_": harm}


ELSEWHERE: Final = Guard[Measure, CarryOut](
    "`as` names the subject that records the harm", lambda measure, move: move.as_ is not None, recorded_harm
)
EFFECTIVE: Final = (sets("effective"),)


def one_threat_replaced(_: object, move: Threaten, subjects: Subjects) -> Iterator[Violation]:
    """The violation by a threat that takes the place of several."""
    if len(move.replaces) > 1:
        yield Violation("a threat takes the place of one other; withdraw the rest", "replaces", move.replaces[1])


def harm_by_its_author(measure: Measure, move: CarryOut, subjects: Subjects) -> Iterator[Violation]:
    """The violation by an `as` that names no harm of who carries the threat out."""
    if move.as_ is not None and move.as_ in subjects and not subjects[move.as_].is_harm_by(move.by):
        yield Violation(
            f"{move.as_} records no harm that {move.by} has done; first record the treaty left, the talks broken off, "
            "the measure put in place or the hostile act",
            "as_",
            move.as_,
        )


def what_it_does(_: object, kind: str, by: str | None, issues: tuple[str, ...], day: date) -> Fields:
    """An issue and an action."""
    return {"issue": issues, "action": "a measure"}


def a_later_deadline(measure: Measure, kind: str, by: str | None, issues: tuple[str, ...], day: date) -> Fields:
    """A deadline after the present one."""
    return {"deadline": a_later_day(measure.deadline, day)}


# LIFECYCLE

# A table reads by its rows; the formatter would give each part a line of its own.
# fmt: off
LIFECYCLE: Final = Lifecycle(
    "measure",
    Measure,
    Transition(None, Threaten, THREATENED, by=PARTY, tone=HOSTILE,
               limits=(sets("deadline"),), unless=one_threat_replaced, then=threatened, example=what_it_does),
    Transition(THREATENED, Threaten, SUPERSEDED, by=AUTHOR, tone=HOSTILE, target="replaces",
               unless=one_threat_replaced, then=changed, example=what_it_does),
    Transition(None, Impose, IN_PLACE, by=PARTY, tone=HOSTILE, then=imposed, example=what_it_does),
    Transition(THREATENED, CarryOut, CARRIED_OUT, by=AUTHOR, tone=NEUTRAL,
               guard=ELSEWHERE, unless=harm_by_its_author, then=changed),
    Transition(THREATENED, CarryOut, IN_PLACE, by=AUTHOR, tone=HOSTILE, then=changed),
    Transition(THREATENED, Comply, COMPLIED, by=OTHER_SIDE, tone=CONCILIATORY, then=changed),
    Transition(THREATENED, Withdraw, WITHDRAWN, by=AUTHOR, tone=CONCILIATORY, then=changed),
    Transition(IN_PLACE, Suspend, SUSPENDED, by=AUTHOR, tone=CONCILIATORY, limits=EFFECTIVE, then=changed),
    Transition(SUSPENDED, Resume, IN_PLACE, by=AUTHOR, tone=HOSTILE, limits=EFFECTIVE, then=changed),
    Transition((IN_PLACE, SUSPENDED), Lift, LIFTED, by=AUTHOR, tone=CONCILIATORY, then=changed),
    Transition((THREATENED, SUSPENDED), Extend, SAME, by=AUTHOR, tone=NEUTRAL,
               limits=(sets("deadline"),), unless=extends("deadline"), then=extended, example=a_later_deadline),
    Transition(THREATENED, Lapse, LAPSED, by=CLOCK, tone=NEUTRAL, limits=(stands_until("deadline"),), then=changed),
)
# fmt: on
