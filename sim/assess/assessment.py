"""The assessment of a record as of a day: all that it amounts to, and the moves behind it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import frozen

from sim.assess.agreement import Agreement, agreement
from sim.assess.conduct import Conduct, Reciprocity, conduct, reciprocity
from sim.assess.dialogue import Deadlock, Dialogue, deadlock, dialogue
from sim.assess.linkage import Linkage, centre, linkage
from sim.assess.tension import Tension, eased, tension
from sim.assess.threats import FollowThrough, follow_through
from sim.assess.weights import Weights
from sim.model.move import Move

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot


@frozen
class Assessment:
    """What a record amounts to as of a day. Conduct is that since an earlier one, if there is one; None: of all."""

    view: "Snapshot"
    before: "Snapshot | None"
    agreement: Agreement
    conduct: dict[str, Conduct]
    reciprocity: dict[str, Reciprocity]
    tension: Tension
    linkage: Linkage
    centre: tuple[str, ...]
    dialogue: Dialogue
    deadlock: Deadlock
    threats: dict[str, FollowThrough]

    @property
    def eased(self) -> str | None:
        """Whether tension has eased since the earlier day: `yes`, `no` or `depends on the weights`; None if none is."""
        return None if self.before is None else eased(self.before, self.view)

    def numbers_of(self, moves: Iterable[Move]) -> tuple[int, ...]:
        """The numbers of moves of the view, in order."""
        numbered = self.view.numbered
        return tuple(sorted({numbered[id(move)] for move in moves}))


def assess(view: "Snapshot", before: "Snapshot | None" = None, weights: Weights | None = None) -> Assessment:
    """What the record amounts to as of a day; conduct is that since an earlier view of it, or of all."""
    steps = view.since(None)
    latest = steps if before is None else view.since(before)
    stock, ties = tension(view, weights), linkage(view)
    return Assessment(
        view=view,
        before=before,
        agreement=agreement(view.state),
        conduct=conduct(view, latest),
        reciprocity=reciprocity(view.state.setting, latest),
        tension=stock,
        linkage=ties,
        centre=centre(ties, stock),
        dialogue=dialogue(view, steps),
        deadlock=deadlock(view, steps),
        threats=follow_through(view),
    )
