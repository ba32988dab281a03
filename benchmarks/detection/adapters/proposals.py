"""The link between the machine and the register of proposals."""

from collections.abc import Callable, Mapping
from typing import Final

from benchmarks.detection.system import FRAME, SETTING, System, day_of
from benchmarks.detection.systems.frame import Frame
from benchmarks.detection.systems.register import ProposalRegister
from sim import Negotiation
from sim.moves import (
    Accept,
    CarryOut,
    Extend,
    Lapse,
    Move,
    Oppose,
    Proposal,
    Propose,
    Ratify,
    Reject,
    Repudiate,
    Withdraw,
)


class RegisterAdapter:
    """Proposals in SQLite."""

    def __init__(self, make: Callable[[Frame], ProposalRegister]) -> None:
        self.register = make(FRAME)

    def apply(self, move: Move) -> None:  # noqa: C901 - one for each verb
        """Ask the register to make it. Raises: RefusedError."""
        day, by, names = move.date.best, move.by or "", move.subjects
        match move:
            case Propose():
                self.register.propose(
                    day,
                    by,
                    move.subject,
                    move.issue,
                    matter=move.matter,
                    ratifiers=move.subject_to,
                    counters=move.counters,
                    replaces=move.replaces,
                    settles=move.settles,
                    expires=day_of(move.expires),
                )
            case Oppose():
                self.register.oppose(day, by, names, move.subject_to)
            case Accept():
                self.register.accept(day, by, names, move.subject_to)
            case Ratify():
                self.register.ratify(day, by, names)
            case Reject():
                self.register.reject(day, by, names)
            case Withdraw():
                self.register.withdraw(day, by, names)
            case Repudiate():
                self.register.repudiate(day, by, names)
            case CarryOut():
                self.register.carry_out(day, by, names, move.settles)
            case Extend():
                self.register.extend(day, by, names, day_of(move.expires))
            case Lapse():
                self.register.lapse(day, names)

    def state(self) -> Mapping[str, str]:
        """The status of each proposal."""
        return self.register.statuses()

    def since(self) -> Mapping[str, str]:
        """The day since which each has its status."""
        return self.register.since()

    def ends(self) -> Mapping[str, str | None]:
        """The last day on which each that is open can be answered."""
        return self.register.last_days()

    def answers(self) -> Mapping[str, Mapping[str, str]]:
        """The answers that were given."""
        told = self.register.all_answers()
        return {name: {party: _ANSWERS[each] for party, each in given.items() if each} for name, given in told.items()}

    def figures(self) -> Mapping[str, int]:
        """The number of those that are agreed."""
        return {"agreement": self.register.agreed()}

    def fingerprint(self) -> str:
        """All that the register keeps, as a text: the same where nothing has changed."""
        kept = {name: value for name, value in vars(self.register).items() if name not in ("frame", "database")}
        return "\n".join((*self.register.database.iterdump(), repr(kept)))

    def close(self) -> None:
        """Close the database."""
        self.register.close()


_ANSWERS: Final = {"yes": "accepted", "no": "opposed"}


def register_has(move: Move) -> bool:
    """Whether the register has a word for a move: it knows no plans, and nothing but proposals."""
    match move:
        case Propose():
            return move.kind != "plan" and len(move.subjects) == 1
        case CarryOut():
            return (move.as_, move.level, move.effective, move.until) == (None,) * 4
        case Extend():
            return (move.deadline, move.until, move.effective, move.under) == (None,) * 4
    return True


PROPOSALS: Final = System(
    "proposals", Negotiation.begin(SETTING), Proposal, ProposalRegister, RegisterAdapter, register_has
)
