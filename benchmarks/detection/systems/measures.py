"""A book of measures in memory: what is threatened, announced, in place, suspended, and until when."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from benchmarks.detection.systems.frame import Frame, check, check_new
from benchmarks.detection.systems.measure_entries import IMPOSED, THREATS, Entry, MeasureEntries


class MeasureBook(MeasureEntries):
    """Threats and measures. What is asked in one call is done as a whole or not at all."""

    def __init__(self, frame: Frame, in_place: dict[str, tuple[str, date]] | None = None) -> None:
        self.frame = frame
        self.entries = {name: Entry(by, "in-place", since) for name, (by, since) in (in_place or {}).items()}

    # WHAT CAN BE ASKED OF IT

    def threaten(
        self,
        day: date,
        by: str,
        name: str,
        issues: Sequence[str],
        *,
        deadline: date | None = None,
        replaces: Sequence[str] = (),
    ) -> None:
        """Announce a harm, perhaps in place of other threats."""
        self.check_made(day, by, name, issues, replaces)
        check(deadline is None or deadline >= day, f"{deadline} is past")
        self.entries[name] = Entry(by, "threatened", day, deadline=deadline)
        self.supersede(replaces, day)

    def impose(
        self,
        day: date,
        by: str,
        name: str,
        issues: Sequence[str],
        *,
        effective: date | None = None,
        until: date | None = None,
        replaces: Sequence[str] = (),
    ) -> None:
        """Do a harm, or announce it for a later day."""
        self.check_made(day, by, name, issues, replaces)
        self.check_span(day, effective, until)
        self.entries[name] = Entry(by, "in-place", day, begins=effective, term=until)
        self.supersede(replaces, day)

    def carry_out(
        self, day: date, by: str, names: Sequence[str], effective: date | None = None, until: date | None = None
    ) -> None:
        """The author makes a threat true."""
        self.check_span(day, effective, until)

        def make_true(entry: Entry) -> Entry:
            check(self.met(entry, day) in THREATS, "there is no threat")
            check(entry.author == by, f"{entry.author} made it")
            return Entry(by, "in-place", day, begins=effective, term=until, step=entry.step)

        self.each(names, make_true)

    def change_level(self, day: date, by: str, names: Sequence[str], step: int, until: date | None = None) -> None:
        """The author makes what is in place harder (step 1) or milder (step -1)."""
        check(until is None or until >= day, f"{until} is past")

        def change(entry: Entry) -> Entry:
            check(self.met(entry, day) == "in-place", "it is not in place")
            check(entry.author == by, f"{entry.author} made it")
            level = max(-1, min(1, entry.step + step))
            return self.turned(entry, "in-place", day, step=level, term=until or entry.term)

        self.each(names, change)

    def suspend(self, day: date, by: str, names: Sequence[str], until: date | None = None) -> None:
        """The author, or a third party, suspends what is in place, or defers a threat."""
        check(until is None or until >= day, f"{until} is past")

        def stop(entry: Entry) -> Entry:
            met = self.met(entry, day)
            check(met in ("in-place", "threatened"), "it is not in place, nor threatened")
            self.check_may_stay(entry, by)
            if met == "threatened":
                return self.turned(self.called_off(entry, day), "deferred", day, pause=until)
            return self.turned(entry, "suspended", day, pause=until)

        self.each(names, stop)

    def resume(self, day: date, by: str, names: Sequence[str], until: date | None = None) -> None:
        """What is suspended stands again, with a new term if that is given."""
        check(until is None or until >= day, f"{until} is past")

        def go_on(entry: Entry) -> Entry:
            met = self.met(entry, day)
            check(met in ("suspended", "deferred"), "it is not suspended")
            check(until is None or met == "suspended", "a threat has no term")
            self.check_may_stay(entry, by)
            if met == "deferred":
                return self.resumed(entry, "threatened", day)
            return self.resumed(replace(entry, term=until or entry.term), "in-place", day)

        self.each(names, go_on)

    def lift(self, day: date, by: str, names: Sequence[str]) -> None:
        """The author, or a third party, ends what is in place or suspended."""

        def end(entry: Entry) -> Entry:
            check(self.met(entry, day) in IMPOSED, "it is not in place")
            self.check_may_stay(entry, by)
            return self.ended(entry, "lifted", day)

        self.each(names, end)

    def comply(self, day: date, by: str, names: Sequence[str]) -> None:
        """The other side does what is demanded; a threat is over with that, what is in place is for its author."""

        def do_as_demanded(entry: Entry) -> Entry:
            met = self.met(entry, day)
            check(met in (*THREATS, *IMPOSED), "nothing is demanded any more")
            self.check_other_side(entry, by)
            return self.ended(entry, "complied", day) if met in THREATS else entry

        self.each(names, do_as_demanded)

    def withdraw(self, day: date, by: str, names: Sequence[str]) -> None:
        """The author takes a threat back."""

        def take_back(entry: Entry) -> Entry:
            check(self.met(entry, day) in THREATS, "there is no threat")
            check(entry.author == by, f"{entry.author} made it")
            return self.ended(entry, "withdrawn", day)

        self.each(names, take_back)

    def extend(
        self,
        day: date,
        by: str,
        names: Sequence[str],
        *,
        deadline: date | None = None,
        until: date | None = None,
        effective: date | None = None,
    ) -> None:
        """The author puts off the end of what it stands in, or an announced beginning; without a day: for good."""
        words = {"deadline": deadline, "until": until, "effective": effective}
        given = {word: end for word, end in words.items() if end is not None}
        for end in given.values():
            check(end >= day, f"{end} is past")
        check(effective is None or until is None or effective <= until, "it ends before it begins")

        def put_off(entry: Entry) -> Entry:
            check(entry.status in (*THREATS, *IMPOSED), "it is over")
            check(entry.author == by, f"{entry.author} made it")
            word, field = self.end_met(entry, day)
            present: date | None = getattr(entry, field)
            check(set(given) <= {word}, f"its end is {word}")
            end = given.get(word)
            check(present is not None or end is not None, "it has no end")
            check(present is None or end is None or end > present, f"it runs until {present} already")
            return self.with_end(entry, field, end)

        self.each(names, put_off)

    def lapse(self, day: date, names: Sequence[str]) -> None:
        """It runs out."""

        def run_out(entry: Entry) -> Entry:
            stands = self.stands(entry, day)
            check(stands in (*THREATS, "in-place"), "it cannot lapse")
            end = entry.deadline if stands in THREATS else entry.term
            check(end is None or day >= end, f"it stands until {end}")
            return self.ended(entry, "lapsed", day)

        self.each(names, run_out)

    # WHAT IT TELLS

    def statuses(self, day: date) -> dict[str, str]:
        """The status of each as it reads on a day."""
        return {name: self.reads(entry, day) for name, entry in self.entries.items()}

    def since(self, day: date) -> dict[str, date | None]:
        """The day since which each reads as it does."""
        return {name: self.since_of(entry, day) for name, entry in self.entries.items()}

    def ends(self, day: date) -> dict[str, date | None]:
        """The day on which what each stands in ends, or what is announced begins."""
        return {name: self.end_of(entry, day) for name, entry in self.entries.items()}

    # HOW IT WORKS

    def each(self, names: Sequence[str], act: Callable[[Entry], Entry]) -> None:
        """Do it to each of these; all or nothing."""
        after = dict(self.entries)
        for name in names:
            check(name in after, f"nobody made {name}")
            after[name] = act(after[name])
        self.entries = after

    def supersede(self, names: Iterable[str], day: date) -> None:
        """End the threats that another takes the place of."""
        for name in names:
            self.entries[name] = self.ended(self.entries[name], "superseded", day)

    # WHAT IT REFUSES

    def check_made(self, day: date, by: str, name: str, issues: Sequence[str], replaces: Sequence[str]) -> None:
        """Raises: RefusedError if somebody cannot make a measure under that id, or not in place of these threats."""
        check(len(self.frame.acting(by)) == 1, f"{by} is nobody who acts alone")
        self.frame.check_issues(issues)
        check_new(name, self.entries)
        for other in replaces:
            check(other in self.entries, f"nobody made {other}")
            check(self.met(self.entries[other], day) in THREATS, f"{other} is no threat")
            check(self.entries[other].author == by, f"{by} did not make {other}")

    def check_span(self, day: date, effective: date | None, until: date | None) -> None:
        """Raises: RefusedError if a day is past, or the last one before the first."""
        check(effective is None or effective >= day, f"{effective} is past")
        check(until is None or until >= (effective or day), f"{until} is past")

    def check_may_stay(self, entry: Entry, by: str) -> None:
        """Raises: RefusedError unless it is the author or a third party."""
        check(by == entry.author or by in self.frame.third_parties, f"{entry.author} made it")

    def check_other_side(self, entry: Entry, by: str) -> None:
        """Raises: RefusedError unless it is the party at which it is aimed."""
        check(by in self.frame.parties and by != self.frame.side_of(entry.author), f"{by} is not the other side")
