"""A planted bug, with the fewest steps that show it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from attrs import frozen

from benchmarks.detection.system import System
from sim.model.move import Move


@frozen
class Tried:
    """A step: a move that the law refuses, and the system has to."""

    move: Move


Step = Move | Tried | date
"""A step of a run: a move that is made, one that is tried in vain, or a day until which nothing happens."""


def _moves(steps: Sequence[Step]) -> int:
    return sum(not isinstance(step, date) for step in steps)


@frozen
class Bug:
    """A bug: the kind that it is of, in the words of the issue; the system, and a class of it that has the bug.

    `shown_by` are the fewest steps that show it; `minimum` is their number. Days that pass are not counted.
    """

    name: str
    kind: str
    system: System
    broken: type[Any]
    shown_by: tuple[Step, ...]

    @property
    def minimum(self) -> int:
        """The number of moves, made or refused, that it takes to see the bug."""
        return _moves(self.shown_by)
