"""Bugs of the ledger of commitments."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from benchmarks.detection.adapters.commitments import COMMITMENTS
from benchmarks.detection.bugs.bug import Bug
from benchmarks.detection.systems.ledger import CommitmentLedger
from benchmarks.detection.systems.ledger_parts import Event, Part
from sim.moves import Breach, CarryOut, Commit, Extend, Leave, Resume, Suspend
from sim.testing.aims import Wait


class DeafLedger(CommitmentLedger):
    """A notice that was put off takes effect on its first day all the same; the job for that day was never cancelled.

    The ledger keeps that day as the `pause` of the part, which a part that is leaving does not have.
    """

    def extended(self, part: Part, event: Event) -> Part:
        """The part with another end, and the first day of its notice."""
        is_notice = self.end_met(part, event.day) == "notice"
        after = super().extended(part, event)
        return replace(after, pause=part.pause or part.notice) if is_notice else after

    def stands(self, part: Part, day: date) -> str:
        """How a part stands on a day: left from the first day of its notice."""
        is_due = part.status == "leaving" and part.pause is not None and day >= part.pause
        return "left" if is_due else super().stands(part, day)


class OneSidedLedger(CommitmentLedger):
    """What both end together is ended for the first of them."""

    def record(
        self,
        day: date,
        by: str,
        names: Sequence[str],
        word: str,
        effective: date | None = None,
        until: date | None = None,
    ) -> None:
        """Write an event into the log of each; a joint end for one."""
        super().record(day, self.frame.parties[0] if word == "end" else by, names, word, effective, until)


class MindfulLedger(CommitmentLedger):
    """A notice that was taken back still takes effect."""

    def resumed(self, part: Part, event: Event) -> Part:
        """The part that is honoured again, with the notice."""
        return replace(super().resumed(part, event), notice=part.notice)

    def stands(self, part: Part, day: date) -> str:
        """How a part stands on a day: left from the day of its notice."""
        is_due = part.notice is not None and day >= part.notice
        return "left" if is_due and part.status == "in-force" else super().stands(part, day)


class ShortLedger(CommitmentLedger):
    """A suspension ends on its last day."""

    def stands(self, part: Part, day: date) -> str:
        """How a part stands on a day, its suspension over on the last day."""
        is_last = part.status == "suspended" and part.pause == day
        return "in-force" if is_last else super().stands(part, day)


class FreshLedger(CommitmentLedger):
    """It is in breach since it was last broken, not since it first was."""

    def broken(self, part: Part, event: Event) -> Part:
        """The part in breach since the event."""
        broken = super().broken(part, event)
        return replace(broken, since=event.day) if broken.status == "in-breach" else broken


class WelcomingLedger(CommitmentLedger):
    """Who joins sets the parts of the others back to where they began."""

    def begun(self, parts: dict[str, Part], event: Event) -> Part:
        """The part of who joins; all are in force."""
        begun = super().begun(parts, event)
        for party, part in parts.items():
            parts[party] = replace(part, status="in-force")
        return begun


class StrictLedger(CommitmentLedger):
    """What was promised cannot be done late."""

    def fulfil(self, day: date, by: str, names: Sequence[str]) -> None:
        """Who is bound does what was promised, in time."""
        self.check_met(day, by, names, ("in-force", "suspended", "leaving", "in-breach"))
        super().fulfil(day, by, names)


DAY: Final = "2013-01-01"
NEXT_DAY: Final = "2013-01-02"
DAY_AFTER: Final = "2013-01-03"

BUGS: Final = (
    Bug(
        "notice put off, yet it takes effect",
        "a notice that takes effect though put off",
        COMMITMENTS,
        DeafLedger,
        (
            Leave(subject="pact", by="aland", date=DAY, effective=NEXT_DAY),
            Extend(subject="pact", by="aland", date=DAY, effective=DAY_AFTER),
            Wait(NEXT_DAY),
        ),
    ),
    Bug(
        "joint end for one side",
        "a joint act recorded for one side",
        COMMITMENTS,
        OneSidedLedger,
        (Leave(subject="pact", by="both", date=DAY),),
    ),
    Bug(
        "notice taken back, yet it takes effect",
        "a notice that takes effect though called off",
        COMMITMENTS,
        MindfulLedger,
        (
            Leave(subject="pact", by="aland", date=DAY, effective=NEXT_DAY),
            Resume(subject="pact", by="aland", date=DAY),
            Wait(NEXT_DAY),
        ),
    ),
    Bug(
        "suspension a day short",
        "off by one day at an end, too early",
        COMMITMENTS,
        ShortLedger,
        (Suspend(subject="pact", by="aland", date=DAY, until=DAY),),
    ),
    Bug(
        "in breach since the last time",
        "a since that moves",
        COMMITMENTS,
        FreshLedger,
        (Breach(subject="pact", by="aland", date=DAY), Breach(subject="pact", by="aland", date=NEXT_DAY)),
    ),
    Bug(
        "who joins sets the others back",
        "a second answer resets the first",
        COMMITMENTS,
        WelcomingLedger,
        (Suspend(subject="pact", by="aland", date=DAY), Commit(subject="pact", by="council", date=DAY)),
    ),
    Bug(
        "nothing is done late",
        "what the law allows late is refused",
        COMMITMENTS,
        StrictLedger,
        (
            Commit(subject="a", by="aland", date=DAY, issue="quota", until=DAY),
            CarryOut(subject="a", by="aland", date=NEXT_DAY),
        ),
    ),
)
