"""A history as the text of a scenario file, so that what fails in a test can be saved, run and looked at."""

from sim.history.history import History
from sim.scenario import Scenario, as_yaml
from sim.testing import FAILS


def as_scenario(history: History, title: str = "A history that fails") -> str:
    """The history as the text of a scenario file, which `negsim run` takes as it is."""
    return FAILS + as_yaml(Scenario("<text>", title, None, history, ()))


class Saved:
    """What hypothesis prints of a history when a test fails: its scenario file, written only then."""

    def __init__(self, history: History) -> None:
        self._history = history

    def __repr__(self) -> str:
        return as_scenario(self._history)
