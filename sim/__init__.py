"""negsim replays the record of a bilateral negotiation and says what stands between the two sides on any day.

What is imported from here is loaded when it is first asked for, so that a command that needs little starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # what `__getattr__` gives, for type checkers and editors
    from sim.course import (
        Fall as Fall,
    )
    from sim.difference import (
        Change as Change,
    )
    from sim.errors import (
        IllegalMove as IllegalMove,
    )
    from sim.errors import (
        InvalidScenario as InvalidScenario,
    )
    from sim.errors import (
        NegsimError as NegsimError,
    )
    from sim.errors import (
        PolicyFault as PolicyFault,
    )
    from sim.errors import (
        UnreadableDate as UnreadableDate,
    )
    from sim.errors import (
        UntimelyMoves as UntimelyMoves,
    )
    from sim.errors import (
        Violation as Violation,
    )
    from sim.fold import (
        Audit as Audit,
    )
    from sim.fold import (
        audit as audit,
    )
    from sim.fold import (
        replay as replay,
    )
    from sim.forecast.draws import (
        LegalMoves as LegalMoves,
    )
    from sim.forecast.ensemble import (
        Contrast as Contrast,
    )
    from sim.forecast.ensemble import (
        Ensemble as Ensemble,
    )
    from sim.forecast.ensemble import (
        compare as compare,
    )
    from sim.forecast.ensemble import (
        ensemble as ensemble,
    )
    from sim.forecast.forecast import (
        Forecast as Forecast,
    )
    from sim.forecast.registry import (
        Choice as Choice,
    )
    from sim.forecast.run import (
        Run as Run,
    )
    from sim.forecast.situation import (
        Dated as Dated,
    )
    from sim.forecast.situation import (
        Situation as Situation,
    )
    from sim.history import (
        Branch as Branch,
    )
    from sim.history import (
        History as History,
    )
    from sim.law import (
        LAWS as LAWS,
    )
    from sim.law import (
        VERBS as VERBS,
    )
    from sim.law import (
        Effect as Effect,
    )
    from sim.law import (
        effects as effects,
    )
    from sim.law import (
        violations as violations,
    )
    from sim.legal import (
        legal_moves as legal_moves,
    )
    from sim.legal import (
        legal_moves_on as legal_moves_on,
    )
    from sim.legal import (
        openings as openings,
    )
    from sim.move import (
        BOTH as BOTH,
    )
    from sim.move import (
        CarryOut as CarryOut,
    )
    from sim.move import (
        Extend as Extend,
    )
    from sim.move import (
        Lapse as Lapse,
    )
    from sim.move import (
        Move as Move,
    )
    from sim.move import (
        Resume as Resume,
    )
    from sim.move import (
        Suspend as Suspend,
    )
    from sim.move import (
        Withdraw as Withdraw,
    )
    from sim.negotiation import (
        Draft as Draft,
    )
    from sim.negotiation import (
        Negotiation as Negotiation,
    )
    from sim.negotiation import (
        reduce as reduce,
    )
    from sim.negotiation import (
        step as step,
    )
    from sim.report.replay.page import (
        page as page,
    )
    from sim.report.timeline.picture import (
        Picture as Picture,
    )
    from sim.report.timeline.picture import (
        picture as picture,
    )
    from sim.scenario import (
        Scenario as Scenario,
    )
    from sim.scenario import (
        as_json as as_json,
    )
    from sim.scenario import (
        as_yaml as as_yaml,
    )
    from sim.scenario import (
        load as load,
    )
    from sim.scenario import (
        read as read,
    )
    from sim.setting import (
        Setting as Setting,
    )
    from sim.setting import (
        Source as Source,
    )
    from sim.status_on_day import (
        StatusOnDay as StatusOnDay,
    )
    from sim.subjects.commitments import (
        Commit as Commit,
    )
    from sim.subjects.commitments import (
        Commitment as Commitment,
    )
    from sim.subjects.commitments import (
        Declaration as Declaration,
    )
    from sim.subjects.commitments import (
        Leave as Leave,
    )
    from sim.subjects.measures import (
        Comply as Comply,
    )
    from sim.subjects.measures import (
        Impose as Impose,
    )
    from sim.subjects.measures import (
        Lift as Lift,
    )
    from sim.subjects.measures import (
        Measure as Measure,
    )
    from sim.subjects.measures import (
        Threaten as Threaten,
    )
    from sim.subjects.proposals import (
        Accept as Accept,
    )
    from sim.subjects.proposals import (
        Oppose as Oppose,
    )
    from sim.subjects.proposals import (
        Proposal as Proposal,
    )
    from sim.subjects.proposals import (
        Propose as Propose,
    )
    from sim.subjects.statements import (
        Act as Act,
    )
    from sim.subjects.statements import (
        Remark as Remark,
    )
    from sim.subjects.talks import (
        Adjourn as Adjourn,
    )
    from sim.subjects.talks import (
        AgreeToContinue as AgreeToContinue,
    )
    from sim.subjects.talks import (
        BreakOff as BreakOff,
    )
    from sim.subjects.talks import (
        Convene as Convene,
    )
    from sim.subjects.talks import (
        Talks as Talks,
    )
    from sim.view import (
        Account as Account,
    )
    from sim.view import (
        AsOf as AsOf,
    )
    from sim.view import (
        Step as Step,
    )
    from sim.when import (
        READINGS as READINGS,
    )
    from sim.when import (
        When as When,
    )

__version__ = "0.1.0"

_HOMES = {
    "sim.course": ("Fall",),
    "sim.difference": ("Change",),
    "sim.errors": (
        "IllegalMove",
        "InvalidScenario",
        "NegsimError",
        "PolicyFault",
        "UnreadableDate",
        "UntimelyMoves",
        "Violation",
    ),
    "sim.fold": ("Audit", "audit", "replay"),
    "sim.forecast.draws": ("LegalMoves",),
    "sim.forecast.ensemble": ("Contrast", "Ensemble", "compare", "ensemble"),
    "sim.forecast.forecast": ("Forecast",),
    "sim.forecast.registry": ("Choice",),
    "sim.forecast.run": ("Run",),
    "sim.forecast.situation": ("Dated", "Situation"),
    "sim.history": ("Branch", "History"),
    "sim.law": ("LAWS", "VERBS", "Effect", "effects", "violations"),
    "sim.legal": ("legal_moves", "legal_moves_on", "openings"),
    "sim.move": ("BOTH", "CarryOut", "Extend", "Lapse", "Move", "Resume", "Suspend", "Withdraw"),
    "sim.negotiation": ("Draft", "Negotiation", "reduce", "step"),
    "sim.report.replay.page": ("page",),
    "sim.report.timeline.picture": ("Picture", "picture"),
    "sim.scenario": ("Scenario", "as_json", "as_yaml", "load", "read"),
    "sim.setting": ("Setting", "Source"),
    "sim.status_on_day": ("StatusOnDay",),
    "sim.subjects.commitments": ("Commit", "Commitment", "Declaration", "Leave"),
    "sim.subjects.measures": ("Comply", "Impose", "Lift", "Measure", "Threaten"),
    "sim.subjects.proposals": ("Accept", "Oppose", "Proposal", "Propose"),
    "sim.subjects.statements": ("Act", "Remark"),
    "sim.subjects.talks": ("Adjourn", "AgreeToContinue", "BreakOff", "Convene", "Talks"),
    "sim.view": ("Account", "AsOf", "Step"),
    "sim.when": ("READINGS", "When"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted([*_HOME, "__version__"])  # noqa: PLE0605 - a list, sorted for the reader of help(sim)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
