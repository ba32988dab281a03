"""The pages of the reference, each made from the code and, where it has prose, from a template."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import fill
from typing import Final

from tabulate import tabulate

_TEMPLATES: Final = Path(__file__).resolve().parent.parent / "templates"
_GENERATED: Final = "<!-- Made from the code by `python docs/generate.py`; do not edit. -->\n\n"


def filled(name: str, **parts: str) -> str:
    """The template of that name with its parts put in the places of `{{part}}`."""
    template = (_TEMPLATES / name).read_text("utf-8")
    return _GENERATED + re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], template)


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    cells = [[_cell(text) for text in row] for row in rows]
    return tabulate(cells, headers=headers, tablefmt="github", disable_numparse=True)


def code(text: str) -> str:
    """The text as code."""
    return f"`{text}`"


def codes(texts: Iterable[str]) -> str:
    """The texts as code, separated by commas; a dash if there are none."""
    return ", ".join(map(code, texts)) or "–"


def wrapped(text: str) -> str:
    """The text in lines that are not too long to be read in an editor."""
    return fill(text, 110, break_long_words=False, break_on_hyphens=False)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
