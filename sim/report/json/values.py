"""Dates, moves, effects and branches as JSON holds them, and the keys that every document begins with."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sim.history.snapshot import Snapshot, Step
from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.move import Move, fields_of
from sim.model.setting import Setting
from sim.records.json_values import Json, bounds_as_json, effect_as_json
from sim.rules.lifecycle import Tone
from sim.rules.verdict import Effect

if TYPE_CHECKING:
    from sim.scenario import Alternative

_COMMON = ("by", "date")


def heading(form: str, title: str, snapshot: Snapshot, lineage: "Sequence[Alternative]") -> Json:
    """The keys that a document begins with: its format, the scenario, the branch and the moment."""
    return {"format": form, "scenario": title, "branch": branch_as_json(lineage), **moment_as_json(snapshot)}


def moment_as_json(snapshot: Snapshot) -> Json:
    """The day of a snapshot, its reading, and the number of moves that count."""
    as_of = None if snapshot.day is None else snapshot.day.isoformat()
    return {"as_of": as_of, "reading": snapshot.reading, "version": len(snapshot.numbers)}


def branch_as_json(lineage: "Sequence[Alternative]") -> Json | None:
    """The last branch of a lineage, with those before it under `of`; None for the record."""
    if not lineage:
        return None
    *bases, alternative = lineage
    branch, fork = alternative.branch, alternative.fork
    return {
        "id": alternative.id,
        "title": alternative.title,
        "of": branch_as_json(bases),
        "from": fork if isinstance(fork, int) else date_as_json(fork),
        "left_out": list(branch.left_out),
        "invalidated": [
            {
                "n": invalidated.number,
                "reasons": [violation.reason for violation in invalidated.reasons],
                "caused_by": list(invalidated.caused_by),
            }
            for invalidated in branch.invalidated
        ],
    }


def date_as_json(when: When | None) -> Json | None:
    """A date with its bounds; None for no date."""
    if when is None:
        return None
    return {"text": when.text, **bounds_as_json(when)}


def move_as_json(step: Step, setting: Setting) -> Json:
    """A move of a record: its number and line, and what `action_as_json` gives."""
    line = step.move.where.line if step.move.where else None
    return {"n": step.number, "line": line, **action_as_json(step.move, step.when, step.effects, step.tone, setting)}


def action_as_json(move: Move, when: When, effects: Iterable[Effect], tone: Tone, setting: Setting) -> Json:
    """A move, made or only legal: verb, subjects, parties, date, effects, tone, and the fields that it has besides."""
    changed = [effect_as_json(effect) for effect in effects if effect.after is not None]
    return {**_head(move, when, setting), "effects": changed, "tone": tone, **fields_as_json(move)}


def unmade_move_as_json(move: Move, setting: Setting) -> Json:
    """A move that a policy is to make: verb, subjects, parties, date, and the fields that it has besides."""
    return {**_head(move, move.date, setting), **fields_as_json(move)}


def _head(move: Move, when: When, setting: Setting) -> Json:
    by = actors(move.by, setting)
    return {"move": move.verb, "subjects": list(move.subjects), "by": by, "date": date_as_json(when)}


def fields_as_json(move: Move) -> Json:
    """The fields that are given for a move, apart from those that every move has."""
    values = {attribute.name: getattr(move, attribute.name) for attribute in fields_of(type(move))}
    return {
        name.rstrip("_"): value_as_json(value)
        for name, value in values.items()
        if value not in (None, ()) and name not in _COMMON
    }


def actors(by: str | None, setting: Setting) -> list[str]:
    """The ids of those who make a move: both parties for a joint move, nobody for the clock."""
    return list(setting.acting(by)) or ([] if by is None else [by])


def value_as_json(value: object) -> object:
    """The value of a field of a move: a date, a condition or the values of terms as an object, ids as a list."""
    if isinstance(value, When):
        return date_as_json(value)
    if isinstance(value, Condition):
        return value.terms
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value
