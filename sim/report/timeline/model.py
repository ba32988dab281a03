"""The content of a timeline: lanes with the markers of moves and the bands of subjects, and tension over time."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import define, field, frozen

from sim.evidence.results import Evidence, MoveImportance
from sim.model.dates import When
from sim.model.errors import InvalidFieldError
from sim.report.svg.symbols import ALONE, FIRST, IN_PAIR, OUTSIDE, SECOND, TOGETHER, shade_of
from sim.rules.lifecycle import Tone
from sim.rules.subject import Status

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot

UPPER, MIDDLE, LOWER = 0, 1, 2
"""The tracks of a lane: of the first party, of both and of others, of the second party."""

_TRACK: Final = {FIRST: UPPER, SECOND: LOWER, TOGETHER: MIDDLE, OUTSIDE: MIDDLE}

LaneKey = tuple[str, str]
"""The subject matter of a lane: an issue by its id, the talks, or no issue."""

TALKS, NO_ISSUE = ("talks", ""), ("without an issue", "")


@frozen
class Excerpt:
    """The part of a record that is drawn: from one day to another (None: all days), on some issues (none: on all).

    It may have only what is open at its end.
    """

    since: date | None = None
    until: date | None = None
    issues: tuple[str, ...] = ()
    only_open: bool = False

    @classmethod
    def of(
        cls, since: When | date | str | None, until: When | date | str | None, issues: Iterable[str], *, only_open: bool
    ) -> "Excerpt":
        """The part between two dates, as long as these may mean.

        Raises: UnreadableDateError; InvalidFieldError if the first is after the last.
        """
        first, last = (None if each is None else When.of(each) for each in (since, until))
        begin = None if first is None else first.earliest or first.best
        end = None if last is None else last.latest or last.best
        if begin and end and begin > end:
            raise InvalidFieldError(f"since {first} is after until {last}; write the earlier of the two first")
        return cls(begin, end, tuple(dict.fromkeys(issues)), only_open)

    @property
    def is_whole(self) -> bool:
        """Whether it leaves nothing out."""
        return self == Excerpt()

    def has(self, day: date) -> bool:
        """Whether a day is in it."""
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    def is_before(self, day: date) -> bool:
        """Whether a day is before its first."""
        return self.since is not None and day < self.since

    def is_after(self, day: date) -> bool:
        """Whether a day is after its last."""
        return self.until is not None and day > self.until


@frozen
class TimePoint:
    """A point in time: after the move of a number or, where nobody moves, at the beginning of a day."""

    number: int
    day: date
    is_day_start: bool = False


@frozen
class MoveMarker:
    """A move: its verb, tone, side and date, the subjects and parts that it changes, and whether it counts by the view.

    `beside` is the side beside which it is drawn: its own, or that of the party with which a third party stands.
    `importance` is how much hangs on it, if that has been asked for.
    """

    number: int
    verb: str
    tone: Tone
    side: str
    beside: str
    when: When
    changes: tuple[tuple[str, str], ...]
    over: LaneKey | None
    counts: bool
    tooltip: str
    importance: MoveImportance | None = None

    @property
    def track(self) -> int:
        """The track that it is in."""
        return _TRACK[self.beside]

    @property
    def load(self) -> str:
        """Its load: whether a conclusion hangs on it alone, or in a pair; empty if none does."""
        if self.importance is None or self.importance.carries_nothing:
            return ""
        return ALONE if self.importance.alone else IN_PAIR


@frozen
class StatusSpan:
    """The time for which a subject has a status (None: to the end).

    `then` is the status that follows, if that has no band. What is `concluded` may stand on, but asks nothing any more:
    an offer that is accepted, whatever has expired.
    """

    begin: TimePoint
    end: TimePoint | None
    status: Status
    tooltip: str
    then: Status = ""
    concluded: bool = False

    @property
    def shade(self) -> str:
        """The shade of the status."""
        return shade_of(self.status)


@frozen
class StatusBand:
    """The statuses of a subject, or of a party's part in it, over time.

    `spans` are those of the whole record, in order; `counting` are those of the moves that count as of the view.
    `last_move` is the number of the last move that acts on it.
    """

    subject: str
    party: str
    title: str
    side: str
    beside: str
    spans: tuple[StatusSpan, ...]
    counting: tuple[StatusSpan, ...]
    last_move: int = 0

    @property
    def track(self) -> int:
        """The track that it is in."""
        return _TRACK[self.beside]

    @property
    def last(self) -> StatusSpan:
        """Its last span."""
        return (self.spans or self.counting)[-1]

    @property
    def stands(self) -> bool:
        """Whether it stands at the end and is not concluded."""
        return self.last.end is None and not self.last.concluded


@frozen
class DueRound:
    """The next round of some talks, as agreed by the day of the view."""

    talks: str
    title: str
    when: When
    track: int = MIDDLE


@define
class Lane:
    """A lane: its title, and what is in it."""

    title: str
    markers: list[MoveMarker] = field(factory=list)
    bands: list[StatusBand] = field(factory=list)
    due: list[DueRound] = field(factory=list)


TensionSteps = tuple[tuple[TimePoint, int], ...]
"""Points of tension, each with the time from which it has so many."""


@frozen
class Timeline:
    """The content of a timeline: its lanes by key, and tension over time.

    `tension` is that of the whole record, `counting` that of the moves that count as of the view, up to its day.
    `evidence` is what conclusions hang on, if that is to be shown. `excerpt` is the part of the record that it is.
    """

    title: str
    view: "Snapshot"
    lanes: dict[LaneKey, Lane]
    tension: TensionSteps
    counting: TensionSteps
    due: tuple[DueRound, ...]
    evidence: Evidence | None = None
    excerpt: Excerpt = Excerpt()
