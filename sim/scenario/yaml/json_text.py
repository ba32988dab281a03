"""JSON as the text of a scenario file: YAML includes it, but for some signs that must be escapes."""

import json
import re
from typing import Any, Final

from sim.model.escaping import visible_in_json

_ESCAPED: Final = re.compile("[\ufffe\uffff]")
"""The characters that the reader takes in JSON only as escapes."""


def in_json(value: Any, indent: str | None = None) -> str:
    """A value in JSON, on one line, or on several of which all but the first are indented."""
    wide = None if indent is None else 2
    whole = visible_in_json(json.dumps(value, ensure_ascii=False, indent=wide)).replace("\n", f"\n{indent or ''}")
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", whole)
