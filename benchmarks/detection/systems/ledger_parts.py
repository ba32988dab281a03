"""The parts of those who are bound by a commitment: what events make of them, and how they stand on a day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

ONE_DAY: Final = timedelta(1)
BINDING: Final = ("in-force", "suspended", "leaving", "in-breach")

_TURNS: Final = {"end": "ended", "leave": "left", "fulfil": "fulfilled"}


@dataclass(frozen=True)
class Event:
    """What happened to the part of one who is bound: a word for it, the day, and the days that it sets."""

    party: str
    word: str
    day: date
    effective: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Part:
    """How somebody who is bound stands by the events up to now; the rest is a matter of the day."""

    status: str
    since: date
    begins: date | None = None
    until: date | None = None
    pause: date | None = None
    notice: date | None = None
    is_broken_late: bool = False


class LedgerParts:
    """The part that each event leads to, and how a part stands as days pass."""

    # EVENTS

    def after(self, parts: dict[str, Part], event: Event) -> Part:  # noqa: PLR0911 - one for each word
        """The part of who acts, after an event."""
        part = parts.get(event.party)
        if part is None:
            return self.begun(parts, event)
        if event.word in _TURNS:
            return self.turned(part, _TURNS[event.word], event.day)
        match event.word:
            case "suspend":
                return self.turned(part, "suspended", event.day, pause=event.until)
            case "resume":
                return self.resumed(part, event)
            case "give-notice":
                is_late = part.is_broken_late
                return self.turned(part, "leaving", event.day, notice=event.effective, is_broken_late=is_late)
            case "breach":
                return self.broken(part, event)
        return self.extended(part, event)

    def begun(self, parts: dict[str, Part], event: Event) -> Part:
        """The part of who undertakes or joins it."""
        return Part("in-force", event.day, event.effective, event.until or self.longest(parts))

    def turned(
        self,
        part: Part,
        status: str,
        day: date,
        pause: date | None = None,
        notice: date | None = None,
        *,
        is_broken_late: bool = False,
    ) -> Part:
        """The part in another status; when it begins and ends stays, a pause or a notice before that does not."""
        return Part(status, day, part.begins, part.until, pause, notice, is_broken_late)

    def resumed(self, part: Part, event: Event) -> Part:
        """The part that is honoured again."""
        return self.turned(part, "in-force", event.day)

    def broken(self, part: Part, event: Event) -> Part:
        """The part that is broken: since the first time, unless that was in time and this is late."""
        if self.stands(part, event.day) == "leaving":
            return part
        is_late = self.is_over(part, event.day)
        since = part.since if part.status == "in-breach" and not is_late else event.day
        broken = self.turned(part, "in-breach", event.day, is_broken_late=is_late or part.is_broken_late)
        return replace(broken, since=since)

    def extended(self, part: Part, event: Event) -> Part:
        """The part with another end of what it stands in."""
        if self.end_met(part, event.day) == "notice":
            return replace(part, notice=event.effective, is_broken_late=False)
        if self.end_met(part, event.day) == "pause":
            return replace(part, pause=event.until, is_broken_late=False)
        return replace(part, until=event.until, is_broken_late=False)

    # DAYS

    def stands(self, part: Part, day: date) -> str:
        """How a part stands on a day, its term aside."""
        if part.status == "leaving" and part.notice is not None and day >= part.notice:
            return "left"
        if part.status == "suspended" and part.pause is not None and day > part.pause:
            return "in-force"
        return part.status

    def is_over(self, part: Part, day: date) -> bool:
        """Whether its last day is past; what was broken after that stays in breach."""
        is_past = part.until is not None and day > part.until
        return is_past and not part.is_broken_late and self.stands(part, day) in BINDING

    def reads(self, part: Part, day: date) -> str:
        """Its status as it reads on a day."""
        if self.is_over(part, day):
            return "expired"
        stands = self.stands(part, day)
        is_pending = stands == "in-force" and part.begins is not None and day < part.begins
        return "pending" if is_pending else stands

    def since_of(self, part: Part, day: date) -> date:
        """The day since which a part reads as it does on a day."""
        reads, stands = self.reads(part, day), self.stands(part, day)
        if reads == "expired" and part.until is not None:
            return max(part.since, part.until + ONE_DAY)
        if part.status == "leaving" and stands == "left" and part.notice is not None:
            return max(part.since, part.notice)
        if reads == "in-force" and part.status == "suspended" and part.pause is not None:
            return max(part.since, part.pause + ONE_DAY)
        return max(part.since, part.begins) if reads == "in-force" and part.begins is not None else part.since

    def end_of(self, part: Part, day: date) -> date | None:
        """The day on which what a part stands in ends by itself; None if it does not."""
        reads = self.reads(part, day)
        if reads == "pending":
            return part.begins
        if reads not in BINDING:
            return part.notice if self.stands(part, day) == "leaving" else None
        own = {"suspended": part.pause, "leaving": part.notice}.get(reads)
        return min((end for end in (own, None if part.is_broken_late else part.until) if end), default=None)

    def end_met(self, part: Part, day: date) -> str:
        """The end of what it stands in."""
        stands = self.stands(part, day)
        if stands == "leaving":
            return "notice"
        return "pause" if stands == "suspended" and part.pause is not None else "until"

    def longest(self, parts: dict[str, Part]) -> date | None:
        """The last day of the longest part; None if one has no end."""
        ends = [part.until for part in parts.values()]
        return None if None in ends else max((end for end in ends if end is not None), default=None)
