"""CAMEO, the codes of ICEWS and GDELT: 20 roots with their subcodes, each with what it means as a move.

Source: P. A. Schrodt, CAMEO: Conflict and Mediation Event Observations, Event and Actor Codebook, version 1.1b3 (2012).
The labels are its; what a code means as a move is negsim's own reading.
"""

from typing import Final

from sim.records.importers.cameo.conflict import ROWS as CONFLICT
from sim.records.importers.cameo.cooperation import ROWS as COOPERATION
from sim.records.importers.events.code_rules import CodeTable
from sim.records.importers.events.coded_events import NoEvent
from sim.records.importers.texts import plain

CAMEO: Final = CodeTable("CAMEO codebook 1.1b3 (Schrodt 2012)", (*COOPERATION, *CONFLICT))

MUTUAL: Final = ("030", "031", "032", "036", "037", "04", "050", "057", "06", "19")
"""The codes, with all below them, whose events are mutual by nature, so that a row for each side reports them."""
_OTHER_SIDE: Final = {"042": "043", "043": "042"}
"""The codes under which the other side of one event is coded, where that is not the same code: a visit, its host."""


def full_code(text: str) -> tuple[str, str]:
    """A code as the codebook has it, and the problem with how it was written: a spreadsheet drops the first zero.

    >>> full_code("40")
    ('040', 'the code 40 has lost its first zero and is read as 040')
    """
    code = text.strip()
    padded = f"0{code}"
    has_lost_zero = padded in CAMEO.by_code and len(padded) > 2 and (len(code) < 3 or CAMEO.rule(code) is None)
    return (padded, f"the code {code} has lost its first zero and is read as {padded}") if has_lost_zero else (code, "")


def no_code(text: str) -> NoEvent:
    """The complaint about what is no code, and the way out; a row without one is not coded."""
    if not text.strip(" -"):
        return NoEvent("it has no code", is_left_out=True)
    return NoEvent(f"{plain(text)[:40]!r} is no code of CAMEO; correct it, or leave the row out")


def mirror_of(code: str) -> tuple[str, ...]:
    """What is the same for a code and the one under which one event is coded from its other side; empty for no such."""
    return tuple(sorted((code, _OTHER_SIDE.get(code, code)))) if code.startswith(MUTUAL) else ()
