"""The tasks of a search: what must be true of each entry of a log, and when it can have happened."""

from typing import Final

from attrs import frozen

from sim.testing.judging.log import Entry, Operation

MUST: Final = "must"
"""It took effect, so the law lets it be made."""
MAY: Final = "may"
"""It took effect, or never happened."""
ASKED: Final = "asked"
"""It was tried: it took effect if the law let it, and nothing came of it otherwise."""
REFUSED: Final = "refused"
"""It was tried, and the law refused it."""
SHOWN: Final = "shown"
"""Its statuses stood."""

PASSIVE: Final = (REFUSED, SHOWN)
"""What changes nothing: it can be put where it first fits."""


@frozen(eq=False)
class Task:
    """An entry of a log to be put in order: what must be true of it, and when it can have happened.

    `request` is the task with the effect of the same request: once that has happened, this one may be refused for that.
    """

    entry: Entry
    mode: str
    start: float
    end: float
    request: "Task | None" = None

    @property
    def is_retried(self) -> bool:
        """Whether other attempts at the same request may hang on it."""
        return isinstance(self.entry, Operation) and self.entry.retry is not None


@frozen
class Placed:
    """A task in its place in the order: the number of the state before it, and of that after it."""

    task: Task
    before: int
    after: int
    took_effect: bool = False
