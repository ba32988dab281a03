"""The sections that a file declares, for a journal: those of a scenario file other than its moves."""

from typing import Any, Final

from sim.model.errors import InvalidScenarioError
from sim.model.frozen import FrozenDict
from sim.scenario.declarations import SECTIONS
from sim.scenario.fields import FieldReader
from sim.scenario.load import read_root
from sim.scenario.yaml.decode import decoded
from sim.scenario.yaml.nodes import Faults, plain

_DECLARED: Final = tuple(section for section in SECTIONS if section != "moves")
_INSTEAD: Final = FrozenDict({"moves": "; `negsim journal add` adds each move"})


def declared(data: bytes, file: str) -> dict[str, Any]:
    """The sections in the bytes of a file. Raises: InvalidScenarioError, with every fault of its form."""
    faults = Faults(file)
    text = decoded(data, faults)
    root = None if text is None else read_root(text, faults)
    if root is not None:
        FieldReader(faults).known(root, "", _DECLARED, _INSTEAD)
    if root is None or faults.noted:
        raise InvalidScenarioError(faults.in_order())
    sections = plain(root)
    assert isinstance(sections, dict)
    return sections
