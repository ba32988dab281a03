"""The JSON of two codings compared; see docs/reference/json.md."""

from collections.abc import Sequence
from typing import Final

from sim.model.move import Move
from sim.model.setting import Setting
from sim.records.comparison.agreement import FieldAgreement
from sim.records.comparison.comparison import Comparison, Difference, Pair
from sim.records.comparison.names import ACTOR, ISSUE, SOURCE, SUBJECT
from sim.records.json_values import Json
from sim.report.json.values import actors, date_as_json, fields_as_json, value_as_json
from sim.scenario.scenario import Scenario

FORMAT: Final = "negsim-compare/1"

_NAMES: Final = {ACTOR: "actors", ISSUE: "issues", SOURCE: "sources", SUBJECT: "subjects"}


def comparison_document(comparison: Comparison, fields: Sequence[FieldAgreement]) -> Json:
    """The document of two codings compared."""
    first, second = comparison.first, comparison.second
    return {
        "format": FORMAT,
        "a": _coding(first),
        "b": _coding(second),
        "days": comparison.days,
        "pairs": [_pair(pair) for pair in comparison.pairs],
        "only_a": _alone(first, first.history.moves, comparison.first_only, comparison),
        "only_b": _alone(second, comparison.second_moves, comparison.second_only, comparison),
        "agreement": [_field(each) for each in fields],
        "names": {_NAMES[namespace]: dict(names) for namespace, names in comparison.names.names.items()},
    }


def _coding(scenario: Scenario) -> Json:
    return {"file": scenario.file, "scenario": scenario.title, "moves": len(scenario.history.moves)}


def _pair(pair: Pair) -> Json:
    return {"a": pair.first, "b": pair.second, "differences": [_difference(each) for each in pair.differences]}


def _difference(difference: Difference) -> Json:
    return {
        "field": _key(difference.key),
        "a": value_as_json(difference.first or None),
        "b": value_as_json(difference.second or None),
        "goes_with_verb": difference.goes_with_verb,
    }


def _alone(scenario: Scenario, moves: Sequence[Move], numbers: Sequence[int], comparison: Comparison) -> list[Json]:
    setting = comparison.first.start.setting
    return [_lone_move(number, _line(scenario, number), moves[number - 1], setting) for number in numbers]


def _lone_move(number: int, line: int | None, move: Move, setting: Setting) -> Json:
    return {
        "n": number,
        "line": line,
        "move": move.verb,
        "subjects": list(move.subjects),
        "by": actors(move.by, setting),
        "date": date_as_json(move.date),
        "fields": fields_as_json(move),
    }


def _line(scenario: Scenario, number: int) -> int | None:
    where = scenario.history.moves[number - 1].where
    return where.line if where else None


def _field(each: FieldAgreement) -> Json:
    return {
        "field": _key(each.key),
        "pairs": each.pairs,
        "given": each.given,
        "same": each.same,
        "share": each.share,
        "metric": each.metric,
        "alpha": each.alpha,
        "reason": each.reason or None,
    }


def _key(key: str) -> str:
    """A field as a key."""
    return key.replace("-", "_").replace(" ", "_")
