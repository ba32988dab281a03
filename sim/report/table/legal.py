"""The table of legal moves."""

from collections.abc import Iterable
from datetime import date

from sim.model.move import Move, fields_of, key_of
from sim.report.table.render import NOTHING, Table
from sim.rules.lifecycle import spoken
from sim.rules.state import Negotiation
from sim.rules.subject import Status
from sim.rules.verdict import Effect, effects

_COMMON = {attribute.name for attribute in fields_of(Move)}


def legal_table(state: Negotiation, moves: Iterable[Move], party: str, day: date) -> Table:
    """The *moves* that *party* may make, one row each: what it takes, from and to which status, in what tone."""
    headers = ("move", "subject", "by", "status", "new status", "tone", "fields")
    rows = tuple(_row(state, move, day) for move in moves)
    return Table(f"Legal moves of {party} on {day}", headers, rows)


def _row(state: Negotiation, move: Move, day: date) -> tuple[str, ...]:
    made = effects(state, move)
    now = [_now(state, effect, day) for effect in made]
    then = (spoken(to) for to in (_after(effect, was) for effect, was in zip(made, now, strict=True)) if to)
    own = ", ".join(dict.fromkeys(spoken(was or "not made") for was in now))
    led = ", ".join(dict.fromkeys(then)) or NOTHING
    return move.verb, move.subject, move.by or "the clock", own, led, made[0].tone, _with(move)


def _now(state: Negotiation, effect: Effect, day: date) -> Status | None:
    """How what a move acts on reads on a day; None where it is not made yet."""
    return effect.before and state.subjects[effect.subject].statuses(day)[effect.whose]


def _after(effect: Effect, now: Status | None) -> Status | None:
    """Where a move leads; where that is no other status, how it reads."""
    return now if effect.after == effect.before else effect.after


def _with(move: Move) -> str:
    """What the move needs beside its subject, `by` and date."""
    own = [attribute for attribute in fields_of(type(move)) if attribute.name not in _COMMON]
    given = {key_of(attribute.name): getattr(move, attribute.name) for attribute in own}
    return ", ".join(f"{key}: {_text(value)}" for key, value in given.items() if value not in (None, ()))


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
