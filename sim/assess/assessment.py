"""The assessment of a record as of a day: all figures, and the moves behind them."""

from collections.abc import Iterable

from attrs import frozen

from sim.assess.agreement import Agreement, agreement
from sim.assess.conduct import Conduct, Reciprocity, conduct, reciprocity
from sim.assess.dialogue import Deadlock, Dialogue, deadlock, dialogue
from sim.assess.durations import Duration, durations
from sim.assess.tension import Tension, eased, tension
from sim.assess.threats import FollowThrough, follow_through
from sim.assess.weights import Weights
from sim.history.snapshot import Snapshot
from sim.model.move import Move


@frozen
class Assessment:
    """The assessment of a snapshot. Conduct is that since an earlier one, or of the whole record if that is None."""

    view: Snapshot
    before: Snapshot | None
    agreement: Agreement
    conduct: dict[str, Conduct]
    reciprocity: dict[str, Reciprocity]
    tension: Tension
    centre: tuple[str, ...]
    dialogue: Dialogue
    deadlock: Deadlock
    threats: dict[str, FollowThrough]

    @property
    def durations(self) -> dict[str, dict[str, Duration]]:
        """What has lasted, by duration and by the id of its subject."""
        return durations(self.view)

    @property
    def eased(self) -> str | None:
        """Whether tension has eased since the earlier snapshot, in words as for `eased`; None without one."""
        return None if self.before is None else eased(self.before, self.view)

    def numbers_of(self, moves: Iterable[Move]) -> tuple[int, ...]:
        """The numbers of these moves of the snapshot, in order."""
        numbered = self.view.numbered
        return tuple(sorted({numbered[id(move)] for move in moves}))


def assess(view: Snapshot, before: Snapshot | None = None, weights: Weights | None = None) -> Assessment:
    """The assessment of a snapshot; conduct is that since an earlier one, or of the whole record."""
    steps = view.since(None)
    latest = steps if before is None else view.since(before)
    tension_now = tension(view, weights)
    return Assessment(
        view=view,
        before=before,
        agreement=agreement(view.state, view.read_on, view.reading),
        conduct=conduct(view, latest),
        reciprocity=reciprocity(view.state.setting, latest),
        tension=tension_now,
        centre=tension_now.centre(view.state.setting.issue_ids),
        dialogue=dialogue(view, steps),
        deadlock=deadlock(view, steps),
        threats=follow_through(view),
    )
