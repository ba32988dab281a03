"""Talks: one subject for each format in which the parties meet. Formats are declared, not made by a move.

Both parties convene them, or a third party that brings both together.
"""

from datetime import date
from itertools import islice
from typing import Final

from attrs import field, frozen

from sim.model.dates import LIKELY, When
from sim.model.ids import BOTH, ids
from sim.model.move import Adjourn, Convene, Move, Suspend, holds, optional_day
from sim.model.setting import Setting
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, NEUTRAL, Guard, Lifecycle, Transition, Transitions
from sim.rules.preconditions import end_set_by, sets
from sim.rules.roles import CONVENER, EITHER, PARTY
from sim.rules.subject import NO_MOVES, Status, Subject

__all__ = ["AgreeToContinue", "BreakOff", "Talks"]

# MOVES


@frozen(kw_only=True)
class AgreeToContinue(Move):
    """The parties agree to meet again."""

    due: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "When the next round is to be held.")
    )
    place: str | None = field(default=None, metadata=holds("text", "Where the next round is to be held."))
    mandate: str | None = field(default=None, metadata=holds("text", "What the format is to deal with."))


@frozen(kw_only=True)
class BreakOff(Move):
    """A party walks out or calls off what was agreed, or both end the talks."""


# STATE

IDLE: Final = "idle"
SCHEDULED: Final = "scheduled"
IN_SESSION: Final = "in-session"
ADJOURNED: Final = "adjourned"
SUSPENDED: Final = "suspended"
BROKEN_OFF: Final = "broken-off"


@frozen
class Round:
    """The next round as agreed: when it is due and where, each None where that is left open."""

    due: When | None = None
    place: str | None = None


@frozen
class Talks(Subject):
    """A format of talks: its status and the move that brought it there, the next round if agreed, its mandate.

    `met` is the date on which the two last met in it.
    """

    id: str
    title: str
    status: Status = IDLE
    turn: Move | None = None
    next_round: Round | None = None
    mandate: str | None = None
    issue: tuple[str, ...] = ()
    met: When | None = None

    @classmethod
    def declared(
        cls,
        id: str,
        title: str | None = None,
        *,
        status: Status | None = None,
        due: When | str | None = None,
        place: str | None = None,
        mandate: str | None = None,
        issue: str | tuple[str, ...] = (),
    ) -> "Talks":
        """Talks as a scenario declares them: idle, scheduled where a next round is given, or as it says."""
        is_agreed = due is not None or place is not None or status == SCHEDULED
        agreed = Round(optional_day(due), place) if is_agreed else None
        return cls(
            NO_MOVES, id, title or id, status or (SCHEDULED if is_agreed else IDLE), None, agreed, mandate, ids(issue)
        )

    @property
    def author(self) -> None:
        """Nobody: a format belongs to both sides."""

    @property
    def kind(self) -> str:
        """Always `talks`."""
        return "talks"

    @property
    def since(self) -> When | None:
        """Since when they have their status; None if it was declared."""
        return None if self.turn is None else self.turn.date

    @property
    def due(self) -> When | None:
        """When the next round is due."""
        return None if self.next_round is None else self.next_round.due

    def is_overdue(self, day: date, reading: str = LIKELY) -> bool:
        """Whether the next round should have been held before *day*, and an old date was not confirmed that day."""
        if self.status != SCHEDULED or self.due is None or not self.due.is_past(day, reading):
            return False
        return all(confirmed.best < day for confirmed in self._confirmed)

    def turning_days(self, reading: str = LIKELY) -> tuple[date, ...]:
        """The day after the next round is due, or after an old date was confirmed if that is later."""
        overdue = () if self.due is None else self.due.past_from(reading)
        confirmed = (When.of(when.best).past_from() for when in self._confirmed)
        return max([overdue, *confirmed]) if overdue else ()

    @property
    def _confirmed(self) -> tuple[When, ...]:
        """The date of the last move if that keeps a date for the next round which another has set."""
        return tuple(move.date for move in islice(self.trail, 1) if getattr(move, "due", None) is None)

    def is_harm_by(self, party: str | None, when: When) -> bool:
        """Whether *party* has broken them off, or suspended them, alone or with the other."""
        return self.status in (BROKEN_OFF, SUSPENDED) and self.turn is not None and self.turn.by in (party, BOTH)


# REDUCERS


def convened(talks: Talks, move: Convene, transitions: Transitions, setting: Setting) -> Talks:
    """The talks in session."""
    trail, to = talks.trail.push_front(move), transitions[0].to
    return Talks(trail, talks.id, talks.title, to, move, None, talks.mandate, talks.issue, move.date)


def agreed(talks: Talks, move: AgreeToContinue, transitions: Transitions, setting: Setting) -> Talks:
    """The talks with a next round, which keeps what the move leaves open."""
    known, to = talks.next_round or Round(), transitions[0].to
    following = Round(end_set_by(move, move.due) or known.due, move.place or known.place)
    turn, mandate = talks.turn if to == talks.status else move, move.mandate or talks.mandate
    trail = talks.trail.push_front(move)
    return Talks(trail, talks.id, talks.title, to, turn, following, mandate, talks.issue, talks.met)


def adjourned(talks: Talks, move: Adjourn, transitions: Transitions, setting: Setting) -> Talks:
    """The talks in the status that the transition leads to, with the next round that is agreed."""
    trail, to = talks.trail.push_front(move), transitions[0].to
    return Talks(trail, talks.id, talks.title, to, move, talks.next_round, talks.mandate, talks.issue, talks.met)


def stopped(talks: Talks, move: Move, transitions: Transitions, setting: Setting) -> Talks:
    """The talks in the status that the transition leads to; no next round is agreed any longer."""
    trail, to = talks.trail.push_front(move), transitions[0].to
    return Talks(trail, talks.id, talks.title, to, move, None, talks.mandate, talks.issue, talks.met)


# LIFECYCLE

NEXT_ROUND: Final = Guard[Talks, Adjourn](
    "a next round is agreed",
    lambda talks, move: talks.next_round is not None,
    lambda case: None if case.subject.next_round is None else {},
)
DUE: Final = (sets("due"),)
AT_ONCE: Final = tuple(
    sets(name, lambda talks, move: "talks are suspended at once, until they are convened again; leave the date out")
    for name in ("until", "effective")
)
IN_RECESS: Final = (IDLE, ADJOURNED, SCHEDULED)
OFF: Final = (SUSPENDED, BROKEN_OFF)

# A table reads by its rows; the formatter would give each part a line of its own.
# fmt: off
LIFECYCLE: Final = Lifecycle(
    "talks",
    Talks,
    Transition(IN_RECESS, Convene, IN_SESSION, by=CONVENER, tone=NEUTRAL, then=convened),
    Transition(OFF, Convene, IN_SESSION, by=CONVENER, tone=CONCILIATORY, then=convened),
    Transition((*IN_RECESS, *OFF), AgreeToContinue, SCHEDULED, by=CONVENER, tone=CONCILIATORY, limits=DUE, then=agreed),
    Transition(IN_SESSION, AgreeToContinue, IN_SESSION, by=CONVENER, tone=CONCILIATORY, limits=DUE, then=agreed),
    Transition(IN_SESSION, Adjourn, SCHEDULED, by=CONVENER, tone=NEUTRAL, guard=NEXT_ROUND, then=adjourned),
    Transition(IN_SESSION, Adjourn, ADJOURNED, by=CONVENER, tone=NEUTRAL, then=adjourned),
    Transition((IN_SESSION, ADJOURNED, SCHEDULED), Suspend, SUSPENDED, by=PARTY, tone=HOSTILE,
               limits=AT_ONCE, then=stopped),
    Transition((IN_SESSION, ADJOURNED, SCHEDULED, SUSPENDED), BreakOff, BROKEN_OFF, by=EITHER, tone=HOSTILE,
               then=stopped),
)
# fmt: on
