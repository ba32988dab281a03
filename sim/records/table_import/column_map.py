"""A map from the columns of a user's table to those of an import, with values translated and others that are constant.

columns: {verb: action, by: actor, subject: proposal_id, date: day}
values: {verb: {offer: propose, refuse: reject}, by: {Russia: ru}}
constants: {issue: abm}
case: dispute
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from attrs import frozen

from sim.model.errors import did_you_mean
from sim.model.frozen import FrozenDict
from sim.model.ids import NONE
from sim.records.table_import.columns import CASE, DERIVED, KNOWN, place_of
from sim.records.table_import.yaml_file import check_faults, yaml_mapping
from sim.scenario.fields import FieldReader, InvalidValueError, names, text
from sim.scenario.yaml.nodes import MappingNode, Node, ScalarNode

_KEYS: Final = ("columns", "values", "constants", "case")
_EMPTY: Final = "the map names nothing; give columns, values, constants or case"

Value = TypeVar("Value")


@frozen
class ColumnMap:
    """A map of columns, by the names that an import knows: the user's columns, translated values, and constants.

    `case` is the column that names the case: None if the map does not say, empty if the whole table is one case.
    """

    columns: Mapping[str, str] = FrozenDict()
    values: Mapping[str, Mapping[str, str]] = FrozenDict()
    constants: Mapping[str, str] = FrozenDict()
    case: str | None = None


def read_map(path: str, header: Sequence[str]) -> ColumnMap:
    """The map in a file, for a table with this *header*.

    Raises: UnreadableFileError; InvalidScenarioError, with all that is wrong with it.
    """
    reader, root = yaml_mapping(path, _EMPTY)
    reader.known(root, "", _KEYS)
    sections = _Sections(reader, root, header)
    columns = dict(sections.entries("columns", sections.column))
    values = dict(sections.entries("values", sections.translations))
    constants = dict(sections.entries("constants", lambda node: " ".join(_names_or_text(node))))
    case = reader.value(root.values["case"], "case", sections.case) if "case" in root.values else None
    sections.check_constants(columns)
    sections.check_values(columns)
    if not (columns or values or constants or "case" in root.values or reader.faults.noted):
        reader.faults.add(root, "", _EMPTY)
    check_faults(reader)
    return ColumnMap(columns, values, constants, case)


def _names_or_text(node: Node) -> tuple[str, ...]:
    """Ids of a list, or a text."""
    return (text(node),) if isinstance(node, ScalarNode) else names(node)


@frozen
class _Sections:
    """Reads the sections of a map; *header* has the columns of the table."""

    reader: FieldReader
    root: MappingNode
    header: Sequence[str]

    def entries(self, section: str, form: Callable[[Node], Value]) -> Iterator[tuple[str, Value]]:
        """The entries of a section that have no fault, by known columns."""
        mapping = self.reader.mapping(self.root.values.get(section), section)
        if mapping is None:
            return
        for key, node in mapping.values.items():
            if key not in KNOWN:
                self.reader.faults.add(mapping.keys[key], section, _unknown(key))
                continue
            value = self.reader.value(node, f"{section}, {key}", form)
            if value is not None:
                yield key, value

    def column(self, node: Node) -> str:
        """The name of a column of the table."""
        name = text(node)
        place = place_of(name, self.header)
        if place is None:
            raise InvalidValueError(node, f"the table has no column {name!r}{did_you_mean(name, self.header)}")
        return self.header[place]

    def case(self, node: Node) -> str:
        """The name of the column that names the case; empty for `none`, unless a column has that name."""
        return "" if text(node) == NONE and place_of(NONE, self.header) is None else self.column(node)

    def translations(self, node: Node) -> dict[str, str]:
        """Our values by those of the table; an empty one stands for no value."""
        if not isinstance(node, MappingNode):
            raise InvalidValueError(node, "values of the table with what they mean are wanted here, `{offer: propose}`")
        return {key: _text_or_nothing(value) for key, value in node.values.items()}

    def check_constants(self, columns: Mapping[str, str]) -> None:
        """Note a fault for each constant of what the table says in a column."""
        for key, place in self._keys("constants"):
            if key in columns or place_of(key, self.header) is not None:
                self.reader.faults.add(
                    place, "constants", f"a column of the table says {key}; leave one of the two out"
                )

    def check_values(self, columns: Mapping[str, str]) -> None:
        """Note a fault for values of what the table does not say."""
        for key, place in self._keys("values"):
            if key in KNOWN and key not in columns and place_of(key, self.header) is None:
                reason = f"no column of the table says {key}; name it under `columns`, or leave this out"
                self.reader.faults.add(place, "values", reason)

    def _keys(self, section: str) -> list[tuple[str, ScalarNode]]:
        node = self.root.values.get(section)
        return list(node.keys.items()) if isinstance(node, MappingNode) else []


def _text_or_nothing(node: Node) -> str:
    return "" if isinstance(node, ScalarNode) and not node.text and not node.invalid else text(node)


def _unknown(key: str) -> str:
    if key in DERIVED:
        return f"{key} is worked out from the record; leave it out"
    if key == CASE:
        return "the column that names the case stands under `case`, beside `columns`"
    return f"there is no column {key!r}{did_you_mean(key, KNOWN)}"
