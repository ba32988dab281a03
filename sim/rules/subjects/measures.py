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
from sim.model.dates import LIKELY, When, ends_before_it_begins
from sim.model.errors import InvalidFieldError, Where
from sim.model.ids import ids
from sim.model.move import Move, holds, optional_day
from sim.model.private import OF_A_DECLARATION, only_of
from sim.rules.lifecycle import (
    AnyTransition,
)
from sim.rules.phases import (
    Phase,
    Phases,
    Timed,
    Turn,
    first_turn,
    phase_left,
    phase_on,
    phases_met,
    turning_days,
    with_end,
)
from sim.rules.subject import NO_MOVES, MadeSubject, Status
from sim.rules.time_limits import TimeLimit

__all__ = ["Comply", "DeclaredMeasure", "Ease", "Impose", "Lift", "Measure", "Raise", "Threaten"]

# MOVES


@frozen(kw_only=True)
class Threaten(Move):
    """A party or a third party announces a harm that it will do, on a condition or not."""

    issue: tuple[str, ...] = field(converter=ids, metadata=holds("ids", "The issue, or several.", name="issue"))
    action: str | None = field(default=None, metadata=holds("text", "What it threatens to do."))
    level: str | None = field(default=None, metadata=holds("text", "How far it is to go, such as `25 %`."))
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
        metadata=holds("ids", "The own threats that this one takes the place of.", name="subject"),
    )


@frozen(kw_only=True)
class Impose(Move):
    """A party or a third party does a harm, or announces it for a later day."""

    issue: tuple[str, ...] = field(converter=ids, metadata=holds("ids", "The issue, or several.", name="issue"))
    action: str | None = field(default=None, metadata=holds("text", "What it does."))
    level: str | None = field(default=None, metadata=holds("text", "How far it goes, such as `25 %`."))
    effective: When | None = field(
        default=None,
        converter=optional_day,
        metadata=holds("date", "The day from which it is in place, if later; until then it reads threatened."),
    )
    until: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The last day on which it is in place.")
    )
    replaces: tuple[str, ...] = field(
        default=(),
        converter=ids,
        metadata=holds("ids", "The own threats that this takes the place of.", name="subject"),
    )


@frozen(kw_only=True)
class Comply(Move):
    """The side that a measure is aimed at does what it demands."""


@frozen(kw_only=True)
class Raise(Move):
    """The author makes a measure that is in place harder."""

    to: str | None = field(default=None, metadata=holds("text", "How far it goes from then on, such as `25 %`."))
    effective: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The day from which it takes effect, if later.")
    )
    until: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The last day on which it is in place.")
    )


@frozen(kw_only=True)
class Ease(Move):
    """The author makes a measure that is in place milder."""

    to: str | None = field(default=None, metadata=holds("text", "How far it goes from then on, such as `10 %`."))
    effective: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The day from which it takes effect, if later.")
    )
    until: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The last day on which it is in place.")
    )


@frozen(kw_only=True)
class Lift(Move):
    """A measure that is in place or suspended is ended."""

    effective: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The day from which it is lifted, if later.")
    )


# STATE

THREATENED: Final = "threatened"
DEFERRED: Final = "deferred"
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

STANDING: Final = (THREATENED, DEFERRED, IN_PLACE, SUSPENDED)
THREATS: Final = (THREATENED, DEFERRED)

EASED: Final = -1
RAISED: Final = 1


@frozen(kw_only=True)
class DeclaredMeasure:
    """A measure that is in place before the record begins, as a scenario declares it.

    Raises: InvalidFieldError if it ends before it begins.
    """

    subject: str
    by: str
    title: str | None = None
    issue: tuple[str, ...] = field(default=(), converter=ids)
    over: str | None = None
    level: str | None = None
    since: When | None = field(default=None, converter=optional_day)
    until: When | None = field(default=None, converter=optional_day)
    source: tuple[str, ...] = field(default=(), converter=ids)
    quote: str | None = None
    note: str | None = None
    private: tuple[str, ...] = field(default=(), converter=ids, validator=only_of(OF_A_DECLARATION))
    where: Where | None = field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if reason := ends_before_it_begins(self.since, self.until):
            raise InvalidFieldError(reason)


@frozen
class Ends:
    """The days on which a measure turns though nobody moves, each None where there is none.

    `deadline`: the last day of a threat. `until`: the last day of the measure. `paused_until`: the last day of its
    suspension, or of a threat's deferral. `effective`: the day from which the last change takes effect, and `before`
    the measure as it stands until then.
    """

    deadline: When | None = None
    until: When | None = None
    paused_until: When | None = None
    effective: When | None = None
    before: "Measure | None" = None
    first_turn: date = field(init=False, eq=False, repr=False)

    @first_turn.default
    def _(self) -> date:
        """The first day on which a move may meet the measure otherwise than in its status."""
        return first_turn((self.until, self.paused_until), (self.effective,))


NO_ENDS: Final = Ends()


@frozen
class Extent:
    """How far a measure goes: eased (-1), as imposed (0) or raised (1), and the level in words."""

    step: int = 0
    level: str | None = None


AS_IMPOSED: Final = Extent()


def extent_of(level: str | None) -> Extent:
    """The extent of what is imposed at a level."""
    return AS_IMPOSED if level is None else Extent(0, level)


@frozen
class Measure(MadeSubject, Timed):
    """A measure: what made it, its status and the move that brought it there, its ends, and its level.

    `status` is that to which the last change leads, be it on a later day; `statuses` tells how it reads on a day.
    """

    made: Threaten | Impose | DeclaredMeasure
    status: Status
    turn: Move | None
    ends: Ends = NO_ENDS
    extent: Extent = AS_IMPOSED

    @property
    def step(self) -> int:
        """Its level against that at which it was imposed: -1 for eased, 0 for as imposed, 1 for raised."""
        return self.extent.step

    @property
    def level(self) -> str | None:
        """Its level in words."""
        return self.extent.level

    @classmethod
    def declared(cls, declaration: DeclaredMeasure) -> "Measure":
        """A measure that is in place."""
        until, since = declaration.until, declaration.since
        end = until if until is None or since is None else until.no_earlier_than(since)
        ends = NO_ENDS if end is None else Ends(until=end)
        return cls(NO_MOVES, declaration, IN_PLACE, None, ends, extent_of(declaration.level))

    @property
    def title(self) -> str:
        """Its title if it was declared with one, else its id."""
        return (self.made.title if isinstance(self.made, DeclaredMeasure) else None) or self.id

    @property
    def since(self) -> When | None:
        """Since when it has its status."""
        if self.turn is None:
            return self.made.since if isinstance(self.made, DeclaredMeasure) else None
        return self.turn.date if self.ends.effective is None else self.ends.effective

    @property
    def kind(self) -> str:
        """`threat` if it was threatened first, else `imposition`."""
        return "threat" if isinstance(self.made, Threaten) else "imposition"

    @property
    def is_timed(self) -> bool:
        """Whether days may turn the status in which a move meets it."""
        return self.ends is not NO_ENDS

    @property
    def deadline(self) -> When | None:
        """The last day of the threat."""
        return self.ends.deadline

    @property
    def effective(self) -> When | None:
        """The day from which its last change takes effect, where that was announced."""
        return self.ends.effective

    def phases(self) -> Phases:
        """The phases of its status: until what is announced takes effect, until it ends, and past that."""
        ends = self.ends
        if ends is NO_ENDS:
            return (Phase(self.status, self.status, self),)
        if ends.effective is None or ends.before is None:
            return self._own_phases()
        turn = Turn(ends.effective)
        before = [phase.before(turn) for phase in ends.before.phases()]
        return (*before, *[phase.after(turn) for phase in self._own_phases()])

    def _own_phases(self) -> Phases:
        phases: Phases = (Phase(self.status, self.status, self),)
        phases = with_end(phases, self.ends.paused_until, (DEFERRED,), THREATENED)
        phases = with_end(phases, self.ends.paused_until, (SUSPENDED,), IN_PLACE)
        return with_end(phases, self.ends.until, (IN_PLACE, SUSPENDED))

    def on(self, day: date, reading: str = LIKELY) -> Phase:
        """The phase of a day under a reading."""
        return phase_on(self.phases(), day, reading)

    def statuses(self, day: date, reading: str = LIKELY) -> dict[str, Status]:
        """Its status as it reads on *day*, under the empty name."""
        return {"": self.status if self.ends is NO_ENDS else self.on(day, reading).reads}

    def is_due(self, day: date, reading: str = LIKELY) -> bool:
        """Whether it is a threat past its deadline on *day*."""
        if self.ends is NO_ENDS:
            return False
        phase = self.on(day, reading)
        deadline = phase.of.ends.deadline
        return phase.status == THREATENED and deadline is not None and deadline.is_past(day, reading)

    def turning_days(self, reading: str = LIKELY) -> tuple[date, ...]:
        """The day after its deadline, and those on which it turns."""
        if self.ends is NO_ENDS:
            return ()
        after = () if self.ends.deadline is None else self.ends.deadline.past_from(reading)
        return (*after, *turning_days(self.phases(), reading))

    def limits_met(self, move: Move, whose: str, transition: AnyTransition) -> Iterator[tuple[TimeLimit, When]]:
        """The dates that a move has to meet, so that it meets the phase from which the transition leads."""
        if self.ends is NO_ENDS:
            return iter(())
        return phase_left(phases_met(self.phases(), move.date), transition).limits()

    def met_by(self, move: Move, transition: AnyTransition) -> Phase:
        """The phase in which a move meets it; where no day has turned it yet, without the turns ahead."""
        return phase_left(self.phases_met(move.date), transition)

    def is_harm_by(self, party: str | None, when: When) -> bool:
        """Whether *party* has it in place."""
        met = self.phases_met(when)
        return self.author == party and any(phase.status == IN_PLACE and not phase.is_over for phase in met)
