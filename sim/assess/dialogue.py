"""Dialogue and deadlock: the last and the next meeting of the parties, and the days without progress."""

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
    """The last move by which talks were held, the format whose next round is due first, and the day of the snapshot."""

    met: "Step | None"
    next_talks: Talks | None
    day: date | None

    @property
    def due(self) -> When | None:
        """The date of the next round."""
        return None if self.next_talks is None else self.next_talks.due

    @property
    def days_to_due(self) -> int | None:
        """The days until the next round is due; negative when it is overdue."""
        return None if self.due is None or self.day is None else (self.due.best - self.day).days


@frozen
class Deadlock:
    """The last move that made progress, and the day of the snapshot."""

    moved: "Step | None"
    day: date | None

    @property
    def days(self) -> int | None:
        """The days since then, 0 where its best date is later; None if there never was progress."""
        return None if self.moved is None or self.day is None else max((self.day - self.moved.when.best).days, 0)


def next_talks(state: Negotiation) -> Talks | None:
    """The format whose next round is due first; None if no round is agreed with a date."""
    dated = [talks for talks in state.talks.values() if talks.due is not None]
    return min(dated, key=lambda talks: talks.due or When.of(date.max), default=None)


def dialogue(view: "Snapshot", steps: "Iterable[Step]") -> Dialogue:
    """The dialogue in a snapshot, given its moves."""
    held = [step for step in steps if holds_talks(step)]
    return Dialogue(held[-1] if held else None, next_talks(view.state), view.day)


def holds_talks(step: "Step") -> bool:
    """Whether talks are held by a move: it begins or ends a session, otherwise than by a break-off."""
    return any(map(_holds_talks, step.effects))


def _holds_talks(effect: Effect) -> bool:
    """Whether talks begin a session, or end it otherwise than by a break-off."""
    has_changed = effect.before != effect.after
    return has_changed and IN_SESSION in (effect.before, effect.after) and effect.after != BROKEN_OFF


def deadlock(view: "Snapshot", steps: "Iterable[Step]") -> Deadlock:
    """The deadlock in a snapshot, given its moves."""
    progress = [step for step in steps if is_progress(step, view.state.subjects.get(step.move.subject))]
    return Deadlock(progress[-1] if progress else None, view.day)


def is_progress(made: Toned, subject: object) -> bool:
    """Whether a move on a subject makes progress: puts something new on the table, or meets a proposal halfway."""
    return isinstance(made.move, Propose) or (isinstance(subject, Proposal) and made.tone == CONCILIATORY)
