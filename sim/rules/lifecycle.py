"""The law as a table: rows `status × move → status`, by whom, in what tone; the look-up, and why it finds nothing.

A subject's lifecycle is data. The reducers, the refusals, the legal moves, the diagrams and the reference are all
derived from it, so a status is decided here and nowhere else.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Final

from attrs import evolve, field, frozen
from rpds import List

from sim.model.dates import LIKELY, When
from sim.model.errors import Violation, in_line, one_of, with_article
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.roles import Role

Status = str
Tone = str
HOSTILE: Final = "hostile"
NEUTRAL: Final = "neutral"
CONCILIATORY: Final = "conciliatory"
TONES: Final = (HOSTILE, NEUTRAL, CONCILIATORY)

SAME: Final = "(same)"
"""Where a row leads that leaves the status as it is."""
NOTHING: Final = ""
"""Where a row leads that makes nothing with a status: what is said, not done."""


@frozen
class Subject:
    """What every entity has: the moves that made and changed it, the newest first."""

    trail: "List[Move]" = field(repr=False)

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves that made and changed it, oldest first."""
        return tuple(self.trail)[::-1]

    def statuses(self, day: date, reading: str = LIKELY) -> dict[str, Status]:
        """Its status as it reads on *day*, under the empty name; a commitment has one for each party in it."""
        subject: Any = self
        return {"": subject.status}

    def turning_days(self, reading: str = LIKELY) -> tuple[date, ...]:
        """The days on which it may come to read otherwise though nobody moves, in no order."""
        return ()

    def is_harm_by(self, party: str | None) -> bool:
        """Whether it records, as it stands, a harm that *party* has done: what a threat is carried out `as`."""
        return False


NO_MOVES: "Final[List[Move]]" = List()
"""The trail of what nobody has moved yet."""

Subjects = Mapping[str, Any]
"""The entities of a state by id; persistent in a state, a plain dict in a draft."""


@frozen
class Guard:
    """What else must hold for a row: in words, as a test of subject and move, and the fields that make a move meet it.

    `sample` gets the subjects, the subject, who moves, and the day; it gives None where no fields can help today.
    """

    words: str
    holds: Callable[[Any, Any], bool]
    sample: Callable[[Subjects, Any, str | None, date], dict[str, object] | None] = lambda *_: {}


def _statuses(value: Status | Iterable[Status | None] | None) -> tuple[Status | None, ...]:
    return (value,) if value is None or isinstance(value, str) else tuple(value)


@frozen(eq=False)
class Transition:
    """From one of these statuses (None: not made yet) the move leads to `to`, made by `by`, in this tone.

    `kinds` limits the row to some kinds of the subject (empty: all). `through` is the field of the move that names
    the subject: a proposal is tabled by the move's `subject`, and superseded by another's `replaces`.
    """

    start: tuple[Status | None, ...] = field(converter=_statuses)
    move: type[Move]
    to: Status
    by: Role = field(kw_only=True)
    tone: Tone = field(kw_only=True)
    kinds: tuple[str, ...] = field(default=(), kw_only=True)
    when: Guard | None = field(default=None, kw_only=True)
    through: str = field(default="subject", kw_only=True)

    def split(self) -> Iterator["Transition"]:
        """One row for each starting status, with `SAME` resolved."""
        for status in self.start:
            yield evolve(self, start=[status], to=status if self.to == SAME and status else self.to)


@frozen
class Standing:
    """What a move acts on: the subject, or the part in it of the party `whose` it is; None where it is not made yet."""

    whose: str
    unit: Any

    @property
    def status(self) -> Status | None:
        """Its status."""
        return None if self.unit is None else self.unit.status


Reducer = Callable[[Any, Any, tuple[Transition, ...], Setting], Any]
"""What a move makes of a subject (None: nothing yet), given the rows that allow it."""

Sample = Callable[[type[Move], str, Any, str | None, tuple[str, ...], date], dict[str, Any] | None]
"""The fields that a representative needs, of the move, the kind it makes, the subject, who moves, the issues, the day.

None where the setting has nothing that it could be about, or that actor cannot make it alone.
"""

Objections = Callable[[Any, Any, Subjects], Iterable[Violation]]
"""What speaks against a move beside the table: of the subject (None: not made yet), the move, all subjects."""


class Clause:
    """What the table says of one move: its rows, by the status that they start from."""

    def __init__(self, rows: Iterable[Transition]) -> None:
        self.rows = tuple(rows)
        self._entries: dict[Status | None, list[_Entry]] = {}
        for row in self.rows:
            entry = (None if row.when is None else row.when.holds, row.by.allows, row.kinds, (row,))
            self._entries.setdefault(row.start[0], []).append(entry)

    def judge(self, unit: Any, move: Any, setting: Setting) -> tuple[Transition, ...]:
        """The rows that allow *move* on the unit (None: not made yet): one, or none when the law refuses it."""
        by = move.by
        for holds, allows, kinds, row in self._entries.get(None if unit is None else unit.status, ()):
            if (
                (holds is None or holds(unit, move))
                and allows(unit, by, setting)
                and (not kinds or (unit or move).kind in kinds)
            ):
                return row
        return ()


_Entry = tuple[Callable[..., bool] | None, Callable[..., bool], tuple[str, ...], tuple[Transition]]
"""A row taken apart for the look-up that every move of a replay goes through: if what, by whom, of which kinds.

The condition is asked first: it alone tells the rows of a move apart where role and kinds are the same.
"""


class Lifecycle:
    """The table of one kind of subject; `clause` is the class that looks rows up in it."""

    clause: type[Clause] = Clause

    def __init__(self, noun: str, *rows: Transition) -> None:
        self.noun = noun
        self.rows: tuple[Transition, ...] = tuple(single for row in rows for single in row.split())
        grouped: dict[tuple[type[Move], str], list[Transition]] = {}
        for row in self.rows:
            grouped.setdefault((row.move, row.through), []).append(row)
        self.clauses = {key: self.clause(group) for key, group in grouped.items()}

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """Every status of the table, in the order in which the rows name them."""
        named = (status for row in self.rows for status in (row.start[0], row.to) if status)
        return tuple(dict.fromkeys(named))

    @cached_property
    def ended(self) -> frozenset[Status]:
        """The statuses that no row leads out of."""
        return frozenset(self.statuses) - {row.start[0] for row in self.rows if row.start[0] is not None}

    @cached_property
    def moves(self) -> tuple[type[Move], ...]:
        """The moves that act on such a subject, in the order of the table."""
        return tuple(dict.fromkeys(row.move for row in self.rows))

    @cached_property
    def makers(self) -> frozenset[type[Move]]:
        """The moves that can make such a subject."""
        return frozenset(row.move for row in self.rows if row.start[0] is None)

    def rows_from(self, status: Status | None) -> tuple[Transition, ...]:
        """The rows that lead out of *status*."""
        return self._rows_by_start.get(status, ())

    @cached_property
    def _rows_by_start(self) -> dict[Status | None, tuple[Transition, ...]]:
        grouped: dict[Status | None, list[Transition]] = {}
        for row in self.rows:
            grouped.setdefault(row.start[0], []).append(row)
        return {status: tuple(rows) for status, rows in grouped.items()}

    def standings(self, subject: Any, by: str | None, when: When, setting: Setting) -> tuple[Standing, ...]:
        """What a move of that date by *by* would act on: the subject itself, unless its unit is smaller."""
        return (Standing("", subject),)

    def why_not(self, subject: Any, move: Move, setting: Setting, through: str = "subject") -> Iterator[str]:
        """The reasons, in words, for which no row allows *move*."""
        clause = self.clauses.get((type(move), through))
        if clause is None:
            noun = with_article(self.noun)
            yield f"{subject.id} is {noun}, and {noun} cannot be the object of {move.verb}"
            return
        standings = self.standings(subject, move.by, move.date, setting)
        if not standings:
            yield one_of(dict.fromkeys(row.by.because(subject, move.by, setting) for row in clause.rows))
        for standing in standings:
            if not Clause.judge(clause, standing.unit, move, setting):
                yield self._why_not(clause, subject, standing, move, setting)

    def _why_not(self, clause: Clause, subject: Any, standing: Standing, move: Any, setting: Setting) -> str:
        rows = [row for row in clause.rows if row.start[0] == standing.status]
        if not rows:
            return self.stands(subject, standing, move)
        kind = (subject or move).kind if any(row.kinds for row in rows) else ""
        fit = [row for row in rows if not row.kinds or kind in row.kinds]
        if not fit:
            kinds = dict.fromkeys(with_article(kind) for row in rows for kind in row.kinds)
            return f"it is {with_article(kind)}{in_line(subject.made.where)}, and {move.verb} is for {one_of(kinds)}"
        return one_of(dict.fromkeys(row.by.because(subject, move.by, setting) for row in fit))

    def stands(self, subject: Any, standing: Standing, move: Move) -> str:
        """How that stands which *move* would act on, in words."""
        if standing.status is None:
            return f"{standing.whose} is not bound by {subject.id}"
        who = f"for {standing.whose} it" if standing.whose else "it"
        unit = standing.unit
        since = f" since {unit.since}" if unit.since else " from the start"
        line = "" if unit.turn is None else in_line(unit.turn.where)
        return f"{who} has been {spoken(standing.status)}{since}{line}"

    def diagram(self) -> str:
        """The lifecycle as a Mermaid state diagram."""
        lines = ["stateDiagram-v2"]
        arrows: dict[tuple[str, str], list[str]] = {}
        for row in self.rows:
            start, to = (_state_name(row.start[0]), _state_name(row.to))
            label = row.move.verb if row.through == "subject" else f"replaced by {row.move.verb}"
            labels = arrows.setdefault((start, to), [])
            if label not in labels:
                labels.append(label)
        lines += [f"    {start} --> {to}: {', '.join(labels)}" for (start, to), labels in arrows.items()]
        lines += [f"    {_state_name(status)} --> [*]" for status in self.statuses if status in self.ended]
        return "\n".join(lines)


def _state_name(status: Status | None) -> str:
    return "[*]" if status is None else status.replace("-", "_")


def spoken(status: Status) -> str:
    """A status as it reads in a sentence."""
    return status.replace("-", " ")
