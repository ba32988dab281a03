"""What the tables say of a move, read row by row: a second opinion on the look-up that replays go through."""

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
"""The field that names what a move acts on, its id, the subject (None: nothing has the id), and its table."""


def expected_effects(state: Negotiation, move: Move) -> tuple[Effect, ...]:
    """What the rows say that *move* does; nothing, where for one of those who act there is no row."""
    found = [_effects(target, move, state.setting) for target in _targets(state, move)]
    return tuple(chain.from_iterable(found)) if all(found) else ()


def is_objected(state: Negotiation, move: Move) -> bool:
    """Whether anything beside the tables speaks against *move*, whose names are taken as known."""
    return any(_violations(target, move, state) for target in _targets(state, move))


def _violations(target: Target, move: Move, state: Negotiation) -> bool:
    """Whether the transitions of a move on one target have anything against it beside the table."""
    field, _, subject, lifecycle = target
    rows = (row for row in lifecycle.transitions if (row.move, row.target) == (type(move), field))
    return any(violation for row in rows for violation in row.violations(subject, move, state.subjects))


def _targets(state: Negotiation, move: Move) -> Iterator[Target]:
    """What *move* acts on, its own subject first; where nothing has its id, the table by which the move may make it."""
    own = None if type(move) is Remark else state.subjects.get(move.subject)
    yield "subject", move.subject, own, CREATING_MOVES[type(move)] if own is None else lifecycle_of(own)
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
