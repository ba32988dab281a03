"""Dialogue: when the parties met last and are to meet next, and for how long nothing has moved."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from sim.assess.conduct import Toned
from sim.model.dates import When
from sim.rules.lifecycle import CONCILIATORY
from sim.rules.state import Negotiation
from sim.rules.subjects.proposals import Proposal, Propose
from sim.rules.subjects.talks import BROKEN_OFF, IN_SESSION, Talks
from sim.rules.verdict import Effect

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot, Step


@frozen
class Dialogue:
    """The last move by which talks were held, the format whose next round is due first, and the day asked about."""

    met: "Step | None"
    next_talks: Talks | None
    day: date | None

    @property
    def due(self) -> When | None:
        """When the next round is due."""
        return None if self.next_talks is None else self.next_talks.due

    @property
    def days_to_due(self) -> int | None:
        """The days until the next round is due; below 0 the days past it."""
        return None if self.due is None or self.day is None else (self.due.best - self.day).days


@frozen
class Deadlock:
    """The last move that put something new on the table or met a proposal halfway, and the day asked about."""

    moved: "Step | None"
    day: date | None

    @property
    def days(self) -> int | None:
        """The days since then, 0 where its best date is later; None if nothing has ever moved."""
        return None if self.moved is None or self.day is None else max((self.day - self.moved.when.best).days, 0)


def next_talks(state: Negotiation) -> Talks | None:
    """The format whose next round is due first; None if no round is agreed with a date."""
    dated = [each for each in state.talks.values() if each.due is not None]
    return min(dated, key=lambda each: each.due or When.of(date.max), default=None)


def dialogue(view: "Snapshot", steps: "Iterable[Step]") -> Dialogue:
    """The dialogue as of a day, given the moves of the view."""
    held = [step for step in steps if any(map(_holds_talks, step.effects))]
    return Dialogue(held[-1] if held else None, next_talks(view.state), view.day)


def _holds_talks(effect: Effect) -> bool:
    """Whether talks begin a session, or end it otherwise than by a break-off."""
    has_changed = effect.before != effect.after
    return has_changed and IN_SESSION in (effect.before, effect.after) and effect.after != BROKEN_OFF


def deadlock(view: "Snapshot", steps: "Iterable[Step]") -> Deadlock:
    """The deadlock as of a day, given the moves of the view."""
    moved = [each for each in steps if is_progress(each, view.state.subjects.get(each.move.subject))]
    return Deadlock(moved[-1] if moved else None, view.day)


def is_progress(made: Toned, subject: object) -> bool:
    """Whether a move on a subject puts something new on the table, or meets a proposal halfway."""
    return isinstance(made.move, Propose) or (isinstance(subject, Proposal) and made.tone == CONCILIATORY)
