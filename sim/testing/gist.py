"""The gist of a failure in one line, for the short summary of pytest: after which move, and what differs."""

from collections.abc import Sequence
from typing import Final

from sim.model.errors import NegsimError
from sim.scenario import loads
from sim.testing.plain import named

_NO_NEWS: Final = "AssertionError: "
"""What a message begins with that says no more than that something was asserted."""


def gist(error: BaseException, histories: Sequence[str], message: str) -> str:
    """The message of an error with the gist in its first line.

    What the kit raises says it itself, without the name of its class. Else it is the last move of the last of the
    *histories* that the test has printed, and then what the message says.
    """
    if type(error).__module__.startswith("sim.testing."):
        own = f"{type(error).__module__}.{type(error).__qualname__}: "
        return message.removeprefix(own)
    when = _when(histories[-1]) if histories else ""
    return f"{when}: {message.removeprefix(_NO_NEWS)}" if when else message


def _when(history: str) -> str:
    """When a history ends; empty if it cannot be read."""
    try:
        moves = loads(history).history.moves
    except NegsimError:
        return ""
    return f"after move {len(moves)}, {named(moves[-1])}" if moves else "before any move"
