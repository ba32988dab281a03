"""The signs of the picture: a marker for each move, a shade for each status, a class of its own for each side.

What they look like stands in style.css. Nothing is said by colour alone: a side has its half of the lane, a move its
marker, a status its pattern.
"""

import re
from importlib.resources import files
from typing import Final

from sim.rules.subjects import commitments, measures, proposals, talks

# WHO

FIRST, SECOND, TOGETHER, OUTSIDE = "first", "second", "both", "other"
"""Whose a move is: one of the parties', that of both, or of a third party or the clock; a class of the style sheet."""

# MOVES

MARKERS: Final = {
    "propose": "M0-6L6 0L0 6L-6 0Z",
    "oppose": "M-5-3L-3-5L0-2L3-5L5-3L2 0L5 3L3 5L0 2L-3 5L-5 3L-2 0Z",
    "accept": "M-5.5 0L-3.5-2L-1.5 0.5L3.5-5L5.5-3L-1.5 5Z",
    "withdraw": "M5-5V5L-5 0Z",
    "carry-out": "M-5-5V5L5 0Z",
    "extend": "M-6-5H-3L0 0L-3 5H-6L-3 0ZM0-5H3L6 0L3 5H0L3 0Z",
    "lapse": "M-5-5H5L1 0L5 5H-5L-1 0Z",
    "threaten": "M0-6L6 5H-6Z",
    "impose": "M-5-5H5V5H-5Z",
    "comply": "M0 6L6-5H-6Z",
    "suspend": "M-5-5H-1.5V5H-5ZM1.5-5H5V5H1.5Z",
    "resume": "M-5-5H-2.5V5H-5ZM-1-5L5.5 0L-1 5Z",
    "lift": "M0-6L6 0H2.5V5H-2.5V0H-6Z",
    "commit": "M-3-5.5H3L6 0L3 5.5H-3L-6 0Z",
    "leave": "M-6 0L-1-5V-2H6V2H-1V5Z",
    "convene": "M-6 5A6 9 0 0 1 6 5Z",
    "agree-to-continue": "M-2-5.5H2V-2H5.5V2H2V5.5H-2V2H-5.5V-2H-2Z",
    "adjourn": "M-5.5-2.5H5.5V2.5H-5.5Z",
    "break-off": "M1-6L-5 1.5H-1L-2 6L5-1.5H1Z",
    "remark": "M-4.5 0A4.5 4.5 0 1 1 4.5 0A4.5 4.5 0 1 1-4.5 0Z",
    "act": "M0-6L1.6-2L6-1.8L2.6 1L3.7 5.3L0 2.9L-3.7 5.3L-2.6 1L-6-1.8L-1.6-2Z",
}
"""The outline of each marker, around its middle, within six units of it to every side; by verb."""

PLAIN: Final = "M-4-4H4V4H-4ZM-2-2V2H2V-2Z"
"""The outline for a move that has none of its own."""

# STATUSES

ASKED, OPPOSED, PARTLY, STANDS, RESTS, BROKEN, EXPIRED = (
    "asked", "opposed", "partly", "stands", "rests", "broken", "expired",
)  # fmt: skip

DECLARED: Final = "declared"
"""How reads what is to take effect on a later day."""

SHADES: Final = {
    proposals.TABLED: ASKED,
    measures.THREATENED: ASKED,
    talks.SCHEDULED: ASKED,
    proposals.OPPOSED: OPPOSED,
    proposals.PROVISIONAL: PARTLY,
    commitments.SUSPENDED: RESTS,
    commitments.LEAVING: RESTS,
    commitments.PENDING: ASKED,
    talks.ADJOURNED: RESTS,
    talks.BROKEN_OFF: BROKEN,
    EXPIRED: EXPIRED,
    DECLARED: ASKED,
}
"""The shade of each status; of all others, in which something stands or was done, it is `STANDS`."""

SHADE_WORDS: Final = {
    ASKED: "tabled, threatened, scheduled, pending, declared",
    OPPOSED: "opposed",
    PARTLY: "provisional",
    STANDS: "accepted, done, in place, in force, in session",
    RESTS: "suspended, leaving, adjourned",
    BROKEN: "broken off",
    EXPIRED: "expired",
}
"""What each shade says."""

PATTERNS: Final = {
    OPPOSED: ("rotate(45)", "M1 0V6"),
    PARTLY: ("rotate(0)", "M0 1.5H6M0 4.5H6"),
    BROKEN: ("rotate(45)", "M1 0V6M0 1H6"),
}
"""The shades that are hatched: how a tile of six by six is turned, and its lines."""

# STYLE


def squeezed(style: str) -> str:
    """A style sheet without what only its readers need: comments, and blanks beside its signs."""
    return re.sub(r"\s*([{};:,])\s+", r"\1", re.sub(r"/\*.*?\*/", "", style)).strip()


STYLE: Final = squeezed(files(__package__).joinpath("style.css").read_text("utf-8"))
"""The style sheet of the picture."""
