"""The page on test vectors, from their schema."""

import json
from pathlib import Path
from typing import Any, Final

from pages import filled
from pages.json_output import _keys as keys

SCHEMA: Final = Path(__file__).resolve().parent.parent / "vectors.schema.json"
_OBJECTS: Final = ("header", "step", "subject", "part")


def page() -> str:
    """The reference of test vectors."""
    definitions: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))["definitions"]
    return filled("vectors.md", **{name: keys(definitions[name], definitions) for name in _OBJECTS})
