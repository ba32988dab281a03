"""The entries of the book of measures: how each stands on a day, and what becomes of it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

THREATS: Final = ("threatened", "deferred")
IMPOSED: Final = ("in-place", "suspended")
ONE_DAY: Final = timedelta(1)


@dataclass(frozen=True)
class Entry:
    """A measure: where the last act brought it, on which day and by whom it was made, and the days that turn it.

    `begins`: the day from which it is in place, where that was announced. `deadline` is the last day of a threat,
    `term` that of a measure, `pause` that of its suspension. `step` counts how often it was raised more than eased.
    """

    author: str
    status: str
    day: date | None
    begins: date | None = None
    deadline: date | None = None
    term: date | None = None
    pause: date | None = None
    step: int = 0


class MeasureEntries:
    """How entries stand as days pass, and the entries that they turn into."""

    def stands(self, entry: Entry, day: date) -> str:
        """Where a measure stands on a day, its term aside."""
        if self.is_ahead(entry, day):
            return "threatened"
        if self.has_paused(entry, day):
            return {"suspended": "in-place", "deferred": "threatened"}[entry.status]
        return entry.status

    def is_ahead(self, entry: Entry, day: date) -> bool:
        """Whether it is announced for a later day."""
        return entry.begins is not None and day < entry.begins

    def has_paused(self, entry: Entry, day: date) -> bool:
        """Whether its suspension is over."""
        return entry.status in ("suspended", "deferred") and entry.pause is not None and day > entry.pause

    def is_over(self, entry: Entry, day: date) -> bool:
        """Whether its term is over, be it suspended or not."""
        return entry.term is not None and day > entry.term and self.stands(entry, day) in IMPOSED

    def met(self, entry: Entry, day: date) -> str | None:
        """Where an act meets it on a day; None where it is over."""
        return None if self.is_over(entry, day) else self.stands(entry, day)

    def reads(self, entry: Entry, day: date) -> str:
        """Its status as it reads on a day."""
        return "expired" if self.is_over(entry, day) else self.stands(entry, day)

    def since_of(self, entry: Entry, day: date) -> date | None:
        """The day since which it reads as it does on a day."""
        since = entry.begins if entry.begins is not None and day >= entry.begins else entry.day
        end = entry.term if self.is_over(entry, day) else entry.pause if self.has_paused(entry, day) else None
        return max(since or end, end + ONE_DAY) if end is not None else since

    def end_of(self, entry: Entry, day: date) -> date | None:
        """The day on which what it stands in ends by itself; None if it does not."""
        stands = self.stands(entry, day)
        if self.is_ahead(entry, day):
            return entry.begins
        if self.is_over(entry, day) or stands not in (*THREATS, *IMPOSED):
            return None
        pause = entry.pause if stands == entry.status else None
        if stands in THREATS:
            return pause or entry.deadline
        return min((end for end in (pause, entry.term) if end), default=None)

    def end_met(self, entry: Entry, day: date) -> tuple[str, str]:
        """The word for the end of what it stands in, and where the entry holds it."""
        stands = self.stands(entry, day)
        if self.is_ahead(entry, day):
            return "effective", "begins"
        if stands == "threatened":
            return "deadline", "deadline"
        is_paused = stands in ("suspended", "deferred") and not self.is_over(entry, day)
        return "until", "pause" if is_paused else "term"

    def with_end(self, entry: Entry, field: str, end: date | None) -> Entry:
        """The measure with another end; what is no longer announced for a day is a threat."""
        if field == "begins":
            return replace(entry, begins=end) if end else replace(entry, status="threatened", begins=None, term=None)
        if field == "pause":
            return replace(entry, pause=end)
        return replace(entry, deadline=end) if field == "deadline" else replace(entry, term=end)

    def turned(self, entry: Entry, status: str, day: date, **changes: Any) -> Entry:
        """The measure brought to a status, with what else changes; what was suspended or announced is so no longer."""
        return replace(entry, **{"status": status, "day": day, "begins": None, "pause": None, **changes})

    def called_off(self, entry: Entry, day: date) -> Entry:
        """The measure without the day for which it was announced."""
        return replace(entry, begins=None, term=None) if self.is_ahead(entry, day) else entry

    def resumed(self, entry: Entry, status: str, day: date) -> Entry:
        """The measure that stands again."""
        return self.turned(entry, status, day)

    def ended(self, entry: Entry, status: str, day: date) -> Entry:
        """The measure ended for good, with no days ahead."""
        return Entry(entry.author, status, day, step=entry.step)
