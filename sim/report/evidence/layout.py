"""The layout of a matrix: the texts of its rows, and the places of its columns and rows."""

from math import ceil
from typing import Final

from attrs import frozen

from sim.evidence.results import ConclusionEvidence, Evidence
from sim.report.evidence.words import day_and_reading, told
from sim.report.prose.names import Names
from sim.report.svg.text_width import LABEL, shortened, width

MARGIN: Final = 6.0
"""The distance of texts from the edges."""
ROW: Final = 18.0
"""The height of a row."""
BARS: Final = "conclusions that hang on it alone"
"""What the bars above the columns count."""
HEADERS: Final = ("line", "conclusion", "as of", "verdict")

_MIN_PITCH: Final = 18.0
_MIN_WIDTH: Final = 620.0
_CROSS: Final = 16.0
_GAP: Final = 12.0
_LONGEST: Final = (60.0, 340.0, 180.0, 460.0)
"""The greatest widths of the columns of text."""
_MANY_MOVES: Final = 40
"""With more moves than this a verdict says again of which line it is."""

Texts = tuple[str, str, str, str]
"""The texts of a row: its line, what is concluded, as of when, and the verdict."""


@frozen
class Layout:
    """The places of a matrix below a *top*: of its columns of text, and of its cells.

    `line_ends` is the right end of the first column of text, `text_at` are the left ends of the others.
    """

    rows: tuple[tuple[ConclusionEvidence, Texts], ...]
    moves: int
    line_ends: float
    text_at: tuple[float, float, float]
    left: float
    pitch: float
    across: float
    top: float

    @property
    def right(self) -> float:
        """The right end of the cells."""
        return self.left + self.moves * self.pitch

    @property
    def bottom(self) -> float:
        """The bottom of the cells."""
        return self.top + len(self.rows) * ROW

    def x_of(self, number: int) -> float:
        """The middle of the column of a move."""
        return self.left + (number - 0.5) * self.pitch

    def y_of(self, row: int) -> float:
        """The middle of a row, counted from 0."""
        return self.top + (row + 0.5) * ROW


def layout_of(result: Evidence, names: Names) -> Layout:
    """The layout of the matrix of a result, whose cells begin at the top of the canvas."""
    moves = len(result.history.moves)
    rows = tuple((each, _texts(each, moves, names)) for each in result.on_history)
    widths = [
        max(width(text, LABEL) for text in column)
        for column in zip(HEADERS, *(texts for _, texts in rows), strict=True)
    ]
    line_ends = MARGIN + _CROSS + ceil(widths[0])
    conclusion_at = line_ends + _GAP
    as_of_at = conclusion_at + ceil(widths[1]) + _GAP
    left = max(as_of_at + ceil(widths[2]), MARGIN + ceil(width(BARS, LABEL))) + _GAP
    pitch = max(_MIN_PITCH, ceil(width(str(moves), LABEL)) + 3)
    verdict_at = left + moves * pitch + _GAP
    across = max(verdict_at + ceil(widths[3]) + MARGIN, _MIN_WIDTH)
    return Layout(rows, moves, line_ends, (conclusion_at, as_of_at, verdict_at), left, pitch, across, 0.0)


def _within(conclusion: str, room: float) -> str:
    """A conclusion cut in what it is about, so that its value and whose it is are kept."""
    about, colon, value = conclusion.rpartition(": ")
    title, bracket, whose = about.rpartition(" (") if about.endswith(")") else (about, "", "")
    rest = f"{bracket}{whose}{colon}{value}"
    return f"{shortened(title, max(room - width(rest, LABEL), room / 3), LABEL)}{rest}"


def _texts(each: ConclusionEvidence, moves: int, names: Names) -> Texts:
    """The texts of a row, each cut to the room that it may have."""
    expectation = each.expectation
    line = "–" if expectation.line is None else str(expectation.line)
    is_repeated = moves > _MANY_MOVES and expectation.line is not None
    verdict = f"{line}: {each.verdict}" if is_repeated else each.verdict
    texts = (line, _within(told(expectation, names), _LONGEST[1]), day_and_reading(expectation), verdict)
    first, second, third, last = (shortened(text, room, LABEL) for text, room in zip(texts, _LONGEST, strict=True))
    return first, second, third, last
