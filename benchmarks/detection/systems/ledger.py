"""A ledger of commitments: a log of events for each who is bound, from which it works out how each stands."""

from collections.abc import Sequence
from datetime import date

from benchmarks.detection.systems.frame import BOTH, RESERVED, Frame, check
from benchmarks.detection.systems.ledger_parts import BINDING, Event, LedgerParts, Part


class CommitmentLedger(LedgerParts):
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
            for party in self.extending(name, day, by, effective):
                self.check_end_moved(self.part(name, party), day, until, effective)
        for name in names:
            for party in self.extending(name, day, by, effective):
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

    def extending(self, name: str, day: date, by: str, effective: date | None) -> tuple[str, ...]:
        """Those whose end is put off: of a notice by both the part of who gave one and has not left yet."""
        acting = self.frame.acting(by)
        if by != BOTH or effective is None:
            return acting
        parts = self.parts(name)
        return tuple(who for who in acting if who in parts and self.stands(parts[who], day) == "leaving") or acting

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
