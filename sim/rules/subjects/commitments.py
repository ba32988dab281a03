"""Commitments: a treaty, a moratorium, a promise. The status is that of each party's part in it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from attrs import evolve, field, frozen

from sim.model.dates import LIKELY, NO_DAY, When
from sim.model.errors import InvalidFieldError, Violation, in_line
from sim.model.frozen import FrozenDict
from sim.model.ids import BOTH, ids
from sim.model.move import CarryOut, Extend, Move, Resume, Suspend, holds, optional_day
from sim.model.setting import Setting
from sim.rules.lifecycle import (
    CONCILIATORY,
    HOSTILE,
    NEUTRAL,
    SAME,
    Acted,
    Fields,
    Guard,
    Lifecycle,
    Transition,
    TransitionIndex,
    Transitions,
)
from sim.rules.preconditions import TimeLimit, a_later_day, end_set_by, extends, no_threat_to_record, sets
from sim.rules.roles import EITHER, PARTY
from sim.rules.subject import NO_MOVES, Status, Subject, Subjects

__all__ = ["Commit", "Commitment", "Declaration", "Leave"]

# MOVES


@frozen(kw_only=True)
class Commit(Move):
    """A party, or both, undertakes something, or joins what the other has undertaken."""

    title: str | None = field(default=None, metadata=holds("text", "What it is called, or what it says."))
    issue: tuple[str, ...] = field(
        default=(), converter=ids, metadata=holds("ids", "The issue, or several.", name="issue")
    )
    until: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The last day on which it binds.")
    )
    effective: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The day from which it takes effect, if later.")
    )


@frozen(kw_only=True)
class Leave(Move):
    """A party gives a commitment up; with a later `effective` it gives notice of exit."""

    effective: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The day from which it takes effect, if later.")
    )


# STATE

IN_FORCE: Final = "in-force"
SUSPENDED: Final = "suspended"
LEAVING: Final = "leaving"
LEFT: Final = "left"
FULFILLED: Final = "fulfilled"

PENDING: Final = "pending"
"""The status of a part in force from a later day on; no move leads there, and moves take it for in force."""


@frozen
class Declaration:
    """A commitment that is in force before the record begins, as a scenario declares it.

    Raises: InvalidFieldError if it ends before it begins.
    """

    subject: str
    title: str | None = None
    issue: tuple[str, ...] = field(default=(), converter=ids)
    since: When | None = field(default=None, converter=optional_day)
    until: When | None = field(default=None, converter=optional_day)
    source: str | None = None
    quote: str | None = None
    note: str | None = None

    def __attrs_post_init__(self) -> None:
        if reason := ends_before_it_begins(self.since, self.until):
            raise InvalidFieldError(reason)


def ends_before_it_begins(begin: When | None, end: When | None) -> str:
    """The complaint about an end that no day puts after the beginning; empty if there is nothing to complain of."""
    if begin is None or end is None or begin.may_be_by(end):
        return ""
    return f"it would end on {end}, before it begins on {begin}; give a later end, or an earlier beginning"


@frozen
class Participation:
    """One party's part in a commitment: its status, since when and by which move, and from when if later.

    `begins` is the day from which it was declared or agreed to be in force, whatever has become of it before that.
    """

    status: Status
    since: When | None
    effective: When | None = None
    turn: Move | None = None
    begins: When | None = None

    @property
    def beginning(self) -> When | None:
        """The day from which it stands as it was declared or announced, where there is one."""
        return self.since if self.turn is None else self.effective

    def is_in_effect(self, day: date, reading: str = LIKELY) -> bool:
        """Whether what was declared has taken effect by *day*."""
        return self.beginning is None or day == NO_DAY or self.beginning.has_come(day, reading)

    def on(self, day: date, reading: str = LIKELY) -> "Participation":
        """The part as it reads on *day*: left once a notice of exit has taken effect, pending before it is in force."""
        if self.status == LEAVING and self.is_in_effect(day, reading):
            return self._as_left()
        if self.status == IN_FORCE and not self._has_begun(day, reading):
            return Participation(PENDING, self.since, self.begins, self.turn, self.begins)
        return self

    def turning_days(self, reading: str = LIKELY) -> tuple[date, ...]:
        """The days on which its status turns: it begins, or an announced change takes effect."""
        days = {self.begins, self.beginning} if self.status == IN_FORCE else {self.beginning}
        return tuple(sorted(day for each in days if each is not None for day in each.comes_on(reading)))

    def met_by(self, when: When) -> "Participation":
        """The part as a move of that date meets it: left only if it cannot be before the notice takes effect."""
        if self.status == LEAVING and self.effective is not None and not when.may_be_before(self.effective):
            return self._as_left()
        return self

    def may_have_left_by(self, when: When) -> bool:
        """Whether a notice of exit can have taken effect on some day of that date."""
        return self.status == LEAVING and self.effective is not None and self.effective.may_be_by(when)

    def _as_left(self) -> "Participation":
        return Participation(LEFT, self.effective, self.effective, self.turn, self.begins)

    def may_have_begun_by(self, when: When) -> bool:
        """Whether it is not still to begin on every day of that date."""
        return self.status != IN_FORCE or self.begins is None or self.begins.may_be_by(when)

    def _has_begun(self, day: date, reading: str) -> bool:
        return self.begins is None or day == NO_DAY or self.begins.has_come(day, reading)


@frozen
class Commitment(Subject):
    """A commitment: what made it (a move or a declaration), its last day, and the part of each party in it."""

    made: Commit | Declaration
    until: When | None
    participation: FrozenDict[str, Participation]

    @classmethod
    def declared(cls, declaration: Declaration, parties: tuple[str, ...]) -> "Commitment":
        """A commitment in force for these *parties*."""
        until, since = declaration.until, declaration.since
        parts = FrozenDict({party: Participation(IN_FORCE, since, begins=since) for party in parties})
        end = until if until is None or since is None else until.no_earlier_than(since)
        return cls(NO_MOVES, declaration, end, parts)

    @property
    def id(self) -> str:
        """Its id."""
        return self.made.subject

    @property
    def title(self) -> str:
        """Its title, or its id if it has none."""
        return self.made.title or self.made.subject

    @property
    def author(self) -> str | None:
        """Who undertook it first, by a move; None for a declared one."""
        return self.made.by if isinstance(self.made, Commit) else None

    @property
    def kind(self) -> str:
        """Always `commitment`."""
        return "commitment"

    @property
    def issue(self) -> tuple[str, ...]:
        """The issues that it is about."""
        return self.made.issue

    @property
    def parts(self) -> "FrozenDict[str, Participation]":
        """The part of each party that has one, as moves and declarations left it."""
        return self.participation

    def acting(self, by: str | None, setting: Setting) -> tuple[str, ...]:
        """The parties that a move by *by* is made for."""
        return setting.acting(by)

    def part_of(self, party: str, day: date, reading: str = LIKELY) -> Participation | None:
        """The part of *party* as it reads on *day*; None if it has none."""
        part = self.participation.get(party)
        return None if part is None else part.on(day, reading)

    def part_met_by(self, party: str, when: When) -> Participation | None:
        """The part of *party* as a move of that date meets it; None if it has none."""
        part = self.participation.get(party)
        return part if part is None or part.status != LEAVING else part.met_by(when)

    def status_of(self, party: str, day: date, reading: str = LIKELY) -> Status | None:
        """The status of *party* on *day*; None if it has no part."""
        part = self.part_of(party, day, reading)
        return None if part is None else part.status

    def statused(self, party: str) -> Status | None:
        """The status that *party* was brought to by a move or declaration, whatever the day makes of it."""
        part = self.participation.get(party)
        return None if part is None else part.status

    def statuses(self, day: date, reading: str = LIKELY) -> dict[str, Status]:
        """The status of each party that has a part, as it reads on *day*."""
        return {party: part.on(day, reading).status for party, part in self.participation.items()}

    def turning_days(self, reading: str = LIKELY) -> tuple[date, ...]:
        """The day after its last, and those on which what was declared takes effect."""
        after = () if self.until is None else self.until.past_from(reading)
        days = (day for part in self.participation.values() for day in part.turning_days(reading))
        return (*after, *days)

    def binds(self, party: str, day: date, reading: str = LIKELY) -> bool:
        """Whether *party* is bound on *day*, be it pending, suspended or leaving."""
        return self.status_of(party, day, reading) in (*BINDING, PENDING)

    def is_expired(self, day: date, reading: str = LIKELY) -> bool:
        """Whether its last day lies before *day*."""
        return self.until is not None and self.until.is_past(day, reading)

    def is_harm_by(self, party: str | None) -> bool:
        """Whether *party* has suspended it, left it or given notice."""
        part = None if party is None else self.participation.get(party)
        return part is not None and part.status in (SUSPENDED, LEAVING, LEFT)


# REDUCERS


def committed(commitment: Commitment | None, move: Commit, transitions: Transitions, setting: Setting) -> Commitment:
    """The commitment with the part of who undertakes or joins it."""
    until = end_set_by(move, move.until)
    joined = commitment or Commitment(NO_MOVES, move, until, FrozenDict())
    return _taking_part(joined, move, transitions, setting, until or joined.until)


def changed(commitment: Commitment, move: Move, transitions: Transitions, setting: Setting) -> Commitment:
    """The commitment with each party that acts in the status that its transition leads to."""
    return _taking_part(commitment, move, transitions, setting, commitment.until)


def extended(commitment: Commitment, move: Extend, transitions: Transitions, setting: Setting) -> Commitment:
    """The commitment with a later last day."""
    until = end_set_by(move, move.until)
    return Commitment(commitment.trail.push_front(move), commitment.made, until, commitment.participation)


def _taking_part(
    commitment: Commitment, move: Move, transitions: Transitions, setting: Setting, until: When | None
) -> Commitment:
    parts, effective = commitment.participation, getattr(move, "effective", None)
    if effective is not None:
        effective = effective.no_earlier_than(move.date)
    for party, transition in zip(setting.acting(move.by), transitions):  # noqa: B905 - one for each, or none at all
        part = parts.get(party)
        begins = effective if part is None else part.begins
        parts = parts.insert(party, Participation(transition.to, move.date, effective, move, begins))
    return Commitment(commitment.trail.push_front(move), commitment.made, until, parts)


# ROLES AND GUARDS

BINDING: Final = (IN_FORCE, SUSPENDED, LEAVING)

BOUND = evolve(PARTY, words="the party bound")
ALL_BOUND = evolve(EITHER, words="the parties bound")

LATER: Final = Guard[Participation, Leave](
    "`effective` is a later day",
    lambda part, move: move.effective is not None and move.date.may_be_before(move.effective),
    lambda subjects, part, by, day: {"effective": a_later_day(None, day)},
)

# LIMITS


def _takes_both(commitment: Commitment, by: str | None, when: When) -> bool:
    """Whether a move of that date meets *by* bound by it, and the other party, too, whatever its day."""
    part = None if by is None else commitment.part_met_by(by, when)
    if part is None or part.status not in BINDING:
        return False
    others = (part for party, part in commitment.participation.items() if party != by)
    return any(part.status in BINDING and not part.may_have_left_by(when) for part in others)


def _own_notice(commitment: Commitment, move: Move) -> When | None:
    """The day on which the notice of exit takes effect of who acts, the first of two."""
    parts = commitment.participation
    if move.by != BOTH:
        part = parts.get(move.by or "")
        return None if part is None or part.met_by(move.date).status != LEAVING else part.effective
    return _first_notice(part for part in parts.values() if part.met_by(move.date).status == LEAVING)


def _notice_of_the_other(commitment: Commitment, move: Move) -> When | None:
    """The day on which that of the other party takes effect, where it may have left by then."""
    others = (part for party, part in commitment.participation.items() if move.by not in (party, BOTH))
    return _first_notice(part for part in others if part.may_have_left_by(move.date))


def _first_notice(leaving: Iterable[Participation]) -> When | None:
    days = (part.effective for part in leaving if part.status == LEAVING and part.effective is not None)
    return min(days, default=None)


LAST_DAY: Final = TimeLimit(
    lambda commitment, move: None if commitment is None else commitment.until,
    "{id} ended on {limit}; extend it first, or undertake a new one",
    ", when {id} ends",
)
"""Nobody joins a commitment later."""
OWN_NOTICE: Final = TimeLimit(_own_notice, "it was left on {limit}", ", before {id} is left", is_strict=True)
"""Who leaves takes the notice back, or extends what it leaves, before it takes effect."""
LEFT_ALONE: Final = TimeLimit(
    _notice_of_the_other, "both are bound until {limit}", ", when the other has left {id}", is_start=True
)
"""Who extends it alone has been left alone in it."""
EFFECTIVE: Final = (sets("effective"),)

# PRECONDITIONS AND EXAMPLES


def begins_before_it_ends(commitment: Commitment | None, move: Commit, subjects: Subjects) -> Iterator[Violation]:
    """The violation by an undertaking that no day puts before the end of what is undertaken."""
    until = move.until if commitment is None else move.until or commitment.until
    if reason := ends_before_it_begins(move.effective, until):
        yield Violation(reason, "effective", str(move.effective))
    if commitment is not None:
        yield from _too_early_an_end(commitment, move.until)


def resumed_before_it_ends(commitment: Commitment, move: Resume, subjects: Subjects) -> Iterator[Violation]:
    """The violation by a resumption that takes effect after the last day."""
    if reason := ends_before_it_begins(move.effective, commitment.until):
        yield Violation(reason, "effective", str(move.effective))


def _beginnings(commitment: Commitment) -> tuple[When | None, ...]:
    """The days from which parts that bind were agreed to be in force, or are so again, where there are such days."""
    parts = [part for part in commitment.participation.values() if part.status in BINDING]
    return (*(part.begins for part in parts), *(part.beginning for part in parts if part.status == IN_FORCE))


def _too_early_an_end(commitment: Commitment, until: When | None) -> Iterator[Violation]:
    """The violations by an end that comes before a part of the commitment is in force."""
    reasons = dict.fromkeys(ends_before_it_begins(begin, until) for begin in _beginnings(commitment))
    yield from (Violation(reason, "until", str(until)) for reason in reasons if reason)


def extended_by_all_bound(commitment: Commitment, move: Extend, subjects: Subjects) -> Iterator[Violation]:
    """The violations by an extension that is not later, or not made by both where both are bound."""
    yield from _NOT_LATER(commitment, move, subjects)
    yield from _too_early_an_end(commitment, move.until)
    if _takes_both(commitment, move.by, move.date):
        yield Violation(f"it binds both parties, who extend it together; write `by: {BOTH}`", "by", move.by)


_NOT_LATER: Final = extends("until")


def about_an_issue(_: object, kind: str, by: str | None, issues: tuple[str, ...], day: date) -> Fields:
    """An issue."""
    return {"issue": issues}


def a_later_end(commitment: Commitment, kind: str, by: str | None, issues: tuple[str, ...], day: date) -> Fields | None:
    """A last day after the present one and after every part has begun; None where it takes both to extend it."""
    if _takes_both(commitment, by, When.of(day)):
        return None
    ends = (commitment.until, *_beginnings(commitment))
    return {"until": a_later_day(max((end for end in ends if end is not None), default=None), day)}


# LIFECYCLE


class PartyIndex(TransitionIndex):
    """The transitions of one move, for each party that makes it."""

    def find(self, commitment: Any, move: Move, setting: Setting) -> Transitions:
        """The transition of each party that acts; none when one of them lacks its own."""
        transitions: Transitions = ()
        for party in setting.acting(move.by):
            part = commitment and commitment.part_met_by(party, move.date)
            transition = TransitionIndex.find(self, part, move, setting)
            if not transition:
                return ()
            transitions += transition
        return transitions


class PartyByParty(Lifecycle):
    """A lifecycle of the parts of each party: a joint move needs a transition for each of the two."""

    index = PartyIndex

    def acted_on(self, subject: Any, by: str | None, when: When, setting: Setting) -> tuple[Acted, ...]:
        """The part of each party that acts."""
        return tuple(Acted(party, subject and subject.part_met_by(party, when)) for party in setting.acting(by))

    def standing(self, subject: Any, acted: Acted, move: Move) -> str:
        """The status of a party's part, in words; it is pending where *move* comes before it begins."""
        part = acted.part
        if not isinstance(part, Participation) or part.may_have_begun_by(move.date):
            return super().standing(subject, acted, move)
        line = "" if part.turn is None else in_line(part.turn.where)
        return f"for {acted.whose} it is {PENDING}, in force from {part.begins}{line}"


# A table reads by its rows; the formatter would give each part a line of its own.
# fmt: off
LIFECYCLE: Final = PartyByParty(
    "commitment",
    Commitment,
    Transition(None, Commit, IN_FORCE, by=EITHER, tone=CONCILIATORY,
               limits=(sets("until"), *EFFECTIVE, LAST_DAY), unless=begins_before_it_ends, then=committed,
               example=about_an_issue),
    Transition(IN_FORCE, Suspend, SUSPENDED, by=BOUND, tone=HOSTILE, limits=EFFECTIVE, then=changed),
    Transition((SUSPENDED, LEAVING), Resume, IN_FORCE, by=BOUND, tone=CONCILIATORY,
               limits=(*EFFECTIVE, OWN_NOTICE), unless=resumed_before_it_ends, then=changed),
    Transition((IN_FORCE, SUSPENDED), Leave, LEAVING, by=BOUND, tone=HOSTILE,
               guard=LATER, limits=EFFECTIVE, then=changed),
    Transition((IN_FORCE, SUSPENDED), Leave, LEFT, by=BOUND, tone=HOSTILE, limits=EFFECTIVE, then=changed),
    Transition(IN_FORCE, CarryOut, FULFILLED, by=BOUND, tone=CONCILIATORY, unless=no_threat_to_record, then=changed),
    Transition(BINDING, Extend, SAME, by=ALL_BOUND, tone=NEUTRAL,
               limits=(sets("until"), OWN_NOTICE, LEFT_ALONE), unless=extended_by_all_bound, then=extended,
               example=a_later_end),
)
# fmt: on
