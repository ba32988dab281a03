"""Participation: the part of one party or third party in a commitment, and how it reads as days pass."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from sim.model.dates import LIKELY, When
from sim.model.move import Move
from sim.rules.phases import Phase, Phases, Timed, Turn, first_turn, phase_left, phase_on, phases_met, with_end
from sim.rules.subject import Status
from sim.rules.time_limits import TimeLimit

IN_FORCE: Final = "in-force"
SUSPENDED: Final = "suspended"
LEAVING: Final = "leaving"
LEFT: Final = "left"
IN_BREACH: Final = "in-breach"
ENDED: Final = "ended"
FULFILLED: Final = "fulfilled"
SUPERSEDED: Final = "superseded"

PENDING: Final = "pending"
"""The status of a part in force from a later day on; no move leads there, and moves take it for in force."""

BINDING: Final = (IN_FORCE, SUSPENDED, LEAVING, IN_BREACH)
REPLACEABLE: Final = (IN_FORCE, SUSPENDED, IN_BREACH)


@frozen
class Ends:
    """The days on which a part turns though nobody moves, each None where there is none.

    `until`: its last day. `paused_until`: the last day of its suspension. `effective`: the day from which the last
    change takes effect, and `before` the part as it stands until then (for a notice of exit: leaving). `begins`: the
    day from which it is in force. `superseded`: the day from which another commitment takes its place, `is_replaced`:
    that it took it at once, so that no later move comes before. `is_breached`: it was broken after its last day, and so
    does not read expired.
    """

    until: When | None = None
    paused_until: When | None = None
    effective: When | None = None
    before: "Participation | None" = None
    begins: When | None = None
    superseded: When | None = None
    is_replaced: bool = False
    is_breached: bool = False
    first_turn: date = field(init=False, eq=False, repr=False)

    @first_turn.default
    def _(self) -> date:
        """The first day on which a move may meet the part otherwise than in its status.

        Moves take what is pending for in force, so the day on which it begins is none.
        """
        if self.is_replaced:
            return date.min
        return first_turn((self.until, self.paused_until), (self.effective, self.superseded))


NO_ENDS: Final = Ends()


@frozen
class Participation(Timed):
    """The part of one party or third party in a commitment: its status, since when and by which move, and its ends.

    `status` is that to which the last change leads, be it on a later day; `on` tells how it reads on a day.
    """

    status: Status
    declared: When | None
    turn: Move | None = None
    ends: Ends = NO_ENDS

    @property
    def since(self) -> When | None:
        """Since when it has its status."""
        if self.turn is None:
            return self.declared
        return self.turn.date if self.ends.effective is None or self.status == LEAVING else self.ends.effective

    @property
    def is_timed(self) -> bool:
        """Whether days may turn the status in which a move meets it."""
        return self.ends is not NO_ENDS

    def with_ends(self, ends: Ends) -> "Participation":
        """The same with other ends."""
        return Participation(self.status, self.declared, self.turn, ends)

    @property
    def until(self) -> When | None:
        """Its last day."""
        return self.ends.until

    @property
    def begins(self) -> When | None:
        """The day from which it is in force, where that is later than the move or declaration."""
        return self.ends.begins

    def phases(self) -> Phases:
        """The phases of its status, in order."""
        ends = self.ends
        if ends is NO_ENDS:
            return (Phase(self.status, self.status, self),)
        phases = self._announced() if ends.effective is not None else self._own_phases()
        if ends.superseded is None:
            return phases
        return tuple(_superseded(phases, ends.superseded, (Turn(ends.superseded),) if not ends.is_replaced else ()))

    def _announced(self) -> Phases:
        assert self.ends.effective is not None
        turn = Turn(self.ends.effective)
        if self.status == LEAVING:
            leaving = Phase(LEAVING, LEAVING, self, (), (turn,))
            until = None if self.ends.is_breached else self.ends.until
            return (*with_end((leaving,), until, BINDING), Phase(LEFT, LEFT, self, (turn,)))
        before = () if self.ends.before is None else self.ends.before.phases()
        return (*[phase.before(turn) for phase in before], *[phase.after(turn) for phase in self._own_phases()])

    def _own_phases(self) -> Phases:
        ends, status = self.ends, self.status
        phases: Phases = (Phase(status, status, self),)
        phases = with_end(phases, ends.paused_until, (SUSPENDED,), IN_FORCE)
        if ends.begins is not None and status in (IN_FORCE, SUSPENDED):
            phases = [split for phase in phases for split in _begun(phase, Turn(ends.begins))]
        return phases if ends.is_breached else with_end(phases, ends.until, BINDING)

    def on(self, day: date, reading: str = LIKELY) -> Phase:
        """The phase of a day under a reading."""
        return phase_on(self.phases(), day, reading)

    def met_by(self, move: Move, transition: Any) -> Phase:
        """The phase in which a move meets it; where no day has turned it yet, without the turns ahead."""
        return phase_left(self.phases_met(move.date), transition)

    def limits_met(self, move: Move, transition: Any) -> Iterator[tuple[TimeLimit, When]]:
        """The dates that a move has to meet, so that it meets the phase from which the transition leads."""
        if self.ends is NO_ENDS:
            return iter(())
        return phase_left(phases_met(self.phases(), move.date), transition).limits()

    def is_replaceable(self, when: When) -> bool:
        """Whether it is superseded when another commitment takes its place on that date, as it has not ended before."""
        return any(phase.status in REPLACEABLE and not phase.is_over for phase in self.phases_met(when))

    @property
    def is_superseded(self) -> bool:
        """Whether another commitment takes its place, be it on a later day."""
        return self.ends.superseded is not None


def _begun(phase: Phase, turn: Turn) -> Phases:
    """A phase before and after the day on which the part begins to be in force; before it reads pending."""
    if phase.status != IN_FORCE:
        return (phase,)
    pending = Phase(IN_FORCE, PENDING, phase.of, phase.past, (*phase.ahead, turn), phase.is_over)
    return pending, phase.after(turn)


def _superseded(phases: Phases, day: When, turns: tuple[Turn, ...]) -> Iterator[Phase]:
    """The phases until a turn, and from then on (from the start, where there is none) superseded.

    What has ended before that *day*, is leaving or left keeps its name.
    """
    for phase in phases:
        has_ended = bool(phase.past) and phase.past[-1].day.best < day.best
        if phase.status not in (*BINDING, LEFT):
            comes_too_late = phase.past and not has_ended
            yield Phase(SUPERSEDED, SUPERSEDED, phase.of, phase.past, phase.ahead) if comes_too_late else phase
            continue
        yield from (phase.before(turn) for turn in turns)
        keeps_name = (has_ended and phase.is_over) or phase.status not in REPLACEABLE
        yield Phase(SUPERSEDED, phase.reads if keeps_name else SUPERSEDED, phase.of, (*phase.past, *turns), phase.ahead)
