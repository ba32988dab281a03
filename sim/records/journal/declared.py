"""The sections that a file declares, for a journal: those of a scenario file other than its moves.

What is null there is taken back.
"""

from typing import Any, Final

from sim.model.errors import InvalidScenarioError
from sim.model.frozen import FrozenDict
from sim.records.journal.folding import WHOLE
from sim.scenario.declarations import SECTIONS
from sim.scenario.fields import FieldReader
from sim.scenario.load import read_root
from sim.scenario.yaml.decode import decoded
from sim.scenario.yaml.nodes import Faults, MappingNode, Node, ScalarNode, plain

_DECLARED: Final = tuple(section for section in SECTIONS if section != "moves")
_INSTEAD: Final = FrozenDict({"moves": "; `negsim journal add` adds each move"})
_NOTHING: Final = "nothing is declared here; name a section with what it has, such as sources"


def declared(data: bytes, file: str) -> dict[str, Any]:
    """The sections in the bytes of a file; None is a section, or a part of one, that is taken back.

    Raises: InvalidScenarioError, with every fault of its form.
    """
    faults = Faults(file)
    text = decoded(data, faults)
    root = None if text is None else read_root(text, faults)
    if root is not None:
        FieldReader(faults).known(root, "", _DECLARED, _INSTEAD)
        if not faults.noted and all(_is_empty(node) for node in root.values.values()):
            faults.add(root, "", _NOTHING)
    if root is None or faults.noted:
        raise InvalidScenarioError(faults.in_order())
    return {name: _section(name, node) for name, node in root.values.items()}


def _is_empty(node: Node) -> bool:
    return isinstance(node, MappingNode) and not node.values


def _section(name: str, node: Node) -> Any:
    if isinstance(node, MappingNode) and name not in WHOLE:
        return {key: _value(part) for key, part in node.values.items()}
    return _value(node)


def _value(node: Node) -> Any:
    return None if isinstance(node, ScalarNode) and node.is_null else plain(node)
