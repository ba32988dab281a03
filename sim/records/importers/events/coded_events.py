"""What the codes of event data mean as moves, and an event that has such a code."""

from collections.abc import Hashable
from typing import Final

from attrs import evolve, frozen

from sim.records.importers.source_dates import SourceDate

HOSTILE: Final = "hostile"
NEUTRAL: Final = "neutral"
CONCILIATORY: Final = "conciliatory"

REMARK: Final = "remark"
ACT: Final = "act"
PROPOSE: Final = "propose"
ACCEPT: Final = "accept"
OPPOSE: Final = "oppose"
THREATEN: Final = "threaten"
IMPOSE: Final = "impose"
EASE: Final = "ease"
CONVENE: Final = "convene"
BREAK_OFF: Final = "break-off"

SUBSTANCE: Final = "substance"
PROCEDURE: Final = "procedure"
ANY: Final = ""


@frozen
class Meaning:
    """What a code means: a verb, what the verb is about, and the tone of the code.

    `kind` is that of a remark or a proposal, `harm` the kind of harm that is threatened, done or eased, `matter` that
    of the proposal that is made or answered. `otherwise` is the meaning where no subject can be told.
    """

    verb: str
    tone: str
    kind: str = ""
    harm: str = ""
    matter: str = ANY
    otherwise: "Meaning | None" = None

    @property
    def is_joint(self) -> bool:
        """Whether both sides can do it together."""
        return self.verb in (REMARK, ACT, PROPOSE, ACCEPT, CONVENE, BREAK_OFF)


_TONES: Final = {"accusation": HOSTILE, "criticism": HOSTILE, "support": CONCILIATORY, "apology": CONCILIATORY}


def says(kind: str) -> Meaning:
    """A remark of that kind."""
    return Meaning(REMARK, _TONES.get(kind, NEUTRAL), kind)


def does(tone: str, harm: str = "") -> Meaning:
    """An act in that tone; with a *harm*, one that may carry out a threat of that kind."""
    return Meaning(ACT, tone, harm=harm)


def offers(matter: str = SUBSTANCE) -> Meaning:
    """An offer to the other side."""
    return Meaning(PROPOSE, NEUTRAL, "offer", matter=matter)


def asks(matter: str = SUBSTANCE) -> Meaning:
    """A request to the other side."""
    return Meaning(PROPOSE, NEUTRAL, "request", matter=matter)


def agrees(otherwise: Meaning, matter: str = ANY) -> Meaning:
    """A yes to the one proposal of the other side that is open."""
    return Meaning(ACCEPT, CONCILIATORY, matter=matter, otherwise=otherwise)


def refuses(matter: str = ANY) -> Meaning:
    """A no to the one proposal of the other side that is open and not refused yet; else a criticism."""
    return Meaning(OPPOSE, HOSTILE, matter=matter, otherwise=says("criticism"))


def threatens(harm: str) -> Meaning:
    """A threat of that kind of harm."""
    return Meaning(THREATEN, HOSTILE, harm=harm)


def imposes(harm: str) -> Meaning:
    """A harm of that kind that lasts; it carries out the one threat of its kind that stands."""
    return Meaning(IMPOSE, HOSTILE, harm=harm)


def eases(harm: str) -> Meaning:
    """An easing of the one own measure of that kind that is in place; else an act."""
    return Meaning(EASE, CONCILIATORY, harm=harm, otherwise=does(CONCILIATORY))


MEETS: Final = Meaning(CONVENE, NEUTRAL, otherwise=does(NEUTRAL))
"""The negotiations are in session; if they are already, an act."""
BREAKS_OFF: Final = Meaning(BREAK_OFF, HOSTILE, harm="talks", otherwise=does(HOSTILE, "talks"))
"""The negotiations end, if they are in session; else an act."""


@frozen
class NoEvent:
    """Why a row has no event: it cannot be read, or it `is_left_out` though nothing is wrong with it."""

    reason: str
    is_left_out: bool = False


@frozen
class CodedEvent:
    """An event of one dyad: its row, date, sides, code with its meaning, and its words.

    `by` is the id of a side, or `both`. `mirror` is the same for two rows that report one event, once from each side.
    `details` go to the note of the move, `problems` to the report.
    """

    row: int
    date: SourceDate
    by: str
    code: str
    label: str
    meaning: Meaning
    mirror: Hashable | None = None
    issue: str = ""
    speaker: str = ""
    details: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def with_detail(self, detail: str, by: str | None = None) -> "CodedEvent":
        """The same event with one more detail, and perhaps of another side."""
        return evolve(self, by=by or self.by, details=(*self.details, detail))


def problem_of_score(score: str, tone: str) -> str:
    """The problem with a score on a scale from conflict (below 0) to cooperation, for a code of that tone; or none."""
    try:
        number = float(score)
    except ValueError:
        return f"its score {score[:40]!r} is no number" if score else ""
    contradicts = {HOSTILE: not number < 0, CONCILIATORY: not number > 0}.get(tone, False)
    return f"it is scored {score[:40]}, though its code is {tone}; the code decides" if contradicts else ""
