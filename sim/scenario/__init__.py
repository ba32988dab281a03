"""Scenario files: read strictly, with the position of every fault; their expectations, their schema."""

from sim.scenario.branches_section import Alternative
from sim.scenario.expectations import Expectation, Finding
from sim.scenario.load import Scenario, load, loads
from sim.scenario.write import as_json, as_yaml

__all__ = ["Alternative", "Expectation", "Finding", "Scenario", "as_json", "as_yaml", "load", "loads"]
