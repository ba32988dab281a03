"""A scenario as the actions of a new record: the record of a journal made from a file is that file's."""

from typing import Any, Final

from sim.records.journal.entries import Action, Add, Declare
from sim.scenario.scenario import Scenario
from sim.scenario.write import as_mapping

_AFTER_MOVES: Final = ("branches", "forecast", "expect")
"""The sections that may name moves."""


def actions_of(scenario: Scenario) -> tuple[Action, ...]:
    """The actions that give this scenario: its declarations, its moves, then what may name its moves."""
    whole = as_mapping(scenario)
    moves = whole.pop("moves", [])
    later: dict[str, Any] = {name: whole.pop(name) for name in _AFTER_MOVES if name in whole}
    declared: list[Action] = [Declare(whole)]
    return (*declared, *(Add(item) for item in moves), *([Declare(later)] if later else []))
