"""A planted bug, with the fewest steps that show it."""

from typing import Any

from attrs import frozen

from benchmarks.detection.system import System
from sim.testing.aims import Step, Wait


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
        return sum(not isinstance(step, Wait) for step in self.shown_by)
