"""The symbols of a picture: a marker for each verb, a shade for each status, a class for each side.

Colours are in style.css. Nothing is said by colour alone: a side has its half of the lane, a verb its marker, a status
its pattern.
"""

import re
from collections.abc import Iterable
from importlib.resources import files
from typing import Final

from sim.history.status_on_day import LEVELS
from sim.history.triggers import DISCHARGED
from sim.model.ids import BOTH
from sim.model.setting import Setting
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, NEUTRAL, Lifecycle, spoken
from sim.rules.registry import LIFECYCLES
from sim.rules.subject import Status
from sim.rules.subjects import answers, measures, participation, proposals, talks

# SIDES

FIRST, SECOND, TOGETHER, OUTSIDE = "first", "second", "both", "other"
"""The sides that a move can be on: either party's, that of both, and that of a third party or the clock.

Each is a class of the style sheet.
"""


def side_of(actor: str | None, setting: Setting) -> str:
    """The side of an actor; None is the clock."""
    first, second = setting.party_ids
    return {first: FIRST, second: SECOND, BOTH: TOGETHER}.get(actor or "", OUTSIDE)


def stands_with(actor: str | None, setting: Setting) -> str:
    """The side beside which an actor is drawn: of a third party that stands with a party that of the party."""
    return side_of(setting.side_of(actor) or actor, setting)


# VERBS

MARKERS: Final = {
    "propose": "M0-6L6 0L0 6L-6 0Z",
    "oppose": "M-5-3L-3-5L0-2L3-5L5-3L2 0L5 3L3 5L0 2L-3 5L-5 3L-2 0Z",
    "accept": "M-5.5 0L-3.5-2L-1.5 0.5L3.5-5L5.5-3L-1.5 5Z",
    "ratify": "M-6-6H6V6H-6ZM-4.5 0L-1 3.5L4.5-2.5L3-4L-1 0.3L-3-1.5Z",
    "reject": "M-6-6H6V6H-6ZM-3.5-2L-1.5 0L-3.5 2L-2 3.5L0 1.5L2 3.5L3.5 2L1.5 0L3.5-2L2-3.5L0-1.5L-2-3.5Z",
    "repudiate": "M-6-3H-1L1 0L-1 3H-6ZM1.5-3H6V3H1.5L3.5 0Z",
    "withdraw": "M5-5V5L-5 0Z",
    "carry-out": "M-5-5V5L5 0Z",
    "extend": "M-6-5H-3L0 0L-3 5H-6L-3 0ZM0-5H3L6 0L3 5H0L3 0Z",
    "lapse": "M-5-5H5L1 0L5 5H-5L-1 0Z",
    "threaten": "M0-6L6 5H-6Z",
    "impose": "M-5-5H5V5H-5Z",
    "raise": "M0-6L5-1H-5ZM0-0.5L5 4.5H-5Z",
    "ease": "M0 6L5 1H-5ZM0 0.5L5-4.5H-5Z",
    "comply": "M0 6L6-5H-6Z",
    "suspend": "M-5-5H-1.5V5H-5ZM1.5-5H5V5H1.5Z",
    "resume": "M-5-5H-2.5V5H-5ZM-1-5L5.5 0L-1 5Z",
    "lift": "M0-6L6 0H2.5V5H-2.5V0H-6Z",
    "commit": "M-3-5.5H3L6 0L3 5.5H-3L-6 0Z",
    "breach": "M-5.5-4L-1-5.5L-2.5-1L1 1L-0.5 5.5L-5.5 4ZM1-5.5L5.5-4V4L1.5 5.5L3 0L-0.5-1.5Z",
    "leave": "M-6 0L-1-5V-2H6V2H-1V5Z",
    "convene": "M-6 5A6 9 0 0 1 6 5Z",
    "agree-to-continue": "M-2-5.5H2V-2H5.5V2H2V5.5H-2V2H-5.5V-2H-2Z",
    "adjourn": "M-5.5-2.5H5.5V2.5H-5.5Z",
    "break-off": "M1-6L-5 1.5H-1L-2 6L5-1.5H1Z",
    "remark": "M-4.5 0A4.5 4.5 0 1 1 4.5 0A4.5 4.5 0 1 1-4.5 0Z",
    "act": "M0-6L1.6-2L6-1.8L2.6 1L3.7 5.3L0 2.9L-3.7 5.3L-2.6 1L-6-1.8L-1.6-2Z",
}
"""The outlines that are drawn by hand, by verb; each is centred on 0, 0 and reaches at most 6 units from it."""

FALLBACKS: Final = {
    HOSTILE: "M0-6L6 5H-6ZM0-2L-2.5 3H2.5Z",
    NEUTRAL: "M-4-4H4V4H-4ZM-2-2V2H2V-2Z",
    CONCILIATORY: "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1-5 0ZM-2.5 0A2.5 2.5 0 1 0 2.5 0A2.5 2.5 0 1 0-2.5 0Z",
}
"""The outline of a verb that has none drawn by hand, by its tone."""


def marker_outline(verb: str) -> str:
    """The outline of the marker of a verb: drawn by hand, or that of its tone (neutral if it has several)."""
    rows = (row for law in LIFECYCLES.values() for row in law.transitions if row.target == "subject")
    tones = {row.tone for row in rows if row.move.verb == verb}
    return MARKERS.get(verb) or FALLBACKS[tones.pop() if len(tones) == 1 else NEUTRAL]


# LOADS

ALONE, IN_PAIR = "alone", "in-pair"
"""The loads of a move: a conclusion hangs on it alone, or on it and one other. Each is a class of a ring."""

RINGS: Final = {ALONE: 8.8, IN_PAIR: 8.0}
"""The radius of the ring around the marker of a move with a load."""

# STATUSES

ASKED, OPPOSED, PARTLY, STANDS, RESTS, BROKEN, EXPIRED = (
    "asked", "opposed", "partly", "stands", "rests", "broken", "expired",
)  # fmt: skip
"""The shades, each a class of the style sheet."""

RAISED, EASED = LEVELS[measures.RAISED], LEVELS[measures.EASED]
"""The statuses shown for a measure in place that has been raised or eased; each is also a shade."""

SHADES: Final = {
    answers.TABLED: ASKED,
    measures.THREATENED: ASKED,
    talks.SCHEDULED: ASKED,
    participation.PENDING: ASKED,
    answers.OPPOSED: OPPOSED,
    answers.REJECTED: OPPOSED,
    answers.PROVISIONAL: PARTLY,
    answers.ACCEPTED: STANDS,
    proposals.CARRIED_OUT: STANDS,
    measures.IN_PLACE: STANDS,
    participation.IN_FORCE: STANDS,
    talks.IN_SESSION: STANDS,
    RAISED: RAISED,
    EASED: EASED,
    participation.SUSPENDED: RESTS,
    measures.DEFERRED: RESTS,
    participation.LEAVING: RESTS,
    talks.ADJOURNED: RESTS,
    talks.BROKEN_OFF: BROKEN,
    participation.IN_BREACH: BROKEN,
    EXPIRED: EXPIRED,
}
"""The shade of each status; of one that is not named here it is `STANDS`."""

_LABELS: Final = {proposals.CARRIED_OUT: "done"}

ALL_SHADES: Final = (ASKED, OPPOSED, PARTLY, EASED, STANDS, RAISED, RESTS, BROKEN, EXPIRED)
"""The shades in the order of a legend."""


def shade_of(status: Status) -> str:
    """The shade of a status."""
    return SHADES.get(status, STANDS)


def shade_meaning(shade: str, statuses: Iterable[Status]) -> str:
    """Those of the *statuses* that have a shade, in words; first those with one of their own, in order."""
    drawn = dict.fromkeys(status for status in statuses if shade_of(status) == shade)
    ordered = (*filter(drawn.__contains__, SHADES), *(status for status in drawn if status not in SHADES))
    return ", ".join(_LABELS.get(status, spoken(status)) for status in ordered)


def is_shown(status: Status, law: Lifecycle) -> bool:
    """Whether a status has a band: not where nothing has begun, nor where nothing stands or is in force any more."""
    return status not in (talks.IDLE, participation.LEFT, DISCHARGED) and status not in law.ended


PATTERNS: Final = {
    OPPOSED: ("rotate(45)", "M1 0V6"),
    PARTLY: ("rotate(0)", "M0 1.5H6M0 4.5H6"),
    BROKEN: ("rotate(45)", "M1 0V6M0 1H6"),
}
"""The shades that are hatched: the rotation of a tile of 6 by 6, and its lines."""

# STYLE


def minified(style: str) -> str:
    """A style sheet without comments and needless blanks."""
    return re.sub(r"\s*([{};:,])\s+", r"\1", re.sub(r"/\*.*?\*/", "", style)).strip()


STYLE: Final = minified(files(__package__).joinpath("style.css").read_text("utf-8"))
"""The style sheet of the picture."""
