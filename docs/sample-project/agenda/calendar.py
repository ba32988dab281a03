"""The calendar of the talks: one entry for each format, kept up to date by the moves as they are reported.

It is fed move by move and never sees a state of negsim's. So it has rules and words of its own, which may be wrong.
"""

from collections.abc import Collection, Mapping
from datetime import date

from sim import When
from sim.moves import BOTH, Adjourn, AgreeToContinue, BreakOff, Convene, Move

NEVER = "never met"
SET = "set"
SITTING = "sitting"
OVER = "over"
CALLED_OFF = "called off"


class Clash(Exception):
    """A report that does not fit the calendar, in words."""


class Calendar:
    """Which talks sit, which are to meet, and by when."""

    def __init__(
        self, party_ids: Collection[str], entries: Mapping[str, str], meetings: Mapping[str, When | None]
    ) -> None:
        """The two sides, what it says of each format at first, and the meetings that are set (None: with no day)."""
        self.party_ids = party_ids
        self.entries = dict(entries)
        self.meetings = dict(meetings)

    def enter(self, move: Move) -> None:
        """Bring the calendar up to date. Raises: Clash, and the calendar is what it was."""
        entry = self.entries.get(move.subject)
        if entry is None:
            raise Clash(f"there are no talks called {move.subject}")
        if move.by not in (self.party_ids if isinstance(move, BreakOff) else (BOTH,)):
            raise Clash(f"that is not for {move.by} to do")
        match move:
            case Convene() if entry != SITTING:
                self._change(move.subject, SITTING)
            case AgreeToContinue():
                self._agree(move, entry)
            case Adjourn() if entry == SITTING:
                self.entries[move.subject] = SET if move.subject in self.meetings else OVER
            case BreakOff() if entry in (SET, SITTING, OVER):
                self._change(move.subject, CALLED_OFF)
            case _:
                raise Clash(f"{move.subject}: no {move.verb} while it is {entry}")

    def days_to(self, name: str, day: date) -> int | None:
        """How many days there are to the next meeting, at the longest; None if no day is set."""
        due = self.meetings.get(name)
        return None if due is None else max((due.best - day).days, 0)

    def _change(self, name: str, entry: str) -> None:
        self.entries[name] = entry
        self.meetings.pop(name, None)

    def _agree(self, move: AgreeToContinue, entry: str) -> None:
        self.meetings[move.subject] = move.due or self.meetings.get(move.subject)
        if entry != SITTING:
            self.entries[move.subject] = SET
