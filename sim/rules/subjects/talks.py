"""Talks: one subject for each format in which the parties meet. Formats are declared, not made by a move."""

from datetime import date
from itertools import islice
from typing import Final

from attrs import field, frozen

from sim.model.dates import LIKELY, When
from sim.model.move import Move, check_choice, holds, optional_day
from sim.model.setting import Setting
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, NEUTRAL, Guard, Lifecycle, Transition, Transitions
from sim.rules.preconditions import end_set_by, sets
from sim.rules.roles import PARTY, TOGETHER
from sim.rules.subject import NO_MOVES, Status, Subject

__all__ = ["Adjourn", "AgreeToContinue", "BreakOff", "Convene", "Talks"]

# MOVES

OUTCOMES: Final = ("none", "partial", "agreement")


@frozen(kw_only=True)
class Convene(Move):
    """The parties meet."""

    place: str | None = field(default=None, metadata=holds("text", "Where they meet."))


@frozen(kw_only=True)
class AgreeToContinue(Move):
    """The parties agree to meet again."""

    due: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "When the next round is to be held.")
    )
    place: str | None = field(default=None, metadata=holds("text", "Where the next round is to be held."))
    mandate: str | None = field(default=None, metadata=holds("text", "What the format is to deal with."))


@frozen(kw_only=True)
class Adjourn(Move):
    """The round ends, with an outcome or none."""

    outcome: str | None = field(
        default=None,
        validator=check_choice,
        metadata=holds("choice", "What the round came to.", choices=OUTCOMES),
    )


@frozen(kw_only=True)
class BreakOff(Move):
    """A party walks out, or calls off what was agreed."""


# STATE

IDLE: Final = "idle"
SCHEDULED: Final = "scheduled"
IN_SESSION: Final = "in-session"
ADJOURNED: Final = "adjourned"
BROKEN_OFF: Final = "broken-off"


@frozen
class Round:
    """The next round as agreed: when it is due and where, each None where that is left open."""

    due: When | None = None
    place: str | None = None


@frozen
class Talks(Subject):
    """A format of talks: its status and the move that brought it there, the next round if agreed, its mandate."""

    id: str
    title: str
    status: Status = IDLE
    turn: Move | None = None
    next_round: Round | None = None
    mandate: str | None = None

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
    ) -> "Talks":
        """Talks as a scenario declares them: idle, scheduled where a next round is given, or as it says."""
        is_agreed = due is not None or place is not None or status == SCHEDULED
        agreed = Round(optional_day(due), place) if is_agreed else None
        return cls(NO_MOVES, id, title or id, status or (SCHEDULED if is_agreed else IDLE), None, agreed, mandate)

    @property
    def author(self) -> None:
        """Nobody: a format belongs to both sides."""

    @property
    def kind(self) -> str:
        """Always `talks`."""
        return "talks"

    @property
    def issue(self) -> tuple[str, ...]:
        """None: a format may deal with anything."""
        return ()

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

    def is_harm_by(self, party: str | None) -> bool:
        """Whether *party* has broken them off."""
        return self.status == BROKEN_OFF and self.turn is not None and self.turn.by == party


# REDUCERS


def agreed(talks: Talks, move: AgreeToContinue, transitions: Transitions, setting: Setting) -> Talks:
    """The talks with a next round, which keeps what the move leaves open."""
    known, to = talks.next_round or Round(), transitions[0].to
    following = Round(end_set_by(move, move.due) or known.due, move.place or known.place)
    turn = talks.turn if to == talks.status else move
    mandate = move.mandate or talks.mandate
    return Talks(talks.trail.push_front(move), talks.id, talks.title, to, turn, following, mandate)


def adjourned(talks: Talks, move: Adjourn, transitions: Transitions, setting: Setting) -> Talks:
    """The talks in the status that the transition leads to, with the next round that is agreed."""
    trail = talks.trail.push_front(move)
    return Talks(trail, talks.id, talks.title, transitions[0].to, move, talks.next_round, talks.mandate)


def changed(talks: Talks, move: Move, transitions: Transitions, setting: Setting) -> Talks:
    """The talks in the status that the transition leads to; no next round is agreed any longer."""
    return Talks(talks.trail.push_front(move), talks.id, talks.title, transitions[0].to, move, None, talks.mandate)


# LIFECYCLE

NEXT_ROUND: Final = Guard[Talks, Adjourn](
    "a next round is agreed",
    lambda talks, move: talks.next_round is not None,
    lambda subjects, talks, by, day: None if talks.next_round is None else {},
)
DUE: Final = (sets("due"),)

# A table reads by its rows; the formatter would give each part a line of its own.
# fmt: off
LIFECYCLE: Final = Lifecycle(
    "talks",
    Talks,
    Transition((IDLE, ADJOURNED, SCHEDULED), Convene, IN_SESSION, by=TOGETHER, tone=NEUTRAL, then=changed),
    Transition(BROKEN_OFF, Convene, IN_SESSION, by=TOGETHER, tone=CONCILIATORY, then=changed),
    Transition((IDLE, ADJOURNED, SCHEDULED, BROKEN_OFF), AgreeToContinue, SCHEDULED, by=TOGETHER, tone=CONCILIATORY,
               limits=DUE, then=agreed),
    Transition(IN_SESSION, AgreeToContinue, IN_SESSION, by=TOGETHER, tone=CONCILIATORY, limits=DUE, then=agreed),
    Transition(IN_SESSION, Adjourn, SCHEDULED, by=TOGETHER, tone=NEUTRAL, guard=NEXT_ROUND, then=adjourned),
    Transition(IN_SESSION, Adjourn, ADJOURNED, by=TOGETHER, tone=NEUTRAL, then=adjourned),
    Transition((IN_SESSION, ADJOURNED, SCHEDULED), BreakOff, BROKEN_OFF, by=PARTY, tone=HOSTILE, then=changed),
)
# fmt: on
