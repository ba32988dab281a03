"""Imported values as nodes of a scenario's text, so that its reader judges them and says what is wrong."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sim.records.imported_case import ImportedRow, UnreadableValue
from sim.scenario.yaml.nodes import Faults, MappingNode, Node, ScalarNode, SequenceNode
from sim.scenario.yaml.parse import ESCAPED_CONTROL

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
WHOLE: Final = 0
"""The number of the column of what concerns a row as a whole."""

Values = Mapping[str, Any]


def row_node(row: ImportedRow, faults: Faults) -> MappingNode:
    """The move of a row, which has one; its line is that of the row, its columns are numbered by its keys, from 1.

    What no text of a scenario may hold is noted as a fault.
    """
    assert row.item is not None, "a row that is dropped has no node"
    keys = {key: ScalarNode(key, row.number, column) for column, key in enumerate(row.item, 1)}
    values = {key: _node(row.item[key], row.number, scalar.column, faults) for key, scalar in keys.items()}
    return MappingNode(values, keys, row.number, WHOLE)


def setting_node(sections: Values, faults: Faults) -> MappingNode:
    """The sections that declare a case; nodes among them stay as they are, with their places."""
    values = {key: _node(value, 1, 1, faults) for key, value in sections.items() if value}
    keys = {key: ScalarNode(key, node.line, node.column) for key, node in values.items()}
    return MappingNode(values, keys, 1, 1)


def value_node(value: Any, line: int, faults: Faults) -> Node:
    """A value as a node that stands, with all its parts, in one line."""
    return _node(value, line, 1, faults)


def _mapping(values: Values, line: int, column: int, faults: Faults) -> MappingNode:
    keys = {str(key): _scalar(key, line, column, faults) for key in values}
    return MappingNode(
        {str(key): _node(value, line, column, faults) for key, value in values.items()}, keys, line, column
    )


def _node(value: Any, line: int, column: int, faults: Faults) -> Node:
    if isinstance(value, str):
        return _scalar(value, line, column, faults)
    if isinstance(value, Node):
        return value
    if isinstance(value, UnreadableValue):
        faults.add_at(line, column, "", value.complaint)
        return ScalarNode(value.text, line, column, invalid=True)
    if isinstance(value, Mapping):
        return _mapping(value, line, column, faults)
    if isinstance(value, Iterable):
        return SequenceNode([_node(item, line, column, faults) for item in value], line, column)
    return _scalar(value, line, column, faults)


def _scalar(value: object, line: int, column: int, faults: Faults) -> ScalarNode:
    text = ("" if value is None else str(value)).replace("\r\n", "\n").replace("\r", "\n")
    control = ESCAPED_CONTROL.search(text) or _SURROGATE.search(text)
    if control is not None:
        faults.add_at(line, column, "", f"control character U+{ord(control[0]):04X} in this text; remove it")
    return ScalarNode(text, line, column, invalid=control is not None)
