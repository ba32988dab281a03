"""What every exporter takes."""

from collections.abc import Iterable

from sim.scenario.scenario import Scenario

Cases = Iterable[tuple[str, Scenario]]
"""The cases of a call in order: the name and the scenario of each."""
