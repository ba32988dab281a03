"""Measures: a harm that one side threatens or does to the other.

A sanction, a tariff, a strike, a blockade, the withdrawal from a pact. Who foretells harm without threatening an act
of its own warns, and a warning is a remark.

Source: T. C. Schelling, The Strategy of Conflict (1960), on threats and warnings.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from attrs import evolve, field, frozen

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
    NO_MOVES,
    SAME,
    Guard,
    Lifecycle,
    Objections,
    Reducer,
    Status,
    Subject,
    Subjects,
    Transition,
)
from sim.rules.preconditions import Limits, a_later_day, end_set_by, extension, sets, stands_until
from sim.rules.roles import AUTHOR, CLOCK, OTHER_SIDE, PARTY

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


@frozen
class Measure(Subject):
    """A measure: the move that made it, its status and the move that brought it there, and its deadline."""

    made: Threaten | Impose
    status: Status
    turn: Move
    deadline: When | None

    @property
    def id(self) -> str:
        """Its id."""
        return self.made.subject

    @property
    def since(self) -> When:
        """Since when it has its status."""
        return self.turn.date

    @property
    def author(self) -> str | None:
        """The party that threatens or does it."""
        return self.made.by

    @property
    def kind(self) -> str:
        """`threat` if it was threatened first, else `imposition`."""
        return "threat" if isinstance(self.made, Threaten) else "imposition"

    def is_due(self, day: date, reading: str = LIKELY) -> bool:
        """Whether it is a threat past its deadline on *day*."""
        return self.status == THREATENED and self.deadline is not None and self.deadline.is_past(day, reading)

    def turning_days(self, reading: str = LIKELY) -> tuple[date, ...]:
        """The day after its deadline, and that on which what was announced takes effect."""
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


# LAW


def _a_recorded_harm(subjects: Subjects, measure: Measure, by: str | None, day: date) -> dict[str, object] | None:
    found = min((name for name, subject in subjects.items() if subject.is_harm_by(by)), default=None)
    return None if found is None else {"as_": found}


ELSEWHERE = Guard(
    "`as` names the subject that records the harm",
    lambda measure, move: move.as_ is not None,
    _a_recorded_harm,
)

LIFECYCLE = Lifecycle(
    "measure",
    Transition(None, Threaten, THREATENED, by=PARTY, tone=HOSTILE),
    Transition(THREATENED, Threaten, SUPERSEDED, by=AUTHOR, tone=HOSTILE, through="replaces"),
    Transition(None, Impose, IN_PLACE, by=PARTY, tone=HOSTILE),
    Transition(THREATENED, CarryOut, CARRIED_OUT, by=AUTHOR, tone=NEUTRAL, when=ELSEWHERE),
    Transition(THREATENED, CarryOut, IN_PLACE, by=AUTHOR, tone=HOSTILE),
    Transition(THREATENED, Comply, COMPLIED, by=OTHER_SIDE, tone=CONCILIATORY),
    Transition(THREATENED, Withdraw, WITHDRAWN, by=AUTHOR, tone=CONCILIATORY),
    Transition(IN_PLACE, Suspend, SUSPENDED, by=AUTHOR, tone=CONCILIATORY),
    Transition(SUSPENDED, Resume, IN_PLACE, by=AUTHOR, tone=HOSTILE),
    Transition((IN_PLACE, SUSPENDED), Lift, LIFTED, by=AUTHOR, tone=CONCILIATORY),
    Transition((THREATENED, SUSPENDED), Extend, SAME, by=AUTHOR, tone=NEUTRAL),
    Transition(THREATENED, Lapse, LAPSED, by=CLOCK, tone=NEUTRAL),
)


LIMITS: dict[type[Move], Limits] = {
    Threaten: (evolve(sets("deadline"), of=lambda measure, move: move.deadline if measure is None else None),),
    Suspend: (sets("effective"),),
    Resume: (sets("effective"),),
    Extend: (sets("deadline"),),
    Lapse: (stands_until("deadline"),),
}


def _objections_to_threaten(measure: Measure | None, move: Threaten, subjects: Subjects) -> Iterator[Violation]:
    if len(move.replaces) > 1:
        yield Violation("a threat takes the place of one other; withdraw the rest", "replaces", move.replaces[1])


def _objections_to_extend(measure: Measure, move: Extend, subjects: Subjects) -> Iterable[Violation]:
    return extension(move, "deadline", measure.deadline)


def _objections_to_carry_out(measure: Measure, move: CarryOut, subjects: Subjects) -> Iterator[Violation]:
    if move.as_ is not None and move.as_ in subjects and not subjects[move.as_].is_harm_by(move.by):
        yield Violation(
            f"{move.as_} records no harm that {move.by} has done; first record the treaty left, the talks broken off, "
            "the measure put in place or the hostile act",
            "as_",
            move.as_,
        )


OBJECTIONS: dict[type[Move], Objections] = {
    Threaten: _objections_to_threaten,
    Extend: _objections_to_extend,
    CarryOut: _objections_to_carry_out,
}


def sample(
    verb: type[Move], kind: str, measure: Measure | None, by: str | None, issues: tuple[str, ...], day: date
) -> dict[str, object]:
    """The fields that a representative move needs beside subject, `by` and date."""
    if verb in LIFECYCLE.makers:
        return {"issue": issues, "action": "a measure"}
    return {"deadline": a_later_day(measure.deadline, day)} if verb is Extend and measure else {}


# REDUCERS


def _threatened(_: None, move: Threaten, rows: tuple[Transition, ...], setting: Setting) -> Measure:
    return Measure(NO_MOVES.push_front(move), move, rows[0].to, move, end_set_by(move, move.deadline))


def _imposed(_: None, move: Impose, rows: tuple[Transition, ...], setting: Setting) -> Measure:
    return Measure(NO_MOVES.push_front(move), move, rows[0].to, move, None)


def _extended(measure: Measure, move: Extend, rows: tuple[Transition, ...], setting: Setting) -> Measure:
    deadline = end_set_by(move, move.deadline)
    return Measure(measure.trail.push_front(move), measure.made, measure.status, measure.turn, deadline)


def changed(measure: Measure, move: Move, rows: tuple[Transition, ...], setting: Setting) -> Measure:
    """The measure in the status that the row leads to."""
    return Measure(measure.trail.push_front(move), measure.made, rows[0].to, move, measure.deadline)


REDUCERS: dict[type[Move], Reducer] = {Threaten: _threatened, Impose: _imposed, Extend: _extended}
