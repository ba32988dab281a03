"""A ledger of commitments: a log of events for each who is bound, from which it works out how each stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from benchmarks.detection.systems.frame import BOTH, RESERVED, Frame, check

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


class CommitmentLedger:
    """Treaties and promises. What is asked in one call is done as a whole or not at all."""

    def __init__(self, frame: Frame, in_force: dict[str, date] | None = None) -> None:
        self.frame = frame
        self.log: dict[str, list[Event]] = {}
        for name, day in (in_force or {}).items():
            self.log[name] = [Event(party, "commit", day) for party in frame.parties]

    # WHAT CAN BE ASKED OF IT

    def commit(
        self,
        day: date,
        by: str,
        names: Sequence[str],
        issues: Sequence[str] = (),
        *,
        effective: date | None = None,
        until: date | None = None,
    ) -> None:
        """Undertake something, or join what others have undertaken; without a day until its longest part ends."""
        self.frame.check_actor(by)
        self.frame.check_issues(issues)
        check(effective is None or effective >= day, f"{effective} is past")
        check(until is None or until >= day, f"{until} is past")
        for name in names:
            check(name not in RESERVED, f"{name} is a reserved word")
            if name in self.log:
                last = self.last_day(name)
                check(last is None or day <= last, f"{name} ended on {last}")
                check(not set(self.frame.acting(by)) & set(self.parts(name)), f"{by} is bound already")
            end = until or self.last_day(name)
            check(effective is None or end is None or effective <= end, "it would end before it begins")
        self.record(day, by, names, "commit", effective=effective, until=until)

    def suspend(self, day: date, by: str, names: Sequence[str], until: date | None = None) -> None:
        """Who is bound suspends its part."""
        check(until is None or until >= day, f"{until} is past")
        self.check_met(day, by, names, ("in-force",))
        self.record(day, by, names, "suspend", until=until)

    def resume(self, day: date, by: str, names: Sequence[str]) -> None:
        """Who is bound honours it again, or takes a notice back, or comes back."""
        self.check_met(day, by, names, ("suspended", "leaving", "left", "in-breach"))
        self.record(day, by, names, "resume")

    def leave(self, day: date, by: str, names: Sequence[str], effective: date | None = None) -> None:
        """Who is bound gives it up, at once or from a later day; both parties together end it, at once."""
        check(effective is None or effective >= day, f"{effective} is past")
        self.check_met(day, by, names, ("in-force", "suspended", "in-breach"), is_joint=True)
        if by == BOTH:
            self.record(day, by, names, "end")
        elif effective is not None and effective > day:
            self.record(day, by, names, "give-notice", effective=effective)
        else:
            self.record(day, by, names, "leave")

    def breach(self, day: date, by: str, names: Sequence[str]) -> None:
        """Who is bound breaks it, be it after its last day; a notice stays a notice."""
        self.check_met(day, by, names, BINDING, is_late=True)
        self.record(day, by, names, "breach")

    def fulfil(self, day: date, by: str, names: Sequence[str]) -> None:
        """Who is bound does what was promised, be it after the last day."""
        self.check_met(day, by, names, BINDING, is_late=True)
        self.record(day, by, names, "fulfil")

    def extend(
        self,
        day: date,
        by: str,
        names: Sequence[str],
        *,
        until: date | None = None,
        effective: date | None = None,
    ) -> None:
        """Who is bound, or both, put off the end of what they stand in; without a day there is no end any more.

        Of a notice `effective` is put off, by who gave it, or by both.
        """
        self.frame.check_actor(by)
        check(until is None or until >= day, f"{until} is past")
        check(effective is None or effective >= day, f"{effective} is past")
        check(until is None or effective is None, "one end at a time")
        for name in names:
            self.check_there(name)
            for party in self.extending(name, by, effective):
                self.check_end_moved(self.part(name, party), day, until, effective)
        for name in names:
            for party in self.extending(name, by, effective):
                self.log[name].append(Event(party, "extend", day, effective, until))

    # WHAT IT TELLS

    def statuses(self, day: date) -> dict[str, dict[str, str]]:
        """The status of each who is bound by each, as it reads on a day."""
        return {name: {party: self.reads(part, day) for party, part in self.parts(name).items()} for name in self.log}

    def since(self, day: date) -> dict[str, dict[str, date]]:
        """The day since which each reads as it does."""
        return {name: {who: self.since_of(part, day) for who, part in self.parts(name).items()} for name in self.log}

    def ends(self, day: date) -> dict[str, dict[str, date | None]]:
        """The day on which what each stands in ends."""
        return {name: {who: self.end_of(part, day) for who, part in self.parts(name).items()} for name in self.log}

    # HOW IT WORKS

    def record(
        self,
        day: date,
        by: str,
        names: Sequence[str],
        word: str,
        effective: date | None = None,
        until: date | None = None,
    ) -> None:
        """Write an event into the log of each, for each in whose name it is."""
        for name in names:
            for party in self.frame.acting(by):
                self.log.setdefault(name, []).append(Event(party, word, day, effective, until))

    def parts(self, name: str) -> dict[str, Part]:
        """The part of each who is bound, worked out from the log."""
        parts: dict[str, Part] = {}
        for event in self.log.get(name, ()):
            parts[event.party] = self.after(parts, event)
        return parts

    def part(self, name: str, party: str) -> Part:
        """The part of one. Raises: RefusedError if it has none."""
        parts = self.parts(name)
        check(party in parts, f"{party} is not bound by {name}")
        return parts[party]

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

    def extending(self, name: str, by: str, effective: date | None) -> tuple[str, ...]:
        """Those whose end is put off: of a notice by both the part of who gave one."""
        acting = self.frame.acting(by)
        if by != BOTH or effective is None:
            return acting
        parts = self.parts(name)
        return tuple(party for party in acting if party in parts and parts[party].status == "leaving") or acting

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

    def last_day(self, name: str) -> date | None:
        """The last day of the longest part of a commitment."""
        return self.longest(self.parts(name))

    # WHAT IT REFUSES

    def check_there(self, name: str) -> None:
        """Raises: RefusedError if nobody has undertaken it."""
        check(name in self.log, f"nobody undertook {name}")

    def check_met(
        self,
        day: date,
        by: str,
        names: Sequence[str],
        statuses: Sequence[str],
        *,
        is_late: bool = False,
        is_joint: bool = False,
    ) -> None:
        """Raises: RefusedError unless all who act stand so in each of these."""
        self.frame.check_actor(by)
        check(is_joint or by != BOTH, "each acts for itself")
        for name in names:
            self.check_there(name)
            for party in self.frame.acting(by):
                part = self.part(name, party)
                check(self.stands(part, day) in statuses, f"{name} stands otherwise for {party}")
                check(is_late or not self.is_over(part, day), f"{name} has expired for {party}")

    def check_end_moved(self, part: Part, day: date, until: date | None, effective: date | None) -> None:
        """Raises: RefusedError unless the end of what a part stands in is put off to a later day, or to none."""
        check(self.stands(part, day) in BINDING, "it is over")
        end_met = self.end_met(part, day)
        present: date | None = getattr(part, end_met)
        end = effective if end_met == "notice" else until
        check((until if end_met == "notice" else effective) is None, f"its end is {end_met}")
        check(end is not None or (present is not None and end_met != "notice"), "there is no end to put off")
        check(end is None or present is None or end > present, f"it runs until {present} already")
        check(until is None or part.begins is None or part.begins <= until, "it would end before it begins")
