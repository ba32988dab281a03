"""The sections that a file declares, for a journal: those of a scenario file other than its moves."""

from typing import Any

from sim.model.errors import InvalidScenarioError, did_you_mean
from sim.scenario.declarations import SECTIONS
from sim.scenario.load import read_root
from sim.scenario.yaml.decode import decoded
from sim.scenario.yaml.nodes import Faults, plain

_MOVES = "moves"


def declared(data: bytes, file: str) -> dict[str, Any]:
    """The sections in the bytes of a file. Raises: InvalidScenarioError, with every fault of its form."""
    faults = Faults(file)
    text = decoded(data, faults)
    root = None if text is None else read_root(text, faults)
    for key, node in {} if root is None else root.keys.items():
        if key == _MOVES:
            faults.add(node, "", "moves are not declared; `negsim journal add` adds each")
        elif key not in SECTIONS:
            faults.add(node, "", f"there is no section {key!r}{did_you_mean(key, SECTIONS)}")
    if root is None or faults.noted:
        raise InvalidScenarioError(faults.in_order())
    sections = plain(root)
    assert isinstance(sections, dict)
    return sections
