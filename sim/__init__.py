"""negsim replays the record of a bilateral negotiation and says what stands between the two sides on any day.

What is imported from here is loaded when it is first asked for, so that a command that needs little starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # what `__getattr__` gives, for type checkers and editors
    from sim.forecast.context import CalendarEvent as CalendarEvent
    from sim.forecast.context import PolicyContext as PolicyContext
    from sim.forecast.ensemble import Contrast as Contrast
    from sim.forecast.ensemble import Ensemble as Ensemble
    from sim.forecast.ensemble import compare as compare
    from sim.forecast.ensemble import ensemble as ensemble
    from sim.forecast.forecast import Forecast as Forecast
    from sim.forecast.registry import PolicySpec as PolicySpec
    from sim.forecast.run import Run as Run
    from sim.forecast.sampling import LegalMoves as LegalMoves
    from sim.history.branching import InvalidatedMove as InvalidatedMove
    from sim.history.diff import Change as Change
    from sim.history.history import Branch as Branch
    from sim.history.history import History as History
    from sim.history.replay import Audit as Audit
    from sim.history.replay import Draft as Draft
    from sim.history.replay import audit as audit
    from sim.history.replay import reduce as reduce
    from sim.history.replay import replay as replay
    from sim.history.replay import step as step
    from sim.history.snapshot import Explanation as Explanation
    from sim.history.snapshot import Snapshot as Snapshot
    from sim.history.snapshot import Step as Step
    from sim.history.status_on_day import StatusOnDay as StatusOnDay
    from sim.model.dates import READINGS as READINGS
    from sim.model.dates import When as When
    from sim.model.errors import IllegalMoveError as IllegalMoveError
    from sim.model.errors import InconsistentDatesError as InconsistentDatesError
    from sim.model.errors import InvalidScenarioError as InvalidScenarioError
    from sim.model.errors import NegsimError as NegsimError
    from sim.model.errors import PolicyError as PolicyError
    from sim.model.errors import UnreadableDateError as UnreadableDateError
    from sim.model.errors import Violation as Violation
    from sim.model.ids import BOTH as BOTH
    from sim.model.move import CarryOut as CarryOut
    from sim.model.move import Extend as Extend
    from sim.model.move import Lapse as Lapse
    from sim.model.move import Move as Move
    from sim.model.move import Resume as Resume
    from sim.model.move import Suspend as Suspend
    from sim.model.move import Withdraw as Withdraw
    from sim.model.setting import Setting as Setting
    from sim.model.setting import Source as Source
    from sim.report.page.page import page as page
    from sim.report.timeline.picture import Picture as Picture
    from sim.report.timeline.picture import picture as picture
    from sim.rules.legal_moves import creating_moves as creating_moves
    from sim.rules.legal_moves import legal_moves as legal_moves
    from sim.rules.legal_moves import legal_moves_on as legal_moves_on
    from sim.rules.registry import LIFECYCLES as LIFECYCLES
    from sim.rules.registry import MOVES_BY_VERB as MOVES_BY_VERB
    from sim.rules.state import Negotiation as Negotiation
    from sim.rules.subjects.commitments import Commit as Commit
    from sim.rules.subjects.commitments import Commitment as Commitment
    from sim.rules.subjects.commitments import Declaration as Declaration
    from sim.rules.subjects.commitments import Leave as Leave
    from sim.rules.subjects.measures import Comply as Comply
    from sim.rules.subjects.measures import Impose as Impose
    from sim.rules.subjects.measures import Lift as Lift
    from sim.rules.subjects.measures import Measure as Measure
    from sim.rules.subjects.measures import Threaten as Threaten
    from sim.rules.subjects.proposals import Accept as Accept
    from sim.rules.subjects.proposals import Oppose as Oppose
    from sim.rules.subjects.proposals import Proposal as Proposal
    from sim.rules.subjects.proposals import Propose as Propose
    from sim.rules.subjects.statements import Act as Act
    from sim.rules.subjects.statements import Remark as Remark
    from sim.rules.subjects.talks import Adjourn as Adjourn
    from sim.rules.subjects.talks import AgreeToContinue as AgreeToContinue
    from sim.rules.subjects.talks import BreakOff as BreakOff
    from sim.rules.subjects.talks import Convene as Convene
    from sim.rules.subjects.talks import Talks as Talks
    from sim.rules.verdict import Effect as Effect
    from sim.rules.verdict import effects as effects
    from sim.rules.verdict import violations as violations
    from sim.scenario import Scenario as Scenario
    from sim.scenario import as_json as as_json
    from sim.scenario import as_yaml as as_yaml
    from sim.scenario import load as load
    from sim.scenario import read as read

__version__ = "0.1.0"

_HOMES = {
    "sim.history.branching": ("InvalidatedMove",),
    "sim.history.diff": ("Change",),
    "sim.model.errors": (
        "IllegalMoveError",
        "InvalidScenarioError",
        "NegsimError",
        "PolicyError",
        "UnreadableDateError",
        "InconsistentDatesError",
        "Violation",
    ),
    "sim.history.replay": ("Audit", "Draft", "audit", "reduce", "replay", "step"),
    "sim.forecast.sampling": ("LegalMoves",),
    "sim.forecast.ensemble": ("Contrast", "Ensemble", "compare", "ensemble"),
    "sim.forecast.forecast": ("Forecast",),
    "sim.forecast.registry": ("PolicySpec",),
    "sim.forecast.run": ("Run",),
    "sim.forecast.context": ("CalendarEvent", "PolicyContext"),
    "sim.history.history": ("Branch", "History"),
    "sim.rules.verdict": ("Effect", "effects", "violations"),
    "sim.rules.legal_moves": ("creating_moves", "legal_moves", "legal_moves_on"),
    "sim.model.ids": ("BOTH",),
    "sim.model.move": ("CarryOut", "Extend", "Lapse", "Move", "Resume", "Suspend", "Withdraw"),
    "sim.rules.registry": ("LIFECYCLES", "MOVES_BY_VERB"),
    "sim.rules.state": ("Negotiation",),
    "sim.report.page.page": ("page",),
    "sim.report.timeline.picture": ("Picture", "picture"),
    "sim.scenario": ("Scenario", "as_json", "as_yaml", "load", "read"),
    "sim.model.setting": ("Setting", "Source"),
    "sim.history.status_on_day": ("StatusOnDay",),
    "sim.rules.subjects.commitments": ("Commit", "Commitment", "Declaration", "Leave"),
    "sim.rules.subjects.measures": ("Comply", "Impose", "Lift", "Measure", "Threaten"),
    "sim.rules.subjects.proposals": ("Accept", "Oppose", "Proposal", "Propose"),
    "sim.rules.subjects.statements": ("Act", "Remark"),
    "sim.rules.subjects.talks": ("Adjourn", "AgreeToContinue", "BreakOff", "Convene", "Talks"),
    "sim.history.snapshot": ("Explanation", "Snapshot", "Step"),
    "sim.model.dates": ("READINGS", "When"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted([*_HOME, "__version__"])  # noqa: PLE0605 - a list, sorted for the reader of help(sim)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
