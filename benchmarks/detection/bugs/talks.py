"""Bugs of the service for talks."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from benchmarks.detection.adapters.talks import TALKS
from benchmarks.detection.bugs.bug import Bug
from benchmarks.detection.systems.frame import RefusedError, check
from benchmarks.detection.systems.talks import Format, TalksRecord
from sim.moves import Adjourn, AgreeToContinue, BreakOff, Convene, Suspend
from sim.testing.aims import NearMiss


class RepeatingRecord(TalksRecord):
    """What is sent again, as no answer came, is done again."""

    def act(self, key: str, body: dict[str, Any]) -> dict[str, Any]:
        """What came of an act, whether it was done already or not."""
        self.answered.clear()
        return super().act(key, body)


class LastOnlyRecord(TalksRecord):
    """Of a list the last is done."""

    def named(self, names: Sequence[str]) -> Sequence[str]:
        """The last of the formats."""
        return names[-1:]


class LingeringRecord(TalksRecord):
    """They meet, and the round for which they meet stays agreed."""

    def convene(self, talks: Format, day: str, body: dict[str, Any]) -> Format:
        """They meet; what was agreed for the next round stays."""
        return replace(talks, status=super().convene(talks, day, body).status, since=day)


class DeafRecord(TalksRecord):
    """What is agreed while they meet is forgotten."""

    def agree_to_continue(self, talks: Format, day: str, body: dict[str, Any]) -> Format:
        """A next round is agreed, unless they meet."""
        agreed = super().agree_to_continue(talks, day, body)
        return talks if talks.status == "in-session" else agreed


class RestlessRecord(TalksRecord):
    """A round that is kept is scheduled anew."""

    def agree_to_continue(self, talks: Format, day: str, body: dict[str, Any]) -> Format:
        """A next round is agreed, on this day."""
        return replace(super().agree_to_continue(talks, day, body), since=day)


class DroppingRecord(TalksRecord):
    """An act that is refused leaves the next round dropped."""

    def do(self, body: dict[str, Any]) -> None:
        """Do what is asked; where it is refused, drop the next round."""
        try:
            super().do(body)
        except RefusedError:
            for name in body["formats"]:
                if name in self.formats and self.formats[name].status == "in-session":
                    self.formats[name] = replace(self.formats[name], is_agreed=False)
            raise


class StuckRecord(TalksRecord):
    """What is suspended cannot be broken off."""

    def break_off(self, talks: Format, day: str, body: dict[str, Any]) -> Format:
        """They are over, unless they are suspended."""
        check(talks.status != "suspended", "they are suspended")
        return super().break_off(talks, day, body)


DAY: Final = "2013-01-01"
CONVENED: Final = Convene(subject="ministers", by="both", date=DAY)
AGREED: Final = AgreeToContinue(subject="ministers", by="both", date=DAY)
ADJOURNED: Final = Adjourn(subject="ministers", by="both", date=DAY)

BUGS: Final = (
    Bug("retry done twice", "a retry applied twice", TALKS, RepeatingRecord, (AGREED, AGREED, CONVENED)),
    Bug(
        "last of a list",
        "a list act half done",
        TALKS,
        LastOnlyRecord,
        (Convene(subject=("ministers", "experts"), by="both", date=DAY),),
    ),
    Bug(
        "round stays agreed when they meet",
        "what an act is to clear stays",
        TALKS,
        LingeringRecord,
        (Convene(subject="experts", by="both", date=DAY), Adjourn(subject="experts", by="both", date=DAY)),
    ),
    Bug("round agreed in session forgotten", "an act that is lost", TALKS, DeafRecord, (CONVENED, AGREED, ADJOURNED)),
    Bug(
        "kept round scheduled anew",
        "a since that moves",
        TALKS,
        RestlessRecord,
        (AgreeToContinue(subject="experts", by="both", date=DAY),),
    ),
    Bug(
        "refused act drops the round",
        "a refused act that leaves something behind",
        TALKS,
        DroppingRecord,
        (CONVENED, AGREED, NearMiss(Adjourn(subject="ministers", by="aland", date=DAY)), ADJOURNED),
    ),
    Bug(
        "suspended cannot be broken off",
        "a status forgotten",
        TALKS,
        StuckRecord,
        (Suspend(subject="experts", by="aland", date=DAY), BreakOff(subject="experts", by="aland", date=DAY)),
    ),
)
