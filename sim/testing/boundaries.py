"""The boundaries of the law: a move on the day of an end, on the day before and on the day after.

Ends are the days on which a subject turns though nobody moves, and the days that a move sets, which must not be past.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any, Final

from sim.model.dates import When
from sim.model.move import Move, key_of
from sim.rules.registry import CREATING_MOVES, LIFECYCLES
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.statements import Remark
from sim.rules.subjects.talks import Talks

PLACES: Final = {-1: "the day before", 0: "the day", 1: "the day after"}
"""Where a move lies, by the days from the end to the move."""

End = tuple[str, When | None]
"""An end by its name; None where there is none."""

_TURNS: Final = {
    "deadline": "deadline",
    "until": "last day",
    "paused_until": "last day of a suspension",
    "effective": "day on which a change takes effect",
    "begins": "first day in force",
    "superseded": "day of being superseded",
}
"""What the fields of the ends of measures and commitments hold."""

ENDS: Final[dict[type[Subject], tuple[str, ...]]] = {
    Proposal: ("expiry",),
    Measure: tuple(_TURNS[name] for name in ("deadline", "until", "paused_until", "effective")),
    Commitment: tuple(_TURNS[name] for name in ("until", "paused_until", "effective", "begins", "superseded")),
    Talks: ("due day",),
}
"""The ends that each kind of subject can have."""


def _fields_set(verb: type[Move], kind: type[Subject]) -> tuple[str, ...]:
    """The fields in which a move sets a day that must not be past."""
    index = LIFECYCLES[kind].indexes.get((verb, "subject"))
    rows = () if index is None else index.transitions
    return tuple(dict.fromkeys(limit.field for row in rows for limit in row.limits if limit.field))


_SET: Final = {(kind, verb): _fields_set(verb, kind) for kind, table in LIFECYCLES.items() for verb in table.moves}


def _set_by(verb: type[Move], field: str) -> str:
    return f"{key_of(field)} of {verb.verb}"


def boundaries_of(kind: type[Subject]) -> tuple[str, ...]:
    """The boundaries of a kind of subject, by name."""
    fields = (_set_by(verb, field) for (of, verb), names in _SET.items() if of is kind for field in names)
    return tuple(f"{end}: {place}" for end, place in product((*ENDS.get(kind, ()), *fields), PLACES.values()))


def boundaries_met(state: Negotiation, move: Move) -> Iterator[tuple[type[Subject], str]]:
    """The boundaries at which a move is made or tried, each with the kind of its subject."""
    for name in () if isinstance(move, Remark) else move.subjects:
        subject = state.subjects.get(name)
        kind = type(subject) if subject is not None else CREATING_MOVES[type(move)].entity if _makes(move) else None
        if kind is None:
            continue
        of_move = ((_set_by(type(move), field), getattr(move, field)) for field in _SET.get((kind, type(move)), ()))
        for end, day in (*ends_of(subject), *of_move):
            place = None if day is None else PLACES.get((move.date.best - day.best).days)
            if place is not None:
                yield kind, f"{end}: {place}"


def _makes(move: Move) -> bool:
    return type(move) in CREATING_MOVES


def ends_of(subject: Any) -> Iterator[End]:
    """The ends that a subject has as it stands, and as it stands until an announced change."""
    match subject:
        case Proposal():
            yield "expiry", subject.expires
        case Talks():
            yield "due day", subject.due
        case Measure():
            yield from _turns(subject)
        case Commitment():
            for part in subject.participation.values():
                yield from _turns(part)


def _turns(part: Any) -> Iterator[End]:
    """The ends of a measure, or of a party's part in a commitment."""
    for field, name in _TURNS.items():
        yield name, getattr(part.ends, field, None)
    if part.ends.before is not None:
        yield from _turns(part.ends.before)
