"""Talks: one per format."""

from datetime import date

from attrs import evolve, frozen

from lawbook.course import best
from sim.model.ids import BOTH
from sim.model.move import Adjourn, Convene, Move, Suspend
from sim.model.setting import Setting
from sim.rules.subjects.talks import AgreeToContinue, BreakOff

APART = ("idle", "adjourned", "scheduled", "suspended", "broken-off")
STOPPED = ("suspended", "broken-off")


@frozen
class Talks:
    """The status, whether a next round is agreed and when it is due, and who has stopped them."""

    status: str = "idle"
    has_next: bool = False
    due: date | None = None
    stopped_by: str | None = None


def changed(it: Talks, move: Move, day: date, setting: Setting) -> tuple[Talks, str] | None:
    """The talks after a move and the tone of the change; None if there is no such transition."""
    together, alone = move.by == BOTH or move.by in setting.outsiders, move.by in setting.party_ids
    match move:
        case Convene() if together and it.status in APART:
            return Talks("in-session"), "conciliatory" if it.status in STOPPED else "neutral"
        case AgreeToContinue() if together:
            to = "scheduled" if it.status in APART else it.status
            return evolve(it, status=to, has_next=True, due=best(move.due) or it.due), "conciliatory"
        case Adjourn() if together and it.status == "in-session":
            return evolve(it, status="scheduled" if it.has_next else "adjourned"), "neutral"
        case Suspend(until=None, effective=None) if alone and it.status in ("in-session", "adjourned", "scheduled"):
            return Talks("suspended", stopped_by=move.by), "hostile"
        case BreakOff() if (alone or move.by == BOTH) and it.status not in ("idle", "broken-off"):
            return Talks("broken-off", stopped_by=move.by), "hostile"
    return None
