"""The cells that several tables have: dates with their bounds, ids, conditions and terms."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from sim.model.condition import Condition
from sim.model.dates import When
from sim.records.tables.columns import DATE, INTEGER, TEXT, Cell, Column

JSON_BEGINS: Final = ("{", '"')
"""How the JSON of a condition or of terms begins; words that begin so are written as a JSON text."""

NUMBER_OF_MOVE: Final = Column("number", INTEGER, "The number of the move in its record, from 1.")

DATE_OF_MOVE: Final = (
    Column("date", TEXT, "When the move was made, as the record has it: a day, a month, a span, a doubtful day."),
    Column("earliest", DATE, "The first day on which it can have been made, by the whole record; empty if open."),
    Column("best", DATE, "The likeliest day; these days never run backwards within a record."),
    Column("latest", DATE, "The last day on which it can have been made, by the whole record; empty if open."),
)
"""The columns of the date of a move."""


def dated(when: When) -> tuple[str, date | None, date, date | None]:
    """The cells of a date: as written, then its earliest, best and latest day."""
    return when.text, when.earliest, when.best, when.latest


def listed(names: Iterable[str]) -> str | None:
    """Ids as one text, a blank between them; None if there are none."""
    return " ".join(names) or None


def value_cell(value: object) -> Cell:
    """The value of a field of a move as text: a date as written, ids with blanks between; None without a value."""
    match value:
        case None:
            return None
        case tuple():
            return listed(value)
        case Condition():
            return json.dumps(value.terms, ensure_ascii=False)
        case Mapping():
            return json.dumps(dict(value), ensure_ascii=False)
    return str(value)


def words_or_json(value: object) -> Cell:
    """A condition or terms: words as they are, all else as a JSON object; words that look like JSON as a JSON text."""
    if isinstance(value, str) and value.startswith(JSON_BEGINS):
        return json.dumps(value, ensure_ascii=False)
    return value_cell(value)
