"""The columns of a table of moves that an import knows: those of `negsim export --table moves`."""

from collections.abc import Sequence
from typing import Final

from sim.model.errors import likeliest
from sim.model.move import fields_of, holding, key_of
from sim.rules.registry import MOVES_BY_VERB

CASE: Final = "scenario"
VERB: Final = "verb"
SUBJECT: Final = "subject"
BY: Final = "by"
DATE: Final = "date"
ISSUE: Final = "issue"

NEEDED: Final = (VERB, SUBJECT, BY, DATE)
"""The columns without which a table is none of moves."""

DERIVED: Final = ("number", "earliest", "best", "latest", "line", "effect")
"""The columns of an export that are worked out from the others; they are passed over."""

FOR_SOME: Final = (ISSUE, "tone")
"""The columns that an export fills for every move, and that are fields of some verbs only."""


FORMS: Final = {
    verb: {key_of(field.name): holding(field).form for field in fields_of(move)} for verb, move in MOVES_BY_VERB.items()
}
"""The forms of the fields of each verb, by their keys in scenario files."""

KNOWN: Final = tuple(dict.fromkeys((VERB, SUBJECT, *(key for forms in FORMS.values() for key in forms))))
"""The columns that say something of a move."""


IN_WORDS_OR_JSON: Final = frozenset(
    key for forms in FORMS.values() for key, form in forms.items() if form in ("condition", "terms")
)
"""The columns in which JSON may stand, and words that look like it stand as a text of JSON."""


def meant(name: str) -> str:
    """The advice on a column that is not known: the known one that was probably meant; empty if none is near."""
    close = likeliest(name, (*KNOWN, CASE))
    return f"; did you mean {close}?" if close else ""


def place_of(name: str, header: Sequence[str]) -> int | None:
    """The place of a column in a header, where blanks around it and capitals do not count; None if it is not there."""
    if name in header:
        return header.index(name)
    plain = [column.strip().casefold() for column in header]
    return plain.index(name.strip().casefold()) if name.strip().casefold() in plain else None
