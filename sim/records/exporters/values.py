"""The values of fields as one text."""

import json
from collections.abc import Mapping

from sim.model.escaping import visible_in_json
from sim.model.move import Move
from sim.scenario.write import move_as_mapping


def plain_text(value: object) -> str:
    """A value as one text: ids joined by a blank, conditions and the values of terms as JSON."""
    if isinstance(value, Mapping):
        texts = {str(key): str(part) for key, part in value.items()}
        return visible_in_json(json.dumps(texts, ensure_ascii=False))
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def fields_as_texts(move: Move) -> dict[str, str]:
    """The fields that the record gives for a move, under their keys in scenario files, without its subject."""
    return {key: plain_text(value) for key, value in move_as_mapping(move).items() if key != move.verb}
