"""Pictures of states, to see later whether the states have stayed as they were."""

from collections.abc import Iterator
from typing import Any

from sim.history.history import History
from sim.rules.state import Negotiation
from sim.testing.laws.positions import after
from sim.testing.plain import Album, differences, plain


class Snapshots:
    """Pictures of states of a history, taken one after the other."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._album: Album = {}
        self._taken: list[tuple[int, Negotiation, Any]] = []

    def take(self, number: int, state: Negotiation) -> None:
        """Take a picture of the state that so many moves have led to."""
        self._taken.append((number, state, plain(state, album=self._album)))

    def changes(self) -> Iterator[str]:
        """How the states differ from their pictures now."""
        album: Album = {}
        for number, state, before in self._taken:
            now = plain(state, album=album)
            if now != before:
                yield from (f"the state {after(self._history, number)}: {apart}" for apart in differences(before, now))
