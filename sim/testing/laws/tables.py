"""The effects of a move by the tables, read row by row: a second opinion on the look-up of replays."""

from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.lifecycle import Acted, AnyTransition, Lifecycle
from sim.rules.registry import CREATING_MOVES, LIFECYCLES, TARGET_FIELDS, lifecycle_of
from sim.rules.state import Negotiation
from sim.rules.subjects.statements import Remark
from sim.rules.verdict import Effect

Target = tuple[str, str, Any, Lifecycle]
"""A subject of a move: the field that names it, its id, the entity (None where nothing has the id), its table."""


def expected_effects(state: Negotiation, move: Move) -> tuple[Effect, ...]:
    """The effects of *move* by the rows; none, if one of those who act has no row."""
    effects = [_effects(target, move, state.setting) for target in _targets(state, move)]
    return tuple(chain.from_iterable(effects)) if all(effects) else ()


def is_objected(state: Negotiation, move: Move) -> bool:
    """Whether a precondition beside the tables forbids *move*, whose names are taken as known."""
    return any(_violations(target, move, state) for target in _targets(state, move))


def _violations(target: Target, move: Move, state: Negotiation) -> bool:
    """Whether a transition of a move on one target has violations beside the table."""
    field, _, subject, lifecycle = target
    rows = (row for row in lifecycle.transitions if (row.move, row.target) == (type(move), field))
    return any(violation for row in rows for violation in row.violations(subject, move, state.subjects))


def _targets(state: Negotiation, move: Move) -> Iterator[Target]:
    """The subjects of *move*, its own first; where nothing has its id, with the table by which the move may make it."""
    subject = None if type(move) is Remark else state.subjects.get(move.subject)
    yield "subject", move.subject, subject, CREATING_MOVES[type(move)] if subject is None else lifecycle_of(subject)
    field = TARGET_FIELDS.get(type(move), "")
    for name in getattr(move, field, ()):
        yield field, name, state.subjects[name], lifecycle_of(state.subjects[name])


def _effects(target: Target, move: Move, setting: Setting) -> tuple[Effect, ...]:
    field, name, subject, lifecycle = target
    acted_on = lifecycle.acted_on(subject, move.by, move.date, setting)
    rows = [_first_row(lifecycle.noun, field, acted, move, setting) for acted in acted_on]
    return tuple(
        Effect(name, acted.whose, acted.status, row.to or None, row.tone)
        for acted, row in zip(acted_on, rows, strict=True)
        if row is not None and all(rows)
    )


def _grouped() -> dict[tuple[Any, ...], list[AnyTransition]]:
    grouped: dict[tuple[Any, ...], list[AnyTransition]] = {}
    for lifecycle in LIFECYCLES.values():
        for row in lifecycle.transitions:
            grouped.setdefault((lifecycle.noun, row.target, row.start, row.move), []).append(row)
    return grouped


_ROWS: Final = _grouped()
"""The rows by the noun of their table, the field that names the subject, its status and the move."""


def _first_row(noun: str, field: str, acted: Acted, move: Any, setting: Setting) -> AnyTransition | None:
    part: Any = acted.part
    for row in _ROWS.get((noun, field, acted.status, type(move)), ()):
        of_this_kind = not row.kinds or (part or move).kind in row.kinds
        if (
            of_this_kind
            and row.by.allows(part, move.by, setting)
            and (row.guard is None or row.guard.holds(part, move))
        ):
            return row
    return None
