"""Bugs of the book of measures."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from benchmarks.detection.adapters.measures import MEASURES
from benchmarks.detection.bugs.bug import Bug
from benchmarks.detection.systems.frame import check
from benchmarks.detection.systems.measure_entries import IMPOSED, THREATS, Entry
from benchmarks.detection.systems.measures import MeasureBook
from sim.moves import Comply, Impose, Lift, Resume, Suspend, Threaten, Withdraw
from sim.testing.aims import NearMiss, Wait


class ForgetfulBook(MeasureBook):
    """What is resumed forgets since when it stands."""

    def resumed(self, entry: Entry, status: str, day: date) -> Entry:
        """The measure that stands again, as if it always had."""
        return replace(super().resumed(entry, status, day), day=None)


class HastyBook(MeasureBook):
    """A term is over on its last day."""

    def is_over(self, entry: Entry, day: date) -> bool:
        """Whether its last day has come."""
        return super().is_over(entry, day) or entry.term == day


class StubbornBook(MeasureBook):
    """What was announced comes on its day, though it was called off."""

    def ended(self, entry: Entry, status: str, day: date) -> Entry:
        """The measure ended, with the day for which it was announced."""
        after = super().ended(entry, status, day)
        return replace(after, begins=entry.begins) if self.is_ahead(entry, day) else after

    def stands(self, entry: Entry, day: date) -> str:
        """Where a measure stands on a day; in place from the day that was announced."""
        has_ended = entry.status in ("withdrawn", "complied", "lapsed", "superseded")
        if has_ended and entry.begins is not None:
            return "in-place" if day >= entry.begins else entry.status
        return super().stands(entry, day)

    def end_of(self, entry: Entry, day: date) -> date | None:
        """The day on which what it stands in ends; that it comes is not foreseen."""
        return super().end_of(entry, day) if entry.status in (*THREATS, *IMPOSED) else None


class PausedBook(MeasureBook):
    """What is suspended does not run out."""

    def is_over(self, entry: Entry, day: date) -> bool:
        """Whether its term is over, unless it is suspended."""
        return super().is_over(entry, day) and self.stands(entry, day) != "suspended"


class FirstOnlyBook(MeasureBook):
    """Of a list the first is done."""

    def each(self, names: Sequence[str], act: Callable[[Entry], Entry]) -> None:
        """Do it to the first, once all could be done."""
        after = self.entries
        super().each(names, act)
        self.entries = {**after, names[0]: self.entries[names[0]]}


class HotBook(MeasureBook):
    """A threat that was put off is carried out when it stands again."""

    def resumed(self, entry: Entry, status: str, day: date) -> Entry:
        """The measure in place."""
        return super().resumed(entry, "in-place", day)


class SidelessBook(MeasureBook):
    """A party may comply with what a third party on its own side does."""

    def check_other_side(self, entry: Entry, by: str) -> None:
        """Look at the author alone."""
        check(by in self.frame.parties and by != entry.author, f"{by} is not the other side")


DAY: Final = "2013-01-01"
NEXT_DAY: Final = "2013-01-02"


def _impose(name: str = "a", by: str = "aland", **fields: object) -> Impose:
    return Impose(subject=name, by=by, date=DAY, issue="quota", **fields)  # type: ignore[arg-type]


BUGS: Final = (
    Bug(
        "resumed loses its since",
        "resumed loses its since",
        MEASURES,
        ForgetfulBook,
        (Suspend(subject="embargo", by="aland", date=DAY), Resume(subject="embargo", by="aland", date=DAY)),
    ),
    Bug("over on the last day", "off by one day at an end, too early", MEASURES, HastyBook, (_impose(until=DAY),)),
    Bug(
        "announcement withdrawn, yet it comes",
        "a notice that takes effect though called off",
        MEASURES,
        StubbornBook,
        (_impose(effective=NEXT_DAY), Withdraw(subject="a", by="aland", date=DAY), Wait(NEXT_DAY)),
    ),
    Bug(
        "suspended outlives its term",
        "an end that a suspension hides",
        MEASURES,
        PausedBook,
        (_impose(until=DAY), Suspend(subject="a", by="aland", date=DAY), Wait(NEXT_DAY)),
    ),
    Bug(
        "first of a list",
        "a list act half done",
        MEASURES,
        FirstOnlyBook,
        (_impose(), Lift(subject=("embargo", "a"), by="aland", date=DAY)),
    ),
    Bug(
        "deferred threat resumed in place",
        "another status than where it came from",
        MEASURES,
        HotBook,
        (
            Threaten(subject="a", by="aland", date=DAY, issue="quota"),
            Suspend(subject="a", by="aland", date=DAY),
            Resume(subject="a", by="aland", date=DAY),
        ),
    ),
    Bug(
        "own side complies",
        "a third party's side forgotten",
        MEASURES,
        SidelessBook,
        (_impose(by="bank"), NearMiss(Comply(subject="a", by="aland", date=DAY))),
    ),
)
