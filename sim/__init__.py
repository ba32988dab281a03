"""negsim replays the record of a bilateral negotiation and says what stands between the two sides on any day.

What is imported from here is loaded when it is first asked for, so that a command that needs little starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # what `__getattr__` gives, for type checkers and editors
    from sim.errors import IllegalMove, InvalidScenario, NegsimError, UnreadableDate, UntimelyMoves, Violation
    from sim.history import READINGS, AsOf, Audit, History, audit, replay
    from sim.law import LAWS, VERBS, Effect, effects, violations
    from sim.legal import legal_moves, legal_moves_on, openings
    from sim.move import BOTH, CarryOut, Extend, Lapse, Move, Resume, Suspend, Withdraw
    from sim.negotiation import Draft, Negotiation, reduce, step
    from sim.scenario import Scenario, as_json, as_yaml, load, read
    from sim.setting import Setting, Source
    from sim.subjects.commitments import Commit, Commitment, Declaration, Leave
    from sim.subjects.measures import Comply, Impose, Lift, Measure, Threaten
    from sim.subjects.proposals import Accept, Oppose, Proposal, Propose
    from sim.subjects.statements import Act, Remark
    from sim.subjects.talks import Adjourn, AgreeToContinue, BreakOff, Convene, Talks
    from sim.when import When

__version__ = "0.1.0"

_HOMES = {
    "sim.errors": ("IllegalMove", "InvalidScenario", "NegsimError", "UnreadableDate", "UntimelyMoves", "Violation"),
    "sim.history": ("READINGS", "AsOf", "Audit", "History", "audit", "replay"),
    "sim.law": ("LAWS", "VERBS", "Effect", "effects", "violations"),
    "sim.legal": ("legal_moves", "legal_moves_on", "openings"),
    "sim.move": ("BOTH", "CarryOut", "Extend", "Lapse", "Move", "Resume", "Suspend", "Withdraw"),
    "sim.negotiation": ("Draft", "Negotiation", "reduce", "step"),
    "sim.scenario": ("Scenario", "as_json", "as_yaml", "load", "read"),
    "sim.setting": ("Setting", "Source"),
    "sim.subjects.commitments": ("Commit", "Commitment", "Declaration", "Leave"),
    "sim.subjects.measures": ("Comply", "Impose", "Lift", "Measure", "Threaten"),
    "sim.subjects.proposals": ("Accept", "Oppose", "Proposal", "Propose"),
    "sim.subjects.statements": ("Act", "Remark"),
    "sim.subjects.talks": ("Adjourn", "AgreeToContinue", "BreakOff", "Convene", "Talks"),
    "sim.when": ("When",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted([*_HOME, "__version__"])  # noqa: PLE0605 - a list, sorted for the reader of help(sim)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
