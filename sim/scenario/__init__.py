"""Scenario files: read strictly, with the position of every fault; their expectations, their schema."""

from sim.scenario.expectations import Expectation, Finding
from sim.scenario.load import Scenario, load, read

__all__ = ["Expectation", "Finding", "Scenario", "load", "read"]
