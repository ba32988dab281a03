"""What every exporter takes, and the JSON in which it writes."""

import json
from collections.abc import Iterable
from typing import Final

from sim.model.escaping import visible_in_json
from sim.scenario.scenario import Scenario

Cases = Iterable[tuple[str, Scenario]]
"""The cases of a call in order: the name and the scenario of each."""

Json = dict[str, object]
"""An object of JSON."""

_INDENT: Final = 2


def json_line(value: object) -> str:
    """A value as JSON on one line, in which signs that a terminal would obey are escapes."""
    return visible_in_json(json.dumps(value, ensure_ascii=False))


def json_document(value: object) -> str:
    """A value as the text of a JSON file."""
    return visible_in_json(json.dumps(value, ensure_ascii=False, indent=_INDENT)) + "\n"
