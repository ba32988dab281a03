"""Values as JSON has them, for the exports of records and for the reports on them."""

import json
from typing import Any

from sim.model.dates import When
from sim.model.escaping import visible_in_json
from sim.rules.verdict import Effect

Json = dict[str, Any]
"""An object that JSON can hold."""


def json_line(value: object) -> str:
    """A value as JSON on one line, in which signs that a terminal would obey are escapes."""
    return visible_in_json(json.dumps(value, ensure_ascii=False))


def json_text(document: object) -> str:
    """The text of a document, in which signs that a terminal would obey are escapes."""
    return visible_in_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def bounds_as_json(when: When) -> Json:
    """The earliest, the best and the latest day of a date; null for one that is open."""
    bounds = {"earliest": when.earliest, "best": when.best, "latest": when.latest}
    return {name: None if day is None else day.isoformat() for name, day in bounds.items()}


def effect_as_json(effect: Effect) -> Json:
    """What a move leads to: the subject, the party whose part it is, the statuses before and after, and the tone."""
    return {
        "subject": effect.subject,
        "party": effect.whose or None,
        "before": effect.before,
        "after": effect.after,
        "tone": effect.tone,
    }
