"""Checks of what histories begin with: settings, states, strategies of these; and histories themselves."""

import sys
from os import PathLike
from typing import Any, Final

from sim.history.history import History
from sim.model.setting import Setting
from sim.rules.state import Negotiation
from sim.testing.arguments.checks import Check, Given, refuse, shown


def beginning(name: str) -> Check:
    """The check that an argument is a setting, a state, or a strategy of these."""

    def check(given: Given) -> None:
        value = given[name]
        if not (isinstance(value, Setting | Negotiation) or is_strategy(value)):
            instead = _state_in(value) or "a Setting, a Negotiation, or a strategy of either"
            refuse(f"{name} is {shown(value)}, where no history begins; give {instead}")

    return check


def first_state(name: str) -> Check:
    """The check that an argument is a setting or a state, and no strategy."""

    def check(given: Given) -> None:
        value = given[name]
        if is_strategy(value):
            refuse(
                f"{name} is a strategy, where no history begins; give what is drawn from it, as in states.map(begun)"
            )
        if not isinstance(value, Setting | Negotiation):
            refuse(f"{name} is {shown(value)}, where no history begins; give {_state_in(value) or _BEGINNING}")

    return check


_BEGINNING: Final = "a Setting or a Negotiation"


def state(name: str) -> Check:
    """The check that an argument is a state."""

    def check(given: Given) -> None:
        value = given[name]
        if not isinstance(value, Negotiation):
            refuse(f"{name} is {shown(value)}, no state; give {_state_in(value) or 'a Negotiation'}")

    return check


def setting(name: str, *, may_be_none: bool = False) -> Check:
    """The check that an argument is a setting."""

    def check(given: Given) -> None:
        value = given[name]
        if isinstance(value, Setting) or (value is None and may_be_none):
            return
        instead = "negotiation.setting" if isinstance(value, Negotiation) else _start_in(value, ".setting")
        refuse(f"{name} is {shown(value)}, no setting; give {instead or 'a Setting'}")

    return check


def history(name: str) -> Check:
    """The check that an argument is a history."""

    def check(given: Given) -> None:
        value = given[name]
        if not isinstance(value, History):
            instead = "scenario.history" if _is_scenario(value) else "a History, such as History.of(start, moves)"
            refuse(f"{name} is {shown(value)}, no history; give {instead}")

    return check


def strategy(name: str) -> Check:
    """The check that an argument is a strategy, or None."""

    def check(given: Given) -> None:
        value = given[name]
        if value is not None and not is_strategy(value):
            refuse(f"{name} is {shown(value)}, no strategy; give one, such as histories() of sim.testing.strategies")

    return check


def _state_in(value: Any) -> str:
    """How to get a state from what somebody may take for one; empty where there is none in it."""
    if isinstance(value, Setting):
        return "begun(setting), a state in it"
    if isinstance(getattr(value, "state", None), Negotiation):
        return "its state"
    if is_strategy(value):
        return "what is drawn from it, as in negotiations().flatmap(moves)"
    onward = ", or history.states[-1] to go on from there" if isinstance(value, History) else ""
    return _start_in(value, onward)


def _start_in(value: Any, then: str) -> str:
    if isinstance(value, str | PathLike):
        return f"what is read from it, load(path).history.start{then}"
    if isinstance(value, History):
        return f"history.start{then}"
    return f"scenario.history.start{then}" if _is_scenario(value) else ""


def _is_scenario(value: Any) -> bool:
    return isinstance(getattr(value, "history", None), History)


def is_strategy(value: Any) -> bool:
    """Whether it is a strategy of hypothesis, which need not be loaded."""
    strategies: Any = sys.modules.get("hypothesis.strategies")
    return strategies is not None and isinstance(value, strategies.SearchStrategy)
