"""The link between the machine and the ledger of commitments."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from benchmarks.detection.system import FRAME, SETTING, System, day_of
from benchmarks.detection.systems.ledger import CommitmentLedger
from sim import Negotiation
from sim.model.condition import Condition
from sim.moves import (
    Breach,
    CarryOut,
    Commit,
    Commitment,
    Declaration,
    Extend,
    Leave,
    Move,
    Resume,
    Suspend,
)


class LedgerAdapter:
    """Commitments in a log of events."""

    def __init__(self, make: Callable[..., CommitmentLedger]) -> None:
        self.ledger = make(FRAME, {"pact": date(1998, 5, 1)})
        self.day = date(2013, 1, 1)

    def today(self, day: date) -> None:
        """It is that day."""
        self.day = day

    def apply(self, move: Move) -> None:
        """Ask the ledger to make it. Raises: RefusedError."""
        day, by, names, ledger = move.date.best, move.by or "", move.subjects, self.ledger
        match move:
            case Commit():
                ledger.commit(day, by, names, move.issue, effective=day_of(move.effective), until=day_of(move.until))
            case Suspend():
                ledger.suspend(day, by, names, day_of(move.until))
            case Resume():
                ledger.resume(day, by, names)
            case Leave():
                ledger.leave(day, by, names, day_of(move.effective))
            case Breach():
                ledger.breach(day, by, names)
            case CarryOut():
                ledger.fulfil(day, by, names)
            case Extend():
                ledger.extend(day, by, names, until=day_of(move.until), effective=day_of(move.effective))

    def state(self) -> Mapping[str, Mapping[str, str]]:
        """The status of each who is bound, as it reads today."""
        return self.ledger.statuses(self.day)

    def since(self) -> Mapping[str, Mapping[str, date]]:
        """The day since which each reads so."""
        return self.ledger.since(self.day)

    def ends(self) -> Mapping[str, Mapping[str, date | None]]:
        """The day on which that ends."""
        return self.ledger.ends(self.day)

    def fingerprint(self) -> str:
        """All that the ledger keeps, as a text."""
        return repr(self.ledger.log)


def ledger_has(move: Move) -> bool:
    """Whether the ledger has a word for a move: it knows commitments only, and announces nothing but an exit."""
    match move:
        case Commit():
            is_linked = move.under or move.replaces or move.settles
            return not is_linked and not isinstance(move.if_, Condition) and not isinstance(move.unless, Condition)
        case Suspend() | Resume():
            return move.effective is None and (isinstance(move, Suspend) or move.until is None)
        case Leave():
            return move.effective is None or move.by != "both"
        case CarryOut():
            return (move.as_, move.level, move.effective, move.until, move.settles) == (None, None, None, None, ())
        case Extend():
            return (move.expires, move.deadline, move.under) == (None, None, None)
    return True


COMMITMENTS: Final = System(
    "commitments",
    Negotiation.begin(SETTING, (Commitment.declared(Declaration("pact", since="1998-05-01"), SETTING.party_ids),)),
    Commitment,
    CommitmentLedger,
    LedgerAdapter,
    ledger_has,
)
