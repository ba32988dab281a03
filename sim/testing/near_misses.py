"""Near misses: moves that the law refuses for one thing that is wrong with them, made of legal ones."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, Final

from attrs import evolve

from sim.model.dates import When
from sim.model.ids import RESERVED
from sim.model.move import Move, fields_of, holding
from sim.rules.registry import CREATING_MOVES
from sim.rules.state import Negotiation
from sim.rules.subjects.statements import Remark
from sim.rules.verdict import violations
from sim.testing.actions import FIRST_DAY
from sim.testing.generator import MoveGenerator

STRANGER: Final = "nobody-has-declared-this"
"""The id of what nobody has declared or made."""

_YEARS: Final = timedelta(3650)
_EARLY: Final = When.of(FIRST_DAY - _YEARS)


def refused(state: Negotiation, moves: Iterator[Move]) -> tuple[Move, ...]:
    """Those of the moves that the law refuses, each once."""
    return tuple(move for move in dict.fromkeys(moves) if violations(state, move))


def _by_somebody_else(generator: MoveGenerator, state: Negotiation, move: Move) -> Iterator[Move]:
    if move.by is not None:
        yield from (evolve(move, by=other) for other in (*state.setting.actors, STRANGER) if other != move.by)


def _on_what_nobody_made(generator: MoveGenerator, state: Negotiation, move: Move) -> Iterator[Move]:
    if type(move) not in CREATING_MOVES:
        yield from (evolve(move, subject=name) for name in generator.names(state) if name not in state.subjects)


def _under_a_name_that_is_taken(generator: MoveGenerator, state: Negotiation, move: Move) -> Iterator[Move]:
    if type(move) in CREATING_MOVES and type(move) is not Remark:
        yield from (evolve(move, subject=name) for name in (*state.ids, *RESERVED))


def _as_the_subject_does_not_stand(generator: MoveGenerator, state: Negotiation, move: Move) -> Iterator[Move]:
    for name in state.ids:
        for action in generator.actions.on(state.subjects[name]):
            yield action.on(name, move.date)


def _naming_what_is_unknown(generator: MoveGenerator, state: Negotiation, move: Move) -> Iterator[Move]:
    for attribute in fields_of(type(move)):
        if attribute.name != "by" and holding(attribute).form in ("id", "ids"):
            unknown: dict[str, Any] = {attribute.name: STRANGER}
            yield evolve(move, **unknown)


def _with_fields_that_do_not_fit(generator: MoveGenerator, state: Negotiation, move: Move) -> Iterator[Move]:
    overrides = dict.fromkeys(generator.overrides[type(move)].among(generator.names(state)))
    for override in overrides:
        if override.may_be_refused and not override.also:
            yield override.applied_to(move)
    if "effective" in {attribute.name for attribute in fields_of(type(move))} and hasattr(move, "until"):
        late, early = (When.of(move.date.best + min(timedelta(gap), date.max - move.date.best)) for gap in (40, 1))
        values: dict[str, Any] = {"effective": late, "until": early}
        yield evolve(move, **values)


def _too_late(generator: MoveGenerator, state: Negotiation, move: Move) -> Iterator[Move]:
    """The move on a day when what it is about is over, and with ends that are past when it is made."""
    day = move.date.best
    yield evolve(move, date=When.of(day + min(_YEARS, date.max - day)))
    past = When.of(day - min(_YEARS, day - date.min))
    for attribute in fields_of(type(move)):
        if attribute.name != "date" and holding(attribute).form == "date":
            over: dict[str, Any] = {attribute.name: past}
            yield evolve(move, **over)


def _too_early(generator: MoveGenerator, state: Negotiation, move: Move) -> Iterator[Move]:
    """What the clock does, before its day."""
    for name in state.ids:
        for action in generator.actions.on(state.subjects[name]):
            if action.by is None:
                yield action.on(name, _EARLY)


def _on_another_subject_as_well(generator: MoveGenerator, state: Negotiation, move: Move) -> Iterator[Move]:
    others = (name for name in generator.names(state) if name not in move.subjects)
    yield from (evolve(move, subject=(*move.subjects, name)) for name in others)


Spoil = Callable[[MoveGenerator, Negotiation, Move], Iterator[Move]]

NEAR_MISSES: Final[dict[str, Spoil]] = {
    "wrong party": _by_somebody_else,
    "unknown id": _on_what_nobody_made,
    "id reused": _under_a_name_that_is_taken,
    "wrong status": _as_the_subject_does_not_stand,
    "unknown name": _naming_what_is_unknown,
    "wrong field": _with_fields_that_do_not_fit,
    "too late": _too_late,
    "too early": _too_early,
    "wrong list": _on_another_subject_as_well,
}
"""The faults of near misses, each with the function that makes such moves of a legal one."""
