"""The JSON of positions: the positions of both sides on each term, and the course step by step."""

from collections.abc import Collection, Iterable
from decimal import Decimal
from fractions import Fraction

from sim.assess.position import Position, TermPositions, positions
from sim.assess.position_steps import KINDS, TEXT, PositionStep
from sim.history.snapshot import Snapshot
from sim.records.json_values import Json
from sim.report.json.values import date_as_json
from sim.report.table.positions import TABLES


def positions_part(view: Snapshot, only: Collection[str] | None) -> Json:
    """The key `positions` of an assessment; nothing where *only* other figures are asked for."""
    is_asked_for = only is None or not {*TABLES}.isdisjoint(only)
    return {"positions": positions_as_json(positions(view))} if is_asked_for else {}


def positions_as_json(terms: Iterable[TermPositions]) -> list[Json]:
    """The positions, one object for each term."""
    return [_term(term) for term in terms]


def _term(term: TermPositions) -> Json:
    return {
        "term": term.term,
        "issue": term.issue or None,
        "unit": term.unit or None,
        "words": list(term.words),
        "first_gap": _number(term.gap),
        "left": _number(term.left),
        "parties": {party: _position(position) for party, position in term.positions.items()},
        "course": [_step(step) for step in term.course],
        "omitted": [move.number for move in term.omitted],
    }


def _position(position: Position) -> Json:
    first, last, counts = position.first, position.last, position.counts
    return {
        "first": first and first.value,
        "now": last and last.value,
        "moved": _number(position.moved),
        "closed": _share(position.closed),
        "steps": {kind: counts[kind] for kind in KINDS if kind != TEXT},
    }


def _step(step: PositionStep) -> Json:
    move = step.move
    return {
        "n": move.number,
        "date": date_as_json(move.when),
        "move": move.move.verb,
        "proposal": step.proposal,
        "by": step.party,
        "value": step.value,
        "amount": _number(step.amount),
        "step": step.kind,
    }


def _number(amount: Decimal | None) -> int | float | None:
    """The amount as JSON has it; its digits are few enough to be kept."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _share(share: Fraction | None) -> float | None:
    return None if share is None else round(float(share), 4)
