"""What there is to draw, without a place on the sheet yet: lanes, with the marks of moves and the bands of subjects."""

from datetime import date
from typing import Final

from attrs import define, field, frozen

from sim.history.snapshot import Snapshot
from sim.model.dates import When
from sim.report.svg.symbols import FIRST, OUTSIDE, SECOND, TOGETHER

UPPER, MIDDLE, LOWER = 0, 1, 2
"""The strips of a lane: of the first party, of both and of others, of the second party."""

_STRIP: Final = {FIRST: UPPER, SECOND: LOWER, TOGETHER: MIDDLE, OUTSIDE: MIDDLE}

LaneKey = tuple[str, str]
"""What a lane is of: an issue by its id, the talks, or what has no issue."""


@frozen
class Place:
    """A place in time: after the move of a number, or, where nobody moves, at the beginning of a day."""

    number: int
    day: date
    turned: bool = False


@frozen
class Mark:
    """A move: whose it is, what it bears on, whether its day is known, and whether it counts as of the view."""

    number: int
    verb: str
    side: str
    when: When
    units: tuple[tuple[str, str], ...]
    over: LaneKey | None
    counts: bool
    title: str

    @property
    def strip(self) -> int:
        """The strip that it is in."""
        return _STRIP[self.side]

    @property
    def is_exact(self) -> bool:
        """Whether its day is known."""
        return self.when.is_exact


@frozen
class Span:
    """How a subject reads from one place to another (None: to the end), its shade, and the words for it."""

    begin: Place
    end: Place | None
    shade: str
    title: str


@frozen
class StatusBand:
    """What stands for some time: a subject, or the part of the party `whose` it is.

    `spans` are those of the whole record, in order; `counting` those of what counts as of the view.
    """

    subject: str
    whose: str
    side: str
    spans: tuple[Span, ...]
    counting: tuple[Span, ...]

    @property
    def strip(self) -> int:
        """The strip that it is in."""
        return _STRIP[self.side]


@frozen
class Due:
    """A next round of talks as of the view: of which talks, and when."""

    talks: str
    when: When


@define
class Lane:
    """A lane: its title, the marks and the bands in it, and the rounds of talks that are due."""

    title: str
    marks: list[Mark] = field(factory=list)
    bands: list[StatusBand] = field(factory=list)
    due: list[Due] = field(factory=list)


TensionLine = tuple[tuple[Place, int], ...]
"""Points of tension, each from a place on."""


@frozen
class Scene:
    """All that there is to draw of a record: its lanes by key, and tension from place to place.

    `tension` is that of the whole record, `counting` that of what counts as of the view, up to its day.
    """

    title: str
    view: Snapshot
    lanes: dict[LaneKey, Lane]
    tension: TensionLine
    counting: TensionLine
    due: tuple[Due, ...]
