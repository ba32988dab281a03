"""Copies of states as plain values, to see later whether the states have stayed as they were."""

from collections.abc import Iterator
from typing import Any

from sim.history.history import History
from sim.rules.state import Negotiation
from sim.testing.laws.positions import after
from sim.testing.plain import Memo, differences, plain


class Snapshots:
    """Copies of states of a history, taken one after the other."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._memo: Memo = {}
        self._taken: list[tuple[int, Negotiation, Any]] = []

    def take(self, number: int, state: Negotiation) -> None:
        """Take a copy of the state after so many moves."""
        self._taken.append((number, state, plain(state, memo=self._memo)))

    def changes(self) -> Iterator[str]:
        """The differences of the states from their copies."""
        memo: Memo = {}
        for number, state, before in self._taken:
            now = plain(state, memo=memo)
            if now != before:
                yield from (
                    f"the state {after(self._history, number)}: {difference}" for difference in differences(before, now)
                )
