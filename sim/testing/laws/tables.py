"""What the tables say of a move, read row by row: a second opinion on the look-up that replays go through."""

from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from sim.model.errors import Violation
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.lifecycle import Standing, Transition
from sim.rules.preconditions import exceeded
from sim.rules.state import Negotiation
from sim.rules.subjects.statements import Remark
from sim.rules.verdict import CREATING_MOVES, SUBJECTS, THROUGH, Effect, SubjectModule

Object = tuple[str, str, Any, SubjectModule]
"""What a move acts on: the field that names it, its id, the subject (None: nothing has the id), the file of its law."""


def expected_effects(state: Negotiation, move: Move) -> tuple[Effect, ...]:
    """What the rows say that *move* does; nothing, where for one of those who act there is no row."""
    found = [_effects(acted_on, move, state.setting) for acted_on in _objects(state, move)]
    return tuple(chain.from_iterable(found)) if all(found) else ()


def is_objected(state: Negotiation, move: Move) -> bool:
    """Whether anything beside the tables speaks against *move*, whose names are taken as known."""
    return any(_objections(home, subject, move, state) for _, _, subject, home in _objects(state, move))


def _objections(home: SubjectModule, subject: Any, move: Move, state: Negotiation) -> tuple[Violation, ...]:
    """What the file of a subject says against *move* beside its table."""
    late = exceeded(home.LIMITS.get(type(move), ()), subject, move)
    objections = home.OBJECTIONS.get(type(move))
    return (*late, *(() if objections is None else objections(subject, move, state.subjects)))


def _objects(state: Negotiation, move: Move) -> Iterator[Object]:
    """What *move* acts on, its own subject first; where nothing has its id, the law by which the move may make it."""
    own = None if type(move) is Remark else state.subjects.get(move.subject)
    yield "subject", move.subject, own, CREATING_MOVES[type(move)] if own is None else SUBJECTS[type(own)]
    through = THROUGH.get(type(move), "")
    for name in getattr(move, through, ()):
        other = state.subjects[name]
        yield through, name, other, SUBJECTS[type(other)]


def _effects(acted_on: Object, move: Move, setting: Setting) -> tuple[Effect, ...]:
    through, name, subject, home = acted_on
    standings = home.LIFECYCLE.standings(subject, move.by, move.date, setting)
    rows = [_first_row(home.LIFECYCLE.noun, through, standing, move, setting) for standing in standings]
    return tuple(
        Effect(name, standing.whose, standing.status, row.to or None, row.tone)
        for standing, row in zip(standings, rows, strict=True)
        if row is not None and all(rows)
    )


def _grouped() -> dict[tuple[Any, ...], list[Transition]]:
    grouped: dict[tuple[Any, ...], list[Transition]] = {}
    for home in SUBJECTS.values():
        for row in home.LIFECYCLE.rows:
            grouped.setdefault((home.LIFECYCLE.noun, row.through, row.start[0], row.move), []).append(row)
    return grouped


_ROWS: Final = _grouped()
"""The rows by the noun of their table, the field that names the subject, its status and the move."""


def _first_row(noun: str, through: str, standing: Standing, move: Any, setting: Setting) -> Transition | None:
    unit = standing.unit
    for row in _ROWS.get((noun, through, standing.status, type(move)), ()):
        of_this_kind = not row.kinds or (unit or move).kind in row.kinds
        if of_this_kind and row.by.allows(unit, move.by, setting) and (row.when is None or row.when.holds(unit, move)):
            return row
    return None
