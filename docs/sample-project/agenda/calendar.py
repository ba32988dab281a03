"""The calendar of the talks: one entry for each format, kept up to date by the moves as they are reported.

It is fed move by move and never sees a state of negsim's. So it has rules and words of its own, which may be wrong.
"""

from collections.abc import Collection, Mapping
from datetime import date

from sim import Setting, When
from sim.moves import BOTH, Adjourn, AgreeToContinue, BreakOff, Convene, Move, Suspend

NEVER = "never met"
SET = "set"
SITTING = "sitting"
OVER = "over"
HALTED = "halted"
CALLED_OFF = "called off"


class Clash(Exception):
    """A report that does not fit the calendar, in words."""


class Calendar:
    """Which talks sit, which are to meet, and by when."""

    def __init__(self, setting: Setting, entries: Mapping[str, str], meetings: Mapping[str, When | None]) -> None:
        """Who takes part, what it says of each format at first, and the meetings that are set (None: with no day)."""
        self.setting = setting
        self.entries = dict(entries)
        self.meetings = dict(meetings)

    def enter(self, move: Move) -> None:
        """Bring the calendar up to date. Raises: Clash, and the calendar is what it was."""
        after = {name: self._entry_after(move, name) for name in move.subjects}
        for name, entry in after.items():
            self.entries[name] = entry
            if isinstance(move, AgreeToContinue):
                self.meetings[name] = move.due or self.meetings.get(name)
            elif not isinstance(move, Adjourn):
                self.meetings.pop(name, None)

    def days_to(self, name: str, day: date) -> int | None:
        """How many days there are to the next meeting, at the longest; None if no day is set."""
        due = self.meetings.get(name)
        return None if due is None else max((due.best - day).days, 0)

    def _entry_after(self, move: Move, name: str) -> str:
        entry = self.entries.get(name)
        if entry is None:
            raise Clash(f"there are no talks called {name}")
        if move.by not in self._able(move):
            raise Clash(f"that is not for {move.by} to do")
        match move:
            case Convene() if entry != SITTING:
                return SITTING
            case AgreeToContinue():
                return entry if entry == SITTING else SET
            case Adjourn() if entry == SITTING:
                return SET if name in self.meetings else OVER
            case Suspend() if entry in (SET, SITTING, OVER):
                return HALTED
            case BreakOff() if entry in (SET, SITTING, OVER, HALTED):
                return CALLED_OFF
        raise Clash(f"{name}: no {move.verb} while it is {entry}")

    def _able(self, move: Move) -> Collection[str]:
        """Those who may make such a move: a side halts talks or walks out; both meet, or who brings them together."""
        match move:
            case Suspend():
                return self.setting.party_ids
            case BreakOff():
                return (*self.setting.party_ids, BOTH)
        return (BOTH, *self.setting.outsiders)
