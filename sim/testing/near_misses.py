"""Near misses: moves that the law refuses for one thing that is wrong with them, made of legal ones."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final

from attrs import evolve

from sim.model.dates import When
from sim.model.ids import RESERVED
from sim.model.move import Move, fields_of, holding
from sim.rules.registry import CREATING_MOVES
from sim.rules.state import Negotiation
from sim.rules.subjects.statements import Remark
from sim.rules.verdict import is_legal
from sim.testing.actions import FIRST_DAY
from sim.testing.turns import MoveGenerator, free_id

STRANGER: Final = "nobody-has-declared-this"
"""The id of what nobody has declared or made."""

Names = Sequence[str]
"""The ids that a move may be spoilt with: those of subjects, and one that is free."""

_ALIKE: Final[tuple[Callable[[str], str], ...]] = (str.swapcase, lambda name: f"{name}_", lambda name: name[:1])
"""Forms of an id that differ from it in little."""

_YEARS: Final = timedelta(3650)
_EARLY: Final = When.of(FIRST_DAY - _YEARS)


def near_misses(fault: str, generator: MoveGenerator, state: Negotiation, move: Move) -> tuple[Move, ...]:
    """The moves that the law refuses, each once, of those that a fault makes of a legal one."""
    spoilt = NEAR_MISSES[fault](generator, state, (*state.ids, free_id(state)), move)
    return tuple(each for each in dict.fromkeys(spoilt) if not is_legal(state, each))


def _by_somebody_else(generator: MoveGenerator, state: Negotiation, names: Names, move: Move) -> Iterator[Move]:
    if move.by is not None:
        yield from (evolve(move, by=other) for other in (*state.setting.actors, STRANGER) if other != move.by)


def _on_what_nobody_made(generator: MoveGenerator, state: Negotiation, names: Names, move: Move) -> Iterator[Move]:
    if type(move) not in CREATING_MOVES:
        alike = (form(name) for name in move.subjects for form in _ALIKE)
        yield from (evolve(move, subject=name) for name in (*alike, *names) if name not in state.subjects)


def _under_a_taken_name(generator: MoveGenerator, state: Negotiation, names: Names, move: Move) -> Iterator[Move]:
    if type(move) in CREATING_MOVES and type(move) is not Remark:
        yield from (evolve(move, subject=name) for name in (*RESERVED, *names))


def _in_another_status(generator: MoveGenerator, state: Negotiation, names: Names, move: Move) -> Iterator[Move]:
    for name in names:
        for action in generator.actions.on(state.subjects[name]) if name in state.subjects else ():
            yield action.on(name, move.date)


def _naming_what_is_unknown(generator: MoveGenerator, state: Negotiation, names: Names, move: Move) -> Iterator[Move]:
    for attribute in fields_of(type(move)):
        if attribute.name != "by" and holding(attribute).form in ("id", "ids"):
            unknown: dict[str, Any] = {attribute.name: STRANGER}
            yield evolve(move, **unknown)


def _with_unfit_fields(generator: MoveGenerator, state: Negotiation, names: Names, move: Move) -> Iterator[Move]:
    for override in generator.overrides[type(move)].among(names):
        if override.may_be_refused and not override.also:
            yield override.applied_to(move)
    if "effective" in {attribute.name for attribute in fields_of(type(move))} and hasattr(move, "until"):
        late, early = (When.of(move.date.best + min(timedelta(gap), date.max - move.date.best)) for gap in (40, 1))
        values: dict[str, Any] = {"effective": late, "until": early}
        yield evolve(move, **values)


def _too_late(generator: MoveGenerator, state: Negotiation, names: Names, move: Move) -> Iterator[Move]:
    """The move on days when what it is about has turned or is over, and with ends that are past when it is made."""
    day = move.date.best
    for name in move.subjects:
        turns = state.subjects[name].turning_days() if name in state.subjects else ()
        yield from (evolve(move, date=When.of(turn)) for turn in turns if turn > day)
    yield evolve(move, date=When.of(day + min(_YEARS, date.max - day)))
    past = When.of(day - min(_YEARS, day - date.min))
    for attribute in fields_of(type(move)):
        if attribute.name != "date" and holding(attribute).form == "date":
            over: dict[str, Any] = {attribute.name: past}
            yield evolve(move, **over)


def _too_early(generator: MoveGenerator, state: Negotiation, names: Names, move: Move) -> Iterator[Move]:
    """What the clock does, before its day."""
    for name in names:
        for action in generator.actions.on(state.subjects[name]) if name in state.subjects else ():
            if action.by is None:
                yield action.on(name, _EARLY)


def _on_another_as_well(generator: MoveGenerator, state: Negotiation, names: Names, move: Move) -> Iterator[Move]:
    others = (name for name in names if name not in move.subjects)
    yield from (evolve(move, subject=(*move.subjects, name)) for name in others)


def _again(generator: MoveGenerator, state: Negotiation, names: Names, move: Move) -> Iterator[Move]:
    """The newest moves on the subject once more, as by somebody who has had no answer."""
    for name in move.subjects:
        if name in state.subjects:
            yield from (evolve(made, date=move.date) for made in islice(state.subjects[name].trail, _NEWEST))


_NEWEST: Final = 2

Spoil = Callable[[MoveGenerator, Negotiation, Names, Move], Iterator[Move]]

NEAR_MISSES: Final[dict[str, Spoil]] = {
    "wrong party": _by_somebody_else,
    "unknown id": _on_what_nobody_made,
    "id reused": _under_a_taken_name,
    "wrong status": _in_another_status,
    "unknown name": _naming_what_is_unknown,
    "wrong field": _with_unfit_fields,
    "too late": _too_late,
    "too early": _too_early,
    "wrong list": _on_another_as_well,
    "made again": _again,
}
"""The faults of near misses, each with the function that makes such moves of a legal one."""
