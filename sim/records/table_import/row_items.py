"""The rows of a table as items of `moves`: cells by the columns of a layout, with the values of a map translated."""

import re
from collections.abc import Mapping
from typing import Any, Final

from attrs import define, field

from sim.model.errors import did_you_mean, one_of
from sim.records.imported_case import REFUSED, ImportedRow
from sim.records.table_import.cells import spoilt, value
from sim.records.table_import.column_map import ColumnMap
from sim.records.table_import.columns import BY, DATE, FOR_SOME, FORMS, ISSUE, SUBJECT, VERB
from sim.records.table_import.layout import Layout
from sim.rules.registry import MOVES_BY_VERB
from sim.rules.subjects.statements import Remark

_FIELDS: Final = frozenset(key for forms in FORMS.values() for key in forms)
"""The keys of all verbs: none of them can stand for a misspelt verb in an item."""
_IDS: Final = frozenset(
    {SUBJECT, *(key for forms in FORMS.values() for key, form in forms.items() if form in ("ids", "choices"))}
)
"""The columns with several ids in a cell."""
_TITLED: Final = (BY, ISSUE, "source")
_EXAMPLES: Final = ("propose", "oppose", "accept", "threaten")


@define
class RowReader:
    """Makes items of rows; `unused` are the values of the map that no row has had so far, by column."""

    layout: Layout
    column_map: ColumnMap
    unused: dict[str, set[str]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.unused = {key: {*values} for key, values in self.column_map.values.items()}

    @property
    def titles(self) -> dict[str, str]:
        """The words of the table that the map translates into ids of actors, issues and sources, by these ids."""
        pairs = (pair for key in _TITLED for pair in self.column_map.values.get(key, {}).items())
        return {ours: theirs for theirs, ours in reversed(list(pairs)) if ours}

    def row(self, number: int, cells: Mapping[str, str]) -> ImportedRow:
        """The row with that number, from its cells by known column."""
        texts = {key: text for key, cell in cells.items() if self._stands(text := self._text(key, cell))}
        verb = (texts.pop(VERB, "") or self.column_map.constants.get(VERB, "")).strip()
        if verb not in MOVES_BY_VERB:
            return self._without_verb(number, verb, texts)
        constants = {key: text for key, text in self.column_map.constants.items() if key in FORMS[verb]}
        return ImportedRow(number, self._item(verb, constants | texts), columns=self._columns(verb))

    def _stands(self, text: str) -> bool:
        """Whether there is anything in a cell: blanks alone are a text only in what an export has written."""
        return bool(text if self.layout.is_export else text.strip())

    def _text(self, key: str, cell: str) -> str:
        """The text of a cell, with its value translated, or each of several ids."""
        values = self.column_map.values.get(key)
        if values is None:
            return cell
        if cell.strip() in values:
            return self._translated(key, cell.strip())
        return re.sub(r"[^\s,;]+", lambda part: self._translated(key, part[0]), cell) if key in _IDS else cell

    def _translated(self, key: str, text: str) -> str:
        self.unused[key].discard(text)
        return self.column_map.values[key].get(text, text)

    def _item(self, verb: str, texts: dict[str, str]) -> dict[str, Any]:
        forms = FORMS[verb]
        subject = texts.pop(SUBJECT, "") or self.column_map.constants.get(SUBJECT, "")
        if verb == Remark.verb and not subject:
            subject = texts.get(ISSUE, "")
        item = {verb: value(SUBJECT, "ids", subject)}
        said = {key: text for key, text in texts.items() if key in forms or key not in FOR_SOME}
        item |= {key: value(key, forms.get(key, "text"), text) for key, text in said.items()}
        return item | {key: "" for key in (BY, DATE) if key in forms and key not in item}

    def _columns(self, verb: str) -> dict[str, str]:
        """The table's names of the keys of an item, and where there is no column what stands for it."""
        names = {**self.layout.names, **{key: f"{key} (a constant)" for key in self.column_map.constants}}
        return {**names, verb: names[SUBJECT]}

    def _without_verb(self, number: int, verb: str, texts: Mapping[str, str]) -> ImportedRow:
        """A row that names no move that there is."""
        subject, column = value(SUBJECT, "ids", texts.get(SUBJECT, "")), self.layout.names.get(VERB, VERB)
        if verb and verb not in _FIELDS and not spoilt(verb):
            return ImportedRow(number, {verb: subject}, columns={verb: column})
        complaint = spoilt(verb) or f"{verb!r} is no move{did_you_mean(verb, MOVES_BY_VERB)}"
        reason = complaint if verb else f"no move stands here; name one, such as {one_of(_EXAMPLES)}"
        return ImportedRow(number, None, REFUSED, reason, column=column)
