"""Scenario files: read strictly, with the position of every fault; their expectations, their schema.

`load` and `loads` are here; the rest is loaded when it is first asked for, as reading a file does not need it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from sim.scenario.load import load, loads
from sim.scenario.scenario import Scenario

if TYPE_CHECKING:  # what `__getattr__` gives, for type checkers and editors
    from sim.scenario.branches_section import Alternative
    from sim.scenario.expectations import Expectation, Finding, HoldsWithout
    from sim.scenario.private import without_private
    from sim.scenario.write import as_json, as_yaml

__all__ = [
    "Alternative",
    "Expectation",
    "Finding",
    "HoldsWithout",
    "Scenario",
    "as_json",
    "as_yaml",
    "load",
    "loads",
    "without_private",
]

_MODULES: Final = {
    "Alternative": "sim.scenario.branches_section",
    "Expectation": "sim.scenario.expectations",
    "Finding": "sim.scenario.expectations",
    "HoldsWithout": "sim.scenario.expectations",
    "as_json": "sim.scenario.write",
    "as_yaml": "sim.scenario.write",
    "without_private": "sim.scenario.private",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
