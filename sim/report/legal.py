"""The table of legal moves."""

from collections.abc import Iterable
from datetime import date

from sim.law import effects
from sim.lifecycle import spoken
from sim.move import Move, fields_of, key_of
from sim.negotiation import Negotiation
from sim.report.tables import NOTHING, Table

_COMMON = {attribute.name for attribute in fields_of(Move)}


def legal_table(state: Negotiation, moves: Iterable[Move], party: str, day: date) -> Table:
    """The *moves* that *party* may make, one row each: what it takes, from and to which status, in what tone."""
    headers = ("move", "subject", "by", "now", "leads to", "tone", "with")
    rows = tuple(_row(state, move) for move in moves)
    return Table(f"What {party} may do on {day}", headers, rows)


def _row(state: Negotiation, move: Move) -> tuple[str, ...]:
    made = effects(state, move)
    now = ", ".join(dict.fromkeys(spoken(effect.before or "not made") for effect in made))
    then = ", ".join(dict.fromkeys(spoken(effect.after) for effect in made if effect.after))
    return move.verb, move.subject, move.by or "the clock", now, then or NOTHING, made[0].tone, _with(move)


def _with(move: Move) -> str:
    """What the move needs beside its subject, `by` and date."""
    own = [attribute for attribute in fields_of(type(move)) if attribute.name not in _COMMON]
    given = {key_of(attribute.name): getattr(move, attribute.name) for attribute in own}
    return ", ".join(f"{key}: {_text(value)}" for key, value in given.items() if value not in (None, ()))


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
