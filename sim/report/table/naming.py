"""The two ways in which tables name who acts and what it is about: ids, or what people call them."""

from collections.abc import Sequence
from typing import Final, Protocol


class Naming(Protocol):
    """How those who act in a record and its issues are called."""

    def actor(self, by: str | None) -> str:
        """Who makes a move: a party, both, a third party or the clock."""

    def issues(self, issues: Sequence[str]) -> str:
        """Some issues; empty if there is none."""


class _Ids:
    """Everything by its id, as data has it, and as it is typed in a call."""

    def actor(self, by: str | None) -> str:
        return by or ""

    def issues(self, issues: Sequence[str]) -> str:
        return ", ".join(issues)


IDS: Final[Naming] = _Ids()
