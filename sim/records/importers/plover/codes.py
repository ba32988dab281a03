"""PLOVER's categories and modes, each with what it means as a move; and those that version 0.5 had besides.

Source: Open Event Data Alliance, PLOVER: Political Language Ontology for Verifiable Event Records, manual 2.0 (draft);
version 0.5b1 for DISAPPROVE, INVESTIGATE, CRIME, FIGHT and YIELD. The labels are from its definitions; what a category
means as a move is negsim's own reading.
"""

from typing import Final

from sim.records.importers.events.code_rules import CodeRows, CodeTable
from sim.records.importers.events.coded_events import (
    CONCILIATORY,
    HOSTILE,
    NEUTRAL,
    PROCEDURE,
    SUBSTANCE,
    agrees,
    asks,
    does,
    eases,
    imposes,
    refuses,
    says,
    threatens,
)

ROWS: Final[CodeRows] = (
    ("AGREE", "Agree, offer, promise to cooperate", agrees(does(CONCILIATORY))),
    ("CONSULT", "Consult, meet, visit", does(NEUTRAL)),
    ("SUPPORT", "Express support, cooperate diplomatically", says("support")),
    ("CONCEDE", "Concede in words", agrees(does(CONCILIATORY), SUBSTANCE)),
    ("COOPERATE", "Cooperate materially", does(CONCILIATORY)),
    ("AID", "Provide aid", does(CONCILIATORY)),
    ("RETREAT", "Retreat, release, allow", does(CONCILIATORY)),
    ("RETREAT-return", "Return property", eases("seizure")),
    ("RETREAT-ease", "Ease sanctions", eases("sanctions")),
    ("DEMAND", "Demand", asks()),
    ("DEMAND-meet", "Demand to meet, negotiate, mediate", asks(PROCEDURE)),
    ("ACCUSE", "Accuse, disapprove", says("accusation")),
    ("ACCUSE-investigate", "Investigate", does(HOSTILE)),
    ("ACCUSE-disapprove", "Disapprove", says("criticism")),
    ("DISAPPROVE", "Disapprove", says("criticism")),
    ("INVESTIGATE", "Investigate", does(HOSTILE)),
    ("REJECT", "Reject, refuse", refuses()),
    ("REJECT-assist", "Refuse exchange or assistance", refuses(SUBSTANCE)),
    ("REJECT-change", "Refuse change", refuses(SUBSTANCE)),
    ("REJECT-yield", "Refuse to yield", refuses(SUBSTANCE)),
    ("REJECT-meet", "Refuse to meet or negotiate", refuses(PROCEDURE)),
    ("THREATEN", "Threaten", threatens("unspecified")),
    ("THREATEN-restrict", "Threaten to restrict movement or trade", threatens("restriction")),
    ("THREATEN-ban", "Threaten to ban", threatens("ban")),
    ("THREATEN-arrest", "Threaten to arrest", threatens("arrest")),
    ("THREATEN-relations", "Threaten to suspend relations or talks", threatens("relations")),
    ("THREATEN-expel", "Threaten to expel", threatens("expulsion")),
    ("THREATEN-territory", "Threaten to occupy territory", threatens("force")),
    ("THREATEN-violence", "Threaten violence", threatens("force")),
    ("PROTEST", "Protest", does(HOSTILE, "protest")),
    ("SANCTION", "Reduce relations", imposes("relations")),
    ("SANCTION-convict", "Find guilty or liable", does(HOSTILE)),
    ("SANCTION-cancel", "Cancel meetings or dialogues", does(HOSTILE, "relations")),
    ("SANCTION-expel", "Expel from a group or country", does(HOSTILE, "expulsion")),
    ("SANCTION-discontinue", "Discontinue aid", imposes("aid")),
    ("MOBILIZE", "Mobilize forces", does(HOSTILE)),
    ("COERCE", "Coerce, repress", does(HOSTILE)),
    ("COERCE-confiscate", "Confiscate property", imposes("seizure")),
    ("COERCE-restrict", "Restrict freedoms or movement", imposes("restriction")),
    ("COERCE-ban", "Ban", imposes("ban")),
    ("COERCE-censor", "Censor", imposes("restriction")),
    ("COERCE-curfew", "Impose a curfew", imposes("restriction")),
    ("COERCE-martial-law", "Impose an emergency", imposes("restriction")),
    ("COERCE-arrest", "Arrest, detain", does(HOSTILE, "arrest")),
    ("COERCE-deport", "Deport", does(HOSTILE, "expulsion")),
    ("COERCE-withhold", "Withhold goods or services", imposes("restriction")),
    ("ASSAULT", "Assault, fight", does(HOSTILE, "force")),
    ("FIGHT", "Fight", does(HOSTILE, "force")),
    ("CRIME", "Commit a crime", does(HOSTILE)),
    ("YIELD", "Yield", agrees(does(CONCILIATORY), SUBSTANCE)),
)

PLOVER: Final = CodeTable("PLOVER manual 2.0 (Open Event Data Alliance)", ROWS)

CATEGORIES: Final = tuple(code for code in PLOVER.by_code if "-" not in code)
"""The categories, without those of their modes that have a meaning of their own."""

NOT_COUNTED: Final = {
    "negation": "it is coded as negated: it did not happen",
    "hypothetical": "it is coded as hypothetical: it has not happened",
    "future": "it is coded as of the future: it has not happened yet",
    "historical": "it is coded as historical: it happened before its date, and the record does not say when",
}
"""The contexts of what did not happen on the date of the record, and what is said of it."""


def code_of(category: str, modes: tuple[str, ...]) -> str:
    """The code of a category with the first of its modes that has a meaning of its own; else of the category alone."""
    codes = (f"{category}-{mode}" for mode in modes)
    return next((code for code in codes if code in PLOVER.by_code), category)
