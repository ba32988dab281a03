"""Commitments: a treaty, a moratorium, a promise. The status is that of each party's part in it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from attrs import evolve, field, frozen

from sim.errors import Violation
from sim.frozen import FrozenDict
from sim.lifecycle import (
    CONCILIATORY,
    HOSTILE,
    NEUTRAL,
    NO_MOVES,
    SAME,
    Clause,
    Condition,
    Lifecycle,
    Objections,
    Reducer,
    Row,
    Standing,
    Status,
    Subject,
    Subjects,
)
from sim.move import BOTH, CarryOut, Extend, Move, Resume, Suspend, holds, ids, optional_day
from sim.objections import a_later_day, ends_too_soon, extension, no_threat_to_record
from sim.roles import EITHER, PARTY
from sim.setting import Setting
from sim.when import When

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


@frozen
class Declaration:
    """A commitment that is in force before the record begins, as a scenario declares it."""

    subject: str
    title: str | None = None
    issue: tuple[str, ...] = field(default=(), converter=ids)
    since: When | None = field(default=None, converter=optional_day)
    until: When | None = field(default=None, converter=optional_day)
    source: str | None = None
    quote: str | None = None
    note: str | None = None


@frozen
class Participation:
    """One party's part in a commitment: its status, since when and by which move, and from when if later."""

    status: Status
    since: When | None
    effective: When | None = None
    turn: Move | None = None

    def is_in_effect(self, day: date) -> bool:
        """Whether what was declared has taken effect by *day*."""
        return self.effective is None or day >= self.effective.best

    def on(self, day: date) -> "Participation":
        """The part as it reads on *day*: a notice of exit that has taken effect reads as left."""
        if self.status == LEAVING and self.effective is not None and day >= self.effective.best:
            return Participation(LEFT, self.effective, self.effective, self.turn)
        return self


@frozen
class Commitment(Subject):
    """A commitment: what made it (a move or a declaration), its last day, and the part of each party in it."""

    made: Commit | Declaration
    until: When | None
    participation: FrozenDict[str, Participation]

    @classmethod
    def declared(cls, declaration: Declaration, parties: tuple[str, ...]) -> "Commitment":
        """A commitment in force for these *parties*."""
        parts = FrozenDict({party: Participation(IN_FORCE, declaration.since) for party in parties})
        return cls(NO_MOVES, declaration, declaration.until, parts)

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

    def part_of(self, party: str, day: date) -> Participation | None:
        """The part of *party* as it reads on *day*; None if it has none."""
        part = self.participation.get(party)
        return part if part is None or part.status != LEAVING else part.on(day)

    def status_of(self, party: str, day: date) -> Status | None:
        """The status of *party* on *day*; None if it has no part."""
        part = self.part_of(party, day)
        return None if part is None else part.status

    def statused(self, party: str) -> Status | None:
        """The status that *party* was brought to by a move or declaration, whatever the day makes of it."""
        part = self.participation.get(party)
        return None if part is None else part.status

    def statuses(self, day: date) -> dict[str, Status]:
        """The status of each party that has a part, as it reads on *day*."""
        return {party: part.on(day).status for party, part in self.participation.items()}

    def turning_days(self) -> tuple[date, ...]:
        """The day after its last, and those on which what was declared takes effect."""
        after = () if self.until is None else self.until.past_from
        effective = (part.effective.best for part in self.participation.values() if part.effective is not None)
        return (*after, *effective)

    def binds(self, party: str, day: date) -> bool:
        """Whether *party* is bound on *day*, be it suspended or leaving."""
        return self.status_of(party, day) in BINDING

    def is_expired(self, day: date) -> bool:
        """Whether its last day lies before *day*."""
        return self.until is not None and self.until.is_past(day)

    def is_harm_by(self, party: str | None) -> bool:
        """Whether *party* has suspended it, left it or given notice."""
        part = None if party is None else self.participation.get(party)
        return part is not None and part.status in (SUSPENDED, LEAVING, LEFT)


# LAW

BINDING: Final = (IN_FORCE, SUSPENDED, LEAVING)

BOUND = evolve(PARTY, words="the party bound")
ALL_BOUND = evolve(EITHER, words="the parties bound")

LATER = Condition(
    "`effective` is a later day",
    lambda commitment, move: move.effective is not None and move.effective.best > move.date.best,
    lambda subjects, commitment, by, day: {"effective": a_later_day(None, day)},
)


class PartyClause(Clause):
    """What the table says of one move, for each party that makes it."""

    def judge(self, unit: Any, move: Move, setting: Setting) -> tuple[Row, ...]:
        """The rows that allow *move*, one for each party that acts; none when one of them lacks its row."""
        rows: tuple[Row, ...] = ()
        for party in setting.acting(move.by):
            row = Clause.judge(self, unit and unit.part_of(party, move.date.best), move, setting)
            if not row:
                return ()
            rows += row
        return rows


class PartyByParty(Lifecycle):
    """A lifecycle whose unit is (commitment, party): a joint move needs a row for each of the two."""

    clause = PartyClause

    def standings(self, subject: Any, by: str | None, day: date, setting: Setting) -> tuple[Standing, ...]:
        """The part of each party that acts."""
        return tuple(Standing(party, subject and subject.part_of(party, day)) for party in setting.acting(by))


LAW = PartyByParty(
    "commitment",
    Row(None, Commit, IN_FORCE, by=EITHER, tone=CONCILIATORY),
    Row(IN_FORCE, Suspend, SUSPENDED, by=BOUND, tone=HOSTILE),
    Row((SUSPENDED, LEAVING), Resume, IN_FORCE, by=BOUND, tone=CONCILIATORY),
    Row((IN_FORCE, SUSPENDED), Leave, LEAVING, by=BOUND, tone=HOSTILE, when=LATER),
    Row((IN_FORCE, SUSPENDED), Leave, LEFT, by=BOUND, tone=HOSTILE),
    Row(IN_FORCE, CarryOut, FULFILLED, by=BOUND, tone=CONCILIATORY),
    Row(BINDING, Extend, SAME, by=ALL_BOUND, tone=NEUTRAL),
)


def _takes_both(commitment: Commitment, by: str | None, day: date) -> bool:
    """Whether *by* is bound by it, and not alone."""
    bound = [party for party in commitment.participation if commitment.binds(party, day)]
    return by in bound and len(bound) > 1


def _objections_to_commit(commitment: Commitment | None, move: Commit, subjects: Subjects) -> Iterator[Violation]:
    yield from (*ends_too_soon("until", move.until, move), *ends_too_soon("effective", move.effective, move))
    if commitment is not None and commitment.is_expired(move.date.best):
        yield Violation(f"{commitment.id} ended on {commitment.until}; extend it first, or undertake a new one")


def _objections_to_carry_out(commitment: Commitment, move: CarryOut, subjects: Subjects) -> Iterable[Violation]:
    return no_threat_to_record(move)


def _objections_to_extend(commitment: Commitment, move: Extend, subjects: Subjects) -> Iterator[Violation]:
    yield from extension(move, "until", commitment.until)
    if _takes_both(commitment, move.by, move.date.best):
        yield Violation(f"it binds both parties, who extend it together; write `by: {BOTH}`", "by", move.by)


def _objections_to_effective(
    commitment: Commitment, move: Suspend | Resume | Leave, subjects: Subjects
) -> Iterable[Violation]:
    return () if move.effective is None else ends_too_soon("effective", move.effective, move)


OBJECTIONS: dict[type[Move], Objections] = {
    Suspend: _objections_to_effective,
    Resume: _objections_to_effective,
    Leave: _objections_to_effective,
    Commit: _objections_to_commit,
    CarryOut: _objections_to_carry_out,
    Extend: _objections_to_extend,
}


def sample(
    verb: type[Move], kind: str, commitment: Commitment | None, by: str | None, issues: tuple[str, ...], day: date
) -> dict[str, object] | None:
    """The fields that a representative move needs beside subject, `by` and date; None if it takes both to extend it."""
    if verb is Commit:
        return {"issue": issues}
    if verb is not Extend or commitment is None:
        return {}
    return None if _takes_both(commitment, by, day) else {"until": a_later_day(commitment.until, day)}


# REDUCERS


def _committed(commitment: Commitment | None, move: Commit, rows: tuple[Row, ...], setting: Setting) -> Commitment:
    joined = commitment or Commitment(NO_MOVES, move, move.until, FrozenDict())
    return _taking_part(joined, move, rows, setting, move.until or joined.until)


def _extended(commitment: Commitment, move: Extend, rows: tuple[Row, ...], setting: Setting) -> Commitment:
    return Commitment(commitment.trail.push_front(move), commitment.made, move.until, commitment.participation)


def changed(commitment: Commitment, move: Move, rows: tuple[Row, ...], setting: Setting) -> Commitment:
    """The commitment with each party that acts in the status that its row leads to."""
    return _taking_part(commitment, move, rows, setting, commitment.until)


def _taking_part(
    commitment: Commitment, move: Move, rows: tuple[Row, ...], setting: Setting, until: When | None
) -> Commitment:
    parts = commitment.participation
    effective: When | None = getattr(move, "effective", None)
    for party, row in zip(setting.acting(move.by), rows):  # noqa: B905 - there is a row for each, or none at all
        parts = parts.insert(party, Participation(row.to, move.date, effective, move))
    return Commitment(commitment.trail.push_front(move), commitment.made, until, parts)


REDUCERS: dict[type[Move], Reducer] = {Commit: _committed, Extend: _extended}
