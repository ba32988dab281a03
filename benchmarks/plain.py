"""A replay without a law: a bare loop over plain dicts, and a fold over standard dataclasses."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from sim.model.dates import When
from sim.model.ids import BOTH
from sim.model.move import Commit, Move
from sim.rules.registry import LIFECYCLES, lifecycle_of
from sim.rules.state import Negotiation
from sim.rules.subjects.answers import PROVISIONAL
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.proposals import REQUEST

_TABLE: Final = tuple(
    (kind, lifecycle.noun, row)
    for kind, lifecycle in LIFECYCLES.items()
    for row in lifecycle.transitions
    if row.target == "subject" and row.guard is None and (not row.kinds or REQUEST in row.kinds)
    if row.outcome is None or row.to == PROVISIONAL
)
"""The rows for which nothing must be asked, each with its kind of subject and the noun for that.

An answer is taken for one that leaves others outstanding.
"""

_ROWS: Final[dict[tuple[type, str | None, type[Move]], Any]] = {
    (kind if row.start else type(None), row.start, row.move): ((row,), row.then) for kind, _, row in _TABLE
}
"""The row, in a tuple, and the reducer: by kind of subject (NoneType: not made yet), status and move."""


def bare_loop(start: Negotiation, moves: Iterable[Move]) -> dict[str, Any]:
    """The subjects after all *moves*: the same entities by the same reducers, and nothing is checked."""
    subjects: dict[str, Any] = dict(start.subjects)
    setting = start.setting
    for move in moves:
        subject, verb = subjects.get(move.subject), type(move)
        kind = type(subject)
        if subject is None:
            status = None
        elif kind is Commitment:
            status = subject.participation[setting.acting(move.by)[0]].status
        else:
            status = subject.status
        rows, reducer = _ROWS[kind, status, verb]
        if move.by == BOTH and (kind is Commitment or verb is Commit):
            rows *= 2
        subjects[move.subject] = reducer(subject, move, rows, setting)
    return subjects


@dataclass(frozen=True)
class Moved:
    """A move reduced to what the fold looks up."""

    noun: str
    subject: str
    verb: str
    date: When


@dataclass(frozen=True)
class Standing:
    """The status of one subject and since when, and how many moves led there."""

    status: str | None
    since: When | None = None
    moves: int = 0


_STATUSES: Final = {(noun, row.start, row.move.verb): row.to for _, noun, row in _TABLE}


def reduced(state: Negotiation, moves: Iterable[Move]) -> list[Moved]:
    """The *moves* on the subjects of *state*, as events of the fold."""
    nouns = {name: lifecycle_of(subject).noun for name, subject in state.subjects.items()}
    return [Moved(nouns[move.subject], move.subject, move.verb, move.date) for move in moves]


def dataclass_fold(declared: Iterable[str], events: Iterable[Moved]) -> dict[str, Standing]:
    """The standings after all *events*, each made by `dataclasses.replace`; talks are *declared* and start idle."""
    standings = {name: Standing("idle") for name in declared}
    unmade = Standing(None)
    for event in events:
        standing = standings.get(event.subject, unmade)
        status = _STATUSES[event.noun, standing.status, event.verb]
        standings[event.subject] = replace(standing, status=status, since=event.date, moves=standing.moves + 1)
    return standings
