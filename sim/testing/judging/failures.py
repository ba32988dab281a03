"""Situations in a search from which nothing follows, and why."""

from typing import NamedTuple

from attrs import frozen

from sim.testing.judging.states import Values
from sim.testing.judging.subjects import Bits, Subjects
from sim.testing.judging.task import Placed

Path = tuple["Path", Placed] | None
"""The way to a situation: the way to the one before, and the task that led on."""


@frozen
class Situation:
    """The number of the event at which something must happen, the pending tasks, the state, and the way there."""

    event: int
    pending: Bits
    state: int
    path: Path


class Failure(NamedTuple):
    """Why nothing can follow in a situation: the subjects that this hangs on, and the tasks that were in the way."""

    subjects: Bits
    tasks: Bits

    def __or__(self, other: "Failure") -> "Failure":
        """Both together."""
        return Failure(self.subjects | other.subjects, self.tasks | other.tasks)


class Failures:
    """The situations that lead nowhere, each with the subjects that this hangs on: what differs in others fails, too.

    So does what has fewer of the tasks left that may have happened or not.
    """

    def __init__(self, subjects: Subjects, optional: Bits) -> None:
        self._subjects, self._optional = subjects, optional
        self._known = dict[int, dict[Bits, dict[tuple[Bits, Values], list[tuple[Bits, Failure]]]]]()

    def known(self, at: Situation) -> Failure | None:
        """Why a situation is known to lead nowhere; None if that is not known."""
        for subjects, failures in self._known.get(at.event, {}).items():
            left, key = self._seen(at, subjects)
            for known, failure in failures.get(key, ()):
                if not left & ~known:
                    return failure
        return None

    def noted(self, at: Situation, failure: Failure) -> Failure:
        """Why a situation leads nowhere, once that is noted."""
        left, key = self._seen(at, failure.subjects)
        alike = self._known.setdefault(at.event, {}).setdefault(failure.subjects, {})
        alike.setdefault(key, []).append((left, failure))
        return failure

    def _seen(self, at: Situation, subjects: Bits) -> tuple[Bits, tuple[Bits, Values]]:
        """The tasks left that may have happened or not, and the rest of what matters in a situation."""
        pending = at.pending & self._subjects.concerned(subjects)
        rest = pending & ~self._optional, self._subjects.values(at.state, subjects)
        return pending & self._optional, rest
